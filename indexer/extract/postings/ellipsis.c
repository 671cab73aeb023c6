/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings/ellipsis.h"

#include <string.h>

/* ", -" in its longest spelling, with some white space. */
#define MAX_GAP_BYTES 16
/* The longest ending of a noun, "-enes". */
#define MAX_ENDING_BYTES 4
/* How much of its lemma's end an inflected part may lack: "kollegi-et", "sent-re". */
#define MAX_CHANGED_BYTES 2
#define MIN_ROOT_BYTES 3
/* Between two parts: "s", "e". */
#define MAX_JOINT_BYTES 1

typedef enum
{
  GAP_BREAKS, /* what comes has nothing to do with what went before */
  GAP_PARTS,  /* white space */
  GAP_TIES    /* a comma, a slash, an ampersand */
} Gap;

static bool
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011;
}

static Gap
look_at_gap (const char *at, const char *end)
{
  Gap gap = GAP_PARTS;

  if (end - at > MAX_GAP_BYTES)
    return GAP_BREAKS;
  for (; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == ',' || c == '/' || c == '&')
        gap = GAP_TIES;
      else if (!is_hyphen (c) && !g_unichar_isspace (c))
        return GAP_BREAKS;
    }
  return gap;
}

/* Whether a hyphen, and white space before it, stands before the word; a dash that begins
 * a line of a list is written so too. */
static bool
lacks_head (const char *text, size_t gap_begin, const GfToken *token)
{
  const char *begin = text + gap_begin, *at = text + token->start;

  if (!g_unichar_isalpha (g_utf8_get_char (token->form)) || at == begin)
    return false;
  at = g_utf8_prev_char (at);
  if (!is_hyphen (g_utf8_get_char (at)) || at == begin)
    return false;
  at = g_utf8_prev_char (at);
  return g_unichar_isspace (g_utf8_get_char (at)) || *at == '/';
}

/* Whether a hyphen, and white space or a comma after it, stands after the word. */
static bool
lacks_tail (const char *text, const GfToken *token)
{
  const char *last = g_utf8_prev_char (token->form + strlen (token->form));
  const char *at = text + token->end;

  if (!g_unichar_isalpha (g_utf8_get_char (last)) || !is_hyphen (g_utf8_get_char (at)))
    return false;
  gunichar after = g_utf8_get_char (g_utf8_next_char (at));
  return g_unichar_isspace (after) || after == ',' || after == '/';
}

static bool
is_tie (const char *form)
{
  return strcmp (form, "og") == 0 || strcmp (form, "eller") == 0
         || strcmp (form, "samt") == 0;
}

void
gf_ellipsis_init (GfEllipsisReader *reader, const char *text)
{
  *reader = (GfEllipsisReader){ .text = text };
}

static void
forget (GfEllipsisReader *reader)
{
  reader->n_waiting = 0;
  reader->whole = 0;
  reader->is_tied = false;
}

static void
wait_for_tail (GfEllipsisReader *reader, const GfEllipsisWord *word, bool is_tied)
{
  if (!is_tied)
    reader->n_waiting = 0;
  reader->whole = 0;
  if (reader->n_waiting < GF_ELLIPSIS_MAX_WAITING)
    reader->waiting[reader->n_waiting++] = *word;
  else
    reader->n_waiting = 0;
}

static void
take_tail (GfEllipsisReader *reader, const GfEllipsisWord *word, bool is_tied,
           GArray *found)
{
  const GfEllipsis ellipsis = { .part = *word, .whole = reader->whole };

  reader->n_waiting = 0;
  if (reader->whole != 0 && is_tied)
    g_array_append_val (found, ellipsis);
}

static void
take_whole (GfEllipsisReader *reader, const GfEllipsisWord *word, bool is_tied,
            GArray *found)
{
  for (unsigned i = 0; is_tied && i < reader->n_waiting; i++)
    {
      const GfEllipsis ellipsis
          = { .part = reader->waiting[i], .whole = word->term, .is_head = true };

      g_array_append_val (found, ellipsis);
    }
  reader->n_waiting = 0;
  reader->whole = word->term;
}

void
gf_ellipsis_read (GfEllipsisReader *reader, const GfToken *token,
                  const GfEllipsisWord *word, GArray *found)
{
  Gap gap = look_at_gap (reader->text + reader->end, reader->text + token->start);
  bool without_head = lacks_head (reader->text, reader->end, token);
  bool without_tail = lacks_tail (reader->text, token);

  reader->end = token->end;
  if (gap == GAP_BREAKS)
    forget (reader);
  if (!without_head && !without_tail && is_tie (token->form))
    {
      reader->is_tied = true;
      return;
    }

  bool is_tied = reader->is_tied || gap == GAP_TIES;
  reader->is_tied = false;
  if (word->term == 0)
    forget (reader);
  else if (without_tail)
    wait_for_tail (reader, word, is_tied);
  else if (without_head)
    take_tail (reader, word, is_tied, found);
  else
    take_whole (reader, word, is_tied, found);
}

/* How many bytes @a and @b begin with alike. */
static size_t
count_alike (const char *a, const char *b)
{
  size_t n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  return n;
}

/* Whether @form, of @length bytes, is @root with an ending of some bytes. */
static bool
is_form_of (const char *form, size_t length, const char *root, size_t max_ending_bytes)
{
  size_t alike = MIN (count_alike (form, root), length);

  return alike >= MIN_ROOT_BYTES && alike + MAX_CHANGED_BYTES >= strlen (root)
         && length <= alike + max_ending_bytes;
}

static bool
is_form_of_any (const char *form, size_t length, GfRootList roots,
                size_t max_ending_bytes)
{
  for (const char *root = roots; *root != '\0'; root += strlen (root) + 1)
    if (is_form_of (form, length, root, max_ending_bytes))
      return true;
  return false;
}

size_t
gf_ellipsis_find_tail (const char *whole, GfRootList parts)
{
  size_t length = strlen (whole);

  for (size_t at = MIN_ROOT_BYTES; at + MIN_ROOT_BYTES <= length; at++)
    if (is_form_of_any (whole, at, parts, MAX_JOINT_BYTES)
        && is_form_of_any (whole + at, length - at, parts, MAX_ENDING_BYTES))
      return at;
  return 0;
}
