/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * spool.h: the files within one file, as a worker sends them, kept until each is read.
 *
 * They lie one after the other in a file without a name in the folder of the level, so
 * that nothing of them is left after a kill.  What the worker says is checked here,
 * whatever the worker was told: the order of its messages, names, how many, how large
 * each and all together.  SHA-256 is of what came, so that a worker cannot pass one file
 * for another.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/limits.h"
#include "indexer/file.h"

/* One message's share of a member's bytes, at most. */
#define GF_SPOOL_MAX_PIECE_BYTES ((size_t) 4 << 20)

typedef enum
{
  GF_SPOOL_ERROR_NONSENSE, /* no sound worker says that */
  GF_SPOOL_ERROR_LIMIT,    /* more than a file may hold */
  GF_SPOOL_ERROR_IO        /* the disk is full, or fails */
} GfSpoolError;
#define GF_SPOOL_ERROR (gf_spool_error_quark ())
GQuark gf_spool_error_quark (void);

typedef struct GfSpool GfSpool;

/* What is known of one member. */
typedef struct
{
  char *name; /* bytes; parts apart by "/", none of them "", "." or ".." */
  uint64_t offset, size;
  char *sha256; /* NULL where its bytes could not be had */
  char *reason; /* then: a GF_REASON_* word; else NULL */
  char *detail; /* then */
} GfMember;

/* @folder: copied; nothing is made there before the first bytes come.  @limits: copied */
GfSpool *gf_spool_new (const char *folder, const GfLimits *limits);
GfSpool *gf_spool_ref (GfSpool *spool);
void gf_spool_unref (GfSpool *spool);

/*
 * gf_spool_begin, gf_spool_add, gf_spool_end: takes in the body of a MEMBER, BYTES or
 * MEMBER_END message.  After an error the member under way is gone, and those before it
 * stay.
 * Errors: NONSENSE, LIMIT, IO.
 */
bool gf_spool_begin (GfSpool *spool, GVariant *body, GError **error);
bool gf_spool_add (GfSpool *spool, GVariant *body, GError **error);
bool gf_spool_end (GfSpool *spool, GVariant *body, GError **error);

/* gf_spool_close: nothing more comes.  Returns: false where a member was under way, which
 * is then gone. */
bool gf_spool_close (GfSpool *spool);

/* How many members came to their end, and each of them. */
unsigned gf_spool_count (const GfSpool *spool);
const GfMember *gf_spool_get (const GfSpool *spool, unsigned which);

/*
 * gf_spool_open: a descriptor for reading member @which alone, from its beginning; a copy
 * of its own, which nobody can write to through it.  Errors: IO.  Returns: -1 on error.
 */
int gf_spool_open (const GfSpool *spool, unsigned which, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSpool, gf_spool_unref)
