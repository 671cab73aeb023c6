/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail-head.h: what a mail says at its top, in one form whatever it was saved as (EML,
 * MHTML, MSG).
 *
 * The first blocks of a mail are paragraphs, in this order, one for each of these that is
 * there, as a Norwegian mail program prints them:
 *
 *   Fra: Kari Nordmann <kari@varstad.example>
 *   Til: Ola Nordmann <ola@varstad.example>; postmottak@varstad.example
 *   Kopi: ...
 *   Dato: 05.03.2024 14:22
 *   Emne: Høring om kollektivplan
 *
 * The subject is the title too, the sender the author, and the day the document's date.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/reading.h"

/* All UTF-8, in one line, without encoding of any kind; NULL for none. */
typedef struct
{
  const char *from;
  const char *to;
  const char *cc;
  const char *subject;
  GDateTime *date; /* in the sender's own offset: the day there is the day it was sent */
} GfMailHead;

/* gf_mail_head_add: sets what the mail says of itself, and adds the blocks.
 * Returns: false: stop reading. */
bool gf_mail_head_add (GfReading *reading, const GfMailHead *head);
