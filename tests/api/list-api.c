/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list-api routes|parameters: what the program knows of its own API, a line each. */
#include <stdio.h>
#include <string.h>

#include "query/search.h"
#include "searchd/answers/service.h"

static void
list_routes (void)
{
  for (size_t i = 0; gf_service_get_route (i) != NULL; i++)
    puts (gf_service_get_route (i));
}

static void
list_parameters (void)
{
  for (const char *const *name = gf_request_parameters (); *name != NULL; name++)
    puts (*name);
}

int
main (int argc, char **argv)
{
  if (argc == 2 && strcmp (argv[1], "routes") == 0)
    list_routes ();
  else if (argc == 2 && strcmp (argv[1], "parameters") == 0)
    list_parameters ();
  else
    return 2;
  return 0;
}
