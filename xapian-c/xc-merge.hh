/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-merge.hh: several databases written as one, without what was taken out of them.
 *
 * libxapian's own compaction copies blocks of postings as they are: a piece of a list
 * from each source stays a piece of its own, what a list has of documents that are gone
 * comes along, and their numbers may then be those of others. Here every list is read
 * and written anew, from the tables themselves (xc-glass-reader.hh,
 * xc-glass-database.hh), in one pass over each of them.
 *
 * Functions throw what libxapian throws.
 */
#ifndef XC_MERGE_HH
#define XC_MERGE_HH

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "xapian-c/xc-glass-database.hh"
#include "xapian-c/xc-glass-reader.hh"

class XcMerge
{
public:
  /* @sources: folders of databases of the known format, which nobody writes to meanwhile
   * @destination: as XcGlassDatabase has it
   * @is_lean: to list no terms, and to keep places; else as XcBulk with filters */
  XcMerge (const std::vector<std::string> &sources, const std::string &destination,
           bool is_lean);

  void run ();

private:
  /* The newest commit of one. */
  struct Source
  {
    explicit Source (const std::string &folder, const XcGlassVersion &version);

    const std::string path;
    const XcGlassVersion shown;
    XcGlassReader postings, positions;
    std::unique_ptr<XcPlacesReader> places; /* nullptr where it has none */
    std::vector<uint32_t>
        posted; /* who is listed for the term under way, by old number */
    std::vector<uint32_t> lengths; /* of the document so numbered, where there is one */
    std::vector<uint32_t> renamed; /* its new number; 0: there is none */
  };

  /* What sources say of a slot. */
  struct Stats
  {
    uint32_t n_values = 0;
    std::string lowest, highest;
  };

  struct Posting
  {
    uint32_t docid;
    uint32_t wdf;
  };

  void number_documents ();
  void write_documents (const Source &source);
  void write_document (const Source &source, uint32_t docid, XcGlassReader &data,
                       XcGlassReader &lists);
  void take_list (XcGlassReader &lists, const std::string &key);
  void write_metadata ();
  void read_stats (Source &source);
  void write_stats ();
  void write_values ();
  void write_values_of (uint32_t slot);
  void write_terms ();
  void gather (Source &source, const std::string &term);
  void gather_all (Source &source, const std::string &term);
  void write_term (const std::string &term);
  void read_positions (Source &source, const std::string &term);
  void read_places (Source &source, const std::string &term);
  void write_positions (Source &source, const std::string &term);

  template <typename Use> void each_key (std::string_view first, Use &&use);

  std::vector<std::unique_ptr<Source> > sources;
  XcGlassDatabase database;
  const bool lean;
  uint32_t n_documents = 0;
  std::map<std::string, std::pair<uint32_t, Stats> > stats; /* by key; of a slot */
  std::vector<std::string> filters; /* of the document under way */
  std::string slots_used;
  std::vector<Posting> gathered;                         /* of the term under way */
  std::vector<std::pair<uint32_t, std::string> > placed; /* of a source: by old number */
};

#endif
