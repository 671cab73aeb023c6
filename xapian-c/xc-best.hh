/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcBest: of many candidates, one after the other, those that may come onto a page. No
 * more than some times the page are kept at once, but for those equal to its last.
 */
#ifndef XC_BEST_HH
#define XC_BEST_HH

#include <xapian.h>

#include <vector>

class XcGroups;

struct XcCandidate
{
  double weight;
  Xapian::docid docid;
  Xapian::docid tied;   /* whose key decides between equals: the best it stands for */
  uint32_t n_collapsed; /* that it stands for */
  uint32_t group;       /* it is one of these, counted from 1; 0: of none */
};

class XcBest
{
public:
  /* @wanted: how many are; at least 1. @groups: (nullable): of which one counts */
  XcBest (size_t wanted, const XcGroups *groups);

  /* What weighs less does not come onto the page; 0 until that is known. */
  double
  floor () const
  {
    return least;
  }

  void
  add (const XcCandidate &candidate)
  {
    if (is_full && candidate.weight < least)
      return;
    kept.push_back (candidate);
    if (kept.size () >= room)
      make_room ();
  }

  /* Those that are left, the heaviest first, of equals the first document. */
  std::vector<XcCandidate> take ();

private:
  const size_t n_wanted;
  const XcGroups *const groups;
  size_t room;
  double least = 0;
  bool is_full = false; /* least is known */
  std::vector<XcCandidate> kept;

  void make_room ();
  void cut ();
};

#endif
