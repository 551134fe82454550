"""What a console has painted and told: its paint log and its tidings, read as they grow."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID


class Tale:
    """A growing file of lines, read as they come."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._at = 0

    def more(self) -> list[str]:
        """Return the whole lines since the last time."""
        if not self._file.exists():
            return []
        with self._file.open("rb") as tale:
            tale.seek(self._at)
            data = tale.read()
        whole = data[: data.rfind(b"\n") + 1]
        self._at += len(whole)
        return whole.decode().splitlines()


@dataclass
class Screenful:
    """What the console has painted and told so far."""

    paints: Tale
    tidings: Tale
    links: list[tuple[str, int]] = field(default_factory=list)
    rows: dict[UUID, int] = field(default_factory=dict)
    states: list[dict[str, Any]] = field(default_factory=list)
    living: dict[str, Any] | None = None

    def look(self) -> None:
        """Read on."""
        for line in self.paints.more():
            word, _, stamp = line.rpartition(" ")
            if word.startswith("link:"):
                self.links.append((word[5:], int(stamp)))
            else:
                self.rows[UUID(word)] = int(stamp)
        for line in self.tidings.more():
            told = json.loads(line)
            if told["event"] == "state":
                self.states.append(told)
            elif told["event"] == "living":
                self.living = told

    def painted(self, word: str, since: int) -> int | None:
        """Return when this state of the line was first painted after `since` (ns)."""
        return next((at for said, at in self.links if said == word and at >= since), None)
