/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-private.hh"

XcDocument *
xc_document_new (GError **error)
{
  return xc_guard (error, static_cast<XcDocument *> (nullptr),
                   [] { return new XcDocument; });
}

void
xc_document_free (XcDocument *document)
{
  delete document;
}

bool
xc_document_set_data (XcDocument *document, const void *data, size_t size, GError **error)
{
  g_return_val_if_fail (document != NULL && (data != NULL || size == 0), false);
  return xc_guard (error, false, [&] {
    std::string bytes;

    if (size > 0)
      bytes.assign (static_cast<const char *> (data), size);
    document->document.set_data (bytes);
    return true;
  });
}

/* libxapian would take the term here and refuse the whole document later. */
static std::string
checked_term (const char *term)
{
  std::string checked (term);

  if (checked.empty ())
    throw Xapian::InvalidArgumentError ("empty term");
  if (checked.size () > XC_TERM_MAX_BYTES)
    throw Xapian::InvalidArgumentError ("term too long: '" + checked + "'");
  return checked;
}

bool
xc_document_add_posting (XcDocument *document, const char *term, uint32_t position,
                         uint32_t weight, GError **error)
{
  g_return_val_if_fail (document != NULL && term != NULL, false);
  return xc_guard (error, false, [&] {
    document->document.add_posting (checked_term (term), position, weight);
    return true;
  });
}

bool
xc_document_add_term (XcDocument *document, const char *term, uint32_t weight,
                      GError **error)
{
  g_return_val_if_fail (document != NULL && term != NULL, false);
  return xc_guard (error, false, [&] {
    document->document.add_term (checked_term (term), weight);
    return true;
  });
}

bool
xc_document_add_postings (XcDocument *document, const char *term, uint32_t weight,
                          const uint32_t *positions, size_t n_positions, GError **error)
{
  g_return_val_if_fail (document != NULL && term != NULL, false);
  g_return_val_if_fail (positions != NULL || n_positions == 0, false);
  return xc_guard (error, false, [&] {
    const std::string checked = checked_term (term);

    if (n_positions == 0)
      document->document.add_term (checked, weight);
    for (size_t i = 0; i < n_positions; i++)
      document->document.add_posting (checked, positions[i], i == 0 ? weight : 0);
    return true;
  });
}

bool
xc_document_add_boolean_term (XcDocument *document, const char *term, GError **error)
{
  g_return_val_if_fail (document != NULL && term != NULL, false);
  return xc_guard (error, false, [&] {
    document->document.add_boolean_term (checked_term (term));
    return true;
  });
}

bool
xc_document_remove_term (XcDocument *document, const char *term, GError **error)
{
  g_return_val_if_fail (document != NULL && term != NULL, false);
  return xc_guard (error, false, [&] {
    document->document.remove_term (checked_term (term));
    return true;
  });
}

XcDocument *
xc_database_dup_document (XcDatabase *db, uint32_t docid, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  return xc_guard_read (db, error, static_cast<XcDocument *> (nullptr),
                        [&] { return new XcDocument{ db->db.get_document (docid) }; });
}

bool
xc_document_set_value (XcDocument *document, uint32_t slot, const void *value,
                       size_t size, GError **error)
{
  g_return_val_if_fail (document != NULL && (value != NULL || size == 0), false);
  return xc_guard (error, false, [&] {
    std::string bytes;

    if (slot == XC_NO_SLOT)
      throw Xapian::InvalidArgumentError ("no such slot");
    if (size > 0)
      bytes.assign (static_cast<const char *> (value), size);
    document->document.add_value (slot, bytes);
    return true;
  });
}
