/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc_search () of one database of this machine: what matches and what it weighs come from
 * XcMatch; here it is put in order, collapsed and counted, and the page is fetched.
 */
#include <cmath>
#include <unordered_map>

#include "xapian-c/xc-match.hh"

namespace
{

/* To read what stands in the slot of one document costs as much as reading so many in a
   row. */
constexpr size_t VALUE_COST = 8;
/* What is put in order may grow to so many times the page before it is cut. */
constexpr size_t SLACK = 4;
constexpr size_t MIN_KEPT = 4096;

/* Something that may come onto the page. */
struct Candidate
{
  double weight;
  Xapian::docid docid;
  Xapian::docid tied; /* whose key decides between equals: the best it stands for */
  uint32_t n_collapsed;
};

bool
is_heavier (const Candidate &a, const Candidate &b)
{
  return a.weight > b.weight;
}

/* Documents of which one stands for all. */
struct Group
{
  Xapian::docid standing = 0;
  uint32_t preference = 0;
  uint32_t n = 0;
  double weight = -1; /* of the best of them */
  Xapian::docid best = 0;
};

class Answering
{
public:
  Answering (XcDatabase *opened, XcMemory &remembered, const XcSearch &wanted)
      : db (opened->db), memory (remembered), search (wanted),
        deadline (wanted.deadline_us),
        match (db, memory,
               wanted.weighting == XC_WEIGHTING_BM25 && wanted.limit > 0 ? &wanted.bm25
                                                                         : nullptr,
               deadline)
  {
  }

  XcResults *
  run ()
  {
    auto results = std::make_unique<XcResults> ();

    try
      {
        matches = match.find (search.query->node);
        collapse ();
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
  using Groups = std::unordered_map<uint32_t, Group>; /* by the code of their key */

  const Xapian::Database &db;
  XcMemory &memory;
  const XcSearch &search;
  XcDeadline deadline;
  XcMatch match;
  XcSetPtr matches;
  XcSetPtr standing; /* of the matches those that stand */
  XcColumnPtr keys;  /* of what is collapsed; nullptr where nothing is */
  Groups groups;
  bool order_cut = false;

  /* Nothing is left of what was found. */
  void
  give_up (XcResults &results) const
  {
    results.hits.clear ();
    results.counts.assign (search.n_count_slots, {});
    results.total = { 0, 0, db.get_doccount (), true, true, 0 };
  }

  std::string
  tie_key (Xapian::docid docid) const
  {
    return search.tie_slot != XC_NO_SLOT
               ? db.get_document (docid, Xapian::DOC_ASSUME_VALID)
                     .get_value (search.tie_slot)
               : std::string ();
  }

  bool
  is_preferred (const Group &group, uint32_t preference, Xapian::docid docid) const
  {
    if (preference != group.preference)
      return preference > group.preference;
    return tie_key (docid) < tie_key (group.standing);
  }

  void
  collapse ()
  {
    standing = matches;
    if (search.collapse_slot == XC_NO_SLOT)
      return;
    keys = memory.column (db, search.collapse_slot, true);

    const XcSetPtr members = XcSet::both (matches, keys->filled);
    const XcColumnPtr preferences
        = search.prefer_slot != XC_NO_SLOT && members->size () > 0
              ? memory.column (db, search.prefer_slot, true)
              : nullptr;

    members->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
      Group &group = groups[keys->codes[docid]];
      uint32_t preference = preferences ? preferences->codes[docid] : 0;

      if (group.n++ == 0 || is_preferred (group, preference, docid))
        {
          group.standing = docid;
          group.preference = preference;
        }
    });

    std::vector<Xapian::docid> behind;
    members->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
      if (groups[keys->codes[docid]].standing != docid)
        behind.push_back (docid);
    });
    standing = XcSet::without (
        matches, XcSet::from_list (std::move (behind), db.get_lastdocid ()));
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

  /* The column of @slot, unless so few documents are asked for that it is not worth
     reading. */
  XcColumnPtr
  column_for (Xapian::valueno slot, size_t n) const
  {
    if (!memory.has_column (slot) && n * VALUE_COST < db.get_doccount ())
      return nullptr;
    return memory.column (db, slot, false);
  }

  std::vector<XcEntry>
  count (Xapian::valueno slot, XcResults &results) const
  {
    std::vector<XcEntry> entries;
    const XcColumnPtr column = column_for (slot, standing->size ());

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

  /* Takes out what cannot come onto the page; what is equal to its last stays. */
  void
  cut (std::vector<Candidate> &candidates) const
  {
    auto last = candidates.begin () + static_cast<std::ptrdiff_t> (n_wanted () - 1);

    std::nth_element (candidates.begin (), last, candidates.end (), is_heavier);

    double least = last->weight;
    candidates.erase (
        std::remove_if (candidates.begin (), candidates.end (),
                        [&] (const Candidate &one) { return one.weight < least; }),
        candidates.end ());
  }

  /* One after the other, of which only the best are kept. */
  class Best
  {
  public:
    explicit Best (const Answering &answering)
        : owner (answering), room (std::max (owner.n_wanted () * SLACK, MIN_KEPT))
    {
    }

    std::vector<Candidate> kept;

    void
    add (const Candidate &candidate)
    {
      kept.push_back (candidate);
      if (kept.size () < room)
        return;
      owner.cut (kept);
      /* Many that are equal. */
      room = std::max (room, kept.size () * 2);
    }

  private:
    const Answering &owner;
    size_t room;
  };

  /* A match takes part by itself, or for its group. */
  void
  take (Xapian::docid docid, double weight, Best &best)
  {
    const uint32_t key = keys ? keys->codes[docid] : 0;

    if (key == 0)
      {
        best.add ({ weight, docid, docid, 0 });
        return;
      }

    Group &group = groups[key];
    if (weight > group.weight
        || (weight == group.weight && tie_key (docid) < tie_key (group.best)))
      {
        group.weight = weight;
        group.best = docid;
      }
  }

  void
  weigh_all (Best &best)
  {
    static thread_local std::vector<double> weights (XcMatch::BLOCK);
    const Xapian::docid last = db.get_lastdocid ();

    match.prepare ();
    for (Xapian::docid first = 0; first <= last; first += XcMatch::BLOCK)
      {
        order_cut = order_cut || deadline.has_passed ();
        if (order_cut && first > 0)
          break;
        matches->each (first, first + XcMatch::BLOCK,
                       [&] (Xapian::docid docid, size_t) { weights[docid - first] = 0; });
        match.weigh (first, weights);
        matches->each (first, first + XcMatch::BLOCK, [&] (Xapian::docid docid, size_t) {
          take (docid, weights[docid - first], best);
        });
      }
    for (const auto &[key, group] : groups)
      if (group.weight >= 0)
        best.add ({ group.weight, group.standing, group.best, group.n - 1 });
  }

  uint32_t
  n_behind (Xapian::docid docid) const
  {
    const uint32_t key = keys ? keys->codes[docid] : 0;

    return key != 0 ? groups.at (key).n - 1 : 0;
  }

  /* The place in the order of values as if it were a weight; nothing comes last. */
  void
  order_all (Best &best) const
  {
    const XcSortKey &sort = search.sort_keys[0];
    const XcColumnPtr column = memory.column (db, sort.slot, true);
    const double last = -static_cast<double> (column->values.size ());

    standing->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
      const double code = column->codes[docid];
      const double place = code == 0 ? last : sort.descending ? code : -code;

      best.add ({ place, docid, docid, n_behind (docid) });
    });
  }

  /* Those of one weight by their keys, where they come onto the page. */
  void
  order_equals (std::vector<Candidate> &candidates) const
  {
    for (size_t begin = 0, end; begin < candidates.size () && begin < n_wanted ();
         begin = end)
      {
        std::vector<std::pair<std::string, Candidate> > equals;

        for (end = begin; end < candidates.size ()
                          && candidates[end].weight == candidates[begin].weight;)
          end++;
        if (end - begin < 2 || end <= search.offset)
          continue;
        for (size_t i = begin; i < end; i++)
          equals.emplace_back (tie_key (candidates[i].tied), candidates[i]);
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
    Best best (*this);

    if (search.n_sort_keys > 0)
      order_all (best);
    else
      weigh_all (best);
    if (best.kept.size () > n_wanted ())
      cut (best.kept);
    std::sort (best.kept.begin (), best.kept.end (),
               [] (const Candidate &a, const Candidate &b) {
                 return a.weight != b.weight ? a.weight > b.weight : a.docid < b.docid;
               });
    order_equals (best.kept);
    results.total.order_cut = results.total.order_cut || order_cut;
    /* Hits point into this: it must not grow out of its place. */
    results.values.reserve (search.limit * search.n_value_slots);
    for (size_t i = search.offset; i < best.kept.size () && i < n_wanted (); i++)
      add_hit (results, best.kept[i]);
  }

  void
  add_hit (XcResults &results, const Candidate &one) const
  {
    const Xapian::Document document
        = db.get_document (one.docid, Xapian::DOC_ASSUME_VALID);
    const XcBytes *values = results.values.data () + results.values.size ();

    for (size_t i = 0; i < search.n_value_slots; i++)
      results.values.push_back (
          results.texts.keep (document.get_value (search.value_slots[i])));
    results.hits.push_back (
        { one.docid, search.n_sort_keys > 0 ? 0 : one.weight,
          results.texts.keep (search.no_data ? std::string () : document.get_data ()),
          values, one.n_collapsed });
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
  if (db->is_sharded || db->plain || db->path.empty () || !can_answer (search)
      || db->db.get_doccount () == 0)
    return nullptr;
  if (!db->memory)
    db->memory = XcMemory::of (db->db, db->path);
  return db->memory ? Answering (db, *db->memory, search).run () : nullptr;
}
