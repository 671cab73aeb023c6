/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-places.hh"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "xapian-c/xc-glass-keys.hh"

/* Documents of a chunk: to find one, half of them are passed over. */
#define CHUNK_DOCUMENTS 256u
#define MAX_PARAMETER 20u
/* No document has more words. */
#define MAX_POSITIONS (1u << 24)

static std::string
table_of (const std::string &folder)
{
  return folder + "/places.glass";
}

/* Which database the table belongs to, and where it begins. */
static std::string
root_of (const std::string &folder)
{
  return folder + "/places";
}

/* Bits, the highest of a byte first. */
class BitWriter
{
public:
  explicit BitWriter (std::string &bytes) : to (bytes) {}

  void
  add (uint32_t value, unsigned n_bits)
  {
    for (unsigned i = n_bits; i-- > 0;)
      add_bit (value >> i & 1);
  }

  void
  add_gamma (uint32_t value)
  {
    const unsigned n = 31u - static_cast<unsigned> (__builtin_clz (value));

    add (0, n);
    add (value, n + 1);
  }

  void
  add_rice (uint32_t value, unsigned parameter)
  {
    for (uint32_t n = value >> parameter; n > 0; n--)
      add_bit (0);
    add_bit (1);
    add (value, parameter);
  }

private:
  void
  add_bit (unsigned bit)
  {
    if (n_free == 0)
      {
        to += '\0';
        n_free = 8;
      }
    n_free--;
    to.back ()
        = static_cast<char> (static_cast<unsigned char> (to.back ()) | bit << n_free);
  }

  std::string &to;
  unsigned n_free = 0;
};

/* How many places there are, as a number from 1: one is the most frequent. */
static uint32_t
code_of (uint32_t n_positions)
{
  return n_positions == 1 ? 1 : n_positions == 0 ? 2 : n_positions + 1;
}

static uint32_t
number_of (uint32_t code)
{
  return code == 1 ? 1 : code == 2 ? 0 : code - 1;
}

XcPlacesWriter::XcPlacesWriter (const std::string &folder)
    : path (folder), table (table_of (folder), 0)
{
}

void
XcPlacesWriter::begin_term (std::string_view term)
{
  prefix = term;
  prefix += '\0';
}

void
XcPlacesWriter::add (uint32_t docid, const std::vector<uint32_t> &of_one)
{
  docids.push_back (docid);
  positions.insert (positions.end (), of_one.begin (), of_one.end ());
  ends.push_back (static_cast<uint32_t> (positions.size ()));
  if (docids.size () >= CHUNK_DOCUMENTS)
    write_chunk ();
}

void
XcPlacesWriter::end_term ()
{
  if (!docids.empty ())
    write_chunk ();
}

/* Calls @use (distance, less one) for each of the positions from @begin to before @end.
 */
template <typename Use>
static void
each_distance (const std::vector<uint32_t> &positions, uint32_t begin, uint32_t end,
               Use &&use)
{
  uint32_t before = 0;

  for (uint32_t i = begin; i < end; i++)
    {
      use (positions[i] - before - 1);
      before = positions[i];
    }
}

/* About the logarithm of the mean distance. */
static unsigned
choose_parameter (uint64_t sum, uint64_t n)
{
  unsigned parameter = 0;

  while (parameter < MAX_PARAMETER && (n << (parameter + 1)) <= sum)
    parameter++;
  return parameter;
}

void
XcPlacesWriter::write_chunk ()
{
  uint64_t sum = 0;
  for (size_t i = 0; i < docids.size (); i++)
    each_distance (positions, i > 0 ? ends[i - 1] : 0, ends[i],
                   [&] (uint32_t distance) { sum += distance; });

  const unsigned parameter = choose_parameter (sum, positions.size ());
  std::string key (prefix), tag;
  xc_glass_append_sortable (key, docids.back ());
  xc_glass_append_number (tag, docids.front ());
  tag += static_cast<char> (parameter);

  BitWriter bits (tag);
  for (size_t i = 0; i < docids.size (); i++)
    {
      const uint32_t first = i > 0 ? ends[i - 1] : 0;

      bits.add_gamma (code_of (ends[i] - first));
      each_distance (positions, first, ends[i],
                     [&] (uint32_t distance) { bits.add_rice (distance, parameter); });
    }
  table.add (key, tag);
  docids.clear ();
  ends.clear ();
  positions.clear ();
}

void
XcPlacesWriter::finish (const std::string &uuid)
{
  std::string told = uuid;

  table.finish ();
  table.append_root (told);

  std::ofstream file (root_of (path), std::ios::binary | std::ios::trunc);
  file << told;
  file.close ();
  if (!file)
    throw Xapian::DatabaseError ("cannot write '" + root_of (path) + "'");
}

void
XcPlaceBits::fill ()
{
  while (n_bits <= 56 && !left.empty ())
    {
      window |= static_cast<uint64_t> (static_cast<unsigned char> (left.front ()))
                << (56 - n_bits);
      left.remove_prefix (1);
      n_bits += 8;
    }
}

/* Up to the next one, which is taken too. */
uint32_t
XcPlaceBits::count_zeros ()
{
  uint32_t n = 0;

  for (;;)
    {
      fill ();
      if (window != 0)
        break;
      if (left.empty ())
        throw Xapian::DatabaseCorruptError ("places are cut short");
      n += n_bits;
      n_bits = 0;
    }

  const auto zeros = static_cast<unsigned> (__builtin_clzll (window));
  window = zeros < 63 ? window << (zeros + 1) : 0;
  n_bits -= std::min (n_bits, zeros + 1);
  return n + zeros;
}

uint32_t
XcPlaceBits::read_rice (unsigned parameter)
{
  uint32_t value = count_zeros ();

  if (parameter == 0)
    return value;
  fill ();
  if (n_bits < parameter || value > UINT32_MAX >> parameter)
    throw Xapian::DatabaseCorruptError ("places are cut short");
  value = value << parameter | static_cast<uint32_t> (window >> (64 - parameter));
  window <<= parameter;
  n_bits -= parameter;
  return value;
}

uint32_t
XcPlaceBits::read_gamma ()
{
  const uint32_t n = count_zeros ();
  uint32_t value = 1;

  if (n == 0)
    return value;
  fill ();
  if (n > 31 || n_bits < n)
    throw Xapian::DatabaseCorruptError ("places are cut short");
  value = value << n | static_cast<uint32_t> (window >> (64 - n));
  window <<= n;
  n_bits -= n;
  return value;
}

static std::string
read_file (const std::string &path)
{
  std::ifstream file (path, std::ios::binary);

  return std::string ((std::istreambuf_iterator<char> (file)),
                      std::istreambuf_iterator<char> ());
}

std::unique_ptr<XcPlacesReader>
XcPlacesReader::open (const std::string &folder, const std::string &uuid)
{
  const std::string told = read_file (root_of (folder));

  if (uuid.size () != XC_GLASS_UUID_BYTES || told.compare (0, uuid.size (), uuid) != 0)
    return nullptr;

  XcGlassBytes bytes (std::string_view (told).substr (uuid.size ()));
  return std::unique_ptr<XcPlacesReader> (
      new XcPlacesReader (table_of (folder), XcGlassVersion::Table::read (bytes)));
}

XcPlacesReader::XcPlacesReader (const std::string &path, const XcGlassVersion::Table &of)
    : table (path, of)
{
}

bool
XcPlacesReader::seek (const std::string &term, uint32_t docid)
{
  key = term;
  key += '\0';
  const size_t n = key.size ();
  xc_glass_append_sortable (key, docid);

  /* Most often it is the next; after what could not be read, none is. */
  const bool was_sound = is_sound;
  is_sound = false;
  if (!(was_sound && table.has_entry () && table.key () < key && table.next ()
        && table.key () >= key && table.key ().compare (0, n, key, 0, n) == 0)
      && !table.seek (key))
    return false;
  if (table.key ().compare (0, n, key, 0, n) != 0)
    return false;

  XcGlassBytes tag (table.tag ());
  last = XcGlassBytes (std::string_view (table.key ()).substr (n)).read_sortable ();
  first = tag.read_number ();
  parameter = static_cast<unsigned char> (tag.read (1)[0]);
  if (parameter > MAX_PARAMETER)
    throw Xapian::DatabaseCorruptError ("places of an unknown kind");
  bits = XcPlaceBits (tag.rest ());
  is_sound = true;
  return true;
}

void
XcPlacesReader::next (std::vector<uint32_t> &positions)
{
  const uint32_t n = number_of (bits.read_gamma ());
  uint32_t position = 0;

  if (n > MAX_POSITIONS)
    throw Xapian::DatabaseCorruptError ("more places than words");
  positions.clear ();
  for (uint32_t i = 0; i < n; i++)
    positions.push_back (position += bits.read_rice (parameter) + 1);
}
