/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/paths.h"

/* The folder this program was started from; "." where the system does not tell. */
static char *
dup_own_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : g_strdup (".");
}

/* The first of the NULL-terminated @folders that holds @name.  Returns: (transfer full).
 */
static char *
find_in (const char *const *folders, const char *name)
{
  for (size_t i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static char *
find_or_fail (const char *variable, const char *const *folders, const char *name,
              GError **error)
{
  const char *own[] = { g_getenv (variable), NULL };
  char *path = find_in (own[0] != NULL ? own : folders, name);

  if (path == NULL)
    g_set_error (
        error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
        "cannot find '%s', a part of gjenfinn: install it again, or set %s to its "
        "folder",
        name, variable);
  return path;
}

char *
gf_paths_find_data (const char *name, GError **error)
{
  g_autofree char *here = dup_own_folder ();
  g_autofree char *built = g_build_filename (here, "share", "gjenfinn", NULL);
  g_autofree char *beside = g_build_filename (here, "..", "share", "gjenfinn", NULL);
  const char *folders[] = { built, beside, GF_PKGDATADIR, NULL };

  return find_or_fail ("GJENFINN_DATADIR", folders, name, error);
}

char *
gf_paths_find_program (const char *name, GError **error)
{
  g_autofree char *here = dup_own_folder ();
  g_autofree char *beside = g_build_filename (here, "..", "libexec", "gjenfinn", NULL);
  const char *folders[] = { here, beside, GF_PKGLIBEXECDIR, NULL };

  return find_or_fail ("GJENFINN_LIBEXECDIR", folders, name, error);
}
