/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parse-private.h: a question while it is read: parse.c has the grammar, parse-leaf.c the
 * words and values, parse-say.c what is said about them.
 */
#pragma once

#include "query/question/lexer.h"
#include "query/question/parse.h"

typedef struct
{
  GfLexer lexer;
  GfLexeme now;     /* the lexeme looked at, not yet taken; never a stray one */
  GPtrArray *notes; /* char *, owned */
  unsigned depth;   /* groups around it */
  unsigned n_words; /* words and values so far */
  unsigned n_stars;
  GError *error; /* set once; everything then unwinds */
} GfParser;

/* gf_parser_advance: to the next lexeme; stray quotes are passed over, and noted. */
void gf_parser_advance (GfParser *parser);

/* gf_parser_skip_stray: the same for a lexeme that something else has put there. */
void gf_parser_skip_stray (GfParser *parser);

/* gf_parser_is_at: never, once there is an error. */
bool gf_parser_is_at (const GfParser *parser, GfLexemeKind kind);

/* gf_parser_dup_shown: @length bytes at @start as a message may have them: not too long.
   The question has neither breaks nor what a terminal would obey any more. */
char *gf_parser_dup_shown (const char *start, size_t length);

/* gf_parser_note: a sentence in bokmål, once, and not too many of them. */
G_GNUC_PRINTF (2, 3)
void gf_parser_note (GfParser *parser, const char *format, ...);

/* gf_parser_refuse: the error of trouble.h, unless there is one already.
   @english, @norwegian: (transfer full) */
void gf_parser_refuse (GfParser *parser, const char *at, const char *reason,
                       char *english, char *norwegian);

/*
 * gf_parse_leaf: the word or the quoted words looked at, as @field understands them, and
 * past them: in a field also several with commas between, or what is not to be there.
 * Returns: (transfer full) (nullable): NULL where there is no word in it, and on error.
 */
GfNode *gf_parse_leaf (GfParser *parser, GfField field);

/*
 * gf_parse_find_value: whether @lexeme is a value of @field, by itself or with words that
 * come after it: "tatt til orientering", "28. februar 2023".
 * @lexer: (inout): past @lexeme; moved past the words that @lexeme takes in
 */
bool gf_parse_find_value (GfField field, GfLexer *lexer, GfLexeme *lexeme);

/* gf_parse_count: false, and an error, where the question has too many words. */
bool gf_parse_count (GfParser *parser, const GfLexeme *lexeme, unsigned n_words);

/* gf_parse_combine: adds @right to @left under a node of @kind: to @left itself where
   @extend.  Both (transfer full) (nullable), and so is what is returned. */
GfNode *gf_parse_combine (GfNodeKind kind, GfNode *left, GfNode *right, bool extend);

/* gf_parse_join_kind: what side by side means in @field. */
GfNodeKind gf_parse_join_kind (GfField field);
