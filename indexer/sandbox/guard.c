/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/sandbox/guard.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

/* An abort with less room than this left was for want of memory: blocks that a parser
   asks for when it runs out are larger than those that still fit. */
#define MEMORY_PROBE_BYTES ((size_t) 48 << 20)

static void
on_abort (int signal_number)
{
  void *probe = mmap (NULL, MEMORY_PROBE_BYTES, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (probe == MAP_FAILED)
    _exit (GF_GUARD_EXIT_MEMORY);
  /* SA_RESETHAND has put the default action back: die of it. */
  raise (signal_number);
}

static bool
fail (GError **error, const char *what)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "cannot %s: %s",
               what, g_strerror (errno));
  return false;
}

bool
gf_guard_init (GfGuard *guard, GError **error)
{
  struct sigaction action
      = { .sa_handler = on_abort, .sa_flags = SA_RESETHAND | SA_NODEFER };
  struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGXCPU };

  if (sigaction (SIGABRT, &action, NULL) != 0 || sigaction (SIGTRAP, &action, NULL) != 0)
    return fail (error, "handle aborts");
  if (timer_create (CLOCK_PROCESS_CPUTIME_ID, &event, &guard->timer) != 0)
    return fail (error, "make a timer");

  return true;
}

void
gf_guard_arm (const GfGuard *guard, uint32_t cpu_ms)
{
  uint64_t real_ms = (uint64_t) cpu_ms * GF_GUARD_SLOWNESS;
  struct itimerspec when
      = { .it_value = { .tv_sec = real_ms / 1000, .tv_nsec = real_ms % 1000 * 1000000 } };
  int failed = timer_settime (guard->timer, 0, &when, NULL);

  g_assert (failed == 0);
}

int64_t
gf_guard_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (int64_t) now.tv_sec * 1000000 + now.tv_nsec / 1000;
}
