/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-set.hh"

#include <iterator>

/* The processor's own counting of bits, where it has it. */
#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__                    \
    && !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
#define COUNTS_BITS __attribute__ ((target_clones ("popcnt", "default")))
#else
#define COUNTS_BITS
#endif

namespace
{

/* A list takes 32 bits for each number. */
constexpr size_t BITS_PER_LISTED = 32;
/* To go through so many words of bits costs as much as sorting in one number more. */
constexpr size_t WORDS_PER_SORTED = 16;

}

COUNTS_BITS
static size_t
count_bits (const uint64_t *words, size_t n)
{
  size_t total = 0;

  for (size_t i = 0; i < n; i++)
    total += static_cast<size_t> (__builtin_popcountll (words[i]));
  return total;
}

/* How many bits come before each of these strides. */
COUNTS_BITS
static void
count_strides (const std::vector<uint64_t> &words, size_t stride,
               std::vector<uint32_t> &ranks)
{
  size_t n = 0;

  ranks.reserve (words.size () / stride + 1);
  for (size_t i = 0; i < words.size (); i++)
    {
      if (i % stride == 0)
        ranks.push_back (static_cast<uint32_t> (n));
      n += static_cast<size_t> (__builtin_popcountll (words[i]));
    }
}

bool
XcSet::is_many (size_t n, Xapian::docid last)
{
  return n > last / BITS_PER_LISTED;
}

/* Few bits become a list. */
XcSetPtr
XcSet::from_bits (std::vector<uint64_t> words)
{
  auto set = std::make_shared<XcSet> ();

  set->n = count_bits (words.data (), words.size ());
  if (is_many (set->n, static_cast<Xapian::docid> (words.size () * 64)))
    {
      set->bits = std::move (words);
      count_strides (set->bits, STRIDE_WORDS, set->ranks);
      return set;
    }
  set->list.reserve (set->n);
  for (size_t i = 0; i < words.size (); i++)
    for (uint64_t left = words[i]; left != 0; left &= left - 1)
      set->list.push_back (static_cast<Xapian::docid> (i * 64 + lowest (left)));
  return set;
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
  if (a == b || a->n == 0)
    return a;
  if (b->n == 0)
    return b;
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

  auto keep = [&] (Xapian::docid docid, size_t) { set->list.push_back (docid); };
  few.each_of (many, 0, UINT32_MAX, keep);
  set->n = set->list.size ();
  return set;
}

XcSetPtr
XcSet::without (const XcSetPtr &a, const XcSetPtr &b)
{
  if (b->n == 0)
    return a;
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
  if (most * WORDS_PER_SORTED > last / 64)
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
  return rank_of_bit (docid);
}
