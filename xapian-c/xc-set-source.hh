/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcSetSource: libxapian looks among the documents of a set alone, and not after the
 * deadline. For one database; it and what it is made of outlive the search.
 */
#ifndef XC_SET_SOURCE_HH
#define XC_SET_SOURCE_HH

#include <xapian.h>

#include "xapian-c/xc-deadline.hh"
#include "xapian-c/xc-set.hh"

class XcSetSource : public Xapian::PostingSource
{
public:
  XcSetSource (const XcSet &set, const XcDeadline &until) : deadline (until)
  {
    docids.reserve (set.size ());
    set.each (0, UINT32_MAX,
              [&] (Xapian::docid docid, size_t) { docids.push_back (docid); });
  }

  bool was_cut = false;

  Xapian::doccount
  get_termfreq_min () const override
  {
    return 0;
  }

  Xapian::doccount
  get_termfreq_est () const override
  {
    return static_cast<Xapian::doccount> (docids.size ());
  }

  Xapian::doccount
  get_termfreq_max () const override
  {
    return static_cast<Xapian::doccount> (docids.size ());
  }

  void
  init (const Xapian::Database &) override
  {
    at = 0;
    begun = false;
  }

  void
  next (double) override
  {
    at += begun;
    begun = true;
    look_at_clock ();
  }

  void
  skip_to (Xapian::docid docid, double) override
  {
    begun = true;
    at = static_cast<size_t> (
        std::lower_bound (docids.begin () + static_cast<std::ptrdiff_t> (at),
                          docids.end (), docid)
        - docids.begin ());
    look_at_clock ();
  }

  bool
  at_end () const override
  {
    return begun && at >= docids.size ();
  }

  Xapian::docid
  get_docid () const override
  {
    return docids[at];
  }

private:
  /* How many documents libxapian may look at between two looks at the clock. */
  static constexpr unsigned CLOCK_STEPS = 32;

  std::vector<Xapian::docid> docids;
  const XcDeadline &deadline;
  size_t at = 0;
  bool begun = false;
  unsigned steps = 0;

  void
  look_at_clock ()
  {
    if (++steps % CLOCK_STEPS != 0 || at >= docids.size () || !deadline.has_passed ())
      return;
    was_cut = true;
    at = docids.size ();
  }
};

#endif
