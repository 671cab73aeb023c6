# SPDX-License-Identifier: GPL-3.0-or-later
"""The rival: Lucene's NorwegianAnalyzer with BM25 as it comes, on the same texts and questions.

The texts are what gjenfinn-query shows of each document: its cases and sections, or all of them together, each with
the document's title, so that the rival is not behind for what it was not told.  LuceneRival.java does the rest; it is
compiled where it is needed.  Debian: liblucene8-java default-jdk-headless.
"""
import pathlib
import subprocess
import tempfile

import gjenfinn

JARS = [f'/usr/share/java/lucene-{name}-8.7.0.jar' for name in ('core', 'analyzers-common', 'queryparser')]
SOURCE = pathlib.Path(__file__).resolve().parent / 'LuceneRival.java'


def one_line(text):
    return ' '.join(text.split())


def texts(files, index, whole):
    """Of files, {name: path}: [(name, unit or None, text)]"""
    result = []
    for name, path in sorted(files.items()):
        document = gjenfinn.show(index, path)
        if document is None:
            continue
        title = document['document'].get('title', '')
        units = [unit for unit in document['units'] if unit['unit'] != 'document']
        if whole:
            result.append((name, None, one_line(' '.join([title] + [unit['text'] for unit in units]))))
        else:
            result += [(name, unit, one_line(f"{title} {unit['text']}")) for unit in units]
    return result


def answers(found_in, questions, match, depth):
    """{question: [(file, unit)]}, best first; match: all, any, or {question: all or any}"""
    for jar in JARS:
        if not pathlib.Path(jar).exists():
            raise gjenfinn.Trouble(f'{jar} is not here: apt-get install liblucene8-java default-jdk-headless')
    with tempfile.TemporaryDirectory(prefix='gjenfinn-lucene-') as folder:
        folder = pathlib.Path(folder)
        (folder / 'texts').write_text(''.join(f'{text}\n' for _, _, text in found_in), encoding='utf-8')
        (folder / 'questions').write_text(
            ''.join(f'{match if isinstance(match, str) else match[question]}\t{one_line(question.lstrip("="))}\n'
                    for question in questions),
            encoding='utf-8')
        path = ':'.join(JARS + [str(folder)])
        subprocess.run(['javac', '-cp', path, '-d', str(folder), str(SOURCE)], check=True)
        said = subprocess.run(['java', '-cp', path, 'LuceneRival', str(folder), str(depth)],
                              check=True, capture_output=True, text=True, encoding='utf-8')
    lines = said.stdout.splitlines()
    assert len(lines) == len(questions), f'{len(lines)} answers to {len(questions)} questions'
    return {question: [found_in[int(number)][:2] for number in line.split()]
            for question, line in zip(questions, lines)}
