/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * labels.h: the labels inside a case ("Vedtak:", "Rådmannens innstilling", "Fra møtet:
 * ...") and the lines that close minutes.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef struct
{
  GfHeading role;  /* DECISION, PROPOSAL, RECOMMENDATION, VOTE or DISCUSSION */
  bool officer;    /* names an officer: "rådmannens innstilling" */
  bool moved;      /* "Kari Nordmann (Sp) fremmet følgende forslag:", in a DISCUSSION */
  uint32_t length; /* bytes of the bare line that are the label, its colon left out */
  uint32_t
      rest; /* offset in the bare line of the text that follows it, its length for none */
} GfLabel;

/* gf_label_read: whether @line begins with a label, or, with a length of 0, tells of a
 * vote as under one: "Ved votering ble ..." */
bool gf_label_read (const GfLines *lines, const GfLine *line, GfLabel *label_out);

/* gf_line_begins_with: whether @line begins with a phrase of that meaning. */
bool gf_line_begins_with (const GfLines *lines, const GfLine *line, GfHeading meaning);

/* gf_line_is_only: whether @line holds nothing but such a phrase, and marks. */
bool gf_line_is_only (const GfLines *lines, const GfLine *line, GfHeading meaning);

/* The keys of a document's head. */
#define GF_KEYS                                                                          \
  (GF_MEANING (GF_HEADING_BODY_KEY) | GF_MEANING (GF_HEADING_MEETING_KEY)                \
   | GF_MEANING (GF_HEADING_DATE_KEY) | GF_MEANING (GF_HEADING_HEAD_KEY))

/* gf_line_find_key: whether @line begins with a key of @meanings, "Møtedato: ..." or a
 * first cell of its own.  @rest_out: (optional): offset of what follows in the bare line
 */
bool gf_line_find_key (const GfLines *lines, const GfLine *line, uint64_t meanings,
                       uint32_t *rest_out);

/* gf_find_tail: the line from @start up to @end where what closes the minutes begins
 * ("Møtet hevet", a signature); @end for none. */
size_t gf_find_tail (const GfLines *lines, size_t start, size_t end);
