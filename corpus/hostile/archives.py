# SPDX-License-Identifier: GPL-3.0-or-later
"""Archives that lead out, that grow, that lie."""
import gzip
import io
import lzma
import bz2
import tarfile
import zlib

from .packed import central_header, deflate, end_of_directory, local_header, overlapping_zip, raw_zip, seven_zip, zipped
from .tree import noise

TEXT = 'Sak 4/24 Felles legevakt. Vedtak: Regionrådet godkjenner forslaget.\n'.encode()
ANY = 'read partly:limit|damaged|unsupported|encrypted|no-text unread:limit|damaged|unsupported|encrypted|no-text|empty'
BOMB = 'read partly:limit|damaged unread:limit|damaged'


def zips(tree):
    def add(name, data, outcomes, note):
        tree.add(f'archives/{name}.zip', data, outcomes, note)
    add('names-out', raw_zip([{'name': n, 'pieces': [TEXT + b'%d' % i]} for i, n in enumerate(
        (b'../../../etc/passwd', b'/etc/shadow', b'..\\..\\windows\\system.ini', b'C:\\Users\\a.txt', b'//server/share.txt', b'a/../../b.txt', b'./././c.txt', b'', b'/', b'..', b'a//b.txt'))]),
        'read partly:damaged', 'members whose names lead out of the folder, or nowhere')
    add('names-odd', raw_zip([{'name': n, 'pieces': [TEXT + b'%d' % i]} for i, n in enumerate(
        (b'med\0nul.txt', b'to\nlinjer.txt', b'\xff\xfe\xfa.txt', b'x' * 60000, b'-rf', b'`id`.txt', b'tab\t.txt', b'\xe2\x80\xae' + b'gpj.exe', b'm\x9bte.txt'))]),
        'read partly:damaged|limit', 'names with NUL, line ends, no encoding, 60,000 letters')
    add('names-same', raw_zip([{'name': b'a.txt', 'pieces': [TEXT + b'%d' % i]} for i in range(300)]), 'read partly:damaged', '300 members of one name')
    add('name-lies', raw_zip([{'name': b'a.txt', 'central_name': b'b.txt', 'pieces': [TEXT]}]), ANY, 'the directory has another name than the member')
    many = [(f'm/{i}.txt', b'sak %d' % i) for i in range(20000)]
    add('members-20000', zipped(many), 'partly:limit', '20,000 members')
    add('folders-only', zipped([(f'f{i}/', b'') for i in range(500)]), 'read unread:no-text|empty', 'folders and nothing in them')
    add('empty', end_of_directory(0, 0, 0), 'read unread:empty|no-text|damaged|unsupported', 'an archive of nothing')
    add('huge-member', raw_zip([{'name': b'stor.txt', 'pieces': [b'vedtak ' * 150000] * 300}, {'name': b'liten.txt', 'pieces': [TEXT]}]), BOMB, 'a member of 315 MB')
    add('ratio', raw_zip([{'name': b'null.bin', 'pieces': [b'\0' * 1000000] * 100}, {'name': b'liten.txt', 'pieces': [TEXT]}]), BOMB, 'a member of 100 MB in 100 kB')
    add('many-large', raw_zip([{'name': b'%d.txt' % i, 'pieces': [b'%d' % i + b' sak' * 250000] * 20} for i in range(60)]), BOMB, '60 members of 20 MB')
    add('overlapping', overlapping_zip(250, 20), ANY, '250 members that are the same bytes of the file')
    nested = zipped([('bunn.txt', TEXT)])
    for _ in range(40):
        nested = zipped([('inni.zip', nested)])
    add('nested-40', nested, 'read partly:limit', 'a zip in a zip, 40 times')
    bomb = raw_zip([{'name': b'0.dll', 'pieces': [b'\0' * 1000000] * 50}])
    for level in range(5):
        bomb = zipped([(f'lib {i:x}.zip', bomb) for i in range(6)])
    add('nested-42', bomb, ANY, 'six zips in each of six zips, five levels, as 42.zip')
    packed, length, crc = deflate([TEXT])
    good = zipped([('a.txt', TEXT), ('b.txt', TEXT * 3)])
    body = local_header(b'a.txt', len(packed), length, crc) + packed
    directory = central_header(b'a.txt', len(packed), length, crc, 0)
    add('count-lies', body + directory + end_of_directory(65535, len(directory), len(body)), ANY, 'a directory of 65,535 members that has one')
    add('offset-lies', body + central_header(b'a.txt', len(packed), length, crc, 0xfffffff0) + end_of_directory(1, len(directory), len(body)), ANY, 'a member beyond the file')
    add('directory-loop', body + directory + end_of_directory(1, 0x7fffffff, 0), ANY, 'a directory that is larger than the file')
    add('size-lies', raw_zip([{'name': b'a.txt', 'pieces': [TEXT], 'length': 3}, {'name': b'b.txt', 'pieces': [TEXT], 'length': 0xfffffff0}]), ANY, 'sizes of unpacked members that are not true')
    add('crc-lies', good.replace(crc.to_bytes(4, 'little'), b'\1\2\3\4'), ANY, 'a checksum that is not true')
    add('method-unknown', raw_zip([{'name': b'a.txt', 'pieces': [TEXT], 'method': 99}, {'name': b'b.txt', 'pieces': [TEXT]}]), ANY, 'packed in a way nobody knows')
    add('encrypted', raw_zip([{'name': b'hemmelig.txt', 'pieces': [noise('zip', 80)], 'flags': 1}, {'name': b'b.txt', 'pieces': [TEXT]}]), 'read partly:encrypted|damaged unread:encrypted|damaged', 'a member with a password')
    add('all-encrypted', raw_zip([{'name': b'hemmelig.txt', 'pieces': [noise('zip', 80)], 'flags': 1}]), 'read partly:encrypted|damaged unread:encrypted|damaged', 'nothing but a member with a password')
    add('comment', good[:-2] + b'\xff\xff' + b'PK\5\6' * 16383 + b'abc', ANY, 'a comment full of ends of the directory')
    add('holds-all', zipped([('inni/brev.eml', b'From: a@b.no\nSubject: Sak\nMIME-Version: 1.0\n\nHei\n'), ('inni/blank.pdf', b'%PDF-1.7\n'), ('inni/støy.bin', noise('b', 900)), ('inni/tom.txt', b'')]),
        'read', 'members that are damaged, empty and unknown, each to be told')
    tree.spoil('archives/good.zip', good, 'a good zip', truncations=(20, 60, 95), n_flips=4)


def tar(members):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode='w', format=tarfile.GNU_FORMAT) as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def row(name, data=b'', kind=tarfile.REGTYPE, link='', size=None):
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size, info.mtime = kind, link, len(data) if size is None else size, 1767225600
    return info, data


def tars(tree):
    def add(name, data, outcomes, note):
        tree.add(f'archives/{name}', data, outcomes, note)
    good = tar([row('a.txt', TEXT), row('b/c.txt', TEXT * 3)])
    add('devices.tar', tar([row('sda', kind=tarfile.BLKTYPE), row('tty', kind=tarfile.CHRTYPE), row('fifo', kind=tarfile.FIFOTYPE), row('a.txt', TEXT)]), 'read', 'devices and a FIFO')
    add('links.tar', tar([row('passwd', kind=tarfile.SYMTYPE, link='/etc/passwd'), row('shadow', kind=tarfile.LNKTYPE, link='/etc/shadow'), row('self', kind=tarfile.SYMTYPE, link='self'),
                          row('passwd', TEXT)]), 'read', 'links that lead out')
    add('names-out.tar', tar([row('../../etc/passwd', TEXT), row('/etc/shadow', TEXT + b'2'), row('a/' * 200 + 'b', TEXT + b'3')]), 'read', 'names that lead out')
    block = bytearray(tar([row('sparse', b'x' * 512)]))
    block[156:157] = b'S'
    block[386:398], block[398:410], block[483:495] = b'77777777000\0', b'00000001000\0', b'77777777777\0'
    block[148:156] = b' ' * 8
    block[148:156] = b'%06o\0 ' % sum(block[:512])
    add('sparse.tar', bytes(block), ANY, 'a member of 8 GB with one block in it')
    add('size-huge.tar', good[:124] + b'77777777777\0' + good[136:], ANY, 'a size that the checksum does not know of')
    huge = bytearray(good)
    huge[124:136], huge[148:156] = b'77777777777\0', b' ' * 8
    huge[148:156] = b'%06o\0 ' % sum(huge[:512])
    add('size-lies.tar', bytes(huge), ANY, 'a member of 8 GB in a file of 10 kB')
    pax = tarfile.TarInfo('pax')
    pax.size, pax.type, pax.mtime = 30, tarfile.XHDTYPE, 1767225600
    add('pax-lies.tar', tar([(pax, b'99999999999999 path=a\n12 size=-1')]) + good, ANY, 'an extended header whose lengths are lies')
    add('good.tar.gz', gzip.compress(good, 9, mtime=0), 'read', 'a good tar.gz')
    add('good.tar.bz2', bz2.compress(good), 'read', 'a good tar.bz2')
    add('good.tar.xz', lzma.compress(good), 'read', 'a good tar.xz')
    add('zeros.gz', gzip_zeros(300), ANY, 'zeros, packed 1:1,000')
    add('bomb.tar.gz', gzip_pieces([tar([row('null.txt', size=0)])[:512], *tar_bomb()]), ANY, 'a tar.gz of a member of 400 MB')
    add('thrice.gz', gzip.compress(gzip.compress(gzip_zeros(300), 9, mtime=0), 9, mtime=0), ANY, 'gzip of gzip of gzip of zeros')
    add('head-only.gz', b'\x1f\x8b\x08\0', 'unread:damaged|unsupported|empty', 'nothing but the first bytes')
    tree.spoil('archives/tar.tar', good, 'a good tar', truncations=(5, 30), n_flips=3)
    tree.spoil('archives/gz.tar.gz', gzip.compress(good, 9, mtime=0), 'a good tar.gz', truncations=(50, 90), n_flips=3)
    tree.spoil('archives/xz.tar.xz', lzma.compress(good), 'a good tar.xz', truncations=(50, 90), n_flips=3)
    seven = seven_zip([('a.txt', TEXT), ('mappe/b.txt', TEXT * 3)])
    add('good.7z', seven, 'read', 'a good 7z')
    add('names-out.7z', seven_zip([('../../etc/passwd', TEXT), ('/etc/shadow', TEXT * 2)]), 'read', 'names that lead out')
    add('size-lies.7z', seven_zip([('a.txt', TEXT)], said_size=1 << 50), ANY, 'a 7z that says it holds a petabyte')
    tree.spoil('archives/seven.7z', seven, 'a good 7z', truncations=(40, 95), n_flips=4)
    add('head-only.rar', b'Rar!\x1a\7\1\0' + noise('rar', 300), 'unread:unsupported|damaged read', 'the first bytes of a RAR, and noise')


def tar_bomb():
    yield b''
    header = bytearray(tar([row('stor.txt')])[:512])
    header[124:136], header[148:156] = b'%011o\0' % 400000000, b' ' * 8
    header[148:156] = b'%06o\0 ' % sum(header)
    yield bytes(header)
    for _ in range(400):
        yield b'\0' * 1000000


def gzip_pieces(pieces):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b''.join([packer.compress(p) for p in pieces] + [packer.flush()])


def gzip_zeros(megabytes):
    return gzip_pieces(b'\0' * 1000000 for _ in range(megabytes))


def add(tree):
    zips(tree)
    tars(tree)
