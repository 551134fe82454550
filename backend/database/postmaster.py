"""What a running (or dead) PostgreSQL says about itself in postmaster.pid."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

SOCKET_LIMIT = 107
"""Bytes a socket's path may have: sun_path of unix(7) holds 108 with the closing zero."""


@dataclass(frozen=True)
class Postmaster:
    """The first process of a server: its id and its state as written in postmaster.pid."""

    pid: int
    status: str

    @property
    def ready(self) -> bool:
        return self.status == "ready"

    @property
    def stopping(self) -> bool:
        return self.status == "stopping"


def read_postmaster(cluster: Path) -> Postmaster | None:
    """Return what postmaster.pid says, whether that process lives or not; None without a file."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        pid = abs(int(lines[0]))
    except (OSError, ValueError, IndexError):
        return None
    return Postmaster(pid, lines[7].strip() if len(lines) > 7 else "")


def is_alive(postmaster: Postmaster, cluster: Path) -> bool:
    """Tell whether that process is really a server on these files: a process id alone may be reused."""
    process = Path("/proc") / str(postmaster.pid)
    try:
        return os.readlink(process / "cwd") == str(cluster.resolve())
    except PermissionError:
        pass  # in a container root may not look into another user's process
    except OSError:
        return False
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    if os.path.basename(words[0]) not in (b"postgres", b"postmaster"):
        return False
    # A server that was told its files some other way than -D might be ours: better refused than spoilt.
    return os.fsencode(cluster) in words or b"-D" not in words


def forget_dead(cluster: Path) -> bool:
    """Remove a postmaster.pid whose process is gone or is something else; True when it was removed."""
    postmaster = read_postmaster(cluster)
    if postmaster is not None and is_alive(postmaster, cluster):
        return False
    removed = False
    with contextlib.suppress(FileNotFoundError):
        (cluster / "postmaster.pid").unlink()
        removed = True
    return removed


def version_of(cluster: Path) -> str | None:
    """Return the major version that made these files, None when there are none."""
    try:
        return (cluster / "PG_VERSION").read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None


def last_log_line(log: Path, start: int) -> str:
    """Return the gravest last line written to the server's log since byte ``start``."""
    try:
        with log.open("rb") as stream:
            stream.seek(start)
            lines = stream.read(65536).decode("utf-8", "replace").splitlines()
    except OSError:
        return "no log"
    grave = [line for line in lines if "FATAL:" in line or "PANIC:" in line or "could not" in line]
    line = (grave or lines or ["no log"])[-1]
    return line.partition("FATAL:")[2].strip() or line.partition("PANIC:")[2].strip() or line.strip()
