/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-deadline.hh"

Xapian::MSet
XcTimedMatch::get_mset (Xapian::Enquire &enquire, Xapian::doccount first,
                        Xapian::doccount n, Xapian::doccount at_least)
{
  is_cut = at_least > 0 && watch.deadline.has_passed ();
  try
    {
      if (at_least > 0 && !has_servers)
        enquire.add_matchspy (&watch);
      if (!is_cut)
        return enquire.get_mset (first, n, at_least);
    }
  catch (const XcDeadline::Passed &)
    {
      is_cut = true;
    }
  enquire.clear_matchspies ();
  return enquire.get_mset (first, n);
}
