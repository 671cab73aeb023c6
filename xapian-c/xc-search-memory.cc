/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc_search () of one database of this machine: what matches and what it weighs come from
 * XcMatch; here it is put in order, collapsed and counted, and the page is fetched.
 */
#include "xapian-c/xc-best.hh"
#include "xapian-c/xc-groups.hh"
#include "xapian-c/xc-match.hh"

namespace
{

class Answering
{
public:
  Answering (XcDatabase *opened, XcMemory &remembered, const XcSearch &wanted)
      : handle (*opened), db (opened->db), memory (remembered), search (wanted),
        deadline (wanted.deadline_us),
        match (handle, memory,
               wanted.weighting == XC_WEIGHTING_BM25 && wanted.limit > 0 ? &wanted.bm25
                                                                         : nullptr,
               deadline),
        slots (db, memory), groups (db, memory, slots, search)
  {
  }

  XcResults *
  run ()
  {
    auto results = std::make_unique<XcResults> ();

    try
      {
        const size_t n_postings = match.consider (search.query->node);

        if (search.most_postings > 0 && n_postings > search.most_postings)
          {
            give_up (*results);
            results->total.too_dear = n_postings;
            return results.release ();
          }
        matches = match.find (among ());
        standing = groups.collapse (matches);
        fill_total (*results);
        for (size_t i = 0; i < search.n_count_slots; i++)
          results->counts.push_back (count (search.count_slots[i], *results));
        if (search.limit > 0)
          fill_page (*results);
      }
    catch (const XcDeadline::Passed &)
      {
        give_up (*results);
      }
    return results.release ();
  }

private:
  const XcDatabase &handle;
  const Xapian::Database &db;
  XcMemory &memory;
  const XcSearch &search;
  XcDeadline deadline;
  XcMatch match;
  XcSetPtr matches;
  XcSetPtr standing; /* of the matches those that stand */
  XcSlots slots;
  XcGroups groups;
  bool order_cut = false;

  /* Of those asked of the ones that there are; nullptr for all. */
  XcSetPtr
  among () const
  {
    const XcSetPtr asked = xc_among (db, search);

    return asked ? XcSet::both (asked, memory.all (db)) : nullptr;
  }

  /* Nothing is left of what was found. */
  void
  give_up (XcResults &results) const
  {
    results.hits.clear ();
    results.counts.assign (search.n_count_slots, {});
    results.total = { 0, 0, db.get_doccount (), true, true, 0, false };
  }

  void
  fill_total (XcResults &results) const
  {
    uint32_t n = static_cast<uint32_t> (standing->size ());

    results.total.lower = results.total.estimated = results.total.upper = n;
    results.total.n_collapsed = static_cast<uint32_t> (matches->size ()) - n;
    results.total.cut_short = match.is_cut ();
    results.total.order_cut = match.is_cut ();
    if (match.is_cut ())
      results.total.upper = db.get_doccount ();
  }

  /* Calls @use (value) for each of @docs that has something in @slot. */
  template <typename Use>
  void
  each_value (Xapian::valueno slot, const XcSet &docs, Use &&use) const
  {
    auto it = db.valuestream_begin (slot);
    const auto end = db.valuestream_end (slot);

    docs.each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
      if (it != end)
        it.skip_to (docid);
      if (it != end && it.get_docid () == docid)
        use (docid, *it);
    });
  }

  std::vector<XcEntry>
  count (Xapian::valueno slot, XcResults &results) const
  {
    std::vector<XcEntry> entries;
    const XcColumnPtr column = memory.column_for (db, slot, standing->size ());

    if (column)
      {
        std::vector<uint32_t> counts (column->values.size ());

        standing->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
          counts[column->codes[docid]]++;
        });
        for (size_t i = 1; i < counts.size (); i++)
          if (counts[i] > 0)
            entries.push_back (
                { results.texts.keep (column->values[i]), { "", 0 }, counts[i] });
        return entries;
      }

    std::map<std::string, uint32_t> counts;
    each_value (slot, *standing,
                [&] (Xapian::docid, const std::string &value) { counts[value]++; });
    for (const auto &[value, n] : counts)
      entries.push_back ({ results.texts.keep (value), { "", 0 }, n });
    return entries;
  }

  size_t
  n_wanted () const
  {
    return static_cast<size_t> (search.offset) + search.limit;
  }

  /* A match takes part by itself, or for its group. */
  void
  take (Xapian::docid docid, double weight, XcBest &best)
  {
    const uint32_t group = groups.group_of (docid);

    if (group == 0 || groups.improve (group, docid, weight))
      best.add ({ weight, docid, docid, 0, group });
  }

  void
  weigh_all (XcBest &best)
  {
    const Xapian::docid last = db.get_lastdocid ();

    match.prepare ();
    for (Xapian::docid first = 0; first <= last; first = match.block_end (first))
      {
        order_cut = order_cut || deadline.has_passed ();
        if (order_cut && first > 0)
          break;
        for (const auto &[docid, weight] : match.weigh (first, best.floor ()))
          take (docid, weight, best);
      }
  }

  /* What stands for a group takes its place. */
  void
  put_standing (std::vector<XcCandidate> &candidates) const
  {
    for (XcCandidate &one : candidates)
      if (one.group != 0)
        {
          one.docid = groups.at (one.group).standing;
          one.n_collapsed = groups.at (one.group).n - 1;
        }
  }

  uint32_t
  n_behind (Xapian::docid docid) const
  {
    const uint32_t group = groups.group_of (docid);

    return group != 0 ? groups.at (group).n - 1 : 0;
  }

  /* The place in the order of values as if it were a weight; nothing comes last. */
  void
  order_all (XcBest &best) const
  {
    const XcSortKey &sort = search.sort_keys[0];
    const XcColumnPtr column = memory.column (db, sort.slot);
    const double last = -static_cast<double> (column->values.size ());

    standing->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
      const double code = column->codes[docid];
      const double place = code == 0 ? last : sort.descending ? code : -code;

      best.add ({ place, docid, docid, n_behind (docid), 0 });
    });
  }

  /* Those of one weight by their keys, where they come onto the page. */
  void
  order_equals (std::vector<XcCandidate> &candidates) const
  {
    for (size_t begin = 0, end; begin < candidates.size () && begin < n_wanted ();
         begin = end)
      {
        std::vector<std::pair<std::string, XcCandidate> > equals;

        for (end = begin; end < candidates.size ()
                          && candidates[end].weight == candidates[begin].weight;)
          end++;
        if (end - begin < 2 || end <= search.offset)
          continue;
        for (size_t i = begin; i < end; i++)
          equals.emplace_back (groups.tie_key (candidates[i].tied), candidates[i]);
        std::sort (equals.begin (), equals.end (), [] (const auto &a, const auto &b) {
          return a.first != b.first ? a.first < b.first : a.second.docid < b.second.docid;
        });
        for (size_t i = begin; i < end; i++)
          candidates[i] = equals[i - begin].second;
      }
  }

  void
  fill_page (XcResults &results)
  {
    XcBest best (n_wanted (), search.n_sort_keys > 0 ? nullptr : &groups);

    if (search.n_sort_keys > 0)
      order_all (best);
    else
      weigh_all (best);

    std::vector<XcCandidate> kept = best.take ();
    put_standing (kept);
    order_equals (kept);
    results.total.order_cut = results.total.order_cut || order_cut;
    /* Hits point into this: it must not grow out of its place. */
    results.values.reserve (search.limit * search.n_value_slots);
    for (size_t i = search.offset; i < kept.size () && i < n_wanted (); i++)
      add_hit (results, kept[i]);
  }

  void
  add_hit (XcResults &results, const XcCandidate &one)
  {
    const XcBytes *values = results.values.data () + results.values.size ();
    std::string data;

    for (size_t i = 0; i < search.n_value_slots; i++)
      results.values.push_back (
          results.texts.keep (slots.get (search.value_slots[i], one.docid)));
    if (!search.no_data)
      data = xc_data_unpack (
          handle, db.get_document (one.docid, Xapian::DOC_ASSUME_VALID).get_data ());
    results.hits.push_back ({ one.docid, search.n_sort_keys > 0 ? 0 : one.weight,
                              results.texts.keep (std::move (data)), values,
                              one.n_collapsed });
  }
};

bool
can_answer (const XcSearch &search)
{
  if (search.n_sort_keys > 1
      || (search.n_sort_keys == 1 && search.weighting != XC_WEIGHTING_NONE))
    return false;
  return search.bm25.k2 == 0 && XcMatch::can_do (*search.query->node);
}

}

XcResults *
xc_search_memory (XcDatabase *db, const XcSearch &search)
{
  if (!can_answer (search) || db->db.get_doccount () == 0)
    return nullptr;

  XcMemory *memory = xc_database_get_memory (db);
  return memory != nullptr ? Answering (db, *memory, search).run () : nullptr;
}
