/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-set.hh"

#include <iterator>

namespace
{

/* A list takes 32 bits for each number. */
constexpr size_t BITS_PER_LISTED = 32;

}

bool
XcSet::is_many (size_t n, Xapian::docid last)
{
  return n > last / BITS_PER_LISTED;
}

void
XcSet::count_ranks ()
{
  ranks.reserve (bits.size () / STRIDE_WORDS + 1);
  n = 0;
  for (size_t i = 0; i < bits.size (); i++)
    {
      if (i % STRIDE_WORDS == 0)
        ranks.push_back (static_cast<uint32_t> (n));
      n += count (bits[i]);
    }
}

/* Few bits become a list. */
XcSetPtr
XcSet::from_bits (std::vector<uint64_t> words)
{
  auto set = std::make_shared<XcSet> ();

  set->bits = std::move (words);
  set->count_ranks ();
  if (is_many (set->n, static_cast<Xapian::docid> (set->bits.size () * 64)))
    return set;

  std::vector<Xapian::docid> rising;
  rising.reserve (set->n);
  auto keep = [&] (Xapian::docid docid, size_t) { rising.push_back (docid); };
  set->each_bit (nullptr, 0, static_cast<Xapian::docid> (set->bits.size () * 64), keep);
  auto listed = std::make_shared<XcSet> ();
  listed->n = rising.size ();
  listed->list = std::move (rising);
  return listed;
}

XcSetPtr
XcSet::from_list (std::vector<Xapian::docid> rising, Xapian::docid last)
{
  auto set = std::make_shared<XcSet> ();

  set->n = rising.size ();
  set->list = std::move (rising);
  if (!is_many (set->n, last))
    {
      set->list.shrink_to_fit ();
      return set;
    }

  std::vector<uint64_t> words (last / 64 + 1);
  set->add_to (words);
  return from_bits (std::move (words));
}

XcSetPtr
XcSet::all (Xapian::docid last)
{
  std::vector<uint64_t> words (last / 64 + 1, ~uint64_t{ 0 });

  words.front () &= ~uint64_t{ 1 };
  if (last % 64 != 63)
    words.back () &= (uint64_t{ 1 } << (last % 64 + 1)) - 1;
  return from_bits (std::move (words));
}

void
XcSet::add_to (std::vector<uint64_t> &words) const
{
  for (Xapian::docid docid : list)
    words[docid / 64] |= uint64_t{ 1 } << docid % 64;
  for (size_t i = 0; i < bits.size (); i++)
    words[i] |= bits[i];
}

XcSetPtr
XcSet::both (const XcSetPtr &a, const XcSetPtr &b)
{
  if (a == b)
    return a;
  if (a->is_dense () && b->is_dense ())
    {
      std::vector<uint64_t> words (std::min (a->bits.size (), b->bits.size ()));

      for (size_t i = 0; i < words.size (); i++)
        words[i] = a->bits[i] & b->bits[i];
      return from_bits (std::move (words));
    }

  auto set = std::make_shared<XcSet> ();
  const XcSet &few = a->is_dense () || (!b->is_dense () && b->n < a->n) ? *b : *a;
  const XcSet &many = &few == a.get () ? *b : *a;

  many.each_of (few, 0, UINT32_MAX,
                [&] (Xapian::docid docid, size_t) { set->list.push_back (docid); });
  set->n = set->list.size ();
  return set;
}

XcSetPtr
XcSet::without (const XcSetPtr &a, const XcSetPtr &b)
{
  if (a->is_dense ())
    {
      std::vector<uint64_t> words = a->bits;

      for (Xapian::docid docid : b->list)
        if (docid / 64 < words.size ())
          words[docid / 64] &= ~(uint64_t{ 1 } << docid % 64);
      for (size_t i = 0; i < std::min (words.size (), b->bits.size ()); i++)
        words[i] &= ~b->bits[i];
      return from_bits (std::move (words));
    }

  auto set = std::make_shared<XcSet> ();
  std::copy_if (a->list.begin (), a->list.end (), std::back_inserter (set->list),
                [&] (Xapian::docid docid) { return !b->has (docid); });
  set->n = set->list.size ();
  return set;
}

XcSetPtr
XcSet::any (const std::vector<XcSetPtr> &sets, Xapian::docid last)
{
  size_t most = 0;

  if (sets.size () == 1)
    return sets.front ();
  for (const XcSetPtr &set : sets)
    most += set->n;
  if (is_many (most, last))
    {
      std::vector<uint64_t> words (last / 64 + 1);

      for (const XcSetPtr &set : sets)
        set->add_to (words);
      return from_bits (std::move (words));
    }

  std::vector<Xapian::docid> rising;
  rising.reserve (most);
  for (const XcSetPtr &set : sets)
    rising.insert (rising.end (), set->list.begin (), set->list.end ());
  std::sort (rising.begin (), rising.end ());
  rising.erase (std::unique (rising.begin (), rising.end ()), rising.end ());
  return from_list (std::move (rising), last);
}

size_t
XcSet::rank (Xapian::docid docid) const
{
  if (!has (docid))
    return npos;
  if (!is_dense ())
    return static_cast<size_t> (std::lower_bound (list.begin (), list.end (), docid)
                                - list.begin ());
  return rank_of_word (docid / 64)
         + count (bits[docid / 64] & ((uint64_t{ 1 } << docid % 64) - 1));
}
