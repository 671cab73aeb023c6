# SPDX-License-Identifier: GPL-3.0-or-later
"""An index made by gjenfinn-indexer, and one gjenfinn-searchd that answers from it.

One process for all the questions: to start a gjenfinn-query for each would measure the starting.
The programs are those on the PATH.
"""
import http.client
import json
import subprocess
import urllib.parse

READY = 'gjenfinn-searchd: listening on http://'


class Trouble(Exception):
    pass


def make_index(folder, paths, environment=None):
    """Indexes the paths; what cannot be read is told by the indexer and is no error here."""
    said = subprocess.run(['gjenfinn-indexer', '--quiet', '--index', str(folder)] + [str(path) for path in paths],
                          capture_output=True, text=True, check=False, env=environment)
    if said.returncode > 1:
        raise Trouble(f'gjenfinn-indexer: {said.stderr.strip()}')


def show(index, path):
    """A document as it was understood, or None where it could not be read."""
    said = subprocess.run(['gjenfinn-query', '--index', str(index), 'show', '--format', 'json', str(path)],
                          capture_output=True, text=True, check=False)
    return json.loads(said.stdout) if said.returncode == 0 else None


class Server:
    """with Server(index) as server: server.ask('jordvern', match='any', without=['parts'])"""

    def __init__(self, index, program='gjenfinn-searchd', environment=None):
        self.command = [str(program), '--index', str(index), '--listen', '127.0.0.1:0']
        self.environment = environment

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                        env=self.environment)
        line = self.process.stdout.readline().strip()
        if not line.startswith(READY):
            raise Trouble(f'gjenfinn-searchd does not start: {line!r}')
        self.connection = http.client.HTTPConnection(line[len(READY):], timeout=120)
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.terminate()
        self.process.wait()

    def get(self, address):
        """Status and body; asked anew where the daemon has closed what was idle too long."""
        try:
            self.connection.request('GET', address)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            if self.process.poll() is not None:
                raise Trouble(f'gjenfinn-searchd ended with {self.process.returncode} on {address}') from None
            self.connection.close()
            self.connection.request('GET', address)
            response = self.connection.getresponse()
        return response.status, response.read()

    def ask(self, question, **parameters):
        """What the answer shows, best first: the hits or, where nothing has all the words, those that lack one.
        A parameter that is a list is given once for each of its values.
        """
        parameters = {'q': question, **{name: value for name, value in parameters.items() if value}}
        status, body = self.get('/api/v1/search?' + urllib.parse.urlencode(parameters, doseq=True))
        if status != 200:
            raise Trouble(f'{question!r} {parameters}: {status} {body.decode()[:300]}')
        answer = json.loads(body)
        return answer['hits'] or answer.get('relaxed', {}).get('hits', [])
