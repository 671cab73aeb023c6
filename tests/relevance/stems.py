# SPDX-License-Identifier: GPL-3.0-or-later
"""Gjenfinn as it would be with the Snowball stemmer and no other word of Norwegian.

tests/relevance/stems in the build tree holds the programs that know words, linked without dictionaries; the registers
of word pairs and of whole words are emptied for them.
"""
import os
import pathlib
import shutil

import gjenfinn

EMPTIED = ('whole-words.tsv', 'word-pairs.tsv', 'weak-words.tsv')


class Stems:
    """The searchd to ask, and the environment that it and the indexer are to run in; what they need lies in FOLDER."""

    def __init__(self, folder):
        built = pathlib.Path(shutil.which('gjenfinn-indexer')).parent
        self.searchd = built / 'tests' / 'relevance' / 'stems' / 'gjenfinn-searchd'
        if not self.searchd.exists():
            raise gjenfinn.Trouble(f'{self.searchd} is not here: make check-relevance builds it')
        programs, data = folder / 'programs', folder / 'data'
        programs.mkdir()
        (programs / 'gjenfinn-extract').symlink_to(built / 'gjenfinn-extract')
        (programs / 'gjenfinn-words').symlink_to(self.searchd.with_name('gjenfinn-words'))
        shutil.copytree(built / 'share' / 'gjenfinn', data, symlinks=False)
        for name in EMPTIED:
            register = data / 'registers' / name
            register.chmod(0o644)
            register.write_text('', encoding='utf-8')
        self.environment = {**os.environ, 'GJENFINN_LIBEXECDIR': str(programs), 'GJENFINN_DATADIR': str(data)}
