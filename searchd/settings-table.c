/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/settings-table.h"

#include <stddef.h>
#include <string.h>

#include "searchd/nearest.h"

#define AT(member) offsetof (GfSettings, member)
#define TEXT(key, member, choices, reloads)                                              \
  {                                                                                      \
    key, GF_SETTING_TEXT, AT (member), 0, 0, choices, reloads, false                     \
  }
#define LIST(key, member, reloads)                                                       \
  {                                                                                      \
    key, GF_SETTING_LIST, AT (member), 0, 0, NULL, reloads, false                        \
  }
#define SECRETS(key, member, reloads)                                                    \
  {                                                                                      \
    key, GF_SETTING_LIST, AT (member), 0, 0, NULL, reloads, true                         \
  }
#define NUMBER(key, member, least, most, reloads)                                        \
  {                                                                                      \
    key, GF_SETTING_NUMBER, AT (member), least, most, NULL, reloads, false               \
  }
#define REAL(key, member, least, most, reloads)                                          \
  {                                                                                      \
    key, GF_SETTING_REAL, AT (member), least, most, NULL, reloads, false                 \
  }
#define EITHER(key, member, choices, reloads)                                            \
  {                                                                                      \
    key, GF_SETTING_EITHER, AT (member), 0, 0, choices, reloads, false                   \
  }
#define CHOICE(key, member, choices, reloads)                                            \
  {                                                                                      \
    key, GF_SETTING_CHOICE, AT (member), 0, 0, choices, reloads, false                   \
  }

/* Upper bounds are where a slip begins: nobody means more. */
#define HOUR_MS 3600000
#define DAY_S 86400
#define MILLION 1000000

/* clang-format off */
const GfSetting gf_settings_table[] = {
  TEXT ("index", index, NULL, false),
  TEXT ("level", level, "public|internal", false),
  LIST ("listen", listen, false),
  TEXT ("url", url, NULL, false),
  NUMBER ("drain-seconds", drain_seconds, 0, 3600, true),

  NUMBER ("threads", limits.threads, 0, 256, false),
  NUMBER ("workers", limits.workers, 0, 1024, false),
  NUMBER ("slow-ms", limits.slow_ms, 0, HOUR_MS, false),
  NUMBER ("queue", limits.queue, 1, 65536, true),
  NUMBER ("queue-ms", limits.queue_ms, 1, HOUR_MS, true),
  NUMBER ("question-ms", limits.question_ms, 1, HOUR_MS, true),
  NUMBER ("connections", limits.connections, 1, MILLION, true),
  NUMBER ("connections-per-address", limits.connections_per_address, 1, MILLION, true),
  NUMBER ("head-bytes", limits.head_bytes, 4096, 1048576, false),
  NUMBER ("headers", limits.headers, 8, 1000, true),
  NUMBER ("head-seconds", limits.head_seconds, 1, 3600, true),
  NUMBER ("idle-seconds", limits.idle_seconds, 1, DAY_S, false),
  NUMBER ("min-send-bytes-per-second", limits.min_send_bytes_per_second, 0, MILLION, true),
  REAL ("rate", limits.rate, 0, MILLION, true),
  NUMBER ("burst", limits.burst, 1, MILLION, true),
  NUMBER ("rate-addresses", limits.rate_addresses, 64, 16 * MILLION, false),
  EITHER ("limit-loopback", limits.loopback, "no|yes", true),
  LIST ("trusted-proxies", trusted_proxies, false),
  TEXT ("proxy-header", proxy_header, "X-Forwarded-For|Forwarded", false),

  SECRETS ("tokens", access.tokens, true),
  TEXT ("user-header", access.user_header, NULL, true),
  LIST ("cors-origins", access.origins, true),
  EITHER ("open", access.open, "no|yes", false),
  TEXT ("tls-certificate", tls_certificate, NULL, true),
  TEXT ("tls-key", tls_key, NULL, true),

  CHOICE ("log-level", log.least, "error|warning|info|debug", true),
  EITHER ("log-format", log.json, "text|json", true),
  EITHER ("log-requests", log.requests, "no|yes", true),
  EITHER ("log-questions", log.questions, "no|yes", true),
  EITHER ("log-addresses", log.addresses, "no|yes", true),
};
/* clang-format on */
const size_t gf_settings_table_length = G_N_ELEMENTS (gf_settings_table);

const GfSetting *
gf_setting_find (const char *key)
{
  for (size_t i = 0; i < gf_settings_table_length; i++)
    if (strcmp (gf_settings_table[i].key, key) == 0)
      return &gf_settings_table[i];
  return NULL;
}

const char *
gf_setting_nearest (const char *key)
{
  const char *keys[G_N_ELEMENTS (gf_settings_table) + 1] = { NULL };

  for (size_t i = 0; i < gf_settings_table_length; i++)
    keys[i] = gf_settings_table[i].key;
  return gf_nearest (key, keys);
}

static void *
place_of (const GfSetting *setting, GfSettings *settings)
{
  return (char *) settings + setting->offset;
}

static bool
fail (const GfSetting *setting, const char *value, const char *allowed, GError **error)
{
  if (setting->is_secret)
    g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                 "'%s' must be %s", setting->key, allowed);
  else
    g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                 "'%s' must be %s, not '%s'", setting->key, allowed, value);
  return false;
}

/* Which of @setting's choices @value is; -1 for none. */
static int
find_choice (const GfSetting *setting, const char *value)
{
  g_auto (GStrv) choices = g_strsplit (setting->choices, "|", -1);

  for (int i = 0; choices[i] != NULL; i++)
    if (strcmp (choices[i], value) == 0)
      return i;
  return -1;
}

static bool
refuse_choice (const GfSetting *setting, const char *value, GError **error)
{
  g_auto (GStrv) choices = g_strsplit (setting->choices, "|", -1);
  g_autofree char *allowed = g_strjoinv (" or ", choices);

  return fail (setting, value, allowed, error);
}

static bool
parse_text (const GfSetting *setting, const char *value, char **at, GError **error)
{
  if (setting->choices != NULL && find_choice (setting, value) < 0)
    return refuse_choice (setting, value, error);
  if (*value == '\0')
    return fail (setting, value, "something, or left out", error);
  g_free (*at);
  *at = g_strdup (value);
  return true;
}

static bool
parse_list (const GfSetting *setting, const char *value, GStrv *at, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ";", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (size_t i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (list, g_strdup (parts[i]));
  if (list->len == 0)
    return fail (setting, value, "something, or left out", error);
  g_ptr_array_add (list, NULL);
  g_strfreev (*at);
  *at = (GStrv) g_ptr_array_free (g_steal_pointer (&list), FALSE);
  return true;
}

static bool
parse_number (const GfSetting *setting, const char *value, unsigned *at, GError **error)
{
  guint64 number = 0;
  g_autofree char *allowed
      = g_strdup_printf ("a number from %u to %u", setting->least, setting->most);

  if (!g_ascii_string_to_unsigned (value, 10, setting->least, setting->most, &number,
                                   NULL))
    return fail (setting, value, allowed, error);
  *at = (unsigned) number;
  return true;
}

/* Digits and a point: "nan", "inf" and "1e9" are numbers to the library. */
static bool
parse_real (const GfSetting *setting, const char *value, double *at, GError **error)
{
  char *end = NULL;
  double number = g_ascii_strtod (value, &end);
  g_autofree char *allowed
      = g_strdup_printf ("a number from %u to %u", setting->least, setting->most);

  if (*value == '\0' || *end != '\0' || strspn (value, "0123456789.") != strlen (value)
      || number < setting->least || number > setting->most)
    return fail (setting, value, allowed, error);
  *at = number;
  return true;
}

bool
gf_setting_parse (const GfSetting *setting, const char *value, GfSettings *settings,
                  GError **error)
{
  void *at = place_of (setting, settings);
  int choice = -1;

  switch (setting->type)
    {
    case GF_SETTING_TEXT:
      return parse_text (setting, value, at, error);
    case GF_SETTING_LIST:
      return parse_list (setting, value, at, error);
    case GF_SETTING_NUMBER:
      return parse_number (setting, value, at, error);
    case GF_SETTING_REAL:
      return parse_real (setting, value, at, error);
    case GF_SETTING_EITHER:
    case GF_SETTING_CHOICE:
      break;
    }
  choice = find_choice (setting, value);
  if (choice < 0)
    return refuse_choice (setting, value, error);
  if (setting->type == GF_SETTING_EITHER)
    *(bool *) at = choice == 1;
  else
    *(unsigned *) at = (unsigned) choice;
  return true;
}

static char *
dup_choice (const GfSetting *setting, unsigned number)
{
  g_auto (GStrv) choices = g_strsplit (setting->choices, "|", -1);

  return g_strdup (choices[number]);
}

char *
gf_setting_format (const GfSetting *setting, const GfSettings *settings)
{
  const void *at = (const char *) settings + setting->offset;
  char real[G_ASCII_DTOSTR_BUF_SIZE];

  switch (setting->type)
    {
    case GF_SETTING_TEXT:
      return g_strdup (*(char *const *) at);
    case GF_SETTING_LIST:
      return *(const GStrv *) at != NULL ? g_strjoinv (";", *(const GStrv *) at) : NULL;
    case GF_SETTING_NUMBER:
      return g_strdup_printf ("%u", *(const unsigned *) at);
    case GF_SETTING_REAL:
      return g_strdup (g_ascii_formatd (real, sizeof real, "%g", *(const double *) at));
    case GF_SETTING_EITHER:
      return dup_choice (setting, *(const bool *) at);
    case GF_SETTING_CHOICE:
      return dup_choice (setting, *(const unsigned *) at);
    }
  g_assert_not_reached ();
}

void
gf_setting_clear (const GfSetting *setting, GfSettings *settings)
{
  void *at = place_of (setting, settings);

  if (setting->type == GF_SETTING_TEXT)
    g_clear_pointer ((char **) at, g_free);
  else if (setting->type == GF_SETTING_LIST)
    g_clear_pointer ((GStrv *) at, g_strfreev);
}
