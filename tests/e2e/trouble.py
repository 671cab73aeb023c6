# SPDX-License-Identifier: GPL-3.0-or-later
"""A collection that changes, an index of it that trouble is made for, and what an index must be.

For kill-rounds and full-disk.  Each text of the collection has a word of its own, so that what an index
holds can be told word by word; trouble.c makes the trouble; list-index and list-words say what became of it.
"""
import ctypes
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time

BUILD = os.environ['GF_TOP_BUILDDIR']
PR_SET_CHILD_SUBREAPER = 36
STATE_BYTES = 8192
# How long workers may live on after the indexer was killed.
ORPHANS_SECONDS = 20
LETTERS = 'bdfgklmnprstvz'
# What may lie in an index that is at rest; libxapian's own files below units and documents.
GLASS = re.compile(r'^(iamglass|flintlock|places|(docdata|places|position|postlist|spelling|synonym|termlist)\.glass)$')
EMPTY = frozenset()


class Checks:
    """Named checks, each made many times; one TAP line each in the end."""

    def __init__(self):
        self.results = {}

    def add(self, name, problem):
        """problem: '' where all is well"""
        self.results.setdefault(name, [0, []])[0] += 1
        if problem:
            self.results[name][1].append(problem)
            print(f'# {name}: {problem}', flush=True)

    def finish(self):
        for number, (name, (times, problems)) in enumerate(self.results.items(), 1):
            print(f'{"not ok" if problems else "ok"} {number} - {name} ({times} times)')
            for problem in problems[:10]:
                print(f'#   {problem}')
        print(f'1..{len(self.results)}', flush=True)


class Collection:
    """Files below a folder, with words of their own: {path: words}."""

    def __init__(self, folder, random):
        self.folder, self.random = folder, random
        self.files, self.n_words, self.n_files, self.n_pages = {}, 0, 0, 0
        os.makedirs(folder)
        for name, content in (('tom.txt', b''), ('brutt.pdf', b'%PDF-1.4\nbrutt'), ('brutt.docx', b'PK\3\4brutt')):
            self.write(name, content, EMPTY)
        self.add_texts(30)
        self.add_pages(4)
        self.pack()

    def word(self):
        self.n_words += 1
        n, letters = self.n_words, ''
        for _ in range(5):
            n, letter = divmod(n, len(LETTERS))
            letters += LETTERS[letter]
        return 'x' + 'o'.join(letters)

    def words(self):
        return set().union(*self.files.values())

    def write(self, name, content, words):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(content)
        self.files[path] = frozenset(words)

    def text(self, word):
        number = self.random.randrange(1, 999)
        return (f'Møteprotokoll\nFormannskapet i Varstad\n\nSak {number}/21: Sak om {word}\n\n'
                f'Kommunen drøftet fellesgodet.\n\nVedtak: Saken om {word} er godkjent.\n\n'
                f'Sak {number + 1}/21: Referater\n\nVedtak: Tatt til orientering.\n').encode()

    def page(self, word):
        # Of several sites: what one repeats becomes known once it has five pages.
        self.n_pages += 1
        site = 'abcdefghijklmnop'[self.n_pages // 7 % 16]
        return (f'<html><head><title>Side {word}</title></head><body><p>Kystporten for innbyggere {site}</p>'
                f'<p>Bestill parkeringsbevis i {site}</p><h1>Om {word}</h1><p>Kommunen bygger {word} i sentrum.</p>'
                f'<p>Utgitt av servicetorget {site}</p></body></html>').encode()

    def name(self, suffix):
        self.n_files += 1
        return f'{self.n_files // 100}/{self.n_files}{suffix}'

    def add_texts(self, n):
        for _ in range(n):
            word = self.word()
            self.write(self.name('.txt'), self.text(word), {word})

    def add_pages(self, n):
        for _ in range(n):
            word = self.word()
            self.write(self.name('.html'), self.page(word), {word})

    def tar(self, n, inner=None):
        packed, words = io.BytesIO(), set()
        with tarfile.open(fileobj=packed, mode='w') as tar:
            for i in range(n):
                word = self.word()
                words.add(word)
                self.add_member(tar, f'{i}.txt', self.text(word))
            if inner is not None:
                self.add_member(tar, 'indre.tar', inner[0])
                words |= inner[1]
        return packed.getvalue(), words

    @staticmethod
    def add_member(tar, name, content):
        info = tarfile.TarInfo(name)
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))

    def pack(self):
        self.write('arkiv.tar', *self.tar(6, self.tar(3)))

    def some(self, suffix):
        paths = sorted(path for path in self.files if path.endswith(suffix) and self.files[path])
        return self.random.choice(paths) if paths else None

    def remove(self, path):
        os.remove(path)
        del self.files[path]

    def change_some(self):
        word = self.word()
        suffix = self.random.choice(('.txt', '.txt', '.html'))
        path = self.some(suffix)
        if path is not None:
            self.write(os.path.relpath(path, self.folder), (self.page if suffix == '.html' else self.text)(word), {word})

    def remove_some(self):
        for suffix in ('.txt', '.html'):
            path = self.some(suffix)
            if path is not None and len(self.files) > 20:
                self.remove(path)

    def move_some(self):
        path = self.some(self.random.choice(('.txt', '.html', '.tar')))
        if path is None:
            return
        new = os.path.join(self.folder, self.name('flyttet' + os.path.splitext(path)[1]))
        os.makedirs(os.path.dirname(new), exist_ok=True)
        os.rename(path, new)
        self.files[new] = self.files.pop(path)

    def copy_some(self):
        path = self.some('.txt')
        if path is not None:
            with open(path, 'rb') as file:
                self.write(self.name('kopi.txt'), file.read(), self.files[path])

    def remove_many(self):
        texts = sorted(path for path in self.files if path.endswith('.txt') and self.files[path])
        for path in texts[:len(texts) * 3 // 4]:
            self.remove(path)

    def change(self):
        """Whether it is much: more than the threshold above which the indexer merges."""
        for _ in range(self.random.randrange(1, 5)):
            self.random.choice((self.change_some, self.remove_some, self.move_some, self.copy_some, self.pack,
                                lambda: self.add_texts(2), lambda: self.add_pages(2), lambda: self.add_pages(3)))()
        if len(self.files) > 360:
            self.remove_many()
        is_much = self.random.random() < 0.5
        if is_much:
            self.add_texts(max(120, len(self.files) // 2))
        return is_much


class Held:
    """What the databases of an index hold, from list-index."""

    def __init__(self, lines):
        self.commit, self.units, self.documents, self.rows = None, [], [], []
        self.terms = {'units': {}, 'documents': {}}
        for line in lines:
            kind, *fields = line.split('\t')
            if kind == 'commit':
                self.commit = fields
            elif kind == 'unit':
                self.units.append(fields[0])
            elif kind == 'document':
                self.documents.append(fields[0])
            elif kind == 'term':
                self.terms[fields[0]][fields[1]] = int(fields[2])
            elif kind == 'file':
                self.rows.append(fields)
        self.is_torn = self.commit is not None and self.commit[0] != self.commit[1]

    def words(self):
        return self.terms['units'].keys() & self.terms['documents'].keys()

    def contradiction(self):
        """What it holds twice, or half; '' for nothing."""
        for name, ids in (('unit', self.units), ('document', self.documents)):
            twice = sorted(i for i in set(ids) if ids.count(i) > 1) if len(set(ids)) < len(ids) else []
            if twice:
                return f'{name} {twice[0]} is there twice ({len(twice)} such)'
        if self.is_torn:
            return ''
        of_units, of_rows = {unit[:32] for unit in self.units}, {row[5] for row in self.rows if row[5]}
        for what, ids in (('no document has units', of_units - set(self.documents)),
                          ('no file has document', set(self.documents) - of_rows),
                          ('a file lacks its document', of_rows - set(self.documents))):
            if ids:
                return f'{what}: {sorted(ids)[0]} ({len(ids)} such)'
        return ''


class Index:
    def __init__(self, folder, collection):
        self.folder, self.collection = os.path.abspath(folder), collection
        self.state = os.path.abspath(folder + '.state')
        # Who is killed leaves children, which are ours then.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def start(self, units_a_commit=1000, preload=True, folder=None, **trouble):
        """trouble: at, how, match, calls; see trouble.c"""
        folder = folder or self.folder
        with open(self.state, 'wb') as file:
            file.truncate(STATE_BYTES)
        config = self.folder + f'.{units_a_commit}.conf'
        with open(config, 'w', encoding='ascii') as file:
            file.write(f'[indexer]\nunits-a-commit={units_a_commit}\njobs=2\n')
        environment = dict(os.environ)
        if preload:
            environment.update({f'TROUBLE_{key.upper()}': str(value) for key, value in trouble.items()},
                               LD_PRELOAD=os.path.join(BUILD, 'tests/e2e/trouble.so'),
                               TROUBLE_PROGRAM='gjenfinn-indexer', TROUBLE_FOLDER=folder, TROUBLE_STATE=self.state)
        with open(self.folder + '.said', 'wb') as said:
            return subprocess.Popen(['gjenfinn-indexer', '--quiet', '--config', config, '--index', folder,
                                     self.collection.folder], env=environment, stdout=said, stderr=said)

    def said(self):
        with open(self.folder + '.said', 'rb') as said:
            return said.read().decode('utf-8', 'replace').strip()

    def last_call(self):
        """(how many there were, 'what path')"""
        with open(self.state, 'rb') as file:
            line = file.read().split(b'\n')[0].strip(b'\0').decode('utf-8', 'replace')
        number, _, call = line.partition(' ')
        return int(number or 0), call

    def run(self, **arguments):
        status = self.start(**arguments).wait()
        self.reap()
        return status

    @staticmethod
    def reap():
        """Waits until nobody of the run is left; '' or who is."""
        end = time.monotonic() + ORPHANS_SECONDS
        while time.monotonic() < end:
            try:
                if os.waitpid(-1, os.WNOHANG)[0] == 0:
                    time.sleep(0.005)
            except ChildProcessError:
                return ''
        left = subprocess.run(['ps', '-o', 'pid,args', '--ppid', str(os.getpid())], stdout=subprocess.PIPE,
                              check=False).stdout.decode()
        return f'processes are left: {left}'

    def list(self, folder=None):
        """(lines, what is wrong)"""
        level = os.path.join(folder or self.folder, 'public')
        if not os.path.lexists(level):
            return [], ''
        done = subprocess.run([os.path.join(BUILD, 'tests/e2e/list-index'), level], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
        return (done.stdout.decode('utf-8', 'replace').splitlines(),
                '' if done.returncode == 0 else f'list-index: {done.stderr.decode()}')

    def ask(self, *arguments, folder=None):
        """(answer, what is wrong)"""
        done = subprocess.run(['gjenfinn-query', '--index', folder or self.folder, '--format', 'json', *arguments],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode != 0 or done.stderr:
            return {}, f'{arguments}: status {done.returncode}: {done.stderr.decode("utf-8", "replace")}'
        return json.loads(done.stdout), ''

    def answers(self, words):
        """Whether each of the words is found; '' or what is wrong."""
        if not os.path.lexists(os.path.join(self.folder, 'public')):
            return ''
        problem = self.ask('status')[1] or self.ask('fellesgodet')[1]
        for word in words:
            answer, wrong = self.ask(f'"{word}"')
            problem = problem or wrong or ('' if answer['total'] > 0 else f'{word} is not found')
        return problem

    def whole(self, folder):
        """All that can be told of an index but what may differ between two of the same files."""
        lines, problem = self.list(folder)
        lines = sorted(line for line in lines if not line.startswith('commit\t'))
        words = subprocess.run([os.path.join(BUILD, 'tests/e2e/list-words'), os.path.join(folder, 'public/words')],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout.decode()
        for what in ('status', 'unread'):
            answer, wrong = self.ask(what, folder=folder)
            problem = problem or wrong
            answer.pop('snapshot', None)
            for file in answer.get('files', []):
                file.pop('since', None)
            lines.append(json.dumps(answer, sort_keys=True))
        return lines + words.splitlines(), problem

    def difference(self, checks):
        """Between the index and one that is made now, of the same files."""
        fresh = self.folder + '.fresh'
        shutil.rmtree(fresh, ignore_errors=True)
        status = self.run(preload=False, folder=fresh)
        checks.add('a fresh index is made', '' if status <= 1 else f'status {status}: {self.said()}')
        mine, problem = self.whole(self.folder)
        other, wrong = self.whole(fresh)
        more, fewer = sorted(set(mine) - set(other)), sorted(set(other) - set(mine))
        shutil.rmtree(fresh, ignore_errors=True)
        if problem or wrong:
            return problem or wrong
        if not more and not fewer and len(mine) == len(other):
            return ''
        return (f'{len(more)} lines that a fresh one has not, {len(fewer)} that only a fresh one has, '
                f'of {len(mine)} and {len(other)}: ' + ' | '.join(line[:200] for line in more[:3] + fewer[:3]))

    def leftovers(self):
        """What lies in the folder that does not belong to an index at rest."""
        level = os.path.join(self.folder, 'public')
        current = os.path.join(level, 'current')
        generation = os.readlink(current) if os.path.lexists(current) else ''
        left = [name for name in os.listdir(self.folder) if name != 'public']
        mine = {'words', 'edges', 'ocr'} | ({'current', generation} if generation else {'units', 'documents'})
        left += [name for name in os.listdir(level) if name not in mine]
        for database in ('units', 'documents'):
            folder = os.path.join(level, generation, database)
            left += [f'{database}/{name}' for name in os.listdir(folder) if not GLASS.match(name)]
        return f'left behind: {" ".join(sorted(left))}' if left else ''


def die(message):
    print(f'Bail out! {message}')
    sys.exit(1)
