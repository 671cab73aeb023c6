/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings.h: the file of settings, as gjenfinn-indexer(1) describes it.
 *
 * What is misspelt or out of range is refused and never passed over: a limit that is not
 * understood must not be no limit.
 */
#pragma once

#include "indexer/options.h"

#define GF_SETTINGS_MAX_JOBS 256

/*
 * gf_settings_read: puts what @file says into @options.  Warns on stderr where it holds
 * passwords that everyone may read.
 * Errors: GF_OPTIONS_ERROR_USAGE, naming file, group and key, and what is allowed.
 */
bool gf_settings_read (const char *file, GfOptions *options, GError **error);
