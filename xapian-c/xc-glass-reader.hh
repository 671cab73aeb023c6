/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-glass-reader.hh: a table of libxapian's glass backend, read in the order of its
 * keys.
 *
 * libxapian gives positions for one document and one term at a time, each looked up from
 * the root; whoever wants all of a table gets it here at the pace of the disk. The layout
 * is that of glass_table.h of libxapian 1.4.22, and of xc-glass-table.hh.
 *
 * What is read belongs to one commit, and must not be written to meanwhile. Functions
 * throw what libxapian throws: CORRUPT where a block is not what it must be.
 */
#ifndef XC_GLASS_READER_HH
#define XC_GLASS_READER_HH

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

class XcGlassBytes;

/* What the file "iamglass" says of the newest commit. */
struct XcGlassVersion
{
  struct Table
  {
    uint32_t root = 0;
    uint32_t level = 0;
    uint32_t block_bytes = 0;
    bool is_empty = true;

    /* As XcGlassTable::append_root () wrote it. */
    static Table read (XcGlassBytes &bytes);
  };

  std::string uuid; /* its bytes */
  Table postings, data, lists, positions;
  uint32_t last_docid = 0;

  static XcGlassVersion read (const std::string &folder);
};

class XcGlassReader
{
public:
  /* @file_path: need not be where @table is empty. */
  XcGlassReader (const std::string &file_path, const XcGlassVersion::Table &table);
  ~XcGlassReader ();
  XcGlassReader (const XcGlassReader &) = delete;
  XcGlassReader &operator= (const XcGlassReader &) = delete;

  /* Goes to the first entry whose key is @key or greater, and reads it. Returns: whether
   * there is one. */
  bool seek (std::string_view key);

  /* Goes to the next. */
  bool next ();

  /* Whether seek () and next () have come to an entry, and not past the last. */
  bool
  has_entry () const
  {
    return !entry_key.empty ();
  }

  const std::string &
  key () const
  {
    return entry_key;
  }

  /* Inflated, where it was deflated. */
  const std::string &tag ();

  /* As it stands in the table, until tag () was called. */
  const std::string &
  packed_tag () const
  {
    return entry_tag;
  }
  bool
  is_deflated () const
  {
    return entry_is_deflated;
  }

private:
  struct Block
  {
    std::vector<uint8_t> bytes;
    uint32_t at = 0; /* of its directory */
  };
  struct Branch
  {
    std::string_view key;
    unsigned component = 0;
    uint32_t child = 0;
  };
  struct Item
  {
    std::string_view key;
    std::string_view tag;
    unsigned flags = 0;
  };

  uint32_t dir_end (const Block &block) const;
  uint32_t place (const Block &block, uint32_t at) const;
  void load (uint32_t level, uint32_t number);
  Branch branch (const Block &block, uint32_t at) const;
  Item item (const Block &block, uint32_t at) const;
  bool step (uint32_t level);
  void descend (uint32_t level, std::string_view key);
  void take ();

  std::string path;
  int file = -1;
  XcGlassVersion::Table table;
  std::vector<Block> blocks; /* by level; the leaf first */
  std::string entry_key, entry_tag;
  bool entry_is_deflated = false;
};

#endif
