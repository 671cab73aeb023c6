/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis-private.h: how roots.c asks an analysis without linking it, so that a program
 * which only reads a lexicon links no dictionaries.
 */
#pragma once

#include "norsk/analysis.h"

/* What every GfAnalysis begins with. */
typedef struct
{
  GMutex lock; /* held while it is asked and its answer copied: several threads' GfRoots
                  share one analysis */
  void (*find) (GfAnalysis *analysis, const char *form, GfWordRoots *roots_out);
} GfAnalysisFace;
