"""What the console tells the program that started it: one JSON object a line on the ready descriptor."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

import msgspec


class Tidings:
    """Tells `window`, `login`, `seated`, `living`, `crash`, `tour`, `failed`, each with its moment in ns.

    Without a descriptor only the tour's pictures are told, as bare paths on standard output.
    """

    def __init__(self, fd: int | None) -> None:
        self._fd = fd
        if fd is not None:
            os.set_blocking(fd, False)

    def tell(self, event: str, **facts: object) -> None:
        """Write one line; a reader that is gone or asleep never holds the console up."""
        if self._fd is None:
            return
        line = msgspec.json.encode({"event": event, "monotonic_ns": time.monotonic_ns(), **facts}) + b"\n"
        with contextlib.suppress(OSError):
            os.write(self._fd, line)

    def picture(self, path: Path) -> None:
        """Tell that the tour left a picture."""
        if self._fd is None:
            sys.stdout.write(f"{path}\n")
            sys.stdout.flush()
        else:
            self.tell("tour", path=str(path))
