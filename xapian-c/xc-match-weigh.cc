/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each document of a match weighs: BM25 as libxapian has it. */
#include <cmath>

#include "xapian-c/xc-match.hh"

namespace
{

/* What weighs less than the floor by no more than rounding may be equal to it. */
constexpr double ROUNDING = 1e-12;

}

/* Xapian::BM25Weight::init () of 1.4. */
double
XcMatch::weight_of (const Part &leaf) const
{
  double frequency = leaf.frequency;
  double rarity = (n_documents - frequency + 0.5) / (frequency + 0.5);

  if (rarity < 2)
    rarity = rarity * 0.5 + 1;

  double weight = std::log (rarity);
  if (bm25->k3 != 0)
    {
      double wqf = leaf.node->op == XcNode::TERM ? leaf.node->wqf : 1;

      weight *= (bm25->k3 + 1) * wqf / (bm25->k3 + wqf);
    }
  return weight * (bm25->k1 + 1);
}

void
XcMatch::spread_below (Part &part, const XcSetPtr &scope, double factor)
{
  const XcNode::Op op = part.node->op;

  switch (op)
    {
    case XcNode::OR:
      for (Part &below : part.parts)
        spread (below, scope, factor);
      break;
    case XcNode::SCALED:
      spread (part.parts.front (), scope, factor * part.node->factor);
      break;
    case XcNode::AND:
    case XcNode::WITHIN:
    case XcNode::AND_MAYBE:
      for (Part &below : part.parts)
        spread (below, XcSet::both (scope, part.set), factor);
      break;
    case XcNode::AND_NOT:
    case XcNode::FILTER:
      spread (part.parts.front (), XcSet::both (scope, part.set), factor);
      break;
    default:
      break;
    }
}

/* Which documents each leaf weighs for, and how much. */
void
XcMatch::spread (Part &part, const XcSetPtr &scope, double factor)
{
  if (scope->size () == 0 || factor == 0)
    return;
  /* What only adds weight has not been looked for. */
  if (!part.set)
    look (part, scope);
  if (!is_leaf (*part.node))
    {
      spread_below (part, scope, factor);
      return;
    }
  part.weight = weight_of (part) * factor;
  part.scope = scope;
  part.most = most_of (part, part.postings->most);
  if (part.weight != 0 && !part.postings->counts.empty ())
    leaves.push_back (&part);
}

void
XcMatch::prepare ()
{
  if (bm25 != nullptr)
    spread (root, root.set, 1);
  order_leaves ();
  if (leaves.empty ())
    return;
  lengths = memory.lengths (db, root.set->size ());
  if (lengths)
    return;
  few_lengths.reserve (root.set->size ());
  root.set->each (0, UINT32_MAX, [&] (Xapian::docid docid, size_t) {
    few_lengths.push_back (db.get_doclength (docid));
  });
}

inline uint32_t
XcMatch::length_of (Xapian::docid docid) const
{
  return lengths ? (*lengths)[docid] : few_lengths[root.set->rank (docid)];
}

/* Xapian::BM25Weight::get_sumpart () of 1.4; a synonym counts no more than the document
   is long. */
inline double
XcMatch::weight_at (const Part &leaf, Xapian::docid docid, size_t at) const
{
  const uint32_t length = length_of (docid);
  const double count = std::min (leaf.postings->count_at (docid, at), length);
  const double normal = std::max (length * length_factor, bm25->min_normlen);

  return leaf.weight * (count / (bm25->k1 * (normal * bm25->b + (1 - bm25->b)) + count));
}

/* In the shortest document. */
double
XcMatch::most_of (const Part &leaf, uint32_t count) const
{
  const double shortest = bm25->k1 * (bm25->min_normlen * bm25->b + (1 - bm25->b));

  return leaf.weight * (count / (shortest + count));
}

/* The order is the same for all documents, so that what is alike weighs alike, to the
   last bit. */
void
XcMatch::order_leaves ()
{
  double most = 0;

  std::stable_sort (leaves.begin (), leaves.end (),
                    [] (const Part *a, const Part *b) { return a->most > b->most; });
  most_from.assign (leaves.size () + 1, 0);
  for (size_t i = leaves.size (); i-- > 0;)
    most_from[i] = most += leaves[i]->most;
  if (root.set->is_dense ())
    weights.assign (BLOCK, 0);
}

Xapian::docid
XcMatch::block_end (Xapian::docid first) const
{
  return root.set->is_dense () ? first + BLOCK : root.set->after (first, FEW_BLOCK);
}

void
XcMatch::weigh_leaf (const Part &leaf, Xapian::docid first)
{
  leaf.postings->set->each_of (*leaf.scope, first, first + BLOCK,
                               [&] (Xapian::docid docid, size_t at) {
                                 weights[docid - first] += weight_at (leaf, docid, at);
                               });
}

/* What was added up, where it is @least or more; the rest is forgotten. */
void
XcMatch::pick_heavy (Xapian::docid first, double least)
{
  auto pick = [&] (Xapian::docid docid, size_t) {
    double &weight = weights[docid - first];

    if (weight >= least)
      heavy.emplace_back (docid, weight);
    weight = 0;
  };

  root.set->each (first, first + BLOCK, pick);
}

/* By the one leaf that matters: most postings are passed over by their count. */
void
XcMatch::weigh_alone (Xapian::docid first, double least)
{
  const Part &leaf = *leaves.front ();
  uint32_t count = 0;

  while (count < XcPostings::MANY && most_of (leaf, count) < least)
    count++;
  leaf.postings->each_with (first, first + BLOCK, static_cast<uint8_t> (count),
                            [&] (Xapian::docid docid, size_t at) {
                              double weight = weight_at (leaf, docid, at);

                              if (weight >= least && leaf.scope->has (docid))
                                heavy.emplace_back (docid, weight);
                            });
}

/* The leaves from @n on, for what may still weigh @floor with them. */
void
XcMatch::add_rest (size_t n, double floor)
{
  for (; n < leaves.size (); n++)
    {
      const Part &leaf = *leaves[n];
      const double least = floor - most_from[n + 1];
      const bool everywhere = leaf.scope == root.set;
      XcSet::Finder scope (*leaf.scope), found (*leaf.postings->set);

      for (auto &[docid, weight] : heavy)
        {
          size_t at = everywhere || scope.has (docid) ? found.rank (docid) : XcSet::npos;

          if (at != XcSet::npos)
            weight += weight_at (leaf, docid, at);
        }
      heavy.erase (std::remove_if (heavy.begin (), heavy.end (),
                                   [&] (const auto &one) { return one.second < least; }),
                   heavy.end ());
    }
}

/*
 * MAXSCORE: what has none but the lightest leaves cannot weigh enough, so that these are
 * only looked up for what others have brought.
 */
const std::vector<std::pair<Xapian::docid, double> > &
XcMatch::weigh (Xapian::docid first, double floor)
{
  const double least = floor * (1 - ROUNDING);
  size_t n = leaves.size ();

  heavy.clear ();
  if (most_from[0] < least)
    return heavy;
  if (!root.set->is_dense ())
    {
      root.set->each (first, block_end (first), [&] (Xapian::docid docid, size_t) {
        heavy.emplace_back (docid, 0);
      });
      add_rest (0, least);
      return heavy;
    }
  while (n > 1 && most_from[n - 1] < least)
    n--;
  if (n == 1 && most_from[1] < least)
    weigh_alone (first, least - most_from[1]);
  else
    {
      for (size_t i = 0; i < n; i++)
        weigh_leaf (*leaves[i], first);
      pick_heavy (first, least - most_from[n]);
    }
  add_rest (n, least);
  return heavy;
}
