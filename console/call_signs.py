"""The units of the picture by their signs, however these are typed: several words, without dashes or dots."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from backend_client.picture import Picture
from console.command_line import tight
from domain.unit import Unit

MOST_WORDS = 4
"""Words of the longest sign."""


class CallSigns:
    """Follows the picture, so that a keystroke looks a sign up instead of reading every unit's."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._by_sign: dict[str, UUID] = {}
        self._sign_of: dict[UUID, str] = {}
        self._end = picture.units.subscribe(self._changed)
        self._changed([unit.id for unit in picture.units.values()])

    def close(self) -> None:
        """Follow the picture no more."""
        self._end()

    def find(self, sign: str) -> Unit | None:
        """Return the unit that this sign names, typed as people type it."""
        key = self._by_sign.get(tight(sign))
        return self._picture.units.get(key) if key is not None else None

    def split(self, words: Sequence[str]) -> tuple[list[Unit], list[str]]:
        """Return the units that the words begin with and the words that are left; no unit twice.

        The longest sign wins: `same 107` is one unit, not a word and a number.
        """
        found: list[Unit] = []
        at = 0
        while at < len(words):
            for size in range(min(MOST_WORDS, len(words) - at), 0, -1):
                unit = self.find(" ".join(words[at : at + size]))
                if unit is not None:
                    break
            else:
                break
            at += size
            if unit not in found:
                found.append(unit)
        return found, list(words[at:])

    def _changed(self, keys: Sequence[UUID]) -> None:
        for key in keys:
            unit = self._picture.units.get(key)
            sign = tight(unit.call_sign) if unit is not None else ""
            before = self._sign_of.get(key, "")
            if sign == before:
                continue
            if before and self._by_sign.get(before) == key:
                del self._by_sign[before]
            if sign:
                self._by_sign[sign] = key
                self._sign_of[key] = sign
            else:
                del self._sign_of[key]
