/* SPDX-License-Identifier: MIT */
/* What a process can do no more once it is in the sandbox, tried in a child. */
#define _GNU_SOURCE

#include "sandbox.h"

#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char own_folder[] = "/tmp/dealbrief-sandbox-XXXXXX";
static char inside[64], outside[] = "/etc/passwd";

static void *thread_run(void *result)
{
    *(int *)result = open(outside, O_RDONLY) < 0;
    return NULL;
}

/* line of what was not as it should be; 0: all was */
static int reading_tried(void)
{
    if (open(inside, O_RDONLY | O_CLOEXEC) < 0)
        return __LINE__;
    if (open(outside, O_RDONLY | O_CLOEXEC) >= 0 || open("/proc/self/maps", O_RDONLY | O_CLOEXEC) >= 0 ||
        open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0)
        return __LINE__;
    int refused = 0;
    pthread_t thread;
    if (pthread_create(&thread, NULL, thread_run, &refused) != 0 || pthread_join(thread, NULL) != 0)
        return __LINE__;
    return refused ? 0 : __LINE__;
}

static int writing_tried(void)
{
    char made[96];
    snprintf(made, sizeof made, "%s/made", own_folder);
    if (open(inside, O_WRONLY | O_CLOEXEC) >= 0 || open(made, O_RDWR | O_CREAT | O_CLOEXEC, 0600) >= 0 ||
        open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) >= 0)
        return __LINE__;
    if (rename(inside, made) == 0 || unlink(inside) == 0 || mkdir(made, 0700) == 0 ||
        symlink("x", made) == 0 || link(inside, made) == 0)
        return __LINE__;
    return 0;
}

static int calls_tried(void)
{
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
        return __LINE__;
    pid_t process = fork();
    if (process == 0)
        _exit(0);
    if (process > 0 || errno != EPERM)
        return __LINE__;
    execl("/bin/true", "true", (char *)NULL);
    return kill(getppid(), 0) == 0 || chmod(inside, 0777) == 0 ? __LINE__ : 0;
}

static _Noreturn void child_run(int result)
{
    const char *const folders[] = {own_folder, "/nowhere/at/all"};
    struct sandbox sandbox = sandbox_enter(folders, 2);
    int line = 0;
    if (sandbox.files)
        line = reading_tried();
    if (!line && (sandbox.files || sandbox.calls))
        line = writing_tried();
    if (!line && sandbox.calls)
        line = calls_tried();
    dprintf(result, "%d %d %d", sandbox.files, sandbox.calls, line);
    _exit(0);
}

static void test_nothing_else(void **state)
{
    (void)state;
    int ends[2], status, files, calls, line;
    char said[64] = "";
    assert_non_null(mkdtemp(own_folder));
    snprintf(inside, sizeof inside, "%s/font", own_folder);
    int fd = open(inside, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(pipe(ends), 0);
    pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0)
        child_run(ends[1]);
    close(ends[1]);
    assert_true(read(ends[0], said, sizeof said - 1) > 0);
    close(ends[0]);
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(sscanf(said, "%d %d %d", &files, &calls, &line), 3);
    if (!files)
        print_message("# this kernel has no Landlock: reading was not tried\n");
    if (!calls)
        print_message("# there is no seccomp: system calls were not tried\n");
    assert_int_equal(line, 0); /* else the line of this file that was reached */
    assert_int_equal(unlink(inside), 0);
    assert_int_equal(rmdir(own_folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_nothing_else)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
