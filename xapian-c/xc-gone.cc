/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-gone.hh"

#include <cstdio>
#include <iterator>

#include "xapian-c/xc-glass-database.hh"
#include "xapian-c/xc-glass.hh"
#include "xapian-c/xc-private.hh"

/* Rising by number. */
static std::string
key_of (Xapian::docid docid)
{
  char number[9];

  snprintf (number, sizeof number, "%08x", docid / XcGone::KEY_DOCIDS);
  return std::string (XcGone::KEY_PREFIX) + number;
}

static void
unpack (std::string_view packed, std::vector<Xapian::docid> &docids)
{
  XcGlassBytes bytes (packed);
  Xapian::docid docid = 0;

  while (!bytes.is_at_end ())
    docids.push_back (docid += bytes.read_number ());
}

XcGone::XcGone (const Xapian::Database &db)
{
  for (auto key = db.metadata_keys_begin (KEY_PREFIX);
       key != db.metadata_keys_end (KEY_PREFIX); ++key)
    unpack (db.get_metadata (*key), docids);
  if (!std::is_sorted (docids.begin (), docids.end ()))
    throw Xapian::DatabaseCorruptError ("documents that are gone are out of order");
}

/* Whichever are fewer are looked for among the others. */
Xapian::doccount
XcGone::count (const Xapian::Database &db, const std::string &term,
               Xapian::doccount frequency) const
{
  Xapian::doccount n = frequency;
  auto it = db.postlist_begin (term);
  const auto end = db.postlist_end (term);

  if (frequency <= docids.size ())
    {
      for (; it != end; ++it)
        n -= has (*it);
      return n;
    }
  for (const Xapian::docid docid : docids)
    {
      if (it != end)
        it.skip_to (docid);
      if (it == end)
        break;
      n -= *it == docid;
    }
  return n;
}

void
XcGone::add (Xapian::WritableDatabase &db, const std::vector<Xapian::docid> &more)
{
  std::vector<Xapian::docid> all;

  std::set_union (docids.begin (), docids.end (), more.begin (), more.end (),
                  std::back_inserter (all));
  docids = std::move (all);
  for (size_t i = 0; i < more.size ();)
    {
      const std::string key = key_of (more[i]);
      const Xapian::docid first = more[i] / KEY_DOCIDS * KEY_DOCIDS;
      std::string packed;
      Xapian::docid before = 0;

      for (auto it = std::lower_bound (docids.begin (), docids.end (), first);
           it != docids.end () && *it - first < KEY_DOCIDS; ++it)
        {
          xc_glass_append_number (packed, *it - before);
          before = *it;
        }
      db.set_metadata (key, packed);
      while (i < more.size () && more[i] - first < KEY_DOCIDS)
        i++;
    }
}

bool
xc_lacks_terms (const Xapian::Database &db, Xapian::docid docid)
{
  const auto first = db.termlist_begin (docid);

  return first != db.termlist_end (docid) && *first == XC_LENGTH_TERM;
}

XcGone &
xc_database_get_gone (const XcDatabase &db, size_t which)
{
  std::shared_ptr<XcGone> &gone = db.known[which]->gone;

  if (!gone)
    gone = std::make_shared<XcGone> (db.parts[which]);
  return *gone;
}

bool
xc_database_lacks_any (const XcDatabase &db)
{
  for (size_t i = 0; i < db.parts.size (); i++)
    if (!xc_database_get_gone (db, i).is_empty ())
      return true;
  return false;
}

Xapian::Query
xc_database_filter (const XcDatabase &db, const Xapian::Query &query)
{
  if (!xc_database_lacks_any (db))
    return query;
  return Xapian::Query (Xapian::Query::OP_FILTER, query, Xapian::Query (std::string ()));
}

Xapian::doccount
xc_database_count (const XcDatabase &db, const std::string &term)
{
  Xapian::doccount n = 0;

  if (!xc_database_lacks_any (db))
    return db.db.get_termfreq (term);
  for (size_t i = 0; i < db.parts.size (); i++)
    {
      const Xapian::doccount frequency = db.parts[i].get_termfreq (term);
      const XcGone &gone = xc_database_get_gone (db, i);

      n += gone.is_empty () ? frequency : gone.count (db.parts[i], term, frequency);
    }
  return n;
}

bool
xc_database_get_unmerged (XcDatabase *db, uint32_t *added_out, uint32_t *gone_out,
                          GError **error)
{
  g_return_val_if_fail (db != NULL && added_out != NULL && gone_out != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    *added_out = db->db.get_lastdocid () - xc_database_get_placed (*db, 0).n_placed;
    *gone_out = static_cast<uint32_t> (xc_database_get_gone (*db, 0).size ());
    return true;
  });
}
