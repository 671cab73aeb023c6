/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record.h: a document and its units, as understood, stored and shown.
 *
 * The one shape that crosses every border of the house: understand fills it in, the
 * worker packs it and sends it, the indexer stores the packed bytes unread, query unpacks
 * it. Packing is a GVariant of the types in schema.h; unpacking checks everything, since
 * the bytes come from a process that reads hostile files.  A field that was not found is
 * NULL, 0 or _UNKNOWN; it is never guessed.  All text is UTF-8, NFC.  Knows GLib only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  GF_UNIT_CASE,    /* a case of minutes, of an agenda, or a case paper */
  GF_UNIT_SECTION, /* a section of a strategy, a report, anything else; the head of
                      minutes */
  GF_UNIT_DOCUMENT /* the whole file, in a database of its own */
} GfUnitKind;

typedef enum
{
  GF_TYPE_OTHER,
  GF_TYPE_MINUTES,
  GF_TYPE_AGENDA,
  GF_TYPE_CASE_PAPER,
  GF_TYPE_STRATEGY,
  GF_TYPE_PLAN,
  GF_TYPE_REPORT,
  GF_TYPE_HEARING,
  GF_TYPE_AGREEMENT,
  GF_TYPE_NOTE,
  GF_TYPE_LAST = GF_TYPE_NOTE
} GfDocumentType;

/* What became of a case; the meanings are those of doc/design.md, "Outcomes". */
typedef enum
{
  GF_OUTCOME_UNKNOWN,
  GF_OUTCOME_ADOPTED,
  GF_OUTCOME_PROPOSED,
  GF_OUTCOME_NOTED,
  GF_OUTCOME_POSTPONED,
  GF_OUTCOME_REJECTED,
  GF_OUTCOME_WITHDRAWN,
  GF_OUTCOME_LAST = GF_OUTCOME_WITHDRAWN
} GfOutcome;

/* What a stretch of text was in its file. */
typedef enum
{
  GF_BLOCK_PARAGRAPH,
  GF_BLOCK_HEADING,
  GF_BLOCK_TABLE_ROW, /* cells apart by a tab */
  GF_BLOCK_LIST_ITEM,
  GF_BLOCK_HEADER,      /* page furniture: repeated at the top of pages */
  GF_BLOCK_FOOTER,      /* the same at the foot, page numbers too */
  GF_BLOCK_BOILERPLATE, /* menus, listings of other documents */
  GF_BLOCK_HIDDEN,      /* text that nobody sees who looks at the page */
  GF_BLOCK_LAST = GF_BLOCK_HIDDEN
} GfBlockKind;

/* What a stretch of a case's text is. */
typedef enum
{
  GF_CASE_PART_DISCUSSION, /* what was written and said of it */
  GF_CASE_PART_PROPOSAL,   /* proposed or recommended, by whomever */
  GF_CASE_PART_DECISION,   /* decided here */
  GF_CASE_PART_VOTE,       /* how it was voted */
  GF_CASE_PART_LAST = GF_CASE_PART_VOTE
} GfCasePartKind;

/* What a reference points to. */
typedef enum
{
  GF_REFERENCE_CASE,    /* by its number: "sak TR 49/21" */
  GF_REFERENCE_MEETING, /* a body and a day: "utsatt fra møtet i KG den 7. november" */
  GF_REFERENCE_LAST = GF_REFERENCE_MEETING
} GfReferenceKind;

typedef enum
{
  GF_PRESENT,
  GF_ABSENT,
  GF_PRESENCE_LAST = GF_ABSENT
} GfPresence;

/* The contract's words for the enums ("case-paper", "adopted"); never NULL. */
const char *gf_unit_kind_name (GfUnitKind kind);
const char *gf_document_type_name (GfDocumentType type);
const char *gf_outcome_name (GfOutcome outcome);
const char *gf_block_kind_name (GfBlockKind kind);
const char *gf_case_part_kind_name (GfCasePartKind kind);
const char *gf_reference_kind_name (GfReferenceKind kind);
const char *gf_presence_name (GfPresence presence);

/* The other way; false for a word that is none of them. */
bool gf_unit_kind_from_name (const char *name, GfUnitKind *kind_out);
bool gf_document_type_from_name (const char *name, GfDocumentType *type_out);
bool gf_outcome_from_name (const char *name, GfOutcome *outcome_out);

/* A stretch of text on one page. */
typedef struct
{
  GfBlockKind kind;
  uint8_t level; /* of a heading: 1 is the highest; 0 where unknown and for other kinds */
  uint32_t page; /* physical, from 1; 0 in a format without pages */
  char *text;    /* never NULL or empty; lines within it apart by '\n' */
} GfBlock;

/* A stretch of a unit's text, gf_unit_dup_text (): word for word as it stands there, on
   the pages from @page on. */
typedef struct
{
  uint32_t start;  /* bytes */
  uint32_t length; /* bytes, never 0 */
  uint32_t page;   /* where it begins; 0 without pages */
} GfTextSpan;

/* What stands under one label of a case, without the label; in the order of the text, and
   never over each other.  A title and the labels themselves belong to no part. */
typedef struct
{
  GfCasePartKind kind;
  char *label; /* as written: "Rådmannens innstilling", of a table the head of the column;
                  NULL where there is none */
  GfTextSpan span;
} GfCasePart;

/* Where the text points to another case or meeting. */
typedef struct
{
  GfReferenceKind kind;
  GfTextSpan span;   /* "sak TR 49/21" */
  char *case_number; /* "49/21", as eInnsyn writes it; NULL for a meeting */
  char *case_prefix; /* "TR"; NULL for none */
  char *body;        /* as said, whole name: "Grenlandsrådet"; NULL where not said */
  char *date;        /* of the meeting, as exact as said; NULL where not said */
} GfReference;

/* A promise with a date: "melder tilbake innen 15. juni". */
typedef struct
{
  GfTextSpan span; /* its sentence */
  char *due;       /* "2023-06-15", "2023-06" or "2023": the last day of that is meant */
} GfFollowUp;

/* A person, as the document says. */
typedef struct
{
  char *name; /* never NULL */
  char
      *role; /* "Kommunedirektør i Bamble", "varamedlem for Kari Nordmann"; may be NULL */
  char *organisation; /* "Osloregionen, sekretariat"; may be NULL */
  GfPresence presence;
} GfPerson;

/* A decision, or a proposal where only that stands: what the outcome was read from. */
typedef struct
{
  GfOutcome outcome;
  char *evidence; /* the sentence or the words that show the outcome, as they stand in the
                     unit's text, or, of a case that was taken off, elsewhere in the
                     document's; NULL where nothing does */
  char *label;    /* the heading as written ("Konklusjon"), NULL where there is none */
  char *text;     /* never NULL in a decision that exists */
  uint32_t page;  /* where the text begins; 0 without pages */
  int32_t votes_for; /* -1 where not given */
  int32_t votes_against;
} GfDecision;

/* What a search finds.  Its text is its blocks, in order, joined by '\n'. */
typedef struct
{
  GfUnitKind kind; /* CASE or SECTION */
  uint32_t
      ordinal; /* from 1, in the order of the document; the id is "DOCUMENT.ordinal" */
  char *case_number; /* normalised as eInnsyn does: "14/23"; the ordinal where cases have
                        no number of their own; NULL for sections */
  char
      *case_prefix; /* letters before the number, as written: "KF", "PS"; NULL for none */
  char *archive_number; /* of the case in the archive: "14/796-19", as written; or NULL */
  char *title;          /* NULL where it has none */
  GStrv heading_path;   /* outermost first, without the unit's own title; may be NULL */
  char *language;       /* "nb", "nn", "en"; NULL where too short to tell */
  uint32_t page;        /* first and last page; 0 without pages */
  uint32_t page_last;
  char *page_label;  /* of the first page, where the file calls it otherwise than by its
                        number: "iv"; else NULL */
  GPtrArray *blocks; /* of GfBlock, owned */
  GfDecision *decision;  /* NULL where none stands */
  GPtrArray *parts;      /* of GfCasePart, owned; of a case */
  GPtrArray *references; /* of GfReference, owned, in the order of the text */
  GPtrArray *follow_ups; /* of GfFollowUp, owned, the same */
} GfUnit;

/* What a document says of itself beyond its head; stored with the document alone. */
typedef struct
{
  char *type_evidence;  /* the words its type was read from, as written; NULL for none */
  GStrv municipalities; /* it concerns, by their names in the register; NULL or empty for
                           none */
  GStrv counties;       /* the same */
  char *published;      /* ISO date; NULL where not said, as all of the following */
  char *period_from;    /* first and last of the time it covers: "2019", "2011-07-01" */
  char *period_to;
  char *meeting_number; /* "6/2014", as written */
  char *meeting_place;
  char *case_worker;
  char *archive_reference;
  GPtrArray *people; /* of GfPerson, owned, in the order of the text */
} GfDetails;

/* A document: its head, its units, and what was set aside. */
typedef struct
{
  char *id;   /* 32 hexadecimal digits: the first 128 bits of the file's SHA-256 */
  char *path; /* as shown: collection name and path within it, "/" between, UTF-8 */
  char *title;
  GfDocumentType type;
  char *body;     /* the organ: "Kommunedirektørkollegiet" */
  char *region;   /* the regional council or municipality it belongs to: "Grenland" */
  char *date;     /* ISO 8601: "2023-02-28", "2011-07" or "2011", as exact as was said */
  char *language; /* "nb", "nn", "en" */
  char *format;   /* media type, from the content */
  uint32_t pages; /* 0 without pages */
  GPtrArray *units;     /* of GfUnit, owned; empty when unpacked from storage */
  GPtrArray *set_aside; /* of GfBlock, owned */
  GfDetails details;
  GBytes *signature; /* of its text, by which near copies are found; NULL for none */
} GfDocument;

GfBlock *gf_block_new (GfBlockKind kind, uint8_t level, uint32_t page, const char *text);
void gf_block_free (GfBlock *block);

GfDecision *gf_decision_new (void);
void gf_decision_free (GfDecision *decision);

GfCasePart *gf_case_part_new (GfCasePartKind kind, const char *label, GfTextSpan span);
void gf_case_part_free (GfCasePart *part);

GfReference *gf_reference_new (GfReferenceKind kind, GfTextSpan span);
void gf_reference_free (GfReference *reference);

GfFollowUp *gf_follow_up_new (GfTextSpan span, const char *due);
void gf_follow_up_free (GfFollowUp *follow_up);

GfPerson *gf_person_new (const char *name, GfPresence presence);
void gf_person_free (GfPerson *person);

GfUnit *gf_unit_new (GfUnitKind kind);
void gf_unit_free (GfUnit *unit);

/* The unit's blocks joined by '\n' (transfer full), never NULL. */
char *gf_unit_dup_text (const GfUnit *unit);

GfDocument *gf_document_new (void);
void gf_document_free (GfDocument *document);

/*
 * Packing.  pack: (transfer full) a non-floating variant; borrowed strings are copied.
 * unpack: NULL and GF_RECORD_ERROR_MALFORMED where the variant is not of the right type,
 * not in normal form, or holds a value outside its enum; nothing is trusted. The
 * document's units are not part of its packed form: each is a record of its own.
 */
typedef enum
{
  GF_RECORD_ERROR_MALFORMED
} GfRecordError;
#define GF_RECORD_ERROR (gf_record_error_quark ())
GQuark gf_record_error_quark (void);

/* gf_record_fail: for what reads records: sets @error to MALFORMED.  Returns: false. */
bool gf_record_fail (GError **error, const char *what);

GVariant *gf_unit_pack (const GfUnit *unit);
GfUnit *gf_unit_unpack (GVariant *packed, GError **error);
GVariant *gf_document_pack (const GfDocument *document);
GfDocument *gf_document_unpack (GVariant *packed, GError **error);
/* The head alone, GF_HEAD_TYPE: the first child of a stored document and of a stored
 * unit. */
GfDocument *gf_head_unpack (GVariant *packed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfBlock, gf_block_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDecision, gf_decision_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfUnit, gf_unit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDocument, gf_document_free)
