/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every exception libxapian can throw, through the guard: the code, and the class named.
 */
#include "tests/component/test-xapian-fixture.h"

#include <string.h>

#include "xapian-c/xc-testing.h"

static const struct
{
  const char *name;
  XcErrorCode code;
} expected[] = {
  { "AssertionError", XC_ERROR_FAILED },
  { "InvalidArgumentError", XC_ERROR_QUERY },
  { "InvalidOperationError", XC_ERROR_FAILED },
  { "UnimplementedError", XC_ERROR_QUERY },
  { "DatabaseError", XC_ERROR_FAILED },
  { "DatabaseCorruptError", XC_ERROR_CORRUPT },
  { "DatabaseCreateError", XC_ERROR_FAILED },
  { "DatabaseLockError", XC_ERROR_LOCKED },
  { "DatabaseModifiedError", XC_ERROR_MODIFIED },
  { "DatabaseOpeningError", XC_ERROR_FAILED },
  { "DatabaseVersionError", XC_ERROR_CORRUPT },
  { "DocNotFoundError", XC_ERROR_NOT_FOUND },
  { "FeatureUnavailableError", XC_ERROR_FAILED },
  { "InternalError", XC_ERROR_FAILED },
  { "NetworkError", XC_ERROR_NETWORK },
  { "NetworkTimeoutError", XC_ERROR_NETWORK },
  { "QueryParserError", XC_ERROR_QUERY },
  { "SerialisationError", XC_ERROR_FAILED },
  { "RangeError", XC_ERROR_FAILED },
  { "WildcardError", XC_ERROR_QUERY },
  { "DatabaseNotFoundError", XC_ERROR_NOT_FOUND },
  { "DatabaseClosedError", XC_ERROR_CLOSED },
  { "std::bad_alloc", XC_ERROR_NO_MEMORY },
  { "std::exception", XC_ERROR_FAILED },
  { "int", XC_ERROR_FAILED },
};

START_TEST (every_exception_has_its_code)
{
  g_autoptr (GError) error = NULL;
  const char *name = xc_testing_get_name (_i);

  ck_assert_str_eq (name, expected[_i].name);
  ck_assert (!xc_testing_throw (_i, &error));
  ck_assert_msg (g_error_matches (error, XC_ERROR, expected[_i].code), "%s: code %d",
                 name, error->code);
  ck_assert_msg (g_utf8_validate (error->message, -1, NULL), "%s", name);
}
END_TEST

START_TEST (every_message_names_the_class)
{
  g_autoptr (GError) error = NULL;
  const char *name = xc_testing_get_name (_i);
  g_autofree char *start = g_strconcat (name, ": thrown by a test", NULL);

  ck_assert (!xc_testing_throw (_i, &error));
  if (g_str_has_suffix (name, "Error"))
    ck_assert_msg (g_str_has_prefix (error->message, start), "%s", error->message);
  else
    ck_assert_uint_gt (strlen (error->message), strlen ("exception: "));
}
END_TEST

START_TEST (no_error_wanted) { ck_assert (!xc_testing_throw (_i, NULL)); }
END_TEST

START_TEST (the_table_is_complete)
{
  ck_assert_ptr_nonnull (xc_testing_get_name (G_N_ELEMENTS (expected) - 1));
  ck_assert_ptr_null (xc_testing_get_name (G_N_ELEMENTS (expected)));
}
END_TEST

START_TEST (the_domain_has_its_name)
{
  ck_assert_str_eq (g_quark_to_string (XC_ERROR), "xc_error");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-error");
  TCase *tcase = tcase_create ("error");

  tcase_add_loop_test (tcase, every_exception_has_its_code, 0, G_N_ELEMENTS (expected));
  tcase_add_loop_test (tcase, every_message_names_the_class, 0, G_N_ELEMENTS (expected));
  tcase_add_loop_test (tcase, no_error_wanted, 0, G_N_ELEMENTS (expected));
  tcase_add_test (tcase, the_table_is_complete);
  tcase_add_test (tcase, the_domain_has_its_name);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
