/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-within.hh"

#include <algorithm>

XcWithin::XcWithin (Xapian::Query::op op, uint32_t of_window,
                    const std::vector<std::vector<std::string> > &of_places)
    : is_phrase (op == Xapian::Query::OP_PHRASE), window (of_window),
      n_places (of_places.size ()), positions (of_places.size ())
{
  for (const auto &place : of_places)
    terms.insert (terms.end (), place.begin (), place.end ());

  size_t at = 0;
  for (unsigned i = 0; i < of_places.size (); i++)
    for (size_t n = of_places[i].size (); n > 0; n--, at++)
      {
        places_of[terms[at]].push_back (i);
        begins[static_cast<unsigned char> (terms[at][0])] = true;
      }
}

void
XcWithin::note (const char *term, size_t size, uint32_t position, void *within)
{
  auto *self = static_cast<XcWithin *> (within);

  if (!self->begins[static_cast<unsigned char> (*term)])
    return;

  const auto found = self->places_of.find (std::string_view (term, size));
  if (found != self->places_of.end ())
    for (const unsigned place : found->second)
      self->positions[place].push_back (position);
}

/* From each of the first that comes, the next of each that follows is as good as any. */
bool
XcWithin::stand_in_order () const
{
  for (const uint32_t first : positions[0])
    {
      uint32_t last = first;
      size_t i = 1;

      for (; i < n_places; i++)
        {
          const auto next
              = std::upper_bound (positions[i].begin (), positions[i].end (), last);

          if (next == positions[i].end ())
            return false;
          last = *next;
        }
      if (last - first < window)
        return true;
    }
  return false;
}

/* Whether each place can have a position of its own among @all from @first to before
 * @end: by paths that find one free. */
bool
XcWithin::fit (const std::vector<std::pair<uint32_t, unsigned> > &all, size_t first,
               size_t end) const
{
  std::unordered_map<uint32_t, unsigned> taken; /* by whom */
  std::vector<bool> tried;

  const auto take = [&] (const auto &self, unsigned place) -> bool {
    if (tried[place])
      return false;
    tried[place] = true;
    for (size_t i = first; i < end; i++)
      {
        if (all[i].second != place)
          continue;
        const auto other = taken.find (all[i].first);
        if (other == taken.end () || self (self, other->second))
          {
            taken[all[i].first] = place;
            return true;
          }
      }
    return false;
  };

  for (unsigned place = 0; place < n_places; place++)
    {
      tried.assign (n_places, false);
      if (!take (take, place))
        return false;
    }
  return true;
}

/* Whether all have a position of their own within a window that begins somewhere. */
bool
XcWithin::stand_near () const
{
  std::vector<std::pair<uint32_t, unsigned> > all;
  std::vector<unsigned> n_here (n_places);
  size_t n_met = 0, end = 0;

  for (unsigned place = 0; place < n_places; place++)
    for (const uint32_t position : positions[place])
      all.emplace_back (position, place);
  std::sort (all.begin (), all.end ());
  for (size_t first = 0; first < all.size (); first++)
    {
      for (; end < all.size () && all[end].first - all[first].first < window; end++)
        n_met += n_here[all[end].second]++ == 0;
      if (n_met == n_places && fit (all, first, end))
        return true;
      n_met -= --n_here[all[first].second] == 0;
    }
  return false;
}

void
XcWithin::begin ()
{
  for (auto &of_place : positions)
    of_place.clear ();
}

bool
XcWithin::holds ()
{
  for (auto &of_place : positions)
    {
      if (of_place.empty ())
        return false;
      std::sort (of_place.begin (), of_place.end ());
    }
  return is_phrase ? stand_in_order () : stand_near ();
}

bool
XcWithin::holds (const XcPlaces &reader, const std::string &data)
{
  begin ();
  if (!reader.each (data.data (), data.size (), note, this))
    throw Xapian::DatabaseCorruptError ("data whose words cannot be read");
  return holds ();
}
