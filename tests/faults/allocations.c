/* SPDX-License-Identifier: MIT */
/*
 * allocations: loaded before the C library (LD_PRELOAD), it fails calls for memory that are chosen by number.
 *
 * In: the environment.
 *   FAULTS_FROM=N        the N-th call of a process fails, counted from 1
 *   FAULTS_LENGTH=K      and those behind it, K in all (1)
 *   FAULTS_WORKER=1      calls of the first process are not counted; the first worker to come to N is the one
 *   FAULTS_EVERY=S       at every S-th call a copy of the process is made in which this call fails; the
 * process itself goes on. The copy has to end with 70. FAULTS_TOLD=FILE     a line at the end: calls of the
 * first process, copies, copies that did not end with 70
 *
 * The program has its own malloc (src/app/memory.c), which asks the C library under these names.
 */
#define _GNU_SOURCE /* RTLD_NEXT, _Fork */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NO_MEMORY_CODE = 70, BAD_SHOWN = 20 };

/* The tests are the one place where a library is told what to do by its environment: all of it is here. */
static struct {
    void *(*next_malloc)(size_t);
    void *(*next_calloc)(size_t, size_t);
    void *(*next_realloc)(void *, size_t);
    void *(*next_memalign)(size_t, size_t);
    long from, length, every;
    bool workers_only;
    const char *told;
    pid_t first;
    atomic_long calls;
    atomic_flag copying;
    long copies, bad, bad_calls[BAD_SHOWN];
    int bad_status[BAD_SHOWN];
    bool is_copy;
    struct shared {
        atomic_int taken; /* by the worker of this number */
    } * shared;
} faults = {.copying = ATOMIC_FLAG_INIT};

static long number_of(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : otherwise;
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void find_next(void)
{
    /* a pointer to a function is not a pointer to data: dlsym's manual writes it so */
    *(void **)&faults.next_malloc = dlsym(RTLD_NEXT, "__libc_malloc");
    *(void **)&faults.next_calloc = dlsym(RTLD_NEXT, "__libc_calloc");
    *(void **)&faults.next_realloc = dlsym(RTLD_NEXT, "__libc_realloc");
    *(void **)&faults.next_memalign = dlsym(RTLD_NEXT, "__libc_memalign");
}

static void forked(void)
{
    atomic_store(&faults.calls, 0);
}

/* With the first call: libraries ask for memory before they come to this one's constructors. */
static void begin(void)
{
    find_next();
    faults.length = number_of("FAULTS_LENGTH", 1);
    faults.every = number_of("FAULTS_EVERY", 0);
    faults.workers_only = number_of("FAULTS_WORKER", 0);
    faults.told = getenv("FAULTS_TOLD");
    faults.first = getpid();
    faults.shared =
        mmap(NULL, sizeof *faults.shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (faults.shared == MAP_FAILED)
        _exit(99);
    pthread_atfork(NULL, NULL, forked);
    faults.from = number_of("FAULTS_FROM", 0);
}

__attribute__((destructor)) static void end(void)
{
    if (!faults.told || faults.is_copy || getpid() != faults.first)
        return;
    int file = open(faults.told, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file < 0)
        _exit(99);
    dprintf(file, "%ld %ld %ld\n", atomic_load(&faults.calls), faults.copies, faults.bad);
    for (long i = 0; i < faults.bad && i < BAD_SHOWN; i++)
        dprintf(file, "call %ld: status %d\n", faults.bad_calls[i], faults.bad_status[i]);
    close(file);
}

/* In the copy: true. It has ten seconds. */
static bool copy_make(long call)
{
    if (atomic_flag_test_and_set(&faults.copying)) /* another thread is at it: this call goes uncopied */
        return false;
    pid_t copy = _Fork();
    if (copy == 0) {
        faults.is_copy = true;
        alarm(10);
        return true;
    }
    int status = -1;
    while (copy > 0 && waitpid(copy, &status, 0) < 0 && errno == EINTR)
        continue;
    faults.copies++;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != NO_MEMORY_CODE) {
        if (faults.bad < BAD_SHOWN) {
            faults.bad_calls[faults.bad] = call;
            faults.bad_status[faults.bad] = status;
        }
        faults.bad++;
    }
    atomic_flag_clear(&faults.copying);
    return false;
}

static bool taken_by_this(void)
{
    int free_place = 0, own = (int)getpid();
    return atomic_compare_exchange_strong(&faults.shared->taken, &free_place, own) || free_place == own;
}

static bool fails(void)
{
    int kept = errno;
    long call = atomic_fetch_add(&faults.calls, 1) + 1;
    bool failed = false;
    if (faults.every)
        failed = faults.is_copy || (call % faults.every == 0 && getpid() == faults.first && copy_make(call));
    else if (faults.from && call >= faults.from && call - faults.from < faults.length)
        failed = !faults.workers_only || (getpid() != faults.first && taken_by_this());
    errno = failed ? ENOMEM : kept;
    return failed;
}

__attribute__((visibility("default"))) void *__libc_malloc(size_t size)
{
    if (!faults.shared)
        begin();
    return fails() ? NULL : faults.next_malloc(size);
}

__attribute__((visibility("default"))) void *__libc_calloc(size_t count, size_t size)
{
    if (!faults.shared)
        begin();
    return fails() ? NULL : faults.next_calloc(count, size);
}

__attribute__((visibility("default"))) void *__libc_realloc(void *at, size_t size)
{
    if (!faults.shared)
        begin();
    return size && fails() ? NULL : faults.next_realloc(at, size); /* 0: that is free() */
}

__attribute__((visibility("default"))) void *__libc_memalign(size_t alignment, size_t size)
{
    if (!faults.shared)
        begin();
    return fails() ? NULL : faults.next_memalign(alignment, size);
}
