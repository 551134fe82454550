"""The directory that holds everything one backend keeps on disk, and the proof that it is ours."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from backend.database.trouble import DatabaseTrouble

FORMAT = 1
_MARK = "atalaya.json"


class _Mark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the mark of a data directory says; one that was made for exercises is for nothing else."""

    program: Literal["atalaya"]
    format: int
    exercise: bool = False


def default_root() -> Path:
    """Where data lives without ``--data``: the system's place for root, the user's own otherwise."""
    if os.geteuid() == 0:
        return Path("/var/lib/atalaya")
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "atalaya"


@dataclass(frozen=True)
class DataDirectory:
    """Paths inside a claimed data directory."""

    root: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own files."""
        return self.root / "database"

    @property
    def password_file(self) -> Path:
        """The database password: mode 0600, of the user that runs the server."""
        return self.root / "database.password"

    @property
    def server_log(self) -> Path:
        return self.root / "database.log"

    @property
    def binaries(self) -> Path:
        """Copies of the server's programs, for a user who cannot reach the originals."""
        return self.root / "binaries"

    @property
    def anchor_public_key(self) -> Path:
        """What anchors are checked with: to be handed out, and kept elsewhere."""
        return self.root / "anchor.pub"

    @property
    def latest_anchors(self) -> Path:
        """The newest anchor of each log, replaced several times a second while there is work."""
        return self.root / "anchors.latest.jsonl"

    @property
    def anchor_key(self) -> Path:
        """The private key that signs anchors, mode 0600."""
        return self.root / "anchor.key"

    @property
    def anchors(self) -> Path:
        """Signed heads of the event log, kept outside the database."""
        return self.root / "anchors.jsonl"

    @classmethod
    def claim(cls, root: Path, *, exercise: bool | None = False) -> DataDirectory:
        """Make or recognise a data directory.

        `exercise`: one whose time of day is set by a conductor; None takes either, to look at it.

        Raises DatabaseTrouble ``data.not_ours`` for a directory with other people's files in it,
        ``data.newer_format``, ``data.not_writable``, and ``data.exercise`` or ``data.live`` for one that was
        made for the other kind of time.
        """
        root = Path(os.path.abspath(root.expanduser()))
        mark = root / _MARK
        try:
            if not mark.exists():
                _mark_as_ours(root, mark, bool(exercise))
            else:
                _check_format(root, mark, exercise)
        except OSError as error:
            reason = error.strerror or str(error)
            raise DatabaseTrouble("data.not_writable", path=str(root), reason=reason) from error
        return cls(root)


def _mark_as_ours(root: Path, mark: Path, exercise: bool) -> None:
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise DatabaseTrouble("data.not_ours", path=str(root))
    # As root the server runs under another user, who must be able to walk in but not to look around.
    mode = 0o711 if os.geteuid() == 0 else 0o700
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(mode)
    fresh = mark.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(_Mark(program="atalaya", format=FORMAT, exercise=exercise)) + b"\n")
    fresh.replace(mark)


def _check_format(root: Path, mark: Path, exercise: bool | None) -> None:
    try:
        said = msgspec.json.decode(mark.read_bytes(), type=_Mark)
    except (ValueError, RecursionError):  # what msgspec raises is a ValueError
        said = _Mark(program="atalaya", format=0)
    number = said.format
    if number < 1:
        raise DatabaseTrouble("data.not_ours", path=str(root))
    if number > FORMAT:
        raise DatabaseTrouble("data.newer_format", path=str(root), found=number, known=FORMAT)
    if exercise is not None and said.exercise != exercise:
        raise DatabaseTrouble("data.exercise" if said.exercise else "data.live", path=str(root))


class Claim:
    """An exclusive lock on a data directory for as long as this process lives."""

    def __init__(self, directory: DataDirectory) -> None:
        self._directory = directory
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Return False when another process holds the directory."""
        if self._descriptor is not None:
            return True
        path = self._directory.root / "lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def give_back(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
