/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings-table.h: the keys of the config file, a row each: what may stand there, where
 * it goes in GfSettings, and whether a reload takes it up.
 *
 * A new key is a row here, a default in gf_settings_new (), a line in data/example.conf
 * and one in gjenfinn-searchd(8): tests/component/test-operate-settings holds them
 * together.
 */
#pragma once

#include <stdbool.h>

#include "searchd/settings.h"

typedef enum
{
  GF_SETTING_TEXT,   /* char *, NULL where nothing is said; may be one of @choices only */
  GF_SETTING_LIST,   /* GStrv, NULL where nothing is said: written one;two */
  GF_SETTING_NUMBER, /* unsigned, from @least to @most */
  GF_SETTING_REAL,   /* double, the same */
  GF_SETTING_EITHER, /* bool: the first of @choices for false, the second for true */
  GF_SETTING_CHOICE  /* an enum of as many values as there are @choices */
} GfSettingType;

typedef struct
{
  const char *key;
  GfSettingType type;
  size_t offset; /* in GfSettings */
  unsigned least;
  unsigned most;
  const char *choices; /* "one|two"; NULL */
  bool reloads;        /* SIGHUP takes it up; else only a start does */
  bool is_secret;      /* no value of it may be shown */
} GfSetting;

extern const GfSetting gf_settings_table[];
extern const size_t gf_settings_table_length;

/* gf_setting_find: NULL where there is no such key. */
const GfSetting *gf_setting_find (const char *key);

/* gf_setting_nearest: a key that @key may be a slip of; NULL where none is near. */
const char *gf_setting_nearest (const char *key);

/*
 * gf_setting_parse: puts @value where it goes, in the place of what stood there.
 * Errors: G_KEY_FILE_ERROR_INVALID_VALUE: what is allowed, after the key in quotes.
 */
bool gf_setting_parse (const GfSetting *setting, const char *value, GfSettings *settings,
                       GError **error);

/* gf_setting_format: as it would stand in the file; (transfer full): NULL where nothing
 * is said. */
char *gf_setting_format (const GfSetting *setting, const GfSettings *settings);

/* gf_setting_clear: frees what stands there. */
void gf_setting_clear (const GfSetting *setting, GfSettings *settings);
