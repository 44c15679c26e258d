/* SPDX-License-Identifier: MIT */
/* pool: In: bytes. Out: what a worker made of them, or how it failed. It does not know what they mean. */
#define _GNU_SOURCE /* sched_getaffinity, wait4 */

#include "pool.h"

#include <errno.h>
#include <math.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Jobs after which a worker makes place for a new one: what libraries keep for ever is kept no longer. */
enum { JOBS_A_WORKER = 500, FURTHER_MOST = 8, NO_MEMORY_CODE = 70, FILES_MOST = 64 };

/* Sanitizers address terabytes that nobody uses. */
#if defined(__SANITIZE_ADDRESS__)
enum { LIMITS_MEMORY = false };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { LIMITS_MEMORY = false };
#else
enum { LIMITS_MEMORY = true };
#endif
#else
enum { LIMITS_MEMORY = true };
#endif

struct buffer {
    unsigned char *at;
    size_t length, room;
};

struct pool_line {
    int stream;
    struct buffer job;
};

struct worker {
    pid_t process; /* 0: there is none at this place */
    int stream;
    bool busy, over_time, told; /* told: its result is waiting to be fetched */
    size_t number, served;
    double began;
    int give_error; /* errno: it could not be started for this job; 0: it was */
    struct buffer answer;
};

struct pool {
    struct pool_settings settings;
    struct worker *workers;
    size_t busy;
};

double pool_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

size_t pool_processors(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count > 0 ? (size_t)count : 1;
}

static void buffer_make_room(struct buffer *buffer, size_t room)
{
    if (room <= buffer->room)
        return;
    buffer->room = room > 2 * buffer->room ? room : 2 * buffer->room;
    buffer->at = realloc(buffer->at, buffer->room);
    if (!buffer->at)
        memory_exhausted();
}

static bool all_write(int stream, const void *from, size_t length)
{
    const unsigned char *at = from;
    while (length) {
        ssize_t done = send(stream, at, length, MSG_NOSIGNAL);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        at += done;
        length -= (size_t)done;
    }
    return true;
}

static bool frame_write(int stream, struct bytes bytes)
{
    uint64_t length = bytes.length;
    return all_write(stream, &length, sizeof length) && all_write(stream, bytes.at, bytes.length);
}

/* the worker */

static bool all_read(int stream, void *to, size_t length)
{
    unsigned char *at = to;
    while (length) {
        ssize_t got = read(stream, at, length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        length -= (size_t)got;
    }
    return true;
}

bool pool_take(struct pool_line *line, struct bytes *job)
{
    uint64_t length;
    if (!all_read(line->stream, &length, sizeof length))
        return false;
    buffer_make_room(&line->job, (size_t)length + 1);
    *job = (struct bytes){line->job.at, (size_t)length};
    return all_read(line->stream, line->job.at, (size_t)length);
}

/* Half an answer would be waited for until the job's time is over: one that cannot be sent ends the worker,
 * and the parent hears of that at once. */
void pool_answer(struct pool_line *line, struct bytes answer)
{
    if (!frame_write(line->stream, answer))
        _exit(errno == ENOBUFS || errno == ENOMEM ? NO_MEMORY_CODE : 1);
}

/* Ends with its parent; what is typed at the terminal, or a scheduler sends to the whole group, is the
 * parent's to answer. */
static void worker_settle(const struct pool *pool, pid_t parent)
{
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    struct rlimit memory = {pool->settings.memory, pool->settings.memory}, files = {FILES_MOST, FILES_MOST};
    setrlimit(RLIMIT_NOFILE, &files);
    if (LIMITS_MEMORY && pool->settings.memory)
        setrlimit(RLIMIT_AS, &memory);
}

static _Noreturn void worker_run(struct pool *pool, int stream, pid_t parent)
{
    for (size_t i = 0; i < pool->settings.workers; i++)
        if (pool->workers[i].process)
            close(pool->workers[i].stream); /* or they would not see the parent end */
    worker_settle(pool, parent);
    struct pool_line line = {.stream = stream};
    pool->settings.serve(pool->settings.context, &line);
    fflush(NULL);
    _exit(0);
}

/* the parent */

static bool worker_start(struct pool *pool, struct worker *worker)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    fflush(NULL); /* or what waits there would be written twice */
    pid_t parent = getpid(), process = fork();
    if (process == 0) {
        close(ends[0]);
        worker_run(pool, ends[1], parent);
    }
    int reason = errno;
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        errno = reason;
        return false;
    }
    struct buffer kept = worker->answer;
    *worker = (struct worker){.process = process, .stream = ends[0], .answer = kept};
    return true;
}

/* Its exit status; the place is free afterwards. */
static int worker_reap(struct worker *worker)
{
    int status = 0;
    shutdown(worker->stream, SHUT_RDWR); /* it hears of the end even where closing fails or a fork has a copy */
    close(worker->stream);
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
        continue;
    worker->process = 0;
    return status;
}

struct pool *pool_create(const struct pool_settings *settings)
{
    struct pool *pool = calloc(1, sizeof *pool);
    struct worker *workers = calloc(settings->workers, sizeof *workers);
    if (!pool || !workers)
        memory_exhausted();
    pool->settings = *settings;
    pool->workers = workers;
    return pool;
}

void pool_destroy(struct pool *pool)
{
    for (size_t i = 0; i < pool->settings.workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->process && worker->busy)
            kill(worker->process, SIGKILL);
        if (worker->process)
            worker_reap(worker);
        free(worker->answer.at);
    }
    free(pool->workers);
    free(pool);
}

size_t pool_busy(const struct pool *pool)
{
    return pool->busy;
}

bool pool_has_room(const struct pool *pool)
{
    return pool->busy < pool->settings.workers;
}

/* One that waits, rather than a new one */
static struct worker *worker_choose(struct pool *pool)
{
    struct worker *free_place = NULL;
    for (size_t i = 0; i < pool->settings.workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->process && !worker->busy)
            return worker;
        if (!worker->process && !worker->busy)
            free_place = free_place ? free_place : worker;
    }
    return free_place;
}

void pool_give(struct pool *pool, size_t number, struct bytes job)
{
    struct worker *worker = worker_choose(pool);
    bool there = worker->process || worker_start(pool, worker);
    if (there && !frame_write(worker->stream, job)) { /* it died while it waited: another has no worse luck */
        worker_reap(worker);
        there = worker_start(pool, worker) && frame_write(worker->stream, job);
    }
    worker->give_error = there ? 0 : errno;
    worker->busy = true;
    worker->told = !there;
    worker->over_time = false;
    worker->number = number;
    worker->answer.length = 0;
    worker->began = pool_clock();
    pool->busy++;
}

/* How long until the first job is over its time; kills those that are */
static double time_left(struct pool *pool)
{
    double now = pool_clock(), least = INFINITY;
    for (size_t i = 0; i < pool->settings.workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (!worker->busy || worker->told || worker->over_time)
            continue;
        double left = worker->began + pool->settings.seconds - now;
        if (left <= 0) {
            worker->over_time = true;
            kill(worker->process, SIGKILL);
        } else {
            least = left < least ? left : least;
        }
    }
    return least;
}

static bool answer_is_whole(const struct worker *worker)
{
    uint64_t length;
    if (worker->answer.length < sizeof length)
        return false;
    memcpy(&length, worker->answer.at, sizeof length);
    return worker->answer.length - sizeof length >= length;
}

static void worker_hear(struct worker *worker)
{
    enum { CHUNK = 64 * 1024 };
    buffer_make_room(&worker->answer, worker->answer.length + CHUNK);
    ssize_t got = recv(worker->stream, worker->answer.at + worker->answer.length, CHUNK, MSG_DONTWAIT);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got > 0)
        worker->answer.length += (size_t)got;
    worker->told = got <= 0 || answer_is_whole(worker);
}

void pool_wait(struct pool *pool, struct pollfd *further, size_t count, double seconds)
{
    struct pollfd *waiting = calloc(pool->settings.workers + FURTHER_MOST, sizeof *waiting);
    if (!waiting)
        memory_exhausted();
    double left = time_left(pool);
    bool ready = false;
    for (size_t i = 0; i < pool->settings.workers; i++) {
        struct worker *worker = &pool->workers[i];
        waiting[i] =
            (struct pollfd){.fd = worker->busy && !worker->told ? worker->stream : -1, .events = POLLIN};
        ready = ready || worker->told;
    }
    size_t all = pool->settings.workers;
    for (size_t i = 0; i < count && i < FURTHER_MOST; i++)
        waiting[all++] = further[i];
    if (seconds >= 0 && seconds < left)
        left = seconds;
    int timeout = ready ? 0 : left < 1e6 ? (int)ceil(left * 1000) : -1;
    if (poll(waiting, all, timeout) > 0)
        for (size_t i = 0; i < pool->settings.workers; i++)
            if (waiting[i].revents)
                worker_hear(&pool->workers[i]);
    for (size_t i = 0; i < count && i < FURTHER_MOST; i++)
        further[i].revents = waiting[pool->settings.workers + i].revents;
    free(waiting);
}

static void failure_find(const struct worker *worker, int status, struct pool_result *result)
{
    result->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    result->code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    result->outcome = worker->over_time                ? POOL_TOO_LONG
                      : result->code == NO_MEMORY_CODE ? POOL_NO_MEMORY
                                                       : POOL_STOPPED;
}

bool pool_result(struct pool *pool, struct pool_result *result)
{
    for (size_t i = 0; i < pool->settings.workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (!worker->told)
            continue;
        *result = (struct pool_result){.number = worker->number, .seconds = pool_clock() - worker->began};
        if (worker->give_error) {
            result->outcome = POOL_NO_WORKER;
            result->code = worker->give_error;
        } else if (answer_is_whole(worker)) {
            result->answer = (struct bytes){
                worker->answer.at + sizeof(uint64_t), worker->answer.length - sizeof(uint64_t)};
            if (++worker->served == JOBS_A_WORKER)
                worker_reap(worker);
        } else {
            failure_find(worker, worker_reap(worker), result);
        }
        worker->busy = worker->told = false;
        pool->busy--;
        return true;
    }
    return false;
}
