/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-query-index FOLDER: the index that the tests of query ask. */
#include "tests/component/query-fixture.h"

int
main (int argc, char **argv)
{
  if (argc != 2)
    return 2;
  g_autoptr (Fixture) fixture = fixture_new (argv[1], "public");
  fixture_add_councils (fixture);
  return 0;
}
