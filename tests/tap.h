/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tap.h: runs a libcheck suite and prints TAP, for automake's driver.
 *
 * Each test runs in a process of its own, so that a crash or a hang is one "not ok" and
 * the rest still run; CK_FORK=no in the environment keeps them in one, for gdb.
 */
#pragma once

#include <check.h>
#include <stdlib.h>

static inline int
gf_tap_run (Suite *suite)
{
  SRunner *runner = srunner_create (suite);

  srunner_set_tap (runner, "-");
  srunner_run_all (runner, CK_SILENT);
  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
