/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of xapian-c share: a folder for each test, small databases to put into
 * it, and assertions about GError.
 */
#ifndef TEST_XAPIAN_FIXTURE_H
#define TEST_XAPIAN_FIXTURE_H

#include <check.h>
#include <glib.h>
#include <stdbool.h>

#include "xapian-c/xapian-c.h"

#define assert_ok(condition, error)                                                      \
  ck_assert_msg ((condition) && (error) == NULL, "%s",                                   \
                 (error) ? (error)->message : "failed without an error")

/* Asserts the code, and clears @error for the next use. */
#define assert_fails(condition, error, expected)                                         \
  do                                                                                     \
    {                                                                                    \
      ck_assert (!(condition));                                                          \
      ck_assert_msg (g_error_matches ((error), XC_ERROR, (expected)), "code %d: %s",     \
                     (error) ? (error)->code : -1, (error) ? (error)->message : "none"); \
      ck_assert (g_utf8_validate ((error)->message, -1, NULL));                          \
      g_clear_error (&(error));                                                          \
    }                                                                                    \
  while (0)

/* Checked fixture: a new folder, removed with all in it afterwards. */
void fixture_setup (void);
void fixture_teardown (void);

/* Returns: (transfer full): a path in the folder of this test. */
char *fixture_path (const char *name);

/* @words: parted by spaces, at positions from 1. @values: "slot=bytes" each, up to NULL.
 */
typedef struct
{
  const char *id;
  const char *words;
  const char *values[3];
} FixtureDocument;

/* Returns: (transfer full): with term "Q" and the id, which is also its data. */
XcDocument *fixture_document (const FixtureDocument *from);

/* Writes @n documents into a new database and closes it. */
void fixture_write (const char *path, const FixtureDocument *documents, size_t n);

/* Returns: (transfer full): the ids of the hits, joined by spaces. */
char *fixture_ids (const XcResults *results);

/* Returns: (transfer full): a test case with the checked fixture. */
TCase *fixture_tcase (const char *name);

/* Runs @suite and frees it, TAP on standard output; returns main()'s status. */
int fixture_run (Suite *suite);

#endif
