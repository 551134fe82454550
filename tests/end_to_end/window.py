"""A console as a person has it: a program with a window, keys that are pressed, and what it shows."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dev.screen import Screen
from domain.clock import SystemClock

PATIENCE_S = 10.0


class Window:
    """One `python -m console` on a screen of its own, with a hand at its keyboard."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.environment = screen.environment()
        self.folder = folder
        self.paints = folder / "paints.log"
        self._told = folder / "tidings.jsonl"
        self._process: subprocess.Popen[bytes] | None = None
        self._clock = SystemClock()

    async def open(self, server: str, ca: Path, user: str, password: str, workstation: str) -> None:
        """Start it, log in, and wait until its window can be typed into."""
        words = ["--server", server, "--ca", str(ca), "--user", user, "--workstation", workstation]
        self._start(words, password)
        await self.told("window")
        found = await self._xdotool("search", "--sync", "--onlyvisible", "--name", "^Atalaya$")
        await self._xdotool("windowfocus", "--sync", found.split()[0])

    def _start(self, words: list[str], password: str) -> None:
        for file in (self.paints, self._told):
            file.unlink(missing_ok=True)
        reading, writing = os.pipe()
        os.write(writing, password.encode() + b"\n")
        os.close(writing)
        told = os.open(self._told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        words = [*words, "--password-fd", str(reading), "--ready-fd", str(told)]
        words += ["--paint-log", str(self.paints), "--data", str(self.folder / "desk")]
        with (self.folder / "console.out").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "console", *words],
                env=self.environment,
                pass_fds=[reading, told],
                stdout=log,
                stderr=log,
            )
        for fd in (reading, told):
            os.close(fd)

    # ---- what it shows ---------------------------------------------------------------------------------

    def tidings(self, event: str) -> list[dict[str, Any]]:
        """Everything it has told of one kind."""
        lines = self._told.read_text().splitlines() if self._told.exists() else []
        return [told for told in map(json.loads, lines) if told["event"] == event]

    async def told(
        self, event: str, when: Callable[[dict[str, Any]], bool] = lambda _: True, after: int = 0
    ) -> dict[str, Any]:
        """Wait until it tells something; `after` skips what it had told before (CLOCK_MONOTONIC ns)."""
        found: list[dict[str, Any]] = []

        def heard() -> bool:
            found[:] = [t for t in self.tidings(event) if t["monotonic_ns"] > after and when(t)]
            return bool(found)

        await self.until(heard, f"the console told no such {event!r}: {self.tidings(event)[-3:]}")
        return found[0]

    async def painted(self, word: str, after: int = 0) -> int:
        """Wait until a call (its id) or a band was painted; return when, CLOCK_MONOTONIC ns."""
        found: list[int] = []

        def there() -> bool:
            lines = self.paints.read_text().splitlines() if self.paints.exists() else []
            noted = [line.split() for line in lines]
            found[:] = [int(when) for what, when in noted if what == word and int(when) > after]
            return bool(found)

        await self.until(there, f"{word} was not painted")
        return found[0]

    async def until(self, holds: Callable[[], object], sorrow: str, seconds: float = PATIENCE_S) -> None:
        """Wait until something holds, with the end of the program as the end of the wait."""
        end = self._clock.monotonic() + seconds
        while not holds():
            assert self._process is not None, "open() comes first"
            assert self._process.poll() is None, (self.folder / "console.out").read_text()[-2000:]
            assert self._clock.monotonic() < end, sorrow
            await asyncio.sleep(0.02)

    def now_ns(self) -> int:
        """Return the time by which it tells (CLOCK_MONOTONIC)."""
        return round(self._clock.monotonic() * 1e9)

    # ---- the hand --------------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, one after another, as X names them (F2, ctrl+t)."""
        await self._xdotool("key", "--delay", "30", *keys)

    async def write(self, text: str, delay_ms: int = 12) -> None:
        """Type text at a brisk pace."""
        await self._xdotool("type", "--delay", str(delay_ms), text)

    async def _xdotool(self, *words: str) -> str:
        program = shutil.which("xdotool")
        assert program is not None, "xdotool is not installed"
        process = await asyncio.create_subprocess_exec(
            program, *words, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        said, wrong = await asyncio.wait_for(process.communicate(), PATIENCE_S)
        assert process.returncode == 0, wrong.decode()
        return said.decode()

    # ---- the end ---------------------------------------------------------------------------------------

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def close(self) -> int:
        """Ask it to end; return its exit status."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.poll() is None:
            process.send_signal(number)
        try:
            return await asyncio.wait_for(asyncio.to_thread(process.wait), 8.0)
        except TimeoutError:
            process.kill()
            return process.wait()

    def problems(self) -> list[str]:
        """What its log complains of: warnings and worse, one line each."""
        log = self.folder / "desk" / "console.log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return [line for line in lines if '"level":"error"' in line or '"level":"critical"' in line]
