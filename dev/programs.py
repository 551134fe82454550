"""Start programs, hear what they say when they are ready, and end them: in order first, then with force.

All of them hold the reading end of one pipe. When this process is gone, however it went, the pipe closes and
each ends by itself; `end()` is only the polite way to the same place.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

END_S = 4.0
"""How long programs may take to end in order, in seconds; with force it is over before five."""

PARENT_CHECK_S = 0.5
"""How often this process looks whether its own parent (make) and terminal are still there, in seconds."""


class ProgramFailed(Exception):
    """A program ended, or was not ready in time; the text says which, and the end of its log."""


class Asked(Exception):
    """A person or a parent asks for the end; the argument is the exit status that belongs to it."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Program:
    """One child: its process, its log, and the pipe on which it says that it is ready."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], ready_fd: int, log: Path | None) -> None:
        self.name = name
        self.process = process
        self.log = log
        self.pidfd = os.pidfd_open(process.pid)
        self.ready_fd = ready_fd
        self._heard = b""

    def failed(self, how: str) -> ProgramFailed:
        """The failure as a person reads it, with the last lines of the log."""
        tail = ""
        if self.log is not None and self.log.exists():
            lines = self.log.read_text(errors="replace").splitlines()[-12:]
            tail = "".join(f"\n    {line}" for line in lines) + f"\n  (all of it in {self.log})"
        return ProgramFailed(f"{self.name} {how}{tail}")

    def next_line(self) -> dict[str, Any] | None:
        """The next line on its ready pipe, None while only part of one is there, {} once it is closed."""
        if b"\n" not in self._heard:
            said = os.read(self.ready_fd, 65536)
            if not said:
                return {}
            self._heard += said
        line, found, rest = self._heard.partition(b"\n")
        if not found:
            return None
        self._heard = rest
        told = json.loads(line)
        return told if isinstance(told, dict) else {"said": told}

    def has_line(self) -> bool:
        """True if a whole line was read already and waits."""
        return b"\n" in self._heard


class Programs:
    """The programs that this process has started, and the pipe whose end is their end."""

    def __init__(self) -> None:
        self._line, self._held = os.pipe()
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)
        self._asked: int | None = None
        self._parent = os.getppid() if "MAKELEVEL" in os.environ else None
        self._terminal = next((fd for fd in (0, 1, 2) if os.isatty(fd)), None)
        self._old = {
            number: signal.signal(number, self._ask)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        self.running: list[Program] = []

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        self._asked = 128 + number
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b".")

    def start(
        self,
        name: str,
        words: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
        secret: str | None = None,
        tells: bool = False,
        tidings: Path | None = None,
    ) -> Program:
        """Start `python WORDS --parent-fd N`; `secret` goes in by `--password-fd`, `tells` adds `--ready-fd`.

        With `tidings` the lines of `--ready-fd` go to that file instead of to `hear`.
        Its output goes to `log`, or where ours goes. It gets a session of its own: Ctrl-C comes to this
        process alone, which then ends all of them in the order it chooses.
        """
        ready, child_ready = os.pipe()
        handed = [self._line, child_ready]
        command = [sys.executable, *words, "--parent-fd", str(self._line)]
        if tidings is not None:
            tidings.parent.mkdir(parents=True, exist_ok=True)
            handed.append(os.open(tidings, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600))
            command += ["--ready-fd", str(handed[-1])]
        elif tells:
            command += ["--ready-fd", str(child_ready)]
        if secret is not None:
            handed.append(_pipe_with(secret))
            command += ["--password-fd", str(handed[-1])]
        out = None
        try:
            if log is not None:
                log.parent.mkdir(parents=True, exist_ok=True)
                out = log.open("wb")
            process = subprocess.Popen(
                command,
                pass_fds=handed,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=environment,
                start_new_session=True,
            )
        finally:
            for fd in handed[1:]:
                os.close(fd)
            if out is not None:
                out.close()
        program = Program(name, process, ready, log)
        self.running.append(program)
        return program

    def hear(self, program: Program, within_s: float) -> dict[str, Any]:
        """The next line the program says, as JSON; raises `ProgramFailed` if it ends or takes longer."""
        end = time.monotonic() + within_s
        while True:
            if program.has_line() or self._wait_for([program.ready_fd], end - time.monotonic()):
                told = program.next_line()
                if told:
                    return told
                if told is not None:
                    self._wait_for([program.pidfd], 1.0)
                    raise program.failed(f"ended with status {program.process.poll()} before it was ready")
            elif time.monotonic() >= end:
                raise program.failed(f"was not ready within {within_s:.0f} s")

    def wait(self, until: Program | None = None, within_s: float | None = None) -> int:
        """Wait until `until` ends and return its status.

        Raises `ProgramFailed` if a signal ended it, if any other program ends, or if it takes longer.
        """
        end = None if within_s is None else time.monotonic() + within_s
        while True:
            left = PARENT_CHECK_S if end is None else min(PARENT_CHECK_S, end - time.monotonic())
            for fd in self._wait_for([program.pidfd for program in self.running], left):
                program = next(program for program in self.running if program.pidfd == fd)
                status = program.process.wait()
                if program is until and status >= 0:
                    return status
                raise program.failed(f"ended by itself, with status {status}")
            if end is not None and time.monotonic() >= end:
                assert until is not None
                raise until.failed(f"was not done within {within_s:.0f} s")

    def _wait_for(self, fds: list[int], seconds: float) -> list[int]:
        ready, _, _ = select.select([*fds, self._wake_read], [], [], max(0.0, min(seconds, PARENT_CHECK_S)))
        if self._asked is not None:
            raise Asked(self._asked)
        if self._parent is not None and os.getppid() != self._parent:
            raise Asked(128 + signal.SIGHUP)
        # A terminal that closes tells only its session's leader: that may be make, which keeps it to itself.
        if self._terminal is not None and not os.isatty(self._terminal):
            raise Asked(128 + signal.SIGHUP)
        return [fd for fd in ready if fd != self._wake_read]

    def leave(self, program: Program) -> None:
        """Forget a program that has ended: it was meant to."""
        self.running.remove(program)
        os.close(program.pidfd)
        os.close(program.ready_fd)

    def dismiss(self, programs: Sequence[Program]) -> None:
        """End some of them before the others, and forget them."""
        for program in programs:
            with contextlib.suppress(ProcessLookupError):
                program.process.send_signal(signal.SIGTERM)
        for program in programs:
            try:
                program.process.wait(END_S)
            except subprocess.TimeoutExpired:
                program.process.kill()
                program.process.wait()
            self.leave(program)

    def end(self) -> list[str]:
        """End all of them, the last started first; answers the names of those that needed force."""
        forced: list[str] = []
        for program in reversed(self.running):
            with contextlib.suppress(ProcessLookupError):
                program.process.send_signal(signal.SIGTERM)
        if self._held >= 0:
            os.close(self._held)
            self._held = -1
        end = time.monotonic() + END_S
        for program in reversed(self.running):
            try:
                program.process.wait(max(0.05, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                forced.append(program.name)
                program.process.kill()
                program.process.wait()
            os.close(program.pidfd)
            os.close(program.ready_fd)
        self.running.clear()
        for number, old in self._old.items():
            signal.signal(number, old)
        for fd in (self._line, self._wake_read, self._wake_write):
            with contextlib.suppress(OSError):
                os.close(fd)
        return forced


def _pipe_with(secret: str) -> int:
    reading, writing = os.pipe()
    os.write(writing, secret.encode() + b"\n")
    os.close(writing)
    return reading
