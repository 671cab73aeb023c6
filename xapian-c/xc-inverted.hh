/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-inverted.hh: which documents have which terms, and where, collected document by
 * document and read term by term.
 *
 * What is kept of a posting is a few bytes in a chain of pieces that belongs to its term.
 * libxapian keeps a node of an ordered map for each, and one more for its positions:
 * walking these for every posting was a tenth of a whole run's time.
 */
#ifndef XC_INVERTED_HH
#define XC_INVERTED_HH

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/hash.h"

class XcInverted
{
public:
  struct Term
  {
    uint32_t text = 0; /* where it stands */
    uint32_t length = 0;
    uint32_t hash = 0;
    uint32_t n_documents = 0;
    uint32_t collection_wdf = 0; /* as libxapian has it: of 32 bits */
    uint32_t last_docid = 0;
    uint32_t first_piece = 0;
    uint32_t last_piece = 0;
    uint32_t end = 0;   /* of what is written of the last piece */
    uint32_t limit = 0; /* of the last piece */
  };
  /* A posting as it is read: @positions packed (xc_glass_append_positions ()), or
   * empty. */
  struct Posting
  {
    uint32_t docid = 0;
    uint32_t wdf = 0;
    std::string positions;
  };

  XcInverted ();

  /* @docid rises. Throws std::length_error past 4 GiB. */
  void add (std::string_view term, uint32_t docid, uint32_t wdf,
            std::string_view positions);

  /* All of them, in the order of their bytes; alive until the next add (). */
  std::vector<const Term *> sort () const;

  std::string_view
  text (const Term &term) const
  {
    return std::string_view (texts).substr (term.text, term.length);
  }

  /* The postings of a term, one after the other. */
  class Reader
  {
  public:
    Reader (const XcInverted &all, const Term &term);
    bool next (Posting &posting);

  private:
    uint32_t read_number ();
    void read (char *to, size_t n_bytes);

    const XcInverted &inverted;
    uint32_t n_left;
    uint32_t docid = 0;
    uint32_t at, limit, piece;
  };

private:
  Term &find (std::string_view term);
  void grow ();
  void append (Term &term, const char *bytes, size_t n_bytes);
  void begin_piece (Term &term);

  GfHashKey key;
  std::string texts;
  std::vector<Term> terms;
  std::vector<uint32_t> slots; /* a term's number from 1, or 0; a power of two */
  std::vector<char> bytes;     /* pieces: where the next begins, how long it is, bytes */
  std::string scratch;
};

#endif
