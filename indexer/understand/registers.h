/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * registers.h: knowledge of the field as dated data: bodies, regions, words for document
 * types and outcomes.
 *
 * The files are corpus/registers/ *.tsv: UTF-8, a line each, cells apart by tabs, '#'
 * begins a comment line, the first other line names the columns, the last column is the
 * source.  They are the project's own and trusted; they are read once, before the sandbox
 * closes.
 *
 *   headings.tsv        phrase language meaning source         labels within documents
 *   outcome-words.tsv   phrase language meaning alone source   what became of a case
 *   document-types.tsv  phrase language meaning weight source  words that name a type
 *   bodies.tsv          phrase language name region from to source
 *   regions.tsv         phrase name kind from to source        regions and their other
 * names members.tsv         region member from to source           who belongs to which,
 * and when function-words.tsv  phrase language source                 words that tell the
 * languages apart number-words.tsv    phrase meaning source                  what stands
 * before a number
 *
 * A phrase is as words.h says.  from and to are ISO dates as exact as is known, or empty.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/record.h"
#include "indexer/understand/words.h"

typedef struct GfRegisters GfRegisters;

/*
 * gf_registers_load: reads every register in @folder.
 * Errors: those of g_file_get_contents, or G_FILE_ERROR_INVAL naming file, line and
 * fault.
 */
GfRegisters *gf_registers_load (const char *folder, GError **error);
void gf_registers_free (GfRegisters *registers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRegisters, gf_registers_free)

typedef enum
{
  GF_REGISTER_HEADINGS,  /* meaning: GfHeading */
  GF_REGISTER_OUTCOMES,  /* meaning: GfOutcomeWord */
  GF_REGISTER_TYPES,     /* meaning: GfDocumentType; weight */
  GF_REGISTER_BODIES,    /* name, and region where it belongs to one only */
  GF_REGISTER_REGIONS,   /* name */
  GF_REGISTER_MEMBERS,   /* phrase: the member; name: the region */
  GF_REGISTER_LANGUAGES, /* meaning: GfLanguage */
  GF_REGISTER_NUMBERS,   /* meaning: GfNumberWord */
  GF_N_REGISTERS
} GfRegister;

/* What a label or a line of a document's skeleton says. */
typedef enum
{
  GF_HEADING_DECISION,       /* "Vedtak" */
  GF_HEADING_PROPOSAL,       /* "Forslag til vedtak" */
  GF_HEADING_RECOMMENDATION, /* "Innstilling": whose it is decides */
  GF_HEADING_VOTE,           /* "Votering" */
  GF_HEADING_DISCUSSION,     /* "Behandling", "Saksopplysninger", "Vedlegg" */
  GF_HEADING_MODIFIER, /* may stand in a label beside the word that counts: "enstemmig" */
  GF_HEADING_OFFICER,  /* "rådmannens": makes a recommendation a proposal */
  GF_HEADING_REASON,   /* begins a paragraph that is no longer the decision */
  GF_HEADING_CLOSING,  /* begins what follows the last case: "Møtet hevet" */
  GF_HEADING_POST,     /* a line of a signature: "Daglig leder" */
  GF_HEADING_CONTENTS, /* "Innhold" */
  GF_HEADING_BODY_KEY, /* "Utvalg:" */
  GF_HEADING_MEETING_KEY, /* "Møtedato:", "Tid og sted:" */
  GF_HEADING_DATE_KEY,    /* "Dato:": of the meeting or of the document */
  GF_HEADING_HEAD_KEY,    /* "Til stede:", "Sted:" */
  GF_HEADING_CASE_COLUMN, /* "Utvalgssak", "Saksnr": head of a column of case numbers */
  GF_HEADING_ADOPTED_ON,  /* "vedtatt" before the date of a plan */
  GF_HEADING_PERIOD_END,  /* "pr" before the last date of a report */
  GF_HEADING_LISTING,     /* "Like dokumenter" */
  GF_HEADING_TRANSCRIPT,  /* "Transkript" */
  GF_HEADING_DETAILS,     /* "Detaljer" */
  GF_HEADING_PAST,        /* "ble", "enstemmig": what the meeting did */
  GF_HEADING_SUBJECT_KEY, /* "Saken gjelder:" before the title of a case */
  GF_HEADING_MISCELLANY,  /* "Eventuelt", an item that minutes often leave unnumbered */
  GF_HEADING_RECOMMENDS,  /* "anbefaler", after an officer's title: a proposal */
  GF_N_HEADINGS
} GfHeading;

/* What a phrase in a decision says.  The first are GfOutcome. */
typedef enum
{
  GF_OUTCOME_WORD_NEUTRAL
  = GF_OUTCOME_LAST + 1,    /* says nothing of its own: "enstemmig" */
  GF_OUTCOME_WORD_FELL,     /* the proposal voted on fell */
  GF_OUTCOME_WORD_SEE,      /* the decision stands elsewhere */
  GF_OUTCOME_WORD_PERFORMS, /* what a body does in deciding: "vedtar" */
  GF_N_OUTCOME_WORDS
} GfOutcomeWord;

typedef enum
{
  GF_LANGUAGE_NB,
  GF_LANGUAGE_NN,
  GF_LANGUAGE_EN,
  GF_N_LANGUAGES
} GfLanguage;

typedef enum
{
  GF_NUMBER_CASE, /* "Sak", "Saksnr" */
  GF_NUMBER_OTHER /* "Møte", "NOU", "Rv": what follows is not a case number */
} GfNumberWord;

typedef struct
{
  GfPhrase *phrase;
  int meaning;
  int weight;   /* 1 where the register has none */
  bool alone;   /* an outcome phrase that decides without a heading */
  char *name;   /* NULL in the registers without */
  char *region; /* NULL for none */
  char *from;   /* NULL where not known */
  char *to;
} GfEntry;

/* A set of meanings. */
#define GF_MEANING(meaning) (UINT64_C (1) << (meaning))
#define GF_ANY_MEANING (~UINT64_C (0))

/*
 * gf_registers_match: the phrase of @which that says most and begins with word @index of
 * @words; of two that say as much, the shorter stretch of text, then the one earlier in
 * the file.
 * @meanings: only phrases with one of these; a phrase may have several
 * @size_out: (optional): words that it takes; 0 for none
 * Returns: (transfer none) (nullable): NULL where none does.
 */
const GfEntry *gf_registers_match (const GfRegisters *registers, GfRegister which,
                                   uint64_t meanings, const GfWords *words, size_t index,
                                   size_t *size_out);

/* gf_registers_match_fuzzily: the same, one slip of the pen in a long word forgiven. */
const GfEntry *gf_registers_match_fuzzily (const GfRegisters *registers, GfRegister which,
                                           uint64_t meanings, const GfWords *words,
                                           size_t index, size_t *size_out);
