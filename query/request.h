/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * request.h: a request as gf_search () reads it; made by gf_request_set () of search.h.
 */
#pragma once

#include "query/search.h"
#include "query/question/tree.h"

typedef enum
{
  GF_SORT_RELEVANCE,
  GF_SORT_DATE,
  GF_SORT_DATE_DESCENDING
} GfSort;

typedef enum
{
  GF_UNITS_ALL, /* cases and sections */
  GF_UNITS_CASES,
  GF_UNITS_SECTIONS,
  GF_UNITS_DOCUMENTS
} GfUnits;

/*
 * What a question is answered with, each of which can be switched off: names by who asks,
 * the rest by who measures what it is worth.
 */
typedef enum
{
  GF_PART_WORDS = 1 << 0,  /* "words": the words as written weigh more than their forms */
  GF_PART_STEMS = 1 << 1,  /* "stems": of words that no dictionary knows */
  GF_PART_LEMMAS = 1 << 2, /* "lemmas": forms of a word, bokmål and nynorsk */
  GF_PART_PARTS = 1 << 3,  /* "parts": of compounds, the question's and the index's */
  GF_PART_NAMES = 1 << 4,  /* "names": what something was called before or after */
  GF_PART_SPELLING = 1 << 5, /* "spelling": words nearly so, where nothing has the word */
  GF_PART_NEAR = 1 << 6,     /* "near": a compound's parts near each other */
  GF_PART_GRAMS = 1 << 7,    /* "grams": pieces of words decide among the first hits */
  GF_PART_RELAX = 1 << 8,    /* "relax": one word may be missing, where nothing has all */
  GF_PART_CONTEXT
  = 1 << 9 /* "context": what the rest of its document has of the question */
} GfPart;

struct GfRequest
{
  char *question; /* never NULL; valid UTF-8 */
  GfUnits units;
  bool match_any;
  GfSort sort;
  unsigned limit;
  unsigned offset;
  bool facets;
  bool explain;
  bool all_versions;            /* each stands, and not the newest alone */
  bool recency;                 /* newer documents a little before older ones */
  unsigned without;             /* GfPart: what to answer without */
  int64_t deadline_us;          /* of the monotonic clock; 0 for none */
  uint32_t most_postings;       /* that may have to be gone through; 0: any */
  uint64_t *needed_out;         /* borrowed; NULL: nobody asks how many there are */
  bool has_cursor;              /* the answer says where its list goes on: cursor.h */
  uint64_t question_sum;        /* of the parameters that make the list what it is */
  uint64_t cursor_question;     /* the same, of the list that the cursor is in */
  char *cursor_snapshot;        /* and the commit that it was of; NULL at the beginning */
  GfNode *filters[GF_N_FIELDS]; /* an OR of values, or NULL */
};

/* gf_request_has: whether @request is answered with @part. */
bool gf_request_has (const GfRequest *request, GfPart part);
