# SPDX-License-Identifier: GPL-3.0-or-later
"""DOC, XLS, RTF.  The good DOC and XLS are those of corpus/extraction, which an office suite wrote."""
import pathlib
import struct

from .packed import Compound, fat_cycle
from .tree import READ, SPOILT, noise

GOOD = pathlib.Path(__file__).resolve().parent.parent / 'extraction'
TEXT = b'Sak 4/24 Felles legevakt. Vedtak: Forslaget er godkjent.'
LOOSE = 'read partly:limit|damaged unread:damaged|limit|no-text|empty'


def compound(tree):
    doc, xls = (GOOD / 'legacy.doc').read_bytes(), (GOOD / 'legacy.xls').read_bytes()
    for name, data, note in (('word.doc', doc, 'a good DOC'), ('sheet.xls', xls, 'a good XLS')):
        tree.spoil(f'legacy/{name}', data, note, truncations=(5, 20, 45, 70, 95), n_flips=9)
        stem, dot = name.split('.')
        tree.add(f'legacy/{stem}-fat-cycle.{dot}', fat_cycle(data), SPOILT, f'{note} whose chains of sectors never end')
        tree.add(f'legacy/{stem}-fat-self.{dot}', fat_cycle(data, 1), SPOILT, f'{note} whose sectors follow themselves')
        huge = bytearray(data)
        struct.pack_into('<II', huge, 44, 0x7fffffff, 0x7fffffff)
        struct.pack_into('<I', huge, 72, 0x7fffffff)
        tree.add(f'legacy/{stem}-tables-huge.{dot}', bytes(huge), SPOILT, f'{note} that says its tables are 1 TB')
        tree.add(f'legacy/{stem}-sectors-mad.{dot}', data[:30] + b'\xff\xff\xff\xff' + data[34:], SPOILT, f'{note} with sectors of 2^65535 bytes')
    tree.add('legacy/nothing-inside.doc', Compound({'Annet': b'x' * 5000}).bytes, 'unread:damaged|unsupported|no-text', 'a compound file that is no document')
    tree.add('legacy/word-noise.doc', Compound({'WordDocument': b'\xec\xa5\xc1\0' + noise('doc', 6000), '1Table': noise('table', 6000), '0Table': noise('0', 5000)}).bytes, SPOILT, 'noise for a DOC')
    pieces = b'\x02' + struct.pack('<I', 0x7ffffff0) + noise('clx', 4000)
    head = bytearray(b'\xec\xa5\xc1\0' + b'\0' * 6000)
    struct.pack_into('<H', head, 10, 0x0200)
    struct.pack_into('<H', head, 32, 14)
    struct.pack_into('<H', head, 62, 22)
    struct.pack_into('<I', head, 64 + 12, 0x7fffffff)
    struct.pack_into('<H', head, 64 + 88, 93)
    struct.pack_into('<II', head, 64 + 88 + 2 + 8 * 33, 0, len(pieces))
    tree.add('legacy/pieces-lie.doc', Compound({'WordDocument': bytes(head), '1Table': pieces}).bytes, SPOILT, 'a DOC whose table of pieces says it is 2 GB')
    def biff(records):
        return b''.join(struct.pack('<HH', kind, len(data)) + data for kind, data in records)
    start = (0x809, struct.pack('<HHHHII', 0x600, 5, 0, 0, 0, 0))
    strings = struct.pack('<II', 0xffffffff, 0xffffffff) + b'\xff\xff\x0d\xff\xff\xff\xff\xff\xff' + b'a' * 4000
    tree.add('legacy/strings-lie.xls', Compound({'Workbook': biff([start, (0xfc, strings), (0x3c, b'\1' * 3000), (0x85, struct.pack('<IHBB', 0xfffffff0, 0, 3, 0) + b'Ark'), (0xa, b'')]).ljust(4200, b'\0')}).bytes, SPOILT, 'an XLS of 4,000,000,000 shared strings')
    tree.add('legacy/workbook-loop.xls', Compound({'Workbook': biff([start] + [(0x85, struct.pack('<IHBB', 0, 0, 3, 0) + b'Ark')] * 500 + [(0xa, b'')]).ljust(4200, b'\0')}).bytes, SPOILT, '500 sheets that begin where the workbook does')
    tree.add('legacy/records-cut.xls', Compound({'Workbook': (biff([start]) + struct.pack('<HH', 0xfc, 0xffff)).ljust(4200, b'\xff')}).bytes, SPOILT, 'a record that goes beyond the file')
    tree.add('legacy/encrypted.xls', Compound({'Workbook': biff([start, (0x2f, b'\1\0\1\0' + noise('key', 50)), (0xfc, noise('rc4', 3000))]).ljust(4200, b'\0')}).bytes, 'unread:encrypted|damaged', 'an XLS with a password')
    deep = {'x': b'y' * 10}
    for i in range(400):
        deep = {f's{i}': deep}
    tree.add('legacy/storages-deep.doc', Compound(deep).bytes, 'unread:damaged|unsupported|limit|no-text', 'storages in storages, 400 levels')


def rich(tree):
    def add(name, data, outcomes, note):
        tree.add(f'legacy/{name}.rtf', data, outcomes, note)
    good = b'{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}\\pard ' + TEXT + b"\\par M\\'f8te\\par}"
    add('groups-deep', b'{\\rtf1 ' + b'{' * 100000 + TEXT, LOOSE, '100,000 groups, never closed')
    add('groups-closed', b'{\\rtf1 ' + TEXT + b'}' * 50000, READ + ' partly:damaged', '50,000 groups closed that were never opened')
    add('bin-lies', b'{\\rtf1 ' + TEXT + b'\\par\\bin2147483647 abc{\\par ' + TEXT + b'}}', LOOSE, 'binary bytes that say they are 2 GB')
    add('bin-negative', b'{\\rtf1\\bin-5 ' + TEXT + b'\\bin99999999999999999999 x}', LOOSE, 'a negative number of binary bytes')
    add('unicode-skip', b'{\\rtf1\\uc2147483647 ' + TEXT + b'\\u248 ' + b'x' * 9000 + b'}', LOOSE, 'two thousand million letters to skip after each')
    add('surrogates', b'{\\rtf1\\uc0 ' + TEXT + b'\\u-10240 \\u-9216 \\u-10240\\u-10240 \\u99999999 \\u-1 \\u0 x}', READ, 'lone surrogates, letters beyond Unicode')
    add('controls-long', b'{\\rtf1 ' + TEXT + b'\\' + b'a' * 500000 + b'1' * 500000 + b' x}', LOOSE, 'a control word of a million letters')
    add('hex-broken', b'{\\rtf1 ' + TEXT + b"\\'\\'z\\'zz\\'f\\'" * 3000 + b'}', LOOSE, 'bytes that are not hexadecimal')
    add('object-huge', b'{\\rtf1 ' + TEXT + b'{\\object\\objemb{\\*\\objdata ' + b'd0cf11e0a1b11ae1' * 300000 + b'}}{\\pict\\pngblip ' + b'89504e47' * 300000 + b'}}', READ + ' partly:limit', 'an object and a picture of 2 MB')
    add('tables-wide', b'{\\rtf1 \\trowd' + b'\\cellx1' * 100000 + b'\\intbl ' + b'x\\cell' * 100000 + b'\\row}', READ + ' partly:limit', 'a row of 100,000 cells')
    add('tables-nested', b'{\\rtf1 ' + b''.join(b'\\itap%d \\pard\\intbl a\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}' % i for i in range(5000)) + TEXT + b'}', LOOSE, 'tables in tables, 5,000 levels')
    add('styles-loop', b'{\\rtf1{\\stylesheet{\\s1\\sbasedon2 A;}{\\s2\\sbasedon1 B;}}\\pard\\s1 ' + TEXT + b'\\par}', READ, 'styles that rest on each other')
    add('fonts-many', b'{\\rtf1{\\fonttbl' + b''.join(b'{\\f%d\\fcharset%d x;}' % (i, i % 999) for i in range(50000)) + b'}' + TEXT + b'}', READ + ' partly:limit|damaged', '50,000 fonts')
    add('fields-deep', b'{\\rtf1 ' + b'{\\field{\\*\\fldinst HYPERLINK "file:///etc/passwd"}{\\fldrslt ' * 3000 + TEXT, LOOSE, 'fields in fields, 3,000 levels')
    add('no-words', b'{\\rtf1\\ansi }', 'unread:empty|no-text', 'no word in it')
    add('head-only', b'{\\rtf', 'unread:empty|no-text|damaged read', 'nothing but its first letters')
    tree.spoil('legacy/note.rtf', good * 1, 'a good RTF', truncations=(30, 60, 95), n_flips=4, outcomes=SPOILT)


def add(tree):
    compound(tree)
    rich(tree)
