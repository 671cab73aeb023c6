/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office.h: the Office formats behind gf_office_read (), and what they share: private to
 * them.
 */
#pragma once

#include "indexer/extract/reading.h"
#include "indexer/extract/office/relations.h"
#include "indexer/extract/xml.h"
#include "indexer/extract/packages/zip.h"

/* Each reads a container that has been found to be of its kind.  @main_part: by the
   relationships of the package. */
bool gf_docx_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error);
bool gf_xlsx_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error);
bool gf_pptx_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error);
/* The same; @main_part is content.xml. */
bool gf_odt_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error);
bool gf_ods_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error);
bool gf_odp_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error);
/* gf_ods_read_object: the sheets of a workbook that is an object in another document,
 * by its content.xml; an object of another kind gives nothing. */
void gf_ods_read_object (GfReading *reading, GfZip *zip, const char *name);
/* @main_part: META-INF/container.xml. */
bool gf_epub_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error);

/*
 * gf_office_read_properties: title, creator, date and language out of the Dublin Core in
 * @bytes (docProps/core.xml, meta.xml, the head of a book); (nullable).
 */
void gf_office_read_properties (GfReading *reading, GBytes *bytes);

/* Notes how a walk over part @name ended.  Returns: false with DAMAGED, where it broke
   before the first block. */
bool gf_office_end_walk (GfReading *reading, GfXmlEnd end, const char *name,
                         GError **error);

/* gf_office_note_end: the same of a part that the text can do without. */
void gf_office_note_end (GfReading *reading, GfXmlEnd end, const char *name);

/* gf_office_walk_part: over a part that the text can do without, streamed; what goes
 * wrong is noted. */
void gf_office_walk_part (GfReading *reading, GfZip *zip, const char *name,
                          const GfXmlHandler *handler, void *data);

/* gf_office_give_member: the file @name of the container is a document of its own. */
void gf_office_give_member (GfReading *reading, GfZip *zip, const char *name);

/* gf_office_hide: the blocks from @first on are text that nobody sees. */
void gf_office_hide (GfReading *reading, guint first);

/* The level that the name of a paragraph style says: 1 to 9, 1 for a title; 0 for none.
   "heading 2", "Overskrift2", "Heading_20_2", "Tittel". */
uint8_t gf_office_level_of_style (const char *name);
