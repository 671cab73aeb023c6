/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of xapian-c share: the guard every extern "C" function is a call to, and
 * what the opaque types hold. Never included from outside this folder.
 */
#ifndef XC_PRIVATE_HH
#define XC_PRIVATE_HH

#include <xapian.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "xapian-c/xapian-c.h"

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

/* @parts shares its innards with @db: reopening either reopens both. @stale: a call has
 * met a block that was used again, since the handle was last reopened. */
struct XcDatabase
{
  Xapian::Database db;
  std::vector<Xapian::Database> parts;
  bool stale = false;
};

/* xc_guard() for whatever reads: remembers MODIFIED for xc_database_recover(). */
template <typename T, typename Body>
static T
xc_guard_read (XcDatabase *db, GError **error, T failed, Body &&body) noexcept
{
  return xc_guard (error, failed, [&] () -> T {
    try
      {
        return std::forward<Body> (body) ();
      }
    catch (const Xapian::DatabaseModifiedError &)
      {
        db->stale = true;
        throw;
      }
  });
}

struct XcDocument
{
  Xapian::Document document;
};

struct XcQuery
{
  Xapian::Query query;
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
