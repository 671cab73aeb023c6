# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores what leads out of a document: references, follow-ups, versions."""
from document import keys_of, last_day, pair
from gold import PROMISING
from tally import plain


class Where:
    """What the ids of the index stand for: "file" of a document, "file#case" of a unit."""

    def __init__(self, gold, shown):
        self.names = {}
        for file, said in shown.items():
            self.names[said['document']['id']] = file
            pairs, _ = pair(gold.files[file].get('cases', []), said['units'])
            self.names.update({u['id']: f'{file}#{keys_of(c)[0]}' for c, u in pairs if u})

    def targets(self, reference):
        """The names of where a found reference leads; empty for one that is not resolved."""
        if not reference.get('resolved'):
            return set()
        ids = [i for i in (reference.get('unit_id'), reference.get('document_id')) if i]
        return {self.names.get(i, i) for i in ids}


def overlap(one, other):
    one, other = f' {plain(one)} ', f' {plain(other)} '
    return one in other or other in one


def in_units(units, list_name, where):
    """(case as the gold writes it or '', item) of all units."""
    for unit in units:
        known = where.names.get(unit['id'], '').partition('#')[2]
        case = known or (unit.get('case') or '' if unit['unit'] == 'case' else '')
        yield from ((case, item) for item in unit.get(list_name) or [])


def fits(row_case, row_words, case, text):
    return row_case in ('', case) and overlap(row_words, text)


def right_target(wanted, found):
    """@wanted: "-" or names apart by "|"; both ends of a reference to a case are the case and its file.

    >>> right_target('a#1/20', {'a#1/20', 'a'}), right_target('a#1/20', {'a#2/20', 'a'}), right_target('a', {'a'})
    (True, False, True)
    >>> right_target('a#1/20', set()), right_target('-', set()), right_target('-', {'a'}), right_target('-|a', {'a'})
    (False, True, False, True)
    """
    names = set(wanted.split('|'))
    if not found:
        return '-' in names
    return found <= names | {n.split('#')[0] for n in names}


def score_references(tallies, gold, file, units, where):
    entry, rows = gold.files[file], gold.references.get(file, [])
    part, found = entry['part'], list(in_units(units, 'references', where))
    tally, wrong = tallies.of(part, 'references'), tallies.of(part, 'wrong references')
    for case, words, target, kind in rows:
        here = [r for c, r in found if fits(case, words, c, r['text'])]
        if kind == 'either':
            continue
        right = [r for r in here if right_target(target, where.targets(r))]
        tally.right += bool(right)
        tally.missing += not right
        if not right:
            tallies.error(part, 'references', f'{file}#{case}', (words, target), [(r['text'], where.targets(r)) for r in here])
    for case, reference in found:
        mine = [r for r in rows if fits(r[0], r[1], case, reference['text'])]
        targets = where.targets(reference)
        astray = bool(targets) and not any(right_target(r[2], targets) for r in mine)
        if astray and not mine and reference['kind'] == 'meeting':
            astray = not same_meeting(gold, file, reference, targets)
        wrong.missing += astray
        tally.extra += bool(astray or (not mine and reference['kind'] == 'case'))
        if astray or (not mine and reference['kind'] == 'case'):
            measure = 'wrong references' if astray else 'references'
            tallies.error(part, measure, f'{file}#{case}', [r[2] for r in mine] or None, (reference['text'], targets))


def same_meeting(gold, file, reference, targets):
    """A meeting that the gold does not list is right where the day and the council are."""
    files = {t.split('#')[0] for t in targets}
    return all(f in gold.files and f.split('/')[0] == file.split('/')[0]
               and gold.files[f].get('date') == reference.get('date') for f in files)


def score_follow_ups(tallies, gold, file, units, where):
    entry, rows = gold.files[file], gold.follow_ups.get(file, [])
    if entry['type'] not in PROMISING:
        return
    part, found = entry['part'], list(in_units(units, 'follow_ups', where))
    tally = tallies.of(part, 'follow-ups')
    for case, words, due, kind in rows:
        if kind == 'either':
            continue
        here = [f for c, f in found if fits(case, words, c, f['text'])]
        right = any(last_day(f['due']) == last_day(due) for f in here)
        tally.right += right
        tally.missing += not right
        if not right:
            tallies.error(part, 'follow-ups', f'{file}#{case}', (words, due), [(f['text'], f['due']) for f in here])
    for case, item in found:
        if not any(fits(r[0], r[1], case, item['text']) for r in rows):
            tally.extra += 1
            tallies.error(part, 'follow-ups', f'{file}#{case}', None, (item['text'], item['due']))


def score_versions(tallies, gold, file, document, where):
    wanted = set(gold.versions.get(file, {}).items())
    found = {(where.names.get(v['document_id'], v['document_id']), v.get('relation'))
             for v in document.get('versions') or []}
    tallies.sets(gold.files[file]['part'], 'versions', file, wanted, found)
