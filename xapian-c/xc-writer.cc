/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cstring>
#include <memory>

#include "xapian-c/xc-bulk.hh"
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
    case XC_WRITER_CREATE_BULK:
      return Xapian::DB_CREATE | Xapian::DB_NO_SYNC;
    case XC_WRITER_OPEN:
    default:
      return Xapian::DB_OPEN;
    }
}

/* The database that libxapian has made and closed. (nullable): of a format that we do not
 * know. */
static std::unique_ptr<XcBulk>
open_bulk (const char *path)
{
  Xapian::WritableDatabase (path, open_flags (XC_WRITER_CREATE_BULK)).close ();
  return XcBulk::is_known (path) ? std::make_unique<XcBulk> (path) : nullptr;
}

XcWriter *
xc_writer_open (const char *path, XcWriterMode mode, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  GError *why = nullptr;
  XcWriter *writer = xc_guard (&why, static_cast<XcWriter *> (nullptr), [&] {
    auto opened = std::make_unique<XcWriter> ();

    if (mode == XC_WRITER_CREATE_BULK)
      {
        opened->bulk = open_bulk (path);
        if (opened->bulk != nullptr)
          return opened.release ();
        mode = XC_WRITER_OPEN;
      }
    opened->db = Xapian::WritableDatabase (path, open_flags (mode));
    opened->view.db = opened->db;
    opened->view.parts.push_back (opened->db);
    opened->dictionary = XcDictionary::find (opened->db);
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

bool
xc_writer_replace_document (XcWriter *writer, const char *unique_term,
                            const XcDocument *document, uint32_t *docid_out,
                            GError **error)
{
  g_return_val_if_fail (writer != NULL && unique_term != NULL && document != NULL, false);
  return xc_guard (error, false, [&] {
    hand_out (docid_out, writer->db.replace_document (
                             std::string (unique_term),
                             xc_document_build (*document, writer->dictionary)));
    return true;
  });
}

bool
xc_writer_replace_docid (XcWriter *writer, uint32_t docid, const XcDocument *document,
                         GError **error)
{
  g_return_val_if_fail (writer != NULL && document != NULL, false);
  return xc_guard (error, false, [&] {
    writer->db.replace_document (docid,
                                 xc_document_build (*document, writer->dictionary));
    return true;
  });
}

bool
xc_writer_delete_documents (XcWriter *writer, const char *term, GError **error)
{
  g_return_val_if_fail (writer != NULL && term != NULL, false);
  return xc_guard (error, false, [&] {
    writer->db.delete_document (std::string (term));
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

bool
xc_compact (const char *const *sources, size_t n_sources, const char *destination,
            GError **error)
{
  g_return_val_if_fail (destination != NULL, false);
  g_autoptr (XcDatabase) db = xc_database_open_many (sources, n_sources, error);

  if (db == nullptr)
    return false;
  return xc_guard_read (db, error, false, [&] {
    if (g_file_test (destination, G_FILE_TEST_EXISTS))
      throw Xapian::InvalidArgumentError (std::string (destination) + " exists already");
    db->db.compact (destination, compact_flags (n_sources));
    return true;
  });
}
