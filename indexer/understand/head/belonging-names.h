/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * belonging-names.h: the names of regions and organs in a text, and how much each says,
 * by where it stands.  Private to bodies.c.
 */
#pragma once

#include "indexer/understand/reading/registers.h"
#include "indexer/understand/reading/tally.h"

/* The kinds of places that a name is found in. */
typedef enum
{
  GF_PLACE_TITLE,
  GF_PLACE_KEY,
  GF_PLACE_HEAD,
  GF_PLACE_FURNITURE,
  GF_PLACE_TEXT,
  GF_PLACE_METADATA,
  GF_PLACE_MEMBER,
  GF_PLACE_STATED,
  GF_PLACE_PATH,
  GF_PLACE_ORGAN, /* after a key that asks for the organ */
  GF_PLACE_LEGAL, /* the whole council, where its head or title names it */
  GF_N_PLACES
} GfNamePlace;

typedef struct
{
  const GfRegisters *registers;
  GfTally *bodies;
  GfTally *regions;
  GfTally *councils;
  bool regions_only;
  bool by_shape; /* a name that only ends as organs' do is taken wherever it stands */
} GfBelongingReader;

/* gf_belonging_add: @name, found in @place (GfNamePlace). */
void gf_belonging_add (GfTally *tally, const char *name, guint place);

/* gf_belonging_read_text: all names in @length bytes of @text. */
void gf_belonging_read_text (const GfBelongingReader *reader, const char *text,
                             size_t length, guint place);
