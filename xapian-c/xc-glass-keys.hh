/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-glass-keys.hh: what stands where in the tables of libxapian's glass backend.
 *
 * From backends/glass/glass_postlist.cc, glass_values.cc and glass_positionlist.cc of
 * libxapian 1.4.22. All of it is of the table of postings, but for the keys of positions,
 * which are those of chunks of postings.
 */
#ifndef XC_GLASS_KEYS_HH
#define XC_GLASS_KEYS_HH

#include <cstdint>
#include <string>
#include <string_view>

#include "xapian-c/xc-glass.hh"

/* Before the keys that are of no term, in their order. */
#define XC_GLASS_METADATA_KEY std::string_view ("\0\xc0", 2)
#define XC_GLASS_VALUE_STATS_KEY std::string_view ("\0\xd0", 2)
#define XC_GLASS_VALUES_KEY std::string_view ("\0\xd8", 2)
#define XC_GLASS_LENGTHS_KEY std::string_view ("\0\xe0", 2)
/* Less than the key of any term, greater than these. */
#define XC_GLASS_FIRST_TERM_KEY std::string_view ("\1", 1)

/* A chunk of postings or of values that has come to it ends. */
#define XC_GLASS_CHUNK_BYTES 2000u
/* From glass_version.cc: what is not longer is not deflated. */
#define XC_GLASS_COMPRESS_MIN 18u

inline std::string
xc_glass_value_stats_key (uint32_t slot)
{
  std::string key (XC_GLASS_VALUE_STATS_KEY);

  for (; slot > 0; slot >>= 8)
    key += static_cast<char> (slot);
  return key;
}

inline std::string
xc_glass_values_key (uint32_t slot)
{
  std::string key (XC_GLASS_VALUES_KEY);

  xc_glass_append_number (key, slot);
  return key;
}

inline std::string
xc_glass_values_key (uint32_t slot, uint32_t docid)
{
  std::string key = xc_glass_values_key (slot);

  xc_glass_append_sortable (key, docid);
  return key;
}

/* What a document's entry in the table of term lists, or of data, is called; with a zero
 * byte behind it, in that of term lists, the slots that it uses. */
inline std::string
xc_glass_document_key (uint32_t docid)
{
  std::string key;

  xc_glass_append_sortable (key, docid);
  return key;
}

#endif
