"""A backend as a program of its own, that can be killed and started again where it was."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

READY_S = 15.0


class BackendProgram:
    """`python -m backend` on a test's database; it comes back on the same port with the same certificate."""

    def __init__(self, dsn: str, folder: Path, *, cameras: bool = False) -> None:
        self._dsn = dsn
        self._cameras = cameras
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.ca = Path()

    @property
    def url(self) -> str:
        """Where desks come to."""
        return f"https://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it and wait until desks can come."""
        reading, writing = os.pipe()
        self._spawn(writing)
        os.close(writing)
        try:
            line = await asyncio.wait_for(asyncio.to_thread(_first_line, reading), READY_S)
        finally:
            os.close(reading)
        if not line:
            self.kill()
            raise AssertionError((self._folder / "backend.out").read_text()[-2000:])
        told = json.loads(line)
        self.port, self.ca = int(told["port"]), Path(told["ca"])

    def _spawn(self, ready: int) -> None:
        words = ["--dsn", self._dsn, "--data", str(self._folder / "data")]
        words += [] if self._cameras else ["--no-cameras"]
        words += ["--port", str(self.port), "--ready-fd", str(ready)]
        with (self._folder / "backend.out").open("ab") as log:
            command = [sys.executable, "-m", "backend", *words]
            self._process = subprocess.Popen(command, pass_fds=[ready], stdout=log, stderr=log)

    def hold_still(self) -> None:
        """Let it stand where it is: its sockets stay open and nothing comes."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None, "start() comes first"
        self._process.send_signal(number)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in order."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGCONT)
            process.send_signal(number)
            try:
                process.wait(8.0)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _first_line(fd: int) -> bytes:
    taken = b""
    while b"\n" not in taken and (part := os.read(fd, 4096)):
        taken += part
    return taken.split(b"\n", 1)[0]
