"""Runs the database server for a backend and ends it when that backend is gone, however it went.

Started as ``python -I -S watcher.py UID GID LOG PROGRAM ARGUMENT...`` with the read end of a pipe as standard
input; the backend holds the write end and nobody else does. End of file, for whatever reason, means: stop
the server. The server's process id is the first line on standard output. Standard library only, and nothing
of ours, so that it starts in some hundredths of a second.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys

# A fast stop gets this long; then the server is told to drop everything, which its own log repairs.
FAST_SECONDS = 3.5
IMMEDIATE_SECONDS = 1.0
_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def main(arguments: list[str]) -> int:
    uid, gid, log_path, *command = arguments
    mute, wake = _catch_signals()
    log = os.open(log_path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    server = _start(command, int(uid), int(gid), log)
    _say(f"{server.pid}\n")
    ended = os.pidfd_open(server.pid)
    try:
        _wait([0, mute, ended])
        if server.poll() is None:
            _stop(server, ended)
    finally:
        os.close(wake)
    return server.wait()


def _catch_signals() -> tuple[int, int]:
    """Turn SIGTERM and SIGINT into a byte in a pipe; both mean the same as the backend's end."""
    mute, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wake)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    return mute, wake


def _start(command: list[str], uid: int, gid: int, log: int) -> subprocess.Popen[bytes]:
    libc = ctypes.CDLL(None)

    def end_with_watcher() -> None:
        # Runs after the user was changed, which would have cleared it. Should the watcher itself be
        # killed, the kernel asks the server for a fast stop.
        libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGINT)

    other = uid >= 0
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", preexec_fn=end_with_watcher,
        user=uid if other else None, group=gid if other else None, extra_groups=[] if other else None,
    )  # fmt: skip


def _say(line: str) -> None:
    with contextlib.suppress(OSError):  # the backend may be gone already; the end of file says the rest
        os.write(1, line.encode())


def _wait(descriptors: list[int]) -> None:
    """Return once the backend is gone, a signal came or the server ended; input itself means nothing."""
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, select.POLLIN | select.POLLHUP)
    while True:
        for descriptor, _ in poll.poll():
            if descriptor != 0 or not os.read(0, 4096):
                return


def _stop(server: subprocess.Popen[bytes], ended: int) -> None:
    for number, seconds in (
        (signal.SIGINT, FAST_SECONDS),
        (signal.SIGQUIT, IMMEDIATE_SECONDS),
        (signal.SIGKILL, IMMEDIATE_SECONDS),
    ):
        signal.pidfd_send_signal(ended, number)
        if select.select([ended], [], [], seconds)[0]:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
