/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-bulk.hh"

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "xapian-c/xc-glass.hh"
#include "xapian-c/xc-private.hh"

/* From glass_version.cc: what is not longer is not deflated. */
#define COMPRESS_MIN 18u
/* From glass_postlist.cc and glass_values.cc: a chunk that has come to it ends. */
#define CHUNK_BYTES 2000u

/* Before the keys of the table of postings that are of no term. */
#define METADATA_KEY std::string_view ("\0\xc0", 2)
#define VALUE_STATS_KEY std::string_view ("\0\xd0", 2)
#define VALUES_KEY std::string_view ("\0\xd8", 2)
#define LENGTHS_KEY std::string_view ("\0\xe0", 2)

static std::string
read_version (const std::string &path)
{
  std::ifstream file (path + "/iamglass", std::ios::binary);
  std::string head (XC_GLASS_MAGIC_BYTES + XC_GLASS_UUID_BYTES, '\0');

  if (!file.read (head.data (), static_cast<std::streamsize> (head.size ())))
    return {};
  return head;
}

bool
XcBulk::is_known (const std::string &path)
{
  return read_version (path).compare (0, XC_GLASS_MAGIC_BYTES, XC_GLASS_MAGIC) == 0;
}

XcBulk::XcBulk (const std::string &folder)
    : path (folder), uuid (read_version (folder).substr (XC_GLASS_MAGIC_BYTES)),
      data (folder + "/docdata.glass", COMPRESS_MIN),
      lists (folder + "/termlist.glass", COMPRESS_MIN)
{
}

void
XcBulk::put_value (Slot &slot, const std::string &value)
{
  const uint32_t docid = get_next_docid ();

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
  if (slot.chunk->size () >= CHUNK_BYTES)
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

/* A term in the list of a document, after the one @before it. */
static void
append_to_list (std::string &list, std::string_view before, std::string_view term,
                uint32_t wdf)
{
  size_t alike = 0;
  while (alike < before.size () && alike < term.size () && before[alike] == term[alike])
    alike++;

  const uint64_t both = (static_cast<uint64_t> (wdf) + 1) * (before.size () + 1) + alike;
  const bool is_small = wdf < 127 && both < 256;
  if (!before.empty ())
    list += static_cast<char> (is_small ? both : alike);
  list += static_cast<char> (term.size () - alike);
  list += term.substr (alike);
  if (before.empty () || !is_small)
    xc_glass_append_number (list, wdf);
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

/* @list: its terms.  Returns: its length. */
uint32_t
XcBulk::add_terms (const XcDocument &document, std::string &list)
{
  const Postings sorted = xc_document_sort (document);
  std::string_view before;
  std::string terms;
  uint32_t document_length = 0, n_terms = 0;

  for (size_t i = 0, next; i < sorted.size (); i = next)
    {
      const std::string_view term = document.term (*sorted[i]);

      for (next = i + 1; next < sorted.size (); next++)
        if (document.term (*sorted[next]) != term)
          break;
      const uint32_t wdf = next == i + 1 ? take (document, *sorted[i])
                                         : gather (document, sorted, i, next);
      inverted.add (term, get_next_docid (), wdf, packed);
      append_to_list (terms, before, term, wdf);
      document_length += wdf;
      highest_wdf = std::max (highest_wdf, wdf);
      before = term;
      n_terms++;
    }
  if (n_terms == 0)
    return 0;
  xc_glass_append_number (list, document_length);
  xc_glass_append_number (list, n_terms);
  list += terms;
  return document_length;
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
  std::string key;

  xc_glass_append_sortable (key, docid);
  data.add (key, xc_data_pack (dictionary, plain), dictionary != nullptr);
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
      write_data (get_next_docid (), data_of_next);
      return;
    }
  waiting.push_back (data_of_next);
  waiting_docids.push_back (get_next_docid ());
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

  const uint32_t docid = get_next_docid ();
  std::string key, list, slots_used;
  xc_glass_append_sortable (key, docid);
  if (!document.data.empty ())
    add_data (document.data);
  add_values (document, slots_used);
  const uint32_t document_length = add_terms (document, list);
  lists.add (key, list);
  if (!slots_used.empty ())
    lists.add (key + '\0', slots_used);
  lengths.push_back (document_length);
  length += document_length;
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

/* All documents that have one term, in chunks. */
class ChunkWriter
{
public:
  /* @first_key: of the first chunk; @other_key, before a document's number: of others */
  ChunkWriter (XcGlassTable &into, std::string_view first_key, std::string other_key)
      : table (into), key (first_key), next_key (std::move (other_key))
  {
  }

  /* The head of the first chunk has how many there are in all, and what they count. */
  void
  set_totals (uint32_t n_documents, uint32_t collection_wdf)
  {
    xc_glass_append_number (totals, n_documents);
    xc_glass_append_number (totals, collection_wdf);
  }

  void
  add (uint32_t docid, uint32_t wdf)
  {
    if (chunk.size () >= CHUNK_BYTES)
      {
        write (false);
        key = next_key;
        xc_glass_append_sortable (key, docid);
      }
    if (chunk.empty ())
      first = docid;
    else
      xc_glass_append_number (chunk, docid - last - 1);
    xc_glass_append_number (chunk, wdf);
    last = docid;
  }

  void
  write (bool is_last)
  {
    std::string tag;

    if (!totals.empty ())
      {
        tag = totals;
        xc_glass_append_number (tag, first - 1);
        totals.clear ();
      }
    tag += is_last ? '1' : '0';
    xc_glass_append_number (tag, last - first);
    tag += chunk;
    table.add (key, tag);
    chunk.clear ();
  }

private:
  XcGlassTable &table;
  std::string key, next_key, totals, chunk;
  uint32_t first = 0, last = 0;
};

void
XcBulk::write_term (XcGlassTable &postings, XcGlassTable &positions,
                    const XcInverted::Term &term)
{
  /* The end of a term is marked where something follows in the key. */
  std::string key (inverted.text (term));
  key += '\0';
  ChunkWriter chunks (postings, inverted.text (term), key);
  XcInverted::Reader reader (inverted, term);
  XcInverted::Posting posting;
  const size_t n_key = key.size ();

  chunks.set_totals (term.n_documents, term.collection_wdf);
  while (reader.next (posting))
    {
      chunks.add (posting.docid, posting.wdf);
      if (posting.positions.empty ())
        continue;
      key.resize (n_key);
      xc_glass_append_sortable (key, posting.docid);
      positions.add (key, posting.positions);
    }
  chunks.write (true);
}

/* What the table of postings has of no term, by key: numbers in keys are not in order. */
std::map<std::string, std::string>
XcBulk::list_others () const
{
  std::map<std::string, std::string> others;

  for (const auto &[key, value] : metadata)
    others[std::string (METADATA_KEY) + key] = value;
  for (const auto &[number, slot] : slots)
    {
      std::string key (VALUE_STATS_KEY), stats;

      for (Xapian::valueno rest = number; rest > 0; rest >>= 8)
        key += static_cast<char> (rest);
      xc_glass_append_number (stats, slot.n_values);
      xc_glass_append_string (stats, slot.lowest);
      if (slot.highest != slot.lowest)
        stats += slot.highest;
      others[key] = stats;
    }
  for (const auto &[number, slot] : slots)
    for (const auto &[docid, chunk] : slot.chunks)
      {
        std::string key (VALUES_KEY);

        xc_glass_append_number (key, number);
        xc_glass_append_sortable (key, docid);
        others[key] = chunk;
      }
  return others;
}

/* As a term that all documents have; its totals are not kept. */
void
XcBulk::write_lengths (XcGlassTable &postings)
{
  if (lengths.empty ())
    return;

  ChunkWriter chunks (postings, LENGTHS_KEY, std::string (LENGTHS_KEY));
  chunks.set_totals (0, 0);
  for (uint32_t i = 0; i < lengths.size (); i++)
    chunks.add (i + 1, lengths[i]);
  chunks.write (true);
}

/* What all of the tables hold, in the order of glass_defs.h, and then of the documents.
 */
void
XcBulk::write_version (const XcGlassTable &postings, const XcGlassTable &positions)
{
  const uint32_t n = static_cast<uint32_t> (lengths.size ());
  uint32_t shortest = 0, longest = highest_wdf;
  for (const uint32_t one : lengths)
    {
      longest = std::max (longest, one);
      if (one > 0 && (shortest == 0 || one < shortest))
        shortest = one;
    }

  std::string version (XC_GLASS_MAGIC);
  version += uuid;
  xc_glass_append_number (version, 1); /* commits */
  postings.append_root (version);
  data.append_root (version);
  lists.append_root (version);
  positions.append_root (version);
  XcGlassTable::append_no_root (version, COMPRESS_MIN); /* of spellings */
  XcGlassTable::append_no_root (version, COMPRESS_MIN); /* of synonyms */
  xc_glass_append_number (version, n);
  xc_glass_append_number (version, 0); /* no numbers past that */
  xc_glass_append_number (version, shortest);
  xc_glass_append_number (version, highest_wdf);
  xc_glass_append_number (version, longest - highest_wdf);
  xc_glass_append_number (version, 0); /* no old commits */
  xc_glass_append_number (version, length);
  xc_glass_append_number (version, 0); /* no spellings */

  std::ofstream file (path + "/iamglass", std::ios::binary | std::ios::trunc);
  file << version;
  file.close ();
  if (!file)
    throw Xapian::DatabaseError ("cannot write '" + path + "/iamglass'");
}

void
XcBulk::check () const
{
  const Xapian::Database written (path);

  if (written.get_doccount () != lengths.size ()
      || written.get_lastdocid () != lengths.size ()
      || written.get_total_length () != length)
    throw Xapian::DatabaseCorruptError ("'" + path + "' was written wrong");
}

void
XcBulk::finish ()
{
  XcGlassTable postings (path + "/postlist.glass", 0);
  XcGlassTable positions (path + "/position.glass", 0);

  write_waiting ();
  if (dictionary != nullptr)
    set_metadata (dictionary->key (), dictionary->bytes ());
  data.finish ();
  lists.finish ();
  for (const auto &[key, value] : list_others ())
    postings.add (key, value);
  write_lengths (postings);
  for (const XcInverted::Term *term : inverted.sort ())
    write_term (postings, positions, *term);
  postings.finish ();
  positions.finish ();
  write_version (postings, positions);
  check ();
}
