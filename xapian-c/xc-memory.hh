/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcMemory: what is remembered of one commit of one database: who has a term and how
 * often, how long documents are, what stands in a slot. Reading these from the database
 * is most of what a question costs, and the next question asks for much of it again.
 *
 * Shared by all handles on that commit, in any thread; a later commit has a new one, and
 * makes the one before it keep nothing more. What postings take is bounded, the oldest
 * unused going first; lengths and slots are a number for each document, or, where single
 * values were looked up often, its bytes, MAX_TEXT_BYTES of a slot at most.
 *
 * Reading is through the handle of the caller, whose exceptions pass through: what was
 * not read to its end is not kept.
 */
#ifndef XC_MEMORY_HH
#define XC_MEMORY_HH

#include <xapian.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "xapian-c/xc-set.hh"

struct XcDatabase;

/* Who has a term, or any of several, and how often; or what matches, without counts. */
struct XcPostings
{
  XcSetPtr set;
  std::vector<uint8_t> counts; /* in the order of set; empty where all are 0 */
  std::vector<std::pair<Xapian::docid, uint32_t> > large; /* counts of MANY or more */
  Xapian::doccount frequency = 0; /* of several: as libxapian estimates it */
  uint32_t most = 0;              /* of the counts */
  XcSetPtr among; /* of what matches: those that were looked at; nullptr: all */

  static constexpr uint8_t MANY = 255;

  uint32_t
  count_at (Xapian::docid docid, size_t at) const
  {
    return counts[at] != MANY ? counts[at] : find_large (docid);
  }

  size_t bytes () const;

  /* Calls @use (number, how many come before it) for each from @first up to @end that
     counts @least or more, where MANY is as much as any. */
  template <typename Use>
  void
  each_with (Xapian::docid first, Xapian::docid end, uint8_t least, Use &&use) const
  {
    set->each_if (first, end, use, [&] (size_t from, size_t to) {
      uint8_t most_here = 0;

      for (size_t i = from; i < to; i++)
        most_here = std::max (most_here, counts[i]);
      return most_here >= least;
    });
  }

private:
  uint32_t find_large (Xapian::docid docid) const;
};

using XcPostingsPtr = std::shared_ptr<const XcPostings>;

/* What stands in a slot: a number for each document, 0 for nothing. */
struct XcColumn
{
  std::vector<uint32_t> codes;     /* by document number */
  std::vector<std::string> values; /* by code, rising; the first is "" */
  XcSetPtr filled;                 /* documents with something in it */
};

/* The same as it is, for slots where most values differ. */
struct XcTextColumn
{
  std::vector<uint32_t> ends; /* in bytes, by document number */
  std::string bytes;

  std::string_view
  at (Xapian::docid docid) const
  {
    return std::string_view (bytes).substr (ends[docid - 1],
                                            ends[docid] - ends[docid - 1]);
  }
};

using XcTextColumnPtr = std::shared_ptr<const XcTextColumn>;
using XcColumnPtr = std::shared_ptr<const XcColumn>;
using XcLengthsPtr = std::shared_ptr<const std::vector<uint32_t> >;

class XcMemory
{
public:
  /* The memory of the commit that @db shows, of the folder @path; nullptr where it is no
     single database of this machine. */
  static std::shared_ptr<XcMemory> of (const Xapian::Database &db,
                                       const std::string &path);

  /* Reads nothing: nullptr where @key is not remembered. */
  XcPostingsPtr find (const std::string &key);
  void keep (const std::string &key, const XcPostingsPtr &postings);

  /* Every document's length, by its number; nullptr until so many were asked for, with
     these @n, that reading all would have been quicker. */
  XcLengthsPtr lengths (const Xapian::Database &db, size_t n);

  /* How many documents have @term: libxapian reads three blocks for each. */
  uint32_t frequency (const XcDatabase &db, const std::string &term);

  /* Every document there is. */
  XcSetPtr all (const Xapian::Database &db);

  XcColumnPtr column (const Xapian::Database &db, Xapian::valueno slot);
  /* The same for @n documents: nullptr until so many were asked for that reading all
     would have been quicker, and where too many values differ to be worth their room. */
  XcColumnPtr column_for (const Xapian::Database &db, Xapian::valueno slot, size_t n);

  /* To be asked before each single value is looked up: nullptr, until so many were that
     reading all would have been quicker. */
  XcTextColumnPtr texts (const Xapian::Database &db, Xapian::valueno slot);

  /* What stands in one slot may take. */
  static constexpr size_t MAX_TEXT_BYTES = size_t{ 64 } << 20;

private:
  struct Column
  {
    size_t n_asked = 0;
    bool is_not_worth_it = false;
    XcColumnPtr column;
  };

  struct Texts
  {
    size_t n_asked = 0;
    bool is_too_large = false;
    XcTextColumnPtr column;
  };

  using Table = std::unordered_map<std::string, XcPostingsPtr>;

  std::mutex lock; /* of all below */
  Table recent;
  Table before; /* what was recent until that was full; what is used again comes back */
  size_t recent_bytes = 0;
  bool is_past = false; /* there is a later commit */
  XcLengthsPtr known_lengths;
  size_t n_lengths_asked = 0;
  XcSetPtr known_all;
  std::unordered_map<std::string, uint32_t> frequencies;
  std::unordered_map<Xapian::valueno, Column> columns;
  std::unordered_map<Xapian::valueno, Texts> text_columns;

  void add (const std::string &key, const XcPostingsPtr &postings);
  void retire ();
};

#endif
