/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * people-words.h: a list of people as words: which may be of a name, which say what
 * somebody is or is of, and what stands between them.  Private to people.c.
 */
#pragma once

#include "indexer/understand/reading/registers.h"

/* What stands before a word. */
typedef enum
{
  GF_GAP_NONE = 0,
  GF_GAP_COMMA = 1, /* "," or ";" */
  GF_GAP_COLON = 2,
  GF_GAP_OPEN = 4,  /* "(" */
  GF_GAP_CLOSE = 8, /* ")" */
  GF_GAP_CELL = 16, /* a tab */
  GF_GAP_LINE = 32,
  GF_GAP_STOP = 64, /* "." that ends no initial or abbreviation */
  GF_GAP_DASH = 128 /* between blanks */
} GfGap;

typedef enum
{
  GF_PERSON_NAME,         /* begins with a capital and means nothing else */
  GF_PERSON_ROLE,         /* "ordfører" */
  GF_PERSON_ORGANISATION, /* "kommune" */
  GF_PERSON_PARTY,        /* "Ap" */
  GF_PERSON_COLUMN,       /* "Funksjon": the head of a column */
  GF_PERSON_AND,
  GF_PERSON_NUMBER, /* has a digit */
  GF_PERSON_LABEL, /* "HØGRE" among words in small letters: what the names below it are of
                    */
  GF_PERSON_LIST,  /* "Saksliste": the list is over */
  GF_PERSON_OTHER
} GfPersonWordKind;

typedef struct
{
  GfPersonWordKind kind;
  bool plural;    /* of a role: "ordførerne", which those that follow are each */
  unsigned gap;   /* GfGap, before it */
  uint32_t start; /* bytes of the text */
  uint32_t end;   /* with the point of an initial */
} GfPersonWord;

/* gf_person_dup_one_of: what each of "ordførerne", "rådmenn", "medlemer" is, folded:
 * "ordfører", "rådmann", "medlem".  (transfer full) (nullable): NULL where @length bytes
 * of @word name no role of several. */
char *gf_person_dup_one_of (const GfRegisters *registers, const char *word,
                            size_t length);

/* gf_person_words_new: at most @max of them.  (transfer full): of GfPersonWord. */
GArray *gf_person_words_new (const GfRegisters *registers, const char *text, guint max);
