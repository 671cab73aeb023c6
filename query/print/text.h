/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text.h: the answers' JSON as text for people, in bokmål.
 *
 * Text of documents is hostile to a terminal: control and format characters never reach
 * it.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

/* How to write, and what a command line for more has to say. */
typedef struct
{
  bool is_terminal;  /* matches in bold */
  const char *index; /* as given to --index or --server */
  const char *level;
  bool explain;   /* how the question was understood */
  bool is_server; /* index is the address of one, which decides the level */
} GfTextStyle;

/* Each renders one of the contract's objects.  Returns: (transfer full). */
char *gf_text_search (const json_t *answer, const GfTextStyle *style);
char *gf_text_show (const json_t *answer, const GfTextStyle *style);
char *gf_text_status (const json_t *answer, const GfTextStyle *style);
char *gf_text_unread (const json_t *answer, const GfTextStyle *style);
char *gf_text_suggest (const json_t *answer, const GfTextStyle *style);
