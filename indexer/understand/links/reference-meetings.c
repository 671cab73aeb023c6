/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References to meetings by their day; see references-private.h. */
#include "indexer/understand/links/references-private.h"

#include <string.h>

/* Words that may tie a body to its day ("i", "den", "tirsdag"), or a meeting to a body.
 */
#define MAX_LINKS 3
/* "utsatt sak fra" */
#define MAX_MEETING_WORDS 3
/* What the text looks back or ahead by stands at most so many words before the day. */
#define MAX_REACH 12
/* "Styret får saken 28. november": words between what is done and its day. */
#define MAX_OBJECT 2
/* "8. juni 2018 i sak 19/18", "24. mars 2023 som RR-sak 9/23". */
#define MAX_TO_CASE 3

/* A day, and what stands around it. */
typedef struct
{
  size_t day; /* word that it begins with */
  GfSaidDate said;
  size_t first; /* words of the reference */
  size_t last;
  bool is_meeting; /* "møtet" stands there */
  GfNamedBody body;
} Meeting;

static bool
is_same_sentence (const GfReferenceFinder *finder, size_t a, size_t b)
{
  return gf_finder_word (finder, a)->sentence == gf_finder_word (finder, b)->sentence;
}

/* The word before @at that is no link; @at where none is in the sentence. */
static size_t
skip_links_back (const GfReferenceFinder *finder, size_t at)
{
  for (unsigned n = 0; at > 0 && n < MAX_LINKS; n++, at--)
    if (!is_same_sentence (finder, at - 1, at)
        || !gf_finder_has (finder, at - 1, GF_REFERENCE_WORD_LINK, NULL))
      break;
  return at;
}

/* The body that ends right before word @end, among the few words that a name takes. */
static bool
read_body_before (const GfReferenceFinder *finder, size_t end, GfNamedBody *body_out)
{
  for (size_t i = end; i-- > 0 && end - i <= 4;)
    {
      if (!is_same_sentence (finder, i, end))
        return false;
      if (gf_named_body_read (finder, i, body_out) && body_out->end == end)
        return true;
      gf_named_body_clear (body_out);
    }
  return false;
}

/* How many words before word @at are a phrase for a meeting; 0 for none. */
static size_t
words_of_meeting_before (const GfReferenceFinder *finder, size_t at)
{
  for (size_t n = MAX_MEETING_WORDS; n > 0; n--)
    {
      size_t size = 0;

      if (at >= n && is_same_sentence (finder, at - n, at)
          && gf_finder_has (finder, at - n, GF_REFERENCE_WORD_MEETING, &size)
          && size == n)
        return n;
    }
  return 0;
}

/* "møtet 12. mars i regionrådet", "vedtak av 14.06.2019 i regionrådet" */
static void
read_body_after (const GfReferenceFinder *finder, Meeting *meeting)
{
  size_t end = meeting->day + meeting->said.n_words;
  size_t n_words = gf_finder_n_words (finder);

  if (end + 1 >= n_words || !is_same_sentence (finder, meeting->day, end + 1)
      || !gf_words_is (finder->words, end, "i")
      || !gf_finder_is_between (finder, end - 1, ". ", 2))
    return;
  for (size_t i = end + 1; i < MIN (end + 3, n_words); i++)
    {
      if (gf_named_body_read (finder, i, &meeting->body)
          && meeting->body.first == end + 1)
        {
          meeting->last = meeting->body.end - 1;
          return;
        }
      gf_named_body_clear (&meeting->body);
    }
}

/* The body and the meeting that stand right before the day. */
static void
read_before (const GfReferenceFinder *finder, Meeting *meeting)
{
  size_t at = skip_links_back (finder, meeting->day);

  if (at > 0 && read_body_before (finder, at, &meeting->body))
    {
      meeting->first = meeting->body.first;
      meeting->is_meeting = meeting->body.is_meeting;
      at = skip_links_back (finder, meeting->first);
    }
  size_t n = words_of_meeting_before (finder, at);
  if (!meeting->is_meeting && n > 0)
    {
      meeting->first = at - n;
      meeting->is_meeting = true;
    }
}

/* "Styret får saken 28. november": the body that does it, before the words for what is
   done, from word @verb on. */
static void
read_subject (const GfReferenceFinder *finder, size_t verb, Meeting *meeting)
{
  if (verb > 0 && read_body_before (finder, verb, &meeting->body))
    meeting->first = meeting->body.first;
}

typedef struct
{
  bool found;
  bool is_weak; /* "ble": that something was, and not that it was treated */
  GfSaidTime time;
  size_t first;
  size_t end;
} Tense;

/* "Rådet ble stiftet 3. mai" tells of no meeting. */
static bool
is_weak (const GfReferenceFinder *finder, size_t first, size_t end)
{
  size_t size = 0;

  return gf_registers_match (finder->registers, GF_REGISTER_FOLLOW_UPS,
                             GF_MEANING (GF_FOLLOW_UP_PAST), finder->words, first, &size)
             != NULL
         && first + size == end;
}

static void
take_tense (const GfReferenceFinder *finder, size_t i, size_t end, Tense *tense)
{
  static const struct
  {
    GfReferenceWord word;
    GfSaidTime time;
  } tenses[] = { { GF_REFERENCE_WORD_PAST, GF_SAID_PAST },
                 { GF_REFERENCE_WORD_FUTURE, GF_SAID_FUTURE } };
  size_t longest = 0;

  for (size_t j = 0; j < G_N_ELEMENTS (tenses); j++)
    {
      size_t size = 0;

      if (!gf_finder_has (finder, i, tenses[j].word, &size) || size <= longest
          || i + size > end)
        continue;
      longest = size;
      *tense
          = (Tense){ true, is_weak (finder, i, i + size), tenses[j].time, i, i + size };
    }
}

/* What was said last before the day of whether it is over: "vert utsett" is one thing,
   and its "utsett" not another. */
static Tense
find_tense (const GfReferenceFinder *finder, const Meeting *meeting)
{
  size_t from = meeting->day > MAX_REACH ? meeting->day - MAX_REACH : 0;
  Tense last = { .found = false };

  for (size_t i = from; i < meeting->day; i++)
    {
      Tense tense = { .found = false };

      if (!is_same_sentence (finder, i, meeting->day))
        continue;
      take_tense (finder, i, meeting->day, &tense);
      if (!tense.found)
        continue;
      last = tense;
      i = tense.end - 1;
    }
  return last;
}

/* The reference to a case right after the day, which then is its day; NULL for none. */
static GfReference *
find_case_after (const GfReferenceFinder *finder, const Meeting *meeting)
{
  size_t end = meeting->day + meeting->said.n_words;

  for (guint i = 0; i < finder->case_words->len; i++)
    {
      size_t first = g_array_index (finder->case_words, size_t, i);

      if (first >= end && first - end < MAX_TO_CASE
          && is_same_sentence (finder, meeting->day, first))
        return g_ptr_array_index (finder->found, finder->first_case + i);
    }
  return NULL;
}

static bool
is_body_of (const char *name, const char *body)
{
  g_autofree char *one = g_utf8_casefold (name, -1);
  g_autofree char *other = g_utf8_casefold (body, -1);

  return strcmp (one, other) == 0;
}

static bool
is_own_meeting (const GfReferenceFinder *finder, const Meeting *meeting, const char *date)
{
  const GfDocument *document = finder->document;

  return g_strcmp0 (date, document->date) == 0
         && (meeting->body.name == NULL || document->body == NULL
             || is_body_of (meeting->body.name, document->body)
             || document->type == GF_TYPE_MINUTES || document->type == GF_TYPE_AGENDA);
}

static void
add (GfReferenceFinder *finder, Meeting *meeting, char *date)
{
  g_autofree char *owned = date;
  GfReference *of_case = find_case_after (finder, meeting);

  if (of_case != NULL)
    {
      if (of_case->body == NULL)
        of_case->body = g_steal_pointer (&meeting->body.name);
      if (of_case->date == NULL)
        of_case->date = g_steal_pointer (&owned);
      return;
    }
  if (is_own_meeting (finder, meeting, date))
    return;
  GfReference *reference
      = gf_finder_add (finder, GF_REFERENCE_MEETING, meeting->first, meeting->last);
  if (reference == NULL)
    return;
  reference->body = g_steal_pointer (&meeting->body.name);
  reference->date = g_steal_pointer (&owned);
}

/* A day of a meeting: a body or a meeting right before it, or a body right after it, and
   something that says whether it is over. */
static void
read_meeting (GfReferenceFinder *finder, Meeting *meeting)
{
  read_before (finder, meeting);

  Tense tense = find_tense (finder, meeting);
  if (tense.is_weak && !meeting->is_meeting)
    return;
  if (meeting->body.name == NULL && tense.found)
    read_body_after (finder, meeting);
  if (!meeting->is_meeting && meeting->body.name == NULL && tense.found
      && meeting->day - tense.end <= MAX_OBJECT)
    read_subject (finder, tense.first, meeting);
  if ((!meeting->is_meeting && meeting->body.name == NULL) || !tense.found)
    return;

  char *date = gf_said_date_dup (&meeting->said, finder->document->date, tense.time);
  if (date != NULL)
    add (finder, meeting, date);
}

void
gf_reference_meetings_find (GfReferenceFinder *finder)
{
  for (size_t i = 0; i < gf_finder_n_words (finder); i++)
    {
      Meeting meeting = { .day = i, .first = i };

      if (!gf_said_date_read (finder->block->text, finder->words, i, &meeting.said)
          || meeting.said.day == 0)
        continue;
      meeting.last = i + meeting.said.n_words - 1;
      read_meeting (finder, &meeting);
      gf_named_body_clear (&meeting.body);
      i = meeting.last;
    }
}
