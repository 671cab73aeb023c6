/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * marks.h: where a text holds what a question asked for.
 *
 * Filled in while a question is planned; then asked of each hit's text, by the same words
 * that the index is made of: the exact form, the roots of it and of its parts, the joined
 * form of what hyphens part, words that begin so, exact phrases.
 */
#pragma once

#include <glib.h>
#include <stddef.h>

#include "common/lexicon.h"
#include "norsk/roots.h"

typedef struct GfMarks GfMarks;

typedef struct
{
  size_t start; /* bytes into the text */
  size_t end;
  unsigned word; /* which word of the question: below gf_marks_n_words () */
} GfMatch;

GfMarks *gf_marks_new (void);
void gf_marks_free (GfMarks *marks);

/* gf_marks_add_word: a new word of the question.
 * @weight: what a text gains by holding it: the rarer, the more
 * Returns: its number, for the functions below. */
unsigned gf_marks_add_word (GfMarks *marks, double weight);

/* What stands for word @word in a text: a folded form; a root; the beginning of forms;
   forms one after the other (@n_forms at least 1, those beyond 64 are not looked at). */
void gf_marks_add_form (GfMarks *marks, unsigned word, const char *form);
void gf_marks_add_root (GfMarks *marks, unsigned word, const char *root);
/* A root that counts only in a text that has nothing else of @word: a part of it. */
void gf_marks_add_weak_root (GfMarks *marks, unsigned word, const char *root);
void gf_marks_add_prefix (GfMarks *marks, unsigned word, const char *prefix);
void gf_marks_add_phrase (GfMarks *marks, unsigned word, const char *const *forms,
                          unsigned n_forms);

/*
 * gf_marks_learn: lists what @lexicon has of the roots added, so that words of a text
 * need not be looked up in it one by one; for texts all of whose words it has.  Does
 * nothing where that is too much.  @lexicon outlives @marks.
 */
void gf_marks_learn (GfMarks *marks, const GfLexicon *lexicon);

unsigned gf_marks_n_words (const GfMarks *marks);
double gf_marks_weight (const GfMarks *marks, unsigned word);

/*
 * gf_marks_find: the first @max_matches matches in @text, in order of their start.
 * @text: valid UTF-8, of @length bytes
 * Returns: (transfer full) (element-type GfMatch).
 */
GArray *gf_marks_find (const GfMarks *marks, GfRoots *roots, const char *text,
                       size_t length, unsigned max_matches);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfMarks, gf_marks_free)
