# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures, and files that are no documents at all."""
import struct
import zlib

from .tree import UNSUPPORTED, noise

PICTURE = 'read partly:damaged|limit|no-text unread:damaged|no-text|limit|unsupported|empty'


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(width, height, data, kind=0, bits=8):
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, bits, kind, 0, 0, 0))
            + chunk(b'IDAT', data) + chunk(b'IEND', b''))


def tiff(rows, extra=b'', next_place=0):
    body = b'II*\0' + struct.pack('<I', 8) + struct.pack('<H', len(rows))
    body += b''.join(struct.pack('<HHII', *row) for row in rows)
    return body + struct.pack('<I', next_place) + extra


def pictures(tree):
    def add(name, data, note):
        tree.add(f'images/{name}', data, PICTURE, note)
    add('header-60000.png', png(60000, 60000, zlib.compress(b'\0' * 100)), 'a picture of 60,000 x 60,000 points that is not there')
    add('bomb-20000.png', png(20000, 20000, zlib.compress(b'\0' * (20000 * 2501), 9), bits=1), '20,000 x 20,000 white points')
    add('bomb-9000.png', png(9000, 9000, zlib.compress(b'\0' * (9000 * 27001), 9), 2), '9,000 x 9,000 coloured points: 243 MB')
    add('zero.png', png(0, 0, b''), 'a picture without points')
    add('text-bomb.png', b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)) + chunk(b'zTXt', b'a\0\0' + zlib.compress(b'x' * 30000000, 9)) + chunk(b'IDAT', zlib.compress(b'\0\0')) + chunk(b'IEND', b''), 'a comment of 30 MB')
    add('chunk-lies.png', png(10, 10, b'')[:33] + b'\x7f\xff\xff\xffIDAT' + b'x' * 50, 'a part that says it is 2 GB')
    add('noise.png', b'\x89PNG\r\n\x1a\n' + noise('png', 3000), 'noise after the first bytes')
    good = png(400, 300, zlib.compress((b'\0' + b'\xff' * 400) * 300))
    add('blank.png', good, 'a white picture')
    for percent in (20, 60):
        add(f'cut-{percent}.png', good[:len(good) * percent // 100], f'a white picture, the first {percent} %')
    size = [(256, 3, 1, 400), (257, 3, 1, 300), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 200), (278, 3, 1, 300), (279, 4, 1, 120000)]
    add('loop.tiff', tiff(size, next_place=8), 'pages that follow themselves')
    add('cut.tiff', tiff(size, b'\xff' * 500), 'points that are not there')
    add('huge.tiff', tiff([(256, 4, 1, 4000000000), (257, 4, 1, 4000000000)] + size[2:], b'\0' * 300), 'a picture of 4,000,000,000 x 4,000,000,000')
    add('strips.tiff', tiff(size[:5] + [(273, 4, 0x7fffffff, 100), (278, 3, 1, 1), (279, 4, 0x7fffffff, 100)], b'\0' * 300), 'two thousand million strips')
    add('outside.tiff', b'II*\0\xf0\xff\xff\xff' + b'\0' * 50, 'a table beyond the file')
    add('tags.tiff', tiff([(0x8769, 4, 1, 8), (330, 4, 1, 8)] + size, b'\0' * 200), 'pictures within pictures in a circle')
    add('header-65535.jpg', b'\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x0b\x08\xff\xff\xff\xff\1\1\x11\0' + noise('jpg', 900), 'a picture of 65,535 x 65,535, and noise')
    add('cut.jpg', b'\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0', 'nothing but its head')
    add('lies.gif', b'GIF89a\xff\xff\xff\xff\xf7\0\0' + noise('gif', 1200), 'a picture of 65,535 x 65,535, and noise')
    add('lies.bmp', b'BM' + struct.pack('<IIIIiiHHIIiiII', 100, 0, 54, 40, 0x7fffffff, -0x7fffffff, 1, 24, 0, 0, 0, 0, 0, 0) + b'\0' * 60, 'a picture of 2^31 x 2^31')
    add('noise.webp', b'RIFF\xff\xff\xff\x7fWEBPVP8 ' + noise('webp', 400), 'noise')
    add('noise.jp2', b'\0\0\0\x0cjP  \r\n\x87\n' + noise('jp2', 400), 'noise')
    add('entities.svg', b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>', 'entities')


def others(tree):
    for name, data, note in (
            ('program.exe', b'MZ\x90\0' + noise('exe', 900), 'a program of Windows'),
            ('program', b'\x7fELF\2\1\1\0' + b'\0' * 8 + b'\2\0>\0\1\0\0\0' + noise('elf', 900), 'a program of Linux'),
            ('song.mp3', b'ID3\4\0\0\0\0\0\x23TSSE\0\0\0\x0f\0\0\3Lavf58.45.100\0' + b'\xff\xfb\x90\x64' + noise('mp3', 900), 'music'),
            ('film.mp4', b'\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41' + noise('mp4', 900), 'a film'),
            ('table.sqlite', b'SQLite format 3\0\x10\0\1\1\0\x40\x20\x20' + b'\0' * 900, 'a database'),
            ('Class.class', b'\xca\xfe\xba\xbe\0\0\x004' + noise('class', 400), 'a program of Java'),
            ('letters.ttf', b'\0\1\0\0\0\x0f\0\x80\0\3\0\x70DSIG' + noise('ttf', 900), 'a font'),
            ('noise', noise('none', 3000), 'noise without a name')):
        tree.add(f'other/{name}', data, UNSUPPORTED, note)
    tree.add('other/zeros.dat', b'\0' * 30000, 'unread:unsupported|empty', 'zeros')
    tree.add('other/empty', b'', 'unread:empty', 'no bytes and no extension')
    tree.add('other/one-byte', b'a', 'read unread:unsupported|empty', 'one byte')
    tree.add('other/drawing.ps', b'%!PS-Adobe-3.0\n{} loop\n', 'read unread:unsupported', 'PostScript without end')
    tree.add('other/disk.iso', b'\0' * 32769 + b'CD001\1' + b'\0' * 2042, 'read partly:damaged unread:unsupported|damaged|empty|no-text', 'a disk')


def add(tree):
    pictures(tree)
    others(tree)
