/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * schema.h: how an index is spelled: folders, term prefixes, value slots, metadata,
 * records.
 *
 * indexer writes by this file and query reads by it; they share nothing else.  A change
 * of meaning here raises GF_SCHEMA_VERSION, and an index of another version is refused
 * with a message that says to build it again.
 *
 *   INDEX/public/units       cases and sections, with places or positions
 *   INDEX/public/documents   whole documents, without positions; the table of files
 *   INDEX/public/current     where these two lie once there was a large batch, a link to
 *                            g7/: see common/generation.h
 *   INDEX/public/words       its words, see common/lexicon.h
 *   INDEX/internal/...       the same for the internal access level
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GF_SCHEMA_VERSION "7"

/* Folders below INDEX/LEVEL. */
#define GF_UNITS_FOLDER "units"
#define GF_DOCUMENTS_FOLDER "documents"
/* What only the indexer reads: runs of a batch, text seen in images, what web pages
   repeat, and, where the file system makes no files without names, files within files
   while they are read: no documents, should the index lie in the collection. */
#define GF_BATCH_FOLDER "batch"
#define GF_RECOGNISED_FOLDER "ocr"
#define GF_EDGES_FILE "edges"
#define GF_MEMBER_PREFIX ".member-"
/* Which files state something of their folders (indexer/stated.h), and how names of a
   list stand in what they state. */
#define GF_STATED_FILE "stated"
#define GF_STATED_SEPARATOR ";"

/* Metadata keys, in both databases. */
#define GF_META_SCHEMA "schema" /* GF_SCHEMA_VERSION */
#define GF_META_COMMIT                                                                   \
  "commit" /* number of the commit, decimal: the two are committed one after             \
              the other, and belong together where the numbers are the same */
/* In the units database only. */
#define GF_META_POSITIONS                                                                \
  "positions" /* it keeps all positions, in libxapian's way; no key: places are enough   \
               */
/* In the documents database only. */
#define GF_META_COVERAGE                                                                 \
  "coverage"                    /* GF_COVERAGE_TYPE, brought up to date by each commit */
#define GF_META_FILE_PREFIX "F" /* + SHA-256 of the absolute path, hex: GF_FILE_TYPE */

/*
 * Text terms: lower-case words as norsk/tokens.h gives them.  The exact form carries
 * positions; the roots of the word (its lemmas, norsk/analysis.h) and, for a compound, of
 * its parts carry none, and are left out where the text has them as a word that is its
 * own root (indexer/extract/postings/postings.h).  A word of the title, of
 * a heading or of the decision counts as two of the text
 * (common/unit-text.h).  The roots of a field but the
 * text are those of whole words and of parts alike.  Prefixes are upper case and words
 * never are, so they cannot meet.
 */
#define GF_TERM_EXACT ""
#define GF_TERM_ROOT "R"
#define GF_TERM_PART "P"
#define GF_TERM_TITLE "S" /* words of the unit's own title and its document's */
#define GF_TERM_TITLE_ROOT "SR"
#define GF_TERM_DECISION "V" /* words inside the decision */
#define GF_TERM_DECISION_ROOT "VR"
#define GF_TERM_BODY_WORD "B" /* words of the body's name */
#define GF_TERM_BODY_ROOT "BR"
#define GF_TERM_REGION_WORD "G" /* words of the region's name */
#define GF_TERM_REGION_ROOT "GR"

/* Filter terms: no position, not counted. */
#define GF_TERM_ID "Q"        /* + unit id, or document id in the documents database */
#define GF_TERM_DOCUMENT "XD" /* + document id, on each of its units */
#define GF_TERM_KIND "XI"     /* + "case" or "section" */
#define GF_TERM_TYPE "XT"     /* + type name, "case-paper" */
#define GF_TERM_BODY "XB"     /* + whole name, gf_schema_filter_term () */
#define GF_TERM_REGION "XG"   /* + whole name, the same */
#define GF_TERM_MUNICIPALITY "XM" /* + whole name, the same; of each one it concerns */
#define GF_TERM_CASE "XC"         /* + normalised number, "14/23" */
#define GF_TERM_CASE_PREFIX "XP"  /* + prefix and number, lower case, "kf 22/22" */
#define GF_TERM_OUTCOME "XO"      /* + outcome name; none where there is no decision */
#define GF_TERM_REFERENCE                                                                \
  "XR" /* + normalised number of a case that the text points to, or day of a meeting,    \
          "2024-11-07" */
#define GF_TERM_VERSIONS                                                                 \
  "XV" /* + key of the documents that are versions of one, or of one meeting; on those   \
          only that share it, and on no unit */
#define GF_TERM_ALIKE                                                                    \
  "XW" /* + what a document that may be a version of it has too; for the indexer alone   \
        */
#define GF_TERM_PATH "XN" /* + path as shown; of each file of a document, there only */
#define GF_TERM_LANGUAGE "XL" /* + "nb", "nn", "en" */
#define GF_TERM_FORMAT "XF"   /* + media type */
#define GF_TERM_YEAR "DY"     /* + "2023" */
#define GF_TERM_MONTH "DM"    /* + "202302" */
#define GF_TERM_DAY "DD"      /* + "20230228" */
#define GF_TERM_DUE_YEAR "UY" /* the same for when a follow-up is due */
#define GF_TERM_DUE_MONTH "UM"
#define GF_TERM_DUE_DAY "UD"

/* A document's id: the first 128 bits of its file's SHA-256, in hexadecimal digits. */
#define GF_DOCUMENT_ID_DIGITS 32

/* libxapian refuses terms over 245 bytes (and counts a NUL as two): glass, "Key too
 * long". */
#define GF_TERM_MAX_BYTES 245
/* A longer word is noise (base64, a line of underscores): not indexed, and not found. */
#define GF_WORD_MAX_BYTES 128

/* Value slots, in both databases. */
enum
{
  GF_SLOT_ORDER = 0, /* document id, and the ordinal as six digits: the last sort key */
  GF_SLOT_DATE
  = 1, /* the date with the separators taken out, "20230228", "201107", "2011" */
  GF_SLOT_FACETS = 2,   /* the facets packed, see GF_FACET_* */
  GF_SLOT_VERSIONS = 4, /* the key of what is a version of the same: of a document, and of
                           its cases and sections; none for what has no other */
  GF_SLOT_RANK = 5,     /* with that: the greatest, by bytes, takes the others' place */
  GF_SLOT_FILES = 3 /* documents only: absolute paths of its first files, as bytes, each
                       ended by a NUL */
};

/*
 * The packed facets: one value in one slot, since reading a value is what a facet costs
 * (shared/bench measured five slots against one: 2.10 ms against 0.93).  Fields in this
 * order, apart by GF_FACET_SEPARATOR, an unknown one empty.
 */
enum
{
  GF_FACET_REGION,
  GF_FACET_TYPE,
  GF_FACET_BODY,
  GF_FACET_YEAR,
  GF_FACET_OUTCOME,
  GF_FACET_LANGUAGE,
  GF_N_FACETS
};
#define GF_FACET_SEPARATOR "\x1f"

/* Document data in Xapian is the serialised variant of these types, in the byte order of
   the machine that built the index: an index does not move between byte orders. */
/* block: kind, level, page, text */
#define GF_BLOCK_TYPE "(yyus)"
/* decision: outcome, evidence, label, text, page, votes for, votes against */
#define GF_DECISION_TYPE "(ysssuii)"
/* span: start, length, page */
#define GF_SPAN_TYPE "(uuu)"
/* part: kind, label, span */
#define GF_PART_TYPE "(ys" GF_SPAN_TYPE ")"
/* reference: kind, span, case number, case prefix, body, date */
#define GF_REFERENCE_TYPE "(y" GF_SPAN_TYPE "ssss)"
/* follow-up: span, due */
#define GF_FOLLOW_UP_TYPE "(" GF_SPAN_TYPE "s)"
/* unit: kind, ordinal, case number, case prefix, archive number, title, heading path,
   language, page, last page, label of the page, blocks, decision (none or one), parts,
   references, follow-ups */
#define GF_UNIT_TYPE                                                                     \
  "(yussssassuusa" GF_BLOCK_TYPE "m" GF_DECISION_TYPE "a" GF_PART_TYPE                   \
  "a" GF_REFERENCE_TYPE "a" GF_FOLLOW_UP_TYPE ")"
/* person: name, role, organisation, presence */
#define GF_PERSON_TYPE "(sssy)"
/* details: evidence of the type, municipalities, counties, published, period from and to,
   number and place of the meeting, case worker, archive reference, people */
#define GF_DETAILS_TYPE "(sasassssssssa" GF_PERSON_TYPE ")"
/* head: id, path, title, type, body, region, date, language, format, pages */
#define GF_HEAD_TYPE "(sssysssssu)"
/* what is stored for a unit: the head of its document, so that a hit needs no second
   look-up, and the unit */
#define GF_STORED_UNIT_TYPE "(" GF_HEAD_TYPE GF_UNIT_TYPE ")"
/* what is stored for a document: head, set aside, details, signature (empty for none) */
#define GF_STORED_DOCUMENT_TYPE "(" GF_HEAD_TYPE "a" GF_BLOCK_TYPE GF_DETAILS_TYPE "ay)"

/*
 * The table of files.  status: GfReadStatus; reason: a word of GF_REASON_*, "" when read
 * whole; detail: a sentence for people; since: when this state was first seen,
 * microseconds since 1970. path: absolute, as bytes (a file name need not be UTF-8);
 * shown: the same as a document's path.
 */
/* path, shown, size, mtime in ns, SHA-256 (hex, "" if never read), document id ("" for
   none), status, reason, detail, since, path of the file it lies in (an archive, a mail;
   as bytes, "" for none), files that lie in it.  The size of a file within a file is its
   own, its mtime that of the outermost */
#define GF_FILE_TYPE "(aystxssyssxayu)"
/* files, of them read, partly read, unread; files within files, of them partly read,
   unread */
#define GF_COVERAGE_TYPE "(uuuuuuu)"

typedef enum
{
  GF_READ_WHOLE,
  GF_READ_PARTLY,
  GF_READ_NOT,
  GF_READ_LAST = GF_READ_NOT
} GfReadStatus;

/* "read", "partly_read", "unread": the contract's words. */
const char *gf_read_status_name (GfReadStatus status);

/* Why a file was not read, or not wholly.  Stable words: scripts select by them. */
#define GF_REASON_EMPTY "empty"             /* no bytes */
#define GF_REASON_NO_TEXT "no-text"         /* images that were not read, or not well */
#define GF_REASON_ENCRYPTED "encrypted"     /* needs a password */
#define GF_REASON_DAMAGED "damaged"         /* breaks the rules of its own format */
#define GF_REASON_UNSUPPORTED "unsupported" /* a format that is not read */
#define GF_REASON_LIMIT "limit"     /* over a limit of size, depth, time or memory */
#define GF_REASON_CRASHED "crashed" /* the extractor died over it */
#define GF_REASON_PERMISSION "permission" /* could not be opened */
#define GF_REASON_VANISHED "vanished"     /* gone, or changed, while it was being read */
#define GF_REASON_IO "io"                 /* a read error of the disk */

/* Whether @reason is one of these. */
bool gf_reason_is_known (const char *reason);

/*
 * gf_schema_filter_term: @prefix and @value as one term: lower case, NFC, runs of white
 * space as one space; a value too long for a term is cut and ended by its SHA-256, so
 * that two long names never share a term.  Returns: (transfer full), at most
 * GF_TERM_MAX_BYTES bytes.
 */
char *gf_schema_filter_term (const char *prefix, const char *value);

/*
 * gf_schema_order_key: the value of GF_SLOT_ORDER: equal for no two units of an index,
 * and in the order of a document's units.  Returns: (transfer full).
 */
char *gf_schema_order_key (const char *document_id, uint32_t ordinal);

/* gf_schema_order_id: the document id of the @size bytes of an @order_key.  Returns:
   (transfer full). */
char *gf_schema_order_id (const char *order_key, size_t size);

/* gf_schema_unit_id: "ID.7".  Returns: (transfer full). */
char *gf_schema_unit_id (const char *document_id, uint32_t ordinal);

/*
 * gf_schema_case_number: @spelling of a case number, made one of the spellings that
 * eInnsyn makes: letters and leading zeros taken off, "-" and blanks between the parts
 * made "/", a year of four digits from 1950 to 2049 made two ("5/18" from "005/18",
 * "5-2018", "PS 5/2018", "sak 05/18").
 * @prefix_out: (optional) (nullable) (transfer full): the letters before it, upper case.
 * Returns: (transfer full) (nullable): NULL where @spelling is no case number.
 */
char *gf_schema_case_number (const char *spelling, char **prefix_out);

/* gf_schema_file_key: GF_META_FILE_PREFIX and the digest of @path.  Returns: (transfer
 * full). */
char *gf_schema_file_key (const char *path);
