/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * generation.h: which of an index's databases are the current ones.
 *
 * A large batch is not written into the databases that are read but merged with them into
 * new ones, a generation in a folder of its own, INDEX/LEVEL/g7; the link
 * INDEX/LEVEL/current, "g7", is then renamed into place.  A new index has no link yet:
 * its databases are generation 0 and lie in INDEX/LEVEL itself.
 *
 * A generation's folder goes once another is current.  What a reader has open stays
 * readable, but it cannot be reopened: see query/index/index.c.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define GF_CURRENT_LINK "current"

/* gf_generation_read: the current generation of @level, the folder INDEX/LEVEL: 0 where
   there is no link, or one that names no generation. */
uint64_t gf_generation_read (const char *level);

/* gf_generation_parse: whether @name is a generation's, "g7", from 1 on, spelled as it is
   made. */
bool gf_generation_parse (const char *name, uint64_t *number_out);

/* gf_generation_name: "g7".  Returns: (transfer full). */
char *gf_generation_name (uint64_t number);

/* gf_generation_path: the folder of its databases.  Returns: (transfer full). */
char *gf_generation_path (const char *level, uint64_t number);
