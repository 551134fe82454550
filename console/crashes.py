"""What is left when a console ends without goodbye, and the report that a person may keep of it.

While it runs, a console keeps a folder: what runs (`what.json`), the last words of the log (`words.jsonl`),
stacks (`fatal.txt` by faulthandler, `hang.txt`), counts. In order, it takes the folder away as it ends. What
the next start finds is a crash: kill -9, a segmentation fault, an exception that nobody caught.

Nothing in the folder was ever said by a caller or typed by a person: of a log record it has the template
without its parameters, of an exception the kind and the place without its text. So nothing need be masked.
"""

from __future__ import annotations

import contextlib
import faulthandler
import io
import logging
import os
import platform
import shutil
import stat
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec

from console.watchdog import short
from domain.clock import Micros
from logbook.files import LogFile, tail
from logbook.lines import stamp
from logbook.outline import kind, outline

log = logging.getLogger("atalaya.crashes")

RUNNING, CRASHES = "running", "crashes"
KEPT = 5
"""Folders of crashes that are kept, the newest."""
LAST_WORDS = 128 * 1024
LAST_LINES = 400
OURS = ("atalaya", "backend_client", "console", "domain", "lifeline", "rtsp", "widgets")
"""Rooms whose templates are the program's own text; what others say may quote data."""
ABOUT_OURSELVES = ("place", "late_ms")
"""What a call of the log may give beside its text that is about the program and nothing else."""
FILES = ("what.json", "counts.json", "failure.json", "words.jsonl", "fatal.txt", "hang.txt")
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


class What(msgspec.Struct, frozen=True, kw_only=True):
    """What runs. `started_at` in µs UTC."""

    version: str
    started_at: Micros
    python: str = platform.python_version()
    system: str = f"{platform.system()} {platform.release()}"
    libraries: dict[str, str] = {}


class Wordless(logging.Formatter):
    """A log record without anything that was put into it: its template, its exception's kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one JSON object."""
        told: dict[str, object] = {
            "at": stamp(record),
            "level": record.levelname.lower(),
            "room": record.name if record.name.isascii() else "?",
        }
        if record.name.split(".", 1)[0] in OURS and isinstance(record.msg, str):
            told["template"] = record.msg[:200]
        for name in ABOUT_OURSELVES:
            if hasattr(record, name):
                told[name] = getattr(record, name)
        failure = record.exc_info[1] if record.exc_info else None
        if failure is not None:
            told["failure"] = outline(failure)
        return msgspec.json.encode(told).decode()


class Running:
    """The folder of this run. Raises `OSError` where it cannot be made."""

    def __init__(self, data: Path, what: What) -> None:
        self.folder = data / RUNNING / f"{what.started_at}-{os.getpid()}"
        self.folder.mkdir(parents=True, mode=0o700)
        self._lock = _locked(self.folder)
        assert self._lock is not None, "nobody else knows this folder"
        self._write("what.json", msgspec.json.encode(what))
        self.fatal = self._open("fatal.txt")
        self.stacks = self._open("hang.txt")
        faulthandler.enable(self.fatal)
        self.words = LogFile(self.folder / "words.jsonl", largest=LAST_WORDS, kept=1)
        self.words.setFormatter(Wordless())
        logging.getLogger().addHandler(self.words)

    def count(self, counts: dict[str, float]) -> None:
        """Keep what the meters say; blocks for a write, so not for the loop."""
        with contextlib.suppress(OSError):
            self._write("counts.json", msgspec.json.encode(counts))

    def failed(self, failure: BaseException) -> None:
        """Keep what ends the program."""
        with contextlib.suppress(OSError):
            self._write("failure.json", msgspec.json.encode([*outline(failure), kind(failure)]))

    def goodbye(self) -> None:
        """The program ends in order: nothing is left. A second call does nothing."""
        if self._lock is None:
            return
        self._let_go()
        shutil.rmtree(self.folder, ignore_errors=True)

    def leave(self) -> None:
        """Let everything go as a crash would, and leave the folder."""
        if self._lock is not None:
            self._let_go()

    def _let_go(self) -> None:
        logging.getLogger().removeHandler(self.words)
        self.words.close()
        faulthandler.disable()
        self.fatal.close()
        self.stacks.close()
        if self._lock is not None:
            os.close(self._lock)
        self._lock = None

    def _open(self, name: str) -> IO[str]:
        return os.fdopen(os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o600), "w+", encoding="utf-8")

    def _write(self, name: str, body: bytes) -> None:
        half = self.folder / f"{name}.new"
        half.write_bytes(body)
        half.replace(self.folder / name)


@dataclass(frozen=True, slots=True)
class Crash:
    """One end without goodbye; `ended_at` is when the folder was last written, µs UTC."""

    folder: Path
    ended_at: Micros

    def decline(self) -> None:
        """Offer it no more; the folder stays until newer ones push it out."""
        with contextlib.suppress(OSError):
            (self.folder / "declined").touch(0o600)

    def save(self, into: Path) -> Path:
        """Write the report into a folder as one zip file and return where it is. Raises `OSError`.

        The name is ours. What stands there under that name, a link too, is neither followed nor replaced.
        """
        made = datetime.fromtimestamp(self.ended_at / 1e6, UTC).strftime("atalaya-informe-%Y%m%d-%H%M%S")
        body = self._zipped()
        for number in range(1, 100):
            name = f"{made}.zip" if number == 1 else f"{made}-{number}.zip"
            with contextlib.suppress(FileExistsError):
                fd = os.open(into / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o600)
                with os.fdopen(fd, "wb") as out:
                    out.write(body)
                return into / name
        raise FileExistsError(17, "too many reports there", str(into))

    def _zipped(self) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in FILES:
                lines = _own_tail(self.folder / name)
                if name == "words.jsonl":
                    lines = [*_own_tail(self.folder / "words.jsonl.1"), *lines][-LAST_LINES:]
                if lines:
                    archive.writestr(name, "\n".join(short(line) for line in lines) + "\n")
        return packed.getvalue()


def _own_tail(path: Path) -> list[str]:
    """Return the last lines of a file of ours: a link leads to somebody's else, a pipe to no end."""
    try:
        ours = stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return []
    return tail(path, LAST_LINES) if ours else []


def what_runs(version: str, started_at: Micros, libraries: Sequence[str]) -> What:
    """Return what is running, with the versions of these distributions."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    found = {}
    for name in libraries:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = installed(name)
    return What(version=version, started_at=started_at, libraries=found)


def left_behind(data: Path) -> list[Crash]:
    """Put aside what earlier runs left without goodbye; return the crashes to be offered, newest first."""
    crashes = data / CRASHES
    for folder in sorted(_folders(data / RUNNING)):
        # A console that is just starting has its lock before it has said what it is.
        lock = _locked(folder) if (folder / "what.json").exists() else None
        if lock is None:
            continue
        os.close(lock)  # Windows renames nothing that is open
        with contextlib.suppress(OSError):
            crashes.mkdir(mode=0o700, exist_ok=True)
            folder.rename(crashes / folder.name)
    found = sorted((crash for crash in map(_crash, _folders(crashes)) if crash), key=_when, reverse=True)
    for old in found[KEPT:]:
        shutil.rmtree(old.folder, ignore_errors=True)
    return [crash for crash in found[:KEPT] if not (crash.folder / "declined").exists()]


def _when(crash: Crash) -> Micros:
    return crash.ended_at


def _folders(parent: Path) -> list[Path]:
    try:
        return [one for one in parent.iterdir() if one.is_dir() and not one.is_symlink()]
    except OSError:
        return []


def _crash(folder: Path) -> Crash | None:
    try:
        times = [(folder / name).stat().st_mtime for name in FILES if (folder / name).exists()]
    except OSError:
        return None
    return Crash(folder, round(max(times) * 1_000_000)) if times else None


def _locked(folder: Path) -> int | None:
    """Lock a run's folder for as long as the descriptor is open; None when its console still runs."""
    try:
        fd = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o600)
    except OSError:
        return None
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        return None
    return fd
