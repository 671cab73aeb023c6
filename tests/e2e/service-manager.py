#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What systemd is to a service of Type=notify with sockets, as far as a test needs it.

service-manager.py [--sockets N] [--local PATH] [--watchdog USEC] [--runs N] [--preload LIBRARY] COMMAND...

Opens N sockets on free ports of the loopback (and one at PATH), writes their addresses to
sockets.txt, starts COMMAND with them from descriptor 3 on, its number in pid.txt, and writes what
it is told to notified.txt, a datagram a line.  Ends as COMMAND ends; with --runs starts it again
with the same sockets until then.
"""
import argparse
import os
import select
import socket
import sys

FIRST_FD = 3


def open_sockets(arguments):
    opened = []
    for _ in range(arguments.sockets):
        tcp = socket.socket()
        tcp.bind(("127.0.0.1", 0))
        tcp.listen(128)
        opened.append(tcp)
    if arguments.local:
        local = socket.socket(socket.AF_UNIX)
        local.bind(arguments.local)
        local.listen(128)
        opened.append(local)
    with open("sockets.txt", "w") as names:
        for one in opened[:arguments.sockets]:
            names.write("http://%s:%d\n" % one.getsockname())
    return opened


def become(arguments, sockets):
    environment = dict(os.environ)
    environment["NOTIFY_SOCKET"] = os.path.abspath("notify.sock")
    if sockets:
        environment["LISTEN_PID"] = str(os.getpid())
        environment["LISTEN_FDS"] = str(len(sockets))
    if arguments.watchdog:
        environment["WATCHDOG_PID"] = str(os.getpid())
        environment["WATCHDOG_USEC"] = str(arguments.watchdog)
    if arguments.preload:
        environment["LD_PRELOAD"] = arguments.preload
        environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
    # Out of the way first: a socket may have the number that another is to get.
    high = [os.dup2(one.fileno(), 100 + i) for i, one in enumerate(sockets)]
    for i, fd in enumerate(high):
        os.dup2(fd, FIRST_FD + i, inheritable=True)
        os.close(fd)
    os.execvpe(arguments.command[0], arguments.command, environment)


def run(arguments, sockets, notify, told):
    pid = os.fork()
    if pid == 0:
        become(arguments, sockets)
    with open("pid.txt", "w") as number:
        number.write("%d\n" % pid)
    while True:
        ready, _, _ = select.select([notify], [], [], 0.05)
        if ready:
            told.write(notify.recv(4096).decode().replace("\n", "|") + "\n")
            told.flush()
            continue
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sockets", type=int, default=0)
    parser.add_argument("--local")
    parser.add_argument("--watchdog", type=int)
    parser.add_argument("--preload")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    notify.bind("notify.sock")
    sockets = open_sockets(arguments)
    status = 0
    with open("notified.txt", "w") as told:
        for _ in range(arguments.runs):
            status = run(arguments, sockets, notify, told)
    return status & 255


sys.exit(main())
