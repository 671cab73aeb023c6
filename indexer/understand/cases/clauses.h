/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clauses.h: what a sentence decides, by a small grammar, so that no register has to
 * write every verb out with every subject.
 *
 * - [subject] (ble|vert|er ..) [adverbs] [ikke] participle: "Saken ble enstemmig utsatt"
 * - [subject] verb-s [ikke]: "Søknaden innvilges ikke"
 * - who verb [ikke] [object]: "Utvalget avslo søknaden"
 * - who har participle object: "Søker har trukket saken"
 * - (enige om|flertall for|vedtok ..) .. å infinitive: "Det var semje om å utsetja saka"
 * - any of them with a later time: "Vi tar saken på neste møte"
 *
 * and the first three with the subject behind the verb ("Deretter ble saken utsatt").  A
 * verb that helps another says that nothing was decided ("kan", "bør", "foreslås"), and
 * so does a clause of something else ("at søknaden avslås").  The verbs are in
 * corpus/registers/outcome-verbs.tsv, the other words in outcome-grammar.tsv.  Linear in
 * the sentence.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/registers.h"

typedef struct
{
  GfOutcome outcome; /* UNKNOWN: the sentence decides nothing that the grammar knows */
  size_t at, end;    /* the words of the verb, with its particle */
  bool alone;        /* says so without a label above it */
  bool infinitive;   /* "enige om å utsette" */
  bool of_case;      /* it is said of the case itself, and of no part of it */
  bool motion;       /* what was voted on is to put the case off, or send it back */
  bool proposal;     /* it is said of somebody's proposal */
  bool negated;      /* it is said not to be done */
  bool now;          /* by a verb in the present: "vedtar", "innvilges" */
  bool decision;     /* that something is decided is put off, whatever it is */
} GfClause;

/* gf_clause_read: what the sentence from @start up to @end decides.  Returns: whether it
 * decides something. */
bool gf_clause_read (const GfRegisters *registers, const GfWords *words, size_t start,
                     size_t end, GfClause *clause_out);

/* gf_clause_read_deed: the same where no label stands above it, and what a body does
 * ("Styret bestiller kart", "Avtalen sies opp") is decided too.  Returns: whether the
 * sentence decides alone. */
bool gf_clause_read_deed (const GfRegisters *registers, const GfWords *words,
                          size_t start, size_t end, GfClause *clause_out);

/* gf_clause_waits: whether the sentence from @start up to @end says what is to be done
 * before the case, or what it is about, is decided: "Utvalget vil ha et nytt kart før
 * planen vedtas." */
bool gf_clause_waits (const GfRegisters *registers, const GfWords *words, size_t start,
                      size_t end);

/* gf_clause_accepts: whether the sentence from @start up to @end tells that what somebody
 * asked for is done: "Det var alle enige i.", "Ingen hadde innvendinger." */
bool gf_clause_accepts (const GfRegisters *registers, const GfWords *words, size_t start,
                        size_t end);

/* gf_clause_takes_back: whether word @at is a verb, in any form but that after "å", by
 * which something is withdrawn. */
bool gf_clause_takes_back (const GfRegisters *registers, const GfWords *words, size_t at);

/* gf_clause_moves: what the case would come to if what the sentence from @start up to
 * @end proposes or asks for were done: POSTPONED, WITHDRAWN; UNKNOWN for anything else.
 */
GfOutcome gf_clause_moves (const GfRegisters *registers, const GfWords *words,
                           size_t start, size_t end);
