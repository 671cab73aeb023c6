/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of query share: small indexes, written by common/schema.h with the shim
 * alone, so that what query reads is what the schema says and not what an indexer does.
 */
#pragma once

#include <check.h>
#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

#include "common/record.h"
#include "query/search.h"
#include "xapian-c/xapian-c.h"

#define assert_ok(condition, error)                                                      \
  ck_assert_msg ((condition) && (error) == NULL, "%s",                                   \
                 (error) ? (error)->message : "failed without an error")

/* Asserts the code and that the message begins with @start; clears @error. */
#define assert_fails(condition, error, expected, start)                                  \
  do                                                                                     \
    {                                                                                    \
      ck_assert (!(condition));                                                          \
      ck_assert_msg (g_error_matches ((error), GF_QUERY_ERROR, (expected)),              \
                     "code %d: %s", (error) ? (error)->code : -1,                        \
                     (error) ? (error)->message : "none");                               \
      ck_assert_msg (g_str_has_prefix ((error)->message, (start)), "%s",                 \
                     (error)->message);                                                  \
      g_clear_error (&(error));                                                          \
    }                                                                                    \
  while (0)

/* One access level of an index being written. */
typedef struct
{
  char *folder;
  char *level;
  XcWriter *units;
  XcWriter *documents;
  uint32_t files;
  uint32_t unread;
} Fixture;

/* fixture_new: an empty index of @level in the new folder @folder.  Aborts on error, like
   everything here. */
Fixture *fixture_new (const char *folder, const char *level);
/* Commits, and makes the coverage right. */
void fixture_commit (Fixture *fixture);
void fixture_free (Fixture *fixture);

/* fixture_add: the document with its units, and its file at @file. */
void fixture_add (Fixture *fixture, const GfDocument *document, const char *file);

/* fixture_add_unread: a file that could not be read. */
void fixture_add_unread (Fixture *fixture, const char *shown, const char *reason,
                         const char *detail);

/* A document with the fields that tests ask for.  @digit: its id is that, 32 times. */
GfDocument *fixture_document (char digit, const char *path, GfDocumentType type,
                              const char *region, const char *body, const char *date);

/* Adds a case with one paragraph of text.  @decision: NULL for none. */
GfUnit *fixture_case (GfDocument *document, const char *number, const char *title,
                      const char *text, GfOutcome outcome, const char *decision);
GfUnit *fixture_section (GfDocument *document, const char *title, const char *text);

/* The documents of invented councils that most tests ask about; see the source. */
void fixture_add_councils (Fixture *fixture);

/* fixture_new_councils: those, in a folder of their own, where the test then is. */
Fixture *fixture_new_councils (void);

/* fixture_open: the index in the folder where the test is, for reading. */
GfIndex *fixture_open (void);

/* Asks; parameters as name, value, ..., NULL.  Returns: (transfer full): NULL on error.
 */
json_t *ask (GfIndex *index, GError **error, ...) G_GNUC_NULL_TERMINATED;

/* Asks and asserts the total.  Returns: (transfer full). */
json_t *ask_total (GfIndex *index, const char *question, const char *match,
                   json_int_t total);

/* Checked fixture: the councils' index in a folder of its own, where the test then is,
 * and open. */
extern GfIndex *councils;
void councils_setup (void);
void councils_teardown (void);

/* Of an answer. */
const char *get_string (const json_t *object, const char *key);
json_t *hit_at (const json_t *answer, size_t i);
/* The ids of the hits, the digits of their documents alone: "a.2 b.1"; in their order, or
   sorted.  Returns: (transfer full). */
char *hit_ids (const json_t *answer);
char *sorted_ids (const json_t *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)
