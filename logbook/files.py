"""A log file that never fills a disk: at its size it is put aside, and the oldest goes."""

from __future__ import annotations

import contextlib
import io
import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from logbook.lines import JsonLine

LARGEST = 2_000_000
"""Bytes of one file."""
KEPT = 3
"""Files put aside besides the one that is written."""


class LogFile(RotatingFileHandler):
    """Readable by its owner alone; a full disk costs lines, never the program."""

    def __init__(self, path: Path, *, largest: int = LARGEST, kept: int = KEPT) -> None:
        """Open it at once. Raises `OSError`."""
        super().__init__(
            path, maxBytes=largest, backupCount=kept, encoding="utf-8", errors="backslashreplace"
        )
        self.setFormatter(JsonLine())
        self.lost = 0

    def handleError(self, record: logging.LogRecord) -> None:
        """Logging: a line could not be written; it is counted, not told to a terminal nobody reads."""
        self.lost += 1
        with contextlib.suppress(OSError, ValueError):
            if self.stream is not None:
                self.stream.flush()

    def _open(self) -> io.TextIOWrapper:
        fd = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(fd, "a", encoding=self.encoding, errors=self.errors)


def tail(path: Path, lines: int, most: int = 256_000) -> list[str]:
    """Return the last lines of a file, [] where there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - most))
            return file.read().decode("utf-8", "replace").splitlines()[-lines:]
    except OSError:
        return []
