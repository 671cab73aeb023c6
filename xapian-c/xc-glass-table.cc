/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-glass-table.hh"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "xapian-c/xc-glass-layout.hh"
#include "xapian-c/xc-glass.hh"

/* From glass_table.h. */
#define BLOCK_BYTES 8192u
#define BLOCK_CAPACITY 4u
#define MAX_ITEM_BYTES                                                                   \
  ((BLOCK_BYTES - XC_GLASS_DIR_START - BLOCK_CAPACITY * XC_GLASS_D2) / BLOCK_CAPACITY)
#define MAX_KEY_BYTES 255u
#define MAX_PIECES 65535u

/* All of a table is of one commit. */
#define REVISION 1u

#define UNWRITTEN_BYTES (64u * BLOCK_BYTES)

static void
put2 (uint8_t *at, unsigned value)
{
  at[0] = static_cast<uint8_t> (value >> 8);
  at[1] = static_cast<uint8_t> (value);
}

static void
put4 (uint8_t *at, uint32_t value)
{
  put2 (at, value >> 16);
  put2 (at + 2, value & 0xffff);
}

/* The directory grows from the front, items from the back. */
class XcGlassTable::Block
{
public:
  explicit Block (unsigned level)
  {
    put4 (bytes, REVISION);
    bytes[XC_GLASS_LEVEL] = static_cast<uint8_t> (level);
  }

  bool
  has_room (unsigned n_bytes) const
  {
    return dir_end + XC_GLASS_D2 + n_bytes <= items;
  }

  /* Room for one more item, behind those there are. */
  uint8_t *
  take (unsigned n_bytes)
  {
    items -= n_bytes;
    put2 (bytes + dir_end, items);
    dir_end += XC_GLASS_D2;
    return bytes + items;
  }

  const char *
  close ()
  {
    put2 (bytes + 5, items - dir_end);
    put2 (bytes + 7, items - dir_end);
    put2 (bytes + XC_GLASS_DIR_END, dir_end);
    return reinterpret_cast<const char *> (bytes);
  }

private:
  unsigned dir_end = XC_GLASS_DIR_START;
  unsigned items = BLOCK_BYTES;
  uint8_t bytes[BLOCK_BYTES] = { 0 };
};

/* As libxapian's own CompressionStream. */
struct XcGlassTable::Deflater
{
  z_stream stream = {};
  std::vector<Bytef> out;

  Deflater ()
  {
    if (deflateInit2 (&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 9,
                      Z_DEFAULT_STRATEGY)
        != Z_OK)
      throw std::bad_alloc ();
  }
  ~Deflater () { deflateEnd (&stream); }
  Deflater (const Deflater &) = delete;
  Deflater &operator= (const Deflater &) = delete;
};

[[noreturn]] static void
fail (const std::string &path, const char *what)
{
  const int why = errno;

  throw Xapian::DatabaseError ("cannot " + std::string (what) + " '" + path + "'", why);
}

XcGlassTable::XcGlassTable (const std::string &file_path, uint32_t deflate_past)
    : path (file_path), compress_min (deflate_past)
{
  file = open (path.c_str (), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0)
    fail (path, "create");
  unwritten.reserve (UNWRITTEN_BYTES);
}

XcGlassTable::~XcGlassTable ()
{
  if (file >= 0)
    close (file);
  delete deflater;
}

void
XcGlassTable::flush ()
{
  const char *at = unwritten.data ();
  size_t left = unwritten.size ();

  while (left > 0)
    {
      const ssize_t written = ::write (file, at, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        fail (path, "write");
      at += written;
      left -= static_cast<size_t> (written);
    }
  unwritten.clear ();
}

void
XcGlassTable::write (Block &block)
{
  const char *bytes = block.close ();

  unwritten.insert (unwritten.end (), bytes, bytes + BLOCK_BYTES);
  if (unwritten.size () >= UNWRITTEN_BYTES)
    flush ();
}

static size_t
count_alike (std::string_view a, std::string_view b)
{
  const size_t shorter = std::min (a.size (), b.size ());
  size_t n = 0;

  while (n < shorter && a[n] == b[n])
    n++;
  return n;
}

/* What tells its first key from the last one before it leads to a leaf. */
void
XcGlassTable::begin_leaf (const Item &first)
{
  Child child;

  child.block = n_blocks++;
  if (child.block > 0)
    {
      const size_t told
          = std::min (count_alike (last_key, first.key) + 1, first.key.size ());

      child.key = first.key.substr (0, told);
      child.component = first.component;
    }
  leaves.push_back (child);
  leaf.emplace_back (0);
  if (child.block > 0)
    return;

  /* The first leaf begins with an item that has no key. */
  uint8_t *none = leaf.back ().take (XC_GLASS_I2 + XC_GLASS_K1);
  put2 (none, XC_GLASS_FIRST | XC_GLASS_LAST);
  none[XC_GLASS_I2] = 0;
}

void
XcGlassTable::add_item (const Item &item)
{
  const bool is_first = (item.flags & XC_GLASS_FIRST) != 0;
  const size_t head
      = XC_GLASS_I2 + XC_GLASS_K1 + item.key.size () + (is_first ? 0 : XC_GLASS_X2);
  const unsigned n_bytes = static_cast<unsigned> (head + item.tag.size ());

  if (!leaf.empty () && !leaf.back ().has_room (n_bytes))
    {
      write (leaf.back ());
      leaf.clear ();
    }
  if (leaf.empty ())
    begin_leaf (item);

  uint8_t *at = leaf.back ().take (n_bytes);
  put2 (at, (n_bytes - XC_GLASS_I2 - XC_GLASS_K1) | item.flags);
  at[XC_GLASS_I2] = static_cast<uint8_t> (item.key.size ());
  memcpy (at + XC_GLASS_I2 + XC_GLASS_K1, item.key.data (), item.key.size ());
  if (!is_first)
    put2 (at + head - XC_GLASS_X2, item.component);
  if (!item.tag.empty ())
    memcpy (at + head, item.tag.data (), item.tag.size ());
}

/* Returns: @tag, or what it becomes, until the next call. */
std::string_view
XcGlassTable::deflate (std::string_view tag, bool *is_deflated)
{
  *is_deflated = false;
  if (compress_min == 0 || tag.size () <= compress_min)
    return tag;
  if (deflater == nullptr)
    deflater = new Deflater;

  z_stream &stream = deflater->stream;
  if (deflateReset (&stream) != Z_OK)
    throw Xapian::DatabaseError ("cannot deflate");
  deflater->out.resize (std::max (deflater->out.size (), tag.size ()));
  stream.next_in = reinterpret_cast<Bytef *> (const_cast<char *> (tag.data ()));
  stream.avail_in = static_cast<uInt> (tag.size ());
  stream.next_out = deflater->out.data ();
  stream.avail_out = static_cast<uInt> (tag.size ());
  if (::deflate (&stream, Z_FINISH) != Z_STREAM_END || stream.total_out >= tag.size ())
    return tag;
  *is_deflated = true;
  return { reinterpret_cast<const char *> (deflater->out.data ()), stream.total_out };
}

void
XcGlassTable::add_pieces (std::string_view key, std::string_view tag, bool is_deflated)
{
  if (key.empty () || key.size () > MAX_KEY_BYTES)
    throw Xapian::InvalidArgumentError ("key of a wrong length");
  if (key <= last_key)
    throw Xapian::DatabaseCorruptError ("keys of '" + path + "' do not rise");

  std::string_view left = tag;
  const size_t head = XC_GLASS_I2 + XC_GLASS_K1 + key.size ();
  const unsigned always = is_deflated ? XC_GLASS_DEFLATED : 0;
  unsigned component = 1;
  do
    {
      const size_t most = MAX_ITEM_BYTES - head - (component > 1 ? XC_GLASS_X2 : 0);
      const std::string_view piece = left.substr (0, most);

      left.remove_prefix (piece.size ());
      if (component > MAX_PIECES)
        throw Xapian::UnimplementedError ("tag too long");
      add_item ({ key, piece, component,
                  always | (component == 1 ? XC_GLASS_FIRST : 0)
                      | (left.empty () ? XC_GLASS_LAST : 0) });
      /* For the next piece, which may begin a leaf. */
      last_key = key;
      component++;
    }
  while (!left.empty ());
  n_entries++;
}

void
XcGlassTable::add (std::string_view key, std::string_view tag, bool is_packed)
{
  bool is_deflated = false;
  const std::string_view smallest = is_packed ? tag : deflate (tag, &is_deflated);

  add_pieces (key, smallest, is_deflated);
}

void
XcGlassTable::add_deflated (std::string_view key, std::string_view tag)
{
  add_pieces (key, tag, true);
}

/* Returns: the blocks of this level. A block leads to at least two of the level below,
 * but for the last. */
std::vector<XcGlassTable::Child>
XcGlassTable::add_level (const std::vector<Child> &children, unsigned at_level)
{
  std::vector<Child> made;
  std::vector<Block> block;

  for (const Child &child : children)
    {
      /* The first key of a block is told by the block above. */
      size_t n_key = block.empty () ? 0 : child.key.size ();

      if (!block.empty ()
          && !block.back ().has_room (XC_GLASS_B4 + XC_GLASS_K1 + n_key + XC_GLASS_X2))
        {
          write (block.back ());
          block.clear ();
          n_key = 0;
        }
      if (block.empty ())
        {
          made.push_back (child);
          made.back ().block = n_blocks++;
          block.emplace_back (at_level);
        }

      const unsigned n_bytes
          = static_cast<unsigned> (XC_GLASS_B4 + XC_GLASS_K1 + n_key + XC_GLASS_X2);
      uint8_t *at = block.back ().take (n_bytes);
      put4 (at, child.block);
      at[XC_GLASS_B4] = static_cast<uint8_t> (n_key);
      memcpy (at + XC_GLASS_B4 + XC_GLASS_K1, child.key.data (), n_key);
      put2 (at + XC_GLASS_B4 + XC_GLASS_K1 + n_key, n_key > 0 ? child.component : 0);
    }
  write (block.back ());
  return made;
}

void
XcGlassTable::finish ()
{
  if (!leaf.empty ())
    {
      write (leaf.back ());
      leaf.clear ();
    }

  std::vector<Child> top = std::move (leaves);
  while (top.size () > 1)
    top = add_level (top, ++level);
  if (!top.empty ())
    root = top.front ().block;
  flush ();

  const int closing = file;
  file = -1;
  if (close (closing) != 0)
    fail (path, "close");
}

static void
append_root_info (std::string &to, uint32_t root, unsigned value, uint64_t n_entries,
                  uint32_t compress_min, std::string_view free_list)
{
  xc_glass_append_number (to, root);
  xc_glass_append_number (to, value);
  xc_glass_append_number (to, n_entries);
  xc_glass_append_number (to, BLOCK_BYTES >> XC_GLASS_BLOCK_SHIFT);
  xc_glass_append_number (to, compress_min);
  xc_glass_append_string (to, free_list);
}

void
XcGlassTable::append_no_root (std::string &to, uint32_t deflate_past)
{
  append_root_info (to, 0, XC_GLASS_NO_ROOT | XC_GLASS_IN_ORDER, 0, deflate_past, {});
}

void
XcGlassTable::append_root (std::string &to) const
{
  if (is_empty ())
    {
      append_no_root (to, compress_min);
      return;
    }

  /* Of free blocks there are none: the list begins and ends at nothing. */
  std::string free_list;
  xc_glass_append_number (free_list, REVISION);
  xc_glass_append_number (free_list, n_blocks);
  free_list.append (4, '\0');
  append_root_info (to, root, level << 2 | XC_GLASS_IN_ORDER, n_entries, compress_min,
                    free_list);
}
