/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-glass-reader.hh"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>
#include <zlib.h>

#include <cerrno>
#include <fstream>
#include <iterator>

#include "xapian-c/xc-glass-layout.hh"
#include "xapian-c/xc-glass.hh"

/* More levels than a table of 2^32 blocks has. */
#define MAX_LEVEL 16u
#define MAX_TAG_BYTES (size_t{ 1 } << 30)

XcGlassVersion::Table
XcGlassVersion::Table::read (XcGlassBytes &bytes)
{
  Table table;

  table.root = bytes.read_number ();
  const uint32_t value = bytes.read_number ();
  table.level = value >> 2;
  table.is_empty = (value & XC_GLASS_NO_ROOT) != 0;
  bytes.read_long (); /* entries */
  table.block_bytes = bytes.read_number () << XC_GLASS_BLOCK_SHIFT;
  bytes.read_number (); /* what is not deflated */
  bytes.read_string (); /* free blocks */
  if (!table.is_empty
      && (table.level > MAX_LEVEL || table.block_bytes < 2048
          || table.block_bytes > 65536))
    throw Xapian::DatabaseCorruptError ("a table of no known shape");
  return table;
}

XcGlassVersion
XcGlassVersion::read (const std::string &folder)
{
  std::ifstream file (folder + "/iamglass", std::ios::binary);
  const std::string all ((std::istreambuf_iterator<char> (file)),
                         std::istreambuf_iterator<char> ());
  XcGlassBytes bytes (all);
  XcGlassVersion version;

  if (bytes.read (XC_GLASS_MAGIC_BYTES) != XC_GLASS_MAGIC)
    throw Xapian::DatabaseVersionError ("'" + folder + "' is of another format");
  version.uuid = bytes.read (XC_GLASS_UUID_BYTES);
  bytes.read_number (); /* commit */
  version.postings = Table::read (bytes);
  version.data = Table::read (bytes);
  version.lists = Table::read (bytes);
  version.positions = Table::read (bytes);
  Table::read (bytes); /* spellings */
  Table::read (bytes); /* synonyms */
  if (bytes.is_at_end ())
    return version;

  const uint32_t n_documents = bytes.read_number ();
  version.last_docid = n_documents + bytes.read_number ();
  return version;
}

XcGlassReader::XcGlassReader (const std::string &file_path,
                              const XcGlassVersion::Table &of)
    : path (file_path), table (of), blocks (of.level + 1)
{
  if (table.is_empty)
    return;
  file = open (path.c_str (), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    throw Xapian::DatabaseOpeningError ("cannot open '" + path + "'", errno);
}

XcGlassReader::~XcGlassReader ()
{
  if (file >= 0)
    close (file);
}

[[noreturn]] static void
fail (const std::string &path)
{
  throw Xapian::DatabaseCorruptError ("a block of '" + path + "' is damaged");
}

static unsigned
get2 (const std::vector<uint8_t> &bytes, uint32_t at)
{
  return static_cast<unsigned> (bytes[at] << 8 | bytes[at + 1]);
}

uint32_t
XcGlassReader::dir_end (const Block &block) const
{
  return get2 (block.bytes, XC_GLASS_DIR_END);
}

void
XcGlassReader::load (uint32_t level, uint32_t number)
{
  Block &block = blocks[level];

  block.bytes.resize (table.block_bytes);
  for (size_t n = 0; n < block.bytes.size ();)
    {
      const ssize_t got = pread (file, block.bytes.data () + n, block.bytes.size () - n,
                                 static_cast<off_t> (number) * table.block_bytes
                                     + static_cast<off_t> (n));

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        throw Xapian::DatabaseError ("cannot read '" + path + "'", errno);
      if (got == 0)
        fail (path);
      n += static_cast<size_t> (got);
    }
  block.at = XC_GLASS_DIR_START;
  if (block.bytes[XC_GLASS_LEVEL] != level || dir_end (block) <= XC_GLASS_DIR_START
      || dir_end (block) > table.block_bytes)
    fail (path);
}

/* Where the entry of the directory at @at lies. */
uint32_t
XcGlassReader::place (const Block &block, uint32_t at) const
{
  const uint32_t found = get2 (block.bytes, at);

  if (found < dir_end (block) || found + XC_GLASS_B4 + XC_GLASS_K1 > table.block_bytes)
    fail (path);
  return found;
}

/* An entry of a block above the leaves. */
XcGlassReader::Branch
XcGlassReader::branch (const Block &block, uint32_t at) const
{
  const uint32_t from = place (block, at);
  const uint32_t n_key = block.bytes[from + XC_GLASS_B4];
  const uint32_t key = from + XC_GLASS_B4 + XC_GLASS_K1;
  Branch found;

  if (key + n_key + XC_GLASS_X2 > table.block_bytes)
    fail (path);
  found.key = { reinterpret_cast<const char *> (block.bytes.data ()) + key, n_key };
  found.component = get2 (block.bytes, key + n_key);
  found.child = static_cast<uint32_t> (get2 (block.bytes, from)) << 16
                | get2 (block.bytes, from + 2);
  return found;
}

XcGlassReader::Item
XcGlassReader::item (const Block &block, uint32_t at) const
{
  const uint32_t from = get2 (block.bytes, at);
  const uint32_t head = XC_GLASS_I2 + XC_GLASS_K1;
  Item found;

  if (from < dir_end (block) || from + head > table.block_bytes)
    fail (path);
  found.flags = get2 (block.bytes, from);

  const uint32_t end = from + head + (found.flags & XC_GLASS_ITEM_BYTES);
  const uint32_t n_key = block.bytes[from + XC_GLASS_I2];
  const uint32_t n_component = (found.flags & XC_GLASS_FIRST) != 0 ? 0 : XC_GLASS_X2;
  const auto *bytes = reinterpret_cast<const char *> (block.bytes.data ());
  if (end > table.block_bytes || from + head + n_key + n_component > end)
    fail (path);
  found.key = { bytes + from + head, n_key };
  found.tag = { bytes + from + head + n_key + n_component,
                end - from - head - n_key - n_component };
  return found;
}

/* To the next entry of the level; false behind the last. */
bool
XcGlassReader::step (uint32_t level)
{
  Block &block = blocks[level];

  block.at += XC_GLASS_D2;
  if (block.at < dir_end (block))
    return true;
  if (level == table.level || !step (level + 1))
    return false;

  const Block &above = blocks[level + 1];
  load (level, branch (above, above.at).child);
  return true;
}

/* To the last entry of each level that does not come after the first piece of @wanted;
 * the first key of a block above the leaves is told by the one above it. */
void
XcGlassReader::descend (uint32_t level, std::string_view wanted)
{
  Block &block = blocks[level];

  while (block.at + XC_GLASS_D2 < dir_end (block))
    {
      const Branch next = branch (block, block.at + XC_GLASS_D2);

      if (next.key > wanted || (next.key == wanted && next.component > 1))
        break;
      block.at += XC_GLASS_D2;
    }
  load (level - 1, branch (block, block.at).child);
  if (level > 1)
    descend (level - 1, wanted);
}

static void
inflate_into (std::string &out, const std::string &tag, const std::string &path)
{
  z_stream stream = {};
  char buffer[8192];
  int state = inflateInit2 (&stream, -15);

  out.clear ();
  stream.next_in = reinterpret_cast<Bytef *> (const_cast<char *> (tag.data ()));
  stream.avail_in = static_cast<uInt> (tag.size ());
  while (state == Z_OK && out.size () < MAX_TAG_BYTES)
    {
      stream.next_out = reinterpret_cast<Bytef *> (buffer);
      stream.avail_out = sizeof buffer;
      state = inflate (&stream, Z_SYNC_FLUSH);
      out.append (buffer, sizeof buffer - stream.avail_out);
    }
  inflateEnd (&stream);
  if (state != Z_STREAM_END)
    fail (path);
}

/* The entry that begins where the leaf stands, with all of its pieces; the leaf then
 * stands at its last. */
void
XcGlassReader::take ()
{
  Item piece = item (blocks[0], blocks[0].at);

  entry_is_deflated = (piece.flags & XC_GLASS_DEFLATED) != 0;
  if ((piece.flags & XC_GLASS_FIRST) == 0)
    fail (path);
  entry_key = piece.key;
  entry_tag = piece.tag;
  while ((piece.flags & XC_GLASS_LAST) == 0)
    {
      if (!step (0) || entry_tag.size () > MAX_TAG_BYTES)
        fail (path);
      piece = item (blocks[0], blocks[0].at);
      if ((piece.flags & XC_GLASS_FIRST) != 0 || piece.key != entry_key)
        fail (path);
      entry_tag += piece.tag;
    }
}

const std::string &
XcGlassReader::tag ()
{
  if (entry_is_deflated)
    {
      std::string inflated;

      inflate_into (inflated, entry_tag, path);
      entry_tag.swap (inflated);
      entry_is_deflated = false;
    }
  return entry_tag;
}

bool
XcGlassReader::seek (std::string_view key)
{
  entry_key.clear ();
  if (table.is_empty)
    return false;
  load (table.level, table.root);
  if (table.level > 0)
    descend (table.level, key);
  for (;;)
    {
      const Item found = item (blocks[0], blocks[0].at);

      /* The very first has no key. */
      if ((found.flags & XC_GLASS_FIRST) != 0 && !found.key.empty () && found.key >= key)
        {
          take ();
          return true;
        }
      if (!step (0))
        return false;
    }
}

bool
XcGlassReader::next ()
{
  if (entry_key.empty ())
    return false;
  if (!step (0))
    {
      entry_key.clear ();
      return false;
    }
  take ();
  return true;
}
