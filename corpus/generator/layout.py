# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the cases of a document into plain blocks, as the layout in its head says.

casestyle: heading | bold | italic | table | saksgang | twoline | hand (as the source has it)
caseline:  the heading of a case; {n} number, {t} title, {a} archive number
labels:    own (on a line of its own) | run (run in, bold) | plain (run in, not bold) | italic
           ownbare (own, no colon) | capsown (the same in capitals) | capsline (capitals, not
           bold) | h3 (a heading)
"""
from generator.model import Block


OWN = {
    'ownbare': lambda text: Block('p', f'**{text}**', opts={'keep': 1}),
    'capsown': lambda text: Block('p', f'**{text.upper()}**', opts={'keep': 1}),
    'capsline': lambda text: Block('p', f'{text.upper()}:', opts={'keep': 1}),
    'h3': lambda text: Block('h', text, 3),
}


def expand(doc):
    meta = doc.meta
    style = meta.get('casestyle', 'heading')
    blocks = [b for b in with_case_lists(doc) if not b.opts.get('hidden')]
    if style == 'table':
        blocks = tabulate(blocks, meta)
    else:
        blocks = [x for b in blocks for x in case_heading(b, meta, style)]
    return [x for b in blocks for x in labels(b, meta.get('labels', 'own'))]


def with_case_lists(doc):
    cases = [b for b in doc.blocks if b.kind == 'case']
    for block in doc.blocks:
        if block.kind == 'saksliste':
            yield case_list(cases, doc.meta, block.text)
        else:
            yield block


def case_list(cases, meta, text):
    prefix = meta.get('prefix', '')
    columns = [c.strip() for c in text.split(';')]
    pick = {0: lambda c: f"{prefix} {c.opts['n']}".strip(), 1: lambda c: c.text,
            2: lambda c: c.opts.get('arkiv', '')}
    if meta.get('listorder') == 'narkt':
        pick = {0: pick[0], 1: pick[2], 2: pick[1]}
    rows = [columns] + [[pick[i](c) for i in range(len(columns))] for c in cases]
    widths = {2: '1:5', 3: '1:5:1.3'}[len(columns)]
    if meta.get('listorder') == 'narkt':
        widths = '1.3:1.2:5'
    return Block('table', rows=rows, opts={'widths': widths})


def line_of(case, meta):
    return meta.get('caseline', '{n} {t}').format(n=case.opts['n'], t=case.text,
                                                 a=case.opts.get('arkiv', ''))


def case_heading(block, meta, style):
    if block.kind == 'end':
        return []
    if block.kind != 'case':
        return [block]
    if style == 'hand':
        return []
    if style == 'saksgang':
        rows = [meta['gang'].split(';'), [block.opts['n'], block.opts.get('arkiv', ''), block.text]]
        return [Block('gap'), Block('table', rows=rows,
                                    opts={'rules': 'no', 'widths': '1.3:1.2:5', 'bold': '1'})]
    if style == 'twoline':
        return [Block('gap'), Block('p', block.opts['n'], opts={'keep': 1}),
                Block('p', f'**{block.text}**', opts={'keep': 1})]
    text = line_of(block, meta)
    if style == 'heading':
        return [Block('h', text, 1)]
    mark = {'bold': '**', 'plain': ''}[style]
    return [Block('gap'), Block('p', f'{mark}{text}{mark}', opts={'keep': 1})]


def tabulate(blocks, meta):
    """Number in the first column; title, text and conclusion in the second."""
    out, table = [], None
    for block in blocks:
        if block.kind == 'case':
            if table is None:
                table = Block('casetable', opts={'head': meta['tablehead'].split(';')})
                out.append(table)
            title = Block('p', f'**{block.text}**')
            table.rows.append((block.opts['n'], [title]))
        elif block.kind == 'end':
            table = None
        elif table is not None:
            table.rows[-1][1].extend(labels(block, meta.get('labels', 'own')))
        else:
            out.append(block)
    return out


def labels(block, style):
    if block.kind != 'label':
        return [block]
    run = block.opts['run']
    if style == 'own':
        head = [Block('p', f'**{block.text}:**', opts={'keep': 1})]
        return head + ([Block('p', run)] if run else [])
    if style == 'heading':
        head = [Block('h', block.text, 2)]
        return head + ([Block('p', run)] if run else [])
    if style in OWN:
        head = [OWN[style](block.text)]
        return head + ([Block('p', run)] if run else [])
    mark = {'run': '**', 'plain': '', 'italic': '*'}[style]
    return [Block('p', f'{mark}{block.text}:{mark} {run}'.rstrip(),
                  opts={} if run else {'keep': 1})]
