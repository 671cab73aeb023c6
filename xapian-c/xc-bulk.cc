/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-bulk.hh"

#include <algorithm>

#include "xapian-c/xc-glass-keys.hh"
#include "xapian-c/xc-private.hh"

XcBulk::XcBulk (const std::string &folder, bool with_filters)
    : database (folder, false), lists_filters (with_filters)
{
}

void
XcBulk::put_value (Slot &slot, const std::string &value)
{
  const uint32_t docid = database.get_next_docid ();

  if (slot.n_values++ == 0)
    slot.lowest = slot.highest = value;
  slot.lowest = std::min (slot.lowest, value);
  slot.highest = std::max (slot.highest, value);
  if (slot.chunk == nullptr)
    slot.chunk = &slot.chunks[docid];
  else
    xc_glass_append_number (*slot.chunk, docid - slot.last_docid - 1);
  slot.last_docid = docid;
  xc_glass_append_string (*slot.chunk, value);
  if (slot.chunk->size () >= XC_GLASS_CHUNK_BYTES)
    slot.chunk = nullptr;
}

void
XcBulk::add_values (const XcDocument &document, std::string &slots_used)
{
  Xapian::valueno next = 0;

  for (const auto &[number, value] : document.values)
    {
      put_value (slots[number], value);
      xc_glass_append_number (slots_used, number - next);
      next = number + 1;
    }
}

/* Of the postings from @first to before @last, all of one term. Returns: what they count.
 */
uint32_t
XcBulk::gather (const XcDocument &document, const Postings &sorted, size_t first,
                size_t last)
{
  uint32_t wdf = 0;

  gathered.clear ();
  for (size_t i = first; i < last; i++)
    {
      const auto from = document.positions.begin () + sorted[i]->first_position;
      const auto middle = static_cast<std::ptrdiff_t> (gathered.size ());

      wdf += sorted[i]->wdf;
      gathered.insert (gathered.end (), from, from + sorted[i]->n_positions);
      std::inplace_merge (gathered.begin (), gathered.begin () + middle, gathered.end ());
    }
  gathered.erase (std::unique (gathered.begin (), gathered.end ()), gathered.end ());
  packed.clear ();
  if (!gathered.empty ())
    xc_glass_append_positions (packed, gathered.data (), gathered.size ());
  return wdf;
}

/* Nearly all terms were added at once. */
uint32_t
XcBulk::take (const XcDocument &document, const XcPosting &posting)
{
  packed.clear ();
  if (posting.n_positions > 0)
    xc_glass_append_positions (
        packed, document.positions.data () + posting.first_position, posting.n_positions);
  return posting.wdf;
}

/* @listed: those that count nothing, where they are to be listed.  Returns: what all
 * count. */
uint32_t
XcBulk::add_terms (const XcDocument &document, std::vector<std::string_view> &listed)
{
  const Postings sorted = xc_document_sort (document);
  uint32_t length = 0;

  for (size_t i = 0, next; i < sorted.size (); i = next)
    {
      const std::string_view term = document.term (*sorted[i]);

      for (next = i + 1; next < sorted.size (); next++)
        if (document.term (*sorted[next]) != term)
          break;
      const uint32_t wdf = next == i + 1 ? take (document, *sorted[i])
                                         : gather (document, sorted, i, next);
      inverted.add (term, database.get_next_docid (), wdf, packed);
      length += wdf;
      if (lists_filters && wdf == 0)
        listed.push_back (term);
    }
  return length;
}

void
XcBulk::set_dictionary (const XcDictionaryPtr &chosen)
{
  dictionary = chosen;
  is_untrained = false;
}

void
XcBulk::write_data (uint32_t docid, const std::string &plain)
{
  database.add_data (docid, xc_data_pack (dictionary, plain), dictionary != nullptr);
}

void
XcBulk::write_waiting ()
{
  for (size_t i = 0; i < waiting.size (); i++)
    write_data (waiting_docids[i], waiting[i]);
  waiting.clear ();
  waiting_docids.clear ();
  is_untrained = false;
}

/* What came before there is a dictionary waits for it. */
void
XcBulk::add_data (const std::string &data_of_next)
{
  if (!is_untrained)
    {
      write_data (database.get_next_docid (), data_of_next);
      return;
    }
  waiting.push_back (data_of_next);
  waiting_docids.push_back (database.get_next_docid ());
  waiting_bytes += data_of_next.size ();
  if (waiting_bytes < XcDictionary::SAMPLE_BYTES)
    return;
  dictionary = XcDictionary::train (waiting);
  write_waiting ();
}

uint32_t
XcBulk::add (const XcDocument &document)
{
  if (document.loaded)
    throw Xapian::UnimplementedError ("a document of another database");

  const uint32_t docid = database.get_next_docid ();
  std::vector<std::string_view> listed;
  std::string slots_used;
  if (!document.data.empty ())
    add_data (document.data);
  add_values (document, slots_used);
  const uint32_t length = add_terms (document, listed);
  database.add_document (length, listed, slots_used);
  return docid;
}

void
XcBulk::set_metadata (const std::string &key, const std::string &value)
{
  if (key.empty ())
    throw Xapian::InvalidArgumentError ("empty metadata key");
  if (value.empty ())
    metadata.erase (key);
  else
    metadata[key] = value;
}

void
XcBulk::write_term (const XcInverted::Term &term)
{
  XcInverted::Reader reader (inverted, term);
  XcInverted::Posting posting;

  database.begin_term (inverted.text (term), term.n_documents, term.collection_wdf);
  while (reader.next (posting))
    {
      database.add_posting (posting.docid, posting.wdf);
      if (!posting.positions.empty ())
        database.add_positions (posting.docid, posting.positions);
    }
  database.end_term ();
}

/* What the table of postings has of no term, by key: numbers in keys are not in order. */
void
XcBulk::write_others ()
{
  std::map<std::string, std::string> others;

  for (const auto &[key, value] : metadata)
    others[std::string (XC_GLASS_METADATA_KEY) + key] = value;
  for (const auto &[number, slot] : slots)
    {
      std::string &stats = others[xc_glass_value_stats_key (number)];

      xc_glass_append_number (stats, slot.n_values);
      xc_glass_append_string (stats, slot.lowest);
      if (slot.highest != slot.lowest)
        stats += slot.highest;
      for (const auto &[docid, chunk] : slot.chunks)
        others[xc_glass_values_key (number, docid)] = chunk;
    }
  for (const auto &[key, value] : others)
    database.add_other (key, value);
}

void
XcBulk::finish ()
{
  write_waiting ();
  if (dictionary != nullptr)
    set_metadata (dictionary->key (), dictionary->bytes ());
  write_others ();
  database.begin_terms ();
  for (const XcInverted::Term *term : inverted.sort ())
    write_term (*term);
  database.finish ();
}
