/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/lttoolbox-c.h"

#include <lttoolbox/alphabet.h>
#include <lttoolbox/compression.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

G_DEFINE_QUARK (lt_error, lt_error)

/* Numbers in the file that make no sense are caught before they are believed. */
#define MAGIC_BYTES 4
#define MAX_TRANSDUCERS 64
/* No character, and no tag. */
#define NO_SYMBOL INT32_MIN
#define MAX_STATES (16u << 20)
#define MAX_ARROWS (64u << 20)
#define MAX_NAME_CHARACTERS 256
#define MAX_ALPHABET_CHARACTERS 0x20000
/* What one word may take: 64 bytes of real words stay below some hundred. */
#define MAX_STEPS 8192
#define MAX_READINGS 64
/* A lemma that has one of these is escaped, and so told from the readings' own signs. */
#define ESCAPED "/<>\\^$[]{}@+#~*"

namespace
{

struct Damaged : std::runtime_error
{
  using std::runtime_error::runtime_error;
};

struct BadInput : std::runtime_error
{
  using std::runtime_error::runtime_error;
};

void
set_error (GError **error, LtErrorCode code, const char *type,
           const char *message) noexcept
{
  g_autofree char *text = g_strconcat (type, ": ", message, nullptr);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_set_error_literal (error, LT_ERROR, code, valid);
}

/* Must be called while an exception is being handled. */
void
error_from_current_exception (GError **error) noexcept
{
  /* clang-format off */
  try { throw; }
  catch (const Damaged &e)        { set_error (error, LT_ERROR_DAMAGED, "Damaged", e.what ()); }
  catch (const BadInput &e)       { set_error (error, LT_ERROR_INPUT, "BadInput", e.what ()); }
  catch (const std::bad_alloc &)  { set_error (error, LT_ERROR_FAILED, "bad_alloc", "out of memory"); }
  catch (const std::exception &e) { set_error (error, LT_ERROR_FAILED, "exception", e.what ()); }
  catch (...)                     { set_error (error, LT_ERROR_FAILED, "unknown", "not a standard exception"); }
  /* clang-format on */
}

/* Runs @body; on any C++ exception sets @error, returns @failed. */
template <typename T, typename Body>
T
guard (GError **error, T failed, Body &&body) noexcept
{
  try
    {
      return std::forward<Body> (body) ();
    }
  catch (...)
    {
      error_from_current_exception (error);
      return failed;
    }
}

/* An arrow from one state to another: what it reads, 0 for nothing, and what it writes. A
   symbol is a character, or below zero a tag. */
struct Arrow
{
  int32_t input;
  int32_t output;
  uint32_t target;
};

/*
 * All the transducers of a dictionary, as one list of states.  lttoolbox decodes the
 * file; its own TransExe and State take 14 times the memory for it, a map for each state,
 * and eight times the time, a list of output copied at each step.
 */
struct Net
{
  Alphabet alphabet;
  uint32_t n_pairs;                /* of symbols, that the alphabet numbers */
  std::vector<uint32_t> arrows_of; /* of each state, the first of its arrows */
  std::vector<Arrow> arrows;       /* of one state, by what they read */
  std::vector<bool> finals;
  std::vector<bool> has_empty; /* whether one of the state's arrows reads nothing */
  std::vector<uint32_t> initials;
  std::vector<std::string> tags; /* by -1 - symbol */
};

unsigned int
read_count (FILE *file, unsigned int max)
{
  unsigned int count = Compression::multibyte_read (file);

  if (feof (file) || count > max)
    throw Damaged ("a number is out of bounds");
  return count;
}

bool
is_magic (FILE *file, const char *magic)
{
  char read[MAGIC_BYTES];

  return fread (read, 1, sizeof read, file) == sizeof read
         && memcmp (read, magic, sizeof read) == 0;
}

void
read_header (FILE *file)
{
  if (!is_magic (file, HEADER_LTTOOLBOX))
    throw Damaged ("not a dictionary of lttoolbox");
  if (read_le<uint64_t> (file) >= LTF_UNKNOWN)
    throw Damaged ("of a later version of lttoolbox");
}

/* Returns: whether each arrow and final state has a weight, which nobody asks for here.
 */
bool
read_transducer_header (FILE *file)
{
  if (!is_magic (file, HEADER_TRANSDUCER))
    throw Damaged ("of an earlier version of lttoolbox");

  uint64_t features = read_le<uint64_t> (file);

  if (features >= TDF_UNKNOWN)
    throw Damaged ("of a later version of lttoolbox");
  return (features & TDF_WEIGHTS) != 0;
}

/* The numbers of final states, each told by how far it is from the one before. */
std::vector<uint32_t>
read_finals (FILE *file, bool weighted)
{
  std::vector<uint32_t> finals;
  uint32_t state = 0;

  for (unsigned int n = read_count (file, MAX_STATES); n > 0; n--)
    {
      state += read_count (file, MAX_STATES);
      finals.push_back (state);
      if (weighted)
        Compression::long_multibyte_read (file);
    }
  return finals;
}

/* The arrows of the state @state of @n_states, which are numbered from @first. */
void
read_arrows (FILE *file, Net *net, bool weighted, uint32_t state, uint32_t n_states,
             uint32_t first)
{
  uint32_t pair = 0;

  for (unsigned int n = read_count (file, MAX_ARROWS); n > 0; n--)
    {
      pair += read_count (file, net->n_pairs);

      uint32_t target = (state + read_count (file, MAX_STATES)) % n_states;

      if (weighted)
        Compression::long_multibyte_read (file);
      if (pair >= net->n_pairs || net->arrows.size () >= MAX_ARROWS)
        throw Damaged ("a number is out of bounds");

      auto symbols = net->alphabet.decode (static_cast<int32_t> (pair));

      if (std::min (symbols.first, symbols.second) < -net->alphabet.size ())
        throw Damaged ("a tag is out of bounds");
      net->arrows.push_back ({ symbols.first, symbols.second, first + target });
    }
}

/* Puts the arrows of the state that was read last in order. */
void
finish_state (Net *net)
{
  auto begin = net->arrows.begin () + net->arrows_of.back ();
  auto before = [] (const Arrow &a, const Arrow &b) { return a.input < b.input; };

  if (!std::is_sorted (begin, net->arrows.end (), before))
    std::stable_sort (begin, net->arrows.end (), before);
  net->has_empty.push_back (std::any_of (begin, net->arrows.end (),
                                         [] (const Arrow &a) { return a.input == 0; }));
}

/* In the order of lttoolbox's TransExe::read (). */
void
read_transducer (FILE *file, Net *net)
{
  bool weighted = read_transducer_header (file);
  uint32_t initial = read_count (file, MAX_STATES);
  std::vector<uint32_t> finals = read_finals (file, weighted);
  uint32_t n_states = read_count (file, MAX_STATES);
  uint32_t first = static_cast<uint32_t> (net->arrows_of.size ());

  if (initial >= n_states)
    throw Damaged ("begins in no state");
  for (uint32_t state = 0; state < n_states; state++)
    {
      net->arrows_of.push_back (static_cast<uint32_t> (net->arrows.size ()));
      read_arrows (file, net, weighted, state, n_states, first);
      finish_state (net);
    }
  net->initials.push_back (first + initial);
  net->finals.resize (first + n_states);
  for (uint32_t state : finals)
    if (state < n_states)
      net->finals[first + state] = true;
}

void
read_tags (Net *net)
{
  for (int32_t tag = -1; tag >= -net->alphabet.size (); tag--)
    {
      UString name;
      std::string text;

      net->alphabet.getSymbol (name, tag);
      utf8::utf16to8 (name.begin (), name.end (), std::back_inserter (text));
      net->tags.push_back (text);
    }
}

/* In the order of lttoolbox's FSTProcessor::load (). */
std::unique_ptr<Net>
read_net (FILE *file)
{
  auto net = std::make_unique<Net> ();

  read_header (file);
  /* The characters that make words: ours are told apart before they come here. */
  for (unsigned int n = read_count (file, MAX_ALPHABET_CHARACTERS); n > 0; n--)
    Compression::multibyte_read (file);
  net->alphabet.read (file);
  /* It does not say how many pairs it has, but what number a new one gets. */
  net->n_pairs = static_cast<uint32_t> (net->alphabet (NO_SYMBOL, NO_SYMBOL));
  for (unsigned int n = read_count (file, MAX_TRANSDUCERS); n > 0; n--)
    {
      for (unsigned int left = read_count (file, MAX_NAME_CHARACTERS); left > 0; left--)
        Compression::multibyte_read (file);
      read_transducer (file, net.get ());
    }
  net->arrows_of.push_back (static_cast<uint32_t> (net->arrows.size ()));
  read_tags (net.get ());
  return net;
}

/* What lttoolbox itself throws while it decodes says the same as our own. */
std::unique_ptr<Net>
read_whole_net (FILE *file)
{
  try
    {
      return read_net (file);
    }
  catch (const std::runtime_error &e)
    {
      throw Damaged (e.what ());
    }
}

/* What the input is made of: characters, and tags as one symbol. */
struct Symbol
{
  int32_t code;
  size_t end; /* bytes into the input, one past */
};

const char *
end_of_tag (const char *at)
{
  const char *end = strchr (at, '>');

  if (end == nullptr)
    throw BadInput ("a tag without an end");
  return end + 1;
}

void
read_symbols (const Alphabet &alphabet, const char *input, std::vector<Symbol> &symbols)
{
  symbols.clear ();
  if (strlen (input) > LT_MAX_INPUT_BYTES)
    throw BadInput ("too long");
  if (!g_utf8_validate (input, -1, nullptr))
    throw BadInput ("not UTF-8");
  for (const char *at = input; *at != '\0';)
    {
      const char *next = *at == '<' ? end_of_tag (at) : g_utf8_next_char (at);
      int32_t code = static_cast<int32_t> (g_utf8_get_char (at));

      if (*at == '<')
        {
          UString tag = to_ustring (std::string (at, next).c_str ());

          if (!alphabet.isSymbolDefined (tag))
            break; /* no entry has it, nor what follows it */
          code = alphabet (UStringView (tag));
        }
      symbols.push_back ({ code, static_cast<size_t> (next - input) });
      at = next;
    }
}

/* A way into the net: where it is, and what it wrote, last first. */
struct Step
{
  uint32_t state;
  int32_t output;
  int32_t before; /* the step before, -1 for none */
};

/* All the ways that read the input up to a place. */
class Walk
{
public:
  explicit Walk (const Net &walked) : net (walked) {}

  void
  begin ()
  {
    steps.clear ();
    from = 0;
    for (uint32_t state : net.initials)
      steps.push_back ({ state, 0, -1 });
    follow_empty (0);
  }

  /* Returns: whether any way is left. */
  bool
  read (int32_t symbol)
  {
    size_t end = steps.size ();

    for (size_t i = from; i < end; i++)
      follow (i, symbol);
    follow_empty (end);
    from = end;
    return steps.size () > end;
  }

  /* Appends what the ways that may end here wrote, each once, to @text.  Returns: whether
     there were any. */
  bool
  write_readings (std::string &text)
  {
    size_t begin = text.size (), n = 0;

    for (size_t i = from; i < steps.size () && n < MAX_READINGS; i++)
      if (net.finals[steps[i].state])
        {
          write_reading (i, begin, text);
          n++;
        }
    return n > 0;
  }

private:
  const Net &net;
  std::vector<Step> steps;
  std::vector<int32_t> symbols; /* for write_reading () */
  size_t from = 0;              /* the steps that are at the place */

  void
  follow (size_t step, int32_t symbol)
  {
    uint32_t state = steps[step].state;
    auto begin = net.arrows.begin () + net.arrows_of[state];
    auto end = net.arrows.begin () + net.arrows_of[state + 1];
    auto arrow = std::lower_bound (
        begin, end, symbol, [] (const Arrow &a, int32_t s) { return a.input < s; });

    for (; arrow != end && arrow->input == symbol; ++arrow)
      if (steps.size () < MAX_STEPS)
        steps.push_back ({ arrow->target, arrow->output, static_cast<int32_t> (step) });
  }

  /* What is appended is looked at in its turn; a circle ends at MAX_STEPS. */
  void
  follow_empty (size_t first)
  {
    for (size_t i = first; i < steps.size (); i++)
      if (net.has_empty[steps[i].state])
        follow (i, 0);
  }

  /* "/reading" at the end of @text, unless it stands there already, after @begin. */
  void
  write_reading (size_t step, size_t begin, std::string &text)
  {
    size_t own = text.size ();

    symbols.clear ();
    for (int32_t i = static_cast<int32_t> (step); i >= 0; i = steps[i].before)
      if (steps[i].output != 0)
        symbols.push_back (steps[i].output);
    text += '/';
    for (auto symbol = symbols.rbegin (); symbol != symbols.rend (); ++symbol)
      write (*symbol, text);
    /* As the beginning of a longer one it does not count. */
    text += '/';
    size_t before = text.find (text.c_str () + own, begin);
    text.pop_back ();
    if (before < own)
      text.resize (own);
  }

  void
  write (int32_t symbol, std::string &text) const
  {
    if (symbol < 0)
      text += net.tags[static_cast<size_t> (-1 - symbol)];
    else if (symbol < 0x80 && strchr (ESCAPED, symbol) != nullptr)
      text.append ({ '\\', static_cast<char> (symbol) });
    else
      utf8::append (static_cast<utf8::uint32_t> (symbol), std::back_inserter (text));
  }
};

}

struct LtDictionary
{
  GBytes *bytes;
  std::unique_ptr<Net> net;
  std::unique_ptr<Walk> walk;
  std::vector<Symbol> symbols;
  /* The last answer: the readings of each piece, NUL-terminated, one after the other. */
  std::string text;
  std::vector<LtPiece> pieces;

  void
  read (const char *input, size_t min_bytes)
  {
    text.clear ();
    pieces.clear ();
    walk->begin ();
    read_symbols (net->alphabet, input, symbols);
    for (const Symbol &symbol : symbols)
      {
        if (!walk->read (symbol.code))
          break;
        if (symbol.end < min_bytes || !walk->write_readings (text))
          continue;
        text += '\0';
        pieces.push_back ({ symbol.end, nullptr });
      }
    /* Now that it grows no more. */
    const char *at = text.c_str ();
    for (LtPiece &piece : pieces)
      {
        piece.readings = at;
        at += strlen (at) + 1;
      }
  }
};

LtDictionary *
lt_dictionary_open (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  if (file == nullptr)
    return nullptr;
  return guard (error, static_cast<LtDictionary *> (nullptr), [&] {
    auto dictionary = std::make_unique<LtDictionary> ();

    dictionary->bytes = g_mapped_file_get_bytes (file);
    return dictionary.release ();
  });
}

void
lt_dictionary_free (LtDictionary *dictionary)
{
  if (dictionary == nullptr)
    return;
  g_bytes_unref (dictionary->bytes);
  delete dictionary;
}

GBytes *
lt_dictionary_dup_bytes (LtDictionary *dictionary)
{
  return g_bytes_ref (dictionary->bytes);
}

bool
lt_dictionary_load (LtDictionary *dictionary, GError **error)
{
  if (dictionary->net != nullptr)
    return true;
  return guard (error, false, [&] {
    gsize size;
    const void *data = g_bytes_get_data (dictionary->bytes, &size);

    if (size == 0)
      throw Damaged ("empty");
    std::unique_ptr<FILE, int (*) (FILE *)> file (
        fmemopen (const_cast<void *> (data), size, "r"), fclose);
    if (file == nullptr)
      throw std::bad_alloc ();
    dictionary->net = read_whole_net (file.get ());
    dictionary->walk = std::make_unique<Walk> (*dictionary->net);
    return true;
  });
}

bool
lt_dictionary_read (LtDictionary *dictionary, const char *input, size_t min_bytes,
                    const LtPiece **pieces_out, size_t *n_pieces_out, GError **error)
{
  return guard (error, false, [&] {
    dictionary->read (input, min_bytes);
    *pieces_out = dictionary->pieces.data ();
    *n_pieces_out = dictionary->pieces.size ();
    return true;
  });
}
