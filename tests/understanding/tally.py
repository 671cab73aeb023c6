# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what is right, for the part that is tuned on and the part held apart."""
import re

PARTS = ('tune', 'held')
MONTHS = 'januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember'


def plain(text):
    """Words alone: spaces, punctuation and numbers of a list are not what is scored.

    >>> plain('1. Godkjent – *utan* merknad.')
    'godkjent utan merknad'
    >>> plain('føre\\n15. mai')
    'føre 15 mai'
    """
    text = re.sub(rf'(?m)^ *\d+\. (?!{MONTHS})', '', text or '')
    return re.sub(r'\W+', ' ', text).strip().lower()


class Tally:
    """Of a measure: found and right, missing (or wrong), and found where nothing is.

    Its share is an F1; where nothing can be found in excess it is the share that is right.

    >>> tallies = Tallies()
    >>> tallies.sets('tune', 'people', 'a.pdf', {'Anne', 'Bodil', 'Carl'}, {'Anne', 'Dag', 'Referent'}, ['Referent'])
    >>> round(tallies.share('tune', 'people'), 2), len(tallies.errors['tune'])
    (0.4, 3)
    >>> tallies.optional('tune', 'place', 'a.pdf', None, 'Teams', False)
    >>> tallies.optional('tune', 'place', 'b.pdf', None, None, False)
    >>> tallies.share('tune', 'place'), tallies.share('held', 'place')
    (0.0, None)
    """

    def __init__(self):
        self.right = self.missing = self.extra = 0
        self.exact = False  # what is missing is there, but wrong: a share, not an F1

    def asked(self):
        return self.right + self.missing

    def share(self):
        if self.exact:
            whole = self.right + self.missing + self.extra
            return self.right / whole if whole else None
        whole = 2 * self.right + self.missing + self.extra
        return 2 * self.right / whole if whole else None


class Tallies:
    def __init__(self):
        self.by_part = {part: {} for part in PARTS}
        self.errors = {part: [] for part in PARTS}

    def of(self, part, measure):
        return self.by_part[part].setdefault(measure, Tally())

    def share(self, part, measure):
        return self.of(part, measure).share()

    def error(self, part, measure, where, expected, found):
        self.errors[part].append(f'{measure}: {where}: expected {expected!r}, found {found!r}')

    def value(self, part, measure, where, expected, found, right):
        """One value that is asked for: right or wrong."""
        tally = self.of(part, measure)
        tally.exact = True
        if right:
            tally.right += 1
        else:
            tally.missing += 1
            self.error(part, measure, where, expected, found)

    def optional(self, part, measure, where, expected, found, right):
        """One value that may be there or not: what is found where nothing is, is wrong too."""
        if expected is None and found is None:
            return
        tally = self.of(part, measure)
        if right:
            tally.right += 1
            return
        tally.missing += expected is not None
        tally.extra += found is not None
        self.error(part, measure, where, expected, found)

    def sets(self, part, measure, where, expected, found, allowed=()):
        """Many values: F1.  What is @allowed is neither asked for nor wrong."""
        tally = self.of(part, measure)
        tally.right += len(expected & found)
        for item in sorted(expected - found):
            tally.missing += 1
            self.error(part, measure, where, item, None)
        for item in sorted(found - expected - set(allowed)):
            tally.extra += 1
            self.error(part, measure, where, None, item)
