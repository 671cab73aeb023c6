/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail-measure.c: a first look over a mail, line by line and without recursion, at how
 * deep and in how many parts it is made: GMime compares each line with every boundary
 * that is open, and makes objects of all there is.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/mail/mail.h"

/* Of one head, in lines and bytes. */
#define MAX_HEAD_LINES 2000
#define MAX_HEAD_BYTES ((size_t) 1 << 20)

typedef struct
{
  GPtrArray *boundaries; /* of char: open, the innermost last */
  GString *head;         /* of the part that begins */
  unsigned n_head_lines;
  size_t n_parts;
  bool in_head;
  const char *why;
} Measure;

/* The value of a field of the head (lower case, with its colon), folded lines with it. */
static char *
dup_field (const char *head, const char *name)
{
  size_t length = strlen (name);

  for (const char *line = head; *line != '\0'; line += *line == '\n')
    {
      const char *end = line;

      do
        end += strcspn (end + (*end == '\n'), "\n") + (*end == '\n');
      while (*end == '\n' && (end[1] == ' ' || end[1] == '\t'));
      if (g_ascii_strncasecmp (line, name, length) == 0)
        return g_strndup (line + length, end - line - length);
      line = end;
    }
  return NULL;
}

static bool
holds_message (const char *type)
{
  type += strspn (type, " \t\r\n");
  return g_ascii_strncasecmp (type, "message/", 8) == 0;
}

static void
end_head (Measure *measure)
{
  g_autofree char *type = dup_field (measure->head->str, "content-type:");
  g_autofree char *boundary = gf_mail_dup_parameter (type, "boundary");

  /* A message within has a head of its own. */
  measure->in_head = type != NULL && holds_message (type);
  measure->n_head_lines = 0;
  g_string_truncate (measure->head, 0);
  if (boundary == NULL)
    return;
  if (measure->boundaries->len >= GF_MAIL_MAX_DEPTH)
    measure->why = "parts nest too deep";
  else
    g_ptr_array_add (measure->boundaries, g_steal_pointer (&boundary));
}

/* "--boundary" begins a part, "--boundary--" ends the last. */
static void
take_delimiter (Measure *measure, const char *line, size_t length)
{
  for (guint i = measure->boundaries->len; i-- > 0;)
    {
      const char *boundary = g_ptr_array_index (measure->boundaries, i);
      size_t boundary_length = strlen (boundary);

      if (length < boundary_length + 2
          || memcmp (line + 2, boundary, boundary_length) != 0)
        continue;
      bool ends = length >= boundary_length + 4
                  && memcmp (line + 2 + boundary_length, "--", 2) == 0;
      g_ptr_array_set_size (measure->boundaries, (gint) (ends ? i : i + 1));
      measure->in_head = !ends;
      measure->n_head_lines = 0;
      measure->n_parts++;
      g_string_truncate (measure->head, 0);
      return;
    }
}

static void
take_line (Measure *measure, const char *line, size_t length, size_t max_parts)
{
  size_t bare = length > 0 && line[length - 1] == '\r' ? length - 1 : length;

  if (length >= 2 && line[0] == '-' && line[1] == '-')
    take_delimiter (measure, line, bare);
  else if (measure->in_head && bare == 0)
    end_head (measure);
  else if (measure->in_head)
    {
      g_string_append_len (measure->head, line, (gssize) length);
      g_string_append_c (measure->head, '\n');
      measure->n_head_lines++;
    }

  if (measure->n_parts > max_parts)
    measure->why = "too many parts";
  if (measure->n_head_lines > MAX_HEAD_LINES || measure->head->len > MAX_HEAD_BYTES)
    measure->why = "a head without end";
}

size_t
gf_mail_measure (const char *bytes, size_t length, size_t max_parts, const char **why_out)
{
  g_autoptr (GPtrArray) boundaries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) head = g_string_new (NULL);
  Measure measure = { .boundaries = boundaries, .head = head, .in_head = true };
  size_t start = 0;

  while (start < length && measure.why == NULL)
    {
      const char *end = memchr (bytes + start, '\n', length - start);
      size_t line_length = (end != NULL ? (size_t) (end - bytes) : length) - start;

      take_line (&measure, bytes + start, line_length, max_parts);
      if (measure.why == NULL)
        start = MIN (start + line_length + 1, length);
    }
  *why_out = measure.why;
  return start;
}
