/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ppt.c: presentations of PowerPoint 97 to 2003, [MS-PPT].
 *
 * Each slide is a page: its titles are headings, then comes the rest of its text, and
 * what its notes say.  A file that was saved many times holds old slides too; which are
 * in force a directory says.  Where that is lost, all text is read as it lies.
 */
#include "config.h"

#include "common/schema.h"
#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/legacy/ole.h"
#include "indexer/extract/office/slides.h"
#include "indexer/extract/legacy/span.h"

/* Source: [MS-PPT] 2.13.24. */
typedef enum
{
  RECORD_DOCUMENT = 0x03e8,
  RECORD_SLIDE = 0x03ee,
  RECORD_NOTES = 0x03f0,
  RECORD_NOTES_ATOM = 0x03f1,
  RECORD_SLIDE_PLACE = 0x03f3,
  RECORD_SLIDE_SHOW = 0x03f9,
  RECORD_TEXT_KIND = 0x0f9f,
  RECORD_TEXT_WIDE = 0x0fa0,
  RECORD_TEXT_NARROW = 0x0fa8,
  RECORD_SLIDE_LIST = 0x0ff0,
  RECORD_EDIT = 0x0ff5,
  RECORD_DIRECTORY = 0x1772
} RecordType;

typedef enum
{
  TEXT_TITLE = 0,
  TEXT_OTHER = 4,
  TEXT_CENTRE_TITLE = 6
} TextKind;

typedef enum
{
  LIST_SLIDES = 0,
  LIST_NOTES = 2
} ListKind;

#define HEADER_BYTES 8
#define VERSION_CONTAINER 0xf
#define TOKEN_ENCRYPTED 0xf3d1c4dfu
#define FLAG_HIDDEN 0x0004
/* Saves that a file remembers. */
#define MAX_EDITS 4096
/* What the directory may name: objects of a presentation. */
#define MAX_OBJECTS 100000

typedef struct
{
  size_t at;
  uint16_t type;
  uint16_t instance;
  bool is_container;
  GfSpan body;
} Record;

typedef struct
{
  GfReading *reading;
  GfSpan stream;
  GHashTable *objects; /* number to offset in the stream */
  GHashTable *notes;   /* number of a slide to the offset of its notes */
  GfSlides slides;
  bool is_stopped;
} Show;

/* The record at @at.  Returns: false at the end of @span. */
static bool
get_record (GfSpan span, size_t at, Record *record_out)
{
  uint16_t head = gf_span_u16 (span, at);

  if (!gf_span_has (span, at, HEADER_BYTES))
    return false;
  *record_out = (Record){ .at = at,
                          .type = gf_span_u16 (span, at + 2),
                          .instance = head >> 4,
                          .is_container = (head & 0xf) == VERSION_CONTAINER,
                          .body = gf_span_part (span, at + HEADER_BYTES,
                                                gf_span_u32 (span, at + 4)) };
  return true;
}

/* The next one at the same height. */
static size_t
after (const Record *record)
{
  return record->at + HEADER_BYTES + record->body.length;
}

/* The next one in the order of the file, within this one first. */
static size_t
within (const Record *record)
{
  return record->is_container ? record->at + HEADER_BYTES : after (record);
}

/* A record of @type right within @span, from @at on. */
static bool
find_record (GfSpan span, size_t at, uint16_t type, Record *record_out)
{
  for (; get_record (span, at, record_out); at = after (record_out))
    if (record_out->type == type)
      return true;
  return false;
}

/* Paragraphs apart by a carriage return. */
static void
add_text (Show *show, const Record *record, TextKind kind)
{
  bool is_title = kind == TEXT_TITLE || kind == TEXT_CENTRE_TITLE;
  g_autoptr (GString) text = g_string_new (NULL);

  if (record->type == RECORD_TEXT_WIDE)
    gf_codepage_append (text, GF_CODEPAGE_UTF16, record->body.bytes, record->body.length);
  else
    for (size_t i = 0; i < record->body.length; i++)
      if (record->body.bytes[i] != 0)
        g_string_append_unichar (text, record->body.bytes[i]);

  GfBlockKind block = is_title ? GF_BLOCK_HEADING : GF_BLOCK_PARAGRAPH;
  g_auto (GStrv) paragraphs = g_strsplit (text->str, "\r", is_title ? 1 : -1);
  for (size_t i = 0; paragraphs[i] != NULL && !show->is_stopped; i++)
    {
      g_strdelimit (paragraphs[i], "\r\v", is_title ? ' ' : '\n');
      show->is_stopped = !gf_reading_add (show->reading, block, is_title ? 1 : 0,
                                          show->slides.page, paragraphs[i]);
    }
}

/* All text from @at in @span on, down to the next record of type @stop. */
static void
add_texts (Show *show, GfSpan span, size_t at, uint16_t stop)
{
  TextKind kind = TEXT_OTHER;
  Record record;

  for (; get_record (span, at, &record) && !show->is_stopped; at = within (&record))
    if (record.type == stop)
      return;
    else if (record.type == RECORD_TEXT_KIND)
      kind = (TextKind) gf_span_u32 (record.body, 0);
    else if (record.type == RECORD_TEXT_WIDE || record.type == RECORD_TEXT_NARROW)
      {
        add_text (show, &record, kind);
        kind = TEXT_OTHER;
      }
}

static void
take_directory (Show *show, GfSpan body)
{
  size_t at = 0;

  while (gf_span_has (body, at, 4))
    {
      uint32_t head = gf_span_u32 (body, at);
      uint32_t number = head & 0xfffff;
      uint32_t n = head >> 20;

      at += 4;
      for (uint32_t i = 0; i < n && gf_span_has (body, at, 4); i++, at += 4)
        {
          gpointer key = GUINT_TO_POINTER (number + i);

          /* Newer directories were read before. */
          if (g_hash_table_size (show->objects) < MAX_OBJECTS
              && !g_hash_table_contains (show->objects, key))
            g_hash_table_insert (show->objects, key,
                                 GUINT_TO_POINTER (gf_span_u32 (body, at)));
        }
    }
}

/* From the last save to the first.  Returns: the number of the document; 0 for none. */
static uint32_t
read_edits (Show *show, uint32_t at)
{
  uint32_t document = 0;
  Record edit;
  Record directory;

  for (int i = 0;
       i < MAX_EDITS && get_record (show->stream, at, &edit) && edit.type == RECORD_EDIT;
       i++)
    {
      uint32_t before = gf_span_u32 (edit.body, 8);

      if (get_record (show->stream, gf_span_u32 (edit.body, 12), &directory)
          && directory.type == RECORD_DIRECTORY)
        take_directory (show, directory.body);
      if (document == 0)
        document = gf_span_u32 (edit.body, 16);
      if (before == 0 || before >= at)
        break;
      at = before;
    }
  return document;
}

/* The object that the directory calls @number, where it is of @type. */
static bool
get_object (const Show *show, uint32_t number, uint16_t type, Record *record_out)
{
  gpointer offset;

  return g_hash_table_lookup_extended (show->objects, GUINT_TO_POINTER (number), NULL,
                                       &offset)
         && get_record (show->stream, GPOINTER_TO_UINT (offset), record_out)
         && record_out->type == type;
}

static bool
find_list (GfSpan document, ListKind kind, Record *record_out)
{
  size_t at = 0;

  for (; find_record (document, at, RECORD_SLIDE_LIST, record_out);
       at = after (record_out))
    if (record_out->instance == kind)
      return true;
  return false;
}

static void
find_notes (Show *show, GfSpan document)
{
  Record list;
  Record place;
  Record notes;
  Record atom;

  if (!find_list (document, LIST_NOTES, &list))
    return;
  for (size_t at = 0; find_record (list.body, at, RECORD_SLIDE_PLACE, &place);
       at = after (&place))
    if (get_object (show, gf_span_u32 (place.body, 0), RECORD_NOTES, &notes)
        && get_record (notes.body, 0, &atom) && atom.type == RECORD_NOTES_ATOM)
      g_hash_table_insert (show->notes, GUINT_TO_POINTER (gf_span_u32 (atom.body, 0)),
                           GSIZE_TO_POINTER (notes.at));
}

static void
add_slide (Show *show, GfSpan list, const Record *place)
{
  uint32_t number = gf_span_u32 (place->body, 12);
  gpointer offset = g_hash_table_lookup (show->notes, GUINT_TO_POINTER (number));
  Record slide = { 0 };
  Record way;
  Record notes;
  bool has_slide = get_object (show, gf_span_u32 (place->body, 0), RECORD_SLIDE, &slide);

  bool is_hidden = has_slide && find_record (slide.body, 0, RECORD_SLIDE_SHOW, &way)
                   && (gf_span_u16 (way.body, 10) & FLAG_HIDDEN) != 0;

  if (!has_slide)
    gf_reading_lack (show->reading, GF_REASON_DAMAGED, "slide %u is missing",
                     show->slides.page);
  add_texts (show, list, after (place), RECORD_SLIDE_PLACE);
  add_texts (show, slide.body, 0, 0);
  if (offset != NULL && get_record (show->stream, GPOINTER_TO_SIZE (offset), &notes))
    add_texts (show, notes.body, 0, 0);
  gf_slides_end (&show->slides, is_hidden);
}

static void
add_slides (Show *show, GfSpan list)
{
  Record place;

  for (size_t at = 0;
       !show->is_stopped && find_record (list, at, RECORD_SLIDE_PLACE, &place);
       at = after (&place))
    {
      if (!gf_slides_begin (&show->slides))
        return;
      add_slide (show, list, &place);
    }
}

static void
read_show (Show *show, uint32_t edit)
{
  Record document;
  Record list;
  uint32_t number = read_edits (show, edit);

  if (get_object (show, number, RECORD_DOCUMENT, &document)
      && find_list (document.body, LIST_SLIDES, &list))
    {
      find_notes (show, document.body);
      add_slides (show, list.body);
      return;
    }
  gf_reading_lack (show->reading, GF_REASON_DAMAGED,
                   "the list of slides is missing: text is in no certain order");
  add_texts (show, show->stream, 0, 0);
}

bool
gf_ppt_read (GfReading *reading, GfOle *ole, GError **error)
{
  g_autoptr (GBytes) user = gf_ole_load_named (ole, GF_OLE_ROOT, "Current User");
  g_autoptr (GBytes) bytes = gf_ole_load_named (ole, GF_OLE_ROOT, "PowerPoint Document");
  g_autoptr (GHashTable) objects = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) notes = g_hash_table_new (NULL, NULL);
  GfSpan current = gf_span_of (user);
  Show show = {
    .reading = reading,
    .stream = gf_span_of (bytes),
    .objects = objects,
    .notes = notes,
    .slides = { .reading = reading },
  };

  if (gf_span_u32 (current, 12) == TOKEN_ENCRYPTED
      || gf_ole_find (ole, GF_OLE_ROOT, "EncryptedSummary") != GF_OLE_NONE)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                   "a presentation that needs a password");
      return false;
    }
  gf_ole_read_summary (ole, reading);
  read_show (&show, gf_span_u32 (current, 16));
  return true;
}
