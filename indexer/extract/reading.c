/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/reading.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/schema.h"
#include "indexer/extract/charset.h"
#include "indexer/sandbox/guard.h"
#include "indexer/extract/limits.h"

G_GNUC_PRINTF (3, 0)
static void
note (GfReading *reading, const char *reason, const char *format, va_list arguments)
{
  if (reading->shortfall->reason != NULL)
    return;
  reading->shortfall->reason = reason;
  reading->shortfall->detail = g_strdup_vprintf (format, arguments);
}

void
gf_reading_cut (GfReading *reading, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  note (reading, GF_REASON_LIMIT, format, arguments);
  va_end (arguments);
}

void
gf_reading_lack (GfReading *reading, const char *reason, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  note (reading, reason, format, arguments);
  va_end (arguments);
}

static bool
report_progress (GfReading *reading, uint32_t page, uint32_t n_blocks)
{
  const GfExtractTask *task = reading->task;

  return task->hooks == NULL || task->hooks->progress == NULL
         || task->hooks->progress (task->data, page, n_blocks, false);
}

/* In a format without pages: blocks are what there is to count. */
static bool
step (GfReading *reading)
{
  uint32_t n_blocks = gf_text_get_blocks (reading->text)->len;
  uint32_t stop = reading->task->stop_block;

  if (n_blocks % GF_LIMIT_BLOCKS_A_STEP != 0)
    return true;
  if (stop == 0 || n_blocks < stop)
    return report_progress (reading, 0, n_blocks);
  gf_reading_cut (reading, "stopped after %u paragraphs: the next could not be read",
                  n_blocks);
  return false;
}

bool
gf_reading_add (GfReading *reading, GfBlockKind kind, uint8_t level, uint32_t page,
                const char *string)
{
  if (gf_text_add (reading->text, kind, level, page, string))
    return page > 0 || step (reading);
  if (gf_text_has_too_many_blocks (reading->text))
    gf_reading_cut (reading, "more than %u paragraphs or rows",
                    gf_text_get_blocks (reading->text)->len);
  else if (page > 0)
    gf_reading_cut (reading, "more than %" G_GUINT64_FORMAT " MB of text: cut on page %u",
                    reading->options->limits.text_mb, page);
  else
    gf_reading_cut (reading, "more than %" G_GUINT64_FORMAT " MB of text",
                    reading->options->limits.text_mb);
  return false;
}

bool
gf_reading_begin_page (GfReading *reading, uint32_t page)
{
  uint32_t stop = reading->task->stop_page;

  if (stop > 0 && page >= stop)
    gf_reading_cut (reading, "stopped before page %u, which could not be read", page);
  else if (page > reading->options->limits.pages)
    gf_reading_cut (reading, "too long: stopped after page %u", page - 1);
  else if (gf_reading_is_late (reading))
    gf_reading_cut (reading, "takes too much time: stopped after page %u", page - 1);
  else
    return report_progress (reading, page, 0);
  return false;
}

void
gf_reading_set_date (GfReading *reading, const char *date)
{
  static const char shape[] = "dddd-dd-dd";

  date += strspn (date, " \t\r\n");
  for (size_t i = 0; i < sizeof shape - 1; i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (date[i]) : date[i] != shape[i])
      return;
  g_autofree char *day = g_strndup (date, sizeof shape - 1);
  gf_text_set (reading->text, GF_TEXT_DATE, day);
}

void
gf_reading_number_first_page (GfReading *reading)
{
  GPtrArray *blocks = gf_text_get_blocks (reading->text);

  for (guint i = 0; i < blocks->len; i++)
    {
      GfBlock *block = g_ptr_array_index (blocks, i);

      if (block->page == 0)
        block->page = 1;
    }
}

/* The rest of the limit is for what is understood of the text. */
static int64_t
cpu_soft_us (const GfReading *reading)
{
  return (int64_t) reading->options->limits.cpu_seconds * G_USEC_PER_SEC / 5 * 4
             * GF_GUARD_SLOWNESS
         + reading->cpu_extra_us;
}

bool
gf_reading_is_late (const GfReading *reading)
{
  return gf_guard_cpu_us () - reading->cpu_start_us > cpu_soft_us (reading);
}

/* pread: a descriptor's offset is shared with whoever else holds it. */
static bool
read_bytes (int fd, uint8_t *bytes, size_t size, size_t *length_out, GError **error)
{
  size_t length = 0;

  while (length < size)
    {
      ssize_t got
          = TEMP_FAILURE_RETRY (pread (fd, bytes + length, size - length, length));
      if (got < 0)
        {
          g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_IO, "cannot read: %s",
                       g_strerror (errno));
          return false;
        }
      if (got == 0)
        break;
      length += got;
    }

  *length_out = length;
  return true;
}

GBytes *
gf_reading_load (GfReading *reading, GError **error)
{
  size_t size = MIN (reading->size, GF_LIMIT_SOURCE_BYTES);
  g_autofree uint8_t *bytes = g_try_malloc (MAX (size, 1));

  if (bytes == NULL)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_LIMIT,
                   "no memory for a file of %zu bytes", size);
      return NULL;
    }
  if (!read_bytes (reading->fd, bytes, size, &size, error))
    return NULL;
  if (reading->size > GF_LIMIT_SOURCE_BYTES)
    gf_reading_cut (reading, "larger than %zu MB: the rest was left",
                    GF_LIMIT_SOURCE_BYTES >> 20);

  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

char *
gf_reading_load_text (GfReading *reading, GError **error)
{
  g_autoptr (GBytes) source = gf_reading_load (reading, error);
  size_t length;

  if (source == NULL)
    return NULL;
  const uint8_t *bytes = g_bytes_get_data (source, &length);
  return gf_charset_decode (bytes, length);
}
