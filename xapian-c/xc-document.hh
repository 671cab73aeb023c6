/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-document.hh: what an XcDocument holds until it is written.
 *
 * A new document is arrays of what was added, one behind the other: a document of
 * libxapian's would be an allocation for each term, of which a run (xc-bulk.hh) has no
 * use. Only what was read from a database, or is taken apart again, is libxapian's own.
 */
#ifndef XC_DOCUMENT_HH
#define XC_DOCUMENT_HH

#include <xapian.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xapian-c/xc-dictionary.hh"

/* What was added of a term at once. @text and @first_position are places in the
 * document's arrays; positions rise. A term may have several. */
struct XcPosting
{
  uint32_t text = 0;
  uint32_t length = 0;
  uint32_t wdf = 0;
  uint32_t first_position = 0;
  uint32_t n_positions = 0;
};

/* @data: as they were set, not as they will be stored. */
struct XcDocument
{
  std::string data;
  std::map<Xapian::valueno, std::string> values; /* none of them empty */
  std::string texts;
  std::vector<uint32_t> positions;
  std::vector<XcPosting> postings;
  /* Where there is one it is all of the document, but for data that were set. */
  std::optional<Xapian::Document> loaded;
  bool is_data_set = false;

  std::string_view
  term (const XcPosting &posting) const
  {
    return std::string_view (texts).substr (posting.text, posting.length);
  }
};

/* Of @document, which stays as it is, as libxapian has it and with its data as a database
 * with @dictionary (or nullptr) stores them. */
Xapian::Document xc_document_build (const XcDocument &document,
                                    const XcDictionaryPtr &dictionary);

/* Its postings in the order of their terms, those of a term as they were added. */
std::vector<const XcPosting *> xc_document_sort (const XcDocument &document);

#endif
