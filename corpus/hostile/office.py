# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of XML in a zip: DOCX, ODT, XLSX, ODS, PPTX, ODP, EPUB."""
from .packed import raw_zip, zipped
from .tree import LIMIT, READ, SPOILT

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMATS = b'http://schemas.openxmlformats.org'
W = FORMATS + b'/wordprocessingml/2006/main'
ODF = (b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
       b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"')
TEXT = 'Sak 4/24 Felles legevakt. Vedtak: Regionrådet godkjenner forslaget.'.encode()
XML_DAMAGE = 'partly:damaged|limit unread:damaged|no-text|limit'
EITHER = 'read ' + XML_DAMAGE


def types(parts):
    return ('[Content_Types].xml', HEAD + b'<Types xmlns="' + FORMATS + b'/package/2006/content-types"><Default Extension="rels" ContentType='
            b'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' + b''.join(
                b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/>' % p for p in parts) + b'</Types>')


def relations(path, rows):
    return (path, HEAD + b'<Relationships xmlns="' + FORMATS + b'/package/2006/relationships">' + b''.join(
        b'<Relationship Id="rId%d" Type="%s/officeDocument/2006/relationships/%s" Target="%s"/>' % (i, FORMATS, kind, target)
        for i, (kind, target) in enumerate(rows, 1)) + b'</Relationships>')


def word_document(body, head=HEAD):
    return head + b'<w:document xmlns:w="' + W + b'"><w:body>' + body + b'</w:body></w:document>'


def docx_members(document, styles=b'', numbering=b'', extra=()):
    rows = [(b'styles', b'styles.xml'), (b'numbering', b'numbering.xml')]
    return [types([(b'word/document.xml', b'wordprocessingml.document.main')]), relations('_rels/.rels', [(b'officeDocument', b'word/document.xml')]),
            relations('word/_rels/document.xml.rels', rows), ('word/styles.xml', HEAD + b'<w:styles xmlns:w="' + W + b'">' + styles + b'</w:styles>'),
            ('word/numbering.xml', HEAD + b'<w:numbering xmlns:w="' + W + b'">' + numbering + b'</w:numbering>'),
            ('word/document.xml', document), *extra]


def paragraph(text, properties=b''):
    return b'<w:p>' + properties + b'<w:r><w:t xml:space="preserve">' + text + b'</w:t></w:r></w:p>'


def docx(document, **more):
    return zipped(docx_members(document, **more))


def odf(kind, body, head=b'<?xml version="1.0" encoding="UTF-8"?>'):
    return zipped([('mimetype', b'application/vnd.oasis.opendocument.' + kind),
                   ('content.xml', head + b'<office:document-content ' + ODF + b'><office:body>' + body + b'</office:body></office:document-content>')])


def xlsx(sheet, strings=b'', head=HEAD, sheets=1):
    main = FORMATS + b'/spreadsheetml/2006/main'
    return zipped([
        types([(b'xl/workbook.xml', b'spreadsheetml.sheet.main')]), relations('_rels/.rels', [(b'officeDocument', b'xl/workbook.xml')]),
        relations('xl/_rels/workbook.xml.rels', [(b'worksheet', b'worksheets/sheet1.xml'), (b'sharedStrings', b'sharedStrings.xml')]),
        ('xl/workbook.xml', HEAD + b'<workbook xmlns="' + main + b'" xmlns:r="' + FORMATS + b'/officeDocument/2006/relationships"><sheets>' + b''.join(
            b'<sheet name="Ark %d" sheetId="%d" r:id="rId1"/>' % (i, i) for i in range(1, sheets + 1)) + b'</sheets></workbook>'),
        ('xl/worksheets/sheet1.xml', head + b'<worksheet xmlns="' + main + b'"><sheetData>' + sheet + b'</sheetData></worksheet>'),
        ('xl/sharedStrings.xml', head + b'<sst xmlns="' + main + b'">' + strings + b'</sst>')])


def pptx(slides, order, slide_head=HEAD):
    p, a = FORMATS + b'/presentationml/2006/main', FORMATS + b'/drawingml/2006/main'
    return zipped([
        types([(b'ppt/presentation.xml', b'presentationml.presentation.main')]), relations('_rels/.rels', [(b'officeDocument', b'ppt/presentation.xml')]),
        relations('ppt/_rels/presentation.xml.rels', [(b'slide', b'slides/slide%d.xml' % (i + 1)) for i in range(len(slides))]),
        ('ppt/presentation.xml', HEAD + b'<p:presentation xmlns:p="' + p + b'" xmlns:r="' + FORMATS + b'/officeDocument/2006/relationships"><p:sldIdLst>'
         + b''.join(b'<p:sldId id="%d" r:id="rId%d"/>' % (256 + i, n) for i, n in enumerate(order)) + b'</p:sldIdLst></p:presentation>'),
        *[(f'ppt/slides/slide{i + 1}.xml', slide_head + b'<p:sld xmlns:p="' + p + b'" xmlns:a="' + a + b'"><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>'
           + text + b'</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>') for i, text in enumerate(slides)]])


def epub(chapter, spine=b'<itemref idref="a"/>', href=b'a.xhtml', opf=b'OEBPS/book.opf', head=b'<?xml version="1.0" encoding="UTF-8"?>'):
    return zipped([
        ('mimetype', b'application/epub+zip'),
        ('META-INF/container.xml', head + b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="'
         + opf + b'" media-type="application/oebps-package+xml"/></rootfiles></container>'),
        ('OEBPS/book.opf', b'<package version="3.0" xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="' + href
         + b'" media-type="application/xhtml+xml"/></manifest><spine>' + spine + b'</spine></package>'),
        ('OEBPS/a.xhtml', head + b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>' + chapter + b'</body></html>')])


def good():
    """A small document of each format that is as it should be."""
    rows = b''.join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c><c r="B%d"><v>%d</v></c></row>' % (i, i, i, i * 100) for i in range(1, 9))
    table = b'<table:table table:name="Ark"><table:table-row><table:table-cell><text:p>' + TEXT + b'</text:p></table:table-cell></table:table-row></table:table>'
    return {'docx': docx(word_document(paragraph(TEXT) * 6)), 'odt': odf(b'text', b'<office:text>' + (b'<text:p>' + TEXT + b'</text:p>') * 6 + b'</office:text>'),
            'xlsx': xlsx(rows, b'<si><t>' + TEXT + b'</t></si>'), 'ods': odf(b'spreadsheet', b'<office:spreadsheet>' + table + b'</office:spreadsheet>'),
            'pptx': pptx([TEXT, b'Nattbuss'], [1, 2]), 'odp': odf(b'presentation', b'<office:presentation><draw:page draw:name="a"><draw:frame><draw:text-box><text:p>'
            + TEXT + b'</text:p></draw:text-box></draw:frame></draw:page></office:presentation>'), 'epub': epub(b'<p>' + TEXT + b'</p>')}


def laughs(root):
    return (b'<?xml version="1.0"?><!DOCTYPE %s [<!ENTITY a "vedtak ">' % root + b''.join(
        b'<!ENTITY %c "%s">' % (c, b'&%c;' % (c - 1) * 10) for c in b'bcdefghij') + b']>')


def quadratic(root):
    return b'<?xml version="1.0"?><!DOCTYPE %s [<!ENTITY j "%s">]>' % (root, b'vedtak ' * 3000)


def outside(root):
    return (b'<?xml version="1.0"?><!DOCTYPE %s SYSTEM "file:///etc/hostname" [<!ENTITY j SYSTEM "file:///etc/passwd"><!ENTITY %% k SYSTEM '
            b'"http://localhost:9/evil.dtd"> %%k;]>' % root)


def entities(tree):
    for kind, head, note in (('entities', laughs, 'entities in entities, ten levels'), ('quadratic', quadratic, 'a long entity, often'),
                             ('outside', outside, 'entities that are /etc/passwd and a page on the net')):
        often = b'&j;' * (2000 if kind == 'quadratic' else 1)
        tree.add(f'office/{kind}.docx', docx(word_document(paragraph(TEXT) + paragraph(often), head(b'w:document'))), XML_DAMAGE, note)
        tree.add(f'office/{kind}.odt', odf(b'text', b'<office:text><text:p>' + TEXT + b'</text:p><text:p>' + often + b'</text:p></office:text>', head(b'office:document-content')), XML_DAMAGE, note)
        tree.add(f'office/{kind}.xlsx', xlsx(b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>', b'<si><t>' + often + b'</t></si>', head(b'sst')), XML_DAMAGE, note)
        tree.add(f'office/{kind}.ods', odf(b'spreadsheet', b'<office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>' + often
                 + b'</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>', head(b'office:document-content')), XML_DAMAGE, note)
        tree.add(f'office/{kind}.pptx', pptx([often], [1], head(b'p:sld')), XML_DAMAGE, note)
        # A chapter may be read as HTML, where entities of its own are not known.
        tree.add(f'office/{kind}.epub', epub(b'<p>' + TEXT + often + b'</p>', head=head(b'html')), EITHER, note)


def words(tree):
    def add(name, document, outcomes, note, **more):
        tree.add(f'office/{name}.docx', docx(document, **more), outcomes, note)
    cycle = b''.join(b'<w:style w:type="paragraph" w:styleId="S%d"><w:basedOn w:val="S%d"/></w:style>' % (i, (i + 1) % 3) for i in range(3))
    add('styles-cycle', word_document(paragraph(TEXT, b'<w:pPr><w:pStyle w:val="S0"/></w:pPr>')), READ, 'styles that rest on each other', styles=cycle)
    chain = b''.join(b'<w:style w:type="paragraph" w:styleId="S%d"><w:basedOn w:val="S%d"/></w:style>' % (i, i + 1) for i in range(30000))
    add('styles-chain', word_document(paragraph(TEXT, b'<w:pPr><w:pStyle w:val="S0"/></w:pPr>')), READ + ' partly:limit|damaged', '30,000 styles, each resting on the next', styles=chain)
    numbers = (b'<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:styleLink w:val="A"/><w:lvl w:ilvl="99999999">'
               b'<w:start w:val="2147483647"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="' + b'%1%2%9%0%' * 2000 + b'"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
    add('numbering-mad', word_document(b''.join(paragraph(TEXT, b'<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr></w:pPr>' % i) for i in (0, 8, 9, 99999999, -1))),
        READ, 'numbering that links to itself, levels that are not there, Roman numbers of two thousand million', numbering=numbers)
    add('deep', word_document(b'<w:tbl><w:tr><w:tc>' * 40000 + paragraph(TEXT)), XML_DAMAGE, 'tables in tables, 40,000 levels')
    add('attribute-huge', word_document(paragraph(TEXT) + b'<w:p w:x="' + b'y' * 12000000 + b'"/>' + paragraph(TEXT)), 'read partly:limit|damaged unread:damaged|limit', 'an attribute of 12 MB')
    add('paragraphs-empty', word_document(b'<w:p/>' * 3000000 + paragraph(TEXT)), 'read partly:limit unread:limit|no-text', 'three million empty paragraphs')
    add('cells-many', word_document(b'<w:tbl><w:tr>' + (b'<w:tc>' + paragraph(b'x') + b'</w:tc>') * 200000 + b'</w:tr></w:tbl>'), READ + ' partly:limit', 'a row of 200,000 cells')
    add('names-many', word_document(b''.join(b'<a%d xmlns="urn:%d"/>' % (i, i) for i in range(100000)) + paragraph(TEXT)), EITHER, '100,000 namespaces')
    add('nul', word_document(paragraph(b'f\0r') + paragraph(b'&#0;&#x1;&#xFFFF;&#xD800;')), XML_DAMAGE, 'characters that XML does not have')
    members = docx_members(word_document(paragraph(TEXT)))
    tree.add('office/no-document.docx', zipped(members[:-1]), 'read unread:damaged|unsupported|no-text', 'a DOCX without its document')
    tree.add('office/document-twice.docx', zipped_twice(members), READ, 'document.xml twice, with other words')
    tree.add('office/relations-out.docx', zipped([types([(b'word/document.xml', b'wordprocessingml.document.main')]), relations('_rels/.rels', [(b'officeDocument', b'../../../../etc/passwd')]),
             members[-1]]), 'read unread:damaged|unsupported|no-text partly:damaged', 'a document that is said to lie in /etc/passwd')
    tree.add('office/macro.docm', zipped(members + [('word/vbaProject.bin', b'\xd0\xcf\x11\xe0' * 900)]), READ, 'with a macro')
    tree.add('office/ole-inside.docx', zipped(members + [('word/embeddings/oleObject1.bin', b'\xd0\xcf\x11\xe0' * 900), ('word/media/image1.png', b'\x89PNG\r\n\x1a\n')]), READ + ' partly:damaged|unsupported|no-text', 'with an object that is none')
    utf16 = word_document(paragraph('Åpning av møtet'.encode())).replace(b'UTF-8', b'UTF-16').decode().encode('utf-16')
    tree.add('office/utf-16.docx', docx(utf16), READ, 'document.xml in UTF-16')
    tree.add('office/encoding-lie.docx', docx(word_document(paragraph('Møte'.encode('latin-1')))), EITHER, 'Latin-1 that says it is UTF-8')
    tree.add('office/encoding-unknown.docx', docx(word_document(paragraph(TEXT)).replace(b'UTF-8', b'KLINGON')), EITHER, 'an encoding that is not')


def zipped_twice(members):
    rows = [{'name': n.encode(), 'pieces': [d]} for n, d in members]
    return raw_zip(rows + [{'name': b'word/document.xml', 'pieces': [word_document(paragraph(b'Et annet dokument'))]}])


def sheets(tree):
    def add(name, data, outcomes, note):
        tree.add(f'office/{name}', data, outcomes, note)
    cell = b'<table:table-cell table:number-columns-repeated="16384"><text:p>bombe</text:p></table:table-cell>'
    for kind, body in (('ods', b'<office:spreadsheet><table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">' + cell + b'</table:table-row></table:table></office:spreadsheet>'),):
        add(f'rows-repeated.{kind}', odf(b'spreadsheet', body), 'read partly:limit', 'a row of 16,384 cells, 1,048,576 times')
    add('columns-repeated.ods', odf(b'spreadsheet', b'<office:spreadsheet><table:table>' + b'<table:table-row><table:table-cell table:number-columns-repeated="4294967295"/><table:table-cell><text:p>'
        + TEXT + b'</text:p></table:table-cell></table:table-row>' + b'</table:table></office:spreadsheet>'), READ + ' partly:limit|damaged', '4,294,967,295 empty cells before a word')
    add('spaces.odt', odf(b'text', b'<office:text><text:p>' + TEXT + b'<text:s text:c="2000000000"/><text:tab/><text:s text:c="-5"/>slutt</text:p></office:text>'), READ + ' partly:limit|damaged', 'two thousand million spaces')
    add('list-deep.odt', odf(b'text', b'<office:text>' + b'<text:list><text:list-item>' * 20000 + b'<text:p>' + TEXT + b'</text:p>'), XML_DAMAGE, 'lists in lists, 20,000 levels')
    add('pages-repeated.odp', odf(b'presentation', b'<office:presentation>' + (b'<draw:page><draw:frame><draw:text-box><text:p>' + TEXT + b'</text:p></draw:text-box></draw:frame></draw:page>') * 30000
        + b'</office:presentation>'), 'read partly:limit', '30,000 slides')
    add('far-cell.xlsx', xlsx(b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>' + TEXT + b'</t></is></c></row><row r="99999999999999"><c r="ZZZZZZZZZZ1"><v>1</v></c></row>'),
        READ + ' partly:damaged|limit', 'the last cell there is, and one beyond')
    add('strings-missing.xlsx', xlsx(b'<row r="1"><c r="A1" t="s"><v>4000000000</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>x</v></c><c t="inlineStr"><is><t>ord</t></is></c></row>'),
        READ + ' partly:damaged', 'cells whose string is not there')
    often = b''.join(b'<row r="%d">' % i + b'<c t="s"><v>0</v></c>' * 100 + b'</row>' for i in range(1, 1001))
    add('strings-often.xlsx', xlsx(often, b'<si><t>' + b'bombe ' * 5000 + b'</t></si>'), 'read partly:limit', 'a string of 30,000 letters in 100,000 cells')
    add('strings-many.xlsx', xlsx(b'<row r="1"><c r="A1" t="s"><v>7</v></c></row>', b''.join(b'<si><t>s%d</t></si>' % i for i in range(1500000))), 'read partly:limit unread:limit', '1,500,000 shared strings')
    add('rows-many.xlsx', xlsx(b'<row><c><v>1</v></c></row>' * 1000000), 'read partly:limit', 'a million rows of one number')
    add('sheets-many.xlsx', xlsx(b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + TEXT + b'</t></is></c></row>', sheets=20000), READ + ' partly:limit|damaged', 'the same sheet 20,000 times')
    add('slides-same.pptx', pptx([TEXT], [1] * 30000), READ + ' partly:limit|damaged', 'the same slide 30,000 times')
    add('slides-missing.pptx', pptx([TEXT], [1, 9, 0, 1]), READ + ' partly:damaged', 'slides that are not there')
    add('spine-same.epub', epub(b'<p>' + TEXT + b'</p>', spine=b'<itemref idref="a"/>' * 100000), READ + ' partly:limit|damaged', 'the same chapter 100,000 times')
    add('chapter-out.epub', epub(b'<p>' + TEXT + b'</p>', href=b'../../../../etc/passwd'), 'read partly:damaged unread:damaged|no-text', 'a chapter that is said to be /etc/passwd')
    add('book-self.epub', epub(b'<p>' + TEXT + b'</p>', opf=b'META-INF/container.xml'), 'read partly:damaged unread:damaged|no-text', 'a book whose contents are its container')


def bombs(tree):
    def member(pieces):
        return [{'name': n.encode(), 'pieces': [d]} for n, d in docx_members(b'')[:-1]] + [{'name': b'word/document.xml', 'pieces': pieces}]
    body = [word_document(b'')[:-22], *[paragraph(b'o' * 1000) for _ in range(20)], *[b' ' * 1000000] * 400]
    tree.add('office/spaces-400-mb.docx', raw_zip(member(body)), LIMIT, '400 MB of spaces within document.xml')
    tree.add('office/content-400-mb.ods', raw_zip([{'name': b'mimetype', 'pieces': [b'application/vnd.oasis.opendocument.spreadsheet'], 'method': 0}, {'name': b'content.xml',
             'pieces': [b'<?xml version="1.0"?><office:document-content ' + ODF + b'><office:body><office:spreadsheet><table:table>'] + [
                 b'<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>' * 10000] * 400}]), LIMIT, '360 MB of rows within content.xml')


def add(tree):
    for part in (entities, words, sheets, bombs):
        part(tree)
    for suffix, data in good().items():
        tree.spoil(f'office/{suffix}.{suffix}', data, f'a good {suffix.upper()}', truncations=(50, 97), n_flips=3)
