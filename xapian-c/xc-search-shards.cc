/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc_search() over several databases, some of which may be on other machines.
 *
 * libxapian asks a server for what it can be told in a message: a query, a slot to order
 * and one to collapse by, and counts of the values of slots; no code of ours.  So what
 * xc-search.cc decides document by document is here put together from these.  A column is
 * what every match has in one slot: a ranked list of all matches, without their
 * documents, brings it in one answer.  Only what orders by a slot, or collapses where
 * something is to be collapsed, needs columns.
 *
 * Databases that hold the same documents give the same answer, however these are spread.
 * Statistics are those of all of them, but a weight is a sum, and each database adds up
 * in an order of its own, which changes the last bits.  Weights are therefore rounded to
 * floats, and those that are then equal are put in order by the slot for ties.
 */
#include "xapian-c/xc-deadline.hh"
#include "xapian-c/xc-private.hh"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace
{

/* Hits looked at on either side of a page, to see where those of one weight begin and
   end; more where they go on. */
constexpr Xapian::doccount FIRST_MARGIN = 16;
constexpr Xapian::doccount MARGIN_FACTOR = 8;

/* The least value that is not empty. */
const std::string LEAST_VALUE (1, '\0');

using Column = std::unordered_map<Xapian::docid, std::string>;
using Counts = std::map<std::string, uint32_t>;

struct Found
{
  Xapian::docid docid;
  double weight;
  uint32_t n_collapsed;
};

/* Of documents alike the one that stands. */
struct Standing
{
  Xapian::docid docid = 0;
  uint32_t n = 0;
  std::string preference;
  std::string tie;
};

class Search
{
public:
  Search (const XcDatabase &over, const XcSearch &wanted)
      : handle (over), db (over.db), search (wanted), deadline (wanted.deadline_us),
        query (xc_pin_query (over, *wanted.query, deadline, &was_cut)),
        n_documents (over.db.get_doccount ()),
        match (wanted.deadline_us, !over.links.empty ())
  {
  }

  XcResults *answer ();

private:
  const XcDatabase &handle;
  const Xapian::Database &db;
  const XcSearch &search;
  const XcDeadline deadline;
  bool was_cut = false; /* before all was looked at that may be near each other */
  const Xapian::Query query;
  const Xapian::doccount n_documents;
  XcTimedMatch match;
  std::vector<Counts> counts;
  Counts versions;   /* how many matches have each value of the collapse slot */
  Counts first_keys; /* and of the first slot to sort by */
  std::unordered_map<std::string, Standing> standing;
  std::unordered_map<Xapian::docid, uint32_t> n_behind; /* those that stand for others */
  std::unordered_set<Xapian::docid> dropped;
  std::vector<Found> page;

  bool
  collapses () const
  {
    return search.collapse_slot != XC_NO_SLOT;
  }

  bool
  sorts () const
  {
    return search.n_sort_keys > 0;
  }

  Xapian::Query
  having (uint32_t slot) const
  {
    return Xapian::Query (Xapian::Query::OP_VALUE_GE, slot, LEAST_VALUE);
  }

  void prepare (Xapian::Enquire &enquire) const;
  bool must_see_all () const;
  void set_total (XcTotal &total, const Xapian::MSet &mset) const;
  void count_all (XcTotal &total);
  Column read_column (const Xapian::Query &over, uint32_t slot) const;
  void collapse (XcTotal &total);
  void find_standing (const Xapian::Query &members);
  void drop (const Xapian::Query &members, XcTotal &total);
  Xapian::MSet window (Xapian::doccount margin, Xapian::doccount check_at_least);
  void rank_page (Xapian::MSet mset);
  Xapian::doccount first_margin () const;
  void take_ranked (const Xapian::MSet &mset, Xapian::doccount skipped);
  void sort_page (const XcTotal &total);
  void add_sorted (std::vector<std::pair<std::string, Xapian::docid> > &rows,
                   const Xapian::Query &over) const;
  void fill_hits (XcResults &results) const;
  void fill_counts (XcResults &results) const;
};

float
rounded (double weight)
{
  return static_cast<float> (weight);
}

void
Search::prepare (Xapian::Enquire &enquire) const
{
  enquire.set_query (query);
  xc_set_weighting (enquire, search);
  if (search.tie_slot != XC_NO_SLOT && !sorts ())
    enquire.set_sort_by_relevance_then_value (search.tie_slot, false);
}

void
read_counts (const Xapian::ValueCountMatchSpy &spy, Counts &counts)
{
  for (Xapian::TermIterator it = spy.values_begin (); it != spy.values_end (); ++it)
    counts[*it] = it.get_termfreq ();
}

/*
 * The total, and all that is counted: in a search of its own, not ordered by a value.
 * Where it is, libxapian 1.4.22 shows spies some of the documents a second time that
 * servers have counted already (MultiMatch::get_mset (), what sorts behind the page).
 */
void
Search::count_all (XcTotal &total)
{
  std::deque<Xapian::ValueCountMatchSpy> spies;
  Xapian::Enquire enquire (db);

  enquire.set_query (query);
  enquire.set_weighting_scheme (Xapian::BoolWeight ());
  for (size_t i = 0; i < search.n_count_slots; i++)
    enquire.add_matchspy (&spies.emplace_back (search.count_slots[i]));
  if (collapses ())
    enquire.add_matchspy (&spies.emplace_back (search.collapse_slot));
  if (sorts ())
    enquire.add_matchspy (&spies.emplace_back (search.sort_keys[0].slot));
  set_total (total, match.get_mset (enquire, 0, 0, must_see_all () ? n_documents : 0));

  counts.resize (search.n_count_slots);
  for (size_t i = 0; i < search.n_count_slots; i++)
    read_counts (spies[i], counts[i]);
  if (collapses ())
    read_counts (spies[search.n_count_slots], versions);
  if (sorts ())
    read_counts (spies.back (), first_keys);
}

bool
Search::must_see_all () const
{
  return xc_must_check_all (handle, search) || (sorts () && search.limit > 0);
}

void
Search::set_total (XcTotal &total, const Xapian::MSet &mset) const
{
  total.lower = mset.get_matches_lower_bound ();
  total.estimated = mset.get_matches_estimated ();
  total.upper = mset.get_matches_upper_bound ();
  total.cut_short
      = must_see_all () && (total.lower != total.upper || match.was_cut () || was_cut);
}

Column
Search::read_column (const Xapian::Query &over, uint32_t slot) const
{
  Xapian::Enquire enquire (db);
  Column column;

  enquire.set_query (over);
  enquire.set_weighting_scheme (Xapian::BoolWeight ());
  enquire.set_sort_by_value (slot, false);
  const Xapian::MSet mset = enquire.get_mset (0, n_documents);
  column.reserve (mset.size ());
  for (Xapian::MSetIterator it = mset.begin (); it != mset.end (); ++it)
    column.emplace (*it, it.get_sort_key ());
  return column;
}

const std::string &
value_in (const Column &column, Xapian::docid docid)
{
  static const std::string nothing;
  const auto found = column.find (docid);

  return found != column.end () ? found->second : nothing;
}

/* As CollapsingSpy of xc-search.cc decides it. */
void
Search::find_standing (const Xapian::Query &members)
{
  const Column keys = read_column (members, search.collapse_slot);
  const Column preferences = search.prefer_slot != XC_NO_SLOT
                                 ? read_column (members, search.prefer_slot)
                                 : Column ();
  const Column ties = search.tie_slot != XC_NO_SLOT
                          ? read_column (members, search.tie_slot)
                          : Column ();

  for (const auto &[docid, key] : keys)
    {
      Standing &one = standing[key];
      const std::string &preference = value_in (preferences, docid);
      const std::string &tie = value_in (ties, docid);
      const bool is_preferred
          = one.preference != preference
                ? preference > one.preference
                : std::tie (tie, docid) < std::tie (one.tie, one.docid);

      if (one.n++ == 0 || is_preferred)
        {
          one.docid = docid;
          one.preference = preference;
          one.tie = tie;
        }
    }
  for (const auto &[docid, key] : keys)
    if (standing[key].docid != docid)
      dropped.insert (docid);
    else
      n_behind[docid] = standing[key].n - 1;
}

/* Takes what does not stand out of the total and the counts. */
void
Search::drop (const Xapian::Query &members, XcTotal &total)
{
  const auto n_dropped = static_cast<uint32_t> (dropped.size ());

  for (size_t i = 0; i < search.n_count_slots; i++)
    {
      const Column column = read_column (members, search.count_slots[i]);

      for (Xapian::docid docid : dropped)
        if (const std::string &value = value_in (column, docid); !value.empty ())
          if (--counts[i][value] == 0)
            counts[i].erase (value);
    }
  if (sorts ())
    {
      const Column column = read_column (members, search.sort_keys[0].slot);

      for (Xapian::docid docid : dropped)
        if (const std::string &value = value_in (column, docid); !value.empty ())
          first_keys[value]--;
    }
  total.lower -= std::min (total.lower, n_dropped);
  total.estimated -= std::min (total.estimated, n_dropped);
  total.upper -= std::min (total.upper, n_dropped);
  total.n_collapsed = n_dropped;
}

/* The page with @margin hits on either side, in libxapian's order. */
Xapian::MSet
Search::window (Xapian::doccount margin, Xapian::doccount check_at_least)
{
  const Xapian::doccount before = std::min (margin, search.offset);
  Xapian::Enquire enquire (db);

  prepare (enquire);
  if (!dropped.empty ())
    enquire.set_collapse_key (search.collapse_slot);
  return match.get_mset (enquire, search.offset - before, before + search.limit + margin,
                         check_at_least);
}

/* Whether hits of one weight may go on beyond the edge of @mset that item @i is nearest
   to. */
bool
reaches (const Xapian::MSet &mset, Xapian::doccount i, Xapian::doccount edge)
{
  return rounded (mset[i].get_weight ()) == rounded (mset[edge].get_weight ());
}

void
Search::take_ranked (const Xapian::MSet &mset, Xapian::doccount skipped)
{
  struct Row
  {
    float weight;
    std::string tie;
    Xapian::docid docid;
  };
  std::vector<Row> rows;

  rows.reserve (mset.size ());
  for (Xapian::MSetIterator it = mset.begin (); it != mset.end (); ++it)
    {
      const auto one = standing.find (it.get_collapse_key ());
      const bool stands_elsewhere = !dropped.empty () && one != standing.end ();

      rows.push_back ({ rounded (it.get_weight ()), it.get_sort_key (),
                        stands_elsewhere ? one->second.docid : *it });
    }
  std::stable_sort (rows.begin (), rows.end (), [] (const Row &a, const Row &b) {
    return a.weight != b.weight ? a.weight > b.weight : a.tie < b.tie;
  });
  for (size_t i = skipped; i < rows.size () && page.size () < search.limit; i++)
    page.push_back ({ rows[i].docid, rows[i].weight, 0 });
}

/* Without weights, and without a slot for ties, libxapian's order is all there is. */
Xapian::doccount
Search::first_margin () const
{
  return search.weighting == XC_WEIGHTING_NONE || search.tie_slot == XC_NO_SLOT
             ? 0
             : FIRST_MARGIN;
}

/* The page, with as much around it as has the weight of its first and of its last hit;
   @mset: with the first margin. */
void
Search::rank_page (Xapian::MSet mset)
{
  Xapian::doccount margin = first_margin ();

  for (;;)
    {
      const Xapian::doccount before = std::min (margin, search.offset);
      const Xapian::doccount wanted = before + search.limit + margin;
      const Xapian::doccount n = mset.size ();

      if (n <= before)
        return;
      const Xapian::doccount last = std::min (n, before + search.limit) - 1;
      const bool begins_before = search.offset > before && reaches (mset, before, 0);
      const bool goes_on = n == wanted && reaches (mset, last, n - 1);

      if (margin == 0 || (!begins_before && !goes_on) || margin > n_documents)
        return take_ranked (mset, before);
      margin *= MARGIN_FACTOR;
      mset = window (margin, 0);
    }
}

void
Search::add_sorted (std::vector<std::pair<std::string, Xapian::docid> > &rows,
                    const Xapian::Query &over) const
{
  std::unordered_map<Xapian::docid, std::string> keys;

  for (size_t i = 0; i < search.n_sort_keys; i++)
    for (const auto &[docid, value] : read_column (over, search.sort_keys[i].slot))
      xc_append_sort_key (keys[docid], value, search.sort_keys[i].descending);
  if (search.tie_slot != XC_NO_SLOT)
    for (const auto &[docid, value] : read_column (over, search.tie_slot))
      keys[docid] += value;
  for (auto &[docid, key] : keys)
    if (dropped.count (docid) == 0)
      rows.emplace_back (std::move (key), docid);
}

/* Of the first slot to sort by only the values that the page has are read: how many
   matches have each of them is known. */
void
Search::sort_page (const XcTotal &total)
{
  const XcSortKey &first = search.sort_keys[0];
  const uint64_t end = uint64_t{ search.offset } + search.limit;
  std::vector<std::pair<std::string, uint32_t> > values (first_keys.begin (),
                                                         first_keys.end ());
  std::vector<std::pair<std::string, Xapian::docid> > rows;
  uint64_t passed = 0, skipped = 0;
  const std::string *from = nullptr, *to = nullptr;

  if (first.descending)
    std::reverse (values.begin (), values.end ());
  for (const auto &[value, n] : values)
    {
      if (passed + n <= search.offset)
        skipped = passed + n;
      else if (passed < end)
        {
          from = from != nullptr ? from : &value;
          to = &value;
        }
      passed += n;
    }
  if (from != nullptr)
    add_sorted (rows, Xapian::Query (Xapian::Query::OP_FILTER, query,
                                     Xapian::Query (Xapian::Query::OP_VALUE_RANGE,
                                                    first.slot, std::min (*from, *to),
                                                    std::max (*from, *to))));
  if (passed < end && passed < total.upper)
    add_sorted (rows,
                Xapian::Query (Xapian::Query::OP_AND_NOT, query, having (first.slot)));
  std::sort (rows.begin (), rows.end ());
  for (size_t i = search.offset - skipped;
       i < rows.size () && page.size () < search.limit; i++)
    page.push_back ({ rows[i].second, 0, 0 });
}

void
Search::fill_hits (XcResults &results) const
{
  results.hits.reserve (page.size ());
  /* Hits point into this: it must not grow out of its place. */
  results.values.reserve (page.size () * search.n_value_slots);
  for (const Found &found : page)
    {
      const Xapian::Document document = db.get_document (found.docid);
      const XcBytes *values = results.values.data () + results.values.size ();
      const auto behind = n_behind.find (found.docid);

      for (size_t i = 0; i < search.n_value_slots; i++)
        results.values.push_back (
            results.texts.keep (document.get_value (search.value_slots[i])));
      results.hits.push_back (
          { found.docid, found.weight,
            results.texts.keep (xc_data_unpack (handle, document.get_data ())), values,
            behind != n_behind.end () ? behind->second : 0 });
    }
}

void
Search::fill_counts (XcResults &results) const
{
  for (const Counts &counted : counts)
    {
      std::vector<XcEntry> entries;

      for (const auto &[value, n] : counted)
        entries.push_back ({ results.texts.keep (value), { "", 0 }, n });
      results.counts.push_back (std::move (entries));
    }
}

bool
has_two (const Counts &counts)
{
  return std::any_of (counts.begin (), counts.end (),
                      [] (const auto &one) { return one.second > 1; });
}

/* Lets of documents alike only one stand. */
void
Search::collapse (XcTotal &total)
{
  const Xapian::Query members (Xapian::Query::OP_FILTER, query,
                               having (search.collapse_slot));

  find_standing (members);
  drop (members, total);
}

XcResults *
Search::answer ()
{
  auto results = std::make_unique<XcResults> ();
  XcTotal &total = results->total;
  const bool ranks = search.limit > 0 && !sorts ();
  const bool counts_apart = !ranks || search.n_count_slots > 0 || collapses ();

  total = {};
  if (counts_apart)
    count_all (total);
  if (has_two (versions) && !total.cut_short)
    collapse (total);
  if (ranks)
    {
      const bool sees_all = !counts_apart && must_see_all ();
      const Xapian::MSet mset = window (first_margin (), sees_all ? n_documents : 0);

      if (!counts_apart)
        set_total (total, mset);
      rank_page (mset);
    }
  /* How many have each value to sort by is not known: any page, and not those alone that
   * have none. */
  else if (search.limit > 0 && total.cut_short && first_keys.empty ())
    rank_page (window (first_margin (), 0));
  else if (search.limit > 0)
    sort_page (total);
  total.order_cut = was_cut || (sorts () && total.cut_short);
  fill_hits (*results);
  fill_counts (*results);
  return results.release ();
}

}

XcResults *
xc_search_shards (const XcDatabase &over, const XcSearch &request)
{
  return Search (over, request).answer ();
}
