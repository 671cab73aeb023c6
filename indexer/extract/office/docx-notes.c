/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/docx-notes.h"

#include <string.h>

#include "indexer/extract/xml.h"

struct GfDocxNotes
{
  GPtrArray *texts;  /* of char *, in order; NULL where it was taken */
  GHashTable *by_id; /* "footnote 2" to its place in texts, plus one */
  guint n_passed;    /* of texts, by gf_docx_notes_take_next () */
  GString *open;     /* the note that is being read, NULL outside */
  char *open_id;
  bool in_text;
};

GfDocxNotes *
gf_docx_notes_new (void)
{
  GfDocxNotes *notes = g_new0 (GfDocxNotes, 1);

  notes->texts = g_ptr_array_new_with_free_func (g_free);
  notes->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return notes;
}

void
gf_docx_notes_free (GfDocxNotes *notes)
{
  if (notes == NULL)
    return;
  g_ptr_array_unref (notes->texts);
  g_hash_table_unref (notes->by_id);
  g_free (notes);
}

static bool
is_note (const char *name)
{
  return strcmp (name, "footnote") == 0 || strcmp (name, "endnote") == 0
         || strcmp (name, "comment") == 0;
}

static void
begin_note (GfDocxNotes *notes, const char *name, const GfXmlElement *element)
{
  g_autofree char *id = gf_xml_dup_attribute (element, "id");
  g_autofree char *author = gf_xml_dup_attribute (element, "author");

  if (notes->open != NULL)
    return;
  notes->open = g_string_new (NULL);
  notes->open_id = g_strdup_printf ("%s %s", name, id != NULL ? id : "");
  if (author != NULL && *author != '\0')
    g_string_append_printf (notes->open, "%s: ", author);
}

/* What is deleted or only a mark of the note itself. */
static bool
is_skipped (const char *name)
{
  return strcmp (name, "del") == 0 || strcmp (name, "moveFrom") == 0
         || strcmp (name, "instrText") == 0 || strcmp (name, "Fallback") == 0
         || strcmp (name, "pPr") == 0 || strcmp (name, "rPr") == 0;
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  GfDocxNotes *notes = data;

  (void) uri;
  if (is_note (name))
    begin_note (notes, name, element);
  if (notes->open == NULL)
    return true;
  if (strcmp (name, "p") == 0 && notes->open->len > 0
      && notes->open->str[notes->open->len - 1] != ' ')
    g_string_append_c (notes->open, '\n');
  else if (strcmp (name, "tab") == 0)
    g_string_append_c (notes->open, '\t');
  else if (strcmp (name, "br") == 0)
    g_string_append_c (notes->open, '\n');
  else if (strcmp (name, "noBreakHyphen") == 0)
    g_string_append_c (notes->open, '-');
  notes->in_text = strcmp (name, "t") == 0;
  return !is_skipped (name);
}

static void
end_note (GfDocxNotes *notes)
{
  char *text = g_strstrip (g_string_free (g_steal_pointer (&notes->open), FALSE));

  if (*text == '\0')
    {
      g_free (text);
      g_clear_pointer (&notes->open_id, g_free);
      return;
    }
  g_ptr_array_add (notes->texts, text);
  g_hash_table_insert (notes->by_id, g_steal_pointer (&notes->open_id),
                       GUINT_TO_POINTER (notes->texts->len));
}

static void
end (void *data, const char *uri, const char *name)
{
  GfDocxNotes *notes = data;

  (void) uri;
  notes->in_text = false;
  if (is_note (name) && notes->open != NULL)
    end_note (notes);
}

static bool
text (void *data, const char *string)
{
  GfDocxNotes *notes = data;

  if (notes->in_text && notes->open != NULL)
    g_string_append (notes->open, string);
  return true;
}

GfXmlEnd
gf_docx_notes_add (GfDocxNotes *notes, GBytes *bytes)
{
  static const GfXmlHandler handler = { start, end, text };

  if (bytes == NULL)
    return GF_XML_WHOLE;
  GfXmlEnd ended = gf_xml_walk (bytes, &handler, notes);
  if (notes->open != NULL)
    end_note (notes);
  notes->in_text = false;
  return ended;
}

char *
gf_docx_notes_take (GfDocxNotes *notes, const char *kind, const char *id)
{
  g_autofree char *key = g_strdup_printf ("%s %s", kind, id);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (notes->by_id, key));

  return place > 0 ? g_steal_pointer (&notes->texts->pdata[place - 1]) : NULL;
}

char *
gf_docx_notes_take_next (GfDocxNotes *notes)
{
  while (notes->n_passed < notes->texts->len)
    {
      char *text = g_steal_pointer (&notes->texts->pdata[notes->n_passed++]);

      if (text != NULL)
        return text;
    }
  return NULL;
}
