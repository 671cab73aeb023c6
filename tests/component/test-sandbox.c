/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sandbox from inside: one process a crime.  Each enters the sandbox as
 * gjenfinn-extract and gjenfinn-words do, commits it, and must be killed for it (SIGSYS)
 * or refused; what is allowed must work.
 */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <netinet/in.h>

#include "indexer/sandbox/guard.h"
#include "indexer/sandbox/sandbox.h"
#include "tests/tap.h"

/* What the criminal says with its exit status, where it lives to say it. */
enum
{
  DONE = 0,
  REFUSED = 10,
  NO_SANDBOX = 20,
  ODD = 30 /* refused, with another error than expected */
};

/* Descriptors that the crimes were given by whoever made the process. */
static int inherited_fd = -1;
static int kept_fd = -1;

static int
refusal (int result)
{
  if (result >= 0)
    return DONE;
  return errno == EACCES || errno == EPERM ? REFUSED : ODD;
}

static int
run_program (void)
{
  char *arguments[] = { (char *) "/bin/true", NULL };

  return refusal (execv (arguments[0], arguments));
}

static int
run_program_at (void)
{
  char *arguments[] = { (char *) "/bin/true", NULL };

  return refusal (
      (int) syscall (SYS_execveat, AT_FDCWD, "/bin/true", arguments, NULL, 0));
}

static int
read_password_file (void)
{
  return refusal (open ("/etc/passwd", O_RDONLY));
}

static int
read_ssh_key (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "id_ed25519", NULL);

  return refusal (open (path, O_RDONLY));
}

static int
read_environment (void)
{
  return refusal (open ("/proc/self/environ", O_RDONLY));
}

static int
list_folder (void)
{
  return refusal (open ("/etc", O_RDONLY | O_DIRECTORY));
}

static int
write_file (void)
{
  return refusal (open ("written-from-inside", O_WRONLY | O_CREAT, 0600));
}

static int
write_existing_file (void)
{
  return refusal (open ("existing", O_RDWR));
}

static int
truncate_file (void)
{
  return refusal (open ("existing", O_RDONLY | O_TRUNC));
}

static int
write_nameless_file (void)
{
  return refusal (open (".", O_WRONLY | O_TMPFILE, 0600));
}

static int
remove_file (void)
{
  return refusal (unlink ("existing"));
}

static int
rename_file (void)
{
  return refusal (rename ("existing", "renamed"));
}

static int
make_folder (void)
{
  return refusal (mkdir ("folder", 0700));
}

static int
make_link (void)
{
  return refusal (symlink ("/etc/passwd", "link"));
}

static int
change_mode (void)
{
  return refusal (chmod ("existing", 0777));
}

static int
open_internet_socket (void)
{
  return refusal (socket (AF_INET, SOCK_STREAM, 0));
}

static int
open_local_socket (void)
{
  return refusal (socket (AF_UNIX, SOCK_STREAM, 0));
}

static int
connect_kept_socket (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (80),
                                 .sin_addr = { htonl (INADDR_LOOPBACK) } };

  return refusal (connect (kept_fd, (struct sockaddr *) &address, sizeof address));
}

static int
make_process (void)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  return refusal (child);
}

static int
make_process_by_vfork (void)
{
  return refusal ((int) syscall (SYS_vfork));
}

static int
make_thread (void)
{
  return refusal (
      (int) syscall (SYS_clone, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0));
}

static int
trace_parent (void)
{
  return refusal ((int) ptrace (PTRACE_ATTACH, getppid (), NULL, NULL));
}

static int
read_parents_memory (void)
{
  return refusal (
      (int) syscall (SYS_process_vm_readv, getppid (), NULL, 0UL, NULL, 0UL, 0UL));
}

static int
kill_parent (void)
{
  return refusal (kill (getppid (), SIGTERM));
}

static int
signal_parent (void)
{
  return refusal ((int) syscall (SYS_tgkill, getppid (), getppid (), SIGTERM));
}

static int
make_memory_executable (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page == MAP_FAILED ? refusal (-1) : DONE;
}

static int
turn_memory_executable (void)
{
  void *page
      = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return refusal (mprotect (page, 4096, PROT_READ | PROT_EXEC));
}

static int
raise_limits (void)
{
  struct rlimit limits = { RLIM_INFINITY, RLIM_INFINITY };

  return refusal (setrlimit (RLIMIT_CORE, &limits));
}

static int
load_filter (void)
{
  return refusal ((int) syscall (SYS_seccomp, 0, 0, NULL));
}

static int
make_namespace (void)
{
  return refusal (unshare (CLONE_NEWUSER));
}

static int
use_inherited_descriptor (void)
{
  char byte;

  return read (inherited_fd, &byte, 1) < 0 && errno == EBADF ? REFUSED : DONE;
}

static int
fill_file (void)
{
  /* Standard output is a file here: RLIMIT_FSIZE raises SIGXFSZ, or the write fails. */
  signal (SIGXFSZ, SIG_IGN);
  return write (STDOUT_FILENO, "x", 1) < 0 && errno == EFBIG ? REFUSED : DONE;
}

/* A socket that signals its owner when something comes: the owner may be anyone. */
static int
make_another_own_a_socket (void)
{
  return refusal (fcntl (STDERR_FILENO, F_SETOWN, getppid ()));
}

static int
choose_a_deadly_signal (void)
{
  return refusal (fcntl (STDERR_FILENO, F_SETSIG, SIGKILL));
}

typedef int (*Crime) (void);

static const struct
{
  const char *name;
  Crime commit;
  bool must_die; /* SIGSYS; else a refusal is enough */
} crimes[] = {
  { "make another own a socket", make_another_own_a_socket, true },
  { "choose a deadly signal", choose_a_deadly_signal, true },
  { "run a program", run_program, true },
  { "run a program by execveat", run_program_at, true },
  { "read /etc/passwd", read_password_file, false },
  { "read a key", read_ssh_key, false },
  { "read its environment", read_environment, false },
  { "list a folder", list_folder, false },
  { "write a file", write_file, false },
  { "write over a file", write_existing_file, false },
  { "truncate a file", truncate_file, false },
  { "write a nameless file", write_nameless_file, false },
  { "remove a file", remove_file, true },
  { "rename a file", rename_file, true },
  { "make a folder", make_folder, true },
  { "make a link", make_link, true },
  { "change a mode", change_mode, true },
  { "open an internet socket", open_internet_socket, true },
  { "open a local socket", open_local_socket, true },
  { "connect a socket it was given", connect_kept_socket, true },
  { "make a process", make_process, true },
  { "make a process by vfork", make_process_by_vfork, true },
  { "make a thread", make_thread, true },
  { "trace its parent", trace_parent, true },
  { "read its parent's memory", read_parents_memory, true },
  { "kill its parent", kill_parent, true },
  { "signal its parent", signal_parent, true },
  { "make memory executable", make_memory_executable, true },
  { "turn memory executable", turn_memory_executable, true },
  { "raise its limits", raise_limits, true },
  { "load a filter of its own", load_filter, true },
  { "make a namespace", make_namespace, true },
  { "use an inherited descriptor", use_inherited_descriptor, false },
  { "fill a file it was given", fill_file, false },
};

static void
leave_things_lying_around (void)
{
  g_autofree char *key = g_build_filename (g_get_tmp_dir (), "id_ed25519", NULL);

  ck_assert (g_file_set_contents ("existing", "x", 1, NULL));
  ck_assert (g_file_set_contents (key, "secret", 6, NULL));
  inherited_fd = open ("existing", O_RDONLY);
  kept_fd = socket (AF_INET, SOCK_STREAM, 0);
  ck_assert_int_ge (inherited_fd, 0);
  ck_assert_int_ge (kept_fd, 0);
  if (kept_fd < inherited_fd)
    {
      int fd = dup (kept_fd);
      close (kept_fd);
      kept_fd = fd;
    }
}

/* How each program enters. */
typedef enum
{
  EXTRACT,
  WORDS,
  N_PROGRAMS
} Program;

static bool
enter (Program program, GError **error)
{
  static const char *const readable[] = { "missing", "readable", NULL };
  const GfSandboxRules rules = { .kept_fd = kept_fd,
                                 .max_memory_bytes = UINT64_C (512) << 20,
                                 .readable = program == EXTRACT ? readable : NULL };

  return gf_sandbox_enter (&rules, error);
}

static int
commit (Program program, Crime crime)
{
  pid_t child = fork ();
  int status;

  ck_assert_int_ge (child, 0);
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      int out = open ("out", O_WRONLY | O_CREAT | O_TRUNC, 0600);

      dup2 (out, STDOUT_FILENO);
      if (!enter (program, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          _exit (NO_SANDBOX);
        }
      _exit (crime ());
    }
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  return status;
}

START_TEST (crime_does_not_pay)
{
  int which = _i / N_PROGRAMS;
  Program program = _i % N_PROGRAMS;

  leave_things_lying_around ();
  int status = commit (program, crimes[which].commit);
  bool is_killed = WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS;
  bool is_refused = WIFEXITED (status) && WEXITSTATUS (status) == REFUSED;

  ck_assert_msg (crimes[which].must_die ? is_killed : is_killed || is_refused,
                 "to %s: status %#x", crimes[which].name, status);
  ck_assert (!g_file_test ("written-from-inside", G_FILE_TEST_EXISTS));
  ck_assert (g_file_test ("existing", G_FILE_TEST_EXISTS));
}
END_TEST

static int
work_honestly (void)
{
  char byte;
  struct timespec now;
  g_autofree char *memory = g_malloc (1 << 20);

  memset (memory, 1, 1 << 20);
  return clock_gettime (CLOCK_MONOTONIC, &now) == 0
                 && pread (STDIN_FILENO, &byte, 1, 0) == 1 && memory[1000] == 1
             ? DONE
             : ODD;
}

START_TEST (honest_work_goes_on)
{
  leave_things_lying_around ();
  ck_assert_int_eq (dup2 (inherited_fd, STDIN_FILENO), STDIN_FILENO);
  int status = commit (_i, work_honestly);

  ck_assert_msg (WIFEXITED (status) && WEXITSTATUS (status) == DONE, "status %#x",
                 status);
}
END_TEST

static int
read_readable (void)
{
  return refusal (open ("readable/map", O_RDONLY));
}

/* What one program may read, another may not. */
START_TEST (one_folder_is_read)
{
  leave_things_lying_around ();
  ck_assert_int_eq (g_mkdir_with_parents ("readable", 0700), 0);
  ck_assert (g_file_set_contents ("readable/map", "x", 1, NULL));
  int status = commit (_i, read_readable);

  ck_assert_msg (WIFEXITED (status)
                     && WEXITSTATUS (status) == (_i == EXTRACT ? DONE : REFUSED),
                 "status %#x", status);
}
END_TEST

#ifndef GF_SANITIZERS
static int
eat_memory (void)
{
  for (int i = 0; i < 4096; i++)
    {
      char *memory = g_malloc (1 << 20);
      memset (memory, 1, 1 << 20);
    }
  return DONE;
}

START_TEST (memory_that_runs_out_is_told_from_a_crash)
{
  GfGuard guard;

  leave_things_lying_around ();
  ck_assert (gf_guard_init (&guard, NULL));
  int status = commit (WORDS, eat_memory);
  ck_assert_msg (WIFEXITED (status) && WEXITSTATUS (status) == GF_GUARD_EXIT_MEMORY,
                 "status %#x", status);
}
END_TEST

static int
call_abort (void)
{
  abort ();
}

START_TEST (an_abort_stays_an_abort)
{
  GfGuard guard;

  leave_things_lying_around ();
  ck_assert (gf_guard_init (&guard, NULL));
  int status = commit (WORDS, call_abort);
  ck_assert_msg (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT, "status %#x",
                 status);
}
END_TEST
#endif

static int
spin (void)
{
  volatile uint64_t i = 0;

  while (i < UINT64_MAX)
    i++;
  return DONE;
}

START_TEST (a_loop_is_ended_by_its_cpu_time)
{
  pid_t child = fork ();
  int status;

  ck_assert_int_ge (child, 0);
  if (child == 0)
    {
      GfGuard guard;

      kept_fd = -1;
      if (!gf_guard_init (&guard, NULL) || !enter (WORDS, NULL))
        _exit (NO_SANDBOX);
      gf_guard_arm (&guard, 100);
      _exit (spin ());
    }
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert_msg (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU, "status %#x",
                 status);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("sandbox");
  TCase *tests = tcase_create ("sandbox");

  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, crime_does_not_pay, 0, N_PROGRAMS * G_N_ELEMENTS (crimes));
  tcase_add_loop_test (tests, honest_work_goes_on, 0, N_PROGRAMS);
  tcase_add_loop_test (tests, one_folder_is_read, 0, N_PROGRAMS);
#ifndef GF_SANITIZERS
  tcase_add_test (tests, memory_that_runs_out_is_told_from_a_crash);
  tcase_add_test (tests, an_abort_stays_an_abort);
#endif
  tcase_add_test (tests, a_loop_is_ended_by_its_cpu_time);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
