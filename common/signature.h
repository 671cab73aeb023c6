/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * signature.h: what of a document tells whether another is a version of it: a sketch of
 * its text, and what it says of itself: which stage it is at, what it is called, which
 * time it is for.
 *
 * The sketch is Broder's (On the resemblance and containment of documents, 1997), by one
 * permutation (Li, Owen and Zhang, 2012): each run of GF_SIGNATURE_WORDS words is hashed
 * once; one part of the hash says which of GF_SIGNATURE_VALUES values it is for, the rest
 * is kept where it is the least of those.  The share of values that two texts have alike
 * is the share of their runs that they have in common (Jaccard), but for a standard error
 * of sqrt (J (1 - J) / GF_SIGNATURE_VALUES): 0.044 at most, and 0.035 where J is 0.2.
 * Values of 16 bits meet by chance once in 65,536.
 *
 * Made by the worker (indexer/extract/signature.h), which may lie: about its own document
 * alone.  Knows GLib only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define GF_SIGNATURE_VALUES 128u
#define GF_SIGNATURE_WORDS 3u
/* Longer ones are cut: more tells no two documents apart. */
#define GF_SIGNATURE_MAX_NAME 200
#define GF_SIGNATURE_MAX_PERIOD 60

/* In the order in which one takes the place of another. */
typedef enum
{
  GF_STAGE_DRAFT,   /* "utkast" */
  GF_STAGE_HEARING, /* "høringsutgave" */
  GF_STAGE_UNKNOWN, /* says nothing: most are what was adopted */
  GF_STAGE_ADOPTED, /* "vedtatt" */
  GF_STAGE_LAST = GF_STAGE_ADOPTED
} GfStage;

typedef struct
{
  GfStage stage;
  bool is_named;   /* its title or the name of its file says a stage or a number */
  uint16_t number; /* "versjon 2"; 0 for none */
  char *name;      /* the title's words, lower case, without those of the stage and the
                      period; never NULL, "" where it has none */
  char *period; /* years, months and numbers that its title says it is for: "2023 2030",
                   "2023 3"; never NULL, "" where it says none */
  bool has_values; /* false of a text too short to sketch */
  uint16_t values[GF_SIGNATURE_VALUES];
} GfSignature;

void gf_signature_free (GfSignature *signature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSignature, gf_signature_free)

/* gf_signature_pack: as it is stored.  Returns: (transfer full). */
GBytes *gf_signature_pack (const GfSignature *signature);

/* gf_signature_unpack: Returns: (transfer full) (nullable): NULL where @packed is none:
   it is trusted in nothing. */
GfSignature *gf_signature_unpack (GBytes *packed);

/* gf_signature_resemblance: from 0 to 1; 0 where one of them has no values. */
double gf_signature_resemblance (const GfSignature *one, const GfSignature *other);
