/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/operate/log.h"

#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "searchd/operate/log-escape.h"

/* What was set, in one word, so that a reload changes it between two lines of any
   thread.  The one state of the process that hangs off nothing: whatever goes wrong
   anywhere has to be said somewhere. */
enum
{
  LEAST_MASK = 3,
  JSON = 1 << 2,
  REQUESTS = 1 << 3,
  QUESTIONS = 1 << 4,
  ADDRESSES = 1 << 5,
  JOURNAL = 1 << 6
};
static atomic_uint how = GF_LOG_INFO;

static const struct
{
  const char *name;
  const char *syslog; /* sd-daemon(3) */
} levels[] = {
  [GF_LOG_ERROR] = { "error", "<3>" },
  [GF_LOG_WARNING] = { "warning", "<4>" },
  [GF_LOG_INFO] = { "info", "<6>" },
  [GF_LOG_DEBUG] = { "debug", "<7>" },
};

/* systemd names the device and inode of the journal's stream, since a daemon may have
   been given another standard error: systemd.exec(5), $JOURNAL_STREAM. */
bool
gf_log_is_journal (void)
{
  const char *stream = getenv ("JOURNAL_STREAM");
  char own[64];
  struct stat about;

  if (stream == NULL || fstat (STDERR_FILENO, &about) != 0)
    return false;
  g_snprintf (own, sizeof own, "%" PRIuMAX ":%" PRIuMAX, (uintmax_t) about.st_dev,
              (uintmax_t) about.st_ino);
  return strcmp (stream, own) == 0;
}

void
gf_log_set_options (const GfLogOptions *options)
{
  unsigned word = options->least & LEAST_MASK;

  word |= options->json ? JSON : 0;
  word |= options->requests ? REQUESTS : 0;
  word |= options->questions ? QUESTIONS : 0;
  word |= options->addresses ? ADDRESSES : 0;
  word |= gf_log_is_journal () ? JOURNAL : 0;
  atomic_store (&how, word);
}

/* "2026-11-22T15:09:38.123Z" */
static void
append_time (GString *line)
{
  struct timespec now;
  struct tm parts;
  char text[sizeof "2026-11-22T15:09:38"];

  clock_gettime (CLOCK_REALTIME, &now);
  gmtime_r (&now.tv_sec, &parts);
  strftime (text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  g_string_append_printf (line, "%s.%03ldZ", text, now.tv_nsec / 1000000);
}

static GString *
begin_line (unsigned word, GfLogLevel level)
{
  GString *line = g_string_sized_new (256);

  if (word & JOURNAL)
    g_string_append (line, levels[level].syslog);
  if (word & JSON)
    g_string_append (line, "{\"time\":\"");
  if (word & JSON || !(word & JOURNAL))
    append_time (line);
  if (word & JSON)
    g_string_append_printf (line, "\",\"level\":\"%s\"", levels[level].name);
  else if (!(word & JOURNAL))
    g_string_append_printf (line, " %s: ", levels[level].name);
  return line;
}

/* What cannot be written is lost: there is nowhere to say so. */
static void
end_line (unsigned word, GString *line)
{
  g_string_append (line, word & JSON ? "}\n" : "\n");
  for (size_t done = 0; done < line->len;)
    {
      ssize_t n = write (STDERR_FILENO, line->str + done, line->len - done);

      if (n < 0 && errno != EINTR)
        break;
      done += n > 0 ? (size_t) n : 0;
    }
  g_string_free (line, TRUE);
}

void
gf_log (GfLogLevel level, const char *format, ...)
{
  unsigned word = atomic_load (&how);
  va_list arguments;

  if (level > (word & LEAST_MASK))
    return;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  GString *line = begin_line (word, level);

  if (word & JSON)
    {
      g_string_append (line, ",\"message\":");
      gf_log_append_quoted (line, message, -1);
    }
  else
    gf_log_append_plain (line, message);
  end_line (word, line);
}

/* Keys are ours, and need no escape. */
static void
append_key (unsigned word, GString *line, const char *key)
{
  g_string_append_printf (line, word & JSON ? ",\"%s\":" : " %s=", key);
}

static void
append_text (unsigned word, GString *line, const char *key, const char *value,
             gssize length)
{
  append_key (word, line, key);
  gf_log_append_quoted (line, value, length);
}

static void
append_number (unsigned word, GString *line, const char *key, uint64_t value)
{
  append_key (word, line, key);
  g_string_append_printf (line, "%" PRIu64, value);
}

static void
append_ms (unsigned word, GString *line, const char *key, uint64_t us)
{
  append_key (word, line, key);
  g_string_append_printf (line, "%" PRIu64 ".%03u", us / 1000, (unsigned) (us % 1000));
}

/* Whether it may be said, and how far: a path that no route has may hold a question, and
   so may all that comes after the path. */
static void
append_target (unsigned word, GString *line, const GfLogRequest *request)
{
  if (word & QUESTIONS)
    append_text (word, line, "target", request->target, -1);
  else if (request->route != NULL)
    append_text (word, line, "path", request->target,
                 (gssize) strcspn (request->target, "?"));
}

void
gf_log_request (const GfLogRequest *request)
{
  unsigned word = atomic_load (&how);

  if (!(word & REQUESTS) || GF_LOG_INFO > (word & LEAST_MASK))
    return;

  GString *line = begin_line (word, GF_LOG_INFO);

  g_string_append (line, word & JSON ? ",\"message\":\"request\"" : "request");
  append_text (word, line, "method", request->method, -1);
  append_target (word, line, request);
  if (request->route != NULL)
    append_text (word, line, "route", request->route, -1);
  append_number (word, line, "status", request->status);
  append_number (word, line, "bytes", request->bytes);
  append_ms (word, line, "took_ms", request->took_us);
  append_ms (word, line, "waited_ms", request->waited_us);
  if (word & ADDRESSES && request->client != NULL)
    append_text (word, line, "client", request->client, -1);
  end_line (word, line);
}
