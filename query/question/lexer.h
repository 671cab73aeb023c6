/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexer.h: the question cut into its signs and words; no grammar yet.
 *
 * Operators are upper case only.  A quote is any of " “ ” „ ‟ « »; one of the same make
 * closes it, and where there is none, any other.  A parenthesis opens a group only where
 * a word could begin: "kommune(r)" is one word.  Commas and semicolons part words as
 * blanks do, but not in 1,5 and not in a field's value.  "=word" is the same as the word
 * in quotes.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "query/question/fields.h"

typedef enum
{
  GF_LEXEME_END,
  GF_LEXEME_OPEN,
  GF_LEXEME_CLOSE,
  GF_LEXEME_WORD,
  GF_LEXEME_QUOTED,  /* what stands between quotes, or after = */
  GF_LEXEME_STRAY,   /* a quote that neither opens nor closes anything: 19" */
  GF_LEXEME_FIELD,   /* a field's name and its colon; its value follows at once */
  GF_LEXEME_UNKNOWN, /* the same of a field that is not known */
  GF_LEXEME_AND,
  GF_LEXEME_OR,
  GF_LEXEME_NOT, /* IKKE, or a minus right before a word */
  GF_LEXEME_NEAR
} GfLexemeKind;

typedef struct
{
  GfLexemeKind kind;
  const char *start; /* the word, the inside of the quotes, or the field's name */
  size_t length;     /* in bytes */
  const char *at;    /* where the sign begins in the question: for messages */
  GfField field;     /* of FIELD */
  unsigned window;   /* of NEAR */
  bool odd;          /* of NEAR: what stands after its slash is not the window */
  bool unclosed;     /* of QUOTED: the question ended before the quote did */
} GfLexeme;

typedef struct
{
  const char *text;
  const char *p;
  unsigned depth;  /* of groups now open */
  bool want_value; /* a field's colon came last */
  bool plain;      /* operators are words */
} GfLexer;

/* Words that NÆR reaches over where no number is given: NÆR/5. */
#define GF_NEAR_WINDOW 10
#define GF_NEAR_MAX_WINDOW 100

/* gf_lexer_init: @text: valid UTF-8, outlives @lexer; @plain: read operators as words. */
void gf_lexer_init (GfLexer *lexer, const char *text, bool plain);

/* gf_lexer_next: the next lexeme; END again and again at the end. */
GfLexeme gf_lexer_next (GfLexer *lexer);

/* gf_lexer_skip_value: what comes right after the colon just read is no value but more of
   the question, and a minus there no sign. */
void gf_lexer_skip_value (GfLexer *lexer);

/* gf_lexer_character: the number of the character at @at, from 1. */
unsigned gf_lexer_character (const GfLexer *lexer, const char *at);
