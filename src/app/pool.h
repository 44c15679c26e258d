/* SPDX-License-Identifier: MIT */
/*
 * pool: worker processes that answer bytes with bytes, so that one that crashes, hangs or eats all memory costs one
 * job.
 *
 * Workers are forked when the first job needs them, before the parent ever calls Pango, which starts threads: of
 * children forked after that, one in ten was seen to hang. A worker is replaced after some hundred jobs, and ends when
 * its parent does. Bytes go both ways with their length before them.
 */
#ifndef DEALBRIEF_POOL_H
#define DEALBRIEF_POOL_H

#include "file.h"

#include <poll.h>
#include <stdint.h>

struct pool;
struct pool_line; /* a worker's end */

struct pool_settings {
    size_t workers; /* at most */
    double seconds; /* of the clock that a job may take */
    size_t memory;  /* bytes a worker may address; 0: as many as there are */
    void (*serve)(void *context, struct pool_line *line); /* in the worker: takes and answers until there is no more */
    void *context;
};

enum pool_outcome { POOL_ANSWERED, POOL_STOPPED, POOL_TOO_LONG, POOL_NO_MEMORY, POOL_NO_WORKER };

struct pool_result {
    size_t number; /* as given */
    enum pool_outcome outcome;
    int signal;          /* STOPPED: what stopped the worker; 0: it ended by itself, with */
    int code;            /* this exit code; NO_WORKER: errno */
    struct bytes answer; /* ANSWERED: until the next call */
    double seconds;
};

struct pool *pool_create(const struct pool_settings *settings);
void pool_destroy(struct pool *pool); /* workers that are busy are killed */

size_t pool_busy(const struct pool *pool);
bool pool_has_room(const struct pool *pool);
void pool_give(struct pool *pool, size_t number, struct bytes job); /* after pool_has_room */

/* Waits until a worker has something to say, one is over its time, or a further stream is ready; seconds < 0: for
   ever. What the further ones are ready for stands in their revents. */
void pool_wait(struct pool *pool, struct pollfd *further, size_t count, double seconds);
/* What has come in; false: nothing (more) */
bool pool_result(struct pool *pool, struct pool_result *result);

/* In the worker */
bool pool_take(struct pool_line *line, struct bytes *job); /* until the next call; false: there is no more */
void pool_answer(struct pool_line *line, struct bytes answer); /* ends the worker where it cannot be sent */

/* Seconds of a clock that never jumps */
double pool_clock(void);
size_t pool_processors(void); /* that this process may use */

#endif
