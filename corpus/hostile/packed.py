# SPDX-License-Identifier: GPL-3.0-or-later
"""Containers, byte by byte where a library would not write what is wrong: ZIP, 7z, compound files."""
import io
import struct
import zipfile
import zlib

DAY = (2026, 1, 1, 9, 0, 0)
DOS_DATE, DOS_TIME = (46 << 9) | (1 << 5) | 1, 9 << 11
STORED, DEFLATED = 0, 8


def zipped(members, compress=True):
    """@members: (name, bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, DAY)
            stored = name == 'mimetype' or not compress
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def deflate(pieces):
    """Raw deflate of an iterable of bytes, and its length and CRC."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    out, length, crc = bytearray(), 0, 0
    for piece in pieces:
        out += packer.compress(piece)
        length += len(piece)
        crc = zlib.crc32(piece, crc)
    return bytes(out + packer.flush()), length, crc


def local_header(name, packed, length, crc, method=DEFLATED, flags=0):
    return struct.pack('<4s5H3I2H', b'PK\3\4', 20, flags, method, DOS_TIME, DOS_DATE, crc, packed, length,
                       len(name), 0) + name


def central_header(name, packed, length, crc, offset, method=DEFLATED, flags=0):
    return struct.pack('<4s6H3I5H2I', b'PK\1\2', 20, 20, flags, method, DOS_TIME, DOS_DATE, crc, packed, length,
                       len(name), 0, 0, 0, 0, 0, offset) + name


def end_of_directory(n_members, size, offset, n_here=None):
    return struct.pack('<4s4H2IH', b'PK\5\6', 0, 0, n_here if n_here is not None else n_members, n_members,
                       size, offset, 0)


def raw_zip(members):
    """@members: dicts: name (bytes), pieces, and what the headers say instead of the truth."""
    body, directory = bytearray(), bytearray()
    for member in members:
        method = member.get('method', DEFLATED)
        packed, length, crc = deflate(member.get('pieces', [b'']))
        if method != DEFLATED:
            packed = b''.join(member.get('pieces', [b'']))
        name, flags = member['name'], member.get('flags', 0)
        said = member.get('length', length)
        offset = len(body)
        body += local_header(name, len(packed), said, crc, method, flags) + packed
        directory += central_header(member.get('central_name', name), len(packed), said, crc,
                                    member.get('offset', offset), method, flags)
    return bytes(body + directory + end_of_directory(len(members), len(directory), len(body)))


def overlapping_zip(n_members, kernel_megabytes):
    """Every member is the same bytes of the file, each with a name of its own in the directory."""
    packed, length, crc = deflate(b'\0' * 1000000 for _ in range(kernel_megabytes))
    body = local_header(b'a', len(packed), length, crc) + packed
    directory = b''.join(central_header(b'a%d' % i, len(packed), length, crc, 0) for i in range(n_members))
    return body + directory + end_of_directory(n_members, len(directory), len(body))


def number(value):
    """A number as 7z writes it."""
    if value < 0x80:
        return bytes([value])
    for extra in range(1, 8):
        if value < 1 << (7 * extra + 7):
            mask = (0xff << (8 - extra)) & 0xff
            return bytes([mask | value >> (8 * extra)]) + (value & ((1 << 8 * extra) - 1)).to_bytes(extra, 'little')
    return b'\xff' + value.to_bytes(8, 'little')


def seven_zip(members, said_size=None):
    """Members stored one after the other, not packed.  @said_size: what the header says they hold."""
    data = b''.join(d for _, d in members)
    size = said_size if said_size is not None else len(data)
    names = b''.join(n.encode('utf-16-le') + b'\0\0' for n, _ in members)
    streams = b'\x06' + number(0) + number(1) + b'\x09' + number(len(data)) + b'\0'
    streams += b'\x07\x0b' + number(1) + b'\0' + number(1) + b'\x01\0' + b'\x0c' + number(size) + b'\0'
    streams += b'\x08\x0d' + number(len(members)) + b'\x09' + b''.join(number(len(d)) for _, d in members[:-1])
    streams += b'\x0a\x01' + b''.join(struct.pack('<I', zlib.crc32(d)) for _, d in members) + b'\0'
    header = b'\x01\x04' + streams + b'\0' + b'\x05' + number(len(members))
    header += b'\x11' + number(len(names) + 1) + b'\0' + names + b'\0\0'
    start = struct.pack('<QQI', len(data), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf'\x1c\0\4" + struct.pack('<I', zlib.crc32(start)) + start + data + header


SECTOR, MINI, END, FREE, FAT = 512, 64, 0xfffffffe, 0xffffffff, 0xfffffffd


class Compound:
    """A compound file (OLE 2): storages and streams.  A tree of dicts and bytes."""

    def __init__(self, root):
        self.entries, self.fat, self.mini_fat = [], [], []
        self.sectors, self.mini = [], bytearray()
        self.entry('Root Entry', 5, root)
        self.bytes = self.finish()

    def chain(self, data):
        count = -(-len(data) // SECTOR)
        if count == 0:
            return END
        first = len(self.sectors)
        for i in range(count):
            self.sectors.append(data[i * SECTOR:(i + 1) * SECTOR].ljust(SECTOR, b'\0'))
            self.fat.append(first + i + 1 if i < count - 1 else END)
        return first

    def mini_chain(self, data):
        count = -(-len(data) // MINI)
        if count == 0:
            return END
        first = len(self.mini_fat)
        self.mini += data.ljust(count * MINI, b'\0')
        self.mini_fat += [first + i + 1 for i in range(count - 1)] + [END]
        return first

    def entry(self, name, kind, content):
        row = {'name': name, 'kind': kind, 'child': FREE, 'right': FREE, 'start': END, 'size': 0}
        self.entries.append(row)
        at = len(self.entries) - 1
        if isinstance(content, bytes):
            row['size'] = len(content)
            row['start'] = self.mini_chain(content) if len(content) < 4096 else self.chain(content)
            return at
        previous = None
        for key in sorted(content, key=lambda n: (len(n), n.upper())):
            child = self.entry(key, 1 if isinstance(content[key], dict) else 2, content[key])
            if previous is None:
                row['child'] = child
            else:
                self.entries[previous]['right'] = child
            previous = child
        return at

    def pack_entry(self, row):
        name = row['name'].encode('utf-16-le')[:62] + b'\0\0'
        return (name.ljust(64, b'\0') + struct.pack('<HBBIII', len(name), row['kind'], 1, FREE, row['right'], row['child'])
                + b'\0' * 36 + struct.pack('<IQ', row['start'], row['size']))

    def finish(self):
        root = self.entries[0]
        root['size'], root['start'] = len(self.mini), self.chain(bytes(self.mini))
        mini_fat = b''.join(struct.pack('<I', s) for s in self.mini_fat)
        mini_fat_sectors = -(-len(mini_fat) // SECTOR)
        mini_fat_start = self.chain(mini_fat.ljust(mini_fat_sectors * SECTOR, b'\xff'))
        directory = b''.join(map(self.pack_entry, self.entries))
        directory_start = self.chain(directory)
        n_fat = 1
        while n_fat * 128 < len(self.sectors) + n_fat:
            n_fat += 1
        fat_start = len(self.sectors)
        table = self.fat + [FAT] * n_fat
        table += [FREE] * (n_fat * 128 - len(table))
        packed = b''.join(struct.pack('<I', s) for s in table)
        difat = [fat_start + i for i in range(n_fat)]
        assert n_fat <= 109
        header = (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 16 + struct.pack('<5H', 0x3e, 3, 0xfffe, 9, 6) + b'\0' * 6
                  + struct.pack('<9I', 0, n_fat, directory_start, 0, 4096, mini_fat_start, mini_fat_sectors, END, 0)
                  + b''.join(struct.pack('<I', s) for s in difat + [FREE] * (109 - n_fat)))
        return header + b''.join(self.sectors) + packed


def fat_cycle(data, which=0):
    """A compound file whose chains lead back to where they began."""
    changed = bytearray(data)
    fat = struct.unpack_from('<I', changed, 76)[0]
    base = (fat + 1) * SECTOR
    for i in range(128):
        value = struct.unpack_from('<I', changed, base + 4 * i)[0]
        if value == END or (which and value < 0xfffffff0):
            struct.pack_into('<I', changed, base + 4 * i, max(i - 3, 0) if which == 0 else i)
    return bytes(changed)
