# SPDX-License-Identifier: GPL-3.0-or-later
"""A Document as plain text or Markdown."""
import re
import textwrap


def plain(blocks, width=78):
    """Text as from an old word processor: wrapped lines, aligned columns."""
    out = []
    for block in blocks:
        out.extend(plain_block(block, width))
    text = '\n'.join(out)
    return re.sub(r'\n{3,}', '\n\n', re.sub(r'\*+', '', text)).strip() + '\n'


def plain_block(block, width):
    kind = block.kind
    if kind == 'h':
        text = block.text.upper() if block.level == 0 else block.text
        under = '=' if block.level == 0 else '-'
        rule = [under * len(text)] if block.level < 2 else []
        return ['', *textwrap.wrap(text, width), *(rule if len(text) < width else []), '']
    if kind == 'p':
        return [*textwrap.wrap(block.text, width), '']
    if kind in ('ul', 'ol'):
        return plain_list(block, width)
    if kind == 'kv':
        return plain_head(block, width)
    if kind == 'lines':
        return [*block.rows, '']
    if kind in ('tabs',):
        return [*('\t'.join(r) for r in block.rows), '']
    if kind == 'table':
        return plain_table(block)
    return ['']


def plain_head(block, width):
    out = []
    for key, value in block.rows:
        out.extend(textwrap.wrap(value, width, initial_indent=f'{key + ":":<16}',
                                 subsequent_indent=' ' * 16) or [key + ':'])
    return [*out, '']


def plain_list(block, width):
    out = []
    for i, (level, text) in enumerate(block.rows, 1):
        mark = f'{i}. ' if block.kind == 'ol' else '  ' * level + '- '
        out.extend(textwrap.wrap(text, width, initial_indent=mark,
                                 subsequent_indent=' ' * len(mark)))
    return [*out, '']


def plain_table(block):
    columns = max(len(r) for r in block.rows)
    sizes = [max(len(r[j]) if j < len(r) else 0 for r in block.rows) for j in range(columns)]
    return [*('  '.join(c.ljust(sizes[j]) for j, c in enumerate(r)).rstrip() for r in block.rows), '']


def markdown(blocks):
    out = []
    for block in blocks:
        out.append(markdown_block(block))
    return re.sub(r'\n{3,}', '\n\n', '\n\n'.join(out)).strip() + '\n'


def markdown_block(block):
    kind = block.kind
    if kind == 'h':
        return '#' * (block.level + 1) + ' ' + block.text
    if kind == 'p':
        return block.text
    if kind == 'ul':
        return '\n'.join('  ' * level + '- ' + text for level, text in block.rows)
    if kind == 'ol':
        return '\n'.join(f'{i}. {text}' for i, (_, text) in enumerate(block.rows, 1))
    if kind == 'kv':
        return '  \n'.join(f'{k}: {v}' for k, v in block.rows)
    if kind == 'lines':
        return '  \n'.join(block.rows)
    if kind in ('table', 'tabs'):
        rows = ['| ' + ' | '.join(r) + ' |' for r in block.rows]
        rule = '|' + ' --- |' * len(block.rows[0])
        return '\n'.join([rows[0], rule, *rows[1:]])
    return ''
