/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * epub.c: books (EPUB 2 and 3): the chapters in the order of the spine, each a web page.
 *
 * Which page of a printed book a chapter begins on is nobody's business here: a reader's
 * screen decides it, so there are no pages.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/office/office.h"

/* Chapters that are read. */
#define MAX_CHAPTERS 10000
#define ENCRYPTION_PART "META-INF/encryption.xml"

typedef struct
{
  GfReading *reading;
  GfZip *zip;
  char *package;         /* the part that says what the book is made of */
  GHashTable *items;     /* id to the name of a member, of those that are pages */
  GPtrArray *spine;      /* of ids */
  GHashTable *encrypted; /* names of members */
} Book;

static bool
start_container (void *data, const char *uri, const char *name,
                 const GfXmlElement *element)
{
  Book *book = data;

  (void) uri;
  if (strcmp (name, "rootfile") == 0 && book->package == NULL)
    book->package = gf_xml_dup_attribute (element, "full-path");
  return true;
}

static void
take_item (Book *book, const GfXmlElement *element)
{
  g_autofree char *id = gf_xml_dup_attribute (element, "id");
  g_autofree char *address = gf_xml_dup_attribute (element, "href");
  g_autofree char *type = gf_xml_dup_attribute (element, "media-type");

  /* "application/xhtml+xml", "text/html", and "text/x-oeb1-document" of old. */
  if (id == NULL || address == NULL || type == NULL
      || (strstr (type, "html") == NULL && strstr (type, "oeb1-document") == NULL))
    return;
  char *member = gf_zip_resolve (book->zip, book->package, address);
  g_hash_table_insert (book->items, g_steal_pointer (&id), member);
}

static bool
start_package (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Book *book = data;

  (void) uri;
  if (strcmp (name, "item") == 0)
    take_item (book, element);
  else if (strcmp (name, "itemref") == 0 && book->spine->len >= MAX_CHAPTERS)
    gf_reading_cut (book->reading, "more than %d chapters", MAX_CHAPTERS);
  else if (strcmp (name, "itemref") == 0)
    {
      char *id = gf_xml_dup_attribute (element, "idref");

      if (id != NULL)
        g_ptr_array_add (book->spine, id);
    }
  return true;
}

/* Fonts are often obfuscated by this too, which locks nothing. */
static bool
start_encryption (void *data, const char *uri, const char *name,
                  const GfXmlElement *element)
{
  Book *book = data;
  g_autofree char *address = NULL;

  (void) uri;
  if (strcmp (name, "CipherReference") == 0)
    address = gf_xml_dup_attribute (element, "URI");
  if (address != NULL)
    g_hash_table_add (book->encrypted, gf_zip_resolve (book->zip, "", address));
  return true;
}

static void
walk (Book *book, const char *part, const GfXmlHandler *handler)
{
  g_autoptr (GBytes) bytes = gf_zip_load (book->zip, part);

  if (bytes != NULL)
    gf_office_note_end (book->reading, gf_xml_walk (bytes, handler, book), part);
}

static bool
find_package (Book *book, const char *container, GError **error)
{
  static const GfXmlHandler handler = { start_container, NULL, NULL };

  walk (book, container, &handler);
  if (book->package != NULL && gf_zip_has (book->zip, book->package))
    return true;
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
               "a book without its package");
  return false;
}

/* Returns: false: stop reading. */
static bool
read_chapter (Book *book, const char *member)
{
  g_autoptr (GError) why = NULL;

  if (gf_reading_is_late (book->reading))
    {
      gf_reading_cut (book->reading, "takes too much time: stopped before '%s'", member);
      return false;
    }
  if (!gf_zip_has (book->zip, member))
    gf_reading_lack (book->reading, GF_REASON_DAMAGED, "'%s' is missing", member);
  g_autoptr (GBytes) bytes = gf_zip_load (book->zip, member);
  if (bytes != NULL && !gf_html_read_bytes (book->reading, bytes, &why))
    gf_reading_lack (book->reading, gf_extract_error_reason (why->code), "'%s': %s",
                     member, why->message);
  return !gf_text_is_cut (book->reading->text);
}

static bool
read_spine (Book *book, GError **error)
{
  guint n_locked = 0;
  guint n_chapters = 0;

  for (guint i = 0; i < book->spine->len; i++)
    {
      const char *member
          = g_hash_table_lookup (book->items, g_ptr_array_index (book->spine, i));

      if (member == NULL)
        continue;
      n_chapters++;
      if (g_hash_table_contains (book->encrypted, member))
        n_locked++;
      else if (!read_chapter (book, member))
        break;
    }
  if (n_locked > 0 && n_locked == n_chapters)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                   "a book that only its shop's program opens");
      return false;
    }
  if (n_locked > 0)
    gf_reading_lack (book->reading, GF_REASON_ENCRYPTED, "chapters that are locked: %u",
                     n_locked);
  return true;
}

static bool
read_book (Book *book, const char *container, GError **error)
{
  static const GfXmlHandler package = { start_package, NULL, NULL };
  static const GfXmlHandler encryption = { start_encryption, NULL, NULL };

  if (!find_package (book, container, error))
    return false;
  g_autoptr (GBytes) bytes = gf_zip_load (book->zip, book->package);
  gf_office_read_properties (book->reading, bytes);
  walk (book, book->package, &package);
  walk (book, ENCRYPTION_PART, &encryption);
  return read_spine (book, error);
}

bool
gf_epub_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  g_autoptr (GHashTable) items
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) spine = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) encrypted
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Book book = {
    .reading = reading, .zip = zip, .items = items, .spine = spine, .encrypted = encrypted
  };

  bool is_read = read_book (&book, main_part, error);
  g_free (book.package);
  return is_read;
}
