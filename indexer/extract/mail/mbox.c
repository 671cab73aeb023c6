/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mbox.c: mails one after the other, each after a line "From sender date" (RFC 4155):
 * each is a member.  Read in pieces: mailboxes grow for years.
 */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/schema.h"
#include "indexer/extract/reading.h"

/* What is longer comes in pieces; a line that means something is shorter. */
#define MAX_LINE_BYTES ((size_t) 64 << 10)

typedef struct
{
  GfReading *reading;
  uint8_t *buffer; /* of MAX_LINE_BYTES */
  size_t length;
  off_t offset;
  bool after_blank; /* the line before was empty, or there was none */
  bool at_start;    /* of a line */
  bool in_member;
  uint64_t member_bytes;
  unsigned n_messages;
  bool failed;
} Mbox;

/* "From kari@varstad.example Tue Mar  5 14:22:03 2024": with a time of day. */
static bool
is_separator (const uint8_t *line, size_t length)
{
  static const char shape[] = " dd:dd";

  if (length < 5 || memcmp (line, "From ", 5) != 0)
    return false;
  for (size_t i = 5; i + sizeof shape - 1 <= length; i++)
    {
      size_t n = 0;

      while (n < sizeof shape - 1
             && (shape[n] == 'd' ? g_ascii_isdigit ((char) line[i + n])
                                 : line[i + n] == (uint8_t) shape[n]))
        n++;
      if (n == sizeof shape - 1)
        return true;
    }
  return false;
}

static bool
end_message (Mbox *mbox)
{
  if (!mbox->in_member)
    return true;
  mbox->in_member = false;
  return gf_reading_end_member (mbox->reading, NULL, NULL);
}

static bool
begin_message (Mbox *mbox)
{
  g_autofree char *name = g_strdup_printf ("message %u.eml", ++mbox->n_messages);

  if (!end_message (mbox))
    return false;
  mbox->member_bytes = 0;
  mbox->in_member = gf_reading_begin_member (mbox->reading, name);
  return mbox->in_member;
}

/* The mail that is open is too large: what follows of it is let go by. */
static bool
cut_message (Mbox *mbox)
{
  g_autofree char *detail
      = g_strdup_printf ("message %u is larger than %" G_GUINT64_FORMAT " MB",
                         mbox->n_messages, mbox->reading->options->limits.unpacked_mb);

  mbox->in_member = false;
  gf_reading_cut (mbox->reading, "%s", detail);
  return gf_reading_end_member (mbox->reading, GF_REASON_LIMIT, detail);
}

static bool
stop_late (Mbox *mbox)
{
  g_autofree char *detail
      = g_strdup_printf ("takes too much time: stopped in message %u", mbox->n_messages);

  gf_reading_cut (mbox->reading, "%s", detail);
  if (mbox->in_member)
    gf_reading_end_member (mbox->reading, GF_REASON_LIMIT, detail);
  return false;
}

static bool
take_line (Mbox *mbox, const uint8_t *line, size_t length)
{
  bool whole = mbox->at_start;

  if (whole && mbox->after_blank && is_separator (line, length))
    return begin_message (mbox);
  if (!mbox->in_member)
    return true;
  /* What would have been a separator was marked by whoever wrote it. */
  if (whole && length > 6 && line[0] == '>' && memcmp (line + 1, "From ", 5) == 0)
    {
      line++;
      length--;
    }
  mbox->member_bytes += length;
  if (mbox->member_bytes > mbox->reading->options->limits.unpacked_mb << 20)
    return cut_message (mbox);
  return gf_reading_add_bytes (mbox->reading, line, length);
}

static bool
fill (Mbox *mbox)
{
  ssize_t got = TEMP_FAILURE_RETRY (pread (mbox->reading->fd, mbox->buffer + mbox->length,
                                           MAX_LINE_BYTES - mbox->length, mbox->offset));

  mbox->failed = got < 0;
  mbox->length += MAX (got, 0);
  mbox->offset += MAX (got, 0);
  return got > 0;
}

/* The lines in the buffer; what is left is the start of one.  Returns: false: stop. */
static bool
take_lines (Mbox *mbox, bool at_end)
{
  size_t start = 0;
  bool more = true;

  while (start < mbox->length && more)
    {
      const uint8_t *line = mbox->buffer + start;
      const uint8_t *end = memchr (line, '\n', mbox->length - start);
      size_t length = (end != NULL ? (size_t) (end - line) + 1 : mbox->length - start);

      if (end == NULL && !at_end && start > 0)
        break;
      more = take_line (mbox, line, length);
      mbox->after_blank = mbox->at_start && end != NULL
                          && (length == 1 || (length == 2 && *line == '\r'));
      mbox->at_start = end != NULL;
      start += length;
    }
  memmove (mbox->buffer, mbox->buffer + start, mbox->length - start);
  mbox->length -= start;
  return more;
}

bool
gf_mbox_read (GfReading *reading, GError **error)
{
  g_autofree uint8_t *buffer = g_malloc (MAX_LINE_BYTES);
  Mbox mbox
      = { .reading = reading, .buffer = buffer, .after_blank = true, .at_start = true };
  bool more = true;

  while (more && fill (&mbox))
    {
      more = take_lines (&mbox, false);
      if (more && gf_reading_is_late (reading))
        more = stop_late (&mbox);
    }
  if (more && take_lines (&mbox, true))
    end_message (&mbox);
  if (!mbox.failed)
    return true;
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_IO, "cannot read: %s",
               g_strerror (errno));
  return false;
}
