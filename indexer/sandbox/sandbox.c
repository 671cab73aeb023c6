/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/autofd.h"

/* Of open descriptors. */
#define MAX_DESCRIPTORS 32

typedef void SeccompFilter;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SeccompFilter, seccomp_release)

static bool
fail (GError **error, int code, const char *what)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", what,
               g_strerror (code));
  return false;
}

static bool
limit (int resource, rlim_t value, GError **error)
{
  struct rlimit limits = { .rlim_cur = value, .rlim_max = value };

  return setrlimit (resource, &limits) == 0 || fail (error, errno, "no resource limits");
}

/*
 * Writing to a file fails with EFBIG and does not kill: where stderr is a file, the last
 * words of a dying process must not change what it dies of.
 */
static bool
refuse_to_write_files (GError **error)
{
  if (signal (SIGXFSZ, SIG_IGN) == SIG_ERR)
    return fail (error, errno, "no resource limits");
  return limit (RLIMIT_FSIZE, 0, error);
}

/* CPU time is counted per task (guard.h), and as a whole by nobody: workers live long. */
static bool
limit_resources (uint64_t max_memory_bytes, GError **error)
{
#ifdef GF_SANITIZERS
  (void) max_memory_bytes;
#else
  if (!limit (RLIMIT_AS, max_memory_bytes, error))
    return false;
#endif
  return refuse_to_write_files (error) && limit (RLIMIT_CORE, 0, error)
         && limit (RLIMIT_NOFILE, MAX_DESCRIPTORS, error);
}

static bool
close_descriptors (int kept_fd, GError **error)
{
  unsigned first = STDERR_FILENO + 1;

  if (kept_fd > (int) first && close_range (first, kept_fd - 1, 0) != 0)
    return fail (error, errno, "cannot close descriptors");
  if (close_range (kept_fd < (int) first ? first : (unsigned) kept_fd + 1, ~0u, 0) != 0)
    return fail (error, errno, "cannot close descriptors");
  return true;
}

/*
 * Newer than the header of Debian 12: the whole structure, and the rights up to ABI 6.  A
 * kernel refuses bits that it does not know, so each ABI gets its own; of a newer one
 * than these, what is known here is used.  Source:
 * Documentation/userspace-api/landlock.rst.
 */
typedef struct
{
  uint64_t handled_access_fs;
  uint64_t handled_access_net;
  uint64_t scoped;
} LandlockRights;

static LandlockRights
rights_of_abi (int abi)
{
  static const unsigned n_fs_rights[] = { 0, 13, 14, 15, 15, 16, 16 };
  int known = MIN (abi, (int) G_N_ELEMENTS (n_fs_rights) - 1);

  return (LandlockRights){ .handled_access_fs = (UINT64_C (1) << n_fs_rights[known]) - 1,
                           .handled_access_net = abi >= 4 ? 3 : 0, /* bind, connect */
                           .scoped = abi >= 6 ? 3 : 0 }; /* abstract sockets, signals */
}

static bool
allow_folder (int ruleset, const char *path, GError **error)
{
  gf_autofd folder = open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return errno == ENOENT || fail (error, errno, "cannot look at what may be read");

  struct landlock_path_beneath_attr rule
      = { .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
          .parent_fd = folder };
  return syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0)
             == 0
         || fail (error, errno, "landlock refuses a rule");
}

static bool
lock_files (const char *const *readable, GError **error)
{
  int abi
      = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1)
    return fail (error, errno, "no landlock in this kernel");

  LandlockRights rights = rights_of_abi (abi);
  size_t size = abi >= 6   ? sizeof rights
                : abi >= 4 ? 2 * sizeof (uint64_t)
                           : sizeof (uint64_t);
  gf_autofd ruleset = syscall (SYS_landlock_create_ruleset, &rights, size, 0);
  if (ruleset < 0)
    return fail (error, errno, "no landlock ruleset");
  for (; readable != NULL && *readable != NULL; readable++)
    if (!allow_folder (ruleset, *readable, error))
      return false;
  return syscall (SYS_landlock_restrict_self, ruleset, 0) == 0
         || fail (error, errno, "landlock cannot be turned on");
}

/* What extraction needs, found by strace over every format and a crash; the analysis of
 * words needs no more. */
static const int allowed_calls[] = {
  SCMP_SYS (read),
  SCMP_SYS (readv),
  SCMP_SYS (pread64),
  SCMP_SYS (write),
  SCMP_SYS (writev),
  SCMP_SYS (lseek),
  SCMP_SYS (close),
  SCMP_SYS (fstat),
  SCMP_SYS (newfstatat),
  SCMP_SYS (dup),
  SCMP_SYS (dup2),
  SCMP_SYS (fadvise64),
  SCMP_SYS (getdents64),
  SCMP_SYS (sendmsg),
  SCMP_SYS (recvmsg),
  SCMP_SYS (sendto),
  SCMP_SYS (recvfrom),
  SCMP_SYS (poll),
  SCMP_SYS (ppoll),
  SCMP_SYS (brk),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  SCMP_SYS (futex),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sigaltstack),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_getres),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (time),
  SCMP_SYS (timer_settime),
  SCMP_SYS (getrandom),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sysinfo),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
#ifdef GF_SANITIZERS
  SCMP_SYS (getrlimit),
  SCMP_SYS (personality),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (getuid),
  SCMP_SYS (prctl),
#endif
};

/* What libraries ask for on the way and can do without: refused, not deadly. */
static const int refused_calls[] = {
  SCMP_SYS (access), SCMP_SYS (faccessat), SCMP_SYS (faccessat2),  SCMP_SYS (stat),
  SCMP_SYS (lstat),  SCMP_SYS (statx),     SCMP_SYS (readlink),    SCMP_SYS (readlinkat),
  SCMP_SYS (getcwd), SCMP_SYS (ioctl),     SCMP_SYS (getpeername), SCMP_SYS (getsockname),
  SCMP_SYS (uname),  SCMP_SYS (statfs),    SCMP_SYS (fstatfs),
};

static int
add_calls (SeccompFilter *filter, uint32_t action, const int *calls, size_t n_calls)
{
  int code = 0;

  for (size_t i = 0; i < n_calls && code == 0; i++)
    code = seccomp_rule_add (filter, action, calls[i], 0);
  return code;
}

/* A file is opened for reading or not at all; landlock says which. */
static int
add_open (SeccompFilter *filter)
{
  const uint64_t forbidden
      = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  int code = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                               SCMP_A2 (SCMP_CMP_MASKED_EQ, forbidden, O_RDONLY));

  for (int bit = 0; bit < 32 && code == 0; bit++)
    if (forbidden & (UINT64_C (1) << bit))
      code = seccomp_rule_add (
          filter, SCMP_ACT_ERRNO (EACCES), SCMP_SYS (openat), 1,
          SCMP_A2 (SCMP_CMP_MASKED_EQ, UINT64_C (1) << bit, UINT64_C (1) << bit));
  return code != 0
             ? code
             : seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), SCMP_SYS (open), 0);
}

/* Memory is never made executable. */
static int
add_memory (SeccompFilter *filter)
{
  int code = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 1,
                               SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));

  return code != 0 ? code
                   : seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1,
                                       SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* Of fcntl () what copies and asks: with F_SETOWN and F_SETSIG a socket would send any
   signal to any process of the user. */
static int
add_descriptors (SeccompFilter *filter)
{
  static const int commands[] = { F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL };
  int code = 0;

  for (size_t i = 0; i < G_N_ELEMENTS (commands) && code == 0; i++)
    code = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (fcntl), 1,
                             SCMP_A1 (SCMP_CMP_EQ, (uint64_t) commands[i], 0));
  return code;
}

/* Calls that concern the process itself: abort () signals it. */
static int
add_own (SeccompFilter *filter)
{
  int code = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                               SCMP_A0 (SCMP_CMP_EQ, getpid (), 0));
#ifdef GF_SANITIZERS
  /* Their runtime asks for limits; nobody sets one. */
  if (code == 0)
    code = seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 1,
                             SCMP_A2 (SCMP_CMP_EQ, 0, 0));
#endif
  return code;
}

static bool
lock_calls (GError **error)
{
  g_autoptr (SeccompFilter) filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  if (filter == NULL)
    return fail (error, ENOSYS, "no seccomp filter");

  int code = seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  if (code == 0)
    code
        = add_calls (filter, SCMP_ACT_ALLOW, allowed_calls, G_N_ELEMENTS (allowed_calls));
  if (code == 0)
    code = add_calls (filter, SCMP_ACT_ERRNO (EACCES), refused_calls,
                      G_N_ELEMENTS (refused_calls));
  if (code == 0)
    code = add_open (filter);
  if (code == 0)
    code = add_memory (filter);
  if (code == 0)
    code = add_descriptors (filter);
  if (code == 0)
    code = add_own (filter);
  if (code == 0)
    code = seccomp_load (filter);
  return code == 0 || fail (error, -code, "no seccomp");
}

bool
gf_sandbox_enter (const GfSandboxRules *rules, GError **error)
{
  if (prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0
      || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return fail (error, errno, "cannot give up privileges");

  return close_descriptors (rules->kept_fd, error)
         && limit_resources (rules->max_memory_bytes, error)
         && lock_files (rules->readable, error) && lock_calls (error);
}
