# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores a document's head and its cases."""
import calendar
import re

from tally import plain


def alternatives(gold, field):
    return [gold[field], *gold.get(f'{field}_also', [])]


def place_name(text):
    return re.sub(r' (fylkes)?kommune$', '', plain(text))


def last_day(date):
    """The last day of what is said.

    >>> last_day('2024-04'), last_day('2024'), last_day('2024-04-02'), last_day(None)
    ('2024-04-30', '2024-12-31', '2024-04-02', None)
    """
    if date and re.fullmatch(r'\d{4}', date):
        return f'{date}-12-31'
    if date and re.fullmatch(r'\d{4}-\d\d', date):
        year, month = (int(x) for x in date.split('-'))
        return f'{date}-{calendar.monthrange(year, month)[1]}'
    return date


def first_day(date):
    return date + '-01-01'[:10 - len(date)] if date and len(date) in (4, 7) else date


def score_head(tallies, gold, found):
    part, where = gold['part'], gold['file']
    for field, same in (('type', None), ('title', plain), ('body', plain), ('region', place_name),
                        ('date', None), ('language', None)):
        if field not in gold:
            continue
        said, wanted = found.get(field), alternatives(gold, field)
        right = said in wanted if same is None else same(said) in [same(w) for w in wanted]
        tallies.value(part, field, where, gold[field], said, right)
    meeting = (gold.get('meeting', {}), found.get('meeting') or {})
    for measure, wanted, said in (('meeting number', meeting[0].get('number'), meeting[1].get('number')),
                                  ('place', meeting[0].get('place'), meeting[1].get('place')),
                                  ('case worker', gold.get('case_worker'), found.get('case_worker')),
                                  ('archive reference', gold.get('archive_reference'),
                                   found.get('archive_reference')),
                                  ('published', gold.get('published'), found.get('published'))):
        if measure not in gold.get('unjudged', ()) and (said is None or said != gold.get(f'{measure}_too')):
            tallies.optional(part, measure, where, wanted, said, said is not None and plain(said) == plain(wanted))
    if 'period' not in gold.get('unjudged', ()):
        score_period(tallies, gold, found)
    if 'municipalities' not in gold.get('unjudged', ()):
        tallies.sets(part, 'municipalities', where, set(gold.get('municipalities', [])),
                     set(found.get('municipalities') or []), gold.get('municipalities_too', []))
    if 'people' in gold:
        score_people(tallies, gold, found)


def score_period(tallies, gold, found):
    def days(period):
        return period and (first_day(period.get('from')), last_day(period.get('to')))
    wanted, said = days(gold.get('period')), days(found.get('period'))
    tallies.optional(gold['part'], 'period', gold['file'], wanted, said, wanted == said)


def score_people(tallies, gold, found):
    part, where = gold['part'], gold['file']
    said = {(plain(p.get('name')), p.get('presence', 'present')): p for p in found.get('people') or []}
    wanted = {(plain(p['name']), p['presence']): p for p in gold['people']}
    tallies.sets(part, 'people', where, set(wanted), set(said))
    for key in wanted.keys() & said.keys():
        role = wanted[key].get('role')
        if role:
            about = f"{said[key].get('role') or ''} {said[key].get('organisation') or ''}"
            tallies.value(part, 'roles', f'{where}: {wanted[key]["name"]}', role, about, plain(role) in plain(about))


def score_foreign(tallies, gold, units):
    """What a page shows of other documents is no text of its own."""
    text = plain(' '.join(f"{u.get('title')} {u.get('text')}" for u in units))
    for opening in gold.get('not_text', []):
        tallies.value(gold['part'], 'text of others', gold['file'], 'set aside', opening, plain(opening) not in text)


def keys_of(gold_case):
    return [str(gold_case['item'])] if 'item' in gold_case else alternatives(gold_case, 'number') \
        if 'number_also' in gold_case else [gold_case['number'], *gold_case.get('also', [])]


def pair(gold_cases, units):
    """Of each case of the gold the unit with its number, taken once; (pairs, units left over).

    >>> gold = [{'number': '3/19', 'prefix': 'RS'}, {'number': '3/19', 'prefix': 'PS'}, {'number': '4/19'}]
    >>> units = [{'unit': 'case', 'case': '3/19', 'case_prefix': p} for p in ('PS', 'RS', 'FO')]
    >>> [u and u['case_prefix'] for _, u in pair(gold, units)[0]], [u['case_prefix'] for u in pair(gold, units)[1]]
    (['RS', 'PS', None], ['FO'])
    """
    left, pairs = [u for u in units if u['unit'] == 'case'], []
    for case in gold_cases:
        fits = [u for u in left if u.get('case') in keys_of(case)]
        prefix = plain(case.get('prefix'))
        fits.sort(key=lambda u: plain(u.get('case_prefix')) != prefix)  # pylint: disable=cell-var-from-loop
        if fits:
            left.remove(fits[0])
        pairs.append((case, fits[0] if fits else None))
    return pairs, left


def begins(case, unit):
    """Whether the unit begins with the heading of the case, on its page."""
    opening = plain(f"{unit.get('title')} {unit.get('text', '')[:300]}")
    return plain(case['title'])[:40] in opening and case.get('page') in (None, unit.get('page'))


def score_cases(tallies, gold, units):
    part, where = gold['part'], gold['file']
    pairs, left = pair(gold['cases'], units)
    bounds, numbers = tallies.of(part, 'case boundaries'), tallies.of(part, 'case numbers')
    numbers.exact = True
    for case, unit in pairs:
        name = keys_of(case)[0]
        if unit is None:
            bounds.missing += 1
            numbers.missing += 'number' in case
            tallies.error(part, 'case boundaries', where, name, 'no such case')
            continue
        numbers.right += 'number' in case
        score_boundary(tallies, bounds, case, unit, (part, f'{where}#{name}'))
        score_case(tallies, case, unit, (part, f'{where}#{name}'))
    for unit in left:
        bounds.extra += 1
        numbers.extra += '/' in str(unit.get('case'))
        tallies.error(part, 'case boundaries', where, 'no such case', f"{unit.get('case')} {unit.get('title')}")


def score_boundary(tallies, bounds, case, unit, at):
    if begins(case, unit):
        bounds.right += 1
        return
    bounds.missing += 1
    bounds.extra += 1
    tallies.error(at[0], 'case boundaries', at[1], (case['title'], case.get('page')),
                  (unit.get('text', '')[:60], unit.get('page')))


def score_case(tallies, case, unit, at):
    part, where = at
    tallies.value(part, 'titles', where, case['title'], unit.get('title'), plain(case['title']) == plain(unit.get('title')))
    if 'prefix' in case:
        tallies.value(part, 'prefixes', where, case['prefix'], unit.get('case_prefix'),
                      plain(case['prefix']) == plain(unit.get('case_prefix')))
    decision = unit.get('decision') or {}
    score_outcome(tallies, case, decision, at)
    if 'decision' in case:
        tallies.value(part, 'decision text', where, case['decision'], decision.get('text'),
                      plain(case['decision']) == plain(decision.get('text')))
    tallies.optional(part, 'votes', where, case.get('votes'), decision.get('votes'),
                     case.get('votes') == decision.get('votes'))
    tallies.optional(part, 'archive numbers', where, case.get('archive'), unit.get('archive'),
                     plain(case.get('archive')) == plain(unit.get('archive')))
    if 'parts' in case:
        score_parts(tallies, case['parts'], unit.get('parts') or [], at)


def score_outcome(tallies, case, decision, at):
    """A case that decides nothing and one whose outcome nothing says are taken for the same."""
    part, where = at
    wanted, found = case.get('outcome', 'unknown'), decision.get('outcome') or 'unknown'
    if found in case.get('outcome_also', []):
        wanted = found
    tallies.value(part, 'outcomes', where, wanted, found, wanted == found)
    recall, precision = (tallies.of(part, f'  {name} {kind}') for name, kind in
                         ((wanted, 'recall'), (found, 'precision')))
    recall.exact = precision.exact = True
    for tally in (recall, precision):
        tally.right += wanted == found
        tally.missing += wanted != found


def covering(part, found, start):
    """The found parts, side by side from @start on, that are the one of the gold: (first, after the last), or None.

    A proposal made at the meeting may stand alone or in the discussion.

    >>> found = [{'kind': k, 'text': t} for k, t in (('proposal', 'Ja.'), ('discussion', 'Per sa:'),
    ...                                              ('proposal', '«Nei.»'), ('decision', 'Ja.'))]
    >>> covering({'kind': 'discussion', 'first': 'Per sa:', 'last': '«Nei.»'}, found, 0)
    (1, 3)
    >>> covering({'kind': 'decision', 'first': 'Ja.', 'last': 'Nei.'}, found, 1)
    """
    kinds = {part['kind'], 'proposal'} if part['kind'] == 'discussion' else {part['kind']}
    first, last = plain(part['first']), plain(part['last'])
    for i in range(start, len(found)):
        for j in range(i + 1, len(found) + 1):
            said = plain('\n'.join(p['text'] for p in found[i:j]))
            if found[j - 1]['kind'] not in kinds or not (said.startswith(first) or first.startswith(said)):
                break
            if said.startswith(first) and said.endswith(last):
                return i, j
    return None


def score_parts(tallies, wanted, found, at):
    tally, start, covered = tallies.of(at[0], 'parts'), 0, set()
    for part in wanted:
        run = covering(part, found, start)
        if run:
            tally.right += 1
            covered.update(range(*run))
            start = run[1]
        else:
            tally.missing += 1
            tallies.error(at[0], 'parts', at[1], f"{part['kind']}: {part['first']} ... {part['last']}", None)
    for i, part in enumerate(found):
        if i not in covered:
            tally.extra += 1
            tallies.error(at[0], 'parts', at[1], None, f"{part['kind']}: {part['text'][:40]} ... {part['text'][-30:]}")
