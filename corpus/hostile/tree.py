# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of files: what is in each, what is wrong with it, and what may become of it."""
import dataclasses
import os
import random
import typing

# What is committed is at most this long; what is longer is made when it is needed.
MAX_COMMITTED_BYTES = 16000

# What may become of a file of which some bytes are not what they were: anything but a death.
SPOILT = ('read partly:damaged|limit|no-text|unsupported|encrypted '
          'unread:damaged|unsupported|no-text|limit|encrypted|empty')
# The reader of the format gives it up, or finds its way to what is left.
BROKEN = 'read partly:damaged|limit|no-text unread:damaged|no-text|empty'
READ = 'read'
DAMAGED = 'partly:damaged unread:damaged'
LIMIT = 'partly:limit unread:limit'
UNSUPPORTED = 'unread:unsupported'


@dataclasses.dataclass
class File:
    path: str  # may hold surrogates, for bytes that are not UTF-8
    data: typing.Any  # bytes, or a function that gives them or writes the file itself
    outcomes: str  # "read", "partly:REASON|REASON", "unread:REASON|..." apart by blanks
    note: str
    is_committed: bool
    is_deep: bool = False  # longer than the system takes: the function is given the top folder


class Tree:
    def __init__(self):
        self.files = []

    def add(self, path, data, outcomes, note):
        """@data: bytes, which are committed where they are few, or a function that writes the file."""
        small = isinstance(data, bytes) and len(data) <= MAX_COMMITTED_BYTES
        self.files.append(File(path, data, outcomes, note, small))

    def add_deep(self, path, make, outcomes, note):
        self.files.append(File(path, make, outcomes, note, False, True))

    def write(self, top, only_committed=False):
        for file in self.files:
            if only_committed and not file.is_committed:
                continue
            if file.is_deep:
                file.data(top)
                continue
            path = os.path.join(top, file.path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if callable(file.data):
                file.data(path)
                continue
            with open(path, 'wb') as out:
                out.write(file.data)

    def table(self):
        rows = sorted((escape(f.path), f.outcomes, 'here' if f.is_committed else 'made', f.note) for f in self.files)
        return '# path\toutcomes\twhere\twhat is wrong\n' + ''.join('\t'.join(row) + '\n' for row in rows)

    def spoil(self, path, data, note, truncations=(10, 30, 50, 70, 90), n_flips=6, outcomes=SPOILT):
        """Truncated and bit-flipped copies of a good file."""
        stem, dot = path.rsplit('.', 1)
        for percent in truncations:
            self.add(f'{stem}-cut-{percent}.{dot}', data[:len(data) * percent // 100], outcomes,
                     f'{note}: only the first {percent} %')
        for number in range(1, n_flips + 1):
            self.add(f'{stem}-flipped-{number}.{dot}', flip(data, f'{path} {number}', 2 ** number), outcomes,
                     f'{note}: {2 ** number} bits turned over')


def escape(path):
    """Bytes that a line of text cannot hold as \\xNN."""
    out = ''
    for character in path:
        if character == '\\' or not character.isprintable() or '\udc80' <= character <= '\udcff':
            out += ''.join(f'\\x{byte:02x}' for byte in os.fsencode(character))
        else:
            out += character
    return out


def flip(data, seed, n_bits):
    source = random.Random(seed)
    changed = bytearray(data)
    for _ in range(n_bits):
        changed[source.randrange(len(changed))] ^= 1 << source.randrange(8)
    return bytes(changed)


def noise(seed, n_bytes):
    return random.Random(seed).randbytes(n_bytes)


def write_pieces(pieces):
    """A maker of a file from an iterable of bytes: nothing of its size is held in memory."""
    def write(path):
        with open(path, 'wb') as file:
            for piece in pieces():
                file.write(piece)
    return write


def sparse(n_bytes, head=b''):
    def write(path):
        with open(path, 'wb') as file:
            file.write(head)
            os.ftruncate(file.fileno(), n_bytes)
    return write
