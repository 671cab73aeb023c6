# SPDX-License-Identifier: GPL-3.0-or-later
"""Text, Markdown and HTML."""
from .tree import READ, noise, sparse, write_pieces

TEXT = 'Sak 4/24 Felles legevakt\nVedtak: Regionrådet godkjenner forslaget.\n'
BYTES = TEXT.encode()
LONG = 'read partly:limit unread:limit'
ODD = 'read partly:damaged unread:unsupported|damaged|empty'


def plain(tree):
    def add(name, data, outcomes, note):
        tree.add(f'text/{name}.txt', data, outcomes, note)
    add('line-20-mb', write_pieces(lambda: [b'vedtak og sak om legevakt '] * 800000), LONG, 'a line of 20 MB')
    add('word-20-mb', write_pieces(lambda: [b'vedtak' * 10000] * 340), LONG, 'a word of 20 MB')
    add('size-60-mb', write_pieces(lambda: [BYTES * 1000] * 850), LONG, '60 MB of text')
    add('lines-short', b'a\n\n' * 400000, LONG, '400,000 paragraphs of a letter')
    add('form-feeds', b'a\f' * 60000, LONG, '60,000 pages of a letter')
    add('utf-16-odd', TEXT.encode('utf-16')[:-1], READ, 'UTF-16 with half a letter at its end')
    add('utf-16-surrogates', '\ufeff'.encode('utf-16-le') + b'\0\xd8' * 50 + TEXT.encode('utf-16-le') + b'\0\xdc\0\xd8', READ, 'lone surrogates in UTF-16')
    add('utf-16-be-unmarked', TEXT.encode('utf-16-be'), READ, 'UTF-16 without a mark, the other way round')
    add('utf-32', TEXT.encode('utf-32'), ODD, 'UTF-32')
    add('utf-7', TEXT.encode('utf-7'), READ, 'UTF-7')
    add('utf-8-overlong', BYTES + b'\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\xf8\x88\x80\x80\x80\xfe\xff' * 20, READ, 'overlong forms of UTF-8')
    add('utf-8-surrogates', BYTES + b'\xed\xa0\x80\xed\xb0\x80' * 20, READ, 'surrogates in UTF-8')
    add('utf-8-cut', BYTES + 'å'.encode()[:1], READ, 'half a letter at the end')
    add('utf-8-mixed', BYTES + TEXT.encode('latin-1') + BYTES, READ, 'Latin-1 in the midst of UTF-8')
    add('mark-only-8', b'\xef\xbb\xbf', 'unread:empty', 'a byte order mark and nothing else')
    add('mark-only-16', b'\xff\xfe', 'unread:empty|unsupported', 'a byte order mark and nothing else')
    add('marks-many', b'\xef\xbb\xbf' * 3000 + BYTES, READ, '3,000 byte order marks')
    add('bidi', ('\u202e' + TEXT + '\u2066\u2067\u2068' * 500 + TEXT + '\u202c' * 900).encode(), READ, 'marks that turn the direction of writing')
    add('combining', ('Møte' + 'a' + '\u0301' * 30000 + TEXT).encode(), READ, '30,000 accents on one letter')
    add('hangul', ('\u1100\u1161\u11a8' * 20000 + TEXT).encode(), READ, '60,000 letters that join to syllables')
    add('zero-width', ('\u200b\u200d\u2060\ufeff'.join(TEXT) * 30).encode(), READ, 'characters without width between all letters')
    add('zero-width-only', '\u200b\u2060'.encode() * 500, 'read unread:empty', 'nothing but characters without width')
    add('private', ('\ue000\U0010ffff\ufffe\uffff' * 500 + TEXT).encode(), READ, 'characters that are none')
    add('controls', bytes(range(1, 32)) * 40 + BYTES, ODD, 'control characters')
    add('escape', b'\x1b]0;eier\x07\x1b[2J\x1b[31m' + BYTES, ODD, 'orders to a terminal')
    add('ebcdic', TEXT.encode('cp500'), ODD, 'EBCDIC')
    add('returns', BYTES.replace(b'\n', b'\r'), READ, 'line ends of old Macintoshes')
    add('nul-only', b'\0' * 5000, 'unread:empty|unsupported', 'nothing but NULs')
    add('cyrillic', 'Протокол заседания регионального совета. Решение принято.\n'.encode('koi8-r') * 20, READ, 'KOI8-R')
    add('spaces-50-mb', sparse(52428800), 'unread:empty|unsupported|limit', 'a hole of 50 MB')
    tree.add('text/hole-10-gb.txt', sparse(10 << 30, BYTES), 'read partly:limit|damaged unread:limit|unsupported', 'text, then a hole of 10 GB')
    tree.add('text/data.csv', 'kommune;kroner\n'.encode() + b'Varstad;100\n' * 3000, READ, 'a list with semicolons')
    tree.add('text/data.json', b'[' * 5000 + b'"sak"' + b']' * 5000, 'read unread:unsupported', 'JSON, 5,000 levels')
    tree.add('text/data.xml', b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b'x' * 900 + b'">]><a>' + b'&b;' * 900 + BYTES + b'</a>', 'read partly:damaged unread:unsupported|damaged', 'XML of no format')
    def markdown(name, data, note):
        tree.add(f'text/{name}.md', b'# Felles legevakt\n\n## Vedtak\n\n' + data + b'\n' + BYTES, LONG + ' partly:damaged', note)
    markdown('brackets', b'[' * 50000, '50,000 brackets')
    markdown('quotes', b'> ' * 20000 + b'a', 'quotes in quotes, 20,000 levels')
    markdown('lists', b''.join(b' ' * i + b'* a\n' for i in range(900)), 'lists in lists, 900 levels')
    markdown('stars', b'*a **a ' * 30000, 'emphasis that never ends')
    markdown('ticks', b''.join(b'`' * i + b' ' for i in range(700)), 'code that never ends')
    markdown('references', b''.join(b'[%d]: /%d\n' % (i, i) for i in range(20000)) + b'[1]' * 20000, '20,000 references')
    markdown('tags', b'<a ' * 40000, 'tags that never end')


def web(tree):
    def add(name, data, outcomes, note):
        tree.add(f'web/{name}.html', data, outcomes, note)
    start, article = b'<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Sak</title></head><body>', b'<h1>Felles legevakt</h1><p>' + BYTES + b'</p>'
    deep = 'read partly:limit|damaged unread:limit|damaged'
    add('tags-100000', start + article + b'<div>' * 100000, deep, '100,000 open tags')
    add('tags-mixed', start + article + b'<b><i><table><a><p><form>' * 15000, deep, '90,000 open tags that do not fit each other')
    add('formatting', start + article + (b'<b><p>' * 1500 + b'</b>' * 1500) * 6, deep, 'formatting that is taken up again and again')
    add('attribute-10-mb', start + b'<p title="' + b'x' * 10000000 + b'">' + article, 'read partly:limit|damaged unread:limit|damaged|empty', 'an attribute of 10 MB')
    add('attributes-many', start + b'<p ' + b' '.join(b'a%d=b' % i for i in range(100000)) + b'>' + article, deep, '100,000 attributes')
    add('script-only', start + b'<script>document.write("sak")</script><style>p{}</style></body></html>', 'unread:empty|no-text', 'nothing but a script')
    add('comment-open', start + article + b'<!-- ' + b'x' * 20000, READ, 'a comment that never ends')
    add('script-open', start + article + b'<script>' + b'x' * 20000, READ, 'a script that never ends')
    add('svg-entities', b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY p SYSTEM "file:///etc/passwd">]>'
        b'<html xmlns="http://www.w3.org/1999/xhtml"><body>' + article + b'<svg xmlns="http://www.w3.org/2000/svg"><text>&c;&p;</text><image href="file:///etc/passwd"/></svg></body></html>', READ + ' partly:damaged', 'entities in SVG in HTML')
    add('references', start + article + b'&#x41;&#1114112;&#xD800;&#0;&#99999999999999999999;&amp' * 2000, READ, 'characters that are none')
    add('charset-lies', start.replace(b'utf-8', b'utf-16') + article, READ, 'UTF-8 that says it is UTF-16')
    add('charset-utf-7', start.replace(b'utf-8', b'utf-7') + b'+ADw-script+AD4-' + article, READ, 'UTF-7')
    add('nul', start + article.replace(b'e', b'e\0'), READ, 'NULs in tags and words')
    add('utf-16', (start + article).decode().encode('utf-16'), READ, 'UTF-16')
    add('tables-nested', start + b'<table><tr><td>' * 3000 + article, deep, 'tables in tables, 3,000 levels')
    add('links-50000', start + b''.join(b'<li><a href="/%d">sak %d</a></li>' % (i, i) for i in range(50000)) + article, 'read partly:limit', '50,000 links')
    add('data-urls', start + article + b'<img src="data:image/png;base64,' + b'A' * 1000000 + b'">', READ, 'a picture of a megabyte in an attribute')
    add('frames', b'<html><frameset><frame src="file:///etc/passwd"><frame src="frames.html"></frameset></html>', 'unread:empty|no-text', 'frames, and one that is itself')
    add('refresh', start + b'<meta http-equiv=refresh content="0;url=refresh.html"><base href="file:///"><iframe src="/etc/passwd"></iframe>' + article, READ, 'a page that leads to itself')
    add('select', start + article + b'<select>' + b'<option>Varstad' * 20000, 'read partly:limit', 'a list of 20,000 choices')
    add('hidden', start + b'<div hidden>skjult</div><div style="display:none">skjult</div><template>skjult</template>' + article, READ, 'text that nobody sees')
    add('spans', start + b'<rowspan><table><tr><td colspan=2147483647 rowspan=2147483647>a' + b'<td rowspan=65534>b' * 500 + b'</table>' + article, READ + ' partly:limit', 'cells that span two thousand million')
    add('nothing', b'<html></html>', 'unread:empty|no-text', 'no word in it')
    add('tag-only', b'<', 'read unread:unsupported|empty', 'one character')
    add('noise', start + noise('html', 20000), ODD + '|limit', 'noise after a good beginning')
    tree.spoil('web/page.html', start + article * 8 + b'</body></html>', 'a good page', truncations=(30, 80), n_flips=4)


def add(tree):
    plain(tree)
    web(tree)
