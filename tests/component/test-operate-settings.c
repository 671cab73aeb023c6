/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The config file: what each key takes, what is said of each that is wrong, and that the
   table, the example and the manual page agree. */
#include "searchd/config-file.h"
#include "searchd/nearest.h"
#include "searchd/settings-table.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "tests/tap.h"

#define FILE_NAME "searchd.conf"

static GfSettings *
read_file (const char *text, gssize length, GError **error)
{
  const char *const arguments[] = { "searchd", "--config", FILE_NAME, NULL };

  ck_assert (g_file_set_contents (FILE_NAME, text, length, NULL));
  return gf_settings_read (g_strdupv ((GStrv) arguments), error);
}

/* Of [searchd] with an index and @lines. */
static GfSettings *
read_lines (const char *lines, GError **error)
{
  g_autofree char *text = g_strdup_printf ("[searchd]\nindex=i\n%s\n", lines);

  return read_file (text, -1, error);
}

static const struct
{
  const char *line;
  const char *key;
  const char *value; /* as it is then formatted */
} good[] = {
  { "queue=1", "queue", "1" },
  { "queue = 65536", "queue", "65536" },
  { "  queue-ms\t= 250  ", "queue-ms", "250" },
  { "workers=0", "workers", "0" },
  { "rate=0.5", "rate", "0.5" },
  { "rate=0", "rate", "0" },
  { "rate=1000000", "rate", "1e+06" },
  { "log-level=debug", "log-level", "debug" },
  { "log-format=json", "log-format", "json" },
  { "log-questions=yes", "log-questions", "yes" },
  { "listen=[::1]:80;127.0.0.1:80", "listen", "[::1]:80;127.0.0.1:80" },
  { "listen= [::1]:80 ; 127.0.0.1:80 ;", "listen", "[::1]:80;127.0.0.1:80" },
  { "trusted-proxies=127.0.0.1;10.0.0.0/8", "trusted-proxies", "127.0.0.1;10.0.0.0/8" },
  { "cors-origins=https://example.org", "cors-origins", "https://example.org" },
};

START_TEST (takes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfSettings) settings = read_lines (good[_i].line, &error);

  ck_assert_msg (settings != NULL, "%s", error != NULL ? error->message : "");
  g_autofree char *value = gf_setting_format (gf_setting_find (good[_i].key), settings);
  ck_assert_pstr_eq (value, good[_i].value);
}
END_TEST

/* The first two lines of the file are others. */
static const struct
{
  const char *lines;
  const char *said; /* all of it */
} bad[] = {
  { "queue=0", "searchd.conf:3: 'queue' must be a number from 1 to 65536, not '0'" },
  { "queue=", "searchd.conf:3: 'queue' must be a number from 1 to 65536, not ''" },
  { "queue=1k", "searchd.conf:3: 'queue' must be a number from 1 to 65536, not '1k'" },
  { "queue=-1", "searchd.conf:3: 'queue' must be a number from 1 to 65536, not '-1'" },
  { "queue=99999999999999999999999",
    "searchd.conf:3: 'queue' must be a number from 1 to 65536, not "
    "'99999999999999999999999'" },
  { "rate=nan", "searchd.conf:3: 'rate' must be a number from 0 to 1000000, not 'nan'" },
  { "rate=-1", "searchd.conf:3: 'rate' must be a number from 0 to 1000000, not '-1'" },
  { "rate=1.2.3",
    "searchd.conf:3: 'rate' must be a number from 0 to 1000000, not '1.2.3'" },
  { "rate=.", "searchd.conf:3: 'rate' must be a number from 0 to 1000000, not '.'" },
  { "log-format=xml", "searchd.conf:3: 'log-format' must be text or json, not 'xml'" },
  { "log-requests=true", "searchd.conf:3: 'log-requests' must be no or yes, not 'true'" },
  { "level=secret", "searchd.conf:3: 'level' must be public or internal, not 'secret'" },
  { "listen=a:1;a:2;a:3;a:4;a:5;a:6;a:7;a:8;a:9",
    "searchd.conf:3: 'listen' may name 8 at most" },
  { "listen=", "searchd.conf:3: 'listen' must be something, or left out, not ''" },
  { "queu=1", "searchd.conf:3: unknown key in [searchd] 'queu': is it 'queue'?" },
  { "conections=1",
    "searchd.conf:3: unknown key in [searchd] 'conections': is it 'connections'?" },
  { "log_level=info",
    "searchd.conf:3: unknown key in [searchd] 'log_level': is it 'log-level'?" },
  { "colour=red", "searchd.conf:3: unknown key in [searchd] 'colour'" },
  { "[serchd]", "searchd.conf:3: unknown group 'serchd': is it 'searchd'?" },
  { "[what]\nqueue=0", "searchd.conf:3: unknown group 'what'" },
  { "[searchd", "searchd.conf:3: a group is written [name]" },
  { "[a]b]", "searchd.conf:3: a group is written [name]" },
  { "[]", "searchd.conf:3: a group is written [name]" },
  { "queue", "searchd.conf:3: a setting is written key=value" },
  { "=1", "searchd.conf:3: no key before '='" },
  { "index=j", "searchd.conf:3: 'index' stands more than once in [searchd]" },
  { "tls-key=a\\qb\ntls-certificate=c",
    "searchd.conf:3: 'tls-key': after \\ may stand s, n, t, r or \\\n"
    "searchd.conf:4: 'tls-certificate' and 'tls-key' go together" },
  { "tls-key=k", "searchd.conf:3: 'tls-certificate' and 'tls-key' go together" },
  { "# a comment\n\nqueue=0",
    "searchd.conf:5: 'queue' must be a number from 1 to 65536, not '0'" },
  { "queue=0\nburst=0\nnothing=1",
    "searchd.conf:3: 'queue' must be a number from 1 to 65536, not '0'\n"
    "searchd.conf:4: 'burst' must be a number from 1 to 1000000, not '0'\n"
    "searchd.conf:5: unknown key in [searchd] 'nothing'" },
};

START_TEST (says_what_is_wrong)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (read_lines (bad[_i].lines, &error));
  ck_assert_str_eq (error->message, bad[_i].said);
}
END_TEST

/* What other rooms refuse has the line of the key too. */
static const struct
{
  const char *lines;
  const char *begins;
} refused[] = {
  { "listen=nowhere", "searchd.conf:3: cannot listen at 'nowhere'" },
  { "\nlisten=127.0.0.1:80;:x", "searchd.conf:4: cannot listen at ':x'" },
  { "trusted-proxies=everybody", "searchd.conf:3: " },
  { "cors-origins=example.org", "searchd.conf:3: 'cors" },
  { "tokens=hemmelig", "searchd.conf:3: 'tokens'" },
};

START_TEST (says_where_others_refuse)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (read_lines (refused[_i].lines, &error));
  ck_assert_msg (g_str_has_prefix (error->message, refused[_i].begins), "%s",
                 error->message);
  ck_assert_msg (strstr (error->message, "hemmelig") == NULL, "%s", error->message);
}
END_TEST

START_TEST (internal_needs_a_way_in)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (read_lines ("level=internal", &error));
  ck_assert_msg (strstr (error->message, "internal needs a token") != NULL, "%s",
                 error->message);
}
END_TEST

START_TEST (refuses_what_is_no_text)
{
  static const char nul[] = "[searchd]\nindex=i\0j\n";
  static const char latin1[] = "[searchd]\nindex=bl\345b\346r\n";
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (read_file (nul, sizeof nul - 1, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "NUL"));
  g_clear_error (&error);
  ck_assert_ptr_null (read_file (latin1, -1, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "searchd.conf:2: this is not UTF-8"));
}
END_TEST

START_TEST (refuses_a_file_without_end)
{
  g_autofree char *text = g_strnfill (GF_CONFIG_MAX_BYTES + 1, '#');
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (read_file (text, -1, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "longer than a file of settings"));
}
END_TEST

START_TEST (undoes_escapes)
{
  g_autoptr (GPtrArray) troubles = g_ptr_array_new_with_free_func (g_free);

  ck_assert (g_file_set_contents (FILE_NAME, "[a]\n b = \\sx\\ty\\\\z\\s \n", -1, NULL));
  g_autoptr (GPtrArray) entries = gf_config_read (FILE_NAME, troubles);
  ck_assert_uint_eq (troubles->len, 0);
  ck_assert_uint_eq (entries->len, 2);

  const GfConfigEntry *entry = g_ptr_array_index (entries, 1);
  ck_assert_str_eq (entry->key, "b");
  ck_assert_str_eq (entry->value, " x\ty\\z ");
}
END_TEST

START_TEST (another_programs_group_is_its_own)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfSettings) settings = read_file (
      "[indexer]\nqueue=x\njobs=2\n[searchd]\nindex=i\n[limits]\na=b\n", -1, &error);

  ck_assert_ptr_nonnull (settings);
  ck_assert_uint_eq (settings->limits.queue, 256);
}
END_TEST

START_TEST (says_what_takes_a_restart)
{
  g_autoptr (GfSettings) one = read_lines ("queue=5", NULL);
  g_autoptr (GfSettings) other
      = read_lines ("queue=6\nworkers=3\nlisten=[::1]:80\nlog-level=debug", NULL);
  g_auto (GStrv) none = gf_settings_list_restarts (one, one);
  g_auto (GStrv) keys = gf_settings_list_restarts (one, other);
  g_autofree char *joined = g_strjoinv (" ", keys);

  ck_assert_uint_eq (g_strv_length (none), 0);
  ck_assert_str_eq (joined, "listen workers");
}
END_TEST

static const struct
{
  const char *name;
  const char *nearest;
} slips[] = {
  { "queue", "queue" },  { "quue", "queue" },    { "uqeue", "queue" },
  { "quueee", "queue" }, { "listne", "listen" }, { "qu", NULL },
  { "", NULL },          { "zzzzz", NULL },
};

START_TEST (finds_the_nearest)
{
  static const char *const known[] = { "listen", "queue", "index", NULL };

  ck_assert_pstr_eq (gf_nearest (slips[_i].name, known), slips[_i].nearest);
}
END_TEST

START_TEST (nothing_is_near_what_is_too_long)
{
  g_autofree char *name = g_strnfill (GF_NEAREST_MAX_BYTES + 1, 'a');
  const char *const known[] = { name, NULL };

  ck_assert_ptr_null (gf_nearest (name, known));
}
END_TEST

/* Every default may be written down: it is within its own range. */
START_TEST (a_default_may_be_said)
{
  for (size_t i = 0; i < gf_settings_table_length; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GfSettings) settings = gf_settings_new ();
      g_autofree char *value = gf_setting_format (&gf_settings_table[i], settings);

      ck_assert_msg (
          value == NULL
              || gf_setting_parse (&gf_settings_table[i], value, settings, &error),
          "%s: %s", gf_settings_table[i].key, error != NULL ? error->message : "");
    }
}
END_TEST

static char *
load_source (const char *name)
{
  g_autofree char *path = g_build_filename (getenv ("GF_TOP_SRCDIR"), name, NULL);
  char *text = NULL;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* The lines of [searchd] in the example, "# " before them taken away: of key=value. */
static GHashTable *
read_example (void)
{
  g_autofree char *text = load_source ("data/example.conf");
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *group = strstr (text, "\n[searchd]\n");

  ck_assert_ptr_nonnull (group);
  g_auto (GStrv) lines = g_strsplit (group + strlen ("\n[searchd]\n"), "\n", -1);
  for (size_t i = 0; lines[i] != NULL && lines[i][0] != '['; i++)
    {
      const char *line = lines[i] + strspn (lines[i], "# ");
      size_t length = strspn (line, "abcdefghijklmnopqrstuvwxyz-");

      if (length > 0 && line[length] == '=')
        g_hash_table_insert (values, g_strndup (line, length),
                             g_strdup (line + length + 1));
    }
  return values;
}

START_TEST (the_example_has_every_key)
{
  g_autoptr (GHashTable) values = read_example ();
  g_autoptr (GfSettings) defaults = gf_settings_new ();
  GHashTableIter all;
  gpointer key = NULL;

  for (size_t i = 0; i < gf_settings_table_length; i++)
    {
      const GfSetting *setting = &gf_settings_table[i];
      const char *value = g_hash_table_lookup (values, setting->key);
      g_autofree char *expected = gf_setting_format (setting, defaults);

      ck_assert_msg (value != NULL, "data/example.conf: nothing of '%s'", setting->key);
      ck_assert_msg (expected == NULL || strcmp (value, expected) == 0,
                     "data/example.conf: %s=%s, and the default is %s", setting->key,
                     value, expected);
    }
  g_hash_table_iter_init (&all, values);
  while (g_hash_table_iter_next (&all, &key, NULL))
    ck_assert_msg (gf_setting_find (key) != NULL, "data/example.conf: what is '%s'?",
                   (const char *) key);
}
END_TEST

START_TEST (the_manual_has_every_key)
{
  g_autofree char *page = load_source ("man/gjenfinn-searchd.8");

  for (size_t i = 0; i < gf_settings_table_length; i++)
    {
      g_autofree char *pattern
          = g_strdup_printf ("\n\\.It Cm (.* , )?%s( , .*)?\n", gf_settings_table[i].key);

      ck_assert_msg (g_regex_match_simple (pattern, page, 0, 0),
                     "man/gjenfinn-searchd.8: nothing of '%s'", gf_settings_table[i].key);
    }
}
END_TEST

/* And names none that there is not. */
START_TEST (the_manual_has_no_other_key)
{
  g_autofree char *page = load_source ("man/gjenfinn-searchd.8");
  const char *files = strstr (page, "\n.Sh FILES\n");

  ck_assert_ptr_nonnull (files);
  size_t length = (size_t) (strstr (files + 1, "\n.Sh ") - files);
  g_autofree char *part = g_strndup (files, length);
  g_auto (GStrv) lines = g_strsplit (part, "\n", -1);

  for (size_t i = 0; lines[i] != NULL; i++)
    {
      if (!g_str_has_prefix (lines[i], ".It Cm "))
        continue;
      g_auto (GStrv) keys = g_strsplit (lines[i] + strlen (".It Cm "), " , ", -1);
      for (size_t j = 0; keys[j] != NULL; j++)
        ck_assert_msg (gf_setting_find (keys[j]) != NULL, "what is '%s'?", keys[j]);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("operate-settings");
  TCase *tcase = tcase_create ("settings");

  tcase_add_loop_test (tcase, takes, 0, G_N_ELEMENTS (good));
  tcase_add_loop_test (tcase, says_what_is_wrong, 0, G_N_ELEMENTS (bad));
  tcase_add_loop_test (tcase, says_where_others_refuse, 0, G_N_ELEMENTS (refused));
  tcase_add_test (tcase, internal_needs_a_way_in);
  tcase_add_test (tcase, refuses_what_is_no_text);
  tcase_add_test (tcase, refuses_a_file_without_end);
  tcase_add_test (tcase, undoes_escapes);
  tcase_add_test (tcase, another_programs_group_is_its_own);
  tcase_add_test (tcase, says_what_takes_a_restart);
  tcase_add_loop_test (tcase, finds_the_nearest, 0, G_N_ELEMENTS (slips));
  tcase_add_test (tcase, nothing_is_near_what_is_too_long);
  tcase_add_test (tcase, a_default_may_be_said);
  tcase_add_test (tcase, the_example_has_every_key);
  tcase_add_test (tcase, the_manual_has_every_key);
  tcase_add_test (tcase, the_manual_has_no_other_key);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
