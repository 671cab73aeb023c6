/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office.h: the Office formats behind gf_office_read (): private to it, docx.c and odt.c.
 */
#pragma once

#include "indexer/extract/reading.h"
#include "indexer/extract/xml.h"
#include "indexer/extract/zip.h"

/* Each reads a container that has been found to be of its kind. */
bool gf_docx_read (GfReading *reading, GfZip *zip, GError **error);
bool gf_odt_read (GfReading *reading, GfZip *zip, GError **error);

/*
 * gf_docx_find_main: the name of the main part, by the container's relationships.
 * Returns: (transfer full) (nullable): NULL where it is no word-processing document.
 */
char *gf_docx_find_main (const GfZip *zip);

/*
 * gf_office_read_properties: title, creator, date and language out of the Dublin Core in
 * @bytes (docProps/core.xml, meta.xml); (nullable).
 */
void gf_office_read_properties (GfReading *reading, GBytes *bytes);

/* Notes how a walk over part @name ended.  Returns: false with DAMAGED, where it broke
   before the first block. */
bool gf_office_end_walk (GfReading *reading, GfXmlEnd end, const char *name,
                         GError **error);

/* The level that the name of a paragraph style says: 1 to 9, 1 for a title; 0 for none.
   "heading 2", "Overskrift2", "Heading_20_2", "Tittel". */
uint8_t gf_office_level_of_style (const char *name);
