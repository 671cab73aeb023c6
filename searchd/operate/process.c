/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/operate/process.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

#include "common/autofd.h"

static void
append (GString *text, const char *name, const char *type, const char *help,
        const char *value)
{
  g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n%s %s\n", name, help, name,
                          type, name, value);
}

static void
append_number (GString *text, const char *name, const char *help, uint64_t value)
{
  g_autofree char *number = g_strdup_printf ("%" PRIu64, value);

  append (text, name, "gauge", help, number);
}

static void
format_processor_time (GString *text)
{
  struct rusage usage;

  if (getrusage (RUSAGE_SELF, &usage) != 0)
    return;

  uint64_t us
      = (uint64_t) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC
        + (uint64_t) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  g_autofree char *seconds = g_strdup_printf ("%" PRIu64 ".%06u", us / G_USEC_PER_SEC,
                                              (unsigned) (us % G_USEC_PER_SEC));

  append (text, "process_cpu_seconds_total", "counter",
          "Processor time, of the program and of the system for it.", seconds);
}

/* /proc/self/statm: total and resident pages first. proc(5). */
static void
format_memory (GString *text)
{
  gf_autofd fd = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  char line[128] = "";

  if (fd < 0 || read (fd, line, sizeof line - 1) <= 0)
    return;

  char *rest = NULL;
  uint64_t total = g_ascii_strtoull (line, &rest, 10);
  uint64_t resident = g_ascii_strtoull (rest, NULL, 10);
  uint64_t page = (uint64_t) sysconf (_SC_PAGESIZE);

  append_number (text, "process_virtual_memory_bytes", "Addresses taken.", total * page);
  append_number (text, "process_resident_memory_bytes", "Memory in use.",
                 resident * page);
}

static void
format_descriptors (GString *text)
{
  struct rlimit limit;
  GDir *folder = g_dir_open ("/proc/self/fd", 0, NULL);
  unsigned open = 0;

  if (folder == NULL)
    return;
  while (g_dir_read_name (folder) != NULL)
    open++;
  g_dir_close (folder);

  /* The folder itself is one of them. */
  append_number (text, "process_open_fds", "Open descriptors.", open - 1);
  if (getrlimit (RLIMIT_NOFILE, &limit) == 0)
    append_number (text, "process_max_fds", "Descriptors there may be.",
                   (uint64_t) limit.rlim_cur);
}

void
gf_process_format (GString *text)
{
  format_processor_time (text);
  format_memory (text);
  format_descriptors (text);
}
