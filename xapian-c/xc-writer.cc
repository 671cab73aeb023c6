/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cstring>
#include <memory>

#include "xapian-c/xc-bulk.hh"
#include "xapian-c/xc-merge.hh"
#include "xapian-c/xc-private.hh"

/* @view is the same database under the type that reads: it shares @db's innards. @bulk:
 * what is written without libxapian; @db is then closed. @dictionary: of the data that
 * are written; or nullptr. */
struct XcWriter
{
  Xapian::WritableDatabase db;
  XcDatabase view;
  std::unique_ptr<XcBulk> bulk;
  XcDictionaryPtr dictionary;
};

static int
open_flags (XcWriterMode mode)
{
  switch (mode)
    {
    case XC_WRITER_OPEN_OR_CREATE:
      return Xapian::DB_CREATE_OR_OPEN;
    case XC_WRITER_CREATE:
      return Xapian::DB_CREATE;
    case XC_WRITER_OPEN:
    default:
      return Xapian::DB_OPEN;
    }
}

static void
open_plain (XcWriter &writer, const char *path, int flags)
{
  writer.db = Xapian::WritableDatabase (path, flags);
  writer.view.db = writer.db;
  writer.view.parts.push_back (writer.db);
  writer.view.known.push_back (std::make_shared<XcPart> ());
  writer.dictionary = XcDictionary::find (writer.db);
}

/* An empty database, made by libxapian and closed. */
static void
make_empty (const char *path)
{
  Xapian::WritableDatabase (path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC).close ();
}

static void
open_bulk (XcWriter &writer, const char *path, bool with_filters)
{
  make_empty (path);
  if (XcGlassDatabase::is_known (path))
    writer.bulk = std::make_unique<XcBulk> (path, with_filters);
  else
    open_plain (writer, path, Xapian::DB_OPEN);
}

XcWriter *
xc_writer_open (const char *path, XcWriterMode mode, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  GError *why = nullptr;
  XcWriter *writer = xc_guard (&why, static_cast<XcWriter *> (nullptr), [&] {
    auto opened = std::make_unique<XcWriter> ();

    if (mode == XC_WRITER_CREATE_BULK || mode == XC_WRITER_CREATE_BULK_UNLISTED)
      open_bulk (*opened, path, mode == XC_WRITER_CREATE_BULK);
    else
      open_plain (*opened, path, open_flags (mode));
    return opened.release ();
  });

  if (writer == nullptr)
    xc_error_propagate_about (error, why, "cannot write to", path);
  return writer;
}

/* Closing commits, except in a transaction, which it cancels. */
static void
close_without_commit (Xapian::WritableDatabase &db)
{
  try
    {
      db.begin_transaction (false);
    }
  catch (const Xapian::Error &)
    {
      /* There is a transaction already, or the database is closed: as good. */
    }
  db.close ();
}

void
xc_writer_free (XcWriter *writer)
{
  if (writer == nullptr)
    return;
  if (writer->bulk == nullptr)
    xc_guard (nullptr, false, [&] {
      close_without_commit (writer->db);
      return true;
    });
  delete writer;
}

/* In a transaction commit() fails; libxapian has no way to ask whether there is one. */
static void
cancel_open_transaction (Xapian::WritableDatabase &db)
{
  try
    {
      db.cancel_transaction ();
    }
  catch (const Xapian::InvalidOperationError &)
    {
      /* There was none. */
    }
}

bool
xc_writer_close (XcWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL, false);
  if (writer->bulk != nullptr)
    return xc_guard (error, false, [&] {
      writer->bulk->finish ();
      return true;
    });

  bool committed = xc_guard (error, false, [&] {
    cancel_open_transaction (writer->db);
    writer->db.commit ();
    return true;
  });
  bool closed = xc_guard (committed ? error : nullptr, false, [&] {
    if (committed)
      writer->db.close ();
    else
      close_without_commit (writer->db);
    return true;
  });

  return committed && closed;
}

XcDatabase *
xc_writer_get_database (XcWriter *writer)
{
  return &writer->view;
}

bool
xc_writer_dup_dictionary (XcWriter *writer, GBytes **dictionary_out, GError **error)
{
  g_return_val_if_fail (writer != NULL && dictionary_out != NULL, false);
  return xc_guard (error, false, [&] {
    const XcDictionaryPtr dictionary
        = writer->bulk != nullptr ? writer->bulk->get_dictionary () : writer->dictionary;

    *dictionary_out = dictionary != nullptr ? g_bytes_new (dictionary->bytes ().data (),
                                                           dictionary->bytes ().size ())
                                            : NULL;
    return true;
  });
}

bool
xc_writer_set_dictionary (XcWriter *writer, GBytes *dictionary, GError **error)
{
  g_return_val_if_fail (writer != NULL && dictionary != NULL, false);
  return xc_guard (error, false, [&] {
    size_t size;
    const void *bytes = g_bytes_get_data (dictionary, &size);

    writer->dictionary = std::make_shared<const XcDictionary> (
        std::string (static_cast<const char *> (bytes), size));
    if (writer->bulk != nullptr)
      writer->bulk->set_dictionary (writer->dictionary);
    else
      writer->db.set_metadata (writer->dictionary->key (), writer->dictionary->bytes ());
    return true;
  });
}

static void
hand_out (uint32_t *docid_out, Xapian::docid docid)
{
  if (docid_out != nullptr)
    *docid_out = docid;
}

bool
xc_writer_add_document (XcWriter *writer, const XcDocument *document, uint32_t *docid_out,
                        GError **error)
{
  g_return_val_if_fail (writer != NULL && document != NULL, false);
  return xc_guard (error, false, [&] {
    hand_out (docid_out, writer->bulk != nullptr
                             ? writer->bulk->add (*document)
                             : writer->db.add_document (
                                 xc_document_build (*document, writer->dictionary)));
    return true;
  });
}

static std::string
checked_name (const char *term)
{
  if (*term == '\0')
    throw Xapian::InvalidArgumentError ("empty term");
  return term;
}

/* Those that have @term, rising. */
static std::vector<Xapian::docid>
list_there (XcWriter *writer, const std::string &term)
{
  const XcGone &gone = xc_database_get_gone (writer->view, 0);
  std::vector<Xapian::docid> docids;

  for (auto it = writer->db.postlist_begin (term); it != writer->db.postlist_end (term);
       ++it)
    if (!gone.has (*it))
      docids.push_back (*it);
  return docids;
}

static bool
lack_terms (XcWriter *writer, const std::vector<Xapian::docid> &docids)
{
  return std::any_of (docids.begin (), docids.end (), [writer] (Xapian::docid docid) {
    return xc_lacks_terms (writer->db, docid);
  });
}

/* What is not taken out of its lists is noted. */
static void
take_out (XcWriter *writer, const std::vector<Xapian::docid> &docids)
{
  std::vector<Xapian::docid> left;

  for (const Xapian::docid docid : docids)
    if (xc_lacks_terms (writer->db, docid))
      left.push_back (docid);
  if (!left.empty ())
    xc_database_get_gone (writer->view, 0).add (writer->db, left);
  for (const Xapian::docid docid : docids)
    writer->db.delete_document (docid);
}

/* A number whose lists are left is not given again. */
bool
xc_writer_replace_document (XcWriter *writer, const char *unique_term,
                            const XcDocument *document, uint32_t *docid_out,
                            GError **error)
{
  g_return_val_if_fail (writer != NULL && unique_term != NULL && document != NULL, false);
  return xc_guard (error, false, [&] {
    const std::string term = checked_name (unique_term);
    const std::vector<Xapian::docid> former = list_there (writer, term);
    const Xapian::Document built = xc_document_build (*document, writer->dictionary);

    if (lack_terms (writer, former))
      {
        take_out (writer, former);
        hand_out (docid_out, writer->db.add_document (built));
      }
    else
      hand_out (docid_out, writer->db.replace_document (term, built));
    return true;
  });
}

/* In the place of what lacks terms only what was made of it: of another, the terms that
 * are not listed would be its own. */
static void
check_place (XcWriter *writer, Xapian::docid docid, const Xapian::Document &document)
{
  if (xc_database_get_gone (writer->view, 0).has (docid))
    throw Xapian::InvalidArgumentError ("a number that was another's");
  try
    {
      const auto first = document.termlist_begin ();
      const bool is_of_it = first != document.termlist_end () && *first == XC_LENGTH_TERM;

      if (xc_lacks_terms (writer->db, docid) != is_of_it)
        throw Xapian::InvalidArgumentError ("not what stands under that number");
    }
  catch (const Xapian::DocNotFoundError &)
    {
      /* Then its place is free. */
    }
}

bool
xc_writer_replace_docid (XcWriter *writer, uint32_t docid, const XcDocument *document,
                         GError **error)
{
  g_return_val_if_fail (writer != NULL && document != NULL, false);
  return xc_guard (error, false, [&] {
    const Xapian::Document built = xc_document_build (*document, writer->dictionary);

    check_place (writer, docid, built);
    writer->db.replace_document (docid, built);
    return true;
  });
}

bool
xc_writer_delete_documents (XcWriter *writer, const char *term, GError **error)
{
  g_return_val_if_fail (writer != NULL && term != NULL, false);
  return xc_guard (error, false, [&] {
    take_out (writer, list_there (writer, checked_name (term)));
    return true;
  });
}

bool
xc_writer_set_metadata (XcWriter *writer, const char *key, const void *value, size_t size,
                        GError **error)
{
  g_return_val_if_fail (writer != NULL && key != NULL && (value != NULL || size == 0),
                        false);
  return xc_guard (error, false, [&] {
    std::string bytes;

    if (strlen (key) > XC_TERM_MAX_BYTES)
      throw Xapian::InvalidArgumentError ("metadata key too long");
    if (size > 0)
      bytes.assign (static_cast<const char *> (value), size);
    if (writer->bulk != nullptr)
      writer->bulk->set_metadata (key, bytes);
    else
      writer->db.set_metadata (key, bytes);
    return true;
  });
}

bool
xc_writer_commit (XcWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL, false);
  return xc_guard (error, false, [&] {
    writer->db.commit ();
    return true;
  });
}

bool
xc_writer_begin_transaction (XcWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL, false);
  return xc_guard (error, false, [&] {
    writer->db.begin_transaction ();
    return true;
  });
}

bool
xc_writer_commit_transaction (XcWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL, false);
  return xc_guard (error, false, [&] {
    writer->db.commit_transaction ();
    return true;
  });
}

bool
xc_writer_cancel_transaction (XcWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL, false);
  return xc_guard (error, false, [&] {
    writer->view.known[0]->gone = nullptr;
    writer->db.cancel_transaction ();
    return true;
  });
}

/* Merging more than three sources in passes needs less memory and is quicker; that is
 * libxapian's own advice in Database::compact(). */
static unsigned
compact_flags (size_t n_sources)
{
  return Xapian::Compactor::FULL | (n_sources > 3 ? Xapian::DBCOMPACT_MULTIPASS : 0);
}

static void
merge (const std::vector<std::string> &sources, const char *destination,
       XcListing listing)
{
  make_empty (destination);
  XcMerge (sources, destination, listing == XC_LIST_NOTHING).run ();
}

bool
xc_compact (const char *const *sources, size_t n_sources, const char *destination,
            XcListing listing, GError **error)
{
  g_return_val_if_fail (destination != NULL, false);
  /* Who opens them finds what is wrong with them. */
  g_autoptr (XcDatabase) db = xc_database_open_many (sources, n_sources, error);

  if (db == nullptr)
    return false;
  return xc_guard_read (db, error, false, [&] {
    const std::vector<std::string> folders (sources, sources + n_sources);

    if (g_file_test (destination, G_FILE_TEST_EXISTS))
      throw Xapian::InvalidArgumentError (std::string (destination) + " exists already");
    if (std::all_of (folders.begin (), folders.end (), XcGlassDatabase::is_known))
      {
        db->db.close (); /* they have descriptors of their own */
        merge (folders, destination, listing);
      }
    else
      db->db.compact (destination, compact_flags (n_sources));
    return true;
  });
}
