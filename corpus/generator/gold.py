# SPDX-License-Identifier: GPL-3.0-or-later
"""The gold: what a reader of the sources knows each file to be."""
import re


def normal_number(text):
    """As eInnsyn does: no leading zeros, a slash between the parts, a year of two digits."""
    number, year = re.split(r'[-/]', text)
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
    out = {'file': meta['out'], 'type': meta['type'], 'title': meta['title']}
    out.update({k: meta[k] for k in ('body', 'region') if k in meta})
    out.update(date=meta['date'], language=meta['lang'])
    if texts:
        out['pages'] = len(texts)
    cases = case_entries(doc, texts)
    if cases or meta['type'] == 'minutes':
        out['cases'] = cases
    else:
        out['sections'] = section_entries(doc, texts)
    return out


def case_entries(doc, texts):
    out, current, deciding = [], None, False
    for block in doc.blocks:
        if block.kind == 'case':
            current, deciding = one_case(block, doc.meta), False
            out.append(current)
        elif block.kind == 'end':
            current = None
        elif block.kind == 'label' and current is not None:
            deciding = block.opts['decides']
            if deciding:
                current['decision'] = []
        if deciding and current is not None:
            current['decision'].extend(texts_of(block))
    for case in out:
        if 'decision' in case:
            case['decision'] = strip_marks('\n'.join(case['decision']))
    if texts:
        add_case_pages(out, texts, doc.meta)
    return [{k: v for k, v in c.items() if k != 'shown'} for c in out]


def one_case(block, meta):
    opts, case = block.opts, {}
    if re.search(r'\d[/-]\d', opts['n']):
        case['number'] = normal_number(opts['n'])
        case.update({'prefix': meta['prefix']} if 'prefix' in meta else {})
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
    case['shown'] = opts['n']
    return case


def texts_of(block):
    if block.kind == 'label':
        return [block.opts['run']] if block.opts['run'] else []
    if block.kind == 'p':
        return [block.text]
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
