/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-dictionary.hh"

#include <cstdio>
#include <cstring>

#include <zdict.h>
#include <zstd.h>

#include "xapian-c/xc-private.hh"

/* Of 32, 64 and 110 kB: 323, 306 and 299 bytes of 900, by dictionaries of the collection
 * itself. */
#define DICTIONARY_BYTES (64u << 10)
/* zstd's own default; what it gains more on data this short is not worth its time. */
#define LEVEL 3
/* libxapian keeps no larger tag; a frame that says more is damaged. */
#define MAX_DATA_BYTES (1u << 30)

static std::string
key_of (unsigned id)
{
  char digits[9];

  snprintf (digits, sizeof digits, "%08x", id);
  return std::string (XcDictionary::KEY_PREFIX) + digits;
}

XcDictionary::XcDictionary (std::string bytes)
    : content (std::move (bytes)),
      compressing (ZSTD_createCDict (content.data (), content.size (), LEVEL)),
      decompressing (ZSTD_createDDict (content.data (), content.size ()))
{
  if (compressing != nullptr && decompressing != nullptr
      && ZDICT_getDictID (content.data (), content.size ()) != 0)
    return;
  ZSTD_freeCDict (compressing);
  ZSTD_freeDDict (decompressing);
  throw Xapian::DatabaseCorruptError ("a dictionary of its data is damaged");
}

XcDictionary::~XcDictionary ()
{
  ZSTD_freeCDict (compressing);
  ZSTD_freeDDict (decompressing);
}

std::string
XcDictionary::key () const
{
  return key_of (ZDICT_getDictID (content.data (), content.size ()));
}

XcDictionaryPtr
XcDictionary::train (const std::vector<std::string> &samples)
{
  std::string all, bytes (DICTIONARY_BYTES, '\0');
  std::vector<size_t> sizes;

  for (const std::string &sample : samples)
    {
      all += sample;
      sizes.push_back (sample.size ());
    }

  const size_t size
      = ZDICT_trainFromBuffer (bytes.data (), bytes.size (), all.data (), sizes.data (),
                               static_cast<unsigned> (sizes.size ()));
  if (ZDICT_isError (size))
    return nullptr;
  bytes.resize (size);
  return std::make_shared<const XcDictionary> (std::move (bytes));
}

XcDictionaryPtr
XcDictionary::find (const Xapian::Database &db)
{
  const Xapian::TermIterator first = db.metadata_keys_begin (KEY_PREFIX);

  if (first == db.metadata_keys_end (KEY_PREFIX))
    return nullptr;
  return std::make_shared<const XcDictionary> (db.get_metadata (*first));
}

static bool
is_frame (const std::string &data)
{
  uint32_t magic = 0;

  if (data.size () >= sizeof magic)
    memcpy (&magic, data.data (), sizeof magic);
  return magic == GUINT32_TO_LE (ZSTD_MAGICNUMBER);
}

/* Contexts are some 100 kB each, dear to make, and of one thread at a time. */
template <typename Context, Context *(*make) (), size_t (*release) (Context *)>
static Context *
own_context ()
{
  struct Release
  {
    void
    operator() (Context *context) const
    {
      release (context);
    }
  };
  thread_local const std::unique_ptr<Context, Release> context (make ());

  if (context == nullptr)
    throw std::bad_alloc ();
  return context.get ();
}

std::string
xc_data_pack (const XcDictionaryPtr &dictionary, const std::string &data)
{
  if (data.empty () || (dictionary == nullptr && !is_frame (data)))
    return data;

  ZSTD_CCtx *context = own_context<ZSTD_CCtx, ZSTD_createCCtx, ZSTD_freeCCtx> ();
  std::string packed (ZSTD_compressBound (data.size ()), '\0');
  const size_t size
      = dictionary != nullptr
            ? ZSTD_compress_usingCDict (context, packed.data (), packed.size (),
                                        data.data (), data.size (), dictionary->writer ())
            : ZSTD_compressCCtx (context, packed.data (), packed.size (), data.data (),
                                 data.size (), LEVEL);
  if (ZSTD_isError (size))
    throw std::bad_alloc ();
  packed.resize (size);
  return packed;
}

/* (nullable): where @id is 0. */
static XcDictionaryPtr
find_dictionary (const XcDatabase &db, unsigned id)
{
  if (id == 0)
    return nullptr;

  const auto known = db.dictionaries.find (id);
  if (known != db.dictionaries.end ())
    return known->second;
  for (const Xapian::Database &part : db.parts)
    {
      std::string bytes = part.get_metadata (key_of (id));

      if (!bytes.empty ())
        return db.dictionaries[id]
               = std::make_shared<const XcDictionary> (std::move (bytes));
    }
  throw Xapian::DatabaseCorruptError ("a dictionary of its data is missing");
}

std::string
xc_data_unpack (const XcDatabase &db, const std::string &stored)
{
  if (!is_frame (stored))
    return stored;

  const XcDictionaryPtr dictionary
      = find_dictionary (db, ZSTD_getDictID_fromFrame (stored.data (), stored.size ()));
  ZSTD_DCtx *context = own_context<ZSTD_DCtx, ZSTD_createDCtx, ZSTD_freeDCtx> ();
  const unsigned long long n_bytes
      = ZSTD_getFrameContentSize (stored.data (), stored.size ());
  if (n_bytes > MAX_DATA_BYTES)
    throw Xapian::DatabaseCorruptError ("data that do not tell their size");

  std::string data (static_cast<size_t> (n_bytes), '\0');
  const size_t size = ZSTD_decompress_usingDDict (
      context, data.data (), data.size (), stored.data (), stored.size (),
      dictionary != nullptr ? dictionary->reader () : nullptr);
  if (ZSTD_isError (size) || size != data.size ())
    throw Xapian::DatabaseCorruptError ("data that cannot be read");
  return data;
}
