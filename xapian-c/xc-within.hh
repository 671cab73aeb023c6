/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-within.hh: whether words stand near each other, or in order: by where they stand, or
 * by the data of a document, which tell that (XcPlaces), of databases that have not got
 * libxapian's positions.
 */
#ifndef XC_WITHIN_HH
#define XC_WITHIN_HH

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "xapian-c/xapian-c.h"

class XcWithin
{
public:
  /* @op: OP_NEAR or OP_PHRASE, with @window as libxapian has it
   * @of_places: which terms may stand in each of its places */
  XcWithin (Xapian::Query::op op, uint32_t window,
            const std::vector<std::vector<std::string> > &of_places);

  /* Whether it is true of the document with @data. Throws CORRUPT where these cannot be
   * read. */
  bool holds (const XcPlaces &reader, const std::string &data);

  /* The same of a document whose positions are given: begin (), put () for each, and
   * whether it holds. */
  void begin ();
  void
  put (unsigned place, uint32_t position)
  {
    positions[place].push_back (position);
  }
  bool holds ();

private:
  static void note (const char *term, size_t size, uint32_t position, void *within);
  bool stand_in_order () const;
  bool stand_near () const;
  bool fit (const std::vector<std::pair<uint32_t, unsigned> > &all, size_t first,
            size_t end) const;

  const bool is_phrase;
  const uint32_t window;
  const size_t n_places;
  std::vector<std::string> terms; /* what places_of points into */
  std::unordered_map<std::string_view, std::vector<unsigned> > places_of;
  bool begins[256] = { false };                  /* terms with these bytes */
  std::vector<std::vector<uint32_t> > positions; /* of each place */
};

#endif
