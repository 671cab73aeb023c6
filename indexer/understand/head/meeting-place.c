/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a meeting was held. */
#include "indexer/understand/head/meeting.h"

#include <string.h>

#include "indexer/understand/reading/dates.h"

#define MAX_PLACE_BYTES 120
#define MAX_PLACE_WORDS 9
/* Of a line that may say where. */
#define MAX_LINE_BYTES 250
/* Lines of the head that may say where without a key. */
#define MAX_PLACE_LINES 12
/* Where a line begins with the day, no more stands before its date. */
#define MAX_BEFORE_DATE 24
/* A line that is a place and no more. */
#define MAX_ALONE_BYTES 60
/* Words of a line that may name a town hall. */
#define MAX_OWNER_WORDS 20

static bool
is_clock (const GfWords *words, size_t index)
{
  return gf_words_is (words, index, "kl") || gf_words_is (words, index, "klokken")
         || gf_words_is (words, index, "klokka");
}

/* "Sak 47/14": no longer the place. */
static bool
begins_case (const GfRegisters *registers, const GfWords *words, size_t index)
{
  return index + 1 < words->words->len
         && g_ascii_isdigit (words->folded[gf_words_get (words, index + 1)->start])
         && gf_registers_match (registers, GF_REGISTER_NUMBERS,
                                GF_MEANING (GF_NUMBER_CASE), words, index, NULL)
                != NULL;
}

/* Whether a comma or so stands between the end of a date and the next word. */
static size_t
after_date (const char *text, size_t at)
{
  while (text[at] != '\0' && strchr (" ,.;-/", text[at]) != NULL)
    at++;
  return at;
}

/* "frå kl. 10" */
static bool
is_from (const GfWords *words, size_t index)
{
  return gf_words_is (words, index, "fra") || gf_words_is (words, index, "frå");
}

/* Where the day of the week before the date at @start begins; @start where none is. */
static size_t
start_of_weekday (const GfWords *words, size_t start)
{
  for (size_t i = words->words->len; i > 0; i--)
    if (gf_words_get (words, i - 1)->start < start)
      return gf_date_is_weekday (words, i - 1) ? gf_words_get (words, i - 1)->start
                                               : start;
  return start;
}

/* "Fredag 3. juni 2022, Rådhuset kl. 9": what is left without date and time. */
static char *
dup_without_time (const GfRegisters *registers, const char *value)
{
  g_autofree char *line = g_strndup (value, strcspn (value, "\n"));
  g_autoptr (GfWords) words = gf_words_new (line, strlen (line), 60);
  size_t start = 0, end = strlen (line);
  GfDate date;

  for (size_t i = 0; i < words->words->len; i++)
    if (is_clock (words, i) || begins_case (registers, words, i))
      {
        end = gf_words_get (words, i - (i > 0 && is_from (words, i - 1)))->start;
        break;
      }
  if (gf_date_find (line, words, 0, &date) && date.end <= end)
    {
      if (date.start < 15
          && (date.start == 0 || after_date (line, date.end) < strlen (line)))
        start = after_date (line, date.end);
      else
        end = start_of_weekday (words, date.start);
    }
  while (end > start && strchr (" ,.;-(/\t", line[end - 1]) != NULL)
    end--;
  return g_strndup (line + start, end > start ? end - start : 0);
}

/* "digitalt på Teams" */
static bool
is_remote (const char *place)
{
  static const char *const words[] = { "digital", "fjernm", "nettm", "videom", "teams" };

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (place, words[i]))
      return true;
  return false;
}

/* A place begins with a capital or a digit, and is no sentence. */
static bool
may_be_place (const char *place)
{
  g_autoptr (GfWords) words = gf_words_new (place, strlen (place), MAX_PLACE_WORDS + 1);
  gunichar first = g_utf8_get_char (place[0] == '"' ? place + 1 : place);
  size_t letters = 0;

  for (const char *p = place; *p != '\0'; p = g_utf8_next_char (p))
    letters += g_unichar_isalpha (g_utf8_get_char (p));
  return letters >= 2 && words->words->len <= MAX_PLACE_WORDS
         && strlen (place) <= MAX_PLACE_BYTES && strchr (place, '\t') == NULL
         && (g_unichar_isupper (first) || is_remote (place)
             || g_str_has_prefix (place, "\xc2\xab")
             || g_str_has_prefix (place, "\xe2\x80\x9c"));
}

static bool
is_place_word (const GfWords *words, size_t index)
{
  static const char *const before[] = { "i", "på", "ved", NULL };

  return gf_words_is_any (words, index, before);
}

/* Where the sentence ends that goes on at byte @start of @line. */
static uint32_t
end_of_sentence (const GfLine *line, uint32_t start)
{
  for (uint32_t i = start; i + 1 < line->bare_length; i++)
    if (line->bare[i] == '.' && line->bare[i + 1] == ' ')
      return i;
  return line->bare_length;
}

/* The text of @line from byte @start, without the time, where it may be a place. */
static char *
dup_place_from (const GfLines *head, const GfLine *line, uint32_t start, uint32_t end)
{
  g_autofree char *text = g_strndup (line->bare + start, end - start);
  g_autofree char *place = dup_without_time (head->registers, text);

  return may_be_place (place) ? g_steal_pointer (&place) : NULL;
}

/* What follows the date: "... i Holmvik, gamle telegrafen", "... kl. 1700–1945,
   Smelthytta". */
static char *
dup_place_after_date (const GfLines *head, const GfLine *line, const GfWords *words,
                      const GfDate *date)
{
  size_t i = 0, n = words->words->len;
  bool clock;

  while (i < n && gf_words_get (words, i)->start < date->end)
    i++;
  if (is_place_word (words, i) && i + 1 < n)
    return dup_place_from (head, line, gf_words_get (words, i + 1)->start,
                           end_of_sentence (line, gf_words_get (words, i + 1)->start));
  clock = i < n && is_clock (words, i);
  for (i += clock; clock && i < n; i++)
    if (is_place_word (words, i) && i + 1 < n)
      return dup_place_from (head, line, gf_words_get (words, i + 1)->start,
                             end_of_sentence (line, gf_words_get (words, i + 1)->start));
    else if (!g_ascii_isdigit (words->folded[gf_words_get (words, i)->start])
             && !gf_words_is (words, i, "til"))
      return line->bare[gf_words_get (words, i)->start - 1] == ' '
                     && line->bare[gf_words_get (words, i)->start - 2] == ','
                 ? dup_place_from (head, line, gf_words_get (words, i)->start,
                                   line->bare_length)
                 : NULL;
  return NULL;
}

static bool
has_digits (const char *text, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      return true;
  return false;
}

/* "Sogn regionråd hadde møte i Lærdal kulturhus fredag 29. mars": what stands between. */
static char *
dup_place_before_date (const GfLines *head, const GfLine *line, const GfWords *words,
                       const GfDate *date)
{
  for (size_t i = 1; i + 2 < words->words->len; i++)
    {
      uint32_t start = gf_words_get (words, i + 2)->start, end = date->start;

      if (start >= date->start)
        return NULL;
      if (!gf_words_is (words, i - 1, "hadde") || !gf_words_is (words, i, "møte")
          || !is_place_word (words, i + 1))
        continue;
      for (size_t j = i + 2; gf_words_get (words, j)->start < date->start; j++)
        if (gf_date_is_weekday (words, j))
          end = gf_words_get (words, j)->start;
      return dup_place_from (head, line, start, end);
    }
  return NULL;
}

/* "Innkalling til møte fredag 30. september 2005 kl. 08.30 på Klækken hotell." */
static char *
dup_place_of_meeting (const GfLines *head, const GfLine *line, const GfWords *words)
{
  GfDate date;
  bool meeting = false;
  char *place;

  if (!gf_date_find (line->bare, words, 0, &date) || date.day == 0)
    return NULL;
  for (size_t i = 0; i < words->words->len && !meeting; i++)
    {
      const GfWord *word = gf_words_get (words, i);

      if (word->start >= date.start)
        return NULL;
      meeting = g_strstr_len (words->folded + word->start, word->length, "møte") != NULL;
    }
  place = dup_place_after_date (head, line, words, &date);
  return place != NULL ? place : dup_place_before_date (head, line, words, &date);
}

/* "Møtet ble holdt på Teams tirsdag 20. april": what stands before the day. */
static char *
dup_place_of_sentence (const GfLines *head, const GfLine *line, const GfWords *words)
{
  static const char *const was[] = { "ble", "blei", "vart", NULL };
  static const char *const held[] = { "holdt", "halde", "haldt", "avholdt", NULL };

  if (words->words->len < 5 || !gf_words_is (words, 0, "møtet")
      || !gf_words_is_any (words, 1, was) || !gf_words_is_any (words, 2, held)
      || !is_place_word (words, 3))
    return NULL;
  if (words->words->len <= 4 + MAX_PLACE_WORDS && line->bare_length <= MAX_PLACE_BYTES
      && memchr (line->bare, ',', line->bare_length) == NULL
      && !has_digits (line->bare, line->bare_length))
    return dup_place_from (head, line, gf_words_get (words, 4)->start, line->bare_length);
  for (size_t i = 5; i < MIN (words->words->len, 5 + MAX_PLACE_WORDS); i++)
    if (gf_date_is_weekday (words, i) || is_clock (words, i)
        || g_ascii_isdigit (words->folded[gf_words_get (words, i)->start]))
      return dup_place_from (head, line, gf_words_get (words, 4)->start,
                             gf_words_get (words, i - is_from (words, i - 1))->start);
  return NULL;
}

/* A line of the head that says where without a key. */
static char *
dup_place_on (const GfLines *head, const GfLine *line)
{
  static const char *const remote[] = { "fjernmøte", "nettmøte", "videomøte", NULL };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
  bool is_remote_line = gf_words_is_any (words, 0, remote);
  GfDate date;

  if (words->words->len < 3)
    return NULL;
  if ((!is_remote_line && !gf_date_is_weekday (words, 0))
      || !gf_date_find (line->bare, words, 0, &date) || date.day == 0
      || date.start > MAX_BEFORE_DATE)
    {
      char *place = dup_place_of_sentence (head, line, words);

      return place != NULL ? place : dup_place_of_meeting (head, line, words);
    }
  if (is_remote_line)
    return g_strndup (line->bare,
                      gf_words_get (words, 0)->start + gf_words_get (words, 0)->length);
  return dup_place_after_date (head, line, words, &date);
}

/* "Løten rådhus", "Panorama Hotell, Steinsland": houses that meetings are held in. */
static bool
names_house (const GfWords *words)
{
  static const char *const houses[] = { "rådhus",
                                        "rådhuset",
                                        "kommunehus",
                                        "kommunehuset",
                                        "heradshus",
                                        "hotell",
                                        "heradshuset",
                                        "herredshus",
                                        "herredshuset",
                                        "fylkeshus",
                                        "hotel",
                                        "fylkeshuset",
                                        "samfunnshus",
                                        "samfunnshuset",
                                        "kulturhus",
                                        "teams",
                                        "kulturhuset",
                                        "hotellet",
                                        "salen",
                                        "formannskapssalen",
                                        "møterom",
                                        "ungdomshus",
                                        "formannskapssal",
                                        "kommunestyresalen",
                                        "gjestegård",
                                        "grendehus",
                                        "fjellstue",
                                        "fjellstove",
                                        "skule",
                                        "skole",
                                        "bibliotek",
                                        "biblioteket",
                                        "administrasjonsbygget",
                                        NULL };

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, houses))
      return true;
  return false;
}

/* A line of its own right below the day of the meeting. */
static char *
dup_place_below_day (const GfLines *head, size_t index)
{
  const GfLine *line = gf_lines_get (head, index), *below;
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES), said = NULL;
  GfDate date;

  if (!gf_date_is_weekday (words, 0) || index + 1 >= gf_lines_size (head)
      || !gf_date_find (line->bare, words, 0, &date) || date.day == 0
      || date.start > MAX_BEFORE_DATE)
    return NULL;
  below = gf_lines_get (head, index + 1);
  said = gf_line_words (below, MAX_LINE_BYTES);
  return below->kind != GF_BLOCK_TABLE_ROW && below->bare_length <= MAX_ALONE_BYTES
                 && below->bare[below->bare_length - 1] != '.'
                 && memchr (below->bare, ':', below->bare_length) == NULL
                 && names_house (said)
             ? dup_place_from (head, below, 0, below->bare_length)
             : NULL;
}

static char *
dup_place_without_key (const GfLines *head)
{
  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_PLACE_LINES); i++)
    {
      char *place = dup_place_on (head, gf_lines_get (head, i));

      if (place == NULL)
        place = dup_place_below_day (head, i);
      if (place != NULL)
        return place;
    }
  return NULL;
}

/* "Formannskapet", "Råd for eldre": municipalities have such, and no region. */
static bool
is_of_municipality (const char *body)
{
  static const char *const kinds[]
      = { "kommunestyre", "formannskap",      "bystyre",    "heradsstyre", "herredsstyre",
          "eldreråd",     "ungdomsråd",       "kontrollut", "planutval",   "råd for",
          "tekni",        "levekår",          "valgstyre",  "valstyre",    "oppvekst",
          "viltnemnd",    "administrasjonsut" };
  g_autofree char *folded = gf_fold (body, strlen (body));

  if (strstr (folded, "fylke") != NULL || strstr (folded, "region") != NULL)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strstr (folded, kinds[i]) != NULL)
      return true;
  return g_str_has_prefix (folded, "utval") || strstr (folded, "hovudutval") != NULL
         || strstr (folded, "hovedutval") != NULL;
}

/* "Vadsø rådhus" anywhere in @length bytes of @text, or "Vadsø kommune" that is all of
   it. */
static char *
dup_hall_owner (const GfRegisters *registers, const char *text, size_t length)
{
  static const char *const halls[]
      = { "rådhus",     "rådhuset",    "kommunehus",  "kommunehuset",  "heradshus",
          "herredshus", "heradshuset", "kommunehall", "kommunesenter", NULL };
  static const char *const forms[] = { "kommune", "herad", NULL };
  g_autoptr (GfWords) words = gf_words_new (
      text, gf_whole_characters (text, length, MAX_LINE_BYTES), MAX_OWNER_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    {
      size_t size = 0;
      const GfEntry *entry = gf_registers_match (registers, GF_REGISTER_MUNICIPALITIES,
                                                 GF_ANY_MEANING, words, i, &size);
      bool whole = i == 0 && size + 1 == words->words->len;

      if (entry != NULL
          && (gf_words_is_any (words, i + size, halls)
              || (whole && gf_words_is_any (words, size, forms)))
          && g_unichar_isupper (g_utf8_get_char (text + gf_words_get (words, i)->start)))
        return g_strdup (entry->name);
    }
  return NULL;
}

char *
gf_meeting_dup_owner (const GfFields *fields, const char *body)
{
  const GfLines *head = fields->head;
  g_autofree char *place = NULL;
  char *owner;

  if (body == NULL || !is_of_municipality (body))
    return NULL;
  place = gf_meeting_dup_place (fields);
  owner = place != NULL ? dup_hall_owner (head->registers, place, strlen (place)) : NULL;
  for (size_t i = 0; owner == NULL && i < MIN (gf_lines_size (head), MAX_PLACE_LINES);
       i++)
    owner = dup_hall_owner (head->registers, gf_lines_get (head, i)->bare,
                            gf_lines_get (head, i)->bare_length);
  return owner;
}

/* "Stad" in the first cell of a row, its value in the next, needs no colon. */
static bool
is_cell (const GfFields *fields, const GfField *field)
{
  const GfLine *line = gf_lines_get (fields->head, field->line);

  return field->key == 0 && field->key_length < line->bare_length
         && line->bare[field->key_length] == '\t'
         && memchr (line->bare + field->key_length + 1, '\t',
                    line->bare_length - field->key_length - 1)
                == NULL;
}

char *
gf_meeting_dup_place (const GfFields *fields)
{
  uint64_t key = GF_MEANING (GF_HEADING_PLACE_KEY);

  for (guint i = gf_fields_find (fields, key, 0); i < fields->list->len;
       i = gf_fields_find (fields, key, i + 1))
    {
      const GfField *field = gf_fields_get (fields, i);
      g_autofree char *value = field->marked || is_cell (fields, field)
                                   ? gf_field_dup_value_past_keys (fields, i)
                                   : NULL;
      g_autofree char *place
          = value != NULL ? dup_without_time (fields->head->registers, value) : NULL;

      if (place != NULL && may_be_place (place))
        return g_steal_pointer (&place);
    }
  return dup_place_without_key (fields->head);
}
