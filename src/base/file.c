/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* realpath, flock */

#include "file.h"

#include "list.h"
#include "str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct bytes str_bytes(const struct str *str)
{
    return (struct bytes){(const unsigned char *)str_text(str), str->length};
}

struct bytes bytes_copy(struct arena *arena, struct bytes bytes)
{
    return (struct bytes){
        (const unsigned char *)arena_strndup(arena, (const char *)bytes.at, bytes.length), bytes.length};
}

/* What this process was handed open, under the names that shells and systems give to it: `<(…)` of a shell is
 * "/dev/fd/63", a pipe. Every other pipe, under a name of its own, is somebody else's, and reading it could
 * take for ever. */
static bool is_handed_over(const char *path)
{
    static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t length = strlen(folders[i]);
        if (!strncmp(path, folders[i], length) && !path[length + strspn(path + length, "0123456789")])
            return true;
    }
    return str_equals(path, "/dev/stdin");
}

/* NULL: a plain file; errno stays */
static const char *odd_kind(const struct stat *status)
{
    return S_ISREG(status->st_mode)    ? NULL
           : S_ISDIR(status->st_mode)  ? "a folder"
           : S_ISFIFO(status->st_mode) ? "a pipe"
           : S_ISSOCK(status->st_mode) ? "a socket"
                                       : "a device";
}

int file_open(const char *path, const char **odd)
{
    struct stat status;
    bool handed = is_handed_over(path);
    *odd = NULL;
    if (!handed && stat(path, &status) == 0)
        *odd = odd_kind(&status); /* opening a device may already do something */
    if (*odd)
        return -1;
    /* never waits, should something else stand there by now */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return -1;
    if (fstat(fd, &status) == 0)
        *odd = odd_kind(&status);
    if (handed && *odd && !S_ISDIR(status.st_mode)) {
        *odd = NULL;
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    }
    if (!*odd)
        return fd;
    close(fd);
    return -1;
}

/* hint: where the file is longer */
static bool whole_read(struct arena *arena, const char *path, size_t limit, const char *hint,
    struct bytes *bytes, struct diags *diags)
{
    bool standard = str_equals(path, "-");
    struct place place = {.file = file_shown(path)};
    const char *odd = NULL;
    int fd = standard ? STDIN_FILENO : file_open(path, &odd);
    if (odd)
        diags_add(diags, DIAG_CANNOT_READ, place, NULL, NULL, "cannot read: it is %s", odd);
    else if (fd < 0)
        diags_add(diags, DIAG_CANNOT_READ, place, NULL, NULL, "cannot open: %s", strerror(errno));
    if (fd < 0)
        return false;
    struct str text = str_init(arena);
    struct stat status;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
        (uintmax_t)status.st_size <= limit)
        str_reserve(&text, (size_t)status.st_size);
    char chunk[64 * 1024];
    bool good = true;
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            diags_add(diags, DIAG_CANNOT_READ, place, NULL, NULL, "cannot read: %s", strerror(errno));
            good = false;
        }
        if (got <= 0)
            break;
        str_append_bytes(&text, chunk, (size_t)got);
        if (text.length > limit) {
            diags_add(diags, DIAG_LIMIT_INPUT, place, NULL, hint, "the file is longer than %zu bytes", limit);
            good = false;
            break;
        }
    }
    if (!standard)
        close(fd);
    bytes->at = (const unsigned char *)str_text(&text);
    bytes->length = text.length;
    return good;
}

bool file_read(struct arena *arena, const char *path, size_t limit, struct bytes *bytes, struct diags *diags)
{
    return whole_read(arena, path, limit, NULL, bytes, diags);
}

bool file_read_within(struct arena *arena, const char *path, const struct limits *limits, enum limit limit,
    struct bytes *bytes, struct diags *diags)
{
    return whole_read(arena, path, limit_of(limits, limit), limit_hint(arena, limits, limit), bytes, diags);
}

/* path without its last part, "." when there is none */
static char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_strdup(arena, ".");
    return slash == path ? arena_strdup(arena, "/") : arena_strndup(arena, path, (size_t)(slash - path));
}

/* The folders that are written to, each locked once */
struct folders {
    LIST(const char *) names;
    LIST(int) locks;
    LIST(const char *) grown; /* that got a folder */
};

static bool folders_make(struct arena *scratch, struct folders *folders, const char *folder)
{
    char *path = arena_strdup(scratch, folder);
    for (char *at = path + 1;; at++) {
        if (*at != '/' && *at)
            continue;
        char kept = *at;
        *at = '\0';
        struct stat status;
        if (mkdir(path, 0777) == 0) {
            *list_push(scratch, &folders->grown) = folder_of(scratch, path);
        } else if (errno != EEXIST || stat(path, &status) != 0 || !S_ISDIR(status.st_mode)) {
            if (errno == EEXIST)
                errno = ENOTDIR;
            return false;
        }
        *at = kept;
        if (!kept)
            return true;
    }
}

/* ".dealbrief-PROCESS-INDEX-ATTEMPT.tmp", as write_beside names them */
static bool is_temporary(const char *name)
{
    static const char before[] = ".dealbrief-";
    if (strncmp(name, before, sizeof before - 1) != 0)
        return false;
    const char *at = name + sizeof before - 1, *rest = at + strspn(at, "0123456789-");
    return rest != at && str_equals(rest, ".tmp");
}

static void temporaries_remove(int folder_fd, const char *folder)
{
    DIR *stream = opendir(folder);
    for (struct dirent *entry; stream && (entry = readdir(stream));)
        if (is_temporary(entry->d_name))
            unlinkat(folder_fd, entry->d_name, 0);
    if (stream)
        closedir(stream);
}

/* Whoever has temporary files in a folder holds a shared lock on it, which the system takes away when the
 * process ends, however that ends. So who gets the folder alone knows that what temporary files there are
 * will never be completed. −1: no such folder. Where somebody has the folder alone, it is for a moment, to
 * remove such files; if not (a lock of the user's own, a file system without locks), it does without. */
static int folder_lock(const char *folder)
{
    enum { ATTEMPTS = 100, PAUSE = 1 /* ms */ };
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        temporaries_remove(fd, folder);
    for (int i = 0; i < ATTEMPTS && flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK; i++)
        poll(NULL, 0, PAUSE);
    return fd;
}

void file_sweep(const char *folder)
{
    int fd = folder_lock(folder);
    if (fd >= 0)
        close(fd);
}

static bool write_fully(int fd, struct bytes bytes)
{
    while (bytes.length) {
        ssize_t done = write(fd, bytes.at, bytes.length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes.at += done;
        bytes.length -= (size_t)done;
    }
    return true;
}

struct file_sink {
    int fd, reason; /* errno of what failed; 0: nothing */
};

void file_sink_write(struct file_sink *sink, struct bytes bytes)
{
    if (!sink->reason && !write_fully(sink->fd, bytes))
        sink->reason = errno;
}

static bool output_write(int fd, const struct file_output *output)
{
    if (!output->write)
        return write_fully(fd, output->bytes);
    struct file_sink sink = {.fd = fd};
    output->write(output->content, &sink);
    errno = sink.reason;
    return !sink.reason;
}

/* −1, with errno set: it cannot be opened */
static int folder_enter(struct arena *scratch, struct folders *folders, const char *folder)
{
    for (size_t i = 0; i < folders->names.count; i++)
        if (str_equals(folders->names.at[i], folder))
            return folders->locks.at[i];
    *list_push(scratch, &folders->names) = folder;
    return *list_push(scratch, &folders->locks) = folder_lock(folder);
}

static bool sync_fully(int fd)
{
    while (fsync(fd) != 0)
        if (errno != EINTR)
            return false;
    return true;
}

/* The names to the disk: of files in their folders, and of folders that were made in those they are in. 0, or
 * errno */
static int folders_sync(const struct folders *folders)
{
    for (size_t i = 0; i < folders->locks.count; i++)
        if (folders->locks.at[i] >= 0 && !sync_fully(folders->locks.at[i]))
            return errno;
    for (size_t i = folders->grown.count; i-- > 0;) {
        int fd = open(folders->grown.at[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        bool good = fd >= 0 && sync_fully(fd);
        int reason = errno;
        if (fd >= 0)
            close(fd);
        if (!good)
            return reason;
    }
    return 0;
}

static void folders_leave(const struct folders *folders)
{
    for (size_t i = 0; i < folders->locks.count; i++)
        if (folders->locks.at[i] >= 0)
            close(folders->locks.at[i]);
}

/* A complete file beside the target, not yet visible under its name; returns its path or NULL with errno set.
   index: of the output, so that no two of one run try the same names. */
static char *write_beside(
    struct arena *scratch, struct folders *folders, const struct file_output *output, size_t index)
{
    char *folder = folder_of(scratch, output->path);
    struct stat status;
    if (output->folder_stays && stat(folder, &status) != 0)
        return NULL;
    if (!folders_make(scratch, folders, folder))
        return NULL;
    if (folder_enter(scratch, folders, folder) < 0 && output->synced)
        return NULL;
    mode_t mode = stat(output->path, &status) == 0 && S_ISREG(status.st_mode) ? status.st_mode & 0777 : 0;
    for (unsigned attempt = 0; attempt < 1000; attempt++) {
        char *path =
            arena_printf(scratch, "%s/.dealbrief-%ld-%zu-%u.tmp", folder, (long)getpid(), index, attempt);
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno == EEXIST)
            continue;
        if (fd < 0)
            return NULL;
        bool good = output_write(fd, output) && (!mode || fchmod(fd, mode) == 0) &&
                    (!output->synced || sync_fully(fd));
        int reason = errno;
        if (close(fd) != 0 && good) {
            good = false;
            reason = errno;
        }
        if (good)
            return path;
        unlink(path);
        errno = reason;
        return NULL;
    }
    errno = EEXIST;
    return NULL;
}

/* A device or a pipe (/dev/full, /dev/stdout) has no folder in which a file could be renamed: it is written
 * as is. */
static bool is_special(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/* A folder of that name cannot be replaced: that is seen before anything is. */
static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool write_special(const struct file_output *output)
{
    int fd = open(output->path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool good = output_write(fd, output);
    int reason = errno;
    if (close(fd) != 0 && good) {
        good = false;
        reason = errno;
    }
    errno = reason;
    return good;
}

/* Gives a complete file its name. A link fails where a file is, whoever made it meanwhile; where there are no
   links (some network and memory-card file systems) a look beforehand has to do. */
static bool name_file(const char *beside, const struct file_output *output)
{
    if (!output->new_only)
        return rename(beside, output->path) == 0;
    if (link(beside, output->path) == 0)
        return unlink(beside) == 0;
    struct stat status;
    if (errno == EEXIST || lstat(output->path, &status) == 0) {
        errno = EEXIST;
        return false;
    }
    return rename(beside, output->path) == 0;
}

static void cannot_write(struct diags *diags, const struct file_output *output, int reason)
{
    struct place place = {.file = str_equals(output->path, "-") ? "<stdout>" : output->path};
    if (output->new_only && reason == EEXIST)
        diags_add(diags, DIAG_CANNOT_WRITE, place, NULL, "name another file, or remove this one",
            "there is such a file already, and it is left as it is");
    else if (output->folder_stays && reason == ENOENT)
        diags_add(diags, DIAG_CANNOT_WRITE, place, NULL, "make it first, or name another",
            "there is no such folder");
    else
        diags_add(diags, DIAG_CANNOT_WRITE, place, NULL, NULL, "cannot write: %s", strerror(reason));
}

bool file_write_all(
    struct arena *scratch, const struct file_output *outputs, size_t count, struct diags *diags)
{
    char **beside = arena_array(scratch, char *, count ? count : 1);
    struct folders folders = {0};
    size_t failed = count;
    int reason = 0;
    for (size_t i = 0; i < count && failed == count; i++) {
        if (str_equals(outputs[i].path, "-") || is_special(outputs[i].path))
            continue;
        bool folder = is_folder(outputs[i].path);
        beside[i] = folder ? NULL : write_beside(scratch, &folders, &outputs[i], i);
        if (!beside[i]) {
            reason = folder ? EISDIR : errno;
            failed = i;
        }
    }
    for (size_t i = 0; i < count && failed == count; i++) {
        bool good = beside[i]                          ? name_file(beside[i], &outputs[i])
                    : str_equals(outputs[i].path, "-") ? output_write(STDOUT_FILENO, &outputs[i])
                                                       : write_special(&outputs[i]);
        if (good) {
            beside[i] = NULL;
        } else {
            reason = errno;
            failed = i;
        }
    }
    size_t synced = 0;
    while (synced < count && !outputs[synced].synced)
        synced++;
    if (failed == count && synced < count) {
        reason = folders_sync(&folders);
        failed = reason ? synced : count;
    }
    for (size_t i = 0; i < count; i++)
        if (beside[i])
            unlink(beside[i]);
    folders_leave(&folders);
    if (failed == count)
        return true;
    cannot_write(diags, &outputs[failed], reason);
    return false;
}

const char *file_shown(const char *path)
{
    return str_equals(path, "-") ? "<stdin>" : path;
}

const char *const *folder_names(struct arena *arena, const char *folder, size_t *count)
{
    DIR *stream = opendir(folder);
    if (!stream)
        return NULL;
    LIST(const char *) names = {0};
    list_push(arena, &names);
    for (struct dirent *entry; (entry = readdir(stream));)
        if (entry->d_name[0] != '.')
            *list_push(arena, &names) = arena_strdup(arena, entry->d_name);
    closedir(stream);
    *count = names.count - 1;
    qsort(names.at + 1, *count, sizeof *names.at, compare_texts);
    return names.at + 1;
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *file_stem(struct arena *arena, const char *path)
{
    const char *name = file_name(path);
    const char *dot = strrchr(name, '.');
    return arena_strndup(arena, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

const char *file_folder(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}

/* Goes up by a step of its name? Asked before the file system is. */
static bool leads_up(const char *name)
{
    for (const char *at = name; at; at = strchr(at, '/')) {
        at += *at == '/';
        if (!strncmp(at, "..", 2) && (!at[2] || at[2] == '/'))
            return true;
    }
    return name[0] == '/';
}

const char *file_inside(
    struct arena *arena, const char *folder, const char *name, struct place place, struct diags *diags)
{
    const char *path = arena_printf(arena, "%s/%s", folder, name);
    char *real_folder = realpath(folder, NULL), *real = realpath(path, NULL);
    size_t length = real_folder ? strlen(real_folder) : 0;
    bool inside = real && real_folder && !strncmp(real, real_folder, length) &&
                  (real[length] == '/' || (length && real_folder[length - 1] == '/'));
    bool there = real;
    free(real_folder);
    free(real);
    if (leads_up(name) || (there && !inside)) {
        diags_add(diags, DIAG_OUTSIDE_FOLDER, place, NULL, "put a copy beside it",
            "'%s' lies outside of this file's folder", str_quoted(arena, name));
        return NULL;
    }
    if (!there) {
        diags_add(diags, DIAG_CANNOT_READ, place, NULL, NULL, "cannot open '%s' (looked for %s)",
            str_quoted(arena, name), path);
        return NULL;
    }
    return path;
}
