/* SPDX-License-Identifier: MIT */
/*
 * serve: In: what was rendered. Out: answers to a browser. The only file that knows libmicrohttpd.
 *
 * A page of our own stands around the edition, so that the edition's bytes are those that render writes. It
 * listens to /events (text/event-stream, WHATWG HTML), each of which holds the whole state as JSON; a stream
 * that has nothing to say is suspended. Read request_answer: who asks, how, and for what of the table.
 */
#define _GNU_SOURCE /* SOCK_CLOEXEC */

#include "serve.h"

#include "console.h"
#include "file.h"
#include "list.h"
#include "pool.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    SECONDS_IDLE = 60, /* of a connection that asks for nothing */
    TRIES = 16,        /* to find a port that is free at both addresses */
    PAGE_BYTES_MOST = 256 * 1024,
};
/* Seconds between two signs of life of a stream: whoever has gone is noticed by them */
static const double BEAT = 15;

/* A file of the page itself */
struct page {
    const char *url, *type;
    struct bytes bytes;
};

/* One dataset, as it was last published; its files as they were when it was last good */
struct shown {
    struct arena *arena, *files_arena;
    struct served served;
    const char **paths, **names;
    size_t count, version;
    double seconds; /* of the last good rendering */
};

/* One browser's /events */
struct stream {
    struct serve *serve;
    struct MHD_Connection *connection;
    bool suspended, beat;
    size_t seen;   /* the state that was sent */
    char *pending; /* of it, what is not yet out */
    size_t at, length;
    struct stream *next;
};

struct serve {
    struct arena *arena;
    struct MHD_Daemon *daemons[SERVE_STREAMS]; /* 127.0.0.1, [::1]; NULL: there is no such address here */
    unsigned port;
    struct page pages[3];
    struct shown *all;
    size_t count;
    struct arena *state_arena;
    const char *state; /* JSON */
    size_t version;    /* of the state */
    struct stream *streams;
    double beaten;
    bool closing;
};

bool serve_is_built(void)
{
    return true;
}

/* ---- answers ---- */

/* Nothing is kept, guessed, put into another site's frame or named to it. */
static enum MHD_Result response_queue(
    struct MHD_Connection *connection, unsigned status, const char *type, struct MHD_Response *response)
{
    static const char *const headers[][2] = {{"Cache-Control", "no-store"},
        {"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"}, {"X-Frame-Options", "SAMEORIGIN"}};
    if (!response)
        return MHD_NO;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    MHD_add_response_header(response, "Content-Type", type);
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, "Allow", "GET, HEAD");
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result text_answer(struct MHD_Connection *connection, unsigned status, const char *text)
{
    return response_queue(connection, status, "text/plain; charset=utf-8",
        MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_PERSISTENT));
}

static enum MHD_Result page_answer(struct MHD_Connection *connection, const struct page *page)
{
    static const char policy[] =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'";
    struct MHD_Response *response = MHD_create_response_from_buffer(
        page->bytes.length, (void *)(uintptr_t)page->bytes.at, MHD_RESPMEM_PERSISTENT);
    if (response)
        MHD_add_response_header(response, "Content-Security-Policy", policy);
    return response_queue(connection, MHD_HTTP_OK, page->type, response);
}

static const char *type_of(const char *name)
{
    static const char *const types[][2] = {{".html", "text/html; charset=utf-8"}, {".pdf", "application/pdf"},
        {".svg", "image/svg+xml"}, {".png", "image/png"}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(name, types[i][0]))
            return types[i][1];
    return "application/octet-stream";
}

static enum MHD_Result file_answer(struct MHD_Connection *connection, const char *path)
{
    struct stat status;
    const char *odd;
    int file = file_open(path, &odd);
    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (file >= 0)
            close(file);
        return text_answer(connection, MHD_HTTP_NOT_FOUND, "it was rendered, and is there no more\n");
    }
    /* nothing is run or loaded, whatever an edition should hold */
    static const char policy[] =
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    struct MHD_Response *response =
        MHD_create_response_from_fd((uint64_t)status.st_size, file); /* which closes it */
    if (response)
        MHD_add_response_header(response, "Content-Security-Policy", policy);
    else
        close(file);
    return response_queue(connection, MHD_HTTP_OK, type_of(path), response);
}

/* ---- events ---- */

static bool message_make(struct stream *stream)
{
    struct serve *serve = stream->serve;
    char *message = NULL;
    int length = stream->seen != serve->version ? asprintf(&message, "data: %s\n\n", serve->state)
                 : stream->beat                 ? asprintf(&message, ":\n\n")
                                                : 0;
    stream->beat = false;
    stream->seen = serve->version;
    if (length < 0)
        memory_exhausted();
    free(stream->pending);
    stream->pending = message;
    stream->at = 0;
    stream->length = (size_t)length;
    return length > 0;
}

static ssize_t stream_read(void *context, uint64_t position, char *buffer, size_t room)
{
    struct stream *stream = context;
    (void)position;
    if (stream->serve->closing)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (stream->at == stream->length && !message_make(stream)) {
        MHD_suspend_connection(stream->connection);
        stream->suspended = true;
        return 0;
    }
    size_t length = stream->length - stream->at < room ? stream->length - stream->at : room;
    memcpy(buffer, stream->pending + stream->at, length);
    stream->at += length;
    return (ssize_t)length;
}

static void stream_free(void *context)
{
    struct stream *stream = context, **link = &stream->serve->streams;
    while (*link != stream)
        link = &(*link)->next;
    *link = stream->next;
    free(stream->pending);
    free(stream);
}

static enum MHD_Result events_answer(struct serve *serve, struct MHD_Connection *connection)
{
    enum { BLOCK = 4096 };
    struct stream *stream = calloc(1, sizeof *stream);
    if (!stream)
        memory_exhausted();
    *stream = (struct stream){.serve = serve, .connection = connection, .next = serve->streams};
    serve->streams = stream;
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, stream_read, stream, stream_free);
    if (!response)
        stream_free(stream);
    return response_queue(connection, MHD_HTTP_OK, "text/event-stream", response);
}

static void streams_wake(struct serve *serve)
{
    for (struct stream *stream = serve->streams; stream; stream = stream->next) {
        if (stream->suspended)
            MHD_resume_connection(stream->connection);
        stream->suspended = false;
    }
}

/* ---- requests ---- */

struct host_search {
    const struct serve *serve;
    size_t count, good;
};

static enum MHD_Result host_look(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    static const char *const hosts[] = {"localhost", "127.0.0.1", "[::1]"};
    enum { HTTP_PORT = 80 };
    struct host_search *search = context;
    (void)kind;
    if (!str_equals_any_case(name, "Host"))
        return MHD_YES;
    search->count++;
    for (size_t i = 0; value && i < sizeof hosts / sizeof *hosts; i++) {
        char host[32];
        snprintf(host, sizeof host, "%s:%u", hosts[i], search->serve->port);
        if (str_equals_any_case(value, host) ||
            (search->serve->port == HTTP_PORT && str_equals_any_case(value, hosts[i])))
            search->good++;
    }
    return MHD_YES;
}

/* A page of somebody else whose name was made to lead here asks with that name: it learns nothing. */
static bool host_is_ours(const struct serve *serve, struct MHD_Connection *connection)
{
    struct host_search search = {serve, 0, 0};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, host_look, &search);
    return search.count == 1 && search.good == 1;
}

/* "/2/flow.svg": a file of the third dataset. NULL: there is none of that name */
static const char *path_find(const struct serve *serve, const char *url)
{
    const char *slash = *url == '/' ? strchr(url + 1, '/') : NULL;
    size_t number;
    if (!slash || !slice_number((struct slice){url + 1, (size_t)(slash - url - 1)}, serve->count, &number) ||
        (url[1] == '0' && slash != url + 2)) /* one name each */
        return NULL;
    const struct shown *shown = &serve->all[number];
    for (size_t i = 0; i < shown->count; i++)
        if (!strcmp(shown->names[i], slash + 1))
            return shown->paths[i];
    return NULL;
}

static enum MHD_Result request_answer(void *context, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload, size_t *upload_length, void **request)
{
    struct serve *serve = context;
    (void)version, (void)upload, (void)upload_length;
    if (!host_is_ours(serve, connection))
        return text_answer(connection, MHD_HTTP_FORBIDDEN, "this is for localhost alone\n");
    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return text_answer(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "this can be read, and nothing else\n");
    if (!*request) { /* the first call is about headers alone; an answer to it would end the connection */
        *request = serve;
        return MHD_YES;
    }
    for (size_t i = 0; i < sizeof serve->pages / sizeof *serve->pages; i++)
        if (!strcmp(url, serve->pages[i].url))
            return page_answer(connection, &serve->pages[i]);
    if (!strcmp(url, "/events"))
        return events_answer(serve, connection);
    const char *path = path_find(serve, url);
    if (path)
        return file_answer(connection, path);
    return text_answer(connection, MHD_HTTP_NOT_FOUND, "nothing of that name was rendered\n");
}

/* ---- the state ---- */

static void shown_append(const struct shown *shown, struct str *out)
{
    const struct served *served = &shown->served;
    str_append(out, "{\"name\":");
    str_json(out, served->name);
    str_printf(out, ",\"version\":%zu,\"refused\":%s,\"milliseconds\":%.0f,\"told\":", shown->version,
        served->refused ? "true" : "false", shown->seconds * 1e3);
    str_json(out, served->told);
    str_append(out, ",\"files\":[");
    for (size_t i = 0; i < shown->count; i++) {
        str_append(out, i ? "," : "");
        str_json(out, shown->names[i]);
    }
    str_append(out, "]}");
}

static void shown_take(struct shown *shown, const struct served *served)
{
    arena_destroy(shown->arena);
    shown->arena = arena_create();
    shown->served = *served;
    shown->served.name = arena_strdup(shown->arena, served->name);
    shown->served.told = arena_strdup(shown->arena, served->told);
    shown->served.folder = NULL; /* of what is borrowed nothing is left */
    shown->served.files = NULL;
    if (served->refused || served->version == shown->version)
        return;
    arena_destroy(shown->files_arena);
    struct arena *arena = shown->files_arena = arena_create();
    shown->version = served->version;
    shown->seconds = served->seconds;
    shown->count = served->file_count;
    shown->paths = arena_array(arena, const char *, shown->count + 1);
    shown->names = arena_array(arena, const char *, shown->count + 1);
    for (size_t i = 0; i < shown->count; i++) {
        shown->names[i] = arena_strdup(arena, served->files[i].name);
        shown->paths[i] = arena_printf(arena, "%s/%s", served->folder, served->files[i].name);
    }
}

void serve_publish(struct serve *serve, const char *told, bool refused, const struct served *all)
{
    arena_destroy(serve->state_arena);
    serve->state_arena = arena_create();
    struct str state = str_init(serve->state_arena);
    str_printf(&state, "{\"refused\":%s,\"told\":", refused ? "true" : "false");
    str_json(&state, told);
    str_append(&state, ",\"datasets\":[");
    for (size_t i = 0; i < serve->count; i++) {
        shown_take(&serve->all[i], &all[i]);
        str_append(&state, i ? "," : "");
        shown_append(&serve->all[i], &state);
    }
    str_append(&state, "]}");
    serve->state = str_text(&state);
    serve->version++;
    streams_wake(serve);
    serve_run(serve);
}

/* ---- waiting ---- */

void serve_streams(const struct serve *serve, struct pollfd streams[SERVE_STREAMS])
{
    for (size_t i = 0; i < SERVE_STREAMS; i++) {
        const union MHD_DaemonInfo *info =
            serve->daemons[i] ? MHD_get_daemon_info(serve->daemons[i], MHD_DAEMON_INFO_EPOLL_FD) : NULL;
        streams[i] = (struct pollfd){.fd = info ? info->epoll_fd : -1, .events = POLLIN};
    }
}

int serve_patience(const struct serve *serve)
{
    enum { MOST = 1000 };
    MHD_UNSIGNED_LONG_LONG least = MOST, wait;
    for (size_t i = 0; i < SERVE_STREAMS; i++)
        if (serve->daemons[i] && MHD_get_timeout(serve->daemons[i], &wait) == MHD_YES && wait < least)
            least = wait;
    return (int)least;
}

void serve_run(struct serve *serve)
{
    double now = pool_clock();
    if (now - serve->beaten > BEAT) {
        serve->beaten = now;
        for (struct stream *stream = serve->streams; stream; stream = stream->next)
            stream->beat = true;
        streams_wake(serve);
    }
    for (size_t i = 0; i < SERVE_STREAMS; i++)
        if (serve->daemons[i])
            MHD_run(serve->daemons[i]);
}

/* ---- opening ---- */

/* −1: errno says why */
static int listener_open(int family, unsigned port)
{
    struct sockaddr_in four = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in6 six = {
        .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    const struct sockaddr *address =
        family == AF_INET ? (const struct sockaddr *)&four : (const struct sockaddr *)&six;
    socklen_t length = family == AF_INET ? sizeof four : sizeof six;
    int on = 1, listener = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0)
        return -1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on,
        sizeof on); /* connections that have just ended hold no port */
    if (family == AF_INET6)
        setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(listener, address, length) == 0 && listen(listener, SOMAXCONN) == 0)
        return listener;
    int why = errno;
    close(listener);
    errno = why;
    return -1;
}

static unsigned listener_port(int listener)
{
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    return getsockname(listener, (struct sockaddr *)&address, &length) == 0 ? ntohs(address.sin_port) : 0;
}

/* Both addresses at one port; a machine may have no [::1]. false: errno says why */
static bool listeners_open(unsigned given, int listeners[SERVE_STREAMS], unsigned *port)
{
    for (int i = 0; i < TRIES; i++) {
        listeners[0] = listener_open(AF_INET, given);
        if (listeners[0] < 0)
            return false;
        *port = listener_port(listeners[0]);
        listeners[1] = listener_open(AF_INET6, *port);
        if (listeners[1] >= 0 || (errno != EADDRINUSE && errno != EACCES))
            return true;
        int why = errno;
        close(listeners[0]);
        errno = why;
        if (given)
            return false;
    }
    return false;
}

static bool daemons_open(struct serve *serve, const int listeners[SERVE_STREAMS])
{
    for (size_t i = 0; i < SERVE_STREAMS; i++) {
        if (listeners[i] < 0)
            continue;
        serve->daemons[i] = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
            request_answer, serve, MHD_OPTION_LISTEN_SOCKET, listeners[i], MHD_OPTION_CONNECTION_LIMIT,
            (unsigned)FIXED_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SECONDS_IDLE,
            MHD_OPTION_END);
        if (!serve->daemons[i]) {
            close(listeners[i]);
            return false;
        }
    }
    return true;
}

static bool pages_read(struct serve *serve, const char *data_folder, struct diags *diags)
{
    static const char *const pages[][3] = {{"/", "page.html", "text/html; charset=utf-8"},
        {"/page.css", "page.css", "text/css; charset=utf-8"},
        {"/page.js", "page.js", "text/javascript; charset=utf-8"}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        const char *path = arena_printf(serve->arena, "%s/templates/serve/%s", data_folder, pages[i][1]);
        serve->pages[i].url = pages[i][0];
        serve->pages[i].type = pages[i][2];
        if (!file_read(serve->arena, path, PAGE_BYTES_MOST, &serve->pages[i].bytes, diags))
            return false;
    }
    return true;
}

static bool network_open(struct serve *serve, const struct options *options, struct diags *diags)
{
    int listeners[SERVE_STREAMS];
    errno = 0;
    if (listeners_open((unsigned)options->port, listeners, &serve->port) && daemons_open(serve, listeners))
        return true;
    const char *why = errno ? strerror(errno) : "libmicrohttpd does not start";
    diags_add(diags, DIAG_CANNOT_READ, (struct place){0}, NULL,
        options->port ? "--serve without a number takes a port that is free" : NULL,
        "cannot listen on 127.0.0.1, port %zu: %s", options->port, why);
    return false;
}

struct serve *serve_open(const struct session *session, size_t datasets, int *code)
{
    struct arena *arena = arena_create();
    struct serve *serve = arena_new(arena, struct serve);
    struct diags *diags = diags_create();
    serve->arena = arena;
    serve->all = arena_array(arena, struct shown, datasets);
    serve->count = datasets;
    serve->state = "{\"refused\":false,\"told\":\"\",\"datasets\":[]}"; /* until the first rendering */
    serve->version = 1;
    serve->beaten = pool_clock();
    bool open =
        pages_read(serve, session->data_folder, diags) && network_open(serve, session->options, diags);
    *code = session_report(session, diags);
    diags_destroy(diags);
    if (!open) {
        serve_close(serve);
        return NULL;
    }
    if (session->style.form == DIAGNOSTICS_TEXT && !session->style.quiet)
        fprintf(
            stderr, "dealbrief: http://127.0.0.1:%u/ shows %s\n", serve->port, datasets == 1 ? "it" : "them");
    return serve;
}

void serve_close(struct serve *serve)
{
    serve->closing = true;
    streams_wake(serve);
    for (size_t i = 0; i < SERVE_STREAMS; i++)
        if (serve->daemons[i]) {
            MHD_run(serve->daemons[i]); /* those that were woken are to be running again before the end */
            MHD_stop_daemon(serve->daemons[i]);
        }
    for (size_t i = 0; i < serve->count; i++) {
        arena_destroy(serve->all[i].arena);
        arena_destroy(serve->all[i].files_arena);
    }
    arena_destroy(serve->state_arena);
    arena_destroy(serve->arena);
}
