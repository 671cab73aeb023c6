/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outcomes.h: what the words of a decision say became of the case.
 *
 * The words are in corpus/registers/outcome-words.tsv, the meanings in doc/design.md,
 * "Outcomes". Private to understand.
 */
#pragma once

#include "indexer/understand/reading/registers.h"

/* gf_outcome_read: what @text, the words under a decision's label, says.  Text that names
 * no other outcome is a decision made: ADOPTED.  UNKNOWN where it only points elsewhere.
 */
GfOutcome gf_outcome_read (const GfRegisters *registers, const char *text, size_t length);

/* gf_outcome_find_alone: whether @text begins with a sentence that decides without any
 * label
 * ("Godkjennes.", "Saken utsettes"); UNKNOWN where it does not. */
GfOutcome gf_outcome_find_alone (const GfRegisters *registers, const char *text,
                                 size_t length);

/* gf_outcome_find_last: the last such sentence anywhere in @text, as under "Votering". */
GfOutcome gf_outcome_find_last (const GfRegisters *registers, const char *text,
                                size_t length);

/* gf_outcome_mentions_withdrawal: whether a sentence of @text says anywhere that the
 * case, or what was asked for, was taken back: "Det kom e-post der søkeren trekker
 * søknaden." Where nothing else became of a case, that did. */
bool gf_outcome_mentions_withdrawal (const GfRegisters *registers, const char *text,
                                     size_t length);

/* gf_outcome_is_untreated: whether all that @text says is that the case was not taken:
 * "Ikke behandlet, jf. merknad til sakslisten." */
bool gf_outcome_is_untreated (const char *text);

/* gf_outcome_find_of_case: what the last such sentence of @text that is of the case
 * itself
 * ("Saken ble trukket.") says, in the midst of what was said; never ADOPTED. */
GfOutcome gf_outcome_find_of_case (const GfRegisters *registers, const char *text,
                                   size_t length);

/* gf_outcome_find_told: what the last sentence of @text says that decides, in prose
 * without any label: also by what a body does ("Rådet bestiller kart.") and by what all
 * agreed on; where something was @asked for also what is not granted. */
GfOutcome gf_outcome_find_told (const GfRegisters *registers, const char *text,
                                size_t length, bool asked);

/* gf_outcome_settles: whether @title, of a case, is that of an item that is settled in a
 * word, or in names: "Godkjenning av møtebok", "Valg av nestleder". */
bool gf_outcome_settles (const GfRegisters *registers, const char *title);

/* gf_outcome_only_tells: whether @title, of a case, is that of an item in which people
 * tell what is new: "Orienteringer", "Eventuelt". */
bool gf_outcome_only_tells (const GfRegisters *registers, const char *title);

/* gf_outcome_fell: whether the last vote that @text tells of was lost by the proposal. */
bool gf_outcome_fell (const GfRegisters *registers, const char *text, size_t length);

/* gf_outcome_recommendation_fell: whether a sentence of @text tells that the
 * recommendation itself, and not another proposal, was voted down, and none that another
 * was carried instead. */
bool gf_outcome_recommendation_fell (const GfRegisters *registers, const char *text,
                                     size_t length);

/* gf_outcome_recommendation_won: whether a sentence of @text tells that what an officer
 * recommended was carried: "Rådmannens framlegg fekk 4 røyster og er vedteke." */
bool gf_outcome_recommendation_won (const GfRegisters *registers, const char *text,
                                    size_t length);

/* gf_outcome_another_won: whether @text tells that a proposal was carried after another
 * fell. */
bool gf_outcome_another_won (const GfRegisters *registers, const char *text,
                             size_t length);

/* gf_outcome_dup_carried_motion: the sentence of @text, all that is told of a case, by
 * which a motion, or a wish, to put it off, send it back or take it off was carried; NULL
 * where none was, or where the recommendation was adopted after all.  @outcome_out: what
 * that makes of the case.  Returns: (transfer full) (nullable). */
char *gf_outcome_dup_carried_motion (const GfRegisters *registers, const char *text,
                                     size_t length, GfOutcome *outcome_out);

/* gf_outcome_find_end: whether the last of several sentences of @text puts the case
 * off, takes it off, takes note of it, turns it down or, in few words that tell of no
 * other time, adopts it; UNKNOWN where it does not. */
GfOutcome gf_outcome_find_end (const GfRegisters *registers, const char *text,
                               size_t length);

/* gf_outcome_orders_besides: whether a sentence of @text after one that takes note of
 * something says what is to be done: "Rådmannen skal lukke avvikene." */
bool gf_outcome_orders_besides (const GfRegisters *registers, const char *text,
                                size_t length);

/* gf_outcome_is_as_proposed: whether all that @text says is that what was proposed was
 * decided ("Rådmannens innstilling vedtas enst.", "Samrøystes som framlegget."): what was
 * proposed says then what became of the case. */
bool gf_outcome_is_as_proposed (const GfRegisters *registers, const char *text,
                                size_t length);

/* gf_outcome_is_negated: whether the first sentence of @text says not to do something. */
bool gf_outcome_is_negated (const char *text, size_t length);

/* gf_outcome_begins_how: whether the sentence from @start on begins as one that says how
 * it was decided: "Enstemmig", "Vedtatt". */
bool gf_outcome_begins_how (const GfWords *words, size_t start);

/* gf_outcome_leads_in: whether the words from @start up to @end only lead to what was
 * decided, which follows: "Vedtatt med 11 mot 4 stemmer:", "Et enstemmig fylkesutvalg
 * vedtok:". */
bool gf_outcome_leads_in (const GfWords *words, size_t start, size_t end);

/* gf_outcome_refuses: whether the main clause of the sentence from @start up to @end says
 * that what was asked for is not granted: "gir ikke samtykke", "finner ikke grunn til å
 * innvilge". */
bool gf_outcome_refuses (const GfRegisters *registers, const GfWords *words, size_t start,
                         size_t end);

/* gf_outcome_denies_refusal: whether the sentence from @start up to @end says that there
 * is no turning down: "ser ikke grunn til å avslå søknaden". */
bool gf_outcome_denies_refusal (const GfRegisters *registers, const GfWords *words,
                                size_t start, size_t end);

/* gf_outcome_stays: whether the first sentence of @text that says what says what is not
 * to be done, or that all is to stay as it was: "Åpningstiden opprettholdes." */
bool gf_outcome_stays (const GfRegisters *registers, const char *text, size_t length);

/* gf_outcome_dup_not: the first sentence of @text that says what, where its main clause
 * says what is not to be done, or words of one of @meanings say as much, and no other
 * sentence adopts anything.  Whether that is a refusal depends on what was asked.
 * @meanings: of STAYS and LACKS.  Returns: (transfer full) (nullable). */
char *gf_outcome_dup_not (const GfRegisters *registers, const char *text, size_t length,
                          uint64_t meanings);

/* gf_outcome_keeps: whether @title, of a case, asks that something be as it was:
 * "Forslag om å beholde skolen". */
bool gf_outcome_keeps (const GfRegisters *registers, const char *title);

/* gf_outcome_voices: whether @title, of a case or a label, is that of what is said to
 * others: "Høring", "Fråsegn frå eldrerådet".  To be against something decides it. */
bool gf_outcome_voices (const GfRegisters *registers, const char *title);

/* gf_outcome_only_waits: whether no sentence of @text puts anything off, so that all that
 * may do so is what somebody is to do before a decision: "Sjukehuset må leggje fram tal
 * før styret gjer vedtak." */
bool gf_outcome_only_waits (const GfRegisters *registers, const char *text,
                            size_t length);

/* gf_outcome_asks: whether @title, of a case, is that of an application, a complaint or
 * another request. */
bool gf_outcome_asks (const GfRegisters *registers, const char *title);

/* gf_outcome_begins_asking: whether the first words of @text, told of a case, name a
 * request ("søknaden"), or tell that somebody asks for something ("søkjer om"). */
bool gf_outcome_begins_asking (const GfRegisters *registers, const char *text,
                               size_t length);

/* gf_outcome_performs: whether @text begins with a subject and, within three words of it,
 * a verb by which a body decides ("viderefører", "stiller seg bak").  @n_subject: words
 * of the subject */
bool gf_outcome_performs (const GfRegisters *registers, const GfWords *words,
                          size_t n_subject);

/* gf_outcome_performed: the same with a verb in the past ("vedtok", "sa ja til"), and
 * nothing that says that it was another time: for the last sentence of a case. */
bool gf_outcome_performed (const GfRegisters *registers, const GfWords *words,
                           size_t n_subject);

/* gf_outcome_last_sentence: the offset of the last sentence of @text; 0 where there is
 * but one.  After "Rv 44." as after any full stop before a capital: what is looked for
 * there is not taken by mistake. */
size_t gf_outcome_last_sentence (const char *text, size_t length);

/* gf_outcome_dup_evidence: the sentence of @text that says @outcome, as it stands there;
 * the first where none says it by itself.  Returns: (transfer full) (nullable). */
char *gf_outcome_dup_evidence (const GfRegisters *registers, const char *text,
                               size_t length, GfOutcome outcome);

/* gf_outcome_is_signed: whether @text begins with a place and a day, as above names that
 * sign: "Verdal, 12. juni 2009." */
bool gf_outcome_is_signed (const GfRegisters *registers, const char *text, size_t length);

/* gf_outcome_closes: whether all that @text says is that somebody ended the meeting:
 * "Ordføreren takket og hevet møtet." */
bool gf_outcome_closes (const GfRegisters *registers, const char *text, size_t length);

/* gf_outcome_tells_of_before: whether @words tell of what was decided before: "vedtok i
 * 2012", "i sak 4/12". */
bool gf_outcome_tells_of_before (const GfWords *words);
