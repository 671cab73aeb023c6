/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/passages.h"

#include <string.h>

#include "indexer/understand/cases/outcomes.h"

/* Labels of one case that are kept in mind. */
#define MAX_PASSAGES 200
/* A statement without a label is short. */
#define MAX_STATEMENT_BYTES 300
#define MAX_DECISION_BYTES 60000
#define MAX_LINE_BYTES 20000
#define MAX_PARAGRAPH_LINES 60
/* "Aksjonspunkter", above a table. */
#define MAX_CAPTION_BYTES 40
/* "Verdal, 12. juni 2009.", the name below it, what that is. */
#define MAX_CLOSING_PARAGRAPHS 4
#define INLINE_MEANINGS                                                                  \
  (GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL))

/* Whether line @index leads up to what is told: it stands under a label that does. */
static bool
is_before (const GfPassages *reader, size_t index)
{
  for (guint i = 0; reader->any_before && i < reader->list->len; i++)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i);

      if (passage->told_before && passage->label.role != GF_HEADING_PROPOSAL
          && index >= passage->line && index < passage->end)
        return true;
    }
  return false;
}

/* Behind a label a dash says that there is nothing. */
static bool
has_text (const GfLine *line, const GfPassage *passage, size_t index)
{
  size_t from = index == passage->line ? passage->label.rest : 0;

  for (const char *p = line->bare + from; p < line->bare + line->bare_length;
       p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return true;
  return false;
}

/* A sentence that decides without a label, on a line of its own. */
GfOutcome
gf_passages_find_statement_on (const GfPassages *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);

  if (line->aside || line->rule || line->bare_length > MAX_STATEMENT_BYTES
      || is_before (reader, index))
    return GF_OUTCOME_UNKNOWN;
  return gf_outcome_find_alone (reader->lines->registers, line->bare, line->bare_length);
}

/* "Enstemmig vedtatt." below a proposal tells what became of it; "Godkjennes." could as
   well be its second sentence. */
static bool
is_told (const GfPassages *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);

  if (line->aside || !line->first
      || gf_passages_find_statement_on (reader, index) == GF_OUTCOME_UNKNOWN)
    return false;

  g_autoptr (GfWords) words = gf_line_words (line, MAX_STATEMENT_BYTES);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                            GF_MEANING (GF_HEADING_PAST), words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* "Behandling i formannskapet", and not "Fellesnemnda - 023/17:". */
static bool
names_discussion (const GfPassages *reader, const GfPassage *passage)
{
  const GfLine *line = gf_lines_get (reader->lines, passage->line);
  g_autoptr (GfWords) words = gf_line_words (line, passage->label.length);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                            GF_MEANING (GF_HEADING_DISCUSSION), words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* "For forslaget stemte 35: Åse Dal (AP)": a vote, whatever stands above it. */
static bool
begins_roll (const GfLine *line)
{
  static const char *const sides[] = { "for", "imot", "mot", NULL };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_STATEMENT_BYTES);

  return gf_words_is_any (words, 0, sides);
}

/* What tells of a vote without a label goes on with the vote before it, and may be all
 * that stands under "Vedtak:", or the first under "Behandling i formannskapet". */
static bool
goes_on_with_vote (const GfPassages *reader, const GfPassage *passage, const GfLine *line,
                   size_t index)
{
  if (passage->label.role == GF_HEADING_VOTE)
    return !line->first || index == passage->start;
  return index == passage->start
         && (passage->label.role == GF_HEADING_DECISION
             || (passage->label.role == GF_HEADING_DISCUSSION
                 && names_discussion (reader, passage) && !begins_roll (line)));
}

/* "Fylkesutvalget vedtok med 9 mot 4 stemmer:", right below "Vedtak": the first words of
 * the decision, though by itself it is a label. */
static bool
opens_decision (const GfPassage *passage, const GfLine *line, const GfLabel *label,
                size_t index)
{
  static const char *const adopted[]
      = { "vedtok", "vedtatt", "vedteke", "vedteken", NULL };
  g_autoptr (GfWords) words = NULL;

  if (passage->label.role != GF_HEADING_DECISION || label->role != GF_HEADING_DECISION
      || index != passage->start)
    return false;
  words = gf_line_words (line, label->length);
  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, adopted))
      return true;
  return false;
}

/* Whether the text under a label ends before line @index. */
static bool
ends_before (const GfPassages *reader, const GfPassage *passage, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  GfLabel label;

  if (line->kind == GF_BLOCK_HEADING && index > passage->start)
    return true;
  if (gf_label_read (reader->lines, line, &label))
    return !opens_decision (passage, line, &label, index)
           && (label.length > 0 || !goes_on_with_vote (reader, passage, line, index));
  if (passage->label.role != GF_HEADING_DECISION && index > passage->start
      && is_told (reader, index))
    return true;
  return line->first && index > passage->start
         && ((passage->label.role != GF_HEADING_DISCUSSION
              && gf_line_begins_with (reader->lines, line, GF_HEADING_REASON))
             || gf_line_begins_with (reader->lines, line, GF_HEADING_CLOSING));
}

/* "Kommunedirektørkollegiet begrunner siste med": a body, then a word of giving reasons.
 */
static bool
gives_reasons (const GfPassages *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  g_autoptr (GfWords) words = gf_words_new (
      line->bare, gf_whole_characters (line->bare, line->bare_length, 120), 5);

  if (!line->first)
    return false;
  for (size_t i = 1; i < words->words->len && i < 4; i++)
    {
      if (gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                              GF_MEANING (GF_HEADING_REASON), words, i, NULL)
          != NULL)
        return true;
    }
  return false;
}

static GfPassage
read_passage (const GfPassages *reader, size_t index, const GfLabel *label)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  GfPassage passage = { .label = *label, .line = index };
  size_t i = index + 1;

  passage.start = label->rest < line->bare_length ? index : index + 1;
  while (i < reader->end)
    {
      if (!gf_lines_get (reader->lines, i)->aside && ends_before (reader, &passage, i))
        break;
      if (i > passage.start && label->role != GF_HEADING_DISCUSSION
          && gives_reasons (reader, i))
        break;
      i++;
    }
  passage.end = i;
  return passage;
}

static void
read_passages (GfPassages *reader)
{
  for (size_t i = reader->start; i < reader->end && reader->list->len < MAX_PASSAGES;)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      GfLabel label;

      if (line->aside || !gf_label_read (reader->lines, line, &label))
        {
          i++;
          continue;
        }
      GfPassage passage = read_passage (reader, i, &label);
      g_array_append_val (reader->list, passage);
      i = MAX (passage.end, i + 1);
    }
}

/* The bytes of @line that belong to the passage, without marks at the ends of the whole.
 */
static const char *
line_text (const GfPassage *passage, const GfLine *line, size_t index)
{
  return index == passage->line ? line->bare + passage->label.rest : line->bare;
}

/* Lines of one block stand word for word as they do there; blocks are joined by a line
 * break. */
char *
gf_passage_dup_text (const GfPassages *reader, const GfPassage *passage,
                     uint32_t *page_out)
{
  GString *text = g_string_new (NULL);
  const GfLine *before = NULL;

  for (size_t i = passage->start; i < passage->end && text->len < MAX_DECISION_BYTES; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      const char *start = line_text (passage, line, i);
      const char *end = line->bare + line->bare_length;

      if (line->aside || line->rule || !has_text (line, passage, i)
          || (passage->line == SIZE_MAX && is_before (reader, i)))
        continue;
      if (before == NULL)
        *page_out = line->page;
      else if (before->block == line->block && before + 1 == line)
        start = before->bare + before->bare_length;
      else
        g_string_append_c (text, '\n');
      g_string_append_len (text, start, end - start);
      before = line;
    }
  g_string_truncate (text,
                     gf_whole_characters (text->str, text->len, MAX_DECISION_BYTES));
  return g_string_free (text, FALSE);
}

char *
gf_passage_dup_label (const GfPassages *reader, const GfPassage *passage)
{
  const GfLine *line = gf_lines_get (reader->lines, passage->line);
  g_autofree char *label
      = gf_clean_title (line->bare + passage->at, passage->label.length - passage->at);

  return label != NULL ? g_strdup (g_strchomp (label)) : NULL;
}

static bool
concludes (const GfPassages *reader, const GfPassage *passage)
{
  static const char conclusion[] = "konklusjon";
  const GfLine *line = gf_lines_get (reader->lines, passage->line);

  for (size_t i = passage->at; i + sizeof conclusion - 1 <= passage->label.length; i++)
    if (g_ascii_strncasecmp (line->bare + i, conclusion, sizeof conclusion - 1) == 0)
      return true;
  return false;
}

/* A recommendation that a body makes is what it decided; an officer's, or one in an
   agenda, is a proposal. */
GfHeading
gf_passages_role (const GfPassages *reader, const GfPassage *passage)
{
  if (passage->told_before && passage->label.role == GF_HEADING_RECOMMENDATION)
    return GF_HEADING_PROPOSAL;
  if (passage->told_before && passage->label.role != GF_HEADING_PROPOSAL)
    return GF_HEADING_DISCUSSION;
  if (passage->label.role == GF_HEADING_RECOMMENDATION
      && (passage->label.officer || !reader->of_meeting))
    return GF_HEADING_PROPOSAL;
  if (passage->label.role == GF_HEADING_DECISION && reader->recorded
      && concludes (reader, passage))
    return GF_HEADING_DISCUSSION;
  return passage->label.role;
}

bool
gf_passage_is_empty (const GfPassages *reader, const GfPassage *passage)
{
  for (size_t i = passage->start; i < passage->end; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);

      if (!line->aside && !line->rule && has_text (line, passage, i))
        return false;
    }
  return true;
}

/* The last passage of that role that has text. */
const GfPassage *
gf_passages_find (const GfPassages *reader, GfHeading role)
{
  for (guint i = reader->list->len; i > 0; i--)
    {
      const GfPassage *passage = &g_array_index (reader->list, GfPassage, i - 1);

      if (gf_passages_role (reader, passage) == role
          && !gf_passage_is_empty (reader, passage))
        return passage;
    }
  return NULL;
}

/* "Lina innledet. Forslag til konklusjon: Brevet sendes.": a label after other sentences
 * of its line. */
static bool
read_inline_label (const GfPassages *reader, size_t index, GfPassage *passage_out)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
  const char *bare = line->bare;

  for (size_t i = 1; i < words->words->len; i++)
    {
      size_t size = 0;
      const GfWord *word = gf_words_get (words, i);
      const GfEntry *entry;
      uint32_t end;

      if (word->sentence == gf_words_get (words, i - 1)->sentence)
        continue;
      entry = gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                                  INLINE_MEANINGS, words, i, &size);
      if (entry == NULL)
        continue;
      end = gf_words_get (words, i + size - 1)->start
            + gf_words_get (words, i + size - 1)->length;
      if (end + 1 >= line->bare_length || bare[end] != ':')
        continue;
      *passage_out = (GfPassage){ .line = index, .at = word->start, .start = index };
      passage_out->label = (GfLabel){ .role = (GfHeading) entry->meaning,
                                      .length = end,
                                      .rest = end + 1 };
      while (passage_out->label.rest < line->bare_length
             && strchr (" \t*", bare[passage_out->label.rest]) != NULL)
        passage_out->label.rest++;
      return true;
    }
  return false;
}

bool
gf_passages_read_inline (const GfPassages *reader, size_t index, GfPassage *passage_out)
{
  const GfLine *line = gf_lines_get (reader->lines, index);

  if (line->aside || line->rule || !read_inline_label (reader, index, passage_out))
    return false;
  passage_out->end = index + 1;
  while (passage_out->end < reader->end
         && !gf_lines_get (reader->lines, passage_out->end)->first
         && !ends_before (reader, passage_out, passage_out->end))
    passage_out->end++;
  return !gf_passage_is_empty (reader, passage_out);
}

GfPassage
gf_passages_last_paragraph (const GfPassages *reader, size_t start, size_t end)
{
  GfPassage paragraph = { .line = SIZE_MAX };

  while (end > start && gf_lines_get (reader->lines, end - 1)->aside)
    end--;
  paragraph.start = paragraph.end = end;
  while (paragraph.start > start
         && !gf_lines_get (reader->lines, paragraph.start - 1)->aside
         && end - paragraph.start < MAX_PARAGRAPH_LINES
         && (paragraph.start == end
             || !gf_lines_get (reader->lines, paragraph.start)->first))
    paragraph.start--;
  return paragraph;
}

size_t
gf_passages_end_before_table (const GfPassages *reader, size_t start)
{
  size_t end = reader->end;
  bool table = false;

  while (end > start
         && (gf_lines_get (reader->lines, end - 1)->aside
             || gf_lines_get (reader->lines, end - 1)->kind == GF_BLOCK_TABLE_ROW))
    {
      end--;
      table |= !gf_lines_get (reader->lines, end)->aside;
    }
  if (table && end > start && gf_line_is_alone (gf_lines_get (reader->lines, end - 1))
      && gf_lines_get (reader->lines, end - 1)->bare_length <= MAX_CAPTION_BYTES)
    end--;
  return end;
}

bool
gf_passage_is_quoted (const GfPassages *reader, const GfPassage *passage)
{
  const GfLine *line = gf_lines_get (reader->lines, passage->line);

  for (uint32_t i = 0; i < passage->label.length; i++)
    if (g_ascii_isdigit (line->bare[i]))
      return true;
  return false;
}

static bool
is_signed (const GfPassages *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);

  return !line->aside && !line->bullet
         && gf_outcome_is_signed (reader->lines->registers, line->bare,
                                  line->bare_length);
}

/* Whether line @index, the first of a paragraph, has a place and a day with which the
 * document is signed: no meeting of a list of them, and more than all that stands under a
 * label. */
static bool
signs (const GfPassages *reader, size_t index)
{
  GfPassage above = gf_passages_last_paragraph (reader, reader->start, index);
  GfLabel label;

  return above.end > above.start && is_signed (reader, index)
         && !is_signed (reader, above.start)
         && !(gf_label_read (reader->lines, gf_lines_get (reader->lines, above.end - 1),
                             &label)
              && label.rest >= gf_lines_get (reader->lines, above.end - 1)->bare_length);
}

/* The end of the lines of the case without what closes the minutes below them. */
static size_t
end_before_closing (const GfPassages *reader)
{
  size_t end = reader->end, closed = reader->end;

  for (int n = 0; n < MAX_CLOSING_PARAGRAPHS; n++)
    {
      GfPassage last = gf_passages_last_paragraph (reader, reader->start, end);
      const GfLine *line = gf_lines_get (reader->lines, last.start);

      if (last.end <= last.start || last.start == reader->start)
        break;
      if (signs (reader, last.start)
          || (last.end == last.start + 1
              && gf_outcome_closes (reader->lines->registers, line->bare,
                                    line->bare_length)))
        closed = last.start;
      end = last.start;
    }
  return closed;
}

GfPassages *
gf_passages_new (const GfLines *lines, size_t start, size_t end, bool of_meeting)
{
  GfPassages *passages = g_new0 (GfPassages, 1);

  *passages = (GfPassages){ .lines = lines,
                            .top = start,
                            .start = start,
                            .end = end,
                            .of_meeting = of_meeting,
                            .list = g_array_new (FALSE, FALSE, sizeof (GfPassage)) };
  passages->end = end_before_closing (passages);
  read_passages (passages);
  return passages;
}

void
gf_passages_free (GfPassages *passages)
{
  if (passages == NULL)
    return;
  g_array_unref (passages->list);
  g_free (passages);
}
