/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-glass-table.hh: a table of libxapian's glass backend, written from its first key to
 * its last, once.
 *
 * The layout is that of glass_table.h of libxapian 1.4.22: blocks of 8 KiB; leaves in the
 * order of their keys, then the blocks that lead to them, level by level. Since nothing
 * is looked up and no block is written twice, that takes a tenth of what libxapian's own
 * way takes, which must be good for any order.
 *
 * Functions throw what libxapian throws.
 */
#ifndef XC_GLASS_TABLE_HH
#define XC_GLASS_TABLE_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

class XcGlassTable
{
public:
  /* @file_path is made or emptied. @deflate_past: tags of more bytes are deflated, where
   * that makes them shorter; 0 for none. */
  XcGlassTable (const std::string &file_path, uint32_t deflate_past);
  ~XcGlassTable ();
  XcGlassTable (const XcGlassTable &) = delete;
  XcGlassTable &operator= (const XcGlassTable &) = delete;

  /* @key: greater than the one before; not empty, at most 255 bytes.
   * @is_packed: to deflate @tag would gain nothing */
  void add (std::string_view key, std::string_view tag, bool is_packed = false);

  /* The same of a tag that another table of this kind has deflated. */
  void add_deflated (std::string_view key, std::string_view tag);

  /* Writes what is left, and closes the file. */
  void finish ();

  /* What the file "iamglass" says of it; finished. */
  void append_root (std::string &to) const;

  /* Of a table that has no file. */
  static void append_no_root (std::string &to, uint32_t deflate_past);

  bool
  is_empty () const
  {
    return n_entries == 0;
  }

private:
  /* A block of the level below, and what the first key in it begins with. */
  struct Child
  {
    std::string key;
    unsigned component = 0; /* 0 where there is no key: it is the first of all */
    uint32_t block = 0;
  };
  struct Item
  {
    std::string_view key;
    std::string_view tag;
    unsigned component;
    unsigned flags;
  };
  class Block;
  struct Deflater;

  void add_pieces (std::string_view key, std::string_view tag, bool is_deflated);
  void add_item (const Item &item);
  void begin_leaf (const Item &first);
  void write (Block &block);
  void flush ();
  std::vector<Child> add_level (const std::vector<Child> &children, unsigned level);
  std::string_view deflate (std::string_view tag, bool *is_deflated);

  std::string path;
  int file = -1;
  uint32_t compress_min;
  std::vector<char> unwritten;
  std::vector<Block> leaf; /* the one that is filled, or none */
  std::vector<Child> leaves;
  std::string last_key;
  Deflater *deflater = nullptr;
  uint64_t n_entries = 0;
  uint32_t n_blocks = 0;
  uint32_t root = 0;
  unsigned level = 0;
};

#endif
