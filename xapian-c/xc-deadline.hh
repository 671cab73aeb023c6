/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a search stops.
 *
 * Never by Xapian::Enquire::set_time_limit (): the timer of libxapian 1.4.22 (class
 * TimeOut of matcher/multimatch.cc) has a thread set a flag on the stack of the search,
 * and nothing keeps it from doing so after the search is over.
 */
#ifndef XC_DEADLINE_HH
#define XC_DEADLINE_HH

#include <cstdint>

#include <glib.h>
#include <xapian.h>

/* A moment that must not be gone past, looked at now and then. */
class XcDeadline
{
public:
  /* Thrown where what was found so far is no answer. */
  struct Passed
  {
  };

  /* @monotonic_us: of g_get_monotonic_time (); 0: never. */
  explicit XcDeadline (int64_t monotonic_us) : at_us (monotonic_us) {}

  bool
  has_passed () const
  {
    return at_us > 0 && g_get_monotonic_time () >= at_us;
  }

  void
  check () const
  {
    if (has_passed ())
      throw Passed ();
  }

private:
  int64_t at_us;
};

/* Asks libxapian to look at every match that is there, until the deadline. */
class XcTimedMatch
{
public:
  /* @asks_servers: no code of ours runs while they look: once they are asked, there is
   * no stopping but that of their connection. */
  XcTimedMatch (int64_t monotonic_us, bool asks_servers)
      : watch (monotonic_us), has_servers (asks_servers)
  {
  }

  /* As Xapian::Enquire::get_mset (), but that after the deadline @at_least is 0 and spies
   * are not shown more. */
  Xapian::MSet get_mset (Xapian::Enquire &enquire, Xapian::doccount first,
                         Xapian::doccount n, Xapian::doccount at_least);

  /* Whether the deadline came first. */
  bool
  was_cut () const
  {
    return is_cut;
  }

private:
  class Watch : public Xapian::MatchSpy
  {
  public:
    explicit Watch (int64_t monotonic_us) : deadline (monotonic_us) {}

    const XcDeadline deadline;

    void
    operator() (const Xapian::Document &, double) override
    {
      if (n++ % CLOCK_STEPS == 0)
        deadline.check ();
    }

  private:
    static constexpr unsigned CLOCK_STEPS = 256;

    unsigned n = 0;
  };

  Watch watch;
  const bool has_servers;
  bool is_cut = false;
};

#endif
