/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a database holds, as libxapian reads it, but for how the data are made small; and
 * what its own check says. */
#include <sstream>

#include "xapian-c/xc-private.hh"
#include "xapian-c/xc-testing.h"

namespace
{

void
describe_document (const XcDatabase &handle, Xapian::docid docid, std::ostream &to)
{
  const Xapian::Database &db = handle.db;
  const Xapian::Document document = db.get_document (docid);

  to << "document " << docid << ' ' << db.get_doclength (docid) << ' '
     << db.get_unique_terms (docid) << ' '
     << xc_data_unpack (handle, document.get_data ()) << '\n';
  for (auto term = document.termlist_begin (); term != document.termlist_end (); ++term)
    to << ' ' << *term << ':' << term.get_wdf ();
  for (auto value = document.values_begin (); value != document.values_end (); ++value)
    to << " =" << value.get_valueno () << ':' << *value;
  to << '\n';
}

void
describe_term (const Xapian::Database &db, const std::string &term, std::ostream &to)
{
  to << "term " << term << ' ' << db.get_termfreq (term) << ' '
     << db.get_collection_freq (term);
  for (auto at = db.postlist_begin (term); at != db.postlist_end (term); ++at)
    {
      to << ' ' << *at << ':' << at.get_wdf () << ':' << at.get_doclength ();
      for (auto position = at.positionlist_begin (); position != at.positionlist_end ();
           ++position)
        to << ',' << *position;
    }
  to << '\n';
}

void
describe_slot (const Xapian::Database &db, Xapian::valueno slot, std::ostream &to)
{
  to << "slot " << slot << ' ' << db.get_value_freq (slot) << ' '
     << db.get_value_lower_bound (slot) << ' ' << db.get_value_upper_bound (slot);
  for (auto at = db.valuestream_begin (slot); at != db.valuestream_end (slot); ++at)
    to << ' ' << at.get_docid () << ':' << *at;
  to << '\n';
}

std::string
describe (const XcDatabase &handle, const uint32_t *slots, size_t n_slots)
{
  const Xapian::Database &db = handle.db;
  std::ostringstream to;

  to << db.get_doccount () << ' ' << db.get_lastdocid () << ' '
     << db.get_doclength_lower_bound () << ' ' << db.get_doclength_upper_bound () << ' '
     << db.get_total_length () << ' ' << db.has_positions () << '\n';
  for (auto at = db.postlist_begin (""); at != db.postlist_end (""); ++at)
    describe_document (handle, *at, to);
  for (auto term = db.allterms_begin (); term != db.allterms_end (); ++term)
    describe_term (db, *term, to);
  for (size_t i = 0; i < n_slots; i++)
    describe_slot (db, slots[i], to);
  for (auto key = db.metadata_keys_begin (); key != db.metadata_keys_end (); ++key)
    if ((*key).rfind (XcDictionary::KEY_PREFIX, 0) != 0)
      to << "metadata " << *key << ' ' << db.get_metadata (*key) << '\n';
  return to.str ();
}

}

GBytes *
xc_testing_describe (const char *path, const uint32_t *slots, size_t n_slots,
                     GError **error)
{
  return xc_guard (error, static_cast<GBytes *> (nullptr), [&] {
    XcDatabase handle;

    handle.db = Xapian::Database (path);
    handle.parts.push_back (handle.db);
    const std::string said = describe (handle, slots, n_slots);

    return g_bytes_new (said.data (), said.size ());
  });
}

bool
xc_testing_check (const char *path, GError **error)
{
  return xc_guard (error, false, [&] {
    std::ostringstream said;

    if (Xapian::Database::check (path, 0, &said) != 0)
      throw Xapian::DatabaseCorruptError (said.str ());
    return true;
  });
}
