/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits.h: how much one file may cost, as the settings say it and the workers keep it.
 *
 * The names are those of [limits] in the settings of gjenfinn-indexer and of the SETUP
 * message; gjenfinn-indexer(1) tells what each does.  A file that meets a limit keeps
 * what was read of it, and is reported as read in part with the reason "limit".  The
 * numbers to start from were measured over real collections: no whole document came near
 * them.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  uint64_t cpu_seconds; /* of processor time; after four fifths no page is begun */
  uint64_t seconds;     /* of the clock on the wall */
  uint64_t memory_mb;   /* address space of the process, beside what it maps */
  uint64_t text_mb;     /* of text kept, in UTF-8 */
  uint64_t pages;       /* read */
  uint64_t unpacked_mb; /* that a member of an archive may hold */
  uint64_t ratio;       /* bytes unpacked over bytes packed, past the first 4 MB */
  uint64_t members;     /* of an archive, in all */
  uint64_t nesting;     /* archives within archives */
  uint64_t archive_mb;  /* that all members of an archive may hold together */
  uint64_t ocr_pages;   /* of a file that are images and are read for text */
  uint64_t ocr_seconds; /* of processor time for each, beside the rest */
} GfLimits;

/* gf_limits_init: the numbers to start from. */
void gf_limits_init (GfLimits *limits);

/*
 * gf_limits_set: the limit that is called @name ("cpu-seconds").
 * Returns: false where there is none, or @value is not from 1 to gf_limits_max (name).
 */
bool gf_limits_set (GfLimits *limits, const char *name, uint64_t value);
/* 0 where there is none of that name. */
uint64_t gf_limits_max (const char *name);
/* The names, NULL-terminated. */
const char *const *gf_limits_names (void);

/* The dictionary of GF_SETUP_TYPE, floating, and back: false where @packed holds what
 * gf_limits_set () refuses. */
GVariant *gf_limits_pack (const GfLimits *limits);
bool gf_limits_unpack (GfLimits *limits, GVariant *packed);
