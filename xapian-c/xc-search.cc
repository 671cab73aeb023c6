/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-deadline.hh"
#include "xapian-c/xc-private.hh"
#include "xapian-c/xc-set-source.hh"

#include <algorithm>
#include <memory>
#include <string_view>
#include <unordered_map>

namespace
{

/*
 * Makes the key by which libxapian orders documents, compared as bytes: for each slot a
 * byte that sends the empty ones to the end, then the value. A zero byte of the value
 * becomes 0 255 and its end 0 0, so that a value sorts before its own continuations;
 * descending turns every bit of that over. The slot that decides ties comes last and
 * needs neither. (Xapian::MultiValueKeyMaker puts empty values first when ascending.)
 */
class SortKeyMaker : public Xapian::KeyMaker
{
public:
  explicit SortKeyMaker (const XcSearch &search)
      : keys (search.sort_keys, search.sort_keys + search.n_sort_keys),
        tie_slot (search.tie_slot)
  {
  }

  std::string
  operator() (const Xapian::Document &document) const override
  {
    std::string key;

    for (const XcSortKey &sort : keys)
      xc_append_sort_key (key, document.get_value (sort.slot), sort.descending);
    if (tie_slot == XC_NO_SLOT)
      return key;
    if (keys.empty ())
      return document.get_value (tie_slot);
    return key += document.get_value (tie_slot);
  }

private:
  std::vector<XcSortKey> keys;
  uint32_t tie_slot;
};

/* Counts the values of a slot. Xapian::ValueCountMatchSpy does too, in a sorted map,
 * which makes a question with counts up to a fifth slower. */
class CountingSpy : public Xapian::MatchSpy
{
public:
  explicit CountingSpy (uint32_t counted) : slot (counted) {}

  uint32_t n_seen = 0;
  std::unordered_map<std::string, uint32_t> counts;

  void
  operator() (const Xapian::Document &document, double) override
  {
    n_seen++;
    count (document);
  }

  void
  count (const Xapian::Document &document)
  {
    std::string value = document.get_value (slot);

    if (!value.empty ())
      counts[std::move (value)]++;
  }

  void
  count_value (const std::string &value)
  {
    if (!value.empty ())
      counts[value]++;
  }

  uint32_t
  get_slot () const
  {
    return slot;
  }

private:
  uint32_t slot;
};

using Spies = std::deque<CountingSpy>;

/* Which of the documents with the same key stands, and what they count for: libxapian
 * collapses too, but keeps the best of them, and its totals are then estimates. Its own
 * collapsing is used beside this, for the order. */
class CollapsingSpy : public Xapian::MatchSpy
{
public:
  struct Standing
  {
    Xapian::docid docid;
    uint32_t n; /* that have the key */
    std::string preference;
    std::string tie;
    std::vector<std::string> counted;
  };

  CollapsingSpy (const XcSearch &wanted, Spies &counting)
      : search (wanted), spies (counting)
  {
  }

  uint32_t n_seen = 0;
  uint32_t n_collapsed = 0;
  std::unordered_map<std::string, Standing> standing;

  void
  operator() (const Xapian::Document &document, double) override
  {
    const std::string key = document.get_value (search.collapse_slot);

    n_seen++;
    if (!key.empty ())
      take (key, document);
    else
      for (CountingSpy &spy : spies)
        spy.count (document);
  }

  /* What stands is known once all were seen. */
  void
  finish ()
  {
    for (const auto &[key, one] : standing)
      for (size_t i = 0; i < spies.size (); i++)
        spies[i].count_value (one.counted[i]);
    for (CountingSpy &spy : spies)
      spy.n_seen = n_seen - n_collapsed;
  }

private:
  const XcSearch &search;
  Spies &spies;

  std::string
  value_of (const Xapian::Document &document, uint32_t slot) const
  {
    return slot != XC_NO_SLOT ? document.get_value (slot) : std::string ();
  }

  bool
  is_preferred (const Standing &one, const std::string &preference,
                const std::string &tie) const
  {
    if (one.preference != preference)
      return preference > one.preference;
    return tie < one.tie;
  }

  void
  take (const std::string &key, const Xapian::Document &document)
  {
    Standing &one = standing[key];
    std::string preference = value_of (document, search.prefer_slot);
    std::string tie = value_of (document, search.tie_slot);

    if (one.n++ > 0)
      {
        n_collapsed++;
        if (!is_preferred (one, preference, tie))
          return;
      }
    one.docid = document.get_docid ();
    one.preference = std::move (preference);
    one.tie = std::move (tie);
    one.counted.clear ();
    for (const CountingSpy &spy : spies)
      one.counted.push_back (document.get_value (spy.get_slot ()));
  }
};

/* What stands, and what was not seen before the time was up. */
class StandingDecider : public Xapian::MatchDecider
{
public:
  StandingDecider (const CollapsingSpy &seen, uint32_t collapsed)
      : collapsing (seen), slot (collapsed)
  {
  }

  bool
  operator() (const Xapian::Document &document) const override
  {
    const auto found = collapsing.standing.find (document.get_value (slot));

    return found == collapsing.standing.end ()
           || found->second.docid == document.get_docid ();
  }

private:
  const CollapsingSpy &collapsing;
  uint32_t slot;
};

}

void
xc_append_sort_key (std::string &key, const std::string &value, bool descending)
{
  const char turn = descending ? '\xff' : '\0';

  key += value.empty () ? '\1' : '\0';
  for (char byte : value)
    {
      key += static_cast<char> (byte ^ turn);
      if (byte == '\0')
        key += static_cast<char> ('\xff' ^ turn);
    }
  key += turn;
  key += turn;
}

static void
set_order (Xapian::Enquire &enquire, const XcSearch &search, SortKeyMaker &maker)
{
  if (search.n_sort_keys > 0)
    enquire.set_sort_by_key (&maker, false);
  else if (search.tie_slot != XC_NO_SLOT)
    enquire.set_sort_by_relevance_then_key (&maker, false);
}

void
xc_set_weighting (Xapian::Enquire &enquire, const XcSearch &search)
{
  const XcBm25 &bm25 = search.bm25;

  if (search.weighting == XC_WEIGHTING_NONE)
    enquire.set_weighting_scheme (Xapian::BoolWeight ());
  else
    enquire.set_weighting_scheme (
        Xapian::BM25Weight (bm25.k1, bm25.k2, bm25.k3, bm25.b, bm25.min_normlen));
}

/* Of a single term libxapian knows the exact total without looking. */
static bool
is_leaf (const Xapian::Query &query)
{
  switch (query.get_type ())
    {
    case Xapian::Query::LEAF_TERM:
    case Xapian::Query::LEAF_MATCH_ALL:
    case Xapian::Query::LEAF_MATCH_NOTHING:
      return true;
    case Xapian::Query::OP_SCALE_WEIGHT:
      return is_leaf (query.get_subquery (0));
    default:
      return false;
    }
}

static bool
collapses (const XcSearch &search)
{
  return search.collapse_slot != XC_NO_SLOT;
}

bool
xc_must_check_all (const XcDatabase &db, const XcSearch &search)
{
  return search.n_count_slots > 0 || collapses (search)
         || (search.exact_total
             && (search.among != nullptr || !is_leaf (search.query->query)
                 || xc_database_lacks_any (db)));
}

XcSetPtr
xc_among (const Xapian::Database &db, const XcSearch &search)
{
  const Xapian::docid last = db.get_lastdocid ();

  if (search.among == nullptr)
    return nullptr;
  const uint32_t *end
      = std::upper_bound (search.among, search.among + search.n_among, last);
  return XcSet::from_list ({ search.among, end }, last);
}

namespace
{

/* The query among the documents that it is put to. The deadline is another's to watch. */
class Asked
{
public:
  Asked (const XcDatabase &db, const XcSearch &search)
      : deadline (search.deadline_us), query (translate (db, search))
  {
    const XcSetPtr among = xc_among (db.db, search);

    if (!among)
      return;
    source = std::make_unique<XcSetSource> (*among, never);
    query
        = Xapian::Query (Xapian::Query::OP_FILTER, query, Xapian::Query (source.get ()));
  }

  /* Before all was looked at that may be near each other. */
  bool was_cut = false;

  const Xapian::Query &
  get () const
  {
    return query;
  }

private:
  /* As it was made, unless libxapian cannot answer that. */
  Xapian::Query
  translate (const XcDatabase &db, const XcSearch &search)
  {
    if (!xc_database_lacks_any (db) && !xc_database_lacks_positions (db))
      return search.query->query;
    return xc_pin_query (db, *search.query, deadline, &was_cut);
  }

  const XcDeadline deadline;
  const XcDeadline never{ 0 };
  std::unique_ptr<XcSetSource> source;
  Xapian::Query query;
};

}

/* With a collapsing spy, that one counts for the others. */
static void
add_spies (Xapian::Enquire &enquire, const XcSearch &search, Spies &spies,
           CollapsingSpy &collapsing)
{
  for (size_t i = 0; i < search.n_count_slots; i++)
    spies.emplace_back (search.count_slots[i]);
  if (collapses (search))
    {
      enquire.set_collapse_key (search.collapse_slot);
      enquire.add_matchspy (&collapsing);
    }
  else
    for (CountingSpy &spy : spies)
      enquire.add_matchspy (&spy);
}

static Xapian::MSet
run (const XcDatabase &db, const XcSearch &search, Spies &spies,
     CollapsingSpy &collapsing, XcTimedMatch &match, bool *was_cut)
{
  SortKeyMaker maker (search);
  Asked asked (db, search);
  Xapian::Enquire enquire (db.db);

  *was_cut = asked.was_cut;
  enquire.set_query (asked.get ());
  xc_set_weighting (enquire, search);
  set_order (enquire, search, maker);
  add_spies (enquire, search, spies, collapsing);
  return match.get_mset (enquire, search.offset, search.limit,
                         xc_must_check_all (db, search) ? db.db.get_doccount () : 0);
}

/* Where there are keys to sort by, what stands has its place by its own, so it must be
   known before the order is. */
static Xapian::MSet
run_standing (const XcDatabase &db, const XcSearch &search,
              const CollapsingSpy &collapsing)
{
  SortKeyMaker maker (search);
  StandingDecider decider (collapsing, search.collapse_slot);
  Asked asked (db, search);
  Xapian::Enquire enquire (db.db);

  enquire.set_query (asked.get ());
  xc_set_weighting (enquire, search);
  set_order (enquire, search, maker);
  return enquire.get_mset (search.offset, search.limit, 0, nullptr, &decider);
}

/* libxapian's bounds are wide where it collapses; what was seen is exact. */
static void
fill_collapsed_total (XcTotal &total, const Xapian::MSet &mset,
                      const CollapsingSpy &collapsing)
{
  uint32_t n_standing = collapsing.n_seen - collapsing.n_collapsed;

  total.cut_short = collapsing.n_seen < mset.get_uncollapsed_matches_lower_bound ();
  total.lower = total.estimated = total.upper = n_standing;
  total.n_collapsed = collapsing.n_collapsed;
}

static void
fill_total (XcTotal &total, const XcSearch &search, const Xapian::MSet &mset,
            const Spies &spies)
{
  bool is_exact = mset.get_matches_lower_bound () == mset.get_matches_upper_bound ();

  total.lower = mset.get_matches_lower_bound ();
  total.estimated = mset.get_matches_estimated ();
  total.upper = mset.get_matches_upper_bound ();
  total.cut_short = (search.exact_total || !spies.empty ()) && !is_exact;
  for (const CountingSpy &spy : spies)
    total.cut_short = total.cut_short || spy.n_seen < total.lower;
}

static const CollapsingSpy::Standing *
find_standing (const CollapsingSpy &collapsing, const XcSearch &search,
               const Xapian::MSetIterator &it)
{
  if (!collapses (search))
    return nullptr;

  const auto found
      = collapsing.standing.find (it.get_document ().get_value (search.collapse_slot));

  return found != collapsing.standing.end () ? &found->second : nullptr;
}

static XcBytes
data_of (XcResults &results, const XcDatabase &db, const Xapian::Document &document,
         const XcSearch &search)
{
  return results.texts.keep (search.no_data ? std::string ()
                                            : xc_data_unpack (db, document.get_data ()));
}

static void
fill_hits (XcResults &results, const XcDatabase &db, const XcSearch &search,
           const Xapian::MSet &mset, const CollapsingSpy &collapsing)
{
  results.hits.reserve (mset.size ());
  /* Hits point into this: it must not grow out of its place. */
  results.values.reserve (mset.size () * search.n_value_slots);

  for (Xapian::MSetIterator it = mset.begin (); it != mset.end (); ++it)
    {
      const CollapsingSpy::Standing *one = find_standing (collapsing, search, it);
      const Xapian::docid docid = one != nullptr ? one->docid : *it;
      const Xapian::Document document
          = docid != *it ? db.db.get_document (docid) : it.get_document ();
      const XcBytes *values = results.values.data () + results.values.size ();

      for (size_t i = 0; i < search.n_value_slots; i++)
        results.values.push_back (
            results.texts.keep (document.get_value (search.value_slots[i])));
      results.hits.push_back ({ docid, it.get_weight (),
                                data_of (results, db, document, search), values,
                                one != nullptr ? one->n - 1 : 0 });
    }
}

static std::string_view
view_of (const XcBytes &bytes)
{
  return { bytes.data, bytes.size };
}

static std::vector<XcEntry>
entries_of (const CountingSpy &spy, XcTexts &texts)
{
  std::vector<XcEntry> entries;

  entries.reserve (spy.counts.size ());
  for (const auto &[value, count] : spy.counts)
    entries.push_back ({ texts.keep (value), { "", 0 }, count });
  std::sort (entries.begin (), entries.end (), [] (const XcEntry &a, const XcEntry &b) {
    return view_of (a.name) < view_of (b.name);
  });
  return entries;
}

XcResults *
xc_search (XcDatabase *db, const XcSearch *request, GError **error)
{
  g_return_val_if_fail (db != NULL && request != NULL && request->query != NULL, NULL);
  return xc_guard_read (db, error, static_cast<XcResults *> (nullptr), [&] {
    if (db->is_sharded && request->among != NULL)
      throw Xapian::InvalidArgumentError ("numbers are of documents of one database");
    if (db->is_sharded)
      return xc_search_shards (*db, *request);

    XcResults *remembered = xc_search_memory (db, *request);
    if (remembered != nullptr)
      return remembered;

    auto results = std::make_unique<XcResults> ();
    Spies spies;
    CollapsingSpy collapsing (*request, spies);
    XcTimedMatch match (request->deadline_us, false);
    bool was_cut;
    Xapian::MSet mset = run (*db, *request, spies, collapsing, match, &was_cut);

    if (collapses (*request))
      {
        collapsing.finish ();
        fill_collapsed_total (results->total, mset, collapsing);
        if (request->n_sort_keys > 0 && request->limit > 0)
          mset = run_standing (*db, *request, collapsing);
      }
    else
      fill_total (results->total, *request, mset, spies);
    results->total.cut_short = results->total.cut_short || match.was_cut () || was_cut;
    fill_hits (*results, *db, *request, mset, collapsing);
    for (const CountingSpy &spy : spies)
      results->counts.push_back (entries_of (spy, results->texts));
    return results.release ();
  });
}

bool
xc_results_fetch_data (XcResults *results, XcDatabase *db, XcHit *hits, size_t n_hits,
                       GError **error)
{
  return xc_guard_read (db, error, false, [&] {
    for (size_t i = 0; i < n_hits; i++)
      {
        /* Whether there is such a document the search has seen. */
        const Xapian::Document document
            = db->db.get_document (hits[i].docid, Xapian::DOC_ASSUME_VALID);

        hits[i].data = results->texts.keep (xc_data_unpack (*db, document.get_data ()));
      }
    return true;
  });
}

void
xc_results_free (XcResults *results)
{
  delete results;
}

const XcTotal *
xc_results_get_total (const XcResults *results)
{
  return &results->total;
}

const XcHit *
xc_results_get_hits (const XcResults *results, size_t *n_out)
{
  *n_out = results->hits.size ();
  return results->hits.data ();
}

const XcEntry *
xc_results_get_counts (const XcResults *results, size_t which, size_t *n_out)
{
  g_return_val_if_fail (which < results->counts.size (), NULL);
  *n_out = results->counts[which].size ();
  return results->counts[which].data ();
}
