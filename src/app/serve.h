/* SPDX-License-Identifier: MIT */
/*
 * serve: HTML editions in a browser on this machine, loaded again when they have changed.
 *
 * It listens on 127.0.0.1 and [::1] alone, answers GET and HEAD of requests that name one of these (or localhost) and
 * its port as their host, and knows no paths but the page around the editions and the files that were rendered, which
 * are found in a table. It has no thread: whoever waits for its streams lets it run.
 */
#ifndef DEALBRIEF_SERVE_H
#define DEALBRIEF_SERVE_H

#include "session.h"
#include "stamp.h"

#include <poll.h>

struct serve;

enum { SERVE_STREAMS = 2 };

/* One dataset as the page shows it */
struct served {
    const char *name;   /* as the user named it */
    const char *folder; /* of its outputs */
    const char *told;   /* what there is to be told of it, in plain text */
    bool refused;
    double seconds;  /* that rendering took */
    size_t version;  /* another one whenever its outputs are */
    const struct stamp_output *files; /* of what was rendered; where it is refused, those before it stay */
    size_t file_count;
};

bool serve_is_built(void); /* false: this program was built without it */

/* NULL after printing why (exit code in *code). Prints the address. datasets: how many there will be */
struct serve *serve_open(const struct session *session, size_t datasets, int *code);
void serve_close(struct serve *serve);

/* What holds from now on; told: of template and theme. All of it is copied. */
void serve_publish(struct serve *serve, const char *told, bool refused, const struct served *all);

/* What to wait for; and the milliseconds after which it wants to run though none is ready, −1: never */
void serve_streams(const struct serve *serve, struct pollfd streams[SERVE_STREAMS]);
int serve_patience(const struct serve *serve);
void serve_run(struct serve *serve);

#endif
