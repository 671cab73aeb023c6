/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/words.h"

#include <string.h>

/* Words that one ".." may stand for. */
#define MAX_GAP 8
/* Fewer letters than this are too easily one slip apart by chance ("vedtak", "vedtok").
 */
#define MIN_FUZZY_LENGTH 6
/* A word no longer than this, with a full stop and a number after it, is an abbreviation.
 */
#define MAX_ABBREVIATION 4

static unsigned char
fold_ascii (unsigned char c)
{
  return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

/* U+00C0..U+00DE and U+0100..U+017F, second byte of two; returns what the lower case has.
 */
static unsigned char
fold_second_byte (unsigned char first, unsigned char second)
{
  if (first == 0xc3 && second >= 0x80 && second <= 0x9e && second != 0x97)
    return (unsigned char) (second + 0x20);
  if (first == 0xc4 && second < 0xb8)
    return second | 1;
  /* U+0139..U+0148 and U+0179..U+017E have the capital at the odd place. */
  if (first == 0xc5 && (second >= 0xb9 || second <= 0x88))
    return (second & 1) != 0 && second < 0xbf ? (unsigned char) (second + 1) : second;
  if (first == 0xc5 && second != 0xb8)
    return second | 1;
  return second;
}

char *
gf_fold (const char *string, size_t length)
{
  char *folded = g_malloc (length + 1);

  for (size_t i = 0; i < length; i++)
    {
      unsigned char c = (unsigned char) string[i];
      unsigned char before = i > 0 ? (unsigned char) string[i - 1] : 0;

      folded[i] = (char) (c < 0x80 ? fold_ascii (c) : fold_second_byte (before, c));
    }
  folded[length] = '\0';
  return folded;
}

bool
gf_is_word_character (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c);
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

typedef struct
{
  const char *text;
  const char *end;
  const char *p;
  uint32_t sentence;
  uint32_t last_length; /* of the word before, in bytes */
  bool last_is_number;
} Reader;

static bool
starts_capital (const Reader *reader, const char *p)
{
  while (p < reader->end && (*p == ' ' || *p == '\n' || *p == '*'))
    p++;
  return p >= reader->end || !g_unichar_islower (g_utf8_get_char (p));
}

/* Past the marks that close what is quoted, after the full stop before @p: "utsettes.»"
 */
static const char *
skip_closing_marks (const Reader *reader, const char *p)
{
  static const char *const marks[] = { "\"", "\xc2\xbb", "\xe2\x80\x9d" };

  for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
    if ((size_t) (reader->end - p) >= strlen (marks[i])
        && memcmp (p, marks[i], strlen (marks[i])) == 0)
      return p + strlen (marks[i]);
  return p;
}

/* Whether the full stop at @p ends a sentence: not in "15. juni", "bl.a." or "kr 1.000".
 */
static bool
stop_ends_sentence (const Reader *reader, const char *p)
{
  const char *next = skip_closing_marks (reader, p + 1);

  if (next < reader->end && *next != ' ' && *next != '\n' && *next != '\t'
      && *next != '*')
    return false;
  if (!starts_capital (reader, next))
    return false;
  /* "kl. 9.30", "nr. 12", "fv. 214" */
  if (reader->last_length <= MAX_ABBREVIATION && next + 1 < reader->end
      && g_ascii_isdigit (next[1]))
    return false;
  /* "i sak 34/13. Semje": no day of a month. */
  return !reader->last_is_number || reader->last_length > 2
         || (p - reader->text > reader->last_length
             && p[-1 - (ptrdiff_t) reader->last_length] == '/');
}

/* A line that begins with a mark or a number, or has an empty one before it, stands for
 * itself; and so does one with a capital below "Rådet vedtok:". */
static bool
break_ends_sentence (const Reader *reader, const char *p)
{
  const char *next = p + 1;

  while (next < reader->end && (*next == ' ' || *next == '\t'))
    next++;
  if (next >= reader->end || *next == '\n')
    return true;
  if (p > reader->text && p[-1] == ':' && starts_capital (reader, next))
    return true;
  return g_ascii_isdigit (*next) || *next == '-' || *next == '*'
         || g_str_has_prefix (next, "·") || g_str_has_prefix (next, "•");
}

static void
read_separator (Reader *reader)
{
  const char *p = reader->p;
  bool ends = false;

  if (*p == '.')
    ends = stop_ends_sentence (reader, p);
  else if (*p == '\n')
    ends = break_ends_sentence (reader, p);
  else
    ends = *p == '!' || *p == '?' || *p == ';';
  reader->sentence += ends;
  reader->p = g_utf8_next_char (p);
}

/* Most are ASCII, and need not be decoded. */
static bool
is_at_word_character (const Reader *reader)
{
  if (reader->p >= reader->end)
    return false;
  return (unsigned char) *reader->p < 0x80
             ? g_ascii_isalnum (*reader->p)
             : gf_is_word_character (g_utf8_get_char (reader->p));
}

static GfWord
read_word (Reader *reader)
{
  const char *start = reader->p;
  bool number = true;

  for (; is_at_word_character (reader); reader->p = g_utf8_next_char (reader->p))
    number = number && g_ascii_isdigit (*reader->p);
  reader->last_length = (uint32_t) (reader->p - start);
  reader->last_is_number = number;
  return (GfWord){ (uint32_t) (start - reader->text), reader->last_length,
                   reader->sentence };
}

GfWords *
gf_words_new (const char *text, size_t length, size_t max_words)
{
  GfWords *words = g_new0 (GfWords, 1);
  Reader reader = { .text = text, .end = text + length, .p = text };

  words->folded = gf_fold (text, length);
  words->words = g_array_new (FALSE, FALSE, sizeof (GfWord));
  while (reader.p < reader.end && words->words->len < max_words)
    if (is_at_word_character (&reader))
      {
        GfWord word = read_word (&reader);
        g_array_append_val (words->words, word);
      }
    else
      read_separator (&reader);
  return words;
}

void
gf_words_free (GfWords *words)
{
  if (words == NULL)
    return;
  g_free (words->folded);
  g_array_unref (words->words);
  g_free (words);
}

bool
gf_words_is_any (const GfWords *words, size_t index, const char *const *folded_words)
{
  if (index >= words->words->len)
    return false;
  for (; *folded_words != NULL; folded_words++)
    if (gf_words_is (words, index, *folded_words))
      return true;
  return false;
}

typedef enum
{
  PART_WORD,
  PART_PREFIX,
  PART_SUFFIX,
  PART_GAP
} PartKind;

typedef struct
{
  PartKind kind;
  char *text;
  size_t length;
} Part;

struct GfPhrase
{
  Part *parts;
  size_t n_parts;
  size_t size;
  bool at_start;
  bool at_end;
};

static Part
part_new (const char *word)
{
  size_t length = strlen (word);

  if (strcmp (word, "..") == 0)
    return (Part){ PART_GAP, NULL, 0 };
  if (word[0] == '*')
    return (Part){ PART_SUFFIX, gf_fold (word + 1, length - 1), length - 1 };
  if (word[length - 1] == '*')
    return (Part){ PART_PREFIX, gf_fold (word, length - 1), length - 1 };
  return (Part){ PART_WORD, gf_fold (word, length), length };
}

GfPhrase *
gf_phrase_new (const char *pattern)
{
  GfPhrase *phrase = g_new0 (GfPhrase, 1);
  bool at_start = pattern[0] == '^';
  g_autofree char *copy = g_strstrip (g_strdup (pattern + at_start));

  phrase->at_start = at_start;
  phrase->at_end = g_str_has_suffix (copy, "$");
  if (phrase->at_end)
    copy[strlen (copy) - 1] = '\0';

  g_auto (GStrv) words = g_strsplit (copy, " ", -1);
  phrase->parts = g_new0 (Part, g_strv_length (words));
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      {
        phrase->parts[phrase->n_parts] = part_new (*word);
        phrase->size += phrase->parts[phrase->n_parts++].kind != PART_GAP;
      }
  return phrase;
}

void
gf_phrase_free (GfPhrase *phrase)
{
  if (phrase == NULL)
    return;
  for (size_t i = 0; i < phrase->n_parts; i++)
    g_free (phrase->parts[i].text);
  g_free (phrase->parts);
  g_free (phrase);
}

size_t
gf_phrase_get_size (const GfPhrase *phrase)
{
  return phrase->size;
}

const char *
gf_phrase_get_opening (const GfPhrase *phrase, size_t *length_out, bool *is_whole_out)
{
  const Part *first = phrase->parts;

  if (phrase->n_parts == 0 || (first->kind != PART_WORD && first->kind != PART_PREFIX))
    return NULL;
  *length_out = first->length;
  *is_whole_out = first->kind == PART_WORD;
  return first->text;
}

const char *
gf_phrase_get_ending (const GfPhrase *phrase, size_t *length_out)
{
  if (phrase->n_parts == 0 || phrase->parts->kind != PART_SUFFIX)
    return NULL;
  *length_out = phrase->parts->length;
  return phrase->parts->text;
}

bool
gf_one_slip_apart (const char *a, size_t a_length, const char *b, size_t b_length)
{
  size_t head = 0, tail = 0;

  if (a_length > b_length)
    return gf_one_slip_apart (b, b_length, a, a_length);
  if (b_length - a_length > 1)
    return false;
  while (head < a_length && a[head] == b[head])
    head++;
  while (tail < a_length - head && a[a_length - 1 - tail] == b[b_length - 1 - tail])
    tail++;
  if (a_length - head - tail <= 1 && b_length - head - tail <= 1)
    return true;
  return a_length == b_length && a_length - head - tail == 2 && a[head] == b[head + 1]
         && a[head + 1] == b[head];
}

static bool
part_matches (const Part *part, const GfWords *words, size_t index, bool fuzzy)
{
  const GfWord *word = gf_words_get (words, index);
  const char *text = words->folded + word->start;

  if (part->kind == PART_PREFIX)
    return word->length >= part->length && memcmp (text, part->text, part->length) == 0;
  if (part->kind == PART_SUFFIX)
    return word->length >= part->length
           && memcmp (text + word->length - part->length, part->text, part->length) == 0;
  if (word->length == part->length && memcmp (text, part->text, part->length) == 0)
    return true;
  return fuzzy && part->length >= MIN_FUZZY_LENGTH
         && gf_one_slip_apart (text, word->length, part->text, part->length);
}

static bool
starts_sentence (const GfWords *words, size_t index)
{
  return index == 0
         || gf_words_get (words, index - 1)->sentence
                != gf_words_get (words, index)->sentence;
}

static bool
ends_sentence (const GfWords *words, size_t after)
{
  return after >= words->words->len
         || gf_words_get (words, after - 1)->sentence
                != gf_words_get (words, after)->sentence;
}

/* The first place for parts[i..] at or after @at, within a gap; the patterns have one or
   two gaps at most, so taking the first place found for each is enough. */
static size_t
match_after_gap (const Part *part, const GfWords *words, size_t at, bool fuzzy)
{
  for (size_t i = at; i < words->words->len && i <= at + MAX_GAP; i++)
    if (part_matches (part, words, i, fuzzy))
      return i;
  return SIZE_MAX;
}

size_t
gf_phrase_match (const GfPhrase *phrase, const GfWords *words, size_t index, bool fuzzy)
{
  size_t at = index;
  uint32_t sentence = gf_words_get (words, index)->sentence;

  if (phrase->at_start && !starts_sentence (words, index))
    return 0;
  for (size_t i = 0; i < phrase->n_parts; i++)
    {
      if (phrase->parts[i].kind == PART_GAP)
        {
          if (++i == phrase->n_parts)
            break;
          at = match_after_gap (&phrase->parts[i], words, at, fuzzy);
        }
      if (at >= words->words->len || gf_words_get (words, at)->sentence != sentence
          || !part_matches (&phrase->parts[i], words, at, fuzzy))
        return 0;
      at++;
    }
  return phrase->at_end && !ends_sentence (words, at) ? 0 : at - index;
}
