#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""load.py ask PORT CONNECTIONS SECONDS: questions over kept connections, each answer checked.
load.py trouble KIND PORT SECONDS SEEDS: clients that no service wants.

ask reads one question a line from questions.txt: "same TARGET" (total and hits are always those of
its first answer), "counts TARGET" (the total is) or "grows TARGET" (the total is at least what stood
in the file "committed" when it was asked, and at most what stands in "begun" when it is answered).  It
prints one line of JSON: how many were asked, milliseconds at the 50th and 99th hundredth and at most,
what failed.

KIND: slow (heads that drip, and answers that are sipped), idle (10,000 connections that say nothing),
long (questions of a million characters), malformed (what lies in SEEDS, and changes of it).
"""
import json
import random
import resource
import selectors
import socket
import sys
import time
from pathlib import Path

PATIENCE_S = 30
IDLE = 10000


def connect(port):
    made = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def number_in(name):
    return int(Path(name).read_text() or 0)


class Question:
    """One that is asked over and over."""

    def __init__(self, line):
        self.kind, self.target = line.split(" ", 1)
        self.first = None

    def before(self):
        return number_in("committed") if self.kind == "grows" else 0

    def wrong(self, answer, least):
        """What is wrong with the answer; None: nothing."""
        if self.kind == "grows":
            most = number_in("begun")
            fine = least <= answer["total"] <= most
            return None if fine else f"{self.target}: {answer['total']}, not {least} to {most}"
        hits = [hit["id"] for hit in answer["hits"]] if self.kind == "same" else []
        found = [answer["total"], hits]
        self.first = self.first or found
        return None if found == self.first else f"{self.target}: {found}, not {self.first}"


class Line:
    """A connection, and the question that is out on it."""

    def __init__(self, port):
        self.socket = connect(port)
        self.socket.setblocking(False)
        self.question, self.least, self.sent, self.said = None, 0, 0.0, b""

    def ask(self, question):
        self.question, self.least, self.said = question, question.before(), b""
        self.sent = time.perf_counter()
        self.socket.send(f"GET {question.target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())

    def take(self):
        """Returns whether the answer is whole."""
        more = self.socket.recv(1 << 20)
        if not more:
            raise ConnectionError(f"{self.question.target}: closed after {len(self.said)} bytes")
        self.said += more
        head, end, body = self.said.partition(b"\r\n\r\n")
        if not end:
            return False
        length = next((line for line in head.lower().split(b"\r\n")
                       if line.startswith(b"content-length:")), b":0")
        return len(body) >= int(length.split(b":")[1])

    def failure(self):
        head, _, body = self.said.partition(b"\r\n\r\n")
        status = head[:64].split(b"\r\n")[0].decode("latin-1")
        if " 200 " not in status:
            return f"{self.question.target}: {status}"
        return self.question.wrong(json.loads(body), self.least)


def ask(port, connections, seconds):
    with open("questions.txt", encoding="utf-8") as lines:
        questions = [Question(line.strip()) for line in lines]
    selector = selectors.DefaultSelector()
    took, failures, n = [], [], 0
    for _ in range(connections):
        line = Line(port)
        selector.register(line.socket, selectors.EVENT_READ, line)
        line.ask(questions[n % len(questions)])
        n += 1
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        ready = selector.select(PATIENCE_S)
        if not ready:
            failures.append(f"nothing was answered for {PATIENCE_S} s")
            break
        for key, _ in ready:
            line = key.data
            try:
                if not line.take():
                    continue
                took.append((time.perf_counter() - line.sent) * 1000)
                wrong = line.failure()
                if wrong:
                    failures.append(wrong)
            except (OSError, ValueError) as error:
                failures.append(str(error))
                selector.unregister(line.socket)
                line = Line(port)
                selector.register(line.socket, selectors.EVENT_READ, line)
            line.ask(questions[n % len(questions)])
            n += 1
    took.sort()
    at = [round(took[min(int(len(took) * part), len(took) - 1)], 2) for part in (.5, .99, 1)]
    print(json.dumps({"n": len(took), "p50": at[0], "p99": at[1], "max": at[2],
                      "failed": len(failures), "failures": failures[:5]}))


def send(line, data):
    """What the other end makes of it is not looked at here."""
    try:
        line.send(data)
        return True
    except OSError:
        return False


def trouble_slow(port, end, _):
    heads = [connect(port) for _ in range(200)]
    sips = [connect(port) for _ in range(50)]
    for line in sips:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        send(line, b"GET /styles.css HTTP/1.1\r\nHost: a\r\n\r\n" * 50)
    n = 0
    while time.time() < end:
        drip = b"GET / HTTP/1.1\r\nHost: a\r\nX-" + b"y: z\r\nX-" * 1000
        for line in heads:
            send(line, drip[n:n + 1])
        n += 1
        time.sleep(0.1)


def trouble_idle(port, end, _):
    lines = []
    while len(lines) < IDLE and time.time() < end:
        lines.append(connect(port))
    print(len(lines))
    time.sleep(max(0.0, end - time.time()))


def trouble_long(port, end, _):
    words = b"GET /api/v1/search?q=" + b"kommune+" * 125000 + b" HTTP/1.1\r\nHost: a\r\n\r\n"
    n = 0
    while time.time() < end:
        with connect(port) as line:
            send(line, words)
            n += 1
    print(n)


def trouble_malformed(port, end, seeds):
    seeds = [path.read_bytes() for path in sorted(Path(seeds).iterdir())]
    chance = random.Random(6)
    n = 0
    while time.time() < end:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with connect(port) as line:
            line.settimeout(0.02)
            send(line, data[:chance.randrange(len(data)) + 1])
            try:
                line.recv(100)
            except OSError:
                pass
        n += 1
    print(n)


def main():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = IDLE + 100
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(wanted, hard)), hard))
    if sys.argv[1] == "ask":
        port, connections, seconds = sys.argv[2:5]
        ask(int(port), int(connections), float(seconds))
    else:
        kind, port, seconds, seeds = sys.argv[2:6]
        globals()["trouble_" + kind](int(port), time.time() + float(seconds), seeds)


main()
