/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-dictionary.hh: the data of documents, kept small by what data of their kind have in
 * common.
 *
 * libxapian deflates the data of each document by itself, and what is short gains little
 * by that. A dictionary of zstd is trained on the first data of a run (xc-bulk.hh) and
 * compresses them and all that follow: to 300 bytes where deflating leaves 527, and they
 * are read in a fifth of the time (sections of 900 bytes, doc/performance.md). It lies in
 * the metadata of the database, by its number, so that it goes with the data when
 * databases are merged, replicated or asked from afar; a database may have several.
 *
 * What is not compressed stands as it is. A frame of zstd begins as no GVariant of ours
 * does (RFC 8878, 3.1.1); data that begin so are made into a frame too, dictionary or
 * not, so that what begins so is always one.
 *
 * Functions throw what libxapian throws: what cannot be read is CORRUPT.
 */
#ifndef XC_DICTIONARY_HH
#define XC_DICTIONARY_HH

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct ZSTD_CDict_s;
struct ZSTD_DDict_s;
struct XcDatabase;

/* Never changed once made, and good for all threads. */
class XcDictionary
{
public:
  /* Before its number, what its key in the metadata begins with. */
  static constexpr const char *KEY_PREFIX = "xc-dictionary-";

  /* What a dictionary is trained on: more of it would gain little. */
  static constexpr size_t SAMPLE_BYTES = 1u << 20;

  /* Returns: nullptr where @samples have too little in common. */
  static std::shared_ptr<const XcDictionary>
  train (const std::vector<std::string> &samples);

  /* The one, of those that @db has, with which more is to be written; or nullptr. */
  static std::shared_ptr<const XcDictionary> find (const Xapian::Database &db);

  /* @bytes: as bytes () gave them */
  explicit XcDictionary (std::string bytes);
  ~XcDictionary ();
  XcDictionary (const XcDictionary &) = delete;
  XcDictionary &operator= (const XcDictionary &) = delete;

  const std::string &
  bytes () const
  {
    return content;
  }

  /* Its key in the metadata. */
  std::string key () const;

  const ZSTD_DDict_s *
  reader () const
  {
    return decompressing;
  }
  const ZSTD_CDict_s *
  writer () const
  {
    return compressing;
  }

private:
  std::string content;
  ZSTD_CDict_s *compressing;
  ZSTD_DDict_s *decompressing;
};

using XcDictionaryPtr = std::shared_ptr<const XcDictionary>;

/* @data as they are stored. @dictionary: or nullptr */
std::string xc_data_pack (const XcDictionaryPtr &dictionary, const std::string &data);

/* What was stored, read with the dictionaries of @db, which keeps those it has met. */
std::string xc_data_unpack (const XcDatabase &db, const std::string &stored);

#endif
