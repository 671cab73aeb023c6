# SPDX-License-Identifier: GPL-3.0-or-later
"""Wrong names, odd names, and what lies in folders and is no file.

Not committed: git and zip would change them, or could not hold them.
"""
import os
import socket

from . import office, pdf
from .packed import zipped
from .tree import READ, sparse

TEXT = 'Sak 4/24 Felles legevakt. Vedtak: Regionrådet godkjenner forslaget.\n'


def lines(name):
    """A text of its own for each name, so that no two are the same document."""
    return f'{TEXT}Denne filen heter {name.encode("utf-8", "backslashreplace").decode()}\n'.encode()


def wrong(tree):
    good = office.good()
    page = b'<!DOCTYPE html><html><body><h1>Felles legevakt</h1><p>%s</p></body></html>'
    contents = {'pdf': pdf.document(1, pdf.LINES + ['Feil navn.']), 'txt': lines('feil navn'), 'html': page % lines('side'), 'rtf': b'{\\rtf1 Felles legevakt med feil navn}',
                'zip': zipped([('a.txt', lines('i zip'))]), 'eml': b'From: a@b.example\r\nSubject: Feil navn\r\nMIME-Version: 1.0\r\n\r\nFelles legevakt\r\n', **good}
    wrong_names = (('docx', 'pdf'), ('pdf', 'docx'), ('txt', 'xlsx'), ('html', 'doc'), ('rtf', 'doc'), ('zip', 'txt'), ('odt', 'docx'), ('eml', 'html'), ('xlsx', 'csv'), ('pptx', 'zip'), ('epub', 'txt'),
                   ('pdf', 'txt'), ('pdf', 'html'), ('txt', 'pdf'), ('html', 'xml'), ('ods', 'xls'), ('odp', 'ppt'), ('zip', 'docx'), ('docx', 'odt'), ('eml', 'msg'), ('rtf', 'txt'), ('txt', '7z'), ('html', 'zip'))
    for number, (is_a, called) in enumerate(wrong_names):
        # A comment behind the end makes each a document of its own.
        data = contents[is_a] + (b'%% %d\n' % number if is_a == 'pdf' else b' \n' * number if is_a in ('txt', 'html', 'eml') else b'')
        tree.add(f'wrong/{is_a}-called.{called}', data, READ, f'a good {is_a.upper()} with the name of another format')
    for is_a in ('pdf', 'docx', 'txt'):
        tree.add(f'wrong/{is_a}-without-name', contents[is_a] + (b'% 99\n' if is_a == 'pdf' else b'\n' if is_a == 'txt' else b''), READ, f'a good {is_a.upper()} without an extension')


def odd(tree):
    names = ['med\nlinjeskift.txt', 'bare\n', '\n', 'ugyldig-\udcff-byte.txt', 'latin-1-\udce5-\udcf8.txt', ' ', '   mellomrom  .txt', '-rf', '--help', '*', '?.txt', '|ls', '; rm -rf $HOME', '$(id).txt', '`id`.txt',
             "'enkelt'.txt", '"dobbelt".txt', 'tab\t.txt', '\x1b[31mfarge.txt', '\\bakover\\.txt', '%s%n%d.txt', '\u202etxt.exe', '\u200b.txt', 'å-sammensatt.txt', 'a\u030a-delt.txt', 'STORE.TXT', 'store.txt', '.skjult', '...', '..txt',
             'x' * 251 + '.txt', 'æ' * 125 + '.txt', '\U0001f600.txt', 'CON', 'aux.txt', 'a:b.txt', 'a#b?c=d&e.txt', '%2e%2e%2fpasswd', 'å' * 60 + '.med.mange.punktum.', 'null\x01.txt', '\u2028.txt', '\ufeff.txt', 'øl\udc80.txt']
    for name in names:
        tree.add('names/' + name, writer(lines(name)), READ, 'an odd name')
    for folder in ('mappe\nmed linje', 'mappe \udcfe', '  ', '-r', '**'):
        tree.add(f'names/{folder}/fil.txt', writer(lines(folder)), READ, 'a folder with an odd name')


def writer(data):
    def write(path):
        with open(path, 'wb') as file:
            file.write(data)
    return write


def deep(name, parts, data):
    """A file below folders whose path together is longer than the system takes at once."""
    def make(top):
        start = os.path.join(top, 'long', name)
        os.makedirs(start)
        folder = os.open(start, os.O_RDONLY | os.O_DIRECTORY)
        for part in parts:
            os.mkdir(part, dir_fd=folder)
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = inner
        file = os.open('fil.txt', os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=folder)
        os.write(file, data)
        os.close(file)
        os.close(folder)
    return make


def long_paths(tree):
    for name, parts, note in (('4000', ['x' * 199] * 20, 'a path of 4,000 letters'), ('8000', ['ø' * 100] * 40, 'a path of 4,000 letters, 8,000 bytes'),
                              ('narrow', ['d'] * 1500, 'folders in folders, 1,500 levels')):
        tree.add_deep(f'long/{name}/' + '/'.join(parts) + '/fil.txt', deep(name, parts, lines(name)), READ, note)


def no_files(top):
    """What is no file of the collection, and must neither be read nor waited for."""
    base = os.path.join(top, 'things')
    os.makedirs(os.path.join(base, 'empty folder'))
    os.mkfifo(os.path.join(base, 'fifo'))
    os.mkfifo(os.path.join(base, 'fifo.pdf'))
    for name, target in (('loop', 'loop'), ('a', 'b'), ('b', 'a'), ('up', '..'), ('top', top), ('root', '/'), ('passwd.txt', '/etc/passwd'), ('nowhere.txt', 'finnes-ikke'), ('zero.txt', '/dev/zero'), ('fifo-link', 'fifo')):
        os.symlink(target, os.path.join(base, name))
    here = os.getcwd()
    os.chdir(base)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind('socket.txt')
    listener.close()
    os.chdir(here)
    try:
        os.mknod(os.path.join(base, 'zero'), 0o20666, os.makedev(1, 5))
    except OSError:
        pass  # only root may


def same(tree):
    tree.add('same/one.txt', writer(lines('den ene')), READ, 'a file with two names')
    tree.add('same/other.txt', lambda path: os.link(os.path.join(os.path.dirname(path), 'one.txt'), path), READ, 'the other name of it')
    tree.add('same/sparse-1-gb.pdf', sparse(1 << 30, b'%PDF-1.7\n'), 'unread:damaged|limit|no-text', 'a PDF that is a hole of 1 GB')


def add(tree):
    wrong(tree)
    odd(tree)
    long_paths(tree)
    same(tree)
