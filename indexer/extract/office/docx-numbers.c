/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/docx-numbers.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/extract/xml.h"

#define N_LEVELS 9
/* Word itself has at most 2,047 lists in a document. */
#define MAX_LISTS 10000
#define MAX_TEXT_BYTES 256
#define MAX_VALUE 32767
/* The 27th of a list of letters is "aa"; nobody reads further than this. */
#define MAX_LETTERS 8

typedef enum
{
  DECIMAL,
  DECIMAL_ZERO,
  UPPER_ROMAN,
  LOWER_ROMAN,
  UPPER_LETTER,
  LOWER_LETTER,
  ORDINAL,
  NO_NUMBER,
  BULLET
} Format;

typedef struct
{
  int start;
  Format format;
  char *text;    /* "%1.%2"; NULL for nothing */
  char *style;   /* of the paragraphs that are of this level */
  int restart;   /* the level, from 1, after which it begins anew; 0 for never, -1 for any
                    above */
  bool is_legal; /* all of its numbers are decimal */
  bool has_no_space;
} Level;

/* An abstract list counts; the lists of a document that are made of it go on where the
   other left off, but for levels where they say a start of their own. */
typedef struct Abstract
{
  Level levels[N_LEVELS];
  int counts[N_LEVELS];      /* of the last paragraph; -1 before the first */
  char *defines;             /* the numbering style that it is */
  char *follows;             /* the one that says all of it */
  struct Abstract *followed; /* the list that is that one; NULL for none */
} Abstract;

typedef struct
{
  int abstract;
  int starts[N_LEVELS]; /* to begin with, once; -1 for none */
} List;

struct GfDocxNumbers
{
  GHashTable *abstracts;
  GHashTable *lists;
  Abstract *abstract; /* that is being read */
  List *list;         /* likewise */
  Level *level;       /* likewise, within either */
  int level_number;
};

static void
free_abstract (gpointer data)
{
  Abstract *abstract = data;

  for (int i = 0; i < N_LEVELS; i++)
    {
      g_free (abstract->levels[i].text);
      g_free (abstract->levels[i].style);
    }
  g_free (abstract->defines);
  g_free (abstract->follows);
  g_free (abstract);
}

static void
begin_abstract (GfDocxNumbers *numbers, const GfXmlElement *element)
{
  int64_t id = gf_xml_number (element, "abstractNumId", 0, G_MAXINT, -1);

  numbers->list = NULL;
  numbers->abstract = NULL;
  if (id < 0 || g_hash_table_size (numbers->abstracts) >= MAX_LISTS)
    return;
  numbers->abstract = g_new0 (Abstract, 1);
  for (int i = 0; i < N_LEVELS; i++)
    {
      numbers->abstract->counts[i] = -1;
      numbers->abstract->levels[i].restart = -1;
    }
  g_hash_table_replace (numbers->abstracts, GINT_TO_POINTER ((int) id),
                        numbers->abstract);
}

static void
begin_list (GfDocxNumbers *numbers, const GfXmlElement *element)
{
  int64_t id = gf_xml_number (element, "numId", 0, G_MAXINT, -1);

  numbers->abstract = NULL;
  numbers->list = NULL;
  if (id < 0 || g_hash_table_size (numbers->lists) >= MAX_LISTS)
    return;
  numbers->list = g_new0 (List, 1);
  numbers->list->abstract = -1;
  for (int i = 0; i < N_LEVELS; i++)
    numbers->list->starts[i] = -1;
  g_hash_table_replace (numbers->lists, GINT_TO_POINTER ((int) id), numbers->list);
}

static void
begin_level (GfDocxNumbers *numbers, const GfXmlElement *element)
{
  int64_t number = gf_xml_number (element, "ilvl", 0, G_MAXINT, -1);

  numbers->level = NULL;
  numbers->level_number = number >= 0 && number < N_LEVELS ? (int) number : -1;
  if (numbers->level_number >= 0 && numbers->abstract != NULL)
    numbers->level = &numbers->abstract->levels[number];
}

static Format
format_of (const char *name)
{
  static const char *const names[] = { [DECIMAL] = "decimal",
                                       [DECIMAL_ZERO] = "decimalZero",
                                       [UPPER_ROMAN] = "upperRoman",
                                       [LOWER_ROMAN] = "lowerRoman",
                                       [UPPER_LETTER] = "upperLetter",
                                       [LOWER_LETTER] = "lowerLetter",
                                       [ORDINAL] = "ordinal",
                                       [NO_NUMBER] = "none",
                                       [BULLET] = "bullet" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return (Format) i;
  return DECIMAL;
}

static void
take_of_level (Level *level, const char *name, const GfXmlElement *element)
{
  g_autofree char *value = gf_xml_dup_attribute (element, "val");

  if (strcmp (name, "start") == 0)
    level->start = (int) gf_xml_number (element, "val", 0, MAX_VALUE, 0);
  else if (strcmp (name, "numFmt") == 0)
    level->format = format_of (value);
  else if (strcmp (name, "lvlRestart") == 0)
    level->restart = (int) gf_xml_number (element, "val", 0, N_LEVELS, -1);
  else if (strcmp (name, "isLgl") == 0)
    level->is_legal = gf_xml_flag (element, "val", true);
  else if (strcmp (name, "suff") == 0)
    level->has_no_space = g_strcmp0 (value, "nothing") == 0;
  else if (strcmp (name, "pStyle") == 0 && level->style == NULL)
    level->style = g_steal_pointer (&value);
  else if (strcmp (name, "lvlText") == 0 && level->text == NULL && value != NULL
           && strlen (value) <= MAX_TEXT_BYTES)
    level->text = g_steal_pointer (&value);
}

static void
take_of_list (GfDocxNumbers *numbers, const char *name, const GfXmlElement *element)
{
  if (strcmp (name, "abstractNumId") == 0)
    numbers->list->abstract = (int) gf_xml_number (element, "val", 0, G_MAXINT, -1);
  else if (strcmp (name, "startOverride") == 0 && numbers->level_number >= 0)
    numbers->list->starts[numbers->level_number]
        = (int) gf_xml_number (element, "val", 0, MAX_VALUE, -1);
}

static void
replace (char **string, const GfXmlElement *element)
{
  g_free (*string);
  *string = gf_xml_dup_attribute (element, "val");
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  GfDocxNumbers *numbers = data;

  (void) uri;
  if (strcmp (name, "abstractNum") == 0)
    begin_abstract (numbers, element);
  else if (strcmp (name, "num") == 0)
    begin_list (numbers, element);
  else if (strcmp (name, "lvl") == 0 || strcmp (name, "lvlOverride") == 0)
    begin_level (numbers, element);
  else if (numbers->list != NULL)
    take_of_list (numbers, name, element);
  else if (numbers->abstract != NULL && strcmp (name, "styleLink") == 0)
    replace (&numbers->abstract->defines, element);
  else if (numbers->abstract != NULL && strcmp (name, "numStyleLink") == 0)
    replace (&numbers->abstract->follows, element);
  else if (numbers->level != NULL)
    take_of_level (numbers->level, name, element);
  return strcmp (name, "rPr") != 0 && strcmp (name, "pPr") != 0;
}

static void
end (void *data, const char *uri, const char *name)
{
  GfDocxNumbers *numbers = data;

  (void) uri;
  if (strcmp (name, "lvl") == 0)
    numbers->level = NULL;
}

static void
link_styles (const GfDocxNumbers *numbers)
{
  g_autoptr (GHashTable) defining = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) all = g_hash_table_get_values (numbers->abstracts);

  for (GList *node = all; node != NULL; node = node->next)
    {
      Abstract *abstract = node->data;

      if (abstract->defines != NULL)
        g_hash_table_insert (defining, abstract->defines, abstract);
    }
  for (GList *node = all; node != NULL; node = node->next)
    {
      Abstract *abstract = node->data;

      if (abstract->follows != NULL)
        abstract->followed = g_hash_table_lookup (defining, abstract->follows);
    }
}

GfDocxNumbers *
gf_docx_numbers_new (GBytes *bytes)
{
  static const GfXmlHandler handler = { start, end, NULL };
  GfDocxNumbers *numbers = g_new0 (GfDocxNumbers, 1);

  numbers->abstracts
      = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, free_abstract);
  numbers->lists = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  if (bytes != NULL)
    gf_xml_walk (bytes, &handler, numbers);
  link_styles (numbers);
  return numbers;
}

void
gf_docx_numbers_free (GfDocxNumbers *numbers)
{
  if (numbers == NULL)
    return;
  g_hash_table_unref (numbers->abstracts);
  g_hash_table_unref (numbers->lists);
  g_free (numbers);
}

static Abstract *
find_abstract (const GfDocxNumbers *numbers, const List *list)
{
  Abstract *abstract
      = list != NULL
            ? g_hash_table_lookup (numbers->abstracts, GINT_TO_POINTER (list->abstract))
            : NULL;

  return abstract != NULL && abstract->followed != NULL ? abstract->followed : abstract;
}

static List *
find_list (const GfDocxNumbers *numbers, int list)
{
  return g_hash_table_lookup (numbers->lists, GINT_TO_POINTER (list));
}

int
gf_docx_numbers_level_of (const GfDocxNumbers *numbers, int list, const char *style)
{
  const Abstract *abstract = find_abstract (numbers, find_list (numbers, list));

  for (int i = 0; abstract != NULL && i < N_LEVELS; i++)
    if (g_strcmp0 (abstract->levels[i].style, style) == 0)
      return i;
  return -1;
}

static void
append_roman (GString *out, int value, bool is_upper)
{
  static const struct
  {
    int value;
    const char *upper;
    const char *lower;
  } parts[]
      = { { 1000, "M", "m" }, { 900, "CM", "cm" }, { 500, "D", "d" }, { 400, "CD", "cd" },
          { 100, "C", "c" },  { 90, "XC", "xc" },  { 50, "L", "l" },  { 40, "XL", "xl" },
          { 10, "X", "x" },   { 9, "IX", "ix" },   { 5, "V", "v" },   { 4, "IV", "iv" },
          { 1, "I", "i" } };

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    for (; value >= parts[i].value; value -= parts[i].value)
      g_string_append (out, is_upper ? parts[i].upper : parts[i].lower);
}

static void
append_letters (GString *out, int value, char first)
{
  for (int i = 0; value > 0 && i <= (value - 1) / 26 && i < MAX_LETTERS; i++)
    g_string_append_c (out, (char) (first + (value - 1) % 26));
}

static void
append_value (GString *out, int value, Format format)
{
  if ((format == UPPER_ROMAN || format == LOWER_ROMAN) && value < 4000)
    append_roman (out, value, format == UPPER_ROMAN);
  else if (format == UPPER_LETTER || format == LOWER_LETTER)
    append_letters (out, value, format == UPPER_LETTER ? 'A' : 'a');
  else if (format != NO_NUMBER && format != BULLET)
    g_string_append_printf (out, format == DECIMAL_ZERO ? "%02d" : "%d", value);
  if (format == ORDINAL)
    g_string_append_c (out, '.');
}

static char *
write_number (const Abstract *abstract, const Level *level)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = level->text; *p != '\0'; p++)
    if (*p == '%' && p[1] >= '1' && p[1] <= '0' + N_LEVELS)
      {
        const Level *named = &abstract->levels[*++p - '1'];
        int count = abstract->counts[*p - '1'];

        append_value (out, count >= 0 ? count : named->start,
                      level->is_legal && named->format != NO_NUMBER ? DECIMAL
                                                                    : named->format);
      }
    else
      g_string_append_c (out, *p);
  g_strchomp (out->str);
  if (*out->str == '\0')
    return NULL;
  return g_strconcat (out->str, level->has_no_space ? "" : " ", NULL);
}

static void
count (Abstract *abstract, List *list, int level)
{
  if (list->starts[level] >= 0)
    abstract->counts[level] = list->starts[level];
  else if (abstract->counts[level] < 0)
    abstract->counts[level] = abstract->levels[level].start;
  else if (abstract->counts[level] < MAX_VALUE)
    abstract->counts[level]++;
  list->starts[level] = -1;
  for (int i = level + 1; i < N_LEVELS; i++)
    if (abstract->levels[i].restart < 0 || level < abstract->levels[i].restart)
      abstract->counts[i] = -1;
}

char *
gf_docx_numbers_next (GfDocxNumbers *numbers, int list_id, int level)
{
  List *list = find_list (numbers, list_id);
  Abstract *abstract = find_abstract (numbers, list);

  if (abstract == NULL || level < 0 || level >= N_LEVELS)
    return NULL;
  count (abstract, list, level);
  const Level *described = &abstract->levels[level];
  return described->format != BULLET && described->text != NULL
             ? write_number (abstract, described)
             : NULL;
}
