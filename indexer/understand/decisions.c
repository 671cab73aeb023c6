/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/decisions.h"

#include <string.h>

#include "indexer/understand/labels.h"
#include "indexer/understand/outcomes.h"
#include "indexer/understand/votes.h"

/* Labels of one case that are kept in mind. */
#define MAX_PASSAGES 200
/* A statement without a label is short. */
#define MAX_STATEMENT_BYTES 300
#define MAX_DECISION_BYTES 60000
#define MAX_LINE_BYTES 20000

/* What stands under one label. */
typedef struct
{
  GfLabel label;
  size_t line;  /* of the label */
  size_t start; /* first line of the text; that of the label where the text runs on from
                   it */
  size_t end;
} Passage;

typedef struct
{
  const GfLines *lines;
  size_t start;
  size_t end;
  bool of_meeting; /* minutes: what is recommended was recommended by the meeting */
  GArray *passages;
} Reader;

static bool
has_text (const GfLine *line, const Passage *passage, size_t index)
{
  return index != passage->line || passage->label.rest < line->bare_length;
}

/* A sentence that decides without a label, on a line of its own. */
static GfOutcome
statement_on (const Reader *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);

  if (line->aside || line->rule || line->bare_length > MAX_STATEMENT_BYTES)
    return GF_OUTCOME_UNKNOWN;
  return gf_outcome_find_alone (reader->lines->registers, line->bare, line->bare_length);
}

/* "Enstemmig vedtatt." below a proposal tells what became of it; "Godkjennes." could as
   well be its second sentence. */
static bool
is_told (const Reader *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);

  if (line->aside || !line->first || statement_on (reader, index) == GF_OUTCOME_UNKNOWN)
    return false;

  g_autoptr (GfWords) words = gf_line_words (line, MAX_STATEMENT_BYTES);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                            GF_MEANING (GF_HEADING_PAST), words, i, NULL)
        != NULL)
      return true;
  return false;
}

/* Whether the text under a label ends before line @index. */
static bool
ends_before (const Reader *reader, const Passage *passage, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  GfLabel label;

  if (line->kind == GF_BLOCK_HEADING && index > passage->start)
    return true;
  if (gf_label_read (reader->lines, line, &label))
    return true;
  if (passage->label.role != GF_HEADING_DECISION && index > passage->start
      && is_told (reader, index))
    return true;
  return line->first && index > passage->start
         && (gf_line_begins_with (reader->lines, line, GF_HEADING_REASON)
             || gf_line_begins_with (reader->lines, line, GF_HEADING_CLOSING));
}

/* "Kommunedirektørkollegiet begrunner siste med": a body, then a word of giving reasons.
 */
static bool
gives_reasons (const Reader *reader, size_t index)
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

static Passage
read_passage (const Reader *reader, size_t index, const GfLabel *label)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  Passage passage = { .label = *label, .line = index };
  size_t i = index + 1;

  passage.start = label->rest < line->bare_length ? index : index + 1;
  while (i < reader->end)
    {
      if (!gf_lines_get (reader->lines, i)->aside && ends_before (reader, &passage, i))
        break;
      if (i > passage.start && gives_reasons (reader, i))
        break;
      i++;
    }
  passage.end = i;
  return passage;
}

static void
read_passages (Reader *reader)
{
  for (size_t i = reader->start; i < reader->end && reader->passages->len < MAX_PASSAGES;)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      GfLabel label;

      if (line->aside || !gf_label_read (reader->lines, line, &label))
        {
          i++;
          continue;
        }
      Passage passage = read_passage (reader, i, &label);
      g_array_append_val (reader->passages, passage);
      i = MAX (passage.end, i + 1);
    }
}

/* The bytes of @line that belong to the passage, without marks at the ends of the whole.
 */
static const char *
line_text (const Passage *passage, const GfLine *line, size_t index)
{
  return index == passage->line ? line->bare + passage->label.rest : line->bare;
}

/* Lines of one block stand word for word as they do there; blocks are joined by a line
 * break. */
static char *
dup_text (const Reader *reader, const Passage *passage, uint32_t *page_out)
{
  GString *text = g_string_new (NULL);
  const GfLine *before = NULL;

  for (size_t i = passage->start; i < passage->end && text->len < MAX_DECISION_BYTES; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      const char *start = line_text (passage, line, i);
      const char *end = line->bare + line->bare_length;

      if (line->aside || line->rule || !has_text (line, passage, i))
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

static char *
dup_label (const Reader *reader, const Passage *passage)
{
  const GfLine *line = gf_lines_get (reader->lines, passage->line);
  g_autofree char *label = gf_clean_title (line->bare, passage->label.length);

  return label != NULL ? g_strdup (g_strchomp (label)) : NULL;
}

/* A recommendation that a body makes is what it decided; an officer's, or one in an
   agenda, is a proposal. */
static GfHeading
role_of (const Reader *reader, const Passage *passage)
{
  if (passage->label.role == GF_HEADING_RECOMMENDATION
      && (passage->label.officer || !reader->of_meeting))
    return GF_HEADING_PROPOSAL;
  return passage->label.role;
}

static bool
is_empty (const Reader *reader, const Passage *passage)
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
static const Passage *
find_passage (const Reader *reader, GfHeading role)
{
  for (guint i = reader->passages->len; i > 0; i--)
    {
      const Passage *passage = &g_array_index (reader->passages, Passage, i - 1);

      if (role_of (reader, passage) == role && !is_empty (reader, passage))
        return passage;
    }
  return NULL;
}

/* Where "Votering:" stands in @line after other text: the offset of what follows; 0 for
 * nowhere. */
static size_t
inline_votes (const Reader *reader, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  for (size_t i = 1; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      size_t end = word->start + word->length;

      if (end < line->bare_length && line->bare[end] == ':'
          && gf_registers_match (reader->lines->registers, GF_REGISTER_HEADINGS,
                                 GF_MEANING (GF_HEADING_VOTE), words, i, NULL)
                 != NULL)
        return end + 1;
    }
  return 0;
}

static char *
dup_inline_votes (const Reader *reader)
{
  uint32_t page = 0;

  for (size_t i = reader->start; i < reader->end; i++)
    {
      const GfLine *line = gf_lines_get (reader->lines, i);
      size_t rest = line->aside || line->rule ? 0 : inline_votes (reader, line);
      Passage passage
          = { .label.rest = (uint32_t) rest, .line = i, .start = i, .end = i + 1 };

      if (rest == 0)
        continue;
      while (passage.end < reader->end
             && !gf_lines_get (reader->lines, passage.end)->first)
        passage.end++;
      return dup_text (reader, &passage, &page);
    }
  return g_strdup ("");
}

static char *
dup_votes_text (const Reader *reader)
{
  const Passage *passage = find_passage (reader, GF_HEADING_VOTE);
  uint32_t page = 0;

  return passage != NULL ? dup_text (reader, passage, &page) : dup_inline_votes (reader);
}

static void
set_votes (const Reader *reader, GfDecision *decision)
{
  g_autofree char *votes = dup_votes_text (reader);
  bool fell = decision->outcome == GF_OUTCOME_REJECTED;

  if (decision->outcome == GF_OUTCOME_PROPOSED)
    return;
  if (!gf_votes_read (
          votes, strlen (votes),
          fell && gf_outcome_fell (reader->lines->registers, votes, strlen (votes)),
          &decision->votes_for, &decision->votes_against))
    gf_votes_read (decision->text, strlen (decision->text), fell, &decision->votes_for,
                   &decision->votes_against);
}

static GfDecision *
decision_new (const Reader *reader, const Passage *passage, GfOutcome outcome)
{
  GfDecision *decision = gf_decision_new ();

  decision->text = dup_text (reader, passage, &decision->page);
  decision->label = dup_label (reader, passage);
  decision->outcome = outcome;
  return decision;
}

/* The words of the vote decide where those of the decision only say what is not to be
 * done. */
static GfOutcome
with_vote (const Reader *reader, GfOutcome outcome, const char *text)
{
  g_autofree char *votes = dup_votes_text (reader);

  if (outcome == GF_OUTCOME_ADOPTED && gf_outcome_is_negated (text, strlen (text))
      && gf_outcome_fell (reader->lines->registers, votes, strlen (votes)))
    return GF_OUTCOME_REJECTED;
  return outcome;
}

static GfDecision *
decided (const Reader *reader, const Passage *passage)
{
  GfDecision *decision = decision_new (reader, passage, GF_OUTCOME_UNKNOWN);
  GfOutcome outcome = gf_outcome_read (reader->lines->registers, decision->text,
                                       strlen (decision->text));

  decision->outcome = with_vote (reader, outcome, decision->text);
  set_votes (reader, decision);
  return decision;
}

static bool
is_subject (const GfWords *words, const char *const *subjects, size_t *n_words_out)
{
  for (size_t i = 0; subjects != NULL && subjects[i] != NULL; i++)
    {
      size_t length = strlen (subjects[i]);

      if (!g_str_has_prefix (words->folded, subjects[i])
          || g_ascii_isalnum (words->folded[length])
          || (unsigned char) words->folded[length] >= 0x80)
        continue;
      *n_words_out = 0;
      while (*n_words_out < words->words->len
             && gf_words_get (words, *n_words_out)->start < length)
        ++*n_words_out;
      return true;
    }
  return false;
}

/* "Grenlandssamarbeidet viderefører abonnement ...": the body does what deciding does. */
static bool
performs_on (const Reader *reader, size_t index, const char *const *subjects)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  size_t n_words = 0;

  if (line->aside || line->rule || line->bare_length > MAX_STATEMENT_BYTES)
    return false;

  g_autoptr (GfWords) words = gf_words_new (line->bare, line->bare_length, 20);

  return words->words->len > 0 && is_subject (words, subjects, &n_words)
         && gf_outcome_performs (reader->lines->registers, words, n_words);
}

static GfDecision *
without_label (const Reader *reader, size_t first, size_t last, GfOutcome outcome)
{
  Passage passage = { .line = SIZE_MAX, .start = first, .end = last + 1 };
  GfDecision *decision = gf_decision_new ();

  decision->text = dup_text (reader, &passage, &decision->page);
  decision->outcome = outcome;
  set_votes (reader, decision);
  return decision;
}

static GfDecision *
find_statement (const Reader *reader, size_t start)
{
  for (size_t i = reader->end; i > start; i--)
    {
      GfOutcome outcome = statement_on (reader, i - 1);

      if (outcome != GF_OUTCOME_UNKNOWN)
        return without_label (reader, i - 1, i - 1, outcome);
    }
  return NULL;
}

static GfDecision *
find_performed (const Reader *reader, const char *const *subjects)
{
  size_t first = SIZE_MAX, last = 0;

  for (size_t i = reader->start; i < reader->end; i++)
    if (performs_on (reader, i, subjects))
      {
        first = MIN (first, i);
        last = i;
      }
  return first != SIZE_MAX ? without_label (reader, first, last, GF_OUTCOME_ADOPTED)
                           : NULL;
}

static bool
tells_of_meeting (GfHeading role)
{
  return role == GF_HEADING_VOTE || role == GF_HEADING_DISCUSSION;
}

/* What a vote or a discussion after a proposal says became of it. */
static GfOutcome
outcome_after (const Reader *reader, const Passage *proposal)
{
  for (guint i = reader->passages->len; i > 0; i--)
    {
      const Passage *passage = &g_array_index (reader->passages, Passage, i - 1);
      uint32_t page = 0;

      if (passage->line < proposal->line || !tells_of_meeting (passage->label.role))
        continue;

      g_autofree char *text = dup_text (reader, passage, &page);
      GfOutcome outcome
          = gf_outcome_find_last (reader->lines->registers, text, strlen (text));

      if (passage->label.role == GF_HEADING_VOTE
          && gf_outcome_fell (reader->lines->registers, text, strlen (text)))
        return GF_OUTCOME_REJECTED;
      if (outcome != GF_OUTCOME_UNKNOWN)
        return outcome;
    }
  return GF_OUTCOME_UNKNOWN;
}

static GfDecision *
proposed (const Reader *reader, const Passage *passage)
{
  GfOutcome outcome
      = reader->of_meeting ? outcome_after (reader, passage) : GF_OUTCOME_UNKNOWN;
  GfDecision *decision = decision_new (
      reader, passage, outcome == GF_OUTCOME_UNKNOWN ? GF_OUTCOME_PROPOSED : outcome);

  /* "Saken legges fram uten innstilling": under the label, but no proposal. */
  if (decision->outcome == GF_OUTCOME_PROPOSED
      && gf_outcome_read (reader->lines->registers, decision->text,
                          strlen (decision->text))
             == GF_OUTCOME_UNKNOWN)
    decision->outcome = GF_OUTCOME_UNKNOWN;
  set_votes (reader, decision);
  return decision;
}

GfDecision *
gf_decision_find (const GfLines *lines, size_t start, size_t end, GfDocumentType type,
                  const char *const *subjects)
{
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (Passage));
  Reader reader
      = { lines, start, end, type == GF_TYPE_MINUTES || type == GF_TYPE_OTHER, passages };
  const Passage *passage;
  GfDecision *decision = NULL;

  read_passages (&reader);
  passage = find_passage (&reader, GF_HEADING_DECISION);
  if (passage == NULL)
    passage = find_passage (&reader, GF_HEADING_RECOMMENDATION);
  if (passage != NULL)
    return decided (&reader, passage);
  passage = find_passage (&reader, GF_HEADING_PROPOSAL);
  if (reader.of_meeting)
    decision = find_statement (&reader, passage != NULL ? passage->end : start);
  if (decision != NULL)
    return decision;
  if (passage != NULL)
    return proposed (&reader, passage);
  return reader.of_meeting ? find_performed (&reader, subjects) : NULL;
}
