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

/* The contract's words for the enums ("case-paper", "adopted"); never NULL. */
const char *gf_unit_kind_name (GfUnitKind kind);
const char *gf_document_type_name (GfDocumentType type);
const char *gf_outcome_name (GfOutcome outcome);
const char *gf_block_kind_name (GfBlockKind kind);

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

/* A decision, or a proposal where only that stands: what the outcome was read from. */
typedef struct
{
  GfOutcome outcome;
  char *label;       /* the heading as written ("Konklusjon"), NULL where there is none */
  char *text;        /* never NULL in a decision that exists */
  uint32_t page;     /* where the text begins; 0 without pages */
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
  char *title;      /* NULL where it has none */
  GStrv heading_path; /* outermost first, without the unit's own title; may be NULL */
  char *language;     /* "nb", "nn", "en"; NULL where too short to tell */
  uint32_t page;      /* first and last page; 0 without pages */
  uint32_t page_last;
  char *page_label;  /* of the first page, where the file calls it otherwise than by its
                        number: "iv"; else NULL */
  GPtrArray *blocks; /* of GfBlock, owned */
  GfDecision *decision; /* NULL where none stands */
} GfUnit;

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
} GfDocument;

GfBlock *gf_block_new (GfBlockKind kind, uint8_t level, uint32_t page, const char *text);
void gf_block_free (GfBlock *block);

GfDecision *gf_decision_new (void);
void gf_decision_free (GfDecision *decision);

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
