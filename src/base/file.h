/* SPDX-License-Identifier: MIT */
/*
 * file: whole files, read with a limit and written so that nobody ever sees half of one.
 *
 * Reading puts the bytes into the arena, with a NUL behind them that does not count. Writing goes to a
 * temporary file in the target's folder, which is renamed over the target: an old file stays whole until the
 * new one is.
 * "-" is standard input or standard output.
 */
#ifndef DEALBRIEF_FILE_H
#define DEALBRIEF_FILE_H

#include "arena.h"
#include "diag.h"
#include "limit.h"
#include "str.h"

#include <stdbool.h>
#include <stddef.h>

struct bytes {
    const unsigned char *at;
    size_t length;
};

/* What a string holds so far, until it grows */
struct bytes str_bytes(const struct str *str);
/* A copy in the arena, with a NUL behind it that does not count, as file_read leaves one */
struct bytes bytes_copy(struct arena *arena, struct bytes bytes);

/* Opens a plain file for reading, or what the process was handed open: /dev/stdin, /dev/fd/N. −1: it cannot be
   opened, errno says why, or *odd says what it is instead of a file ("a pipe"). It never waits. */
int file_open(const char *path, const char **odd);

/* Adds cannot-read (exit 74) or limit-input to diags on failure. limit in bytes. */
bool file_read(struct arena *arena, const char *path, size_t limit, struct bytes *bytes, struct diags *diags);
/* The same with a limit that can be changed, which is told with limit-input */
bool file_read_within(struct arena *arena, const char *path, const struct limits *limits, enum limit limit,
    struct bytes *bytes, struct diags *diags);

/* Where a file goes that is written piece by piece. */
struct file_sink;
void file_sink_write(struct file_sink *sink, struct bytes bytes); /* nothing more once it has failed */
typedef void file_writer(const void *content, struct file_sink *sink);

/* A file that was made in memory and waits to be written, or that a writer makes when its turn comes. */
struct file_output {
    const char *path; /* "-": standard output */
    struct bytes bytes;
    bool folder_stays;  /* a folder that is missing is an error and not made */
    bool new_only;      /* never over a file that is there: that is an error */
    bool synced;        /* on the disk before it gets its name, and the name as well at the end: for a loss of power */
    file_writer *write; /* instead of bytes: of content, the same each time; else NULL */
    const void *content;
};

/* Writes all of them or none: every temporary file is complete before the first rename. Folders that are
   missing are made. Adds cannot-write (exit 74) on failure and removes what it made. Where only the names cannot be
   brought to the disk at the end, the files are there nevertheless. */
bool file_write_all(
    struct arena *scratch, const struct file_output *outputs, size_t count, struct diags *diags);

/* Removes temporary files from the folder that a process left which was killed; those of one that lives stay, on any
   machine whose file system has locks. file_write_all does so in every folder that it writes to. */
void file_sweep(const char *folder);

/* What stands in messages: "-" → "<stdin>", else the path itself */
const char *file_shown(const char *path);
/* Names in a folder, sorted by bytes, without those that begin with a dot; NULL with errno set when it cannot be
   opened. An empty folder is an empty array. */
const char *const *folder_names(struct arena *arena, const char *folder, size_t *count);
/* "dir/x.json" → "dir", "x.json" → "."; lives in the arena */
const char *file_folder(struct arena *arena, const char *path);
/* folder/name, when it is a file inside the folder, links followed; NULL after adding outside-folder (or cannot-read,
   when there is none) at the place where it is named. */
const char *file_inside(struct arena *arena, const char *folder, const char *name, struct place place,
    struct diags *diags);

/* "dir/x.json" → "x.json"; within path */
const char *file_name(const char *path);
/* "dir/x.json" → "x"; lives in the arena */
char *file_stem(struct arena *arena, const char *path);

#endif
