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
 *   outcome-verbs.tsv   the forms of a verb, and what they say  see GfVerbForm
 *   outcome-grammar.tsv phrase language meaning source         small words beside them
 *   document-types.tsv  phrase language meaning weight source  words that name a type
 *   bodies.tsv          phrase language name region from to source
 *   regions.tsv         phrase name kind from to source        regions and their other
 * names members.tsv         region member from to source           who belongs to which,
 * and when function-words.tsv  phrase language source                 words that tell the
 * languages apart number-words.tsv    phrase meaning source                  what stands
 * before a number
 *   abbreviations.tsv   phrase meaning name region from to source  letters for a body
 *   reference-words.tsv phrase language meaning source             what points elsewhere
 *   follow-up-words.tsv phrase language meaning source             promises with a date
 *   version-words.tsv   phrase language meaning source             which version it is
 *
 * A phrase is as words.h says.  from and to are ISO dates as exact as is known, or empty.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/record.h"
#include "indexer/understand/reading/words.h"

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
  GF_REGISTER_HEADINGS,       /* meaning: GfHeading */
  GF_REGISTER_OUTCOMES,       /* meaning: GfOutcomeWord */
  GF_REGISTER_VERBS,          /* meaning: GfVerbForm; said, negated, of */
  GF_REGISTER_GRAMMAR,        /* meaning: GfGrammarWord */
  GF_REGISTER_TYPES,          /* meaning: GfDocumentType; weight */
  GF_REGISTER_BODIES,         /* name, and region where it belongs to one only */
  GF_REGISTER_REGIONS,        /* name */
  GF_REGISTER_MEMBERS,        /* phrase: the member; name: the region */
  GF_REGISTER_LANGUAGES,      /* meaning: GfLanguage */
  GF_REGISTER_NUMBERS,        /* meaning: GfNumberWord */
  GF_REGISTER_ABBREVIATIONS,  /* meaning: GfAbbreviation; name, region */
  GF_REGISTER_REFERENCES,     /* meaning: GfReferenceWord */
  GF_REGISTER_FOLLOW_UPS,     /* meaning: GfFollowUpWord */
  GF_REGISTER_VERSIONS,       /* meaning: GfVersionWord */
  GF_REGISTER_MUNICIPALITIES, /* phrase and name: as people write it; region: its county;
                                 number; became */
  GF_REGISTER_COUNTIES,       /* phrase and name; number; became */
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
  GF_HEADING_PART,        /* "Del" before a number: the highest division of a text */
  GF_HEADING_CHAPTER,     /* "Kapittel", "Satsingsområde": the same, a step lower */
  GF_HEADING_CAPTION,     /* "Tabell", "Figur" before a number: no heading */
  GF_HEADING_SITE, /* "Skriv ut", "Hopp til innholdet": what a site puts on a page */
  GF_HEADING_DISCLAIMER,     /* begins what mail programs put below a mail */
  GF_HEADING_PLACE_KEY,      /* "Møtested:" */
  GF_HEADING_NUMBER_KEY,     /* "Møte nr" */
  GF_HEADING_PRESENT_KEY,    /* "Til stede:", "Desse møtte" */
  GF_HEADING_ABSENT_KEY,     /* "Forfall:" */
  GF_HEADING_SUBSTITUTE_KEY, /* "Varamedlemmer som møtte:" */
  GF_HEADING_OFFICE_KEY,     /* "Fra administrasjonen møtte:" */
  GF_HEADING_INVITED_KEY,    /* "Innkalt:": who was asked, not who came */
  GF_HEADING_WORKER_KEY,     /* "Saksbehandler:" */
  GF_HEADING_ARCHIVE_KEY,    /* "Vår ref:" */
  GF_HEADING_PUBLISHED,      /* "Publisert" before a date */
  GF_HEADING_LIST_KEY,       /* "Saksliste": what stands above it ends there */
  GF_HEADING_COLUMN,         /* "Navn", "Funksjon": head of a column of people */
  GF_HEADING_ROLE,           /* "varaordfører": what a person is */
  GF_HEADING_ORGANISATION,   /* "kommune": a word that makes a name one of an organisation
                              */
  GF_HEADING_PARTY,          /* "Ap" */
  GF_HEADING_PAPER,          /* "Saksframlegg": what a case paper is called */
  GF_HEADING_VOTED,          /* "Ved votering ble": begins what tells of a vote */
  GF_HEADING_MOVES,          /* "fremmet": before a proposal that follows */
  GF_HEADING_GROUP,          /* "Saker til behandling": above several cases */
  GF_HEADING_DUTY_COLUMN,    /* "Ansvar", "Frist": head of a column of who and when */
  GF_HEADING_OWNER,          /* "kommune": what ends the name of whose paper it is */
  GF_N_HEADINGS
} GfHeading;

/* What a phrase in a decision says.  The first are GfOutcome. */
typedef enum
{
  GF_OUTCOME_WORD_NEUTRAL
  = GF_OUTCOME_LAST + 1,     /* says nothing of its own: "enstemmig" */
  GF_OUTCOME_WORD_FELL,      /* the proposal voted on fell */
  GF_OUTCOME_WORD_SEE,       /* the decision stands elsewhere */
  GF_OUTCOME_WORD_PERFORMS,  /* what a body does in deciding: "vedtar" */
  GF_OUTCOME_WORD_PERFORMED, /* what it did, at the end of a case: "sa ja til" */
  GF_OUTCOME_WORD_AS,        /* as it was proposed: "som framlegget" */
  GF_OUTCOME_WORD_GRANTS,    /* what is done with what was asked for: "innvilges" */
  GF_OUTCOME_WORD_REQUEST,   /* in the title of a case that asks: "søknad" */
  GF_OUTCOME_WORD_THANKS,    /* all it says: noted */
  GF_OUTCOME_WORD_TALK,      /* all it says is that it was spoken of: "drøftet" */
  GF_OUTCOME_WORD_SETTLES, /* in the title of what is settled in a word: "godkjenning" */
  GF_OUTCOME_WORD_TELLS,   /* in the title of an item where people tell: "eventuelt" */
  GF_OUTCOME_WORD_STAYS,   /* all is to stay as it was: "beholdes" */
  GF_OUTCOME_WORD_LACKS,   /* why nothing is granted: "er brukt opp" */
  GF_OUTCOME_WORD_VOICES,  /* in the title of what is said to others: "høring" */
  GF_N_OUTCOME_WORDS
} GfOutcomeWord;

/* How a verb by which a meeting decides is written. */
typedef enum
{
  GF_VERB_PARTICIPLE, /* "utsatt": after "ble", "har" */
  GF_VERB_PASSIVE,    /* "utsettes" */
  GF_VERB_ACTIVE,     /* "utsetter", "utsatte": after who does it */
  GF_VERB_INFINITIVE, /* "utsette": after "å" */
  GF_N_VERB_FORMS /* the forms of deeds, and then of what is decided later, from here */
} GfVerbForm;

/* What such a verb may be said of. */
typedef enum
{
  GF_VERB_OF_ANY,
  GF_VERB_OF_CASE,   /* of a case, a request or a proposal only */
  GF_VERB_OF_ITSELF, /* the same, and the case does it: "utgår" */
  GF_VERB_OF_PERSON, /* of people: "velges" */
  GF_VERB_OF_LATER,  /* of a case, with a later time beside it: "tas på neste møte" */
  GF_VERB_OF_DECIDE, /* whatever is decided later: "avgjør staden i mai" */
  GF_VERB_OF_ANYONE, /* whoever does it, or gets it: "får avslag" */
  GF_VERB_OF_DEED, /* what is done says under no label that it was decided: "bestiller" */
} GfVerbOf;

/* What a word beside such a verb is. */
typedef enum
{
  GF_GRAMMAR_CASE,     /* "saken", "avgjørelsen" */
  GF_GRAMMAR_REQUEST,  /* "søknaden" */
  GF_GRAMMAR_PROPOSAL, /* "innstillingen" */
  GF_GRAMMAR_DOCUMENT, /* "protokollen" */
  GF_GRAMMAR_BODY,     /* "utvalget" */
  GF_GRAMMAR_OFFICER,  /* "rådmannen", "søker" */
  GF_GRAMMAR_PASSIVE,  /* "ble" */
  GF_GRAMMAR_PERFECT,  /* "har" */
  GF_GRAMMAR_CAN,      /* "kan": with "ikke" as good as not doing it */
  GF_GRAMMAR_SHALL,    /* "skal" */
  GF_GRAMMAR_MODAL,    /* "bør", "foreslås": nothing has been decided */
  GF_GRAMMAR_NOT,      /* "ikke" */
  GF_GRAMMAR_AGREE,    /* "enige om", before "å" */
  GF_GRAMMAR_BREAK,    /* "at": of something else */
  GF_GRAMMAR_PREPOSITION,
  GF_GRAMMAR_ADVERB,
  GF_GRAMMAR_MOTION,    /* "utsettelsesforslaget" */
  GF_GRAMMAR_MOVED,     /* "foreslo" */
  GF_GRAMMAR_LATER,     /* "neste møte": a later time */
  GF_GRAMMAR_DAY,       /* "i mai": later where it is not told of before */
  GF_GRAMMAR_TELLING,   /* "mener": a verb in the present that does nothing */
  GF_GRAMMAR_ACCEPTS,   /* "alle var enige i det": what was moved is done */
  GF_GRAMMAR_AGAIN,     /* "på nytt": later where it is not told of before */
  GF_GRAMMAR_NONE,      /* "ingen": says not, before the verb */
  GF_GRAMMAR_GROUND,    /* "rom for": with "ikke" before it, what is not done follows */
  GF_GRAMMAR_OBJECTION, /* "merknaden": not to heed it is to go on */
  GF_N_GRAMMAR_WORDS
} GfGrammarWord;

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

/* What capitals before a number, or instead of a name, say. */
typedef enum
{
  GF_ABBREVIATION_BODY, /* "KG" */
  GF_ABBREVIATION_CASE, /* "PS": of a case, and not whose */
  GF_N_ABBREVIATIONS
} GfAbbreviation;

/* What a word says of what is pointed to. */
typedef enum
{
  GF_REFERENCE_WORD_CASE,    /* "saka" */
  GF_REFERENCE_WORD_MEETING, /* "møtet" */
  GF_REFERENCE_WORD_PAST,    /* "utsatt fra": the day is over */
  GF_REFERENCE_WORD_FUTURE,  /* "behandles": it is to come */
  GF_REFERENCE_WORD_JOIN,    /* "og", between two numbers */
  GF_REFERENCE_WORD_LINK,    /* "i", "den", between a body and a day */
  GF_N_REFERENCE_WORDS
} GfReferenceWord;

/* What a word says of a day in its sentence. */
typedef enum
{
  GF_FOLLOW_UP_DEADLINE, /* "innen", right before it */
  GF_FOLLOW_UP_LIMIT,    /* "frist" */
  GF_FOLLOW_UP_PROMISE,  /* "legges fram" */
  GF_FOLLOW_UP_DUTY,     /* "skal" */
  GF_FOLLOW_UP_PAST,     /* "ble" */
  GF_FOLLOW_UP_GUESS,    /* "forventes" */
  GF_FOLLOW_UP_YEARLY,   /* "hvert år" */
  GF_N_FOLLOW_UP_WORDS
} GfFollowUpWord;

/* Which version of a document; see version-words.h. */
typedef enum
{
  GF_VERSION_WORD_DRAFT,
  GF_VERSION_WORD_HEARING,
  GF_VERSION_WORD_ADOPTED,
  GF_VERSION_WORD_NUMBER, /* "versjon": its number follows */
  GF_VERSION_WORD_PERIOD, /* "første": of what comes again */
  GF_N_VERSION_WORDS
} GfVersionWord;

typedef struct
{
  GfPhrase *phrase;
  int meaning;
  int weight;              /* 1 where the register has none */
  bool alone;              /* an outcome phrase that decides without a heading */
  GfOutcome said, negated; /* of a verb, and of one with "ikke"; UNKNOWN for nothing */
  GfVerbOf of;             /* of a verb */
  char *name;              /* NULL in the registers without */
  char *region;            /* NULL for none */
  char *from;              /* NULL where not known */
  char *to;
  char *member; /* in members.tsv, as written; NULL in other registers */
  char *number; /* of a municipality or a county; NULL in other registers */
  char
      *became; /* the numbers of what it was afterwards, apart by blanks; NULL for none */
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

/* gf_registers_get, gf_registers_count: the entries of @which, in the order of its file.
   (transfer none) */
guint gf_registers_count (const GfRegisters *registers, GfRegister which);
const GfEntry *gf_registers_get (const GfRegisters *registers, GfRegister which,
                                 guint index);
