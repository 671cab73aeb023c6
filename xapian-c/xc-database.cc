/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-glass-database.hh"
#include "xapian-c/xc-private.hh"

#include <algorithm>
#include <exception>
#include <memory>

#include <sys/stat.h>

static void
free_string (gpointer string)
{
  delete static_cast<std::string *> (string);
}

/* Moves the text into the GBytes; a std::string's bytes are followed by a zero byte. */
static GBytes *
bytes_from (std::string &&text)
{
  auto *kept = new std::string (std::move (text));
  return g_bytes_new_with_free_func (kept->data (), kept->size (), free_string, kept);
}

/* What tells the newest commit of the database at @path from those before: each writes
 * this file anew and puts it in the place of the last. Empty where there is none. */
static std::string
newest_commit (const char *path)
{
  struct stat file;

  if (stat ((std::string (path) + "/iamglass").c_str (), &file) != 0)
    return std::string ();
  return std::to_string (file.st_ino) + ":" + std::to_string (file.st_mtim.tv_sec) + ":"
         + std::to_string (file.st_mtim.tv_nsec);
}

/*
 * Two commits of a writer may use blocks again of the one that is being opened. libxapian
 * says MODIFIED then, but CORRUPT of a root that is now of another level, which it looks
 * at first (GlassTable::block_to_cursor () of 1.4.22). So what failed is believed only
 * where nothing newer is there.
 */
static Xapian::Database
open_newest (const char *path)
{
  for (unsigned n = 0;; n++)
    {
      const std::string commit = newest_commit (path);

      try
        {
          return Xapian::Database (path);
        }
      catch (const Xapian::DatabaseError &)
        {
          if (n == XC_RECOVER_MAX_ATTEMPTS || newest_commit (path) == commit)
            throw;
        }
    }
}

/* The same of one that is open: after a failure it is at the commit that failed, and does
 * not change where that is the newest. */
static bool
reopen_part (Xapian::Database &part)
{
  std::exception_ptr why;

  for (unsigned n = 0; n <= XC_RECOVER_MAX_ATTEMPTS; n++)
    try
      {
        bool changed = part.reopen ();

        if (changed || !why)
          return changed;
        break;
      }
    catch (const Xapian::DatabaseError &)
      {
        why = std::current_exception ();
      }
  std::rethrow_exception (why);
}

static Xapian::Database
open_part (const char *path, GError **error)
{
  return xc_guard (error, Xapian::Database (), [&] { return open_newest (path); });
}

/* libxapian's own messages do not always name the database. */
static bool
add_part (XcDatabase *db, const char *path, GError **error)
{
  GError *why = nullptr;
  Xapian::Database part = open_part (path, &why);

  if (why != nullptr)
    {
      xc_error_propagate_about (error, why, "cannot open", path);
      return false;
    }
  db->db.add_database (part);
  db->parts.push_back (part);
  db->known.push_back (std::make_shared<XcPart> ());
  db->known.back ()->path = path;
  return true;
}

XcDatabase *
xc_database_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  return xc_database_open_many (&path, 1, error);
}

XcDatabase *
xc_database_open_many (const char *const *paths, size_t n_paths, GError **error)
{
  return xc_guard (error, static_cast<XcDatabase *> (nullptr), [&] () -> XcDatabase * {
    auto db = std::make_unique<XcDatabase> ();

    if (n_paths == 0)
      throw Xapian::InvalidArgumentError ("no database to open");
    for (size_t i = 0; i < n_paths; i++)
      if (!add_part (db.get (), paths[i], error))
        return nullptr;
    if (n_paths == 1)
      db->path = paths[0];
    db->is_sharded = n_paths > 1;
    return db.release ();
  });
}

void
xc_links_check (const XcDatabase &db)
{
  for (const auto &link : db.links)
    if (link->is_lost)
      throw Xapian::NetworkError (
          "an answer did not come; the server is not asked again");
}

void
xc_links_lose (const XcDatabase &db, const Xapian::NetworkError &why)
{
  for (const auto &link : db.links)
    {
      link->is_lost = true;
      link->is_silent = link->is_silent || link->context == why.get_context ();
    }
}

bool
xc_database_is_silent (const XcDatabase *db)
{
  g_return_val_if_fail (db != NULL, false);
  return std::any_of (db->links.begin (), db->links.end (),
                      [] (const auto &link) { return link->is_silent; });
}

/* As RemoteTcpClient::get_tcpcontext () of libxapian 1.4 writes it. */
static std::string
context_of (const char *host, uint16_t port)
{
  return "remote:tcp(" + std::string (host) + ":" + std::to_string (port) + ")";
}

XcDatabase *
xc_database_open_remote (const char *host, uint16_t port, unsigned timeout_ms,
                         unsigned connect_ms, GError **error)
{
  g_return_val_if_fail (host != NULL && timeout_ms > 0 && connect_ms > 0, NULL);
  return xc_guard (error, static_cast<XcDatabase *> (nullptr), [&] {
    auto db = std::make_unique<XcDatabase> ();

    db->parts.push_back (Xapian::Remote::open (host, port, timeout_ms, connect_ms));
    db->db.add_database (db->parts.front ());
    db->known.push_back (std::make_shared<XcPart> ());
    db->links.push_back (std::make_shared<XcLink> (context_of (host, port)));
    db->is_sharded = true;
    return db.release ();
  });
}

static void
add_parts_of (const XcDatabase &one, XcDatabase &all)
{
  for (const Xapian::Database &part : one.parts)
    {
      all.db.add_database (part);
      all.parts.push_back (part);
    }
  all.known.insert (all.known.end (), one.known.begin (), one.known.end ());
  all.places = one.places != nullptr ? one.places : all.places;
  all.links.insert (all.links.end (), one.links.begin (), one.links.end ());
}

XcDatabase *
xc_database_join (XcDatabase *const *databases, size_t n_databases, GError **error)
{
  return xc_guard (error, static_cast<XcDatabase *> (nullptr), [&] {
    auto db = std::make_unique<XcDatabase> ();

    if (n_databases == 0)
      throw Xapian::InvalidArgumentError ("no database to join");
    for (size_t i = 0; i < n_databases; i++)
      add_parts_of (*databases[i], *db);
    db->is_sharded = db->parts.size () > 1 || databases[0]->is_sharded;
    return db.release ();
  });
}

void
xc_database_set_places (XcDatabase *db, const XcPlaces *places)
{
  db->places = places;
}

void
xc_database_free (XcDatabase *db)
{
  delete db;
}

bool
xc_database_reopen (XcDatabase *db, bool *changed_out, GError **error)
{
  g_return_val_if_fail (db != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    bool changed = false;

    for (size_t i = 0; i < db->parts.size (); i++)
      if (reopen_part (db->parts[i]))
        {
          db->known[i]->gone = nullptr;
          db->known[i]->is_placed_read = false;
          changed = true;
        }
    db->stale = false;
    if (changed)
      db->memory = nullptr;
    if (changed_out != nullptr)
      *changed_out = changed;
    return true;
  });
}

bool
xc_database_recover (XcDatabase *db, unsigned *attempts, GError **error)
{
  g_return_val_if_fail (db != NULL && attempts != NULL, false);
  GError *why = nullptr;
  bool changed = false;

  if (!db->stale || *attempts >= XC_RECOVER_MAX_ATTEMPTS)
    return false;
  ++*attempts;

  /* A writer spares the blocks of the newest commit, so if that is what the handle
   * showed, a block that claims to be from a later one is a damaged block. */
  if (xc_database_reopen (db, &changed, &why) && !changed)
    {
      if (error != nullptr && g_error_matches (*error, XC_ERROR, XC_ERROR_CORRUPT))
        return false;
      g_set_error_literal (
          &why, XC_ERROR, XC_ERROR_CORRUPT,
          "DatabaseCorruptError: a block is from no commit of the database");
    }
  g_clear_error (error);
  if (why == nullptr)
    return true;
  g_propagate_error (error, why);
  return false;
}

XcMemory *
xc_database_get_memory (XcDatabase *db)
{
  if (db->is_sharded || db->plain || db->path.empty ())
    return nullptr;
  if (!db->memory)
    db->memory = XcMemory::of (db->db, db->path);
  return db->memory.get ();
}

bool
xc_database_get_doc_count (XcDatabase *db, uint32_t *count_out, GError **error)
{
  g_return_val_if_fail (db != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    *count_out = db->db.get_doccount ();
    return true;
  });
}

bool
xc_database_get_value_count (XcDatabase *db, uint32_t slot, uint32_t *count_out,
                             GError **error)
{
  g_return_val_if_fail (db != NULL && count_out != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    *count_out = db->db.get_value_freq (slot);
    return true;
  });
}

bool
xc_database_get_average_length (XcDatabase *db, double *length_out, GError **error)
{
  g_return_val_if_fail (db != NULL && length_out != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    *length_out = db->db.get_avlength ();
    return true;
  });
}

char *
xc_database_dup_uuid (XcDatabase *db, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  return xc_guard_read (db, error, static_cast<char *> (nullptr),
                        [&] { return g_strdup (db->db.get_uuid ().c_str ()); });
}

/* Of several as one, libxapian gives no revision. */
bool
xc_database_get_revision (XcDatabase *db, uint64_t *revision_out, GError **error)
{
  g_return_val_if_fail (db != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    uint64_t sum = 0;

    for (const Xapian::Database &part : db->parts)
      sum += part.get_revision ();
    *revision_out = sum;
    return true;
  });
}

bool
xc_database_has_term (XcDatabase *db, const char *term, bool *exists_out, GError **error)
{
  g_return_val_if_fail (db != NULL && term != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    XcMemory *memory = xc_database_get_memory (db);

    if (memory != nullptr)
      *exists_out = memory->frequency (*db, term) > 0;
    else
      *exists_out = xc_database_lacks_any (*db) ? xc_database_count (*db, term) > 0
                                                : db->db.term_exists (term);
    return true;
  });
}

bool
xc_database_get_term_frequency (XcDatabase *db, const char *term, uint32_t *count_out,
                                GError **error)
{
  g_return_val_if_fail (db != NULL && term != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    XcMemory *memory = xc_database_get_memory (db);

    *count_out = memory != nullptr ? memory->frequency (*db, term)
                                   : xc_database_count (*db, term);
    return true;
  });
}

/* Collects what @describe adds, if anything, for each of the terms from @it on, at most
 * @max_entries. */
template <typename Describe>
static XcList *
collect (Xapian::TermIterator it, const Xapian::TermIterator &end, size_t max_entries,
         Describe &&describe)
{
  auto list = std::make_unique<XcList> ();

  for (; it != end && list->entries.size () < max_entries; ++it)
    describe (*list, it);
  list->truncated = it != end;
  return list.release ();
}

/* A term with how many have it, if any has. */
static void
add_term (const XcDatabase &db, XcList &list, const Xapian::TermIterator &it)
{
  const std::string term = *it;
  const Xapian::doccount n
      = xc_database_lacks_any (db) ? xc_database_count (db, term) : it.get_termfreq ();

  if (n > 0 && term != XC_LENGTH_TERM)
    list.add (term, {}, n);
}

XcList *
xc_database_list_terms (XcDatabase *db, const char *prefix, size_t max_entries,
                        GError **error)
{
  g_return_val_if_fail (db != NULL && prefix != NULL, NULL);
  return xc_guard_read (db, error, static_cast<XcList *> (nullptr), [&] {
    return collect (
        db->db.allterms_begin (prefix), db->db.allterms_end (prefix), max_entries,
        [&] (XcList &list, const Xapian::TermIterator &it) { add_term (*db, list, it); });
  });
}

XcList *
xc_database_list_terms_after (XcDatabase *db, const char *after, size_t max_entries,
                              GError **error)
{
  g_return_val_if_fail (db != NULL && after != NULL, NULL);
  return xc_guard_read (db, error, static_cast<XcList *> (nullptr), [&] {
    Xapian::TermIterator it = db->db.allterms_begin ();
    const Xapian::TermIterator end = db->db.allterms_end ();

    if (it != end && *after != '\0')
      it.skip_to (after);
    if (it != end && *it == after)
      ++it;
    return collect (it, end, max_entries,
                    [&] (XcList &list, const Xapian::TermIterator &term) {
                      add_term (*db, list, term);
                    });
  });
}

XcList *
xc_database_list_metadata (XcDatabase *db, const char *prefix, size_t max_entries,
                           GError **error)
{
  g_return_val_if_fail (db != NULL && prefix != NULL, NULL);
  return xc_guard_read (db, error, static_cast<XcList *> (nullptr), [&] {
    return collect (db->db.metadata_keys_begin (prefix),
                    db->db.metadata_keys_end (prefix), max_entries,
                    [&] (XcList &list, const Xapian::TermIterator &it) {
                      list.add (*it, db->db.get_metadata (*it), 0);
                    });
  });
}

bool
xc_database_dup_metadata (XcDatabase *db, const char *key, GBytes **value_out,
                          GError **error)
{
  g_return_val_if_fail (db != NULL && key != NULL, false);
  return xc_guard_read (db, error, false, [&] {
    std::string value = db->db.get_metadata (key);

    *value_out = value.empty () ? nullptr : bytes_from (std::move (value));
    return true;
  });
}

/* Of several databases as one numbers go round by these. */
static bool
is_gone (const XcDatabase &db, uint32_t docid)
{
  const auto n = static_cast<uint32_t> (db.parts.size ());

  return xc_database_get_gone (db, (docid - 1) % n).has ((docid - 1) / n + 1);
}

static std::vector<uint32_t>
collect_docids (const XcDatabase &db, const char *term, uint32_t after, size_t max_docids)
{
  const bool lacks_any = xc_database_lacks_any (db);
  std::vector<uint32_t> docids;
  Xapian::PostingIterator it = db.db.postlist_begin (term);
  const Xapian::PostingIterator end = db.db.postlist_end (term);

  if (after == UINT32_MAX)
    return docids;
  if (it != end)
    it.skip_to (after + 1);
  for (; it != end && docids.size () < max_docids; ++it)
    if (!lacks_any || !is_gone (db, *it))
      docids.push_back (*it);
  return docids;
}

uint32_t *
xc_database_list_docids (XcDatabase *db, const char *term, uint32_t after,
                         size_t max_docids, size_t *n_out, GError **error)
{
  g_return_val_if_fail (db != NULL && term != NULL, NULL);
  return xc_guard_read (db, error, static_cast<uint32_t *> (nullptr), [&] {
    std::vector<uint32_t> found = collect_docids (*db, term, after, max_docids);
    /* One more than needed: g_new() of nothing is NULL, which would mean an error. */
    uint32_t *docids = g_new (uint32_t, found.size () + 1);

    std::copy (found.begin (), found.end (), docids);
    *n_out = found.size ();
    return docids;
  });
}

GBytes *
xc_database_dup_document_data (XcDatabase *db, uint32_t docid, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  return xc_guard_read (db, error, static_cast<GBytes *> (nullptr), [&] {
    return bytes_from (xc_data_unpack (*db, db->db.get_document (docid).get_data ()));
  });
}

GBytes *
xc_database_dup_document_value (XcDatabase *db, uint32_t docid, uint32_t slot,
                                GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  return xc_guard_read (db, error, static_cast<GBytes *> (nullptr), [&] {
    return bytes_from (db->db.get_document (docid).get_value (slot));
  });
}

/* A document's terms have no iterator by prefix: skip to the first, stop after the last.
 */
static XcList *
collect_document_terms (const Xapian::Database &db, uint32_t docid,
                        const std::string &from, const std::string &prefix,
                        size_t max_entries)
{
  auto list = std::make_unique<XcList> ();
  Xapian::TermIterator it = db.termlist_begin (docid);
  const Xapian::TermIterator end = db.termlist_end (docid);

  if (it != end)
    it.skip_to (from);
  for (; it != end; ++it)
    {
      std::string term = *it;

      if (term == XC_LENGTH_TERM)
        continue;
      if (term.compare (0, prefix.size (), prefix) != 0)
        break;
      list->truncated = list->entries.size () == max_entries;
      if (list->truncated)
        break;
      list->add (std::move (term), {}, it.get_wdf ());
    }
  return list.release ();
}

XcList *
xc_database_list_document_terms (XcDatabase *db, uint32_t docid, const char *prefix,
                                 size_t max_entries, GError **error)
{
  g_return_val_if_fail (db != NULL && prefix != NULL, NULL);
  return xc_guard_read (db, error, static_cast<XcList *> (nullptr), [&] {
    return collect_document_terms (db->db, docid, prefix, prefix, max_entries);
  });
}

XcList *
xc_database_list_document_terms_from (XcDatabase *db, uint32_t docid, const char *from,
                                      size_t max_entries, GError **error)
{
  g_return_val_if_fail (db != NULL && from != NULL, NULL);
  return xc_guard_read (db, error, static_cast<XcList *> (nullptr), [&] {
    return collect_document_terms (db->db, docid, from, "", max_entries);
  });
}
