# SPDX-License-Identifier: GPL-3.0-or-later
"""The gold of corpus/: what each document is, and where it points."""
import json
import os
import pathlib

CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent / 'corpus'
# The file that cannot be read without OCR has nothing to score.
UNREAD = {'heimfjord/2008/motebok-2008-04-17-skanna.pdf'}
# Follow-ups are judged where somebody promises; a strategy has a goal with a year on every page.
PROMISING = {'minutes', 'agenda', 'case-paper', 'note'}
OTHER_WAY = {'newer': 'older', 'older': 'newer'}


def seeds_folder():
    return pathlib.Path(os.environ.get('GF_SEEDS', CORPUS.parent.parent / 'shared' / 'seeds'))


def path_of(file):
    if file.startswith('seeds/'):
        return seeds_folder() / file.removeprefix('seeds/')
    return CORPUS / 'examples' / file


def rows(name, columns):
    for line in (CORPUS / name).read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            cells = line.split('\t')
            yield cells + [''] * (columns - len(cells))


class Gold:
    """Files by name, and for each what references.tsv, follow-ups.tsv and versions.tsv say of it."""

    def __init__(self):
        self.files = {}
        for name in ('examples.json', 'seeds.json'):
            listed = json.loads((CORPUS / name).read_text(encoding='utf-8'))['files']
            self.files.update({f['file']: f for f in listed if f['file'] not in UNREAD})
        self.files = {name: f for name, f in self.files.items() if path_of(name).exists()}
        self.references = self.by_file('references.tsv', 5)
        self.follow_ups = self.by_file('follow-ups.tsv', 5)
        self.versions = {}
        for first, second, relation in rows('versions.tsv', 3):
            self.versions.setdefault(first, {})[second] = relation
            self.versions.setdefault(second, {})[first] = OTHER_WAY.get(relation, relation)

    @staticmethod
    def by_file(name, columns):
        out = {}
        for file, *rest in rows(name, columns):
            out.setdefault(file, []).append(rest)
        return out

    def has_seeds(self):
        return any(name.startswith('seeds/') for name in self.files)
