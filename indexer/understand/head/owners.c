/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/owners.h"

#include <string.h>

#include "indexer/understand/head/owner-words.h"
#include "indexer/understand/head/receivers.h"
#include "indexer/understand/reading/dates.h"
#include "indexer/understand/reading/labels.h"
#include "indexer/understand/reading/made-names.h"

#define MAX_LETTERHEAD_LINES 4
#define MAX_SENDER_LINES 12
#define MAX_KEY_LINES 30
#define MAX_BYTES 300
/* Municipalities that make one document together. */
#define MAX_OWNERS 8
#define MAX_NAME_BYTES 60
/* The last lines of a paper. */
#define MAX_SIGNED_LINES 12
/* Lines of furniture, and of a site's own above the text. */
#define MAX_FURNITURE_LINES 40

typedef struct
{
  const GfRegisters *registers;
  GfOwners *owners;
  char *made; /* "Varstad kommune", which no register has */
  guint n_made;
} Reader;

typedef enum
{
  NOWHERE,
  MUNICIPALITY,
  COUNTY
} Kind;

/* The word after a name that makes it a municipality's or a county's. */
static Kind
kind_after (const GfWords *words, size_t index)
{
  static const char *const ours[]
      = { "kommune",       "kommunes",      "herad",       "bykommune",
          "kommunestyre",  "kommunestyres", "formannskap", "bystyre",
          "heradsstyre",   "eldreråd",      "ungdomsråd",  "kontrollutvalg",
          "kontrollutval", "planutvalg",    "planutval",   "viltnemnd",
          "valgstyre",     "valstyre",      NULL };
  static const char *const counties[]
      = { "fylkeskommune", "fylkeskommunes", "fylkesting", "fylkesutvalg",
          "fylkesutval",   "fylkesråd",      NULL };

  if (gf_words_is_any (words, index, ours))
    return MUNICIPALITY;
  return gf_words_is_any (words, index, counties) ? COUNTY : NOWHERE;
}

static bool
is_capital (const char *text, const GfWords *words, size_t index)
{
  return index < words->words->len
         && g_unichar_isupper (
             g_utf8_get_char (text + gf_words_get (words, index)->start));
}

static void
add_once (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return;
  if (names->len < MAX_OWNERS)
    g_ptr_array_add (names, g_strdup (name));
}

/* The municipality or county that words from @index name; *size_out words with the word
   after it. */
static Kind
read_owner (const Reader *reader, const char *text, const GfWords *words, size_t index,
            size_t *size_out, const char **name_out)
{
  static const GfRegister registers[]
      = { GF_REGISTER_MUNICIPALITIES, GF_REGISTER_COUNTIES };

  if (!is_capital (text, words, index))
    return NOWHERE;
  for (size_t i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      size_t size = 0;
      const GfEntry *entry = gf_registers_match (reader->registers, registers[i],
                                                 GF_ANY_MEANING, words, index, &size);

      if (entry == NULL
          || kind_after (words, index + size) != (i == 0 ? MUNICIPALITY : COUNTY))
        continue;
      *size_out = size + 1;
      *name_out = entry->name;
      return i == 0 ? MUNICIPALITY : COUNTY;
    }
  return NOWHERE;
}

static void
add_owner (const Reader *reader, Kind kind, const char *name)
{
  add_once (kind == MUNICIPALITY ? reader->owners->municipalities
                                 : reader->owners->counties,
            name);
}

/* "1 SKIEN KOMMUNE Møtebok": the first words, page number apart; running text goes on in
   small letters ("Skien kommune deltar").  @sender: there it may. */
static void
read_opening (const Reader *reader, const char *text, size_t length, bool sender)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 30);
  size_t i = 0, size = 0;
  const char *name;
  Kind kind;

  if (words->words->len > 0
      && g_ascii_isdigit (words->folded[gf_words_get (words, 0)->start]))
    i++;
  while (i < words->words->len
         && (kind = read_owner (reader, text, words, i, &size, &name)) != NOWHERE)
    {
      size_t next = i + size;

      if (!sender && next < words->words->len && !is_capital (text, words, next)
          && gf_words_get (words, next)->start
                 <= gf_words_get (words, next - 1)->start
                        + gf_words_get (words, next - 1)->length + 1)
        return;
      add_owner (reader, kind, name);
      i = next;
    }
}

static void
read_anywhere (const Reader *reader, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 60);
  size_t size = 1;

  for (size_t i = 0; i < words->words->len; i += size)
    {
      const char *name;
      Kind kind = read_owner (reader, text, words, i, &size, &name);

      if (kind != NOWHERE)
        add_owner (reader, kind, name);
      else
        size = 1;
    }
}

/* The name that no register has, from word @first before @end: first letters large. */
static char *
dup_made (const char *text, const GfWords *words, size_t first, size_t end)
{
  GString *name = g_string_new (NULL);

  for (size_t i = first; i < end; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      const char *from = words->folded + word->start;
      size_t skip = (size_t) (g_utf8_next_char (from) - from);
      g_autofree char *letter = g_utf8_strup (from, (gssize) skip);

      g_string_append (name, letter);
      g_string_append_len (name, from + skip, (gssize) (word->length - skip));
      if (i + 1 < end)
        g_string_append_c (name, text[word->start + word->length] == '-' ? '-' : ' ');
    }
  return g_string_free (name, FALSE);
}

static guint
count_owners (const Reader *reader)
{
  return reader->owners->municipalities->len + reader->owners->counties->len;
}

/* The municipality that no register has, from word @first on, with "kommune" after it. */
static void
read_made_in (Reader *reader, const char *text, const GfWords *words, size_t first)
{
  size_t end = first + 1;

  while (end < words->words->len && end < first + 3 && is_capital (text, words, end)
         && kind_after (words, end) == NOWHERE)
    end++;
  if (end >= words->words->len || kind_after (words, end) != MUNICIPALITY)
    return;

  g_autofree char *before = g_steal_pointer (&reader->made);

  reader->made = dup_made (text, words, first, end);
  reader->n_made += g_strcmp0 (before, reader->made) != 0;
}

static void
take_made (Reader *reader, char *name)
{
  g_autofree char *before = g_steal_pointer (&reader->made);

  reader->made = name;
  reader->n_made += g_strcmp0 (before, reader->made) != 0;
}

/* "Eldrerådet Varstad kommune": without a word between. */
static void
read_organ_of (const Reader *reader, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 10);
  size_t size = 0;
  const char *name;
  Kind kind;

  if (words->words->len < 3 || !gf_owner_is_organ (words, 0))
    return;
  kind = read_owner (reader, text, words, 1, &size, &name);
  if (kind != NOWHERE && 1 + size == words->words->len)
    add_owner (reader, kind, name);
}

/* "Eldrerådet i Nesodden", "Kontrollutvalget i Varstad kommune": an organ and its
   place. */
static void
read_organ_in (Reader *reader, const char *text, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, 30);

  for (size_t i = 1; i + 1 < words->words->len; i++)
    {
      size_t size = 0, first = i + 1;
      const GfEntry *entry;

      if (!gf_words_is (words, i, "i") || !gf_owner_is_organ (words, i - 1)
          || !is_capital (text, words, first))
        continue;
      entry = gf_registers_match (reader->registers, GF_REGISTER_MUNICIPALITIES,
                                  GF_ANY_MEANING, words, first, &size);
      if (entry != NULL
          && (kind_after (words, first + size) == MUNICIPALITY
              || gf_owner_ends_phrase (text, words, first + size - 1)))
        add_owner (reader, MUNICIPALITY, entry->name);
      else if (entry == NULL && count_owners (reader) == 0)
        {
          read_made_in (reader, text, words, first);
          if (reader->made == NULL && gf_owner_ends_phrase (text, words, first)
              && !gf_owner_is_building (words, first)
              && !gf_made_name_is_half (words, first))
            take_made (reader, dup_made (text, words, first, first + 1));
        }
      return;
    }
}

/* "Møteprotokoll", "Referat fra møte i": what a title says before the organ. */
static bool
leads_to_organ (const Reader *reader, const GfWords *words, size_t end)
{
  static const char *const joints[]
      = { "for", "fra", "frå", "i", "av", "møte", "utskrift", NULL };

  for (size_t i = 0; i < end; i++)
    if (!gf_words_is_any (words, i, joints)
        && gf_registers_match (reader->registers, GF_REGISTER_TYPES, GF_ANY_MEANING,
                               words, i, NULL)
               == NULL)
      return false;
  return true;
}

/* By its shape: "VARSTAD KOMMUNE" or "Varstad eldreråd" alone on its line,
   "kontrollutvalget i Varstad kommune" after a key. */
static void
read_made (Reader *reader, const char *text, size_t length, bool alone)
{
  static const char *const organs[]
      = { "kommune",    "kommunestyre", "formannskap",   "bystyre", "eldreråd",
          "ungdomsråd", "heradsstyre",  "fylkeskommune", NULL };
  g_autoptr (GfWords) words = NULL;
  size_t n, first;

  length = gf_owner_length_before_dash (text, length);
  if (length > 2 * MAX_NAME_BYTES || (alone && length > MAX_NAME_BYTES))
    return;
  words = gf_words_new (text, length, 12);
  n = words->words->len;
  if (n < 2 || !gf_words_is_any (words, n - 1, organs) || !is_capital (text, words, n - 2)
      || gf_words_get (words, n - 1)->start + gf_words_get (words, n - 1)->length
             != length)
    return;
  first = n > 2 && gf_made_name_is_half (words, n - 3) ? n - 3 : n - 2;
  if (alone && first > 0 && !leads_to_organ (reader, words, first))
    return;

  g_autofree char *before = g_steal_pointer (&reader->made);
  g_autofree char *name = dup_made (text, words, first, n - 1);

  reader->made = gf_words_is (words, n - 1, "fylkeskommune")
                     ? g_strdup_printf ("%s fylkeskommune", name)
                     : g_steal_pointer (&name);
  reader->n_made += g_strcmp0 (before, reader->made) != 0;
}

/* Where the column that begins at @text ends: at a tab or three blanks. */
static size_t
column_length (const char *text, size_t length)
{
  size_t n = 0;

  while (n < length && text[n] != '\t'
         && !(length - n >= 3 && memcmp (text + n, "   ", 3) == 0))
    n++;
  return n;
}

/* "Deanuvuotna gielda - Fjordtana kommune": in two languages. */
static void
read_second_name (Reader *reader, const char *text, size_t length)
{
  size_t before = gf_owner_length_before_dash (text, length);
  const char *dash = text + before;

  if (before == length || dash[1] != '-' || reader->n_made > 0)
    return;
  read_made (reader, dash + 3, length - before - 3, true);
}

/* "Nordli" above "fylkeskommune": one name on two lines. */
static void
read_broken_name (Reader *reader, const GfLine *above, const GfLine *line)
{
  static const char *const ends[] = { "kommune", "fylkeskommune", "herad", NULL };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_NAME_BYTES);
  g_autofree char *name = NULL;

  if (words->words->len != 1 || !gf_words_is_any (words, 0, ends)
      || above->bare_length > MAX_NAME_BYTES / 2)
    return;
  name = g_strdup_printf ("%.*s %.*s", (int) above->bare_length, above->bare,
                          (int) line->bare_length, line->bare);
  read_made (reader, name, strlen (name), true);
}

/* "NORDLI FYLKESKOMMUNE      Arkivref: 12/31", "S A N D F J E L L   K O M M U N E" */
static void
read_letterhead (Reader *reader, const GfLine *line)
{
  g_autofree char *unspaced = gf_made_name_dup_unspaced (line->bare, line->bare_length);
  size_t first = column_length (line->bare, line->bare_length), last = first;

  if (unspaced != NULL)
    {
      read_opening (reader, unspaced, strlen (unspaced), false);
      read_made (reader, unspaced, strlen (unspaced), true);
      return;
    }
  read_made (reader, line->bare, first, true);
  read_second_name (reader, line->bare, first);
  while (last < line->bare_length && strchr (" \t", line->bare[last]) != NULL)
    last++;
  if (last < line->bare_length)
    read_made (reader, line->bare + last,
               column_length (line->bare + last, line->bare_length - last), true);
}

static void
read_lines (Reader *reader, const GfLines *head, GfDocumentType type)
{
  uint64_t receiver = GF_MEANING (GF_HEADING_INVITED_KEY);
  size_t last = 0;

  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_KEY_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      size_t length = gf_whole_characters (line->bare, line->bare_length, MAX_BYTES);
      uint32_t rest = 0;

      if (count_owners (reader) > 0 && gf_receiver_is_addressed (head, i))
        continue;
      if (i < MAX_LETTERHEAD_LINES && (i <= last + 1 || count_owners (reader) == 0))
        {
          guint n = count_owners (reader);

          read_opening (reader, line->bare, length, false);
          read_letterhead (reader, line);
          if (i > 0)
            read_broken_name (reader, gf_lines_get (head, i - 1), line);
          read_organ_in (reader, line->bare, length);
          read_organ_of (reader, line->bare, length);
          last = count_owners (reader) > n ? i : last;
        }
      if (type == GF_TYPE_HEARING && i < MAX_SENDER_LINES)
        read_opening (reader, line->bare, length, true);
      if (gf_line_find_key (head, line, GF_MEANING (GF_HEADING_BODY_KEY), &rest)
          && !gf_line_find_key (head, line, receiver, NULL) && rest < length)
        {
          read_anywhere (reader, line->bare + rest, length - rest);
          read_made (reader, line->bare + rest, line->bare_length - rest, false);
        }
    }
}

/* "Tverrlia kommune", and no more, in one cell of a line of furniture or in what the file
   calls its author. */
static void
read_alone (Reader *reader, const char *text, size_t length)
{
  g_autoptr (GfWords) words
      = gf_words_new (text, gf_whole_characters (text, length, MAX_BYTES), 30);
  size_t size = 0;
  const char *name;
  Kind kind;

  if (words->words->len == 0)
    return;
  kind = read_owner (reader, text, words, 0, &size, &name);
  if (kind == NOWHERE)
    read_made (reader, text, length, true);
  else if (size == words->words->len)
    add_owner (reader, kind, name);
}

/* "Tverrlia kommune\t\tSide 1 av 4" */
static void
read_cells (Reader *reader, const GfLine *line)
{
  const char *cell = line->bare, *end = line->bare + line->bare_length;

  while (cell < end)
    {
      const char *mark = memchr (cell, '\t', (size_t) (end - cell));
      const char *to = mark != NULL ? mark : end;

      while (to > cell && to[-1] == ' ')
        to--;
      read_alone (reader, cell, (size_t) (to - cell));
      cell = mark != NULL ? mark + 1 : end;
    }
}

/* Whose paper or whose site it stands on: the heads and feet of the pages, and what a
   site has above its text; below it a site tells of others. */
static void
read_furniture (Reader *reader, const GfLines *lines)
{
  bool above = true;
  size_t n = 0;

  for (size_t i = 0; i < gf_lines_size (lines) && n < MAX_FURNITURE_LINES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      above = above && line->aside;
      if (!line->aside || (line->kind == GF_BLOCK_BOILERPLATE && !above))
        continue;
      read_cells (reader, line);
      n++;
    }
}

/* "Varstad kommune, 7. oktober 2008", or no more than that: where a paper is signed. */
static void
read_signed (Reader *reader, const GfLines *lines)
{
  size_t n = gf_lines_size (lines);

  for (size_t i = n > MAX_SIGNED_LINES ? n - MAX_SIGNED_LINES : 0; i < n; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      const char *comma = memchr (line->bare, ',', line->bare_length);
      g_autoptr (GfWords) words = NULL;
      GfDate date;

      if (line->aside || line->rule || line->bare_length > MAX_NAME_BYTES)
        continue;
      words = gf_line_words (line, MAX_NAME_BYTES);
      if (comma == NULL || gf_date_find (line->bare, words, 0, &date))
        read_alone (reader, line->bare,
                    comma != NULL ? (size_t) (comma - line->bare) : line->bare_length);
    }
}

/* The sender whom the title of an answer names: "Høringssvar fra Tangmo kommune". */
static void
read_sender (Reader *reader, const char *title)
{
  g_autoptr (GfWords) words
      = gf_words_new (title, gf_whole_characters (title, strlen (title), MAX_BYTES), 30);
  static const char *const from[] = { "fra", "frå", NULL };

  for (size_t i = 0; i + 2 < words->words->len; i++)
    for (size_t j = i + 2; j < MIN (i + 5, words->words->len); j++)
      {
        const GfWord *first = gf_words_get (words, i + 1);
        const GfWord *last = gf_words_get (words, j);

        if (!gf_words_is_any (words, i, from) || kind_after (words, j) == NOWHERE)
          continue;
        read_alone (reader, title + first->start,
                    last->start + last->length - first->start);
        return;
      }
}

static bool
is_known (const Reader *reader)
{
  return count_owners (reader) > 0 || reader->n_made > 0;
}

static char *
dup_region (Reader *reader)
{
  const GfOwners *owners = reader->owners;
  guint n = count_owners (reader);

  if (n == 0 && reader->n_made == 1)
    return g_steal_pointer (&reader->made);
  if (n != 1)
    return NULL;
  if (owners->counties->len == 1)
    return g_strdup_printf ("%s fylkeskommune",
                            (char *) g_ptr_array_index (owners->counties, 0));
  return g_strdup (g_ptr_array_index (owners->municipalities, 0));
}

static char *
dup_author (const GfRegisters *registers, const char *author)
{
  GfOwners owners = { g_ptr_array_new_with_free_func (g_free),
                      g_ptr_array_new_with_free_func (g_free), NULL, NULL };
  Reader reader = { .registers = registers, .owners = &owners };
  char *name;

  read_alone (&reader, author, strlen (author));
  name = dup_region (&reader);
  g_ptr_array_unref (owners.municipalities);
  g_ptr_array_unref (owners.counties);
  g_free (reader.made);
  return name;
}

GfOwners *
gf_owners_find (const GfLines *lines, const GfLines *head, GfDocumentType type,
                const char *title)
{
  GfOwners *owners = g_new0 (GfOwners, 1);
  Reader reader = { .registers = head->registers, .owners = owners };
  const char *metadata = gf_text_get (head->text, GF_TEXT_TITLE);
  const char *author = gf_text_get (head->text, GF_TEXT_AUTHOR);
  bool answer = type == GF_TYPE_HEARING;

  owners->municipalities = g_ptr_array_new_with_free_func (g_free);
  owners->counties = g_ptr_array_new_with_free_func (g_free);
  if (title != NULL && answer)
    read_sender (&reader, title);
  if (!answer || !is_known (&reader))
    read_lines (&reader, head, type);
  /* A hearing's title names whom it answers. */
  if (title != NULL && !answer)
    read_anywhere (&reader, title,
                   gf_whole_characters (title, strlen (title), MAX_BYTES));
  if (title != NULL && !answer && !is_known (&reader))
    read_organ_in (&reader, title,
                   gf_whole_characters (title, strlen (title), MAX_BYTES));
  if (metadata != NULL && !answer && count_owners (&reader) == 0)
    read_anywhere (&reader, metadata,
                   gf_whole_characters (metadata, strlen (metadata), MAX_BYTES));
  if (!is_known (&reader))
    read_furniture (&reader, lines);
  if (!is_known (&reader) && type == GF_TYPE_CASE_PAPER)
    read_signed (&reader, lines);
  owners->region = dup_region (&reader);
  if (author != NULL && !answer && owners->region == NULL)
    owners->author = dup_author (head->registers, author);
  g_free (reader.made);
  return owners;
}

void
gf_owners_free (GfOwners *owners)
{
  if (owners == NULL)
    return;
  g_ptr_array_unref (owners->municipalities);
  g_ptr_array_unref (owners->counties);
  g_free (owners->region);
  g_free (owners->author);
  g_free (owners);
}
