/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/settings.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_UNITS_A_COMMIT 1000000
/* Each is tried on each encrypted file. */
#define MAX_PASSWORDS 100
#define MAX_PASSWORD_BYTES 1000
/* Each makes the reading of images slower. */
#define MAX_LANGUAGES 8
#define MAX_LANGUAGE_BYTES 32

#define INDEXER "indexer"
#define LIMITS "limits"
#define FILES "files"
#define OCR "ocr"

typedef struct
{
  const char *file;
  GKeyFile *keys;
} Settings;

/* The keys of a group of ours, NULL for one that other programs read. */
static bool
find_keys (const char *group, const char *const **keys_out)
{
  static const char *const of_indexer[]
      = { "index", "level", "jobs", "units-a-commit", "positions", NULL };
  static const char *const of_files[] = { "passwords", NULL };
  static const char *const of_ocr[] = { "enabled", "languages", NULL };
  static const char *const foreign[] = { "searchd", "query", NULL };

  *keys_out = NULL;
  if (strcmp (group, INDEXER) == 0)
    *keys_out = of_indexer;
  else if (strcmp (group, LIMITS) == 0)
    *keys_out = gf_limits_names ();
  else if (strcmp (group, FILES) == 0)
    *keys_out = of_files;
  else if (strcmp (group, OCR) == 0)
    *keys_out = of_ocr;
  return *keys_out != NULL || g_strv_contains (foreign, group);
}

static bool
check_group (const Settings *settings, const char *group, GError **error)
{
  const char *const *known;
  g_auto (GStrv) keys = g_key_file_get_keys (settings->keys, group, NULL, NULL);

  if (!find_keys (group, &known))
    return gf_options_fail (error,
                            "'%s': unknown group [%s]; there are [" INDEXER "], [" LIMITS
                            "], [" FILES "] and [" OCR "]",
                            settings->file, group);
  for (size_t i = 0; known != NULL && keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      {
        g_autofree char *names = g_strjoinv (", ", (char **) known);

        return gf_options_fail (error, "'%s': unknown key '%s' in [%s]; there are: %s",
                                settings->file, keys[i], group, names);
      }
  return true;
}

static bool
check_groups (const Settings *settings, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (settings->keys, NULL);

  for (size_t i = 0; groups[i] != NULL; i++)
    if (!check_group (settings, groups[i], error))
      return false;
  return true;
}

/* @number_out is left alone where the key is not there. */
static bool
get_number (const Settings *settings, const char *group, const char *key, uint64_t max,
            uint64_t *number_out, GError **error)
{
  g_autofree char *text = g_key_file_get_string (settings->keys, group, key, NULL);
  guint64 number;

  if (text == NULL)
    return true;
  if (!g_ascii_string_to_unsigned (text, 10, 1, max, &number, NULL))
    return gf_options_fail (
        error,
        "'%s': '%s' in [%s] must be a number from 1 to %" G_GUINT64_FORMAT ", not '%s'",
        settings->file, key, group, max, text);
  *number_out = number;
  return true;
}

static bool
get_unsigned (const Settings *settings, const char *key, unsigned max,
              unsigned *number_out, GError **error)
{
  uint64_t number = *number_out;

  if (!get_number (settings, INDEXER, key, max, &number, error))
    return false;
  *number_out = (unsigned) number;
  return true;
}

static bool
get_limits (const Settings *settings, GfLimits *limits, GError **error)
{
  for (const char *const *name = gf_limits_names (); *name != NULL; name++)
    {
      uint64_t value = 0;

      if (!get_number (settings, LIMITS, *name, gf_limits_max (*name), &value, error))
        return false;
      if (value > 0)
        gf_limits_set (limits, *name, value);
    }
  return true;
}

static void
warn_of_readers (const char *file)
{
  struct stat status;

  if (stat (file, &status) == 0 && (status.st_mode & S_IROTH) != 0)
    fprintf (stderr,
             "gjenfinn-indexer: '%s' holds passwords, and everyone on this machine may "
             "read it: chmod o-r\n",
             file);
}

/* What stands there is never repeated in a message. */
static bool
get_passwords (const Settings *settings, GStrv *passwords_out, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_auto (GStrv) passwords
      = g_key_file_get_string_list (settings->keys, FILES, "passwords", NULL, &cause);

  if (passwords == NULL
      && g_error_matches (cause, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE))
    return gf_options_fail (error, "'%s': 'passwords' in [" FILES "] cannot be read",
                            settings->file);
  if (passwords == NULL)
    return true;
  warn_of_readers (settings->file);
  if (g_strv_length (passwords) > MAX_PASSWORDS)
    return gf_options_fail (error, "'%s': 'passwords' in [" FILES "] may be %d at most",
                            settings->file, MAX_PASSWORDS);
  for (size_t i = 0; passwords[i] != NULL; i++)
    if (strlen (passwords[i]) > MAX_PASSWORD_BYTES
        || !g_utf8_validate (passwords[i], -1, NULL))
      return gf_options_fail (error,
                              "'%s': each of 'passwords' in [" FILES
                              "] must be UTF-8 of at most %d bytes",
                              settings->file, MAX_PASSWORD_BYTES);
  *passwords_out = g_steal_pointer (&passwords);
  return true;
}

/* No path: the name becomes one of a file in tesseract's folder. */
static bool
is_language (const char *name)
{
  size_t length = strspn (name, "abcdefghijklmnopqrstuvwxyz_");

  return length > 0 && length <= MAX_LANGUAGE_BYTES && name[length] == '\0';
}

static bool
check_languages (const Settings *settings, GStrv languages, GError **error)
{
  unsigned n_languages = g_strv_length (languages);

  if (n_languages < 1 || n_languages > MAX_LANGUAGES)
    return gf_options_fail (error,
                            "'%s': 'languages' in [" OCR
                            "] must be from 1 to %d; 'enabled = no' "
                            "turns the reading of images off",
                            settings->file, MAX_LANGUAGES);
  for (unsigned i = 0; i < n_languages; i++)
    if (!is_language (languages[i]))
      return gf_options_fail (
          error,
          "'%s': 'languages' in [" OCR
          "] must be called as tesseract calls them, 'nor;eng', not '%s'",
          settings->file, languages[i]);
  return true;
}

/* @out is left alone where nothing is said. */
static bool
get_yes (const Settings *settings, const char *group, const char *key, bool *out,
         GError **error)
{
  g_autofree char *text = g_key_file_get_string (settings->keys, group, key, NULL);

  if (text == NULL)
    return true;
  *out = strcmp (text, "yes") == 0;
  return *out || strcmp (text, "no") == 0
         || gf_options_fail (error, "'%s': '%s' in [%s] must be yes or no, not '%s'",
                             settings->file, key, group, text);
}

static bool
get_languages (const Settings *settings, GStrv *languages_out, GError **error)
{
  bool enabled = true;
  g_auto (GStrv) languages
      = g_key_file_get_string_list (settings->keys, OCR, "languages", NULL, NULL);

  if (!get_yes (settings, OCR, "enabled", &enabled, error)
      || (languages != NULL && !check_languages (settings, languages, error)))
    return false;
  *languages_out = enabled ? g_steal_pointer (&languages) : g_new0 (char *, 1);
  return true;
}

bool
gf_settings_read (const char *file, GfOptions *options, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  const Settings settings = { file, keys };
  g_autoptr (GError) cause = NULL;

  if (!g_key_file_load_from_file (keys, file, G_KEY_FILE_NONE, &cause))
    return gf_options_fail (error, "cannot read the settings in '%s': %s", file,
                            cause->message);
  if (!check_groups (&settings, error))
    return false;
  options->index = g_key_file_get_string (keys, INDEXER, "index", NULL);
  options->level = g_key_file_get_string (keys, INDEXER, "level", NULL);
  return get_unsigned (&settings, "jobs", GF_SETTINGS_MAX_JOBS, &options->n_jobs, error)
         && get_unsigned (&settings, "units-a-commit", MAX_UNITS_A_COMMIT,
                          &options->units_a_commit, error)
         && get_yes (&settings, INDEXER, "positions", &options->positions, error)
         && get_limits (&settings, &options->limits, error)
         && get_passwords (&settings, &options->passwords, error)
         && get_languages (&settings, &options->languages, error);
}
