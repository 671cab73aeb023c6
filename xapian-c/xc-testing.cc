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
