/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clauses-private.h: a sentence as clauses.c goes through it word by word, what the words
 * beside a verb say of it (clause-words.c), and whether the verb decides
 * (clause-verbs.c). Private to them.
 */
#pragma once

#include "indexer/understand/cases/clauses.h"

/* "tar opp igjen dette vanskelige spørsmålet på neste møte" */
#define MAX_WORDS_TO_LATER 8

#define NOWHERE SIZE_MAX
#define IS(meaning) (UINT64_C (1) << (meaning))
/* What a meeting has before it. */
#define MATTERS                                                                          \
  (IS (GF_GRAMMAR_CASE) | IS (GF_GRAMMAR_REQUEST) | IS (GF_GRAMMAR_PROPOSAL))
#define HELPERS (IS (GF_GRAMMAR_CAN) | IS (GF_GRAMMAR_SHALL) | IS (GF_GRAMMAR_MODAL))

/* Which verbs before "at" and "å", and what is to be done, count as deciding. */
typedef enum
{
  GF_CLAUSE_LEADS_NONE, /* what follows says what was decided */
  GF_CLAUSE_LEADS_THAT, /* "vedtar at" before what no register knows */
  GF_CLAUSE_LEADS_ALL   /* so does "vedtok å" */
} GfClauseLead;

typedef struct
{
  const GfRegisters *registers;
  const GfWords *words;
  size_t start, end;
  uint64_t seen;        /* of GfGrammarWord, in the clause up to here */
  uint64_t before;      /* the same of the sentence, but for verbs that help and "ikke" */
  uint64_t seen_around; /* @seen before the clause of something else that is read */
  size_t agree_at, to_at;
  guint n_around;   /* and @n_other */
  guint n_other;    /* words of no register */
  bool subordinate; /* within a clause of something else */
  bool opened_so;   /* the sentence began with such a clause */
  bool after_preposition;
  bool none;  /* "ingen" */
  bool wants; /* "vil" */
  bool asks;  /* "ber": the infinitive has no "å" */
  bool deeds; /* verbs of what is done count */
  GfClauseLead lead;
} GfClauseReader;

/* gf_clause_has: whether a word of one of @meanings stood in the clause up to here. */
bool gf_clause_has (const GfClauseReader *reader, uint64_t meanings);

/* gf_clause_match: the grammar's longest word of @meanings at @index; NULL for none. */
const GfEntry *gf_clause_match (const GfClauseReader *reader, uint64_t meanings,
                                size_t index, size_t *size_out);

/* gf_clause_is_near: whether a word of @meanings stands within @n words from @index on,
 * before a clause of something else. */
bool gf_clause_is_near (const GfClauseReader *reader, uint64_t meanings, size_t index,
                        size_t n);

/* gf_clause_is_negated: whether the verb from @at to @end is said not to be done. */
bool gf_clause_is_negated (const GfClauseReader *reader, size_t at, size_t end);

/* gf_clause_has_other_agent: whether somebody other than who meets did it, right behind
 * the verb that ends at @end. */
bool gf_clause_has_other_agent (const GfClauseReader *reader, size_t end);

/* gf_clause_is_of_meeting: whether the clause up to here has a body, and none that is
 * seldom the one that meets ("stortinget", "kommunane"). */
bool gf_clause_is_of_meeting (const GfClauseReader *reader);

/* gf_clause_is_bare: whether the words so far say nothing of what the verb is said of. */
bool gf_clause_is_bare (const GfClauseReader *reader);

/* gf_clause_is_state: whether the words up to the verb at @at say "er", "var". */
bool gf_clause_is_state (const GfClauseReader *reader, size_t at);

/* gf_clause_is_before_something: "før det er holdt folkemøte", behind @end. */
bool gf_clause_is_before_something (const GfClauseReader *reader, size_t end);

/* gf_clause_is_later: whether a later time stands beside the verb from @at to @end. */
bool gf_clause_is_later (const GfClauseReader *reader, size_t at, size_t end);

/* gf_clause_has_pronoun: whether word @at stands for what was spoken of. */
bool gf_clause_has_pronoun (const GfClauseReader *reader, size_t at);

/* gf_clause_undoes_own: whether what the verb from @at to @end takes back is what was
 * decided before, or asked of others, and no case: "Tidligere vedtak trekkes tilbake.",
 * "Kommunen trekker klagen." */
bool gf_clause_undoes_own (const GfClauseReader *reader, size_t at, size_t end);

/* gf_clause_comes_back: whether a later time is named anywhere behind @end. */
bool gf_clause_comes_back (const GfClauseReader *reader, size_t end);

/* gf_clause_read_verb: what the verb at @at, if one is there, decides.  Returns: whether
 * it decides anything. */
bool gf_clause_read_verb (const GfClauseReader *reader, size_t at, GfClause *clause);
