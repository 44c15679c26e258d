/* SPDX-License-Identifier: MIT */
/* jobserver: In: what make says in MAKEFLAGS. Out: tokens. It knows no jobs. */
#include "jobserver.h"

#include "str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TOKENS_MOST = 1024 };

struct jobserver {
    int in, out;
    unsigned held;
    char tokens[TOKENS_MOST]; /* the very bytes: make tells them apart where it runs dry */
};

/* What stands behind the last "--jobserver-auth=" (or, before make 4.2, "--jobserver-fds="), up to a space */
static const char *address_find(struct arena *arena, const char *flags)
{
    static const char *const names[] = {"--jobserver-auth=", "--jobserver-fds="};
    const char *found = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
        for (const char *at = flags; (at = strstr(at, names[i])); at += strlen(names[i]))
            found = at + strlen(names[i]);
    return found ? arena_strndup(arena, found, strcspn(found, " ")) : NULL;
}

/* An end of make's pipe, opened anew: that we do not wait at it must not be told to make and its other
 * children, who share the old one. */
static int end_open(int fd, int flags)
{
    char path[40];
    if (fd < 0 || fcntl(fd, F_GETFD) < 0)
        return -1;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return open(path, flags | O_NONBLOCK | O_CLOEXEC);
}

struct jobserver *jobserver_open(struct arena *arena, const char *flags)
{
    const char *address = flags ? address_find(arena, flags) : NULL;
    struct jobserver *server = arena_new(arena, struct jobserver);
    if (!address)
        return NULL;
    if (str_starts(address, "fifo:")) {
        server->in = open(address + strlen("fifo:"), O_RDWR | O_NONBLOCK | O_CLOEXEC);
        server->out = server->in;
    } else {
        char *comma;
        long in = strtol(address, &comma, 10);
        long out = *comma == ',' ? strtol(comma + 1, NULL, 10) : -1;
        server->in = end_open((int)in, O_RDONLY);
        server->out = server->in < 0 ? -1 : end_open((int)out, O_WRONLY);
    }
    return server->in < 0 || server->out < 0 ? NULL : server;
}

int jobserver_stream(const struct jobserver *server)
{
    return server->in;
}

unsigned jobserver_held(const struct jobserver *server)
{
    return server->held;
}

bool jobserver_take(struct jobserver *server)
{
    if (server->held == TOKENS_MOST || read(server->in, &server->tokens[server->held], 1) != 1)
        return false;
    server->held++;
    return true;
}

void jobserver_keep(struct jobserver *server, unsigned tokens)
{
    while (server->held > tokens) {
        ssize_t done = write(server->out, &server->tokens[server->held - 1], 1);
        if (done < 0 && errno == EINTR)
            continue;
        server->held--; /* one that cannot be given back is make's loss, not ours to wait for */
    }
}

void jobserver_close(struct jobserver *server)
{
    if (!server)
        return;
    jobserver_keep(server, 0);
    close(server->in);
    if (server->out != server->in)
        close(server->out);
}
