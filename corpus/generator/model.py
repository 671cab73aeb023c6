# SPDX-License-Identifier: GPL-3.0-or-later
"""The source format: a YAML head and a body of simple blocks, read into a Document.

A body line is one of
  # text  ## text  ### text      title and headings
  - text   -- text               bullets, two levels
  1. text                        numbered item
  | a | b |                      table row; the first row is the header
  @kv                            the following "key: value" lines are a head block
  @tabs                          the following "a; b; c" lines are set with tabs
  @lines                         the following lines stand as they are, up to an empty line
  @saksliste LABEL               the list of cases, made from the @case lines
  @case NO | OUTCOME | TITLE | key=value; ...
  @gold KEY TEXT                 of the case above, where the layout hides it from gold.py:
                                 number, votes, decision, or "part KIND TEXT"
  @end                           what follows belongs to no case; each line a paragraph
  @toc  @pagebreak  @gap         table of contents, new page, some air
  @table key=value ...           options for the next table (rules=no, widths=2:1:1)
  !Label text                    a label as "Behandling", run in or on its own line
  !!Label text                   the same, and what follows is the decision
  {-gone-} {+new+}               tracked changes (DOCX only)
  anything else                  a paragraph (lines are joined up to a blank line)
OUTCOME is one of the outcomes of Gjenfinn, or "-" where nothing was decided.
In the head type, title, body and region may have others that are right too, after "|".  It
says "part: held" of what is held apart, "judged: no" of what no hit was judged in
(questions.tsv was read over the others), and under "gold:" what the document says of
itself: place, meeting_number, people (name; role; organisation, "- " before who is absent),
case_worker, archive_reference, published, period (from..to), and where they are real
municipalities and municipalities_too (a, b, c).
"""
import dataclasses
import re
import yaml

OUTCOMES = {'adopted', 'proposed', 'noted', 'postponed', 'rejected', 'withdrawn', 'unknown', '-'}
TYPES = {'minutes', 'agenda', 'case-paper', 'strategy', 'plan', 'report', 'hearing',
         'agreement', 'note', 'other'}


@dataclasses.dataclass
class Block:
    kind: str
    text: str = ''
    level: int = 0
    rows: list = dataclasses.field(default_factory=list)
    opts: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Document:
    path: str
    meta: dict
    blocks: list

    @property
    def nynorsk(self):
        return self.meta['lang'] == 'nn'


def options(text, sep=';'):
    pairs = (part.split('=', 1) for part in text.split(sep) if '=' in part)
    return {k.strip(): v.strip() for k, v in pairs}


def read(path):
    raw = path.read_text(encoding='utf-8')
    _, head, body = raw.split('---\n', 2)
    meta = yaml.safe_load(head)
    meta['date'] = str(meta['date'])
    for field in ('type', 'title', 'body', 'region'):
        meta[field], *meta[f'{field}_also'] = meta.get(field, '').split('|')
    if meta.get('part', 'tune') not in ('tune', 'held'):
        raise ValueError(f'{path}: bad part')
    if not TYPES.issuperset([meta['type'], *meta['type_also']]) or meta['lang'] not in ('nb', 'nn'):
        raise ValueError(f'{path}: bad type or language')
    return Document(str(path), meta, parse_body(body, path))


def parse_body(body, path):
    blocks, pending, state = [], [], {'list': None, 'table': {}, 'ended': False}

    def flush():
        if pending:
            blocks.append(Block('p', ' '.join(pending)))
            pending.clear()

    for line in body.split('\n'):
        line = line.rstrip()
        if state['list'] and line and not line.startswith(('@', '#', '!')):
            state['list'].rows.append(split_row(line, state['list'].kind))
            continue
        state['list'] = None
        if not line:
            flush()
        elif line.startswith('@'):
            flush()
            directive(line, blocks, state, path)
        elif is_special(line):
            flush()
            special(line, blocks, state)
        else:
            pending.append(line)
            if state['ended']:
                flush()
    flush()
    return blocks


def is_special(line):
    return re.match(r'#{1,3} |--? |\d+\. |\||!', line) is not None


def split_row(line, kind):
    if kind == 'lines':
        return line
    return [c.strip() for c in (line.split(':', 1) if kind == 'kv' else line.split(';'))]


def directive(line, blocks, state, path):
    word, _, rest = line[1:].partition(' ')
    if word in ('kv', 'tabs', 'lines'):
        state['list'] = Block(word, opts=options(rest))
        blocks.append(state['list'])
    elif word == 'case':
        blocks.append(case_block(rest, path))
    elif word == 'gold':
        told(rest, [b for b in blocks if b.kind == 'case'][-1])
    elif word == 'table':
        state['table'] = options(rest, ' ')
    elif word in ('toc', 'pagebreak', 'gap', 'end', 'saksliste'):
        state['ended'] = state['ended'] or word == 'end'
        blocks.append(Block(word, rest))
    else:
        raise ValueError(f'{path}: unknown directive {line}')


def case_block(rest, path):
    parts = [p.strip() for p in rest.split(' | ')]
    number, outcome, title = parts[:3]
    if outcome not in OUTCOMES:
        raise ValueError(f'{path}: unknown outcome {outcome}')
    opts = options(parts[3]) if len(parts) > 3 else {}
    return Block('case', title, opts={'n': number, 'outcome': outcome, **opts})


def told(text, case):
    key, _, value = text.partition(' ')
    if key == 'part':
        case.opts.setdefault('parts', []).append(tuple(value.split(' ', 1)))
    else:
        case.opts[key] = value


def special(line, blocks, state):
    last = blocks[-1] if blocks else None
    if line.startswith('#'):
        marks, text = line.split(' ', 1)
        blocks.append(Block('h', text, len(marks) - 1))
    elif line.startswith('|'):
        row = [c.strip() for c in line.strip('|').split('|')]
        if last is None or last.kind != 'table':
            last = Block('table', opts=state['table'])
            state['table'] = {}
            blocks.append(last)
        last.rows.append(row)
    elif line.startswith('!'):
        label, _, text = line.lstrip('!').partition(' ')
        blocks.append(Block('label', label.replace('_', ' '),
                            opts={'run': text, 'decides': line.startswith('!!')}))
    else:
        list_item(line, blocks, last)


def list_item(line, blocks, last):
    mark, text = line.split(' ', 1)
    kind = 'ul' if mark.startswith('-') else 'ol'
    if last is None or last.kind != kind:
        last = Block(kind)
        blocks.append(last)
    last.rows.append((len(mark) - 1 if kind == 'ul' else 0, text))
