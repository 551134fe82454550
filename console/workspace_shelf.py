"""A person's workspaces on this desk's own disk: shown while the server is away, sent when it is back."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import threading
from pathlib import Path
from uuid import UUID

import msgspec

from domain.people import Role
from domain.refusal import Refused
from domain.workspace import CURRENT, LARGEST, MOST_KEPT, clean_name

log = logging.getLogger("atalaya.workspaces")

LARGEST_FILE = (MOST_KEPT + 2) * LARGEST * 2


class Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A layout as the server should have it; `unsent` until it says so, `gone` where it was forgotten."""

    layout: str = ""
    unsent: bool = False
    gone: bool = False


class _File(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    kept: dict[str, Kept]


class Shelf:
    """What one account keeps at one workstation in one role."""

    def __init__(self, folder: Path, account: UUID, workstation: str, role: Role) -> None:
        place = re.sub(r"[^A-Za-z0-9_-]", ".", workstation)
        self.path = folder / f"{account.hex}-{place}-{role.value}.json"
        self.kept: dict[str, Kept] = {}
        self.damaged = False

    def load(self) -> None:
        """Read the file; one that cannot be read counts as none, and is said to be so."""
        try:
            if self.path.stat().st_size > LARGEST_FILE:
                raise ValueError("too large")
            found = msgspec.json.decode(self.path.read_bytes(), type=_File)
            if found.version != 1:
                raise ValueError("of another version")
        except FileNotFoundError:
            return
        except (OSError, ValueError, RecursionError):  # what msgspec raises is a ValueError
            self.damaged = True
            return
        self.kept = {name: one for name, one in found.kept.items() if _sound(name, one)}
        self.damaged = len(self.kept) < len(found.kept)

    def bytes(self) -> bytes:
        """Return what the file should hold."""
        return msgspec.json.encode(_File(version=1, kept=self.kept))

    def names(self) -> list[str]:
        """Return the names a person gave."""
        return sorted(
            (name for name, one in self.kept.items() if name != CURRENT and not one.gone), key=str.casefold
        )

    def text(self, name: str) -> str | None:
        """Return a layout's text."""
        one = self.kept.get(name)
        return one.layout if one is not None and not one.gone else None

    def put(self, name: str, layout: str) -> None:
        """Keep a layout; the server has yet to hear of it."""
        self.kept[name] = Kept(layout=layout, unsent=True)

    def forget(self, name: str) -> None:
        """Keep in mind that a name is to be forgotten."""
        self.kept[name] = Kept(unsent=True, gone=True)

    def unsent(self) -> list[tuple[str, Kept]]:
        """Return what the server has yet to hear."""
        return [(name, one) for name, one in self.kept.items() if one.unsent]

    def sent(self, name: str, what: Kept) -> None:
        """The server has it, unless it has changed again meanwhile."""
        if self.kept.get(name) != what:
            return
        if what.gone:
            del self.kept[name]
        else:
            self.kept[name] = msgspec.structs.replace(what, unsent=False)

    def learn(self, told: dict[str, str]) -> None:
        """Take over what the server keeps; what it has yet to hear from here stays as it is here."""
        mine = {name: one for name, one in self.kept.items() if one.unsent}
        self.kept = {name: Kept(layout=text) for name, text in told.items()} | mine


def _sound(name: str, one: Kept) -> bool:
    """Whether the server could be told of it: what it cannot read would cost the line, again and again."""
    try:
        named = name == CURRENT or clean_name(name) == name
    except Refused:
        return False
    return named and len(one.layout) <= LARGEST


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".new")
    fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(fd, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink()
        raise


class ShelfWriter:
    """Writes shelves from any thread; an older copy never comes over a newer one."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._given = 0
        self._written = 0

    def number(self) -> int:
        """Return the number of the next copy: given out in the order in which they are made."""
        self._given += 1
        return self._given

    def write(self, path: Path, data: bytes, number: int) -> None:
        """Write a copy unless a newer one is there; a full disk costs the memory of it at this desk alone."""
        with self._turn:
            if number <= self._written:
                return
            try:
                write(path, data)
                self._written = number
            except OSError as failure:
                log.warning("a workspace could not be written: %s", failure.strerror)
