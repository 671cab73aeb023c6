/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcSet: a set of document numbers that does not change: a rising list where they are
 * few, a bit for each number where they are many, whichever takes less room. Shared
 * between threads.
 */
#ifndef XC_SET_HH
#define XC_SET_HH

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

/* Where the first of @rising is that is not below @docid, from @at on, where it is looked
   for in growing steps. Most often it is here or the next. */
inline size_t
xc_gallop (const std::vector<Xapian::docid> &rising, size_t at, Xapian::docid docid)
{
  size_t step = 1;

  for (size_t next = at + 2; at < next; at++)
    if (at >= rising.size () || rising[at] >= docid)
      return at;
  while (at + step < rising.size () && rising[at + step] < docid)
    {
      at += step;
      step *= 2;
    }

  auto begin = rising.begin () + static_cast<std::ptrdiff_t> (at);
  auto end = at + step < rising.size () ? begin + static_cast<std::ptrdiff_t> (step)
                                        : rising.end ();
  return static_cast<size_t> (std::lower_bound (begin, end, docid) - rising.begin ());
}

class XcSet;
using XcSetPtr = std::shared_ptr<const XcSet>;

class XcSet
{
public:
  static constexpr size_t npos = SIZE_MAX;

  /* @rising: numbers up to @last, each once. */
  static XcSetPtr from_list (std::vector<Xapian::docid> rising, Xapian::docid last);

  /* Every number from 1 to @last. */
  static XcSetPtr all (Xapian::docid last);

  static XcSetPtr both (const XcSetPtr &a, const XcSetPtr &b);
  static XcSetPtr without (const XcSetPtr &a, const XcSetPtr &b);
  static XcSetPtr any (const std::vector<XcSetPtr> &sets, Xapian::docid last);

  size_t
  size () const
  {
    return n;
  }

  bool
  is_dense () const
  {
    return !bits.empty ();
  }

  bool
  has (Xapian::docid docid) const
  {
    if (is_dense ())
      return has_bit (docid);
    return std::binary_search (list.begin (), list.end (), docid);
  }

  /* How many numbers come before @docid, which is in it; npos where it is not. */
  size_t rank (Xapian::docid docid) const;

  /* Of a listed set: what comes after @count from @first on; UINT32_MAX where that is
   * all. */
  Xapian::docid
  after (Xapian::docid first, size_t count) const
  {
    auto it = std::lower_bound (list.begin (), list.end (), first);

    return static_cast<size_t> (list.end () - it) > count
               ? it[static_cast<std::ptrdiff_t> (count)]
               : UINT32_MAX;
  }

  /* A number that none in it is above. */
  Xapian::docid
  last () const
  {
    if (is_dense ())
      return static_cast<Xapian::docid> (bits.size () * 64 - 1);
    return list.empty () ? 0 : list.back ();
  }

  size_t
  bytes () const
  {
    return list.capacity () * sizeof list[0] + bits.capacity () * sizeof bits[0]
           + ranks.capacity () * sizeof ranks[0];
  }

  /* Looks numbers up, one higher than the other. */
  class Finder
  {
  public:
    explicit Finder (const XcSet &among) : set (among) {}

    /* As rank (), but that in a listed set @docid is at least the one before. */
    size_t
    rank (Xapian::docid docid)
    {
      if (set.is_dense ())
        return set.has_bit (docid) ? set.rank_of_bit (docid) : npos;
      at = xc_gallop (set.list, at, docid);
      return at < set.list.size () && set.list[at] == docid ? at : npos;
    }

    bool
    has (Xapian::docid docid)
    {
      return set.is_dense () ? set.has_bit (docid) : rank (docid) != npos;
    }

  private:
    const XcSet &set;
    size_t at = 0;
  };

  /* Calls @use (number, how many come before it) for each from @first up to @end, which
     is not one of them. */
  template <typename Use>
  void
  each (Xapian::docid first, Xapian::docid end, Use &&use) const
  {
    if (is_dense ())
      each_bit (nullptr, first, end, use);
    else
      each_listed (first, end, use);
  }

  /* The same, but of up to 64 neighbours at once only where @is_worth (how many come
     before them, that and how many they are). */
  template <typename Use, typename IsWorth>
  void
  each_if (Xapian::docid first, Xapian::docid end, Use &use, IsWorth &&is_worth) const
  {
    if (!is_dense ())
      {
        each_listed (first, end, [&] (Xapian::docid docid, size_t at) {
          if (is_worth (at, at + 1))
            use (docid, at);
        });
        return;
      }

    size_t last = std::min<size_t> (bits.size (), (static_cast<size_t> (end) + 63) / 64);
    size_t before = first / 64 < last ? rank_of_word (first / 64) : 0;

    for (size_t word = first / 64, next; word < last; word++, before = next)
      {
        next = before + count (bits[word]);
        if (is_worth (before, next))
          each_in_word (word, before, use);
      }
  }

  /* The same of those that are in @others too. */
  template <typename Use>
  void each_of (const XcSet &others, Xapian::docid first, Xapian::docid end,
                Use &&use) const;

private:
  /* Numbers for which the count of those before them is kept. */
  static constexpr size_t STRIDE_WORDS = 4;

  size_t n = 0;
  std::vector<Xapian::docid> list;
  std::vector<uint64_t> bits;
  std::vector<uint32_t> ranks; /* of every STRIDE_WORDS-th word of bits */

  static XcSetPtr from_bits (std::vector<uint64_t> bits);
  static bool is_many (size_t n, Xapian::docid last);
  void add_to (std::vector<uint64_t> &words) const;

  bool
  has_bit (Xapian::docid docid) const
  {
    return docid / 64 < bits.size () && (bits[docid / 64] >> docid % 64 & 1) != 0;
  }

  /* Inline where the compiler may not take the processor's own for granted. */
  static size_t
  count (uint64_t word)
  {
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f;
    return word * 0x0101010101010101 >> 56;
  }

  /* How many zeros a word that is not 0 ends in. */
  static unsigned
  lowest (uint64_t word)
  {
    return static_cast<unsigned> (__builtin_ctzll (word));
  }

  size_t
  rank_of_word (size_t word) const
  {
    size_t before = ranks[word / STRIDE_WORDS];

    for (size_t i = word / STRIDE_WORDS * STRIDE_WORDS; i < word; i++)
      before += count (bits[i]);
    return before;
  }

  size_t
  rank_of_bit (Xapian::docid docid) const
  {
    return rank_of_word (docid / 64)
           + count (bits[docid / 64] & ((uint64_t{ 1 } << docid % 64) - 1));
  }

  template <typename Use>
  void
  each_listed (Xapian::docid first, Xapian::docid end, Use &&use) const
  {
    auto it = std::lower_bound (list.begin (), list.end (), first);

    for (; it != list.end () && *it < end; ++it)
      use (*it, static_cast<size_t> (it - list.begin ()));
  }

  /* Those of both lists. */
  template <typename Use>
  void
  each_in_both (const XcSet &others, Xapian::docid first, Xapian::docid end,
                Use &use) const
  {
    size_t i = xc_gallop (list, 0, first), j = xc_gallop (others.list, 0, first);

    while (i < list.size () && j < others.list.size () && list[i] < end)
      {
        if (list[i] < others.list[j])
          i = xc_gallop (list, i, others.list[j]);
        else if (list[i] > others.list[j])
          j = xc_gallop (others.list, j, list[i]);
        else
          {
            use (list[i], i);
            i++;
            j++;
          }
      }
  }

  /* Those that @mask has too, where there is one; @first and @end are multiples of 64, or
     beyond the last. */
  template <typename Use>
  void
  each_bit (const XcSet *mask, Xapian::docid first, Xapian::docid end, Use &use) const
  {
    size_t last = std::min<size_t> (bits.size (), (static_cast<size_t> (end) + 63) / 64);
    size_t word = first / 64;
    size_t before = word < last ? rank_of_word (word) : 0;

    if (mask != nullptr)
      last = std::min (last, mask->bits.size ());
    for (; word < last; word++)
      before = mask != nullptr && (bits[word] & ~mask->bits[word]) != 0
                   ? each_of_word (word, mask->bits[word], before, use)
                   : each_in_word (word, before, use);
  }

  /* All of a word; returns how many come before the next. */
  template <typename Use>
  size_t
  each_in_word (size_t word, size_t before, Use &use) const
  {
    for (uint64_t left = bits[word]; left != 0; left &= left - 1)
      use (static_cast<Xapian::docid> (word * 64 + lowest (left)), before++);
    return before;
  }

  template <typename Use>
  size_t
  each_of_word (size_t word, uint64_t mask, size_t before, Use &use) const
  {
    for (uint64_t left = bits[word] & mask; left != 0; left &= left - 1)
      {
        unsigned bit = lowest (left);

        use (static_cast<Xapian::docid> (word * 64 + bit),
             before + count (bits[word] & ((uint64_t{ 1 } << bit) - 1)));
      }
    return before + count (bits[word]);
  }
};

template <typename Use>
void
XcSet::each_of (const XcSet &others, Xapian::docid first, Xapian::docid end,
                Use &&use) const
{
  if (is_dense () && others.is_dense ())
    each_bit (&others, first, end, use);
  else if (is_dense ())
    others.each (first, end, [&] (Xapian::docid docid, size_t) {
      if (has_bit (docid))
        use (docid, rank_of_bit (docid));
    });
  else if (others.is_dense ())
    each (first, end, [&] (Xapian::docid docid, size_t at) {
      if (others.has_bit (docid))
        use (docid, at);
    });
  else
    each_in_both (others, first, end, use);
}

#endif
