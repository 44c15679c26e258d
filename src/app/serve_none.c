/* SPDX-License-Identifier: MIT */
/* serve, where the program is built without libmicrohttpd: the option says so and nothing is ever opened. */
#include "serve.h"

#include "console.h"

bool serve_is_built(void)
{
    return false;
}

struct serve *serve_open(const struct session *session, size_t datasets, int *code)
{
    (void)datasets;
    *code = report_usage(session->options, "this dealbrief was built without --serve");
    return NULL;
}

void serve_close(struct serve *serve)
{
    (void)serve;
}

void serve_publish(struct serve *serve, const char *told, bool refused, const struct served *all)
{
    (void)serve, (void)told, (void)refused, (void)all;
}

void serve_streams(const struct serve *serve, struct pollfd streams[SERVE_STREAMS])
{
    (void)serve, (void)streams;
}

int serve_patience(const struct serve *serve)
{
    (void)serve;
    return -1;
}

void serve_run(struct serve *serve)
{
    (void)serve;
}
