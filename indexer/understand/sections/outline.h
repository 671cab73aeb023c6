/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outline.h: the numbers that headings bear ("4.2.1", "Kapittel 3", "§ 5", "II", "B.")
 * and whether those of a text follow each other, which a year, an amount or an item of a
 * list seldom does.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* From the highest division of a text to the lowest. */
typedef enum
{
  GF_OUTLINE_PART,    /* "Del II" */
  GF_OUTLINE_CHAPTER, /* "Kapittel 3", "Satsingsområde 1" */
  GF_OUTLINE_ROMAN,   /* "IV. Vertskommune" */
  GF_OUTLINE_LETTER,  /* "B. Bakgrunn" */
  GF_OUTLINE_SECTION, /* "§ 5" */
  GF_OUTLINE_DECIMAL, /* "4.2.1 Tiltak" */
  GF_N_OUTLINES
} GfOutlineKind;

#define GF_OUTLINE_MAX_DEPTH 6

typedef struct
{
  GfOutlineKind kind;
  uint32_t parts[GF_OUTLINE_MAX_DEPTH];
  uint8_t depth;  /* parts that there are */
  uint32_t title; /* offset in the bare line of what follows the number; its length for
                     nothing */
} GfOutlineNumber;

/* gf_outline_read: whether @line begins with such a number, and, unless it is all there
 * is, a title with a capital. */
bool gf_outline_read (const GfLines *lines, const GfLine *line,
                      GfOutlineNumber *number_out);

/* gf_outline_follows: whether @next may come after @last of the same kind: its child, its
 * next sibling or one of its elders'; one that was missed or miscounted is forgiven.
 * @last: NULL for the first */
bool gf_outline_follows (const GfOutlineNumber *last, const GfOutlineNumber *next);

/* gf_outline_is_sibling: whether @next is the very next one as high as @last. */
bool gf_outline_is_sibling (const GfOutlineNumber *last, const GfOutlineNumber *next);

/* gf_outline_is_caption: "Tabell 3 Folketal", "Kilde: ...": of a table or a picture. */
bool gf_outline_is_caption (const GfLines *lines, const GfLine *line);
