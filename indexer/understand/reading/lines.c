/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/lines.h"

#include <string.h>

/* A text is broken into lines by its writer's program where none of its lines is longer,
   in characters, than MAX_WIDTH; what gets within RUNS_ON of the longest goes on. */
#define MIN_WIDTH 45
#define MAX_WIDTH 140
#define RUNS_ON_PERCENT 75
/* What a document says of itself it says soon; a page in one line is not a head. */
#define MAX_HEAD_BYTES 5000
/* Fewer broken lines than this say nothing about the width. */
#define MIN_BROKEN 6

size_t
gf_whole_characters (const char *text, size_t length, size_t max)
{
  size_t n = MIN (length, max);

  while (n > 0 && n < length && ((unsigned char) text[n] & 0xc0) == 0x80)
    n--;
  return n;
}

/* Bytes of the blank character at @p; 0 where it is none.  No-break spaces count. */
static size_t
blank_at (const char *p, const char *end)
{
  if (*p == ' ' || *p == '\t' || *p == '\n')
    return 1;
  if (end - p >= 2 && memcmp (p, "\xc2\xa0", 2) == 0)
    return 2;
  return end - p >= 3
                 && (memcmp (p, "\xe2\x80\xaf", 3) == 0
                     || memcmp (p, "\xe2\x80\x89", 3) == 0)
             ? 3
             : 0;
}

static size_t
blank_before (const char *start, const char *end)
{
  if (end > start && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n'))
    return 1;
  if (end - start >= 2 && blank_at (end - 2, end) == 2)
    return 2;
  return end - start >= 3 && blank_at (end - 3, end) == 3 ? 3 : 0;
}

/* "- ", "* ", "• ", "· ", "– ", "o ": a bullet needs its blank; "·" also stands without.
 */
static size_t
bullet_at (const char *p, const char *end)
{
  static const char *const bullets[]
      = { "-",           "*", "\xe2\x80\xa2", "\xc2\xb7", "\xe2\x80\x93", "\xe2\x97\x8f",
          "\xef\x82\xb7" };

  for (size_t i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      size_t n = strlen (bullets[i]);

      if ((size_t) (end - p) > n && memcmp (p, bullets[i], n) == 0
          && blank_at (p + n, end) > 0)
        return n;
    }
  return 0;
}

static size_t
bookmark_at (const char *p, const char *end)
{
  static const char opening[] = "[bookmark:";
  size_t n = sizeof opening - 1;
  const char *close;

  if ((size_t) (end - p) < n || memcmp (p, opening, n) != 0)
    return 0;
  close = memchr (p, ']', MIN ((size_t) (end - p), 80));
  return close != NULL ? (size_t) (close + 1 - p) : 0;
}

/* "## " before a heading in Markdown. */
static size_t
hashes_at (const char *p, const char *end)
{
  size_t n = 0;

  while (n < (size_t) (end - p) && p[n] == '#')
    n++;
  return n > 0 && n <= 6 && p + n < end && p[n] == ' ' ? n : 0;
}

static void
trim_start (GfLine *line)
{
  const char *end = line->raw + line->raw_length;
  const char *p = line->bare;
  size_t n;

  while (p < end)
    {
      if ((n = blank_at (p, end)) > 0 || (n = bookmark_at (p, end)) > 0)
        ;
      else if ((n = hashes_at (p, end)) > 0)
        {
          line->kind = line->kind == GF_BLOCK_PARAGRAPH ? GF_BLOCK_HEADING : line->kind;
          line->level = line->level == 0 ? (uint8_t) n : line->level;
        }
      else if (!line->bullet && (n = bullet_at (p, end)) > 0)
        line->bullet = true;
      else if (*p == '*' && (n = strspn (p, "*")) > 0)
        line->strong = true;
      else
        break;
      p = p + n < end ? p + n : end;
    }
  line->bare = p;
}

static void
trim_end (GfLine *line)
{
  const char *end = line->raw + line->raw_length;
  size_t n;

  while (end > line->bare)
    {
      if ((n = blank_before (line->bare, end)) > 0)
        end -= n;
      else if (end[-1] == '*')
        {
          line->strong = true;
          end--;
        }
      else
        break;
    }
  line->bare_length = (uint32_t) (end - line->bare);
}

static bool
is_rule (const GfLine *line)
{
  const char *p = line->raw;

  if (line->raw_length < 3 || strchr ("-=_*~", *p) == NULL)
    return false;
  for (uint32_t i = 0; i < line->raw_length; i++)
    if (p[i] != *p && p[i] != ' ')
      return false;
  return true;
}

static void
trim (GfLine *line)
{
  line->bare = line->raw;
  line->rule = is_rule (line);
  if (!line->rule)
    trim_start (line);
  trim_end (line);
}

static bool
is_blank (const GfLine *line)
{
  const char *p = line->raw, *end = p + line->raw_length;
  size_t n;

  while (p < end && (n = blank_at (p, end)) > 0)
    p += n;
  return p >= end;
}

static void
add_block (GfLines *lines, const GfBlock *block, uint32_t index)
{
  size_t before = lines->lines->len;
  const char *p = block->text;

  while (*p != '\0')
    {
      const char *end = strchrnul (p, '\n');
      GfLine line = { .raw = p,
                      .raw_length = (uint32_t) (end - p),
                      .block = index,
                      .page = block->page,
                      .kind = block->kind,
                      .level = block->level };

      trim (&line);
      /* A bullet or an asterisk by itself is kept, but says nothing. */
      line.rule |= line.bare_length == 0;
      if (!is_blank (&line))
        g_array_append_val (lines->lines, line);
      p = *end == '\n' ? end + 1 : end;
    }
  if (lines->lines->len == before)
    return;
  gf_lines_get (lines, before)->first = true;
  gf_lines_get (lines, lines->lines->len - 1)->last = true;
}

static long
width_of (const GfLine *line)
{
  /* Longer than any width of a page, so not worth the counting. */
  if (line->raw_length > 4 * MAX_WIDTH)
    return 4 * MAX_WIDTH;
  return g_utf8_strlen (line->raw, line->raw_length);
}

/* The longest line of the text, where it was broken into lines; 0 where it was not. */
static long
find_width (const GfLines *lines)
{
  long width = 0;
  size_t n_broken = 0;

  for (size_t i = 0; i + 1 < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->last || line->kind == GF_BLOCK_TABLE_ROW)
        continue;
      width = MAX (width, width_of (line));
      n_broken++;
    }
  return n_broken >= MIN_BROKEN && width >= MIN_WIDTH && width <= MAX_WIDTH ? width : 0;
}

static void
mark_running_on (GfLines *lines)
{
  long width = find_width (lines);

  for (size_t i = 0; width > 0 && i + 1 < gf_lines_size (lines); i++)
    {
      GfLine *line = gf_lines_get (lines, i);

      line->runs_on = !line->last && width_of (line) * 100 >= width * RUNS_ON_PERCENT;
    }
}

/* A rule belongs to the line above it, and makes a heading of it where that is short. */
static void
join_rules (GfLines *lines)
{
  for (size_t i = 1; i < gf_lines_size (lines); i++)
    {
      GfLine *above = gf_lines_get (lines, i - 1);
      GfLine *line = gf_lines_get (lines, i);

      if (line->rule && !above->rule && above->block == line->block
          && above->bare_length < 200)
        above->underlined = true;
    }
}

GfLines *
gf_lines_new (GfText *text, const GfRegisters *registers)
{
  GfLines *lines = g_new0 (GfLines, 1);
  GPtrArray *blocks = gf_text_get_blocks (text);

  lines->text = text;
  lines->registers = registers;
  lines->lines = g_array_new (FALSE, FALSE, sizeof (GfLine));
  for (guint i = 0; i < blocks->len; i++)
    add_block (lines, g_ptr_array_index (blocks, i), i);
  join_rules (lines);
  mark_running_on (lines);
  return lines;
}

void
gf_lines_free (GfLines *lines)
{
  if (lines == NULL)
    return;
  g_array_unref (lines->lines);
  g_free (lines);
}

GfLines *
gf_lines_new_head (const GfLines *lines, size_t end, size_t max)
{
  GfLines *head = g_new0 (GfLines, 1);
  size_t bytes = 0;

  head->text = lines->text;
  head->registers = lines->registers;
  head->lines = g_array_new (FALSE, FALSE, sizeof (GfLine));
  for (size_t i = 0; i < end && head->lines->len < max; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside || line->rule)
        continue;
      if (head->lines->len > 0 && bytes + line->bare_length > MAX_HEAD_BYTES)
        break;
      bytes += line->bare_length;
      g_array_append_vals (head->lines, line, 1);
    }
  return head;
}

size_t
gf_lines_next (const GfLines *lines, size_t index)
{
  while (index < gf_lines_size (lines) && gf_lines_get (lines, index)->aside)
    index++;
  return index;
}

void
gf_lines_split (GfLines *lines, size_t index, size_t offset)
{
  GfLine line = *gf_lines_get (lines, index);
  GfLine *first = gf_lines_get (lines, index);
  const char *end = line.raw + line.raw_length;

  line.raw = line.bare + offset;
  line.raw_length = (uint32_t) (end - line.raw);
  line.first = line.bullet = line.strong = false;
  first->raw_length = (uint32_t) (line.raw - first->raw);
  first->last = first->underlined = false;
  trim_end (first);
  trim (&line);
  g_array_insert_val (lines->lines, index + 1, line);
}

void
gf_line_set_aside (GfLine *line, GfBlockKind kind)
{
  line->aside = true;
  line->kind = kind;
}

GfWords *
gf_line_words (const GfLine *line, size_t max_bytes)
{
  size_t length = gf_whole_characters (line->bare, line->bare_length, max_bytes);

  return gf_words_new (line->bare, length, SIZE_MAX);
}

/* "[text](target)" at @p: the text's length, and the whole's in @length_out; 0 for no
 * link. */
static size_t
link_at (const char *p, const char *end, size_t *length_out)
{
  const char *close = *p == '[' ? memchr (p, ']', (size_t) (end - p)) : NULL;
  const char *target;

  if (close == NULL || close + 1 >= end || close[1] != '(')
    return 0;
  target = memchr (close, ')', (size_t) (end - close));
  if (target == NULL)
    return 0;
  *length_out = (size_t) (target + 1 - p);
  return (size_t) (close - p - 1);
}

static void
append_cleaned (GString *out, const char *p, const char *end)
{
  while (p < end)
    {
      size_t length = 1, text = link_at (p, end, &length);
      size_t skip = bookmark_at (p, end);

      if (text > 0)
        g_string_append_len (out, p + 1, (gssize) text);
      else if (skip > 0)
        length = skip;
      else if ((skip = blank_at (p, end)) > 0)
        {
          length = skip;
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (*p != '*')
        g_string_append_c (out, *p);
      p += length;
    }
}

char *
gf_clean_title (const char *text, size_t length)
{
  GfLine line = { .raw = text, .raw_length = (uint32_t) length };
  GString *out = g_string_new (NULL);

  trim (&line);
  append_cleaned (out, line.bare, line.bare + line.bare_length);
  g_strchomp (out->str);
  if (out->str[0] == '\0')
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  return g_string_free (out, FALSE);
}

static void
add_run (const GfLines *lines, const GfLine *first, const GfLine *last, GPtrArray *blocks)
{
  const GfBlock *block
      = g_ptr_array_index (gf_text_get_blocks (lines->text), first->block);
  const char *end = last->raw + last->raw_length;
  const char *start = first->raw;
  g_autofree char *text = NULL;

  while (start < end && g_ascii_isspace (*start))
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  text = g_strndup (start, (gsize) (end - start));
  g_ptr_array_add (blocks, gf_block_new (first->aside ? first->kind : block->kind,
                                         block->level, first->page, text));
}

void
gf_lines_add_blocks (const GfLines *lines, size_t start, size_t end, bool aside,
                     GPtrArray *blocks)
{
  for (size_t i = start; i < end;)
    {
      const GfLine *first = gf_lines_get (lines, i);
      size_t last = i++;

      if (first->aside != aside)
        continue;
      for (; i < end; last = i++)
        {
          const GfLine *line = gf_lines_get (lines, i);

          if (line->block != first->block || line->aside != aside
              || line->page != first->page || (aside && line->kind != first->kind))
            break;
        }
      add_run (lines, first, gf_lines_get (lines, last), blocks);
    }
}

/* The run of lines that gf_lines_add_blocks makes one block of: its end. */
static size_t
run_end (const GfLines *lines, size_t start, size_t end)
{
  const GfLine *first = gf_lines_get (lines, start);
  size_t i = start + 1;

  while (i < end && gf_lines_get (lines, i)->block == first->block
         && gf_lines_get (lines, i)->aside == first->aside
         && gf_lines_get (lines, i)->page == first->page)
    i++;
  return i;
}

GArray *
gf_lines_dup_offsets (const GfLines *lines, size_t start, size_t end)
{
  GArray *offsets
      = g_array_sized_new (FALSE, FALSE, sizeof (size_t), (guint) (end - start));
  size_t base = 0;

  for (size_t i = start; i < end;)
    {
      const GfLine *first = gf_lines_get (lines, i), *last;
      size_t next = run_end (lines, i, end);
      const char *from = first->raw, *to;

      last = gf_lines_get (lines, next - 1);
      to = last->raw + last->raw_length;
      while (from < to && g_ascii_isspace (*from))
        from++;
      while (to > from && g_ascii_isspace (to[-1]))
        to--;
      for (; i < next; i++)
        {
          const GfLine *line = gf_lines_get (lines, i);
          size_t offset = line->aside ? SIZE_MAX : base + (size_t) (line->bare - from);

          g_array_append_val (offsets, offset);
        }
      base += first->aside ? 0 : (size_t) (to - from) + 1;
    }
  return offsets;
}
