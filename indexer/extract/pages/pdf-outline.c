/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-outline.c: the bookmarks of a PDF: those whose title stands on their page are its
 * headings, with their levels.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/cleanup.h"
#include "indexer/extract/pages/pdf.h"

/* What is deeper, or comes later, is not looked at. */
#define MAX_DEPTH 12
#define MAX_ENTRIES 10000
#define MAX_TITLE_BYTES 600
/* The shortest title that is known without its number. */
#define MIN_BARE_CHARACTERS 4

typedef struct
{
  PopplerDocument *document;
  GHashTable *levels; /* of "page:key", the level */
  guint n_entries;
} Walk;

/* Letters and digits, in lower case: bookmarks have other spaces and dashes than the
   page. */
static char *
dup_key (uint32_t page, const char *title, bool with_number)
{
  GString *key = g_string_new (NULL);
  bool has_letter = false;
  guint n = 0;

  g_string_printf (key, "%u:", page);
  for (const char *p = title; *p != '\0' && p - title < MAX_TITLE_BYTES;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      has_letter = has_letter || g_unichar_isalpha (c);
      if (!g_unichar_isalnum (c) || (!with_number && !has_letter))
        continue;
      g_string_append_unichar (key, g_unichar_tolower (c));
      n++;
    }
  if (n < (with_number ? 1 : MIN_BARE_CHARACTERS))
    g_string_truncate (key, 0);
  return g_string_free (key, FALSE);
}

static void
add_key (Walk *walk, uint32_t page, const char *title, bool with_number, guint level)
{
  char *key = dup_key (page, title, with_number);

  if (*key == '\0' || g_hash_table_contains (walk->levels, key))
    g_free (key);
  else
    g_hash_table_insert (walk->levels, key, GUINT_TO_POINTER (level));
}

/* The page that an entry leads to; 0 for none. */
static uint32_t
page_of (const Walk *walk, const PopplerAction *action)
{
  const PopplerDest *dest
      = action->type == POPPLER_ACTION_GOTO_DEST ? action->goto_dest.dest : NULL;
  PopplerDest *found = NULL;

  if (dest != NULL && dest->type == POPPLER_DEST_NAMED && dest->named_dest != NULL)
    dest = found = poppler_document_find_dest (walk->document, dest->named_dest);
  uint32_t page = dest != NULL && dest->page_num > 0 ? (uint32_t) dest->page_num : 0;
  if (found != NULL)
    poppler_dest_free (found);
  return page;
}

static void
take_entry (Walk *walk, PopplerIndexIter *iter, guint level)
{
  PopplerAction *action = poppler_index_iter_get_action (iter);

  if (action == NULL)
    return;
  const char *title = action->any.title;
  uint32_t page = page_of (walk, action);
  if (page > 0 && title != NULL && g_utf8_validate (title, -1, NULL))
    {
      add_key (walk, page, title, true, level);
      add_key (walk, page, title, false, level);
    }
  poppler_action_free (action);
}

/* poppler leaves out entries of one level that come back; a child that is its own
   forefather ends at MAX_DEPTH, and what that multiplies at MAX_ENTRIES. */
static void
walk_level (Walk *walk, PopplerIndexIter *iter, guint level)
{
  do
    {
      if (walk->n_entries++ >= MAX_ENTRIES)
        return;
      take_entry (walk, iter, level);
      PopplerIndexIter *child
          = level < MAX_DEPTH ? poppler_index_iter_get_child (iter) : NULL;
      if (child == NULL)
        continue;
      walk_level (walk, child, level + 1);
      poppler_index_iter_free (child);
    }
  while (poppler_index_iter_next (iter));
}

GHashTable *
gf_pdf_read_outline (PopplerDocument *document)
{
  PopplerIndexIter *iter = poppler_index_iter_new (document);
  Walk walk = { .document = document };

  if (iter == NULL)
    return NULL;
  walk.levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk_level (&walk, iter, 1);
  poppler_index_iter_free (iter);
  return walk.levels;
}

uint8_t
gf_pdf_outline_level (GHashTable *outline, const GfPdfBlock *block)
{
  if (outline == NULL || strnlen (block->text, MAX_TITLE_BYTES) >= MAX_TITLE_BYTES)
    return 0;
  for (int with_number = 1; with_number >= 0; with_number--)
    {
      g_autofree char *key = dup_key (block->page, block->text, with_number);
      guint level = GPOINTER_TO_UINT (g_hash_table_lookup (outline, key));

      if (level > 0)
        return (uint8_t) level;
    }
  return 0;
}
