/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-memory.hh"

#include <sys/stat.h>

#include <map>

#include "xapian-c/xc-private.hh"

namespace
{

/* Half of what the postings of one commit may take. */
constexpr size_t HALF_BYTES = size_t{ 64 } << 20;
/* What an entry takes beside its numbers. */
constexpr size_t ENTRY_BYTES = 256;
/* Of frequencies of terms, some 100 bytes each; then all go. */
constexpr size_t MAX_FREQUENCIES = 100000;
/* A slot where more than every so-manieth value is another is not worth a column. */
constexpr size_t MIN_REPEATS = 4;
constexpr size_t MAX_VALUES_ALWAYS = 1024;
/* To look up one value costs as much as reading so many in a row; to go to the next that
   is asked for, where these rise; and to look up a length. */
constexpr size_t LOOK_UP_COST = 20;
constexpr size_t VALUE_COST = 8;
constexpr size_t LENGTH_COST = 32;

/* The newest memory of each folder that is open somewhere. */
struct Registry
{
  struct Entry
  {
    std::string commit;
    std::weak_ptr<XcMemory> memory;
  };

  std::mutex lock;
  std::map<std::string, Entry> entries;
};

Registry &
registry ()
{
  static Registry one;
  return one;
}

/* The folder by device and inode: another may be put in its place. Empty where @path is
   no database itself, but says where others are. */
std::string
identify (const std::string &path)
{
  struct stat folder, version;

  if (stat (path.c_str (), &folder) != 0
      || stat ((path + "/iamglass").c_str (), &version) != 0)
    return std::string ();
  return std::to_string (folder.st_dev) + ":" + std::to_string (folder.st_ino);
}

}

uint32_t
XcPostings::find_large (Xapian::docid docid) const
{
  return std::lower_bound (large.begin (), large.end (), std::make_pair (docid, 0U))
      ->second;
}

size_t
XcPostings::bytes () const
{
  return set->bytes () + counts.capacity () + large.capacity () * sizeof large[0]
         + (among ? among->bytes () : 0);
}

std::shared_ptr<XcMemory>
XcMemory::of (const Xapian::Database &db, const std::string &path)
{
  const std::string folder = identify (path);

  if (db.size () != 1 || folder.empty ())
    return nullptr;

  const std::string commit = db.get_uuid () + ":" + std::to_string (db.get_revision ());
  Registry &known = registry ();
  std::lock_guard<std::mutex> guard (known.lock);

  for (auto it = known.entries.begin (); it != known.entries.end ();)
    it = it->second.memory.expired () ? known.entries.erase (it) : std::next (it);

  Registry::Entry &entry = known.entries[folder];
  std::shared_ptr<XcMemory> memory = entry.memory.lock ();
  if (memory && entry.commit == commit)
    return memory;
  if (memory)
    memory->retire ();
  memory = std::make_shared<XcMemory> ();
  entry = { commit, memory };
  return memory;
}

/* Handles that are still on the commit before go on with what they hold. */
void
XcMemory::retire ()
{
  std::lock_guard<std::mutex> guard (lock);

  is_past = true;
  recent.clear ();
  before.clear ();
  recent_bytes = 0;
  frequencies.clear ();
}

void
XcMemory::add (const std::string &key, const XcPostingsPtr &postings)
{
  size_t bytes = postings->bytes () + key.size () + ENTRY_BYTES;

  if (is_past || bytes > HALF_BYTES)
    return;
  if (recent_bytes + bytes > HALF_BYTES)
    {
      before = std::move (recent);
      recent.clear ();
      recent_bytes = 0;
    }
  XcPostingsPtr &place = recent[key];
  if (place)
    recent_bytes -= std::min (recent_bytes, place->bytes () + key.size () + ENTRY_BYTES);
  place = postings;
  recent_bytes += bytes;
}

XcPostingsPtr
XcMemory::find (const std::string &key)
{
  std::lock_guard<std::mutex> guard (lock);
  const auto found = recent.find (key);

  if (found != recent.end ())
    return found->second;

  const auto old = before.find (key);
  if (old == before.end ())
    return nullptr;

  XcPostingsPtr postings = old->second;
  before.erase (old);
  add (key, postings);
  return postings;
}

void
XcMemory::keep (const std::string &key, const XcPostingsPtr &postings)
{
  std::lock_guard<std::mutex> guard (lock);

  add (key, postings);
}

XcLengthsPtr
XcMemory::lengths (const Xapian::Database &db, size_t n)
{
  {
    std::lock_guard<std::mutex> guard (lock);

    n_lengths_asked += n;
    if (known_lengths || n_lengths_asked * LENGTH_COST < db.get_doccount ())
      return known_lengths;
  }

  auto read = std::make_shared<std::vector<uint32_t> > (db.get_lastdocid () + 1);
  for (auto it = db.postlist_begin (std::string ());
       it != db.postlist_end (std::string ()); ++it)
    (*read)[*it] = it.get_doclength ();

  std::lock_guard<std::mutex> guard (lock);
  known_lengths = read;
  return read;
}

static XcSetPtr
read_all (const Xapian::Database &db)
{
  std::vector<Xapian::docid> rising;

  if (db.get_lastdocid () == db.get_doccount ())
    return XcSet::all (db.get_lastdocid ());
  rising.reserve (db.get_doccount ());
  for (auto it = db.postlist_begin (std::string ());
       it != db.postlist_end (std::string ()); ++it)
    rising.push_back (*it);
  return XcSet::from_list (std::move (rising), db.get_lastdocid ());
}

uint32_t
XcMemory::frequency (const XcDatabase &db, const std::string &term)
{
  {
    std::lock_guard<std::mutex> guard (lock);
    const auto known = frequencies.find (term);

    if (known != frequencies.end ())
      return known->second;
  }

  const uint32_t read = xc_database_count (db, term);

  std::lock_guard<std::mutex> guard (lock);
  if (frequencies.size () >= MAX_FREQUENCIES)
    frequencies.clear ();
  if (!is_past)
    frequencies[term] = read;
  return read;
}

XcSetPtr
XcMemory::all (const Xapian::Database &db)
{
  {
    std::lock_guard<std::mutex> guard (lock);

    if (known_all)
      return known_all;
  }

  XcSetPtr read = read_all (db);

  std::lock_guard<std::mutex> guard (lock);
  known_all = read;
  return read;
}

/* Codes in the order of their values by bytes. */
static void
sort_codes (XcColumn &column, const std::unordered_map<std::string, uint32_t> &codes)
{
  std::vector<uint32_t> renamed (codes.size () + 1);

  column.values.reserve (codes.size () + 1);
  column.values.emplace_back ();
  for (const auto &[value, code] : codes)
    column.values.push_back (value);
  std::sort (column.values.begin (), column.values.end ());
  for (uint32_t i = 1; i < column.values.size (); i++)
    renamed[codes.at (column.values[i])] = i;
  for (uint32_t &code : column.codes)
    code = renamed[code];
}

static XcColumnPtr
read_column (const Xapian::Database &db, Xapian::valueno slot, bool always)
{
  const Xapian::doccount n_filled = db.get_value_freq (slot);
  auto column = std::make_shared<XcColumn> ();
  std::unordered_map<std::string, uint32_t> codes;
  std::vector<Xapian::docid> filled;

  column->codes.resize (db.get_lastdocid () + 1);
  filled.reserve (n_filled);
  for (auto it = db.valuestream_begin (slot); it != db.valuestream_end (slot); ++it)
    {
      uint32_t next = static_cast<uint32_t> (codes.size () + 1);

      column->codes[it.get_docid ()] = codes.emplace (*it, next).first->second;
      filled.push_back (it.get_docid ());
      if (!always && codes.size () > MAX_VALUES_ALWAYS
          && codes.size () * MIN_REPEATS > n_filled)
        return nullptr;
    }
  column->filled = XcSet::from_list (std::move (filled), db.get_lastdocid ());
  sort_codes (*column, codes);
  return column;
}

XcColumnPtr
XcMemory::column (const Xapian::Database &db, Xapian::valueno slot)
{
  {
    std::lock_guard<std::mutex> guard (lock);

    if (columns[slot].column)
      return columns[slot].column;
  }

  XcColumnPtr read = read_column (db, slot, true);

  std::lock_guard<std::mutex> guard (lock);
  columns[slot].column = read;
  return read;
}

XcColumnPtr
XcMemory::column_for (const Xapian::Database &db, Xapian::valueno slot, size_t n)
{
  {
    std::lock_guard<std::mutex> guard (lock);
    Column &known = columns[slot];

    known.n_asked += n;
    if (known.column || known.is_not_worth_it
        || known.n_asked * VALUE_COST < db.get_doccount ())
      return known.column;
  }

  XcColumnPtr read = read_column (db, slot, false);

  std::lock_guard<std::mutex> guard (lock);
  columns[slot].column = read;
  columns[slot].is_not_worth_it = !read;
  return read;
}

/* nullptr where it is too large. */
static XcTextColumnPtr
read_texts (const Xapian::Database &db, Xapian::valueno slot)
{
  auto column = std::make_shared<XcTextColumn> ();
  const Xapian::docid last = db.get_lastdocid ();
  auto it = db.valuestream_begin (slot);
  const auto end = db.valuestream_end (slot);

  column->ends.resize (size_t{ last } + 1);
  for (Xapian::docid docid = 1; docid <= last; docid++)
    {
      if (it != end && it.get_docid () == docid)
        {
          column->bytes += *it;
          ++it;
        }
      if (column->bytes.size () > XcMemory::MAX_TEXT_BYTES)
        return nullptr;
      column->ends[docid] = static_cast<uint32_t> (column->bytes.size ());
    }
  column->bytes.shrink_to_fit ();
  return column;
}

XcTextColumnPtr
XcMemory::texts (const Xapian::Database &db, Xapian::valueno slot)
{
  {
    std::lock_guard<std::mutex> guard (lock);
    Texts &texts = text_columns[slot];

    if (texts.column || texts.is_too_large
        || ++texts.n_asked * LOOK_UP_COST < db.get_doccount ())
      return texts.column;
  }

  XcTextColumnPtr read = read_texts (db, slot);

  std::lock_guard<std::mutex> guard (lock);
  text_columns[slot].column = read;
  text_columns[slot].is_too_large = !read;
  return read;
}
