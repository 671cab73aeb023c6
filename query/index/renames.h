/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * renames.h: what else a name in a question was called, and when.
 *
 * Read from the dated registers municipalities.tsv, counties.tsv and renames.tsv.  A
 * thing that was renamed is the same thing under both names; one that became part of
 * another (Klæbu of Trondheim) stands for it only in the documents of that time, and
 * weighs less.  Chains are followed in both directions in time, never up to a whole and
 * down to its other parts.  Nothing here looks at the index: a name that no document has
 * should be dropped, and what is left shown to whoever asks.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/lexicon.h"

typedef struct GfRenames GfRenames;

/*
 * gf_renames_load: reads the registers; half a millisecond.  For any number of threads.
 * Errors: those of gf_paths_find_data () and of reading a file; G_FILE_ERROR_INVAL naming
 * file, line and fault.
 */
GfRenames *gf_renames_load (GError **error);
/* The same from another folder than where the program's own registers are. */
GfRenames *gf_renames_load_folder (const char *folder, GError **error);
void gf_renames_free (GfRenames *renames);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRenames, gf_renames_free)

typedef enum
{
  GF_RENAME_MUNICIPALITY,
  GF_RENAME_COUNTY,
  GF_RENAME_OFFICE,
  GF_RENAME_AGENCY,
  GF_RENAME_INSTITUTION,
  GF_RENAME_FORM /* of cooperation or of a body */
} GfRenameKind;

typedef enum
{
  GF_NAME_NEWER,
  GF_NAME_OLDER,
  GF_NAME_ALSO /* at the same time: an abbreviation, another language */
} GfNameTime;

typedef struct
{
  char **words; /* folded; where there are several, in this order, side by side */
  char *name;   /* as people write it */
  char *sentence; /* bokmål: "rådmann → kommunedirektør (nytt navn fra oktober 2019)" */
  GfRenameKind kind;
  GfNameTime time;
  bool same; /* the same thing; else a whole, a part or a successor of what was asked */
  bool limited; /* stands for it only in documents dated from @from and before @before */
  char *from; /* YYYY-MM-DD, inclusive: when the name began to stand for it; NULL: open */
  char *before; /* YYYY-MM-DD, exclusive */
} GfOtherName;

/* A word of a question. */
typedef struct
{
  const char *form;  /* folded */
  GfRootList lemmas; /* (nullable): norsk/roots.h; so that inflected words are known */
} GfRenamesWord;

typedef struct
{
  const GfRenamesWord *words; /* in order, stop words included: "Vestfold og Telemark" */
  size_t n_words;
  bool places; /* they are known to name a place, as after "kommune:": Ski is no sport */
} GfRenamesQuestion;

/*
 * gf_renames_find: the other names of what the longest name at word @index names; of all
 * of them where several things have that name.
 * @n_words_out: words that the name takes; 0 where no register has it
 * Returns: (transfer container) (element-type GfOtherName): often empty; the same things
 * before the others, at most 64.
 */
GPtrArray *gf_renames_find (const GfRenames *renames, const GfRenamesQuestion *question,
                            size_t index, size_t *n_words_out);

/*
 * gf_renames_find_part: the roots that stand for @root as the first part of a compound:
 * "rådmann" for "kommunedirektør".
 * Returns: (transfer full) (nullable): a GStrv of folded roots, or NULL for none.
 */
char **gf_renames_find_part (const GfRenames *renames, const char *root);

/*
 * gf_renames_find_compound: the compound @form with its first part renamed:
 * "rådmannsforumet" as "kommunedirektørforumet", with its own inflection.
 * Returns: (transfer container) (element-type GfOtherName): often empty.
 */
GPtrArray *gf_renames_find_compound (const GfRenames *renames, const char *form);

void gf_other_name_free (GfOtherName *other);
