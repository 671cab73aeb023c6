/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/text.h"

#include <string.h>

/* Text is brought to NFC in pieces of about this many bytes. */
#define NORMALIZE_BYTES 1024
#define MAX_NORMALIZE_BYTES 65536
/* A longer name of a page is none that is printed on it. */
#define MAX_LABEL_BYTES 40
/* Each costs a hundred bytes beside its text: files of a million rows have fewer. */
#define MAX_BLOCKS (2u << 20)

struct GfText
{
  size_t max_bytes;
  size_t n_bytes;
  bool cut;
  GPtrArray *blocks;
  char *properties[GF_TEXT_N_PROPERTIES];
  uint32_t pages;
  GHashTable *page_labels; /* by page; NULL before the first */
  uint32_t n_without_text;
  uint32_t first_without_text;
  uint32_t last_without_text;
};

GfText *
gf_text_new (size_t max_bytes)
{
  GfText *text = g_new0 (GfText, 1);

  text->max_bytes = max_bytes;
  text->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
  return text;
}

void
gf_text_free (GfText *text)
{
  if (text == NULL)
    return;
  g_ptr_array_unref (text->blocks);
  g_clear_pointer (&text->page_labels, g_hash_table_unref);
  for (size_t i = 0; i < GF_TEXT_N_PROPERTIES; i++)
    g_free (text->properties[i]);
  g_free (text);
}

/* C0 and C1 controls, the soft hyphen and the byte order mark carry no text. */
static bool
is_unwanted (gunichar c)
{
  if (c == '\t' || c == '\n')
    return false;
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0xfeff;
}

/* Line and paragraph separators, and what else breaks a line, become a newline. */
static gunichar
as_line_break (gunichar c)
{
  return c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 || c == 0x2029 ? '\n' : c;
}

static char *
without_controls (const char *string)
{
  GString *out = g_string_sized_new (strlen (string));

  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        c = p[1] == '\n' ? 0x7f : '\n';
      c = as_line_break (c);
      if (!is_unwanted (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* A plain ASCII string is clean as it stands; most blocks of most files are nearly so. */
static bool
is_plain (const char *string)
{
  for (const char *p = string; *p != '\0'; p++)
    if ((unsigned char) *p >= 0x7f
        || ((unsigned char) *p < 0x20 && *p != '\n' && *p != '\t'))
      return false;
  return true;
}

/* Below U+0300 no character joins the one before it, so a text may be cut there. */
static bool
may_cut_before (gunichar c)
{
  return c < 0x300 || (!g_unichar_ismark (c) && (c < 0x1160 || c > 0x11ff));
}

static const char *
piece_end (const char *start)
{
  const char *p = start;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    if ((p - start >= NORMALIZE_BYTES && may_cut_before (g_utf8_get_char (p)))
        || p - start >= MAX_NORMALIZE_BYTES)
      break;
  return p;
}

/* g_utf8_normalize () moves the rest of its text for every "å" it puts together
   (GLib 2.74, gunidecomp.c): in pieces, so that the time stays in proportion to the
   length. */
static char *
compose (const char *string)
{
  GString *out = g_string_sized_new (strlen (string));

  for (const char *p = string; *p != '\0';)
    {
      const char *end = piece_end (p);
      g_autofree char *piece = g_utf8_normalize (p, end - p, G_NORMALIZE_NFC);

      g_string_append (out, piece != NULL ? piece : "");
      p = end;
    }
  return g_string_free (out, FALSE);
}

static char *
clean (const char *string)
{
  if (is_plain (string))
    return g_strstrip (g_strdup (string));

  g_autofree char *valid = g_utf8_make_valid (string, -1);
  g_autofree char *stripped = without_controls (valid);

  return g_strstrip (compose (stripped));
}

static size_t
whole_characters (const char *string, size_t max_bytes)
{
  size_t n = max_bytes;

  while (n > 0 && ((unsigned char) string[n] & 0xc0) == 0x80)
    n--;
  return n;
}

bool
gf_text_add (GfText *text, GfBlockKind kind, uint8_t level, uint32_t page,
             const char *string)
{
  size_t left = text->max_bytes - text->n_bytes;

  text->cut = text->cut || text->blocks->len >= MAX_BLOCKS;
  if (text->cut)
    return false;
  /* Cleaning makes no text more than three times as long (U+FFFD for a byte), so what
     lies far beyond the budget need not be read to be refused. */
  g_autofree char *start
      = strnlen (string, left + 1) > left ? g_strndup (string, left + 1) : NULL;
  g_autofree char *cleaned = clean (start != NULL ? start : string);
  size_t length = strlen (cleaned);

  text->cut = start != NULL || length > left;
  if (length > left)
    cleaned[length = whole_characters (cleaned, left)] = '\0';
  if (length == 0)
    return !text->cut;
  g_ptr_array_add (text->blocks, gf_block_new (kind, level, page, cleaned));
  text->n_bytes += length;
  return !text->cut;
}

bool
gf_text_has_too_many_blocks (const GfText *text)
{
  return text->blocks->len >= MAX_BLOCKS;
}

GPtrArray *
gf_text_get_blocks (GfText *text)
{
  return text->blocks;
}

bool
gf_text_is_cut (const GfText *text)
{
  return text->cut;
}

void
gf_text_set (GfText *text, GfTextProperty property, const char *value)
{
  g_autofree char *cleaned = value != NULL ? clean (value) : NULL;

  g_free (text->properties[property]);
  text->properties[property]
      = cleaned != NULL && *cleaned != '\0' ? g_steal_pointer (&cleaned) : NULL;
}

const char *
gf_text_get (const GfText *text, GfTextProperty property)
{
  return text->properties[property];
}

void
gf_text_set_pages (GfText *text, uint32_t pages)
{
  text->pages = pages;
}

uint32_t
gf_text_get_pages (const GfText *text)
{
  return text->pages;
}

void
gf_text_set_page_label (GfText *text, uint32_t page, const char *label)
{
  g_autofree char *cleaned = clean (label);

  if (*cleaned == '\0' || strlen (cleaned) > MAX_LABEL_BYTES)
    return;
  g_strdelimit (cleaned, "\n\t", ' ');
  if (text->page_labels == NULL)
    text->page_labels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (text->page_labels, GUINT_TO_POINTER (page),
                       g_steal_pointer (&cleaned));
}

const char *
gf_text_get_page_label (const GfText *text, uint32_t page)
{
  return text->page_labels != NULL
             ? g_hash_table_lookup (text->page_labels, GUINT_TO_POINTER (page))
             : NULL;
}

void
gf_text_note_page_without_text (GfText *text, uint32_t page)
{
  if (text->n_without_text == 0 || page < text->first_without_text)
    text->first_without_text = page;
  text->last_without_text = MAX (text->last_without_text, page);
  text->n_without_text++;
}

uint32_t
gf_text_get_pages_without_text (const GfText *text, uint32_t *first_out,
                                uint32_t *last_out)
{
  if (first_out != NULL)
    *first_out = text->first_without_text;
  if (last_out != NULL)
    *last_out = text->last_without_text;
  return text->n_without_text;
}

void
gf_text_state (GfText *text, const char *key, const char *value)
{
  static const char *const names[] = {
    [GF_TEXT_STATED_TYPE] = "type",
    [GF_TEXT_STATED_BODY] = "body",
    [GF_TEXT_STATED_REGION] = "region",
    [GF_TEXT_STATED_MUNICIPALITIES] = "municipalities",
    [GF_TEXT_STATED_COUNTIES] = "counties",
    [GF_TEXT_STATED_LANGUAGE] = "language",
    [GF_TEXT_STATED_DATE] = "date",
    [GF_TEXT_STATED_TITLE] = "title",
  };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && strcmp (names[i], key) == 0)
      gf_text_set (text, (GfTextProperty) i, value);
}
