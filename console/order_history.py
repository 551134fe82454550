"""What a person typed into the command line before, kept at the desk without anything about anybody.

A line is kept only if it was carried out and its words come from the program or the register of units:
verbs, call signs, states, endings, numbers. What is free text (a place, a name) is cut off: of `lugar
Piedras 415` the word `lugar` is kept. The file is named after a digest of the person's id.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from uuid import UUID

import msgspec

from console.command_line import Mistake, is_number, read, verb_of
from console.verbs import FREE_TEXT

KEPT = 50
"""Lines of each person; the oldest goes first."""
LONGEST = 60


def without_people(line: str) -> str:
    """Return the line as it may be kept; empty when nothing of it may."""
    typed = " ".join(line.split())
    if not typed or len(typed) > LONGEST or isinstance(read(typed), Mistake):
        return ""
    head, _, rest = typed.partition(" ")
    verb = verb_of(head)
    if verb is None or verb.operand not in FREE_TEXT:
        return typed
    number = rest.partition(" ")[0]
    return f"{head} {number} " if is_number(number) else f"{head} "


class OrderHistory:
    """The lines of one person at one desk, the oldest first."""

    def __init__(self, folder: Path, person: UUID) -> None:
        name = hashlib.sha256(b"order history" + person.bytes).hexdigest()[:24]
        self._file = folder / "orders" / f"{name}.json"
        self.lines: tuple[str, ...] = self._load()

    def keep(self, line: str) -> None:
        """Remember a line that was carried out; `save` writes it."""
        kept = without_people(line)
        if kept:
            self.lines = (*[past for past in self.lines if past != kept][-(KEPT - 1) :], kept)

    def save(self) -> None:
        """Write the lines, whole or not at all; a full disk costs only the memory of them."""
        half = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(fd, "wb") as out:
                out.write(msgspec.json.encode(self.lines))
            half.replace(self._file)
        except OSError:
            return

    def _load(self) -> tuple[str, ...]:
        try:
            found = msgspec.json.decode(self._file.read_bytes(), type=tuple[str, ...])
        except (OSError, ValueError, RecursionError):  # what msgspec raises is a ValueError
            return ()
        return tuple(line for line in found[-KEPT:] if len(line) <= LONGEST)
