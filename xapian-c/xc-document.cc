/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-document.hh"

#include <algorithm>

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

static void
add_postings (Xapian::Document &built, const XcDocument &document)
{
  for (const XcPosting &posting : document.postings)
    {
      const std::string term (document.term (posting));
      const uint32_t *positions = document.positions.data () + posting.first_position;

      if (posting.n_positions == 0)
        built.add_term (term, posting.wdf);
      for (uint32_t i = 0; i < posting.n_positions; i++)
        built.add_posting (term, positions[i], i == 0 ? posting.wdf : 0);
    }
}

static Xapian::Document
build_without_data (const XcDocument &document)
{
  Xapian::Document built;

  for (const auto &[slot, value] : document.values)
    built.add_value (slot, value);
  add_postings (built, document);
  return built;
}

Xapian::Document
xc_document_build (const XcDocument &document, const XcDictionaryPtr &dictionary)
{
  Xapian::Document built
      = document.loaded ? *document.loaded : build_without_data (document);

  if (document.is_data_set)
    built.set_data (xc_data_pack (dictionary, document.data));
  return built;
}

/* Most were added in order; what comes out of it is sorted by itself, and put between. */
std::vector<const XcPosting *>
xc_document_sort (const XcDocument &document)
{
  const auto is_before = [&document] (const XcPosting *a, const XcPosting *b) {
    return document.term (*a) < document.term (*b);
  };
  std::vector<const XcPosting *> sorted;

  sorted.reserve (document.postings.size ());
  for (const XcPosting &posting : document.postings)
    sorted.push_back (&posting);
  const auto rest = std::is_sorted_until (sorted.begin (), sorted.end (), is_before);
  std::stable_sort (rest, sorted.end (), is_before);
  std::inplace_merge (sorted.begin (), rest, sorted.end (), is_before);
  return sorted;
}

/* As libxapian has it, to be changed otherwise than by adding. */
static Xapian::Document &
load (XcDocument *document)
{
  if (!document->loaded)
    {
      XcDocument loaded;

      loaded.loaded = build_without_data (*document);
      loaded.data = std::move (document->data);
      loaded.is_data_set = document->is_data_set;
      *document = std::move (loaded);
    }
  return *document->loaded;
}

bool
xc_document_set_data (XcDocument *document, const void *data, size_t size, GError **error)
{
  g_return_val_if_fail (document != NULL && (data != NULL || size == 0), false);
  return xc_guard (error, false, [&] {
    document->data.clear ();
    if (size > 0)
      document->data.assign (static_cast<const char *> (data), size);
    document->is_data_set = true;
    return true;
  });
}

/* libxapian would take the term here and refuse the whole document later. */
static std::string_view
checked_term (const char *term)
{
  std::string_view checked (term);

  if (checked.empty ())
    throw Xapian::InvalidArgumentError ("empty term");
  if (checked.size () > XC_TERM_MAX_BYTES)
    throw Xapian::InvalidArgumentError ("term too long: '" + std::string (checked) + "'");
  return checked;
}

/* Offsets are 32 bits. */
static void
check_room (const XcDocument *document, std::string_view term, size_t n_positions)
{
  if (document->texts.size () + term.size () > UINT32_MAX
      || document->positions.size () + n_positions > UINT32_MAX)
    throw Xapian::InvalidArgumentError ("document too large");
}

/* Makes what was added of @posting last rise, each once. */
static void
order_positions (XcDocument *document, XcPosting &posting)
{
  const auto begin = document->positions.begin () + posting.first_position;
  const auto end = document->positions.end ();

  if (std::adjacent_find (begin, end, std::greater_equal<> ()) == end)
    return;
  std::sort (begin, end);
  document->positions.erase (std::unique (begin, end), end);
  posting.n_positions
      = static_cast<uint32_t> (document->positions.size ()) - posting.first_position;
}

static void
append (XcDocument *document, std::string_view term, uint32_t weight,
        const uint32_t *positions, size_t n_positions)
{
  XcPosting posting;

  check_room (document, term, n_positions);
  posting.text = static_cast<uint32_t> (document->texts.size ());
  posting.length = static_cast<uint32_t> (term.size ());
  posting.wdf = weight;
  posting.first_position = static_cast<uint32_t> (document->positions.size ());
  posting.n_positions = static_cast<uint32_t> (n_positions);
  document->texts.append (term);
  if (n_positions > 0)
    document->positions.insert (document->positions.end (), positions,
                                positions + n_positions);
  order_positions (document, posting);
  document->postings.push_back (posting);
}

bool
xc_document_add_postings (XcDocument *document, const char *term, uint32_t weight,
                          const uint32_t *positions, size_t n_positions, GError **error)
{
  g_return_val_if_fail (document != NULL && term != NULL, false);
  g_return_val_if_fail (positions != NULL || n_positions == 0, false);
  return xc_guard (error, false, [&] {
    const std::string_view checked = checked_term (term);

    if (!document->loaded)
      {
        append (document, checked, weight, positions, n_positions);
        return true;
      }
    if (n_positions == 0)
      document->loaded->add_term (std::string (checked), weight);
    for (size_t i = 0; i < n_positions; i++)
      document->loaded->add_posting (std::string (checked), positions[i],
                                     i == 0 ? weight : 0);
    return true;
  });
}

bool
xc_document_add_posting (XcDocument *document, const char *term, uint32_t position,
                         uint32_t weight, GError **error)
{
  return xc_document_add_postings (document, term, weight, &position, 1, error);
}

bool
xc_document_add_term (XcDocument *document, const char *term, uint32_t weight,
                      GError **error)
{
  return xc_document_add_postings (document, term, weight, NULL, 0, error);
}

bool
xc_document_add_boolean_term (XcDocument *document, const char *term, GError **error)
{
  return xc_document_add_postings (document, term, 0, NULL, 0, error);
}

bool
xc_document_remove_term (XcDocument *document, const char *term, GError **error)
{
  g_return_val_if_fail (document != NULL && term != NULL, false);
  return xc_guard (error, false, [&] {
    load (document).remove_term (std::string (checked_term (term)));
    return true;
  });
}

XcDocument *
xc_database_dup_document (XcDatabase *db, uint32_t docid, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);
  return xc_guard_read (db, error, static_cast<XcDocument *> (nullptr), [&] {
    auto document = std::make_unique<XcDocument> ();

    document->loaded = db->db.get_document (docid);
    return document.release ();
  });
}

static void
put_value (XcDocument *document, Xapian::valueno slot, std::string value)
{
  if (document->loaded)
    document->loaded->add_value (slot, value);
  else if (value.empty ())
    document->values.erase (slot);
  else
    document->values[slot] = std::move (value);
}

bool
xc_document_set_value (XcDocument *document, uint32_t slot, const void *value,
                       size_t size, GError **error)
{
  g_return_val_if_fail (document != NULL && (value != NULL || size == 0), false);
  return xc_guard (error, false, [&] {
    if (slot == XC_NO_SLOT)
      throw Xapian::InvalidArgumentError ("no such slot");
    put_value (document, slot,
               size > 0 ? std::string (static_cast<const char *> (value), size)
                        : std::string ());
    return true;
  });
}
