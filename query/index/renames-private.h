/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * renames-private.h: the registers of names as a graph: things, their names, and what
 * became what.  renames-register.c reads it, renames.c walks it, renames-text.c says it.
 */
#pragma once

#include "query/index/renames.h"

typedef enum
{
  GF_LINK_RENAMED,
  GF_LINK_MERGED,    /* with others into something new */
  GF_LINK_JOINED,    /* something that was there before */
  GF_LINK_SPLIT,     /* among several */
  GF_LINK_SUCCESSOR, /* something new took over */
  GF_LINK_SHORT,     /* "older" is an abbreviation of "newer" */
  GF_LINK_WRITTEN,   /* "older" is another writing of "newer" */
  GF_N_LINKS
} GfLinkHow;

typedef enum
{
  GF_NAME_MAIN,
  GF_NAME_SAMI,
  GF_NAME_KVEN
} GfNameSort;

/* A municipality stays the same thing as long as its name does. */
typedef struct
{
  GfRenameKind kind;
  const char *name;
  const char *county; /* the last one; NULL for none */
  const char *from;   /* first day; NULL: before the register begins */
  const char *to;     /* last day; NULL: still there; only of places */
  const char *before; /* first day after it; NULL: still there */
  bool everyday;      /* the name is an ordinary word too */
} GfThing;

typedef struct
{
  unsigned older, newer; /* things */
  const char *date;      /* first day of the newer; NULL for what has no time */
  GfLinkHow how;
  bool aside; /* the older one went on */
} GfLink;

typedef struct
{
  unsigned thing;
  GfNameSort sort;
  const char *shown;
  unsigned first_word, n_words; /* in GfRenames.words */
  unsigned next;                /* 1 + the next name with the same key; 0: the last */
} GfName;

/* How two names of an office begin a compound. */
typedef struct
{
  const char *older, *newer; /* folded, with the joint: "rådmanns" */
  unsigned link;
} GfJoint;

struct GfRenames
{
  GPtrArray *texts; /* the files, cut into cells */
  GStringChunk *folded;
  GArray *things; /* of GfThing */
  GArray *links;  /* of GfLink */
  GArray *names;  /* of GfName */
  GArray *joints; /* of GfJoint */
  GPtrArray *words;
  GHashTable *keys; /* key of the first word -> 1 + the first name */
};

static inline const GfThing *
gf_renames_thing (const GfRenames *renames, unsigned i)
{
  return &g_array_index (renames->things, GfThing, i);
}

static inline const GfLink *
gf_renames_link (const GfRenames *renames, unsigned i)
{
  return &g_array_index (renames->links, GfLink, i);
}

static inline const GfName *
gf_renames_name (const GfRenames *renames, unsigned i)
{
  return &g_array_index (renames->names, GfName, i);
}

/* gf_renames_stem_length: how much of @word is left without its ending; what a name is
   found by.  No analysis: only endings of nouns and adjectives, at least three bytes
   left. */
size_t gf_renames_stem_length (const char *word);

/* gf_renames_is_ending: whether @tail is such an ending, or empty. */
bool gf_renames_is_ending (const char *tail);

/* Days as in the registers: YYYY, YYYY-MM or YYYY-MM-DD. */

/* gf_renames_day: the first day of @date, YYYY-MM-DD.  Returns: (transfer full)
   (nullable): NULL for NULL. */
char *gf_renames_day (const char *date);

/* What a way from one thing to another says of it. */
typedef struct
{
  unsigned thing;
  GfNameTime time;
  bool same;
  bool partly;      /* through a split: its own parts are not all of what was asked */
  GfLinkHow how;    /* the last link */
  const char *from; /* of the other name standing for what was asked */
  const char *before;
} GfStep;

/* gf_renames_other_name: @step said; @asked: the thing asked for. */
GfOtherName *gf_renames_other_name (const GfRenames *renames, unsigned asked,
                                    const GfStep *step, bool limited);

/* gf_renames_other_writing: another name, @other, of the thing that was asked for as
   @asked. */
GfOtherName *gf_renames_other_writing (const GfRenames *renames, const GfName *asked,
                                       const GfName *other);

/* gf_renames_other_compound: @form, made of @joint, asked as @asked. */
GfOtherName *gf_renames_other_compound (const GfRenames *renames, const GfJoint *joint,
                                        const char *asked, const char *form,
                                        GfNameTime time);

/* gf_renames_is_ambiguous: whether another place had the name of @thing at the same time.
 */
bool gf_renames_is_ambiguous (const GfRenames *renames, unsigned thing);

/* gf_renames_main_name: the name of @thing in its own language. */
const GfName *gf_renames_main_name (const GfRenames *renames, unsigned thing);
