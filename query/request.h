/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * request.h: a request as gf_search () reads it; made by gf_request_set () of search.h.
 */
#pragma once

#include "query/search.h"
#include "query/tree.h"

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
  GfNode *filters[GF_N_FIELDS]; /* an OR of values, or NULL */
};
