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

#include "query/question/dates.h"
#include "query/question/fields.h"

/* Parentheses inside each other, at most. */
#define GF_TREE_MAX_DEPTH 32
/* Words and values of one question, at most. */
#define GF_TREE_MAX_WORDS 256
/* Words with a star among them, at most: each may stand for many. */
#define GF_TREE_MAX_STARS 32

typedef enum
{
  GF_NODE_ALL,    /* "*": everything */
  GF_NODE_WORD,   /* a word as written: one form, or several glued: "27-samarbeid" */
  GF_NODE_PHRASE, /* words in quotes, or "=word": exact forms, in order */
  GF_NODE_PREFIX, /* "jern*": the last form begins a word */
  GF_NODE_CASE,   /* a case number in plain text: that case, and what says the number */
  GF_NODE_VALUE,  /* a whole value of a field */
  GF_NODE_PERIOD, /* days from and to */
  GF_NODE_NAME,   /* another name of what its brother in an OR names: see names.h */
  GF_NODE_JOIN,   /* side by side: AND, or ranked, as the request says */
  GF_NODE_AND,
  GF_NODE_OR,
  GF_NODE_NOT, /* one child */
  GF_NODE_NEAR /* all within @window words; children as gf_node_may_be_near () has it */
} GfNodeKind;

typedef struct
{
  GfNodeKind kind;
  GfField field;       /* of leaves */
  char *text;          /* of leaves: as written; of a VALUE: as the index calls
                          it; of a CASE: its number, normalised */
  GPtrArray *forms;    /* of WORD, PHRASE, PREFIX, CASE, NAME and a municipality: folded
                          words (char *), owned */
  bool hyphened;       /* of WORD: its forms are joined by hyphens alone */
  bool optional;       /* of WORD: a stop word that need not match */
  bool minus;          /* of NOT: it was written as "-" */
  bool named;          /* of WORD: the registers have it as a name */
  char *prefix;        /* of a case number: the letters before it, upper case; or NULL */
  char *name;          /* of NAME: as people write it; else NULL */
  bool same;           /* of NAME: of the same thing; else of what it was part of, ... */
  bool limited;        /* of NAME: only in documents of its period */
  GfPeriod period;     /* of PERIOD and NAME */
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

/* gf_node_wrap: a new inner node with @child (transfer full) in it. */
GfNode *gf_node_wrap (GfNodeKind kind, GfNode *child);

/* gf_node_may_be_near: whether @node has a place in the text that another can be near: a
   word, a phrase or a case outside fields, or a choice (OR) among words of one form. */
bool gf_node_may_be_near (const GfNode *node);

/* gf_node_only_excludes: whether @node says nothing but what is not to be there: a NOT,
   several of them, or a choice that one of them is in. */
bool gf_node_only_excludes (const GfNode *node);

/*
 * gf_node_is_filter: whether @node selects by what is known of a document or a decision
 * and says nothing about what the text is about; filters never rank.
 */
bool gf_node_is_filter (const GfNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfNode, gf_node_free)
