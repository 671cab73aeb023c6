/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compound.h: what a Norwegian compound is put together of.
 *
 * The dictionaries say which forms can stand first in a compound, joint letters and all
 * ("hørings" of "høring"), and which last; names of places can stand first too.  Of all
 * ways through a word the cheapest is taken: few parts, then nouns before other words and
 * long parts before short, then the longest last part, but for a joint s.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "norsk/lexis.h"

/* In bytes: what is longer is not split. */
#define GF_COMPOUND_MAX_BYTES 64
#define GF_COMPOUND_MAX_PARTS 6

typedef struct
{
  char *text;       /* as it stands within the compound in bokmål: "hørings" */
  GPtrArray *roots; /* of strings: "høring"; more where it is ambiguous, never none */
  bool is_prefix;   /* "hoved", of "hode": no word to find it by */
} GfPart;

/* What is split. */
typedef enum
{
  GF_SPLIT_FORM,  /* a form that no dictionary has as a word */
  GF_SPLIT_LEXEME /* a lemma that one has: the last part must be inflected the same way,
                     and chance is more likely than meaning where parts are short */
} GfSplitKind;

typedef struct
{
  GPtrArray *parts; /* of GfPart, two or more */
  int cost;         /* the lower, the likelier; the same scale for every language */
} GfSplit;

/*
 * gf_split_new: @form, at most GF_COMPOUND_MAX_BYTES, into its parts.
 * Returns: (transfer full) (nullable): NULL where it has none.
 */
GfSplit *gf_split_new (GfLexis *lexis, const GfWordLists *lists, const char *form,
                       GfSplitKind kind);
void gf_split_free (GfSplit *split);

static inline const GfPart *
gf_split_get (const GfSplit *split, guint i)
{
  return split->parts->pdata[i];
}

/*
 * gf_split_dup_span: the root of the parts @first to @last, as one word.
 * @root: which of the last part's roots
 */
char *gf_split_dup_span (const GfSplit *split, guint first, guint last, guint root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSplit, gf_split_free)
