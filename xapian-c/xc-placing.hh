/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-placing.hh: which of some documents of one database have words near each other, or
 * in order: by the places of these (xc-places.hh), and where they are not kept, by the
 * data of the document.
 *
 * Functions throw what libxapian throws.
 */
#ifndef XC_PLACING_HH
#define XC_PLACING_HH

#include <cstdint>
#include <string>
#include <vector>

#include "xapian-c/xc-deadline.hh"
#include "xapian-c/xc-private.hh"
#include "xapian-c/xc-within.hh"

class XcPlacing
{
public:
  /* @db: which has XcPlaces; @among: the documents, which have a word for each place */
  XcPlacing (const XcDatabase &db, const XcSet &among, const XcDeadline &until);

  /* @term may stand in @place of those of @with, all of which have it. */
  void add (const std::string &term, const XcSet &with, unsigned place);

  /* Of those of @with the data are to tell. */
  void leave (const XcSet &with);

  /* Those of which @within holds, rising. */
  std::vector<Xapian::docid> find (XcWithin &within);

  /* Time ran out before all were looked at. */
  bool was_cut = false;

private:
  struct Place
  {
    uint32_t candidate; /* by its place among the documents */
    uint32_t place;
    uint32_t position;
  };

  void read (const std::string &term, unsigned place);
  void order ();
  bool holds_in_data (XcWithin &within, Xapian::docid docid) const;

  const XcDatabase &handle;
  const XcPart &placed;
  const XcSet &set;
  const XcDeadline &deadline;
  std::vector<Xapian::docid> candidates;
  std::vector<bool> in_data;  /* what only the data tell of, of candidates */
  std::vector<size_t> asked;  /* candidates that a term is looked for in */
  std::vector<Place> places;  /* of candidates, in no order until order () */
  std::vector<size_t> begins; /* where those of each candidate begin; and an end */
};

#endif
