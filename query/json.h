/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json.h: members of an object that are left out where they are not known; and a value as
 * text.
 */
#pragma once

#include <jansson.h>
#include <stdint.h>

/* Sets @key, unless @value is NULL or empty. */
void gf_json_set_string (json_t *object, const char *key, const char *value);
/* Sets @key, unless @value is 0. */
void gf_json_set_number (json_t *object, const char *key, uint32_t value);
/* Sets @key to the strings of @values, unless that is NULL or empty. */
void gf_json_set_strings (json_t *object, const char *key, char *const *values);

/* As large as a number is in every JSON (RFC 8259); some of them can be added up. */
#define GF_JSON_NUMBER_MAX ((json_int_t) 1 << 53)

/* The string at @key, or NULL; the number, or 0, no larger than that either way: an
   answer may be a stranger's (remote/server.h). */
const char *gf_json_string (const json_t *object, const char *key);
json_int_t gf_json_number (const json_t *object, const char *key);

/*
 * gf_json_dup_text: the same text as that of json_dumps (), JSON_COMPACT, which looks at
 * each character of what jansson has checked already: that is a seventh of what an answer
 * takes.
 * @value: without cycles, and its strings as jansson checks them
 * Returns: (transfer full): to be freed with g_free ().
 */
char *gf_json_dup_text (const json_t *value, size_t *size_out);
