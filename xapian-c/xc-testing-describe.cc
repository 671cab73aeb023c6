/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a database holds, as libxapian reads it, but for how the data are made small, and
 * which terms are listed of those that weigh; and what its own check says. */
#include <sstream>

#include "xapian-c/xc-glass-database.hh"
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
     << xc_data_unpack (handle, document.get_data ()) << '\n';
  for (auto term = document.termlist_begin (); term != document.termlist_end (); ++term)
    if (term.get_wdf () == 0 && *term != XC_LENGTH_TERM)
      to << ' ' << *term;
  for (auto value = document.values_begin (); value != document.values_end (); ++value)
    to << " =" << value.get_valueno () << ':' << *value;
  to << '\n';
}

/* Lists may have documents that are gone; they are as good as not there. */
void
describe_term (const Xapian::Database &db, const XcGone &gone, const std::string &term,
               std::ostream &to)
{
  std::ostringstream all;
  Xapian::doccount n = 0;
  Xapian::termcount collection_wdf = 0;

  for (auto at = db.postlist_begin (term); at != db.postlist_end (term); ++at)
    {
      if (gone.has (*at))
        continue;
      n++;
      collection_wdf += at.get_wdf ();
      all << ' ' << *at << ':' << at.get_wdf () << ':' << at.get_doclength ();
      for (auto position = at.positionlist_begin (); position != at.positionlist_end ();
           ++position)
        all << ',' << *position;
    }
  if (gone.is_empty ()
      && (n != db.get_termfreq (term) || collection_wdf != db.get_collection_freq (term)))
    to << "wrong totals: ";
  if (n > 0)
    to << "term " << term << ' ' << n << ' ' << collection_wdf << all.str () << '\n';
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
  const XcGone gone (db);
  std::ostringstream to;

  to << db.get_doccount () << ' ' << db.get_lastdocid () << ' '
     << db.get_doclength_lower_bound () << ' ' << db.get_doclength_upper_bound () << ' '
     << db.get_total_length () << ' ' << db.has_positions () << '\n';
  for (auto at = db.postlist_begin (""); at != db.postlist_end (""); ++at)
    describe_document (handle, *at, to);
  for (auto term = db.allterms_begin (); term != db.allterms_end (); ++term)
    if (*term != XC_LENGTH_TERM)
      describe_term (db, gone, *term, to);
  for (size_t i = 0; i < n_slots; i++)
    describe_slot (db, slots[i], to);
  for (auto key = db.metadata_keys_begin (); key != db.metadata_keys_end (); ++key)
    if ((*key).rfind (XcDictionary::KEY_PREFIX, 0) != 0
        && (*key).rfind (XcGone::KEY_PREFIX, 0) != 0)
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

bool
xc_testing_compact (const char *const *sources, size_t n_sources, const char *destination,
                    GError **error)
{
  return xc_guard (error, false, [&] {
    Xapian::Database all;

    for (size_t i = 0; i < n_sources; i++)
      all.add_database (Xapian::Database (sources[i]));
    all.compact (destination, Xapian::Compactor::FULL);
    return true;
  });
}

static void
free_list (gpointer list)
{
  xc_list_free (static_cast<XcList *> (list));
}

GPtrArray *
xc_testing_list_terms (XcDatabase *handle, GError **error)
{
  return xc_guard_read (handle, error, static_cast<GPtrArray *> (nullptr), [&] {
    const Xapian::Database &db = handle->db;
    GPtrArray *lists = g_ptr_array_new_full (db.get_lastdocid () + 1, free_list);

    g_ptr_array_set_size (lists, static_cast<gint> (db.get_lastdocid () + 1));
    for (auto at = db.postlist_begin (""); at != db.postlist_end (""); ++at)
      lists->pdata[*at] = new XcList;
    for (auto term = db.allterms_begin (); term != db.allterms_end (); ++term)
      for (auto at = db.postlist_begin (*term); at != db.postlist_end (*term); ++at)
        if (*term != XC_LENGTH_TERM && lists->pdata[*at] != nullptr)
          static_cast<XcList *> (lists->pdata[*at])->add (*term, {}, at.get_wdf ());
    return lists;
  });
}
