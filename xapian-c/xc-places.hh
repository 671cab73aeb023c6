/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-places.hh: where the words of a merged database's documents stand.
 *
 * libxapian keeps an entry for each word of each document, of which its key and lengths
 * are the most: 16 bytes for a word. Here the documents of a word follow each other in
 * chunks, in the order of its list of postings, which says which they are, and a place
 * takes a byte. They lie in a table of their own beside libxapian's, of the same make
 * (xc-glass-table.hh), that is written once; what is added to the database later is not
 * in it, and has positions as libxapian keeps them.
 *
 * Of words that few documents have, or one document without end, nothing is kept: what
 * has one of these is quickly looked through by its data (XcPlaces). Nor is it of what a
 * former database did not keep it for.
 *
 * A chunk is called by its word, a zero byte, and its last document. It has its first
 * document and a parameter, and then for each document, in bits, the highest first: how
 * many places it has (none: not known), in Elias' gamma code, one being the shortest; and
 * their distances, the first from 0, less one, in Rice's code with that parameter.
 *
 * Functions throw what libxapian throws.
 */
#ifndef XC_PLACES_HH
#define XC_PLACES_HH

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "xapian-c/xc-glass-reader.hh"
#include "xapian-c/xc-glass-table.hh"

/* Where the metadata of a database with places has the number up to which documents have
 * them: a copy that libxapian makes has that, but not the places. */
#define XC_PLACES_METADATA "xc-places"

/* As many documents a word must have for its places to be kept. */
#define XC_PLACES_FEWEST 24u
/* What stands in one document more often is not kept: no text that is meant to be read
 * has so much of a word. */
#define XC_PLACES_MOST 65536u

class XcPlacesWriter
{
public:
  /* @folder: of the database */
  explicit XcPlacesWriter (const std::string &folder);

  /* @term: greater than the one before */
  void begin_term (std::string_view term);

  /* One of its documents, in their order. @positions: rising; empty where they are not
   * known */
  void add (uint32_t docid, const std::vector<uint32_t> &positions);
  void end_term ();

  /* @uuid: of the database, as its file "iamglass" has it */
  void finish (const std::string &uuid);

private:
  void write_chunk ();

  const std::string path;
  XcGlassTable table;
  std::string prefix;              /* of the keys of the term under way */
  std::vector<uint32_t> docids;    /* of the chunk that is filled */
  std::vector<uint32_t> ends;      /* of their positions */
  std::vector<uint32_t> positions; /* of all, each after the other */
};

/* Bits as they are written, the highest of a byte first. */
class XcPlaceBits
{
public:
  explicit XcPlaceBits (std::string_view bytes) : left (bytes) {}

  uint32_t read_gamma ();
  uint32_t read_rice (unsigned parameter);

private:
  void fill ();
  uint32_t count_zeros ();

  std::string_view left;
  uint64_t window = 0; /* what comes next, from the highest bit */
  unsigned n_bits = 0;
};

/* Of one word, or any of the next ones in their order. */
class XcPlacesReader
{
public:
  /* @uuid: of the database that is read there, as its file "iamglass" has it
   * Returns: nullptr where there are none, or those of another database. */
  static std::unique_ptr<XcPlacesReader> open (const std::string &folder,
                                               const std::string &uuid);

  /* Goes to the chunk of @term that has @docid or what comes next. Returns: whether there
   * is one, which then is read from its first document. */
  bool seek (const std::string &term, uint32_t docid);

  uint32_t
  get_first () const
  {
    return first;
  }
  uint32_t
  get_chunk_last () const
  {
    return last;
  }

  /* Reads those of the next document of the chunk. @positions: replaced; empty where they
   * are not known */
  void next (std::vector<uint32_t> &positions);

private:
  XcPlacesReader (const std::string &path, const XcGlassVersion::Table &of);

  XcGlassReader table;
  bool is_sound = false; /* table stands where the chunk is */
  std::string key;
  uint32_t first = 0, last = 0;
  unsigned parameter = 0;
  XcPlaceBits bits{ {} };
};

#endif
