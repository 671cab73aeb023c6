# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the first day, which tests/component/test-extract-damage.c names: directly in damaged/."""
import io
import pathlib
import random
import struct
import zipfile
import zlib

from .packed import DAY, zipped
from .tree import BROKEN, READ

CORPUS = pathlib.Path(__file__).resolve().parent.parent
PDF = CORPUS / 'examples/varstad/2025/protokoll-regionradet-2025-03-21.pdf'
DOCX = CORPUS / 'examples/heimfjord/2024/motebok-2024-11-15.docx'


def docx_members(document):
    """The members of a small good DOCX, with another document.xml."""
    with zipfile.ZipFile(DOCX) as archive:
        keep = ('[Content_Types].xml', '_rels/.rels', 'word/_rels/document.xml.rels')
        return [(n, archive.read(n)) for n in keep] + [('word/document.xml', document)]


def pdfs(tree):
    data = PDF.read_bytes()
    tree.add('empty.pdf', b'', 'unread:empty', '0 bytes')
    tree.add('truncated.pdf', data[:len(data) * 3 // 5], BROKEN, 'the last two fifths are gone, with the cross-reference table')
    noise = random.Random(1).randbytes(4000)
    middle = len(data) // 4
    tree.add('garbage-inside.pdf', data[:middle] + noise + data[middle + len(noise):], BROKEN, '4,000 random bytes in the middle')
    tree.add('no-pages.pdf', b'%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n'
             b'<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n', 'unread:damaged', 'a page tree that is its own child')
    for name, outcomes, note in (('encrypted-user-password.pdf', 'unread:encrypted', 'needs a password (hemmelig)'),
                                 ('encrypted-owner-only.pdf', READ, 'encrypted, but opens without a password')):
        tree.add(name, (CORPUS / 'damaged' / name).read_bytes(), outcomes, note)


def office(tree):
    with zipfile.ZipFile(DOCX) as archive:
        document = archive.read('word/document.xml')
    tree.add('not-a-zip.docx', 'Dette er ikke et dokument, bare et navn.\n'.encode() * 20, READ, 'text with a false name')
    tree.add('no-office-file.docx', zipped([('notes.txt', b'one\n'), ('data/list.csv', b'a;b\n1;2\n')]), READ, 'a zip, but with a text file and a table in it')
    tree.add('broken-xml.docx', zipped(docx_members(document[:len(document) // 2] + b'</w:p><<&')), 'partly:damaged unread:damaged', 'document.xml ends in the middle of a tag')
    tree.add('truncated.docx', DOCX.read_bytes()[:9000], 'partly:damaged unread:damaged', 'the last part of the zip is gone')
    entities = (b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "vedtak ">' + b''.join(
        b'<!ENTITY %c "%s">' % (c, b'&%c;' % (c - 1) * 10) for c in b'bcdefghi')
        + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>')
    tree.add('entity-bomb.docx', zipped(docx_members(entities)), 'unread:damaged partly:damaged', 'document.xml with entities in eight levels ("billion laughs")')
    tree.add('bomb.docx', bomb(), 'partly:limit', '290 kB that inflate to 300 MB of XML')
    tree.files[-1].is_committed = True  # test-extract-damage.c reads it
    tree.add('wrong-size.odt', wrong_size(), 'unread:damaged partly:damaged', 'the zip says 4 GB for a member of a few bytes')


def bomb(megabytes=300):
    """document.xml of good XML that inflates to 300 MB, written in pieces."""
    buffer = io.BytesIO()
    head = (b'<?xml version="1.0"?><w:document xmlns:w='
            b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
    piece = b'<w:p><w:r><w:t>' + b'o' * 1000000 + b'</w:t></w:r></w:p>'
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in docx_members(b'')[:-1]:
            archive.writestr(zipfile.ZipInfo(name, DAY), data, zipfile.ZIP_DEFLATED)
        with archive.open(zipfile.ZipInfo('word/document.xml', DAY), 'w', force_zip64=True) as member:
            member._compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
            member._zinfo.compress_type = zipfile.ZIP_DEFLATED
            member.write(head)
            for _ in range(megabytes * 1000000 // len(piece)):
                member.write(piece)
            member.write(b'</w:body></w:document>')
    return buffer.getvalue()


def wrong_size():
    """A member whose header says four gigabytes and whose data is three words."""
    data = bytearray(zipped([('mimetype', b'application/vnd.oasis.opendocument.text'),
                             ('content.xml', b'<a>tre sm\xc3\xa5 ord</a>')]))
    second = data.find(b'PK\x03\x04', 4)
    struct.pack_into('<I', data, second + 22, 0xFFFFFFF0)
    central = data.rfind(b'PK\x01\x02')
    struct.pack_into('<I', data, central + 24, 0xFFFFFFF0)
    return bytes(data)


def texts(tree):
    tree.add('blob.bin', random.Random(2).randbytes(20000), 'unread:unsupported', 'random bytes')
    tree.add('deep.html', b'<!DOCTYPE html><html><body>' + b'<ul>' * 10000 + b'nederst: vedtak', 'read partly:limit|damaged unread:limit|damaged', '10,000 lists inside each other')
    tree.files[-1].is_committed = True
    tree.add('nul.txt', 'Sak 1/20\0 Godkjenning av\0\0 innkalling\nVedtak: Godkjent.\n'.encode() * 40, READ, 'NUL bytes in the text')
    tree.add('invalid-utf8.txt', 'Møtebok\nSak 2/20 Høyring\n'.encode() + b'\xc3\x28 \xf0\x9f \xed\xa0\x80 \xff\xfe\n'
             + 'Vedtak: Saka vert utsett.\n'.encode(), READ, 'cut, stray and surrogate sequences in UTF-8')
    tree.add('one-long-line.txt', 'vedtak'.encode() * 8000, READ, '48,000 bytes without a space')
    tree.files[-1].is_committed = True
    tree.add('only-spaces.txt', b' \n\t\n' * 500, 'unread:empty', 'nothing but white space')
    tree.add('open-tags.html', b'<table><tr><td>' * 400 + 'Sak 3/20 uten slutt'.encode(), READ, '400 tables that are never closed')


def add(tree):
    for part in (pdfs, office, texts):
        part(tree)
