/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-groups.hh"

std::string
XcSlots::get (Xapian::valueno slot, Xapian::docid docid)
{
  for (const auto &[known, column] : opened)
    if (known == slot)
      return std::string (column->at (docid));

  XcTextColumnPtr column = memory.texts (db, slot);

  if (!column)
    return db.get_document (docid, Xapian::DOC_ASSUME_VALID).get_value (slot);
  opened.emplace_back (slot, column);
  return std::string (column->at (docid));
}

/*
 * Where the group of each key is, or was in a search before: groups are few, keys many,
 * and what stands here counts only where the group there has that key. So nothing has to
 * be set back between searches.
 */
std::vector<uint32_t> &
XcGroups::places ()
{
  static thread_local std::vector<uint32_t> all;

  return all;
}

uint32_t
XcGroups::find (uint32_t key) const
{
  const uint32_t place = places ()[key];

  return place < groups.size () && groups[place].key == key ? place + 1 : 0;
}

void
XcGroups::join (Xapian::docid docid, uint32_t preference)
{
  const uint32_t key = keys->codes[docid];
  const uint32_t known = find (key);

  if (known == 0)
    {
      places ()[key] = static_cast<uint32_t> (groups.size ());
      groups.push_back ({ key, docid, preference, 1 });
      return;
    }

  XcGroup &group = groups[known - 1];
  group.n++;
  if (preference != group.preference ? preference > group.preference
                                     : tie_key (docid) < tie_key (group.standing))
    {
      group.standing = docid;
      group.preference = preference;
    }
}

XcSetPtr
XcGroups::collapse (const XcSetPtr &matches)
{
  if (search.collapse_slot == XC_NO_SLOT)
    return matches;
  keys = memory.column (db, search.collapse_slot);
  if (places ().size () < keys->values.size ())
    places ().resize (keys->values.size ());

  const XcSetPtr members = XcSet::both (matches, keys->filled);
  const XcColumnPtr preferences = search.prefer_slot != XC_NO_SLOT && members->size () > 0
                                      ? memory.column (db, search.prefer_slot)
                                      : nullptr;
  std::vector<Xapian::docid> behind;

  members->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
    join (docid, preferences ? preferences->codes[docid] : 0);
  });
  if (groups.size () == members->size ())
    return matches;
  members->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
    if (at (group_of (docid)).standing != docid)
      behind.push_back (docid);
  });
  return XcSet::without (matches,
                         XcSet::from_list (std::move (behind), db.get_lastdocid ()));
}

bool
XcGroups::improve (uint32_t number, Xapian::docid docid, double weight)
{
  XcGroup &group = groups[number - 1];

  if (weight < group.weight
      || (weight == group.weight && tie_key (docid) >= tie_key (group.best)))
    return false;
  group.weight = weight;
  group.best = docid;
  return true;
}
