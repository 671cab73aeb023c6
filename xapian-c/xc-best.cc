/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-best.hh"

#include <algorithm>

#include "xapian-c/xc-groups.hh"

namespace
{

/* What is kept may grow to so many times the page before it is cut. */
constexpr size_t SLACK = 4;
constexpr size_t MIN_KEPT = 512;

}

XcBest::XcBest (size_t wanted, const XcGroups *collapsed)
    : n_wanted (wanted), groups (collapsed), room (std::max (wanted * SLACK, MIN_KEPT))
{
}

/* Takes out what cannot come onto the page; what is equal to its last stays. */
void
XcBest::cut ()
{
  auto is_past = [&] (const XcCandidate &one) {
    return one.group != 0 && groups->at (one.group).best != one.docid;
  };

  kept.erase (std::remove_if (kept.begin (), kept.end (), is_past), kept.end ());
  if (kept.size () <= n_wanted)
    return;

  auto last = kept.begin () + static_cast<std::ptrdiff_t> (n_wanted - 1);
  std::nth_element (
      kept.begin (), last, kept.end (),
      [] (const XcCandidate &a, const XcCandidate &b) { return a.weight > b.weight; });
  least = last->weight;
  is_full = true;
  kept.erase (
      std::remove_if (kept.begin (), kept.end (),
                      [&] (const XcCandidate &one) { return one.weight < least; }),
      kept.end ());
}

void
XcBest::make_room ()
{
  cut ();
  /* Many that are equal. */
  room = std::max (room, kept.size () * 2);
}

std::vector<XcCandidate>
XcBest::take ()
{
  cut ();
  std::sort (kept.begin (), kept.end (), [] (const XcCandidate &a, const XcCandidate &b) {
    return a.weight != b.weight ? a.weight > b.weight : a.docid < b.docid;
  });
  return std::move (kept);
}
