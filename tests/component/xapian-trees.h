/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xapian-trees.h: random documents, random trees over them, and whether they find what
 * libxapian finds.
 */
#pragma once

#include "tests/component/test-xapian-fixture.h"
#include "xapian-c/xc-testing.h"

/* More than are weighed together, so that some are passed over by what is known of the
   best before them. */
#define N_DOCUMENTS 17000
#define N_WORDS 40
#define MAX_DEPTH 3

enum
{
  SLOT_ORDER,
  SLOT_COLOUR, /* few values, some documents without */
  SLOT_GROUP,  /* of what is collapsed */
  SLOT_PREFER
};

/* What is asked; where the other is not NULL, libxapian is asked of that: the same
   documents under the same numbers, as libxapian writes them. */
extern XcDatabase *trees_db;
extern XcDatabase *trees_plain;
/* Places are kept in the stead of positions: nothing is made of which libxapian tells
   wrongly what is near. */
extern bool trees_are_placed;

/* Word 0 is in most documents, the last in next to none. */
unsigned trees_word (GRand *random);

/* Its data are its order, its unique term "Q@number", and its words in their order. */
XcDocument *trees_document (GRand *random, int number);

XcQuery *trees_tree (GRand *random, int depth);

/* @plain: by libxapian alone.  Returns: (transfer full). */
XcResults *trees_search (const XcSearch *request, bool plain);

/* trees_compare: asks some trees in way @way, from 0 to before TREES_N_WAYS, both ways.
 */
#define TREES_N_WAYS 9
void trees_compare (int way);
