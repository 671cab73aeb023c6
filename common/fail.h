/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fail.h: an error, and false, in one statement: "return gf_fail (...)" where a function
 * tells by false that it failed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* gf_fail: @error (nullable) becomes one of @domain and @code, with the message that
 * @format makes.  Returns: false. */
bool gf_fail (GError **error, GQuark domain, int code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
