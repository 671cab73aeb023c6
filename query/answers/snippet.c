/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/snippet.h"

#include <string.h>

/* Matches of one text that are weighed against each other. */
#define MAX_MATCHES 4096
/* What a second occurrence of a word adds, against the word's own weight of about 1 to
 * 10: enough to decide between windows that hold the same words. */
#define REPEAT_BONUS 0.05

/* Read even when the budget is used up: four bytes for each character of a snippet. */
#define MIN_BYTES ((size_t) GF_SNIPPET_CHARACTERS * 4)

typedef struct
{
  const char *text;
  size_t length;
  bool is_cut;     /* the unit goes on after the text */
  GArray *matches; /* GfMatch, by start */
} Source;

/* Bytes of the text, and the matches in it. */
typedef struct
{
  size_t start;
  size_t end;
} Window;

static GString *
join_blocks (const GfUnit *unit, size_t max_bytes, bool *is_cut_out)
{
  GString *text = g_string_new (NULL);

  *is_cut_out = false;
  for (unsigned i = 0; i < unit->blocks->len && text->len <= max_bytes; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, block->text);
    }
  if (text->len > max_bytes)
    {
      const char *cut = g_utf8_find_prev_char (text->str, text->str + max_bytes + 1);

      g_string_truncate (text, (gsize) (cut - text->str));
      *is_cut_out = true;
    }
  return text;
}

static uint32_t
page_at (const GfUnit *unit, size_t offset)
{
  size_t begin = 0;
  uint32_t page = unit->page;

  for (unsigned i = 0; i < unit->blocks->len && begin <= offset; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      page = block->page;
      begin += strlen (block->text) + 1;
    }
  return page;
}

static const GfMatch *
match_at (const Source *source, unsigned i)
{
  return &g_array_index (source->matches, GfMatch, i);
}

/* Takes word @word into the window or out of it (@step 1 or -1).  Returns: what it gains.
 */
static double
count_word (const GfMarks *marks, unsigned *counts, unsigned word, int step)
{
  unsigned before = counts[word];
  unsigned after = before + (unsigned) step;

  counts[word] = after;
  if (before == 0 || after == 0)
    return step * gf_marks_weight (marks, word);
  return step * REPEAT_BONUS;
}

/* The best run of matches that fits into a snippet: two ends moving over all of them. */
static Window
best_run (const GfMarks *marks, const Source *source)
{
  g_autofree unsigned *counts = g_new0 (unsigned, gf_marks_n_words (marks));
  Window best = { match_at (source, 0)->start, match_at (source, 0)->end };
  double best_score = 0;
  double score = 0;
  unsigned first = 0;

  for (unsigned last = 0; last < source->matches->len; last++)
    {
      const GfMatch *match = match_at (source, last);

      score += count_word (marks, counts, match->word, 1);
      while (match->end - match_at (source, first)->start > GF_SNIPPET_CHARACTERS
             && first < last)
        score += count_word (marks, counts, match_at (source, first++)->word, -1);
      if (score > best_score + 1e-9)
        {
          best_score = score;
          best = (Window){ match_at (source, first)->start, match->end };
        }
    }
  return best;
}

static bool
is_ascii (char byte)
{
  return (unsigned char) byte < 0x80;
}

static bool
is_space_at (const Source *source, size_t at)
{
  const char *p = source->text + at;

  return is_ascii (*p) ? g_ascii_isspace (*p) : g_unichar_isspace (g_utf8_get_char (p));
}

static size_t
previous (const Source *source, size_t at)
{
  if (is_ascii (source->text[at - 1]))
    return at - 1;
  return (size_t) (g_utf8_prev_char (source->text + at) - source->text);
}

static size_t
next (const Source *source, size_t at)
{
  return (size_t) (g_utf8_next_char (source->text + at) - source->text);
}

/* Whether a sentence or a line begins at @at: the text's start, after a line's end, or
 * after a full stop and white space. */
static bool
begins_sentence (const Source *source, size_t at)
{
  if (at == 0 || source->text[at - 1] == '\n')
    return true;

  size_t space = previous (source, at);
  return space > 0 && is_space_at (source, space)
         && strchr (".!?", source->text[space - 1]) != NULL
         && g_unichar_isupper (g_utf8_get_char (source->text + at));
}

static bool
begins_word (const Source *source, size_t at)
{
  return at == 0
         || (is_space_at (source, previous (source, at)) && !is_space_at (source, at));
}

/* Back from @at by at most @reach characters, to the first beginning of a sentence or,
 * where none is that near, of a word. */
static size_t
find_start (const Source *source, size_t at, size_t reach)
{
  size_t sentence = SIZE_MAX;
  size_t word = at;

  for (size_t p = at, i = 0; i <= reach; i++)
    {
      if (begins_sentence (source, p))
        sentence = p;
      if (i <= reach / 2 && begins_word (source, p))
        word = p;
      if (p == 0)
        break;
      p = previous (source, p);
    }
  return sentence != SIZE_MAX ? sentence : word;
}

/* Characters from @at to the end, as far as @max. */
static size_t
characters_after (const Source *source, size_t at, size_t max)
{
  size_t n = 0;

  for (size_t p = at; n < max && p < source->length; p = next (source, p))
    n++;
  return n;
}

/* On from @start to @characters characters, back to the end of a sentence that comes in
 * the last quarter or to that of a word, but not before @least. */
static size_t
find_end (const Source *source, size_t start, size_t least, size_t characters)
{
  size_t sentence = 0, word = 0;
  size_t p = start;
  size_t i;

  for (i = 0; i < characters && p < source->length; i++, p = next (source, p))
    {
      if (p < least || !is_space_at (source, p))
        continue;
      word = p;
      if (i > characters * 3 / 4 && strchr (".!?", source->text[p - 1]) != NULL)
        sentence = p;
    }
  if (p >= source->length)
    return source->length;
  if (sentence > 0)
    return sentence;
  return word > start ? word : p;
}

static Window
widen (const Source *source, Window run)
{
  size_t characters
      = (size_t) g_utf8_strlen (source->text + run.start, (gssize) (run.end - run.start));
  size_t room
      = characters < GF_SNIPPET_CHARACTERS ? GF_SNIPPET_CHARACTERS - characters : 0;
  /* Near the end of a text more of what goes before is shown. */
  size_t after = characters_after (source, run.end, room);
  size_t start = find_start (source, run.start, MAX (room / 2, room - after));

  return (Window){ start, find_end (source, start, run.end, GF_SNIPPET_CHARACTERS) };
}

/* The character from @p to @end. */
static void
append_escaped (GString *html, const char *p, const char *end)
{
  if (*p == '<')
    g_string_append (html, "&lt;");
  else if (*p == '>')
    g_string_append (html, "&gt;");
  else if (*p == '&')
    g_string_append (html, "&amp;");
  else
    for (; p < end; p++)
      g_string_append_c (html, *p);
}

/* Format characters too: a text must not turn the page's writing direction. */
static bool
is_unprintable (const char *p)
{
  if (is_ascii (*p))
    return g_ascii_iscntrl (*p);

  gunichar c = g_utf8_get_char (p);
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

typedef struct
{
  const Source *source;
  GString *html;
  unsigned next_match;
  size_t mark_end; /* of the open mark; 0 for none */
  bool blank;      /* a blank is owed before the next character */
} Writer;

static void
close_mark (Writer *writer, size_t at)
{
  if (writer->mark_end == 0 || at < writer->mark_end)
    return;
  g_string_append (writer->html, "</mark>");
  writer->mark_end = 0;
}

static void
pay_blank (Writer *writer)
{
  if (writer->blank && writer->html->len > 0)
    g_string_append_c (writer->html, ' ');
  writer->blank = false;
}

/* Opens a mark for the matches that begin at @at; longer ones come first, and those that
 * begin inside an open mark lengthen it. */
static void
open_mark (Writer *writer, size_t at)
{
  GArray *matches = writer->source->matches;

  for (; writer->next_match < matches->len; writer->next_match++)
    {
      const GfMatch *match = match_at (writer->source, writer->next_match);

      if (match->start > at)
        return;
      if (match->end <= at)
        continue;
      if (writer->mark_end == 0)
        {
          pay_blank (writer);
          g_string_append (writer->html, "<mark>");
        }
      writer->mark_end = MAX (writer->mark_end, match->end);
    }
}

static void
write_character (Writer *writer, size_t at)
{
  const char *p = writer->source->text + at;

  close_mark (writer, at);
  open_mark (writer, at);
  if (is_space_at (writer->source, at))
    {
      writer->blank = true;
      return;
    }
  if (is_unprintable (p))
    return;
  pay_blank (writer);
  append_escaped (writer->html, p, g_utf8_next_char (p));
}

static char *
write_html (const Source *source, Window window)
{
  Writer writer = { .source = source, .html = g_string_new (NULL) };

  if (!begins_sentence (source, window.start))
    g_string_append (writer.html, "… ");
  for (size_t p = window.start; p < window.end; p = next (source, p))
    write_character (&writer, p);
  close_mark (&writer, SIZE_MAX);
  if (window.end == source->length
          ? source->is_cut
          : strchr (".!?\n", source->text[window.end - 1]) == NULL)
    g_string_append (writer.html, " …");
  return g_string_free (writer.html, FALSE);
}

/* Where a snippet without a match begins: after a first line that only says the title. */
static size_t
plain_start (const GfUnit *unit, const Source *source)
{
  const GfBlock *block = g_ptr_array_index (unit->blocks, 0);
  size_t length = strlen (block->text);

  if (unit->title == NULL || strcmp (unit->title, block->text) != 0
      || length + 1 >= source->length)
    return 0;
  return length + 1;
}

static Window
choose (const GfMarks *marks, const GfUnit *unit, const Source *source, size_t *at_out)
{
  if (source->matches->len > 0)
    {
      Window run = best_run (marks, source);

      *at_out = run.start;
      return widen (source, run);
    }

  size_t start = plain_start (unit, source);
  *at_out = start;
  return (Window){ start, find_end (source, start, start, GF_SNIPPET_CHARACTERS) };
}

char *
gf_snippet_new (const GfMarks *marks, GfRoots *roots, const GfUnit *unit, size_t *budget,
                uint32_t *page_out)
{
  size_t max_bytes = MIN (*budget, GF_SNIPPET_MAX_BYTES);
  bool is_cut;
  g_autoptr (GString) text = join_blocks (unit, MAX (max_bytes, MIN_BYTES), &is_cut);
  size_t at;

  *page_out = unit->page;
  if (text->len == 0)
    return g_strdup ("");
  *budget -= MIN (*budget, text->len);

  g_autoptr (GArray) matches
      = gf_marks_find (marks, roots, text->str, text->len, MAX_MATCHES);
  Source source = { text->str, text->len, is_cut, matches };
  Window window = choose (marks, unit, &source, &at);

  *page_out = page_at (unit, at);
  return write_html (&source, window);
}
