# SPDX-License-Identifier: GPL-3.0-or-later
"""PDF: object by object, so that each can be wrong."""
import random
import zlib

from .packed import zipped
from .tree import BROKEN, DAMAGED, LIMIT, READ, SPOILT, noise

FONT = b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'
# Where no page is found at all, the file is damaged, and does not merely lack text.
PAGELESS = 'read partly:damaged|limit unread:damaged|limit'
SLOW = 'read partly:limit|damaged unread:limit|damaged|no-text'


def stream(data, extra=b'', packed=False):
    if packed:
        data, extra = zlib.compress(data, 9), extra + b' /Filter /FlateDecode'
    return b'<< /Length %d %s >>\nstream\n' % (len(data), extra) + data + b'\nendstream'


def assemble(objects, trailer=b'', prefix=b''):
    """@objects: number to body; 1 is the catalog."""
    out, places = bytearray(prefix + b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'), {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b'%d 0 obj\n' % number + objects[number] + b'\nendobj\n'
    start, top = len(out), max(objects) + 1
    out += b'xref\n0 %d\n' % top
    for number in range(top):
        out += b'%010d %05d %s \n' % ((places[number], 0, b'n') if number in places else (0, 65535, b'f'))
    out += b'trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n' % (top, trailer, start)
    return bytes(out)


def text_stream(lines, packed=False):
    body = b'BT /F1 11 Tf 72 780 Td 14 TL\n'
    for line in lines:
        body += b'(' + line.encode('cp1252').replace(b'\\', b'\\\\').replace(b'(', b'\\(').replace(b')', b'\\)') + b") Tj T*\n"
    return stream(body + b'ET', packed=packed)


LINES = ['Møteprotokoll for Varstadregionen', 'Dato: 12. mars 2024', 'Sak 4/24 Felles legevakt',
         'Kommunene er enige om at legevakten bør ligge ved sykehuset.', 'Vedtak: Regionrådet godkjenner forslaget.']


def document(n_pages=1, lines=None, catalog=b'', page=b'', resources=b'', content=None, more=None, trailer=b'', prefix=b''):
    """A good document, with room for what is not."""
    kids = b' '.join(b'%d 0 R' % (10 + 2 * i) for i in range(n_pages))
    objects = {1: b'<< /Type /Catalog /Pages 2 0 R %s >>' % catalog,
               2: b'<< /Type /Pages /Kids [%s] /Count %d >>' % (kids, n_pages), 3: FONT}
    for i in range(n_pages):
        objects[10 + 2 * i] = (b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R '
                               b'/Resources << /Font << /F1 3 0 R >> %s >> %s >>' % (11 + 2 * i, resources, page))
        objects[11 + 2 * i] = content or text_stream((lines or LINES) + [f'Side {i + 1} har sin egen tekst.'])
    objects.update(more or {})
    return assemble(objects, trailer, prefix)


def trees(tree):
    def pages(objects, note, name, outcomes):
        objects.setdefault(1, b'<< /Type /Catalog /Pages 2 0 R >>')
        objects.setdefault(3, FONT)
        tree.add(f'pdf/{name}.pdf', assemble(objects), outcomes, note)
    leaf = b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>'
    pages({2: b'<< /Type /Pages /Kids [6 0 R 4 0 R] /Count 2 >>', 6: b'<< /Type /Pages /Kids [2 0 R 6 0 R] /Count 9 >>',
           4: leaf, 5: text_stream(LINES)}, 'a page tree whose branches are each other', 'page-tree-cycle', BROKEN)
    deep = {2: b'<< /Type /Pages /Kids [10 0 R] /Count 1 >>', 4: leaf, 5: text_stream(LINES)}
    for i in range(10, 3010):
        deep[i] = b'<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>' % (i + 1 if i < 3009 else 4, i - 1)
    pages(deep, 'a page tree of 3,000 levels', 'page-tree-deep', BROKEN + ' unread:limit')
    pages({2: b'<< /Type /Pages /Kids [4 0 R] /Count 2000000000 >>', 4: leaf, 5: text_stream(LINES)},
          'a page that says it is two thousand million', 'page-count-huge', PAGELESS)
    pages({2: b'<< /Type /Pages /Kids [4 0 R] /Count -7 >>', 4: leaf, 5: text_stream(LINES)},
          'a negative number of pages', 'page-count-negative', PAGELESS)
    pages({2: b'<< /Type /Pages /Kids [%s] /Count 30000 >>' % (b'4 0 R ' * 30000), 4: leaf, 5: text_stream(LINES)},
          '30,000 times the same page', 'page-many-times', PAGELESS)
    pages({1: b'<< /Type /Catalog >>', 3: FONT}, 'a catalog without pages', 'no-page-tree', DAMAGED)
    pages({1: b'<< /Type /Catalog /Pages 1 0 R >>', 3: FONT}, 'a catalog that is its own page tree', 'catalog-loop', DAMAGED)


def outlines(tree):
    def add(name, items, note, outcomes=READ):
        tree.add(f'pdf/{name}.pdf', document(catalog=b'/Outlines 400 0 R', more=items), outcomes, note)
    add('outline-loop', {400: b'<< /First 401 0 R /Last 401 0 R /Count 1 >>',
                         401: b'<< /Title (Om igjen) /Parent 400 0 R /Next 401 0 R /Dest [10 0 R /Fit] >>'},
        'an entry of the outline that follows itself')
    add('outline-cycle', {400: b'<< /First 401 0 R /Last 402 0 R /Count 2 >>',
                          401: b'<< /Title (A) /Next 402 0 R /First 402 0 R /Dest [10 0 R /Fit] >>',
                          402: b'<< /Title (B) /Next 401 0 R /First 400 0 R /Dest [10 0 R /Fit] >>'},
        'entries of the outline that hold each other')
    deep = {400: b'<< /First 401 0 R /Last 401 0 R /Count 1 >>'}
    for i in range(401, 10401):
        deep[i] = b'<< /Title (Dypt) /First %d 0 R /Last %d 0 R /Dest [10 0 R /Fit] >>' % (i + 1, i + 1)
    add('outline-deep', deep, 'an outline of 10,000 levels', READ + ' partly:limit')
    wide = {400: b'<< /First 401 0 R /Last 20400 0 R /Count 20000 >>'}
    for i in range(401, 20401):
        wide[i] = b'<< /Title (Bredt %d) /Next %d 0 R /Dest [10 0 R /Fit] >>' % (i, i + 1)
    add('outline-wide', wide, 'an outline of 20,000 entries for one page', READ + ' partly:limit')
    fan = {400: b'<< /First 401 0 R /Last 401 0 R /Count 1 >>'}
    for i in range(401, 440):
        fan[i] = b'<< /Title (To) /First %d 0 R /Next %d 0 R /Dest [10 0 R /Fit] >>' % (i + 1, i + 1)
    add('outline-exponential', fan, 'each entry of the outline has the next both below and after it: 2^39 ways', READ + ' partly:limit')


def structures(tree):
    base = document()
    start = base.rindex(b'startxref')
    place = int(base[start + 10:].split()[0])
    tree.add('pdf/xref-loop.pdf', base.replace(b'/Root 1 0 R', b'/Root 1 0 R /Prev %d' % place), READ + ' ' + DAMAGED,
             'a cross-reference table that goes before itself')
    tree.add('pdf/xref-nowhere.pdf', base[:start] + b'startxref\n99999999999999999999\n%%EOF\n', BROKEN, 'startxref beyond the file')
    tree.add('pdf/xref-gone.pdf', base[:base.rindex(b'xref\n0')] + b'trailer\n<< /Root 1 0 R >>\n%%EOF', BROKEN, 'no cross-reference table')
    tree.add('pdf/xref-huge.pdf', base.replace(b'xref\n0 ', b'xref\n0 4000000000 ').replace(b'/Size ', b'/Size 400000000'), BROKEN + ' unread:limit',
             'a table that says it has 4,000,000,000 rows')
    loop = (b'%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'
            b'5 0 obj\n<< /Type /ObjStm /N 2 /First 8 /Length 60 /Extends 5 0 R >>\nstream\n2 0 5 9 << /Type /Pages /Kids [2 0 R] /Count 1 >>        \nendstream\nendobj\n')
    rows = b'\0\0\0\xff' + b'\1\0\x09\0' + b'\2\0\5\0' + b'\0\0\0\0' + b'\0\0\0\0' + b'\2\0\5\1'
    at = len(loop)
    loop += (b'6 0 obj\n<< /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Prev %d /Length %d >>\nstream\n' % (at, len(rows)) + rows
             + b'\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n' % at)
    tree.add('pdf/object-stream-loop.pdf', loop, BROKEN, 'a stream of objects that lies in itself, and a cross-reference stream before itself')
    tree.add('pdf/length-loop.pdf', document(content=b'<< /Length 11 0 R >>\nstream\nBT ET\nendstream'), BROKEN, 'a stream whose length is itself')
    tree.add('pdf/length-huge.pdf', document().replace(b'/Length 2', b'/Length 2147483647 %2', 1), BROKEN, 'a stream that says it is 2 GB')
    tree.add('pdf/contents-loop.pdf', document(content=b'[11 0 R 11 0 R]'), BROKEN, 'contents of a page that are themselves')
    tree.add('pdf/deep-arrays.pdf', document(page=b'/Annots ' + b'[' * 30000 + b']' * 30000), BROKEN + ' unread:limit', 'arrays 30,000 deep')
    tree.add('pdf/deep-dictionaries.pdf', document(catalog=b'/X ' + b'<</A' * 9000 + b' 1 ' + b'>>' * 9000), BROKEN + ' unread:limit', 'dictionaries 9,000 deep')
    tree.add('pdf/reference-loop.pdf', document(more={3: b'3 0 R', 12: b'13 0 R', 13: b'12 0 R'}, page=b'/MediaBox 12 0 R'), BROKEN, 'a font, and a box of the page, that are references to themselves')
    tree.add('pdf/name-tree-loop.pdf', document(catalog=b'/Names << /EmbeddedFiles 500 0 R /Dests 500 0 R >>', more={
        500: b'<< /Kids [500 0 R 501 0 R] >>', 501: b'<< /Kids [500 0 R] /Names [(a) 501 0 R] >>'}), READ + ' partly:damaged', 'names of attachments in a circle')
    tree.add('pdf/page-labels-loop.pdf', document(catalog=b'/PageLabels 500 0 R', more={500: b'<< /Kids [500 0 R] /Nums [0 << /S /r /St 2000000000 >>] >>'}),
             READ, 'page labels in a circle, and a Roman number of two thousand million')
    tree.add('pdf/structure-loop.pdf', document(catalog=b'/MarkInfo << /Marked true >> /StructTreeRoot 500 0 R', more={
        500: b'<< /Type /StructTreeRoot /K 501 0 R /RoleMap << /A /B /B /A >> >>', 501: b'<< /Type /StructElem /S /A /P 501 0 R /K [501 0 R 500 0 R 0] /Pg 10 0 R >>'}),
             READ, 'a structure tree in a circle, and roles that are each other')
    deep = {500: b'<< /Type /StructTreeRoot /K 501 0 R >>'}
    for i in range(501, 8501):
        deep[i] = b'<< /Type /StructElem /S /Div /P %d 0 R /K %d 0 R /Pg 10 0 R >>' % (i - 1, i + 1)
    tree.add('pdf/structure-deep.pdf', document(catalog=b'/MarkInfo << /Marked true >> /StructTreeRoot 500 0 R', more=deep),
             READ + ' partly:limit|damaged', 'a structure tree of 8,000 levels')
    tree.add('pdf/form-fields-loop.pdf', document(catalog=b'/AcroForm << /Fields [500 0 R] >>', more={
        500: b'<< /T (a) /FT /Tx /V (verdi) /Kids [500 0 R 501 0 R] /Parent 501 0 R >>', 501: b'<< /Kids [500 0 R] /Parent 500 0 R >>'}), READ + ' partly:damaged unread:damaged', 'form fields that are their own parents')
    tree.add('pdf/annotations-many.pdf', document(page=b'/Annots [' + b'500 0 R ' * 20000 + b']', more={
        500: b'<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (merknad) /Popup 500 0 R /IRT 500 0 R >>'}), SLOW, '20,000 times the same annotation, an answer to itself')


def drawings(tree):
    def form(number, body, extra=b''):
        return stream(body, b'/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << %s >> >> %s' % (
            b' '.join(b'/X%d %d 0 R' % (i, i) for i in range(500, 512)), extra))
    resources = b'/XObject << /X500 500 0 R >>'
    tree.add('pdf/form-recursion.pdf', document(resources=resources, content=stream(b'BT /F1 11 Tf 72 700 Td (Felles legevakt) Tj ET /X500 Do'), more={
        500: form(500, b'BT /F1 9 Tf 72 600 Td (innenfor) Tj ET /X500 Do')}), READ + ' partly:damaged', 'a drawing that holds itself')
    bomb = {i: form(i, b'/X%d Do ' % (i + 1) * 10) for i in range(500, 509)}
    bomb[509] = form(509, b'BT /F1 9 Tf 72 600 Td (ni nivaa) Tj ET')
    tree.add('pdf/form-exponential.pdf', document(2, resources=resources, content=stream(b'BT /F1 11 Tf 72 700 Td (Felles legevakt) Tj ET /X500 Do'), more=bomb),
             LIMIT, 'drawings within drawings: 10^9 words on the page')
    tree.add('pdf/font-loop.pdf', document(more={3: b'<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [3 0 R] /ToUnicode 3 0 R >>'}), BROKEN, 'a font that descends from itself')
    tree.add('pdf/type3-recursion.pdf', document(more={
        3: b'<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << /a 500 0 R >> /Encoding << /Differences [97 /a] >> '
           b'/FirstChar 97 /LastChar 97 /Widths [9] /Resources << /Font << /F1 3 0 R >> >> >>', 500: stream(b'9 0 d0 BT /F1 9 Tf (aaaa) Tj ET')}, lines=['aaaa aaaa']), BROKEN, 'a letter that is drawn with itself')
    cmap = b'/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Loop def /Loop usecmap 1 begincodespacerange <00> <ff> endcodespacerange %s endcmap'
    tree.add('pdf/cmap-loop.pdf', document(more={3: FONT[:-2] + b'/ToUnicode 500 0 R >>', 500: stream(cmap % b'2 beginbfrange <00> <ff> <0041> <ff> <00> <d800> endbfrange', b'/UseCMap 500 0 R')}),
             BROKEN, 'a character map that uses itself, with ranges that run backwards and lone surrogates')
    wide = b'100 beginbfrange ' + b'<00000000> <ffffffff> <0041>\n' * 2000 + b'endbfrange'
    tree.add('pdf/cmap-bomb.pdf', document(more={3: b'<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [501 0 R] /ToUnicode 500 0 R >>',
             500: stream(cmap % wide, packed=True), 501: b'<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >> /W [0 4000000000 500] >>'}),
             BROKEN + ' unread:limit partly:limit', '2,000 ranges of four thousand million characters each')
    tree.add('pdf/to-unicode-long.pdf', document(more={3: FONT[:-2] + b'/ToUnicode 500 0 R >>', 500: stream(cmap % (
        b'1 beginbfchar <65> <' + b'00e6' * 20000 + b'> endbfchar'), packed=True)}), READ + ' partly:limit', 'one letter that stands for 20,000')
    image = b'/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 '
    for name, extra, data, note in (
            ('image-huge', b'/Width 100000 /Height 100000 /Filter /FlateDecode', zlib.compress(b'\0' * 100000), 'a picture of 100,000 x 100,000 points'),
            ('image-jbig2-noise', b'/Width 2000 /Height 2000 /Filter /JBIG2Decode', noise('jbig2', 4000), 'noise for a JBIG2 picture'),
            ('image-jpx-noise', b'/Width 2000 /Height 2000 /Filter /JPXDecode', b'\0\0\0\x0cjP  \r\n\x87\n' + noise('jpx', 4000), 'noise for a JPEG 2000 picture'),
            ('image-jpeg-noise', b'/Width 65000 /Height 65000 /Filter /DCTDecode', b'\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x22\0\2\x11\1\3\x11\1' + noise('dct', 4000), 'noise for a JPEG of 65,535 x 65,535'),
            ('image-fax-noise', b'/Width 60000 /Height 60000 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>', noise('fax', 4000), 'noise for a fax picture')):
        tree.add(f'pdf/{name}.pdf', document(resources=resources, content=stream(b'q 595 0 0 842 0 0 cm /X500 Do Q'), more={500: stream(data, image + extra)}),
                 'read partly:no-text|damaged|limit unread:no-text|damaged|limit', f'{note}, and no text')
    tree.add('pdf/content-bomb.pdf', document(content=stream(zlib.compress(zlib.compress(b'q 1 0 0 1 0 0 cm Q\n' * 12000000, 9), 9), b'/Filter [/FlateDecode /FlateDecode]')),
             SLOW + ' unread:empty', 'contents packed twice, 230 MB unpacked')
    tree.add('pdf/filters-many.pdf', document(content=stream(b'x' * 100, b'/Filter [' + b'/ASCIIHexDecode /ASCII85Decode /RunLengthDecode /LZWDecode ' * 800 + b']')), BROKEN, '3,200 filters one after the other')
    tree.add('pdf/save-deep.pdf', document(content=stream(b'q ' * 1000000 + text_stream(LINES)[30:], packed=True)), SLOW, 'a million states saved and never restored')
    tree.add('pdf/numbers-mad.pdf', document(content=stream(b'BT /F1 1e38 Tf 99999999999999999999999 -1e308 Td (A) Tj 0 0 0 0 0 0 Tm (B) Tj 1 0 0 1 -2147483648 2147483647 Tm (C) Tj .0000000001 0 0 .0000000001 5 5 Tm (D) Tj ET '
             b'BT /F1 11 Tf 72 700 Td (Felles legevakt) Tj ET')), BROKEN, 'letters as large as the sky, without size, and beyond all bounds')
    tree.add('pdf/box-mad.pdf', document(page=b'/MediaBox [1e30 -1e30 -1e30 1e30] /UserUnit 1e9 /Rotate 37'), BROKEN, 'a page without measure, turned by 37 degrees')
    tree.add('pdf/letters-on-one-spot.pdf', document(content=stream(b'BT /F1 11 Tf ' + b'1 0 0 1 72 700 Tm (vedtak) Tj ' * 30000 + b'ET', packed=True)), SLOW, '30,000 words on the same spot')
    source = random.Random('words')
    scattered = b''.join(b'1 0 0 1 %d %d Tm (ord%d) Tj ' % (source.randrange(20, 560), source.randrange(20, 820), i % 977) for i in range(20000))
    tree.add('pdf/words-scattered.pdf', document(content=stream(b'BT /F1 4 Tf ' + scattered + b'ET', packed=True)), SLOW, '20,000 words all over one page')
    tree.add('pdf/letters-one-by-one.pdf', document(content=stream(b'BT /F1 3 Tf ' + b''.join(b'1 0 0 1 %d %d Tm (x) Tj ' % (10 + i % 190 * 3, 830 - i // 190 * 4) for i in range(38000)) + b'ET', packed=True)),
             SLOW, '38,000 letters, each a drawing of its own')


def extras(tree):
    laughs = (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha ">' + b''.join(b'<!ENTITY %c "%s">' % (c, b'&%c;' % (c - 1) * 10) for c in b'bcdefghij')
              + b'<!ENTITY p SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
              b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="&j;&p;">&j;&p;</rdf:Description></rdf:RDF></x:xmpmeta>')
    tree.add('pdf/xmp-entities.pdf', document(catalog=b'/Metadata 500 0 R', more={500: stream(laughs, b'/Type /Metadata /Subtype /XML')}), READ, 'metadata with entities in entities, and one that names /etc/passwd')
    tree.add('pdf/title-huge.pdf', document(trailer=b'/Info 500 0 R', more={500: b'<< /Title (' + b'tittel ' * 150000 + b') /CreationDate (D:99999999999999999999) /Author 500 0 R >>'}), READ + ' partly:limit', 'a title of a megabyte')
    tree.add('pdf/actions.pdf', document(catalog=b'/OpenAction << /S /Launch /F (/bin/sh) /Next 500 0 R >> /AA << /WC 500 0 R >>', more={
        500: b'<< /S /JavaScript /JS (while (true) app.launchURL\\("http://localhost/"\\);) /Next 500 0 R >>'}), READ, 'opening it is to run a program and a script without end')
    tree.add('pdf/remote.pdf', document(page=b'/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToR /F (//server/share/a.pdf) >> >>]', content=b'<< /Length 0 /F (/etc/passwd) /FFilter /ASCIIHexDecode >>\nstream\n\nendstream'),
             'read partly:damaged unread:no-text|damaged', 'contents of the page that lie in /etc/passwd')
    inner = zipped([('a.txt', b'0' * 3000000)])
    names = (b'../../etc/passwd', b'/abs.txt', b'a\\\\b.zip', b'', b'\xfe\xff\0a\0\n', b'same', b'same')
    tree.add('pdf/attachments.pdf', document(catalog=b'/Names << /EmbeddedFiles << /Names [%s] >> >>' % b' '.join(b'(%d) 500 0 R' % i for i in range(7)), more={
        500: b'<< /Type /Filespec /F (../../etc/passwd) /UF (%s) /EF << /F 501 0 R >> >>' % names[2], 501: stream(inner, b'/Type /EmbeddedFile')}), READ + ' partly:limit',
             'seven attachments, the same bomb, with a name that leads out')
    tree.add('pdf/attachment-bomb.pdf', document(catalog=b'/Names << /EmbeddedFiles << /Names [(a) 500 0 R] >> >>', more={
        500: b'<< /Type /Filespec /F (null.txt) /EF << /F 501 0 R >> >>', 501: stream(zlib.compress(zlib.compress(b'\0' * 300000000, 9), 9), b'/Type /EmbeddedFile /Filter [/FlateDecode /FlateDecode]')}),
             READ + ' partly:limit|damaged unread:limit', 'an attachment of 300 MB in a kilobyte')
    tree.add('pdf/attachment-self.pdf', document(catalog=b'/AF [500 0 R] /Names << /EmbeddedFiles << /Names [(a) 500 0 R] >> >>', more={
        500: b'<< /Type /Filespec /F (a.pdf) /EF << /F 11 0 R /UF 500 0 R >> /RF << /F [(a) 500 0 R] >> >>'}), READ + ' partly:damaged', 'an attachment that is the page')
    tree.add('pdf/encrypted-strange.pdf', document(trailer=b'/Encrypt << /Filter /Nonsense /V 9 /R 99 /O (x) /U (x) /P -1 >> /ID [<00> <00>]'), 'unread:encrypted|damaged', 'encrypted in a way nobody knows')
    tree.add('pdf/encrypted-broken.pdf', document(trailer=b'/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /O (short) /U () /OE () /UE () /P -1 /StmF /X /StrF /Y /CF << >> >> /ID [<00> <00>]'),
             BROKEN + ' unread:encrypted', 'encrypted, with keys that are too short')
    good = document(3)
    tree.add('pdf/after-noise.pdf', b'From: noen\r\n' * 60 + good, BROKEN, 'mail headers before the first line')
    tree.add('pdf/polyglot.pdf', good + zipped([('word/document.xml', b'<a/>'), ('a.txt', b'ikke PDF')]), READ, 'a PDF with a zip behind it')
    tree.add('archives/pdf-head.zip', b'%PDF-1.4\n%\n' + zipped([('a.txt', 'Sak 1/24 Høring'.encode())]), SPOILT, 'a zip with the first line of a PDF')
    tree.add('pdf/header-only.pdf', b'%PDF-1.7\n', 'unread:damaged', 'nothing but its first line')
    tree.add('pdf/zeros-after.pdf', good + b'\0' * 30000, READ, 'zeros behind the end')
    tree.add('pdf/zeros.pdf', b'%PDF-1.7\n' + b'\0' * 20000, 'unread:damaged', 'zeros after the first line')
    tree.add('pdf/lines.pdf', good.replace(b'\n', b'\r\n'), BROKEN, 'line ends made those of Windows, so that every offset is wrong')
    tree.add('pdf/as-text.pdf', good.decode('latin-1').encode('utf-8'), BROKEN, 'bytes made UTF-8, as a careless transfer does')
    tree.spoil('pdf/protocol.pdf', document(3), 'a PDF of three pages', outcomes=SPOILT, n_flips=10)
    tree.spoil('pdf/packed.pdf', document(3, content=text_stream(LINES * 8, packed=True)), 'a PDF of three packed pages', truncations=(60, 95), n_flips=8)


def add(tree):
    for part in (trees, outlines, structures, drawings, extras):
        part(tree)
