"""What a running (or dead) PostgreSQL says about itself in postmaster.pid."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

SOCKET_LIMIT = 107
"""Bytes a socket's path may have: sun_path of unix(7) holds 108 with the closing zero."""
_NOBODY = 4_194_305
"""A process id that cannot be: the kernel's highest is 2 to the power of 22."""
ORPHANS = "pre-existing shared memory block"
"""In PostgreSQL's refusal to start while processes of a killed server still run."""
_ORPHAN_ENDS = "due to unexpected postmaster exit"
"""What such a process writes into the same log when it is done: it says nothing of the new server."""


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


def unstick(cluster: Path) -> None:
    """Make a stale postmaster.pid harmless when its process id lives again as something else.

    PostgreSQL would take that process for a server and refuse. The file itself must stay: its last lines lead
    the next server to the shared memory of the dead one, and so to orphans of it that still write.
    """
    postmaster = read_postmaster(cluster)
    if postmaster is None or is_alive(postmaster, cluster) or not _exists(postmaster.pid):
        return
    path = cluster / "postmaster.pid"
    rest = path.read_text(encoding="utf-8", errors="replace").partition("\n")[2]
    path.write_text(f"{_NOBODY}\n{rest}", encoding="utf-8")


def _exists(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


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
    lines = [line for line in lines if _ORPHAN_ENDS not in line]
    grave = [line for line in lines if "FATAL:" in line or "PANIC:" in line or "could not" in line]
    line = (grave or lines or ["no log"])[-1]
    return line.partition("FATAL:")[2].strip() or line.partition("PANIC:")[2].strip() or line.strip()
