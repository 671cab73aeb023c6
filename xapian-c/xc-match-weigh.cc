/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each document of a match weighs: BM25 as libxapian has it. */
#include <cmath>

#include "xapian-c/xc-match.hh"

namespace
{

/* To read the length of one document costs as much as reading so many in a row. */
constexpr size_t LENGTH_COST = 32;

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
  if (part.weight != 0 && !part.postings->counts.empty ())
    leaves.push_back (&part);
}

void
XcMatch::prepare ()
{
  if (bm25 == nullptr)
    return;
  spread (root, root.set, 1);
  if (memory.has_lengths () || root.set->size () * LENGTH_COST > n_documents)
    {
      lengths = memory.lengths (db);
      return;
    }
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
void
XcMatch::weigh_leaf (const Part &leaf, Xapian::docid first, double *weights) const
{
  const XcPostings &postings = *leaf.postings;
  const double k1 = bm25->k1, b = bm25->b, least = bm25->min_normlen;

  postings.set->each_of (
      *leaf.scope, first, first + BLOCK, [&] (Xapian::docid docid, size_t at) {
        const uint32_t length = length_of (docid);
        const double count = std::min (postings.count_at (docid, at), length);
        const double normal = std::max (length * length_factor, least);

        weights[docid - first]
            += leaf.weight * (count / (k1 * (normal * b + (1 - b)) + count));
      });
}

void
XcMatch::weigh (Xapian::docid first, std::vector<double> &weights)
{
  for (const Part *leaf : leaves)
    weigh_leaf (*leaf, first, weights.data ());
}
