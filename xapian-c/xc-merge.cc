/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-merge.hh"

#include <xapian.h>

#include <algorithm>

#include "xapian-c/xc-glass-keys.hh"
#include "xapian-c/xc-gone.hh"

static bool
begins_with (std::string_view text, std::string_view beginning)
{
  return text.compare (0, beginning.size (), beginning) == 0;
}

XcMerge::Source::Source (const std::string &folder, const XcGlassVersion &version)
    : path (folder), shown (version),
      postings (folder + "/postlist.glass", version.postings),
      positions (folder + "/position.glass", version.positions),
      places (XcPlacesReader::open (folder, version.uuid)),
      lengths (size_t{ version.last_docid } + 1),
      renamed (size_t{ version.last_docid } + 1)
{
}

XcMerge::XcMerge (const std::vector<std::string> &folders, const std::string &destination,
                  bool is_lean)
    : database (destination, is_lean), lean (is_lean)
{
  for (const std::string &folder : folders)
    sources.push_back (std::make_unique<Source> (folder, XcGlassVersion::read (folder)));
}

/* Calls @use (number, count) for each posting of a chunk. @rest_of_key: what follows the
 * term; empty for the first chunk, which begins with the totals. */
template <typename Use>
static void
each_posting (std::string_view rest_of_key, std::string_view tag, Use &&use)
{
  XcGlassBytes bytes (tag);
  uint32_t docid;

  if (rest_of_key.empty ())
    {
      bytes.read_number ();
      bytes.read_number ();
      docid = bytes.read_number () + 1;
    }
  else
    docid = XcGlassBytes (rest_of_key).read_sortable ();
  bytes.read (1);       /* whether it is the last chunk */
  bytes.read_number (); /* to its last document */
  for (;;)
    {
      use (docid, bytes.read_number ());
      if (bytes.is_at_end ())
        return;
      docid += bytes.read_number () + 1;
    }
}

static void
check_number (const std::vector<uint32_t> &known, uint32_t docid)
{
  if (docid == 0 || docid >= known.size ())
    throw Xapian::DatabaseCorruptError ("a list has a document that is not there");
}

/* Who has a length is there. */
void
XcMerge::number_documents ()
{
  for (const auto &source : sources)
    {
      XcGlassReader &table = source->postings;

      for (bool is_found = table.seek (XC_GLASS_LENGTHS_KEY);
           is_found && begins_with (table.key (), XC_GLASS_LENGTHS_KEY);
           is_found = table.next ())
        each_posting (std::string_view (table.key ()).substr (2), table.tag (),
                      [&] (uint32_t docid, uint32_t length) {
                        check_number (source->renamed, docid);
                        source->lengths[docid] = length;
                        source->renamed[docid] = ++n_documents;
                      });
    }
}

/* Keeps of the list of a document the terms that count nothing. */
static void
read_filters (std::string_view list, std::vector<std::string> &filters)
{
  XcGlassBytes bytes (list);
  std::string term;

  if (list.empty ())
    return;
  bytes.read_number (); /* its length */
  bytes.read_number (); /* of how many terms */
  while (!bytes.is_at_end ())
    {
      bool is_wdf_known = false;
      uint32_t wdf = 0;

      if (!term.empty ())
        {
          const size_t n = term.size () + 1;
          const auto told = static_cast<unsigned char> (bytes.read (1)[0]);

          is_wdf_known = told >= n;
          wdf = is_wdf_known ? static_cast<uint32_t> (told / n - 1) : 0;
          term.resize (told % n);
        }
      term += bytes.read (static_cast<unsigned char> (bytes.read (1)[0]));
      if (!is_wdf_known)
        wdf = bytes.read_number ();
      if (wdf == 0 && term != XC_LENGTH_TERM)
        filters.push_back (term);
    }
}

/* What the table of term lists has of the document that @key is of. */
void
XcMerge::take_list (XcGlassReader &lists, const std::string &key)
{
  filters.clear ();
  slots_used.clear ();
  while (lists.has_entry () && lists.key () < key)
    lists.next ();
  if (lists.has_entry () && lists.key () == key)
    {
      if (!lean)
        read_filters (lists.tag (), filters);
      lists.next ();
    }
  if (lists.has_entry () && lists.key () == key + '\0')
    slots_used = lists.tag ();
}

void
XcMerge::write_document (const Source &source, uint32_t docid, XcGlassReader &data,
                         XcGlassReader &lists)
{
  const std::string key = xc_glass_document_key (docid);

  while (data.has_entry () && data.key () < key)
    data.next ();
  if (data.has_entry () && data.key () == key)
    database.copy_data (source.renamed[docid], data.packed_tag (), data.is_deflated ());
  take_list (lists, key);
  database.add_document (source.lengths[docid], { filters.begin (), filters.end () },
                         slots_used);
}

/* What was read of one source, data of many megabytes among it, is let go before the
 * next. */
void
XcMerge::write_documents (const Source &source)
{
  XcGlassReader data (source.path + "/docdata.glass", source.shown.data);
  XcGlassReader lists (source.path + "/termlist.glass", source.shown.lists);

  data.seek ({});
  lists.seek ({});
  for (uint32_t docid = 1; docid < source.renamed.size (); docid++)
    if (source.renamed[docid] != 0)
      write_document (source, docid, data, lists);
}

/* Calls @use (key, sources that stand at it), key by key, from @first; it moves these on,
 * and says whether to go on itself. */
template <typename Use>
void
XcMerge::each_key (std::string_view first, Use &&use)
{
  std::vector<size_t> waiting; /* a heap of sources, the lowest key first */
  std::vector<Source *> alike;
  const auto comes_later = [this] (size_t a, size_t b) {
    const int order = sources[a]->postings.key ().compare (sources[b]->postings.key ());

    return order != 0 ? order > 0 : a > b;
  };
  std::vector<size_t> taken;
  bool goes_on = true;

  for (size_t i = 0; i < sources.size (); i++)
    if (sources[i]->postings.seek (first))
      waiting.push_back (i);
  std::make_heap (waiting.begin (), waiting.end (), comes_later);
  while (goes_on && !waiting.empty ())
    {
      const std::string key = sources[waiting.front ()]->postings.key ();

      taken.clear ();
      alike.clear ();
      while (!waiting.empty () && sources[waiting.front ()]->postings.key () == key)
        {
          std::pop_heap (waiting.begin (), waiting.end (), comes_later);
          taken.push_back (waiting.back ());
          alike.push_back (sources[waiting.back ()].get ());
          waiting.pop_back ();
        }
      goes_on = use (key, alike);
      for (const size_t i : taken)
        if (sources[i]->postings.has_entry ())
          {
            waiting.push_back (i);
            std::push_heap (waiting.begin (), waiting.end (), comes_later);
          }
    }
}

/* Of what several have, the first one's; what is said of their places is not said of
 * these. */
void
XcMerge::write_metadata ()
{
  const std::string gone = std::string (XC_GLASS_METADATA_KEY) + XcGone::KEY_PREFIX;
  const std::string places = std::string (XC_GLASS_METADATA_KEY) + XC_PLACES_METADATA;
  bool is_said = !lean;
  const auto say = [&] {
    std::string told;

    xc_glass_append_number (told, n_documents);
    if (!is_said)
      database.add_other (places, told);
    is_said = true;
  };

  each_key (XC_GLASS_METADATA_KEY,
            [&] (const std::string &key, const std::vector<Source *> &alike) {
              if (!begins_with (key, XC_GLASS_METADATA_KEY))
                return false;
              if (key >= places)
                say ();
              if (!begins_with (key, gone) && key != places)
                database.add_other (key, alike.front ()->postings.tag ());
              for (Source *source : alike)
                source->postings.next ();
              return true;
            });
  say ();
}

static uint32_t
read_slot (std::string_view key)
{
  uint32_t slot = 0;
  unsigned shift = 0;

  for (const char byte : key)
    {
      if (shift < 32)
        slot |= static_cast<uint32_t> (static_cast<unsigned char> (byte)) << shift;
      shift += 8;
    }
  return slot;
}

void
XcMerge::read_stats (Source &source)
{
  XcGlassReader &table = source.postings;

  for (bool is_found = table.seek (XC_GLASS_VALUE_STATS_KEY);
       is_found && begins_with (table.key (), XC_GLASS_VALUE_STATS_KEY);
       is_found = table.next ())
    {
      XcGlassBytes bytes (table.tag ());
      const uint32_t n_values = bytes.read_number ();
      const std::string lowest (bytes.read_string ());
      const std::string highest (bytes.is_at_end () ? lowest : bytes.rest ());
      auto &[slot, all] = stats[table.key ()];

      if (n_values == 0)
        continue;
      slot = read_slot (std::string_view (table.key ()).substr (2));
      all.lowest = all.n_values == 0 ? lowest : std::min (all.lowest, lowest);
      all.highest = std::max (all.highest, highest);
      all.n_values += n_values;
    }
}

void
XcMerge::write_stats ()
{
  for (const auto &source : sources)
    read_stats (*source);
  for (const auto &[key, told] : stats)
    {
      const Stats &all = told.second;
      std::string tag;

      xc_glass_append_number (tag, all.n_values);
      xc_glass_append_string (tag, all.lowest);
      if (all.highest != all.lowest)
        tag += all.highest;
      if (all.n_values > 0)
        database.add_other (key, tag);
    }
}

/* What one slot holds, chunk by chunk. */
class ValueChunks
{
public:
  ValueChunks (XcGlassDatabase &into, uint32_t of) : database (into), slot (of) {}

  void
  add (uint32_t docid, std::string_view value)
  {
    if (chunk.empty ())
      first = docid;
    else
      xc_glass_append_number (chunk, docid - last - 1);
    last = docid;
    xc_glass_append_string (chunk, value);
    if (chunk.size () >= XC_GLASS_CHUNK_BYTES)
      finish ();
  }

  void
  finish ()
  {
    if (!chunk.empty ())
      database.add_other (xc_glass_values_key (slot, first), chunk);
    chunk.clear ();
  }

private:
  XcGlassDatabase &database;
  uint32_t slot, first = 0, last = 0;
  std::string chunk;
};

template <typename Use>
static void
each_value (uint32_t docid, std::string_view chunk, Use &&use)
{
  XcGlassBytes bytes (chunk);

  for (;;)
    {
      use (docid, bytes.read_string ());
      if (bytes.is_at_end ())
        return;
      docid += bytes.read_number () + 1;
    }
}

void
XcMerge::write_values_of (uint32_t slot)
{
  const std::string prefix = xc_glass_values_key (slot);
  ValueChunks chunks (database, slot);

  for (const auto &source : sources)
    {
      XcGlassReader &table = source->postings;

      for (bool is_found = table.seek (prefix);
           is_found && begins_with (table.key (), prefix); is_found = table.next ())
        {
          XcGlassBytes rest (std::string_view (table.key ()).substr (prefix.size ()));

          each_value (rest.read_sortable (), table.tag (),
                      [&] (uint32_t docid, std::string_view value) {
                        check_number (source->renamed, docid);
                        if (source->renamed[docid] != 0)
                          chunks.add (source->renamed[docid], value);
                      });
        }
    }
  chunks.finish ();
}

/* Numbers in keys are not in the order of their bytes. */
void
XcMerge::write_values ()
{
  std::map<std::string, uint32_t> slots;

  for (const auto &[key, told] : stats)
    slots[xc_glass_values_key (told.first)] = told.first;
  for (const auto &[key, slot] : slots)
    write_values_of (slot);
}

/* A chunk of the term under way, without who is gone. */
void
XcMerge::gather (Source &source, const std::string &term)
{
  const std::string &key = source.postings.key ();
  const size_t n = key.size () == term.size () ? term.size () : term.size () + 1;

  each_posting (std::string_view (key).substr (n), source.postings.tag (),
                [&] (uint32_t docid, uint32_t wdf) {
                  check_number (source.renamed, docid);
                  source.posted.push_back (docid);
                  if (source.renamed[docid] != 0)
                    gathered.push_back ({ source.renamed[docid], wdf });
                });
}

void
XcMerge::read_positions (Source &source, const std::string &term)
{
  const std::string prefix = term + '\0';
  XcGlassReader &table = source.positions;

  while (table.has_entry () && table.key () < prefix)
    table.next ();
  for (; table.has_entry () && begins_with (table.key (), prefix); table.next ())
    {
      XcGlassBytes rest (std::string_view (table.key ()).substr (prefix.size ()));

      placed.emplace_back (rest.read_sortable (), table.tag ());
    }
}

/* Chunks have the documents of the list, one after the other. */
void
XcMerge::read_places (Source &source, const std::string &term)
{
  std::vector<uint32_t> positions;
  size_t i = 0;

  while (i < source.posted.size () && source.places->seek (term, source.posted[i]))
    {
      while (i < source.posted.size () && source.posted[i] < source.places->get_first ())
        i++;
      for (; i < source.posted.size ()
             && source.posted[i] <= source.places->get_chunk_last ();
           i++)
        {
          source.places->next (positions);
          if (positions.empty ())
            continue;
          placed.emplace_back (source.posted[i], std::string ());
          xc_glass_append_positions (placed.back ().second, positions.data (),
                                     positions.size ());
        }
    }
}

/* Positions are of what was added after places were written. */
void
XcMerge::write_positions (Source &source, const std::string &term)
{
  placed.clear ();
  if (source.places != nullptr)
    read_places (source, term);
  read_positions (source, term);
  for (const auto &[docid, packed] : placed)
    {
      check_number (source.renamed, docid);
      if (source.renamed[docid] != 0)
        database.add_positions (source.renamed[docid], packed);
    }
}

void
XcMerge::write_term (const std::string &term)
{
  uint32_t collection_wdf = 0;

  for (const Posting &posting : gathered)
    collection_wdf += posting.wdf;
  database.begin_term (term, static_cast<uint32_t> (gathered.size ()), collection_wdf);
  for (const Posting &posting : gathered)
    database.add_posting (posting.docid, posting.wdf);
}

/* All chunks of @term, at which @source stands. */
void
XcMerge::gather_all (Source &source, const std::string &term)
{
  const std::string more = term + '\0';

  source.posted.clear ();
  do
    gather (source, term);
  while (source.postings.next () && begins_with (source.postings.key (), more));
}

void
XcMerge::write_terms ()
{
  for (const auto &source : sources)
    source->positions.seek ({});
  database.begin_terms ();
  each_key (XC_GLASS_FIRST_TERM_KEY,
            [&] (const std::string &term, const std::vector<Source *> &alike) {
              gathered.clear ();
              for (Source *source : alike)
                gather_all (*source, term);
              if (gathered.empty () || term == XC_LENGTH_TERM)
                return true;
              write_term (term);
              for (Source *source : alike)
                write_positions (*source, term);
              database.end_term ();
              return true;
            });
}

void
XcMerge::run ()
{
  number_documents ();
  for (const auto &source : sources)
    write_documents (*source);
  write_metadata ();
  write_stats ();
  write_values ();
  write_terms ();
  database.finish ();
}
