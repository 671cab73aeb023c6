/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcGroups: matches of which one stands for all with the same value in a slot, as
 * XcSearch has it. XcSlots: single values of slots, for one search.
 */
#ifndef XC_GROUPS_HH
#define XC_GROUPS_HH

#include "xapian-c/xc-private.hh"

/* What stands in a slot of a document, from the memory as soon as that has it. */
class XcSlots
{
public:
  XcSlots (const Xapian::Database &database, XcMemory &remembered)
      : db (database), memory (remembered)
  {
  }

  std::string get (Xapian::valueno slot, Xapian::docid docid);

private:
  const Xapian::Database &db;
  XcMemory &memory;
  std::vector<std::pair<Xapian::valueno, XcTextColumnPtr> > opened;
};

struct XcGroup
{
  uint32_t key;
  Xapian::docid standing;
  uint32_t preference; /* of what stands */
  uint32_t n;
  double weight = -1; /* of the best of them that was weighed */
  Xapian::docid best = 0;
};

class XcGroups
{
public:
  XcGroups (const Xapian::Database &database, XcMemory &remembered, XcSlots &values,
            const XcSearch &wanted)
      : db (database), memory (remembered), slots (values), search (wanted)
  {
  }

  /* Those of @matches that stand. */
  XcSetPtr collapse (const XcSetPtr &matches);

  /* Which group a match is of, counted from 1; 0: of none. */
  uint32_t
  group_of (Xapian::docid docid) const
  {
    return keys && keys->codes[docid] != 0 ? find (keys->codes[docid]) : 0;
  }

  const XcGroup &
  at (uint32_t group) const
  {
    return groups[group - 1];
  }

  /* Whether @docid is the best of its group up to now. */
  bool improve (uint32_t group, Xapian::docid docid, double weight);

  /* What decides between equals. */
  std::string
  tie_key (Xapian::docid docid) const
  {
    return search.tie_slot != XC_NO_SLOT ? slots.get (search.tie_slot, docid)
                                         : std::string ();
  }

private:
  const Xapian::Database &db;
  XcMemory &memory;
  XcSlots &slots;
  const XcSearch &search;
  XcColumnPtr keys; /* nullptr where nothing is collapsed */
  std::vector<XcGroup> groups;

  static std::vector<uint32_t> &places ();

  uint32_t find (uint32_t key) const;
  void join (Xapian::docid docid, uint32_t preference);
};

#endif
