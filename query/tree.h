/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tree.h: a question as it was understood, before anything is known of an index.
 *
 * Made by parse.h, read by plan.h and describe.h.  Every leaf holds at least one word or
 * value, every inner node at least one child, and a tree is at most GF_TREE_MAX_DEPTH
 * groups deep.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "query/dates.h"
#include "query/fields.h"

/* Parentheses inside each other, at most. */
#define GF_TREE_MAX_DEPTH 32
/* Words and values of one question, at most. */
#define GF_TREE_MAX_WORDS 256

typedef enum
{
  GF_NODE_ALL,    /* "*": everything */
  GF_NODE_WORD,   /* a word as written: one form, or several glued: "27-samarbeid" */
  GF_NODE_PHRASE, /* words in quotes: exact forms, in order */
  GF_NODE_PREFIX, /* "jern*": the last form begins a word */
  GF_NODE_CASE,   /* a case number in plain text: that case, and what says the number */
  GF_NODE_VALUE,  /* a whole value of a field */
  GF_NODE_PERIOD, /* days from and to */
  GF_NODE_JOIN,   /* side by side: AND, or ranked, as the request says */
  GF_NODE_AND,
  GF_NODE_OR,
  GF_NODE_NOT, /* one child */
  GF_NODE_NEAR /* all within @window words */
} GfNodeKind;

typedef struct
{
  GfNodeKind kind;
  GfField field;       /* of leaves */
  char *text;          /* of leaves: as written; of a VALUE: as the index calls
                          it; of a CASE: its number, normalised */
  GPtrArray *forms;    /* of WORD, PHRASE, PREFIX, CASE and a municipality: folded
                          words (char *), owned */
  bool hyphened;       /* of WORD: its forms are joined by hyphens alone */
  bool optional;       /* of WORD: a stop word that need not match */
  char *prefix;        /* of a case number: the letters before it, upper case; or NULL */
  GfPeriod period;     /* of PERIOD */
  GPtrArray *children; /* of inner nodes: GfNode *, owned */
  unsigned window;     /* of NEAR: in words, first and last counted */
} GfNode;

GfNode *gf_node_new (GfNodeKind kind, GfField field);
void gf_node_free (GfNode *node);

/* gf_node_child: @i must be below the number of children. */
GfNode *gf_node_child (const GfNode *node, unsigned i);

/* gf_node_n_children: 0 for a leaf. */
unsigned gf_node_n_children (const GfNode *node);

/* gf_node_form: @i must be below the number of forms. */
const char *gf_node_form (const GfNode *node, unsigned i);

/*
 * gf_node_is_filter: whether @node selects by what is known of a document or a decision
 * and says nothing about what the text is about; filters never rank.
 */
bool gf_node_is_filter (const GfNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfNode, gf_node_free)
