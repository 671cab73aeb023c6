/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/people-words.h"

#include <string.h>

/* "HØGRE", where "KSL" is an abbreviation. */
#define MIN_LABEL_LETTERS 5
/* "leiarar" is the shortest that says what several are. */
#define MIN_SEVERAL_BYTES 7

static unsigned
gap_of (const char *text, size_t start, size_t end)
{
  unsigned gap = GF_GAP_NONE;

  for (size_t i = start; i < end; i++)
    switch (text[i])
      {
      case ',':
      case ';':
        gap |= GF_GAP_COMMA;
        break;
      case ':':
        gap |= GF_GAP_COLON;
        break;
      case '(':
        gap |= GF_GAP_OPEN;
        break;
      case ')':
        gap |= GF_GAP_CLOSE;
        break;
      case '\t':
        gap |= GF_GAP_CELL;
        break;
      case '\n':
        gap |= GF_GAP_LINE;
        break;
      case '.':
        gap |= GF_GAP_STOP;
        break;
      case '-':
      case '\xe2':
        gap |= i > start && text[i - 1] == ' ' ? GF_GAP_DASH : 0;
        break;
      default:
        break;
      }
  return gap;
}

/* A hyphen or an apostrophe within a name: "Anne-Lise". */
static bool
is_joint (const char *text, size_t start, size_t end)
{
  size_t n = end - start;

  if (n > 0 && text[start] == '-')
    return n == 1 || (n == 2 && text[start + 1] == ' ' && start > 0);
  return (n == 1 && text[start] == '\'')
         || (n == 3 && memcmp (text + start, "\xe2\x80\x99", 3) == 0);
}

static bool
means (const GfRegisters *registers, const GfWords *words, size_t index,
       GfHeading heading, size_t *size_out)
{
  return gf_registers_match (registers, GF_REGISTER_HEADINGS, GF_MEANING (heading), words,
                             index, size_out)
         != NULL;
}

static bool
has_digit (const GfWords *words, const GfWord *word)
{
  for (uint32_t i = 0; i < word->length; i++)
    if (g_ascii_isdigit (words->folded[word->start + i]))
      return true;
  return false;
}

/* Whether all of @string is what somebody may be. */
static bool
is_role (const GfRegisters *registers, const char *string)
{
  g_autoptr (GfWords) words = gf_words_new (string, strlen (string), 2);
  size_t size = 0;

  return words->words->len == 1 && means (registers, words, 0, GF_HEADING_ROLE, &size);
}

char *
gf_person_dup_one_of (const GfRegisters *registers, const char *word, size_t length)
{
  /* How several are made of one: "rådmenn", "medlemmene", "ordførarane",
   * "representantar".
   */
  static const struct
  {
    const char *several, *one;
  } endings[]
      = { { "mennene", "mann" }, { "menn", "mann" }, { "mmene", "m" }, { "mmer", "m" },
          { "erne", "er" },      { "arane", "ar" },  { "ere", "er" },  { "arar", "ar" },
          { "ene", "" },         { "ane", "" },      { "er", "" },     { "ar", "" } };
  g_autofree char *folded = NULL;

  if (length < MIN_SEVERAL_BYTES || strchr ("enr", word[length - 1]) == NULL)
    return NULL;
  folded = gf_fold (word, length);
  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i].several))
      {
        size_t stem = length - strlen (endings[i].several);
        g_autofree char *one
            = g_strdup_printf ("%.*s%s", (int) stem, folded, endings[i].one);

        if (is_role (registers, one))
          return g_steal_pointer (&one);
      }
  return NULL;
}

/* "KS" is an organisation, "Lo" a surname. */
static bool
is_in_capitals (const char *text, const GfWord *word)
{
  const char *end = text + word->start + word->length;

  for (const char *p = text + word->start; p < end; p = g_utf8_next_char (p))
    if (g_unichar_islower (g_utf8_get_char (p)))
      return false;
  return true;
}

/* "Sak 47/14": what follows the list. */
static bool
begins_case (const GfRegisters *registers, const GfWords *words, size_t index)
{
  const GfEntry *entry = gf_registers_match (
      registers, GF_REGISTER_NUMBERS, GF_MEANING (GF_NUMBER_CASE), words, index, NULL);

  return entry != NULL && index + 1 < words->words->len
         && has_digit (words, gf_words_get (words, index + 1));
}

/* "For Høyre:", where only the place in the line makes it a capital. */
static bool
is_small_word (const GfWords *words, size_t index)
{
  static const char *const small[] = { "for", "fra", "frå", "til", "av", "i", NULL };

  return gf_words_is_any (words, index, small);
}

static GfPersonWordKind
kind_of (const GfRegisters *registers, const char *text, const GfWords *words,
         size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  bool capital = g_unichar_isupper (g_utf8_get_char (text + word->start));
  size_t size = 0;

  if (has_digit (words, word))
    return GF_PERSON_NUMBER;
  if (gf_words_is (words, index, "og"))
    return GF_PERSON_AND;
  if (is_small_word (words, index))
    return GF_PERSON_OTHER;
  if (capital && means (registers, words, index, GF_HEADING_COLUMN, &size) && size > 1)
    return GF_PERSON_COLUMN;
  if (capital
      && (begins_case (registers, words, index)
          || (word->length > 3
              && means (registers, words, index, GF_HEADING_LIST_KEY, &size)
              && size == 1)))
    return GF_PERSON_LIST;
  if (means (registers, words, index, GF_HEADING_ROLE, &size))
    return GF_PERSON_ROLE;
  if (capital && word->length < 5
      && means (registers, words, index, GF_HEADING_PARTY, &size) && size == 1
      && text[word->start + word->length] != '.')
    return GF_PERSON_PARTY;
  if (means (registers, words, index, GF_HEADING_ORGANISATION, &size) && size == 1
      && (word->length > 3 || is_in_capitals (text, word)))
    return GF_PERSON_ORGANISATION;
  if (capital && means (registers, words, index, GF_HEADING_COLUMN, &size))
    return GF_PERSON_COLUMN;
  return capital ? GF_PERSON_NAME : GF_PERSON_OTHER;
}

/* Words that are as @kind together: the head of a column, "daglig leder". */
static size_t
count_words (const GfRegisters *registers, const GfWords *words, size_t index,
             GfPersonWordKind kind)
{
  size_t size = 0;

  if (kind == GF_PERSON_COLUMN || kind == GF_PERSON_ROLE)
    means (registers, words, index,
           kind == GF_PERSON_ROLE ? GF_HEADING_ROLE : GF_HEADING_COLUMN, &size);
  return MAX (size, 1);
}

/* An initial, or "Kr.", keeps its point. */
static uint32_t
end_with_point (const char *text, const GfWord *word)
{
  uint32_t end = word->start + word->length;

  return text[end] == '.' && g_utf8_strlen (text + word->start, word->length) <= 2
             ? end + 1
             : end;
}

/* Letters of a word that is all capitals; 0 where it is not. */
static guint
count_capitals (const char *text, const GfPersonWord *word)
{
  guint n = 0;

  for (const char *p = text + word->start; p < text + word->end; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)))
        return 0;
      n += g_unichar_isalpha (g_utf8_get_char (p));
    }
  return n;
}

/* Names in capitals where all are; else "HØGRE" heads a list, and "KSL" is a party. */
static void
settle_capitals (GArray *list, const char *text)
{
  guint n_names = 0, n_capitals = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const GfPersonWord *word = &g_array_index (list, GfPersonWord, i);

      n_names += word->kind == GF_PERSON_NAME;
      n_capitals += word->kind == GF_PERSON_NAME && count_capitals (text, word) > 1;
    }
  if (n_capitals * 2 > n_names)
    return;
  for (guint i = 0; i < list->len;)
    {
      guint end = i, longest = 0;

      for (; end < list->len; end++)
        {
          const GfPersonWord *word = &g_array_index (list, GfPersonWord, end);
          guint n = count_capitals (text, word);

          if (n < 2 || word->kind == GF_PERSON_LIST || word->kind == GF_PERSON_NUMBER
              || (end > i && (word->gap & ~(unsigned) GF_GAP_NONE) != 0))
            break;
          longest = MAX (longest, n);
        }
      for (guint j = i; j < end; j++)
        {
          GfPersonWord *word = &g_array_index (list, GfPersonWord, j);

          if (longest >= MIN_LABEL_LETTERS && word->kind != GF_PERSON_ROLE)
            word->kind = GF_PERSON_LABEL;
          else if (word->kind == GF_PERSON_NAME)
            word->kind = GF_PERSON_PARTY;
        }
      i = MAX (end, i + 1);
    }
}

/* "IKT-sjef": what the second half is. */
static void
join_word (const GfRegisters *registers, const char *text, const GfWords *words,
           size_t index, GfPersonWord *first)
{
  const GfWord *word = gf_words_get (words, index);
  size_t size = 0;

  first->end = end_with_point (text, word);
  if (g_unichar_islower (g_utf8_get_char (text + word->start))
      && means (registers, words, index, GF_HEADING_ROLE, &size) && size == 1)
    first->kind = GF_PERSON_ROLE;
}

/* "1. vara", "Teknisk sjef Kari Nordmann": words that say what somebody is only beside
   another that does. */
static void
settle_roles (GArray *list, const char *text)
{
  for (guint i = 0; i + 1 < list->len; i++)
    {
      GfPersonWord *word = &g_array_index (list, GfPersonWord, i);
      GfPersonWord *next = &g_array_index (list, GfPersonWord, i + 1);
      bool begins = i == 0 || word->gap != GF_GAP_NONE;
      bool small = g_unichar_islower (g_utf8_get_char (text + next->start));

      if (next->kind != GF_PERSON_ROLE || !small || next->plural)
        continue;
      if (word->kind == GF_PERSON_NUMBER && word->end - word->start == 1
          && next->gap == GF_GAP_STOP)
        {
          word->kind = GF_PERSON_ROLE;
          next->gap = GF_GAP_NONE;
        }
      else if (word->kind == GF_PERSON_NAME && begins && next->gap == GF_GAP_NONE
               && i + 2 < list->len
               && g_array_index (list, GfPersonWord, i + 2).kind == GF_PERSON_NAME
               && g_array_index (list, GfPersonWord, i + 2).gap == GF_GAP_NONE)
        word->kind = GF_PERSON_ROLE;
    }
}

GArray *
gf_person_words_new (const GfRegisters *registers, const char *text, guint max)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (GfPersonWord));
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), max);
  GfPersonWordKind kind = GF_PERSON_OTHER;
  uint32_t last = 0;
  size_t n_same = 0;

  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      GfPersonWord made = { .start = word->start };

      if (list->len > 0 && is_joint (text, last, word->start))
        {
          join_word (registers, text, words, i,
                     &g_array_index (list, GfPersonWord, list->len - 1));
          last = end_with_point (text, word);
          n_same -= n_same > 0;
          continue;
        }
      made.gap = gap_of (text, last, word->start);
      if (n_same == 0)
        {
          g_autofree char *one = gf_person_dup_one_of (
              registers, words->folded + word->start, word->length);

          made.plural = one != NULL;
          kind = made.plural ? GF_PERSON_ROLE : kind_of (registers, text, words, i);
          n_same = count_words (registers, words, i, kind);
        }
      n_same--;
      made.kind = kind;
      made.end = last = end_with_point (text, word);
      g_array_append_val (list, made);
    }
  settle_capitals (list, text);
  settle_roles (list, text);
  return list;
}
