/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-query-index FOLDER [N]: the index that the tests of query ask; or one of N notes
 * of one word. */
#include <stdlib.h>

#include "common/record.h"
#include "tests/component/query-fixture.h"

static void
add_notes (Fixture *fixture, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    {
      g_autoptr (GfDocument) document
          = fixture_document ('0', "notat", GF_TYPE_NOTE, NULL, NULL, NULL);

      g_snprintf (document->id, 33, "%032u", i);
      fixture_section (document, NULL, "Nyhet.");
      fixture_add (fixture, document, document->id);
    }
  fixture_commit (fixture);
}

int
main (int argc, char **argv)
{
  if (argc < 2 || argc > 3)
    return 2;
  g_autoptr (Fixture) fixture = fixture_new (argv[1], "public");
  if (argc == 3)
    add_notes (fixture, (unsigned) atoi (argv[2]));
  else
    fixture_add_councils (fixture);
  return 0;
}
