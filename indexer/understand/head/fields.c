/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/fields.h"

#include <string.h>

/* "Funksjon  Navn  Forfall  Møtt for" */
#define MAX_HEADS_BYTES 1000
#define MAX_BYTES 12000
#define MAX_FIELDS 200
/* "Møtedato og tid" has three words; the head of a case paper's course seven cells. */
#define MAX_KEY_WORDS 6
/* Of a line that is a key with more words to it. */
#define MAX_KEY_TAIL_BYTES 60
#define MAX_KEY_CELLS 12
/* Letters of a key that stands in capitals without a colon. */
#define MIN_CAPITALS 5
/* Blanks before a line that goes on with the value above it. */
#define MIN_INDENT 6
/* Between columns of plain text. */
#define COLUMN_GAP "    "
/* Within so many a colon ends what names those who follow. */
#define MAX_LABEL_BYTES 40
/* "Nord-Fron kommune" */
#define MAX_PLACE_WORDS 3
#define FIRST_KEY GF_HEADING_PLACE_KEY
#define LAST_KEY GF_HEADING_LIST_KEY
#define OLD_KEYS                                                                         \
  (GF_MEANING (GF_HEADING_BODY_KEY) | GF_MEANING (GF_HEADING_MEETING_KEY)                \
   | GF_MEANING (GF_HEADING_DATE_KEY) | GF_MEANING (GF_HEADING_HEAD_KEY))
#define NEW_KEYS                                                                         \
  ((GF_MEANING (LAST_KEY) | (GF_MEANING (LAST_KEY) - 1)) & ~(GF_MEANING (FIRST_KEY) - 1))
#define ALL_KEYS (OLD_KEYS | NEW_KEYS)

/* Every meaning of the phrase of @size words that begins with word @index. */
static uint64_t
meanings_of (const GfRegisters *registers, const GfWords *words, size_t index,
             size_t size)
{
  uint64_t found = 0;

  for (int i = 0; i < GF_N_HEADINGS; i++)
    {
      size_t taken = 0;

      if ((ALL_KEYS & GF_MEANING (i)) != 0
          && gf_registers_match (registers, GF_REGISTER_HEADINGS, GF_MEANING (i), words,
                                 index, &taken)
                 != NULL
          && taken == size)
        found |= GF_MEANING (i);
    }
  return found;
}

static bool
is_in_capitals (const GfLine *line, uint32_t start, uint32_t end)
{
  uint32_t n = 0;

  for (const char *p = line->bare + start; p < line->bare + end; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)))
        return false;
      n += g_unichar_isalpha (g_utf8_get_char (p));
    }
  return n >= MIN_CAPITALS;
}

/* Whether a cell or the line begins at @at. */
static bool
begins_cell (const GfLine *line, uint32_t at)
{
  while (at > 0 && line->bare[at - 1] == ' ')
    at--;
  return at == 0 || line->bare[at - 1] == '\t';
}

/* Where the value begins after a key that ends at @end: past a colon, a point before it,
   a parenthesis; 0 where no key ends there. */
static uint32_t
value_start (const GfLine *line, uint32_t key, uint32_t end)
{
  uint32_t at = end, length = line->bare_length;

  while (at < length && strchr (" .)*", line->bare[at]) != NULL)
    at++;
  if (at < length && line->bare[at] == ':')
    return at + 1;
  /* "Vår ref. 22/77-9" */
  if (at < length && line->bare[end] == '.' && g_ascii_isdigit (line->bare[at]))
    return at;
  /* "Frå administrasjonen møtte på delar av møtet:" */
  if (key == 0 && memchr (line->bare, ' ', end) != NULL && at < length
      && line->bare[length - 1] == ':' && length - at <= MAX_KEY_TAIL_BYTES
      && memchr (line->bare, ':', length - 1) == NULL)
    return length;
  if (begins_cell (line, key)
      && (at >= length || line->bare[at] == '\t' || at - end >= 2
          || (at > end + 1 && line->bare[end] == ' ')))
    return at;
  return is_in_capitals (line, key, end) ? end : 0;
}

static bool
has_colon (const GfLine *line, uint32_t end, uint32_t value)
{
  while (end < line->bare_length && strchr (" .)*", line->bare[end]) != NULL)
    end++;
  return end < line->bare_length
         && (line->bare[end] == ':'
             || (value == line->bare_length && line->bare[value - 1] == ':'));
}

/* "Navn", "Funksjon": what heads a column is no key, and neither is what a person is,
   in a cell beside the name. */
static bool
is_of_table (const GfRegisters *registers, const GfWords *words, size_t index,
             size_t size)
{
  const uint64_t meanings = GF_MEANING (GF_HEADING_COLUMN) | GF_MEANING (GF_HEADING_ROLE);
  size_t taken = 0;

  return gf_registers_match (registers, GF_REGISTER_HEADINGS, meanings, words, index,
                             &taken)
             != NULL
         && taken == size;
}

/* "Forfall" in the last cell of a row, below "Møtt": a value, and the head of its column.
 */
static bool
ends_row (const GfLine *line, uint32_t start, uint32_t end)
{
  return line->kind == GF_BLOCK_TABLE_ROW && end == line->bare_length
         && memchr (line->bare, '\t', start) != NULL;
}

/* "Varlia  Kari Nordmann  Forfall  Ola Nordmann": a cell of a row that begins with a
   municipality, no key. */
static bool
is_of_place (const GfLines *head, const GfLine *line, uint32_t start,
             const GfWords *words)
{
  size_t size = 0;
  const GfWord *last;

  if (line->kind != GF_BLOCK_TABLE_ROW || start == 0 || line->bare[start - 1] != '\t'
      || gf_registers_match (head->registers, GF_REGISTER_MUNICIPALITIES, GF_ANY_MEANING,
                             words, 0, &size)
             == NULL)
    return false;
  last = gf_words_get (words, size - 1);
  return line->bare[last->start + last->length] == '\t';
}

/* "Fra Eidemark: Rune Lia (leder), Sissel Haug", at the beginning of a line, where no key
   before it asks who came: those from a place, which is left to the reader of names;
   words of the key, 0 for none. */
static size_t
read_from_place (const GfFields *fields, const GfLine *line, const GfWords *words,
                 GfField *field_out)
{
  const char *colon = memchr (line->bare, ':', MIN (line->bare_length, MAX_LABEL_BYTES));
  size_t n = 1;
  const GfWord *last;

  if (colon == NULL || line->kind == GF_BLOCK_TABLE_ROW
      || !(gf_words_is (words, 0, "fra") || gf_words_is (words, 0, "frå"))
      || gf_fields_find (
             fields,
             GF_MEANING (GF_HEADING_PRESENT_KEY) | GF_MEANING (GF_HEADING_ABSENT_KEY), 0)
             < fields->list->len)
    return 0;
  while (n < words->words->len
         && gf_words_get (words, n)->start < (size_t) (colon - line->bare))
    if (!g_unichar_isupper (
            g_utf8_get_char (line->bare + gf_words_get (words, n++)->start)))
      return 0;
  if (n < 2 || n > MAX_PLACE_WORDS + 1)
    return 0;
  last = gf_words_get (words, n - 1);
  *field_out = (GfField){ .key_length = last->start + last->length,
                          .keys = GF_MEANING (GF_HEADING_PRESENT_KEY),
                          .marked = true };
  return n;
}

/* The key that begins with word @index; *size_out words of it. */
static bool
read_key (const GfLines *head, const GfLine *line, const GfWords *words, size_t index,
          GfField *field_out, size_t *size_out)
{
  const GfWord *first = gf_words_get (words, index), *last;
  uint32_t end;

  if (gf_registers_match (head->registers, GF_REGISTER_HEADINGS, ALL_KEYS, words, index,
                          size_out)
      == NULL)
    return false;
  last = gf_words_get (words, index + *size_out - 1);
  end = last->start + last->length;
  if (ends_row (line, first->start, end) || is_of_place (head, line, first->start, words))
    return false;
  *field_out = (GfField){ .key = first->start, .key_length = end - first->start };
  field_out->start = value_start (line, first->start, end);
  if (field_out->start == 0)
    return false;
  field_out->keys = meanings_of (head->registers, words, index, *size_out);
  field_out->marked = field_out->start > end;
  return has_colon (line, end, field_out->start)
         || ((field_out->keys & ~GF_MEANING (GF_HEADING_HEAD_KEY)) != 0
             && (!is_of_table (head->registers, words, index, *size_out)
                 || (field_out->key_length == line->bare_length
                     && line->kind != GF_BLOCK_TABLE_ROW
                     && is_in_capitals (line, 0, line->bare_length))));
}

/* Where cell @column of @line begins, and its length in *length_out; NULL where it has
   not so many. */
static const char *
find_cell (const GfLine *line, uint32_t column, size_t *length_out)
{
  const char *cell = line->bare, *end = line->bare + line->bare_length;

  for (uint32_t i = 1; i < column && cell != NULL; i++)
    {
      cell = memchr (cell, '\t', (size_t) (end - cell));
      cell = cell != NULL ? cell + 1 : NULL;
    }
  if (cell == NULL)
    return NULL;

  const char *mark = memchr (cell, '\t', (size_t) (end - cell));

  *length_out = (size_t) ((mark != NULL ? mark : end) - cell);
  return cell;
}

/* The key that is all of cell @column of @line. */
static bool
read_key_cell (const GfLines *head, const GfLine *line, uint32_t column,
               GfField *field_out)
{
  size_t length = 0, size = 0;
  const char *cell = find_cell (line, column, &length);
  g_autoptr (GfWords) words
      = cell != NULL ? gf_words_new (cell, length, MAX_KEY_WORDS) : NULL;

  if (words == NULL || words->words->len == 0
      || gf_registers_match (head->registers, GF_REGISTER_HEADINGS, ALL_KEYS, words, 0,
                             &size)
             == NULL
      || size != words->words->len)
    return false;
  *field_out = (GfField){ .key = (uint32_t) (cell - line->bare),
                          .key_length = (uint32_t) length,
                          .marked = true,
                          .column = column };
  field_out->keys = meanings_of (head->registers, words, 0, size);
  /* Below "Saksnr." there is a list of cases. */
  return !is_of_table (head->registers, words, 0, size)
         && (field_out->keys & GF_MEANING (GF_HEADING_LIST_KEY)) == 0;
}

/* "Deres ref.  Vår ref.  Dato" above what they are: fields for its cells, of which there
   are two at least, into @fields. */
static bool
read_key_row (GfFields *fields, size_t index)
{
  const GfLine *line = gf_lines_get (fields->head, index), *below;
  uint32_t n = 1;
  guint n_before = fields->list->len;
  GfField field;

  if (index + 1 >= gf_lines_size (fields->head)
      || memchr (line->bare, '\t', line->bare_length) == NULL)
    return false;
  below = gf_lines_get (fields->head, index + 1);
  for (; read_key_cell (fields->head, line, n, &field); n++)
    {
      size_t length = 0;

      field.line = index;
      field.last = index + 2;
      field.last_end = UINT32_MAX;
      if (n > MAX_KEY_CELLS || find_cell (below, n, &length) == NULL)
        break;
      g_array_append_val (fields->list, field);
    }
  if (n > 2 && find_cell (line, n, &(size_t){ 0 }) == NULL)
    return true;
  g_array_set_size (fields->list, n_before);
  return false;
}

/* How far the cells go down below a row of keys: rows that have no key. */
static void
end_key_row (GfFields *fields, guint first)
{
  const GfLines *head = fields->head;
  size_t end = gf_fields_get (fields, first)->line + 2;
  GfField field;
  size_t n;

  while (end < gf_lines_size (head)
         && gf_lines_get (head, end)->kind == GF_BLOCK_TABLE_ROW
         && find_cell (gf_lines_get (head, end), 2, &n) != NULL
         && !read_key_cell (head, gf_lines_get (head, end), 1, &field))
    end++;
  for (guint i = first; i < fields->list->len; i++)
    g_array_index (fields->list, GfField, i).last = end;
}

/* The value of the last of the first @n fields ends where @at on @line begins. */
static void
end_last (GfFields *fields, guint n, size_t line, uint32_t at)
{
  GfField *last;

  if (n == 0)
    return;
  last = &g_array_index (fields->list, GfField, n - 1);
  if (last->column > 0)
    return;
  if (last->line == line)
    last->end = at;
  last->last = MAX (line + (at > 0), last->line + 1);
  last->last_end = at > 0 ? at : UINT32_MAX;
}

bool
gf_line_heads_people (const GfLines *head, const GfLine *line)
{
  static const char *const offices[]
      = { "funksjon", "rolle", "parti", "representerer", "representerar", NULL };
  static const char *const names[] = { "navn", "namn", NULL };
  const uint64_t columns
      = GF_MEANING (GF_HEADING_COLUMN) | GF_MEANING (GF_HEADING_ABSENT_KEY);
  g_autoptr (GfWords) words = gf_line_words (line, MAX_HEADS_BYTES);
  bool office = false;

  if (line->kind != GF_BLOCK_TABLE_ROW || words->words->len < 2
      || !(gf_words_is_any (words, 0, names) || gf_words_is_any (words, 1, names)))
    return false;
  for (size_t i = 0, size = 1; i < words->words->len; i += size)
    {
      if (gf_registers_match (head->registers, GF_REGISTER_HEADINGS, columns, words, i,
                              &size)
          == NULL)
        return false;
      office |= gf_words_is_any (words, i, offices);
    }
  return office;
}

static void
read_line (GfFields *fields, size_t index, size_t max_bytes)
{
  const GfLine *line = gf_lines_get (fields->head, index);
  g_autoptr (GfWords) words = gf_line_words (line, max_bytes);

  if (gf_line_heads_people (fields->head, line))
    return;
  for (size_t i = 0; i < words->words->len && fields->list->len < MAX_FIELDS;)
    {
      GfField field;
      size_t size = i == 0 ? read_from_place (fields, line, words, &field) : 0;

      if (size == 0 && !read_key (fields->head, line, words, i, &field, &size))
        {
          i++;
          continue;
        }
      end_last (fields, fields->list->len, index, field.key);
      field.line = index;
      field.end = line->bare_length;
      field.last = index + 1;
      field.last_end = UINT32_MAX;
      g_array_append_val (fields->list, field);
      i += size;
    }
}

GfFields *
gf_fields_new (const GfLines *head)
{
  GfFields *fields = g_new0 (GfFields, 1);
  size_t bytes = 0;

  fields->head = head;
  fields->list = g_array_new (FALSE, FALSE, sizeof (GfField));
  for (size_t i = 0; i < gf_lines_size (head) && bytes < MAX_BYTES; i++)
    {
      guint n_before = fields->list->len;

      bytes += gf_lines_get (head, i)->bare_length;
      if (n_before < MAX_FIELDS - MAX_KEY_CELLS && read_key_row (fields, i))
        {
          end_key_row (fields, n_before);
          end_last (fields, n_before, i, 0);
          i = gf_fields_get (fields, n_before)->last - 1;
        }
      else
        read_line (fields, i, MAX_BYTES - bytes + gf_lines_get (head, i)->bare_length);
    }
  if (fields->list->len > 0 && gf_fields_get (fields, fields->list->len - 1)->column == 0)
    g_array_index (fields->list, GfField, fields->list->len - 1).last
        = gf_lines_size (head);
  return fields;
}

void
gf_fields_free (GfFields *fields)
{
  g_array_unref (fields->list);
  g_free (fields);
}

guint
gf_fields_find (const GfFields *fields, uint64_t keys, guint from)
{
  for (guint i = from; i < fields->list->len; i++)
    if ((gf_fields_get (fields, i)->keys & keys) != 0)
      return i;
  return fields->list->len;
}

/* What stands below the key in its column on line @index; NULL for nothing. */
static char *
dup_cell (const GfFields *fields, const GfField *field, size_t index)
{
  size_t length = 0;
  const char *cell
      = find_cell (gf_lines_get (fields->head, index), field->column, &length);
  char *value = cell != NULL ? g_strstrip (g_strndup (cell, length)) : NULL;

  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);
  return value;
}

/* All that stands below the key, a cell a line. */
static char *
dup_column (const GfFields *fields, const GfField *field, size_t max_bytes)
{
  GString *text = g_string_new (NULL);

  for (size_t i = field->line + 1; i < field->last && text->len < max_bytes; i++)
    {
      g_autofree char *cell = dup_cell (fields, field, i);

      if (cell != NULL)
        g_string_append_printf (text, "%s\n", cell);
    }
  g_string_truncate (text, gf_whole_characters (text->str, text->len, max_bytes));
  return g_string_free (text, FALSE);
}

char *
gf_field_dup_value (const GfFields *fields, const GfField *field)
{
  const GfLine *line = gf_lines_get (fields->head, field->line);
  char *value = field->column > 0 ? dup_cell (fields, field, field->line + 1) : NULL;

  if (field->column > 0)
    return value;
  value = g_strstrip (
      g_strndup (line->bare + field->start,
                 field->end > field->start ? field->end - field->start : 0));

  if (*value == '\0' && field->line + 1 < field->last)
    {
      g_free (value);
      line = gf_lines_get (fields->head, field->line + 1);
      value = g_strstrip (g_strndup (line->bare, line->bare_length));
    }
  if (*value == '\0')
    g_clear_pointer (&value, g_free);
  return value;
}

char *
gf_field_dup_value_past_keys (const GfFields *fields, guint index)
{
  const GfField *field = gf_fields_get (fields, index);
  char *value = gf_field_dup_value (fields, field);

  for (guint i = index + 1; value == NULL && i < fields->list->len; i++)
    {
      const GfField *next = gf_fields_get (fields, i);

      if (next->line != field->line || !next->marked)
        break;
      value = gf_field_dup_value (fields, next);
    }
  return value;
}

/* "Ordfører MTT: Kari Nordmann" */
static bool
begins_label (const GfLine *line)
{
  return memchr (line->bare, ':', MIN (line->bare_length, MAX_LABEL_BYTES)) != NULL;
}

/* "Kari Nordmann            Økonomisjef" */
static bool
has_columns (const GfLine *line)
{
  return g_strstr_len (line->bare, line->bare_length, COLUMN_GAP) != NULL;
}

/* Set below the value in the line above, as in plain text. */
static bool
is_indented (const GfLine *line)
{
  ptrdiff_t n = line->bare - line->raw;

  return !line->bullet && n >= MIN_INDENT && line->raw[0] == ' '
         && memchr (line->raw, '\t', (size_t) n) == NULL;
}

/* Whether the indented lines of @field are one list that is broken anywhere, as those
   that end within it show, and not one of a person a line. */
static bool
is_wrapped (const GfFields *fields, const GfField *field)
{
  for (size_t i = field->line + 1; i < field->last; i++)
    {
      const GfLine *line = gf_lines_get (fields->head, i);
      const GfLine *above = gf_lines_get (fields->head, i - 1);
      const char *end = above->bare + above->bare_length;

      if (!is_indented (line))
        return false;
      if (!g_unichar_isupper (g_utf8_get_char (line->bare))
          || strchr (",;-", end[-1]) != NULL
          || (above->bare_length > 3 && memcmp (end - 3, " og", 3) == 0))
        return true;
    }
  return false;
}

char *
gf_field_dup_text (const GfFields *fields, const GfField *field, size_t max_bytes)
{
  const GfLine *line = gf_lines_get (fields->head, field->line);
  GString *text;
  bool wrapped;

  if (field->column > 0)
    return dup_column (fields, field, max_bytes);
  wrapped = is_wrapped (fields, field);
  text = g_string_new (NULL);
  if (field->end > field->start)
    g_string_append_len (text, line->bare + field->start,
                         (gssize) (field->end - field->start));
  for (size_t i = field->line + 1; i < field->last && text->len < max_bytes; i++)
    {
      const GfLine *above = line;
      bool goes_on;

      line = gf_lines_get (fields->head, i);
      goes_on = is_indented (line)
                    ? wrapped
                    : above->runs_on && !begins_label (line) && !has_columns (line);
      g_string_append_c (text, goes_on ? ' ' : '\n');
      g_string_append_len (text, line->bare,
                           i + 1 == field->last
                               ? (gssize) MIN (field->last_end, line->bare_length)
                               : (gssize) line->bare_length);
    }
  g_string_truncate (text, gf_whole_characters (text->str, text->len, max_bytes));
  return g_string_free (text, FALSE);
}

char *
gf_field_dup_key (const GfFields *fields, const GfField *field)
{
  return g_strndup (gf_lines_get (fields->head, field->line)->bare + field->key,
                    field->key_length);
}
