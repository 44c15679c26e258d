/* SPDX-License-Identifier: MIT */
/* sandbox: In: folders that may be read. Out: a process that can do little else. It knows no datasets. */
#define _GNU_SOURCE /* O_PATH, syscall */

#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/landlock.h>) && defined(SYS_landlock_create_ruleset)
#include <linux/landlock.h>
#define HAS_LANDLOCK 1
#endif
#ifdef DEALBRIEF_SECCOMP
#include <seccomp.h>
#endif

/* files */

#ifdef HAS_LANDLOCK
/* Rights to files that each version of the interface knows (linux/landlock.h; the first has bits 0 to 12, the
 * second adds REFER, the third TRUNCATE, the fifth IOCTL_DEV): asking an older kernel for more is an error.
 */
static uint64_t file_rights(long version)
{
    static const int bits[] = {0, 13, 14, 15, 15, 16};
    long known = (long)(sizeof bits / sizeof *bits) - 1;
    return ((uint64_t)1 << bits[version < known ? version : known]) - 1;
}

static void folder_allow(int rules, const char *folder)
{
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open(folder, O_PATH | O_CLOEXEC)};
    if (beneath.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close(beneath.parent_fd);
}

static bool files_close(const char *const *folders, size_t count)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    struct landlock_ruleset_attr handled = {.handled_access_fs = file_rights(version)};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return false;
    for (size_t i = 0; i < count; i++)
        folder_allow(rules, folders[i]);
    bool held = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return held;
}
#else
static bool files_close(const char *const *folders, size_t count)
{
    (void)folders;
    (void)count;
    return false;
}
#endif

/* system calls */

#ifdef DEALBRIEF_SECCOMP
/* What drawing never does. Files are refused a second time, for kernels without Landlock: all that makes,
 * changes or removes one; reading cannot be told apart by its folder here. */
static const int never[] = {SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind),
    SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(execve), SCMP_SYS(execveat),
    SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev), SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(chroot), SCMP_SYS(pivot_root),
    SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd),
    SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(io_uring_setup),
    SCMP_SYS(open_by_handle_at), SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(kexec_load),
    SCMP_SYS(reboot), SCMP_SYS(swapon), SCMP_SYS(creat), SCMP_SYS(link), SCMP_SYS(linkat), SCMP_SYS(symlink),
    SCMP_SYS(symlinkat), SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(unlink),
    SCMP_SYS(unlinkat), SCMP_SYS(mkdir), SCMP_SYS(mkdirat), SCMP_SYS(rmdir), SCMP_SYS(mknod),
    SCMP_SYS(mknodat), SCMP_SYS(truncate), SCMP_SYS(ftruncate), SCMP_SYS(chmod), SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat), SCMP_SYS(chown), SCMP_SYS(fchown), SCMP_SYS(lchown), SCMP_SYS(fchownat),
    SCMP_SYS(setxattr), SCMP_SYS(lsetxattr), SCMP_SYS(fsetxattr)};

static bool rule_add(scmp_filter_ctx filter, int code, int call)
{
    int result = seccomp_rule_add(filter, SCMP_ACT_ERRNO((uint32_t)code), call, 0);
    return result == 0 || result == -EDOM; /* there is no such call on this processor */
}

/* flags: the number of the argument. Three modes that write, and making a file. */
static bool writing_refuse(scmp_filter_ctx filter, int call, unsigned flags)
{
    static const scmp_datum_t bits[] = {O_WRONLY, O_RDWR, O_CREAT};
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        int result = seccomp_rule_add(
            filter, SCMP_ACT_ERRNO(EPERM), call, 1, SCMP_CMP(flags, SCMP_CMP_MASKED_EQ, bits[i], bits[i]));
        if (result != 0 && result != -EDOM)
            return false;
    }
    return true;
}

static bool filter_fill(scmp_filter_ctx filter)
{
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (!rule_add(filter, EPERM, never[i]))
            return false;
    /* threads are made, processes are not; what cannot be looked into is not there, and libc asks in the old
     * way */
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
               SCMP_CMP(0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
           rule_add(filter, ENOSYS, SCMP_SYS(clone3)) && rule_add(filter, ENOSYS, SCMP_SYS(openat2)) &&
           writing_refuse(filter, SCMP_SYS(open), 1) && writing_refuse(filter, SCMP_SYS(openat), 2);
}

static bool calls_close(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool held = filter && filter_fill(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return held;
}
#else
static bool calls_close(void)
{
    return false;
}
#endif

struct sandbox sandbox_enter(const char *const *folders, size_t count)
{
    struct sandbox sandbox = {0};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return sandbox;
    sandbox.files = files_close(folders, count);
    sandbox.calls = calls_close();
    return sandbox;
}
