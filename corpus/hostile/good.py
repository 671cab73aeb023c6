# SPDX-License-Identifier: GPL-3.0-or-later
"""Good files among the bad: each has a word that no other has, and must be found."""
from . import office, pdf
from .tree import READ

WORDS = ('alkekongen', 'bjørnebæret', 'dvergbjørka', 'elvesandjegeren', 'fjellrypa', 'gaupesporet', 'havsulene', 'issvulmen')


def text(word):
    return f'Sak 9/24 Merking av stier\nRegionrådet så {word} ved stien.\nVedtak: Stiene merkes.\n'


def add(tree):
    lines = [text(w).split('\n') for w in WORDS]
    xml = [text(w).encode() for w in WORDS]
    for path, data in (
            ('a-first.txt', xml[0]), ('pdf/good.pdf', pdf.document(1, lines[1])), ('office/good.docx', office.docx(office.word_document(office.paragraph(xml[2])))),
            ('archives/good.html', b'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>' + xml[3] + b'</p></body></html>'),
            ('mail/good.txt', xml[4]), ('legacy/good.odt', office.odf(b'text', b'<office:text><text:p>' + xml[5] + b'</text:p></office:text>')),
            ('names/good.md', b'# Referat\n\n## Sak\n\n' + xml[6]), ('zz/last.txt', xml[7])):
        tree.add(path, data, READ, 'nothing: it must be found')
