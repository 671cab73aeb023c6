# SPDX-License-Identifier: GPL-3.0-or-later
"""The gold: what a reader of the sources knows each file to be."""
import re

# What stands under a label, by the first pattern that fits it.
LABELS = (
    ('proposal', r'(?i).*(innstilling|tilråding\b|framlegg til|forslag til|tilrådning)'),
    ('decision', r'(?i)(enstemmig )?vedtak|konklusjon|fråsegn'),
    ('vote', r'(?i)votering|røysting|avrøysting'),
    ('discussion', r'(?i)behandling|handsaming|drøfting|saksopplys|saksutredning|habilitet|'
                   r'fr[aå] møtet|fellesnemnda - |bakgrunn|vurdering'),
)
RUN_IN = re.compile(r'\*{0,3}([A-ZÆØÅ][^:*]{2,40}):\*{0,3} +(.+)')


def label_kind(text):
    return next((kind for kind, pattern in LABELS if re.match(pattern, text)), None)


def normal_number(text):
    """As eInnsyn does: no leading zeros, a slash between the parts, a year of two digits."""
    number, year = re.split(r'[-/.]', text)
    return f'{int(number)}/{year[-2:]}'


def squeeze(text):
    return re.sub(r'\s+', '', text).casefold()


def find_pages(items, texts):
    """For each string the page where it is last seen, never before the one above it."""
    squeezed, pages, start = [squeeze(t) for t in texts], [], 0
    for item in items:
        seen = [i for i in range(start, len(squeezed)) if squeeze(item) in squeezed[i]]
        pages.append(seen[-1] + 1 if seen else None)
        start = seen[-1] if seen else start
    return pages


def entry(doc, texts):
    meta = doc.meta
    out = {'file': meta['out']}
    for field in ('type', 'title', 'body', 'region'):
        out.update({name: meta[name] for name in (field, f'{field}_also') if meta[name]})
    out.update(date=meta['date'], language=meta['lang'], part=meta.get('part', 'tune'))
    if meta.get('judged') is False:
        out['judged'] = False
    out.update(said(meta.get('gold') or {}))
    out['municipalities_too'] = doc.theme['members'] + out.get('municipalities_too', [])
    if texts:
        out['pages'] = len(texts)
    cases = case_entries(doc, texts)
    if cases or meta['type'] == 'minutes':
        out['cases'] = cases
    if 'cases' not in out or meta['type'] == 'case-paper':
        out['sections'] = section_entries(doc, texts)
    return out


def said(gold):
    """What a document says of itself beyond its head."""
    out = {}
    meeting = {k: str(gold[v]) for k, v in (('number', 'meeting_number'), ('place', 'place')) if v in gold}
    if meeting:
        out['meeting'] = meeting
    out.update({k: str(gold[k]) for k in ('case_worker', 'archive_reference', 'published', 'published_too') if k in gold})
    out.update({k: gold[k].split(', ') for k in ('municipalities', 'municipalities_too') if k in gold})
    if 'period' in gold:
        first, _, last = str(gold['period']).partition('..')
        out['period'] = {'from': first, 'to': last or first}
    if 'people' in gold:
        out['people'] = [person(line) for line in gold['people'].splitlines() if line.strip()]
    return out


def person(line):
    absent = line.startswith('- ')
    name, *rest = [p.strip() for p in line.removeprefix('- ').split(';')]
    about = {k: v for k, v in zip(('role', 'organisation'), rest) if v}
    return {'name': name, **about, 'presence': 'absent' if absent else 'present'}


def case_entries(doc, texts):
    out, current = [], None
    for block in doc.blocks:
        if block.kind == 'case':
            current = one_case(block, doc.meta)
            out.append(current)
        elif block.kind == 'end':
            current = None
        elif current is not None:
            if block.kind == 'table' and block.opts.get('rules') == 'no' and not current['labelled']:
                continue  # the head of the case, set in columns
            for kind, label, text, decides in pieces(block, doc.meta['type']):
                add_piece(current, kind, label, text, decides)
    for case in out:
        finish(case)
    if texts:
        add_case_pages(out, texts, doc.meta)
    return [{k: v for k, v in c.items() if k != 'shown'} for c in out]


def pieces(block, of_type):
    """Of a block: (kind or None, label or None, text, whether it decides)."""
    if block.kind == 'h' and of_type == 'case-paper':
        kind = label_kind(block.text)
        proposes = kind in ('proposal', 'decision')  # a case paper's conclusion recommends
        yield ('proposal' if proposes else 'discussion'), block.text, '', kind == 'proposal'
        return
    if block.kind == 'label':
        yield label_kind(block.text) or 'unknown', block.text, block.opts['run'], block.opts['decides']
        return
    for text in texts_of(block):
        run_in = RUN_IN.fullmatch(text)
        kind = label_kind(run_in.group(1)) if run_in and block.kind in ('p', 'lines') else None
        if kind:
            yield kind, run_in.group(1), run_in.group(2), kind == 'decision'
        else:
            yield None, None, text, None


def add_piece(case, kind, label, text, decides):
    """Text without a label goes on with what is above it; before all labels it is discussion."""
    if not label and not case['pieces'] and is_heading(case, text):
        return
    if label:
        case['labelled'] = True
        case['deciding'] = decides
        if decides and 'decision' not in case:
            case['decision'] = []
    kind = kind or (case['pieces'][-1][0] if case['pieces'] else 'discussion')
    if text:
        case['pieces'].append((kind, text))
        if case['deciding']:
            case['decision'].append(text)
    elif label:
        case['pieces'].append((kind, ''))


def is_heading(case, text):
    """The heading of a case, where the source sets it by hand: number, title, or both."""
    title, number, line = (re.sub(r'\W+', '', t).casefold() for t in (case['title'], case['shown'], text))
    return line == title or number in line and (title in line or len(text) < 24)


def finish(case):
    found, labelled = case.pop('pieces'), case.pop('labelled')
    case.pop('deciding')
    if isinstance(case.get('decision'), list):
        case['decision'] = strip_marks('\n'.join(case['decision']))
    if 'told' in case:
        found, labelled = case.pop('told'), True
    parts = []
    for kind, text in found:
        if text and parts and parts[-1][0] == kind:
            parts[-1] = (kind, parts[-1][1] + ' ' + text)
        elif text:
            parts.append((kind, text))
    if labelled:
        case['parts'] = [part(kind, strip_marks(text)) for kind, text in parts]


def part(kind, text):
    words = text.split()
    return {'kind': kind, 'first': ' '.join(words[:4]), 'last': ' '.join(words[-4:])}


def one_case(block, meta):
    opts, case = block.opts, {'pieces': [], 'labelled': False, 'deciding': False}
    if re.search(r'\d[/.-]\d', opts['n']):
        case['number'] = opts.get('number') or normal_number(opts['n'])
        prefix = opts.get('prefix', meta.get('prefix'))
        case.update({'prefix': prefix} if prefix else {})
        case.update({'also': opts['also'].split(',')} if 'also' in opts else {})
    else:
        case['item'] = int(opts['n'])
    case['title'] = block.text
    if 'arkiv' in opts:
        case['archive'] = opts['arkiv']
    if opts['outcome'] != '-':
        case['outcome'] = opts['outcome']
    if 'votes' in opts:
        count = opts['votes'].split('-')
        case['votes'] = {k: int(v) for k, v in zip(('for', 'against'), count) if v}
    case.update({'decision': opts['decision']} if 'decision' in opts else {})
    case.update({'told': opts['parts']} if 'parts' in opts else {})
    case['shown'] = opts['n']
    return case


def texts_of(block):
    if block.kind == 'label':
        return [block.opts['run']] if block.opts['run'] else []
    if block.kind == 'p':
        return [block.text]
    if block.kind == 'lines':
        return [row for row in block.rows if not re.match('-{20}|Saks(h|nr)\\.|\\d+/\\d\\d  ', row)]
    if block.kind == 'table':
        return [' '.join(row) for row in block.rows]
    return [t for _, t in block.rows] if block.kind in ('ul', 'ol') else []


def strip_marks(text):
    return re.sub(r'\*+|\{-.+?-\}|\{\+|\+\}', '', text)


def add_case_pages(cases, texts, meta):
    for case, page in zip(cases, find_pages([meta.get('pagekey', '{t}').format(
            n=c['shown'], t=c['title'][:45]) for c in cases], texts)):
        if page:
            case['page'] = page


def section_entries(doc, texts):
    heads = [b for b in doc.blocks if b.kind == 'h' and b.level > 0]
    out = [{'title': strip_marks(h.text), 'level': h.level} for h in heads]
    if texts:
        for section, page in zip(out, find_pages([h['title'] for h in out], texts)):
            section.update({'page': page} if page else {})
    return out
