/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-private.hh"

#include <algorithm>
#include <memory>
#include <string_view>
#include <unordered_map>

struct XcResults
{
  XcTotal total;
  XcTexts texts;
  std::vector<XcBytes> values;
  std::vector<XcHit> hits;
  std::vector<std::vector<XcEntry> > counts;
};

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
      append (key, document.get_value (sort.slot), sort.descending);
    if (tie_slot == XC_NO_SLOT)
      return key;
    if (keys.empty ())
      return document.get_value (tie_slot);
    return key += document.get_value (tie_slot);
  }

private:
  std::vector<XcSortKey> keys;
  uint32_t tie_slot;

  static void
  append (std::string &key, const std::string &value, bool descending)
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
    std::string value = document.get_value (slot);

    n_seen++;
    if (!value.empty ())
      counts[std::move (value)]++;
  }

private:
  uint32_t slot;
};

}

static void
set_order (Xapian::Enquire &enquire, const XcSearch &search, SortKeyMaker &maker)
{
  if (search.n_sort_keys > 0)
    enquire.set_sort_by_key (&maker, false);
  else if (search.tie_slot != XC_NO_SLOT)
    enquire.set_sort_by_relevance_then_key (&maker, false);
}

static void
set_weighting (Xapian::Enquire &enquire, const XcSearch &search)
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
must_check_all (const XcSearch &search)
{
  return search.n_count_slots > 0
         || (search.exact_total && !is_leaf (search.query->query));
}

using Spies = std::deque<CountingSpy>;

static Xapian::MSet
run (const Xapian::Database &db, const XcSearch &search, Spies &spies)
{
  SortKeyMaker maker (search);
  Xapian::Enquire enquire (db);

  enquire.set_query (search.query->query);
  set_weighting (enquire, search);
  set_order (enquire, search, maker);
  for (size_t i = 0; i < search.n_count_slots; i++)
    enquire.add_matchspy (&spies.emplace_back (search.count_slots[i]));
  if (search.time_limit_s > 0)
    enquire.set_time_limit (search.time_limit_s);
  return enquire.get_mset (search.offset, search.limit,
                           must_check_all (search) ? db.get_doccount () : 0);
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

static void
fill_hits (XcResults &results, const XcSearch &search, const Xapian::MSet &mset)
{
  results.hits.reserve (mset.size ());
  /* Hits point into this: it must not grow out of its place. */
  results.values.reserve (mset.size () * search.n_value_slots);

  for (Xapian::MSetIterator it = mset.begin (); it != mset.end (); ++it)
    {
      const Xapian::Document document = it.get_document ();
      const XcBytes *values = results.values.data () + results.values.size ();

      for (size_t i = 0; i < search.n_value_slots; i++)
        results.values.push_back (
            results.texts.keep (document.get_value (search.value_slots[i])));
      results.hits.push_back ({ *it, it.get_weight (), mset.convert_to_percent (it),
                                results.texts.keep (document.get_data ()), values });
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
    auto results = std::make_unique<XcResults> ();
    Spies spies;
    const Xapian::MSet mset = run (db->db, *request, spies);

    fill_total (results->total, *request, mset, spies);
    fill_hits (*results, *request, mset);
    for (const CountingSpy &spy : spies)
      results->counts.push_back (entries_of (spy, results->texts));
    return results.release ();
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
