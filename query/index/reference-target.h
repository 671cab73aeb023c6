/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reference-target.h: which of the cases with a number, or of the documents of a day, a
 * reference means.  A pure function of what is known of them.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/record.h"
#include "query/index/renames.h"

/* A case of the index, or a whole document. */
typedef struct
{
  char *document_id;
  char *unit_id; /* NULL for a document */
  char *prefix;  /* letters before the case's number; NULL for none */
  char *title;
  char *document_title;
  char *path;
  char *body;
  char *region;
  char *date;
  char *language;
  GfDocumentType type;
} GfReferenceTarget;

void gf_reference_target_free (GfReferenceTarget *target);

/* What a reference says, and where it stands. */
typedef struct
{
  const GfReference *reference;
  const GfDocument *head;
  const char *unit_id;      /* of the unit it stands in: it does not mean itself */
  bool numbers_so;          /* the papers it stands in number their own cases by year */
  const GfRenames *renames; /* (nullable): a body goes on under a new name */
} GfReferenceQuestion;

/*
 * gf_reference_choose: the one of @targets (of GfReferenceTarget) that is meant.
 * Returns: (transfer none) (nullable): NULL where none is, or where several are that are
 * not papers of the same case.
 */
const GfReferenceTarget *gf_reference_choose (const GfReferenceQuestion *question,
                                              const GPtrArray *targets);
