/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of xapian-c share: the guard every extern "C" function is a call to, and
 * what the opaque types hold. Never included from outside this folder.
 */
#ifndef XC_PRIVATE_HH
#define XC_PRIVATE_HH

#include <xapian.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "xapian-c/xapian-c.h"
#include "xapian-c/xc-dictionary.hh"
#include "xapian-c/xc-gone.hh"
#include "xapian-c/xc-memory.hh"
#include "xapian-c/xc-places.hh"

/* Must be called while an exception is being handled. Sets @error; never throws. */
void xc_error_from_current_exception (GError **error) noexcept;

/* Hands @why over to @error, with "@what '@path': " before its message. */
void xc_error_propagate_about (GError **error, GError *why, const char *what,
                               const char *path) noexcept;

/* Runs @body; on any C++ exception sets @error, returns @failed. */
template <typename T, typename Body>
static T
xc_guard (GError **error, T failed, Body &&body) noexcept
{
  try
    {
      return std::forward<Body> (body) ();
    }
  catch (...)
    {
      xc_error_from_current_exception (error);
      return failed;
    }
}

class XcDeadline;

/*
 * A connection to a server, of all handles that read through it. @is_lost: an answer did
 * not come. It may come yet, and libxapian would take it for that to the next question of
 * the same kind; so nothing is asked again. @is_silent: it was from this one that it did
 * not come, others were only asked with it. @context: what libxapian's errors call it.
 */
struct XcLink
{
  explicit XcLink (std::string &&named) : context (std::move (named)) {}

  const std::string context;
  bool is_lost = false;
  bool is_silent = false;
};

/* What is known of one database at the commit that is shown, of all handles that read it
 * at once. @gone: nullptr until it is asked for. @n_placed: the number up to which
 * documents have places in the stead of positions, once @is_placed_read; @places: these,
 * nullptr where only the data tell them. */
struct XcPart
{
  std::shared_ptr<XcGone> gone;
  std::string path; /* where it is on this machine; else empty */
  bool is_placed_read = false;
  uint32_t n_placed = 0;
  std::unique_ptr<XcPlacesReader> places;
};

/* @parts shares its innards with @db: reopening either reopens both; @known is of these,
 * in their order. @stale: a call has
 * met a block that was used again, or looks damaged, since the handle was last reopened.
 * @is_sharded: there are several, or some are on another machine, where no code of ours
 * runs. @path: of the single folder it was opened from, else empty. @links: of the
 * servers. @memory: of the commit that is shown; nullptr until it is asked for, and where
 * there is none. @plain: a test wants none. @places: (nullable). @dictionaries: by
 * number, those whose data were read; they never change. */
struct XcDatabase
{
  Xapian::Database db;
  std::vector<Xapian::Database> parts;
  std::vector<std::shared_ptr<XcPart> > known;
  bool stale = false;
  bool is_sharded = false;
  std::string path;
  std::vector<std::shared_ptr<XcLink> > links;
  std::shared_ptr<XcMemory> memory;
  bool plain = false;
  const XcPlaces *places = nullptr;
  mutable std::map<unsigned, XcDictionaryPtr> dictionaries;
};

/* Of the part @which, how much is placed and where. */
const XcPart &xc_database_get_placed (const XcDatabase &db, size_t which);

/* Whether positions do not tell of all documents what stands near what, but there are
 * XcPlaces that do. */
bool xc_database_lacks_positions (const XcDatabase &db);

/* What is remembered of the commit that @db shows; nullptr where nothing is. */
XcMemory *xc_database_get_memory (XcDatabase *db);

/* Who is gone of the part @which. */
XcGone &xc_database_get_gone (const XcDatabase &db, size_t which);

/* Whether any document is gone of any part. */
bool xc_database_lacks_any (const XcDatabase &db);

/* Those that @query finds in @db, without who is gone. */
Xapian::Query xc_database_filter (const XcDatabase &db, const Xapian::Query &query);

/* How many documents have @term, of those that are there. */
Xapian::doccount xc_database_count (const XcDatabase &db, const std::string &term);

/* Throws where a server's answer did not come before. */
void xc_links_check (const XcDatabase &db);

/* After a server did not answer, as @why says: those asked with it may have answers under
 * way. */
void xc_links_lose (const XcDatabase &db, const Xapian::NetworkError &why);

/* xc_guard() for whatever reads: remembers MODIFIED for xc_database_recover(), and
 * CORRUPT, which a block is that was read while it was written; and that a server did not
 * answer. */
template <typename T, typename Body>
static T
xc_guard_read (XcDatabase *db, GError **error, T failed, Body &&body) noexcept
{
  return xc_guard (error, failed, [&] () -> T {
    try
      {
        xc_links_check (*db);
        return std::forward<Body> (body) ();
      }
    catch (const Xapian::DatabaseModifiedError &)
      {
        db->stale = true;
        throw;
      }
    catch (const Xapian::DatabaseCorruptError &)
      {
        db->stale = true;
        throw;
      }
    catch (const Xapian::NetworkError &why)
      {
        xc_links_lose (*db, why);
        throw;
      }
  });
}

/*
 * A query as it was made: libxapian's own trees do not tell what is in them. Never
 * changed once made. @query: of VALUES, which only libxapian finds.
 */
struct XcNode
{
  enum Op
  {
    NOTHING,
    ALL,
    TERM,
    WILDCARD,
    AND,
    OR,
    SYNONYM,
    AND_NOT,
    FILTER,
    AND_MAYBE,
    SCALED,
    WITHIN, /* NEAR and PHRASE */
    VALUES,
  };

  Op op = NOTHING;
  std::string term; /* or the prefix of a WILDCARD */
  uint32_t wqf = 1;
  double factor = 1;
  uint32_t max_terms = 0;
  XcWildcardLimit limit = XC_WILDCARD_ERROR;
  Xapian::Query::op within = Xapian::Query::OP_NEAR; /* or OP_PHRASE */
  uint32_t window = 0;
  std::vector<std::shared_ptr<const XcNode> > parts;
  Xapian::Query query;
};

struct XcQuery
{
  Xapian::Query query;
  std::shared_ptr<const XcNode> node;
};

/* A deque leaves its elements where they are as it grows, so that entries can point into
 * it at once. */
struct XcTexts
{
  std::deque<std::string> texts;

  XcBytes
  keep (std::string text)
  {
    if (text.empty ())
      return { "", 0 };
    texts.push_back (std::move (text));
    return { texts.back ().c_str (), texts.back ().size () };
  }
};

struct XcResults
{
  XcTotal total;
  XcTexts texts;
  std::vector<XcBytes> values;
  std::vector<XcHit> hits;
  std::vector<std::vector<XcEntry> > counts;
};

/* xc-search-memory.cc: the answer from what is remembered of @db; nullptr where that is
   for libxapian to make. */
XcResults *xc_search_memory (XcDatabase *db, const XcSearch &search);

/* xc-search.cc: what both ways to search have in common. */
void xc_set_weighting (Xapian::Enquire &enquire, const XcSearch &search);
/* The documents that @search is put to alone; nullptr for all. */
XcSetPtr xc_among (const Xapian::Database &db, const XcSearch &search);
/* Whether every match must be seen for what is asked. */
bool xc_must_check_all (const XcDatabase &db, const XcSearch &search);
/* Adds to @key, compared as bytes, what puts @value in its place; an empty one last. */
void xc_append_sort_key (std::string &key, const std::string &value, bool descending);

/* How many of @n_documents have either of two terms that @a and @b have, as libxapian
 * estimates it for a synonym: as if they were independent, and in whole documents. Terms
 * count those that are gone too, so that there may be none left to have them. */
inline Xapian::doccount
xc_estimate_either (double a, double b, double n_documents)
{
  if (n_documents <= 0)
    return 0;
  return static_cast<Xapian::doccount> (
      std::max (a + b - a * b / n_documents + 0.5, 0.0));
}

/* xc-query-shards.cc: @query so that databases that are asked as one weigh it alike, and
 * nobody who is gone is found. @was_cut: (out): the deadline came before all was looked
 * at that may be near each other. Throws what libxapian throws. */
Xapian::Query xc_pin_query (const XcDatabase &db, const XcQuery &query,
                            const XcDeadline &deadline, bool *was_cut);

/* xc-search-shards.cc: (transfer full). Throws what libxapian throws. */
XcResults *xc_search_shards (const XcDatabase &over, const XcSearch &request);

struct XcList
{
  XcTexts texts;
  std::vector<XcEntry> entries;
  bool truncated = false;

  void
  add (std::string name, std::string value, uint32_t count)
  {
    XcBytes kept = texts.keep (std::move (name));
    entries.push_back ({ kept, texts.keep (std::move (value)), count });
  }
};

#endif
