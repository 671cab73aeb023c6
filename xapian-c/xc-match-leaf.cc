/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leaves of a match: which terms they are, and who has them. */
#include <queue>

#include "xapian-c/xc-glass-database.hh"
#include "xapian-c/xc-match.hh"

namespace
{

/* To look a document up in a list of postings on disk costs as much as reading so many
   postings of it. */
constexpr size_t PROBE_COST = 40;

/* Postings that are read in less than half a millisecond, and are then remembered: other
   questions ask for them too. */
constexpr size_t READ_AT_ONCE = 16384;
/* Documents whose counts are added up together; a multiple of 64. */
constexpr size_t MERGE_BLOCK = 1 << 16;

/* One list of counts while it is made. */
class Counting
{
public:
  explicit Counting (XcPostings &made) : postings (made) {}

  void
  add (Xapian::docid docid, uint32_t count)
  {
    postings.most = std::max (postings.most, count);
    if (count >= XcPostings::MANY)
      postings.large.emplace_back (docid, count);
    postings.counts.push_back (
        static_cast<uint8_t> (std::min<uint32_t> (count, XcPostings::MANY)));
  }

  void
  finish ()
  {
    if (postings.most == 0)
      postings.counts.clear ();
    postings.counts.shrink_to_fit ();
  }

private:
  XcPostings &postings;
};

/*
 * How many documents have any of several terms with these frequencies, as libxapian
 * estimates it for a synonym: by two and two, the rarest first.
 */
Xapian::doccount
estimate_any (const std::vector<Xapian::doccount> &frequencies, double n_documents)
{
  std::priority_queue<Xapian::doccount, std::vector<Xapian::doccount>, std::greater<> >
      rarest (std::greater<> (), frequencies);

  while (rarest.size () > 1)
    {
      const Xapian::doccount a = rarest.top ();
      rarest.pop ();
      const Xapian::doccount b = rarest.top ();
      rarest.pop ();
      rarest.push (xc_estimate_either (a, b, n_documents));
    }
  return rarest.empty () ? 0 : rarest.top ();
}

/* As each_sum () of a listed set: most of the numbers in between are not in it. */
template <typename Use>
void
each_sum_of_few (const std::vector<XcPostingsPtr> &all, const XcSet &merged, Use &&use)
{
  std::vector<uint32_t> sums (merged.size ());

  for (const XcPostingsPtr &one : all)
    {
      XcSet::Finder place (merged);

      if (!one->counts.empty ())
        one->set->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t at) {
          sums[place.rank (docid)] += one->count_at (docid, at);
        });
    }
  merged.each (0, UINT32_MAX,
               [&] (Xapian::docid docid, size_t at) { use (docid, sums[at]); });
}

/* Calls @use (number, sum of counts) for all that are in @merged, which has those of
   @all. */
template <typename Use>
void
each_sum (const std::vector<XcPostingsPtr> &all, const XcSet &merged, Use &&use)
{
  const size_t end = size_t{ merged.last () } + 1;

  if (!merged.is_dense ())
    {
      each_sum_of_few (all, merged, use);
      return;
    }

  std::vector<uint32_t> sums (std::min<size_t> (end, MERGE_BLOCK));

  for (size_t begin = 0; begin < end; begin += MERGE_BLOCK)
    {
      auto first = static_cast<Xapian::docid> (begin);
      auto last = static_cast<Xapian::docid> (
          std::min<size_t> (begin + MERGE_BLOCK, UINT32_MAX));

      for (const XcPostingsPtr &one : all)
        if (!one->counts.empty ())
          one->set->each (first, last, [&] (Xapian::docid docid, size_t at) {
            sums[docid - first] += one->count_at (docid, at);
          });
      merged.each (first, last, [&] (Xapian::docid docid, size_t) {
        use (docid, sums[docid - first]);
        sums[docid - first] = 0;
      });
    }
}

/* Counts added up, over all that have any. */
XcPostingsPtr
merge (const std::vector<XcPostingsPtr> &all, Xapian::docid last)
{
  auto merged = std::make_shared<XcPostings> ();
  std::vector<XcSetPtr> sets;
  Counting counting (*merged);

  for (const XcPostingsPtr &one : all)
    sets.push_back (one->set);
  merged->set = XcSet::any (sets, last);
  merged->counts.reserve (merged->set->size ());
  each_sum (all, *merged->set,
            [&] (Xapian::docid docid, uint32_t sum) { counting.add (docid, sum); });
  counting.finish ();
  return merged;
}

}

/* The most frequent, or the first, or an error, where there are too many. */
void
XcMatch::expand (const XcNode &node, std::vector<std::string> &terms)
{
  std::vector<std::pair<Xapian::doccount, std::string> > found;

  for (auto it = db.allterms_begin (node.term); it != db.allterms_end (node.term); ++it)
    {
      const Xapian::doccount n = gone.is_empty () ? it.get_termfreq () : count (*it);

      if (n == 0 || *it == XC_LENGTH_TERM)
        continue;
      if (node.limit == XC_WILDCARD_FIRST && found.size () == node.max_terms)
        break;
      if (node.limit == XC_WILDCARD_ERROR && found.size () == node.max_terms)
        throw Xapian::WildcardError ("Wildcard " + node.term + "* expands to more than "
                                     + std::to_string (node.max_terms) + " terms");
      found.emplace_back (n, *it);
    }
  if (found.size () > node.max_terms)
    {
      auto end = found.begin () + node.max_terms;

      std::nth_element (found.begin (), end, found.end (),
                        [] (const auto &one, const auto &other) {
                          return one.first != other.first ? one.first > other.first
                                                          : one.second < other.second;
                        });
      found.erase (end, found.end ());
    }
  for (auto &[frequency, term] : found)
    terms.push_back (std::move (term));
}

void
XcMatch::list_terms (const XcNode &node, std::vector<std::string> &terms)
{
  if (node.op == XcNode::TERM)
    terms.push_back (node.term);
  else if (node.op == XcNode::WILDCARD)
    expand (node, terms);
  for (const auto &part : node.parts)
    list_terms (*part, terms);
}

/* What the memory has a leaf by: no term has a zero byte. */
void
XcMatch::append_key (std::string &key, const XcNode &node)
{
  if (node.op == XcNode::OR)
    key += std::string (1, '\0') + "|" + std::to_string (node.parts.size ()) + ":";
  if (node.op == XcNode::WITHIN)
    key += std::string (1, '\0') + std::to_string (node.within) + ":"
           + std::to_string (node.window) + ":";
  if (node.op == XcNode::WILDCARD)
    key += std::string (1, '\0') + "*" + std::to_string (node.limit) + ":"
           + std::to_string (node.max_terms) + ":";
  if (is_leaf (node) && node.op != XcNode::SYNONYM)
    key += node.term + std::string (1, '\0');
  for (const auto &part : node.parts)
    append_key (key, *part);
}

/* How many have @term. */
Xapian::doccount
XcMatch::count (const std::string &term) const
{
  if (term.size () > XC_TERM_MAX_BYTES)
    return 0;

  const Xapian::doccount listed = db.get_termfreq (term);
  return gone.is_empty () ? listed : gone.count (db, term, listed);
}

void
XcMatch::plan_leaf (Part &part)
{
  std::vector<Xapian::doccount> frequencies;

  if (part.node->op == XcNode::TERM)
    part.key = part.node->term;
  else
    append_key (part.key, *part.node);
  part.postings = memory.find (part.key);
  if (part.postings)
    {
      part.n_postings = part.postings->set->size ();
      part.frequency = part.postings->frequency;
      return;
    }
  list_terms (*part.node, part.terms);
  for (const std::string &term : part.terms)
    {
      frequencies.push_back (count (term));
      part.n_postings += frequencies.back ();
    }
  part.frequency = estimate_any (frequencies, n_documents);
}

XcPostingsPtr
XcMatch::fetch (const Part &part, const XcSetPtr &among)
{
  std::vector<XcPostingsPtr> each;
  bool probes = among && !among->is_dense () && part.n_postings > READ_AT_ONCE
                && among->size () * part.terms.size () * PROBE_COST < part.n_postings;

  if (part.postings)
    return part.postings;
  for (const std::string &term : part.terms)
    {
      deadline.check ();
      each.push_back (probes ? probe (term, *among) : fetch_term (term));
    }
  if (each.size () == 1 && part.node->op == XcNode::TERM)
    return each.front ();

  auto merged = std::make_shared<XcPostings> (*merge (each, last));
  merged->frequency = part.frequency;
  if (!probes)
    memory.keep (part.key, merged);
  return merged;
}

XcPostingsPtr
XcMatch::fetch_term (const std::string &term)
{
  XcPostingsPtr known = memory.find (term);
  auto read = std::make_shared<XcPostings> ();
  std::vector<Xapian::docid> docids;
  Counting counting (*read);

  if (known)
    return known;
  if (term.size () <= XC_TERM_MAX_BYTES)
    {
      read->frequency = count (term);
      docids.reserve (read->frequency);
      read->counts.reserve (read->frequency);
      for (auto it = db.postlist_begin (term); it != db.postlist_end (term); ++it)
        if (gone.is_empty () || !gone.has (*it))
          {
            docids.push_back (*it);
            counting.add (*it, it.get_wdf ());
          }
    }
  counting.finish ();
  read->set = XcSet::from_list (std::move (docids), last);
  memory.keep (term, read);
  return read;
}

/* Who is gone is not among those that are looked at. */
XcPostingsPtr
XcMatch::probe (const std::string &term, const XcSet &among)
{
  XcPostingsPtr known = memory.find (term);
  auto read = std::make_shared<XcPostings> ();
  std::vector<Xapian::docid> docids;
  Counting counting (*read);

  if (known)
    return known;
  auto it = db.postlist_begin (term);
  const auto end = db.postlist_end (term);

  among.each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
    if (it != end)
      it.skip_to (docid);
    if (it == end || *it != docid)
      return;
    docids.push_back (docid);
    counting.add (docid, it.get_wdf ());
  });
  counting.finish ();
  read->set = XcSet::from_list (std::move (docids), last);
  return read;
}
