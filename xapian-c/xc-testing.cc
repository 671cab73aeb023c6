/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-private.hh"
#include "xapian-c/xc-testing.h"

#include <iterator>
#include <new>

namespace
{

template <typename Exception>
void
throw_xapian ()
{
  /* Two bytes that are no UTF-8: messages quote terms and paths as they are. */
  throw Exception ("thrown by a test \xff\xfe");
}

struct Throwable
{
  const char *name;
  void (*throw_it) ();
};

#define THROWABLE(name)                                                                  \
  {                                                                                      \
#name, throw_xapian < Xapian::name>                                                  \
  }

const Throwable throwables[] = {
  THROWABLE (AssertionError),
  THROWABLE (InvalidArgumentError),
  THROWABLE (InvalidOperationError),
  THROWABLE (UnimplementedError),
  THROWABLE (DatabaseError),
  THROWABLE (DatabaseCorruptError),
  THROWABLE (DatabaseCreateError),
  THROWABLE (DatabaseLockError),
  THROWABLE (DatabaseModifiedError),
  THROWABLE (DatabaseOpeningError),
  THROWABLE (DatabaseVersionError),
  THROWABLE (DocNotFoundError),
  THROWABLE (FeatureUnavailableError),
  THROWABLE (InternalError),
  THROWABLE (NetworkError),
  THROWABLE (NetworkTimeoutError),
  THROWABLE (QueryParserError),
  THROWABLE (SerialisationError),
  THROWABLE (RangeError),
  THROWABLE (WildcardError),
  THROWABLE (DatabaseNotFoundError),
  THROWABLE (DatabaseClosedError),
  { "std::bad_alloc", [] { throw std::bad_alloc (); } },
  { "std::exception", [] { throw std::length_error ("thrown by a test"); } },
  { "int", [] { throw 42; } },
};

}

const char *
xc_testing_get_name (size_t which)
{
  return which < std::size (throwables) ? throwables[which].name : nullptr;
}

bool
xc_testing_throw (size_t which, GError **error)
{
  g_return_val_if_fail (which < std::size (throwables), true);
  return xc_guard (error, false, [&] {
    throwables[which].throw_it ();
    return true;
  });
}

/* What a caller would keep of the page and the counts, so that none of it is left out. */
static size_t
weigh_answer (const Xapian::MSet &mset, std::deque<Xapian::ValueCountMatchSpy> &spies)
{
  size_t bytes = 0;

  for (Xapian::MSetIterator it = mset.begin (); it != mset.end (); ++it)
    bytes += it.get_document ().get_data ().size ();
  for (Xapian::ValueCountMatchSpy &spy : spies)
    for (auto it = spy.values_begin (); it != spy.values_end (); ++it)
      bytes += it.get_termfreq ();
  return bytes;
}

bool
xc_testing_search_plainly (XcDatabase *db, const XcSearch *request, uint32_t *total_out,
                           GError **error)
{
  return xc_guard_read (db, error, false, [&] {
    const XcBm25 &bm25 = request->bm25;
    std::deque<Xapian::ValueCountMatchSpy> spies;
    Xapian::Enquire enquire (db->db);

    enquire.set_query (request->query->query);
    enquire.set_weighting_scheme (
        Xapian::BM25Weight (bm25.k1, bm25.k2, bm25.k3, bm25.b, bm25.min_normlen));
    for (size_t i = 0; i < request->n_count_slots; i++)
      enquire.add_matchspy (&spies.emplace_back (request->count_slots[i]));

    const Xapian::MSet mset
        = enquire.get_mset (request->offset, request->limit, db->db.get_doccount ());

    weigh_answer (mset, spies);
    *total_out = mset.get_matches_estimated ();
    return true;
  });
}

void
xc_testing_set_plain (XcDatabase *db, bool plain)
{
  db->plain = plain;
}
