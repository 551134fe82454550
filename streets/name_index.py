"""Finds names by how they are written, how they sound, by a part of them, and while they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from streets.spoken import fold, joined, sound, words_of

WHOLE = 100.0
PART_COSTS = 5.0
"""What a name said in part is worth less than one said in full: Alem, Leandro N. Alem."""
OTHER_COSTS = 1.0
"""What a former or shorter name is worth less than the one on the sign."""
LEAST = 80.0
"""A name that is less like what was said is not meant, percent."""
EXACT_UP_TO = 3
"""Names as short as this must be said exactly, letters."""
CLOSE = 12.0
"""Names that are so much less alike than the best are not meant either."""
_TITLES = words_of(
    "av pasaje general doctor coronel presidente teniente almirante barrio autopista au avenida"
)
_LINKS = words_of("de del la las los el y")


OTHER_FIGURES_COST = 15.0
"""A name with other figures than were said is hardly meant, percent."""


def figures_in(text: str) -> str:
    """The figures of a text, one after another."""
    return "".join(letter for letter in text if letter.isdigit())


class Known(NamedTuple):
    """A name that was found: whose it is, how alike (0 to 100), and whether it is not the one on the sign."""

    key: int
    score: float
    other: bool


class NameIndex:
    """Names and the things they stand for; several things may have one name."""

    def __init__(self, names: Iterable[tuple[int, str, Iterable[str]]]) -> None:
        forms: dict[tuple[str, int], tuple[float, bool]] = {}
        for key, name, also in names:
            for text, other in ((name, False), *((one, True) for one in also)):
                for form, cost in _forms(fold(text)):
                    worth = WHOLE - cost - (OTHER_COSTS if other else 0.0)
                    before = forms.get((form, key))
                    if before is None or worth > before[0]:
                        forms[form, key] = (worth, other)
        self._written = [form.replace(" ", "") for form, _ in forms]
        self._figures = [figures_in(form) for form in self._written]
        self._sounds = [sound(form) for form, _ in forms]
        self._keys = [key for _, key in forms]
        self._worth = np.array([worth for worth, _ in forms.values()], np.float64)
        self._other = [other for _, other in forms.values()]
        self._short = np.array([len(form) <= EXACT_UP_TO for form in self._written], bool)
        self.find = lru_cache(maxsize=512)(self._find)

    def _find(self, text: str) -> tuple[Known, ...]:
        """Whom a folded text may mean, most alike first; nobody when nothing is alike."""
        written, said = text.replace(" ", ""), sound(text)
        if not written or not self._keys:
            return ()
        alike = process.cdist([written], self._written, scorer=fuzz.ratio, dtype=np.float64)[0]
        heard = process.cdist([said], self._sounds, scorer=fuzz.ratio, dtype=np.float64)[0]
        # What sounds the same is a spelling mistake, what is written the same is none.
        score = np.maximum(alike, heard - 0.5)
        exact = np.array(alike >= 99.9)
        score[(self._short | (len(written) <= EXACT_UP_TO)) & ~exact] = 0.0
        score -= WHOLE - self._worth
        figures = figures_in(written)  # Comisaría 1 is not like Comisaría 11 at all
        score[[other != figures for other in self._figures]] -= OTHER_FIGURES_COST
        best = float(score.max())
        if best < LEAST:
            return ()
        found: dict[int, Known] = {}
        for index in np.flatnonzero(score >= max(LEAST, best - CLOSE)).tolist():
            known = Known(self._keys[index], float(score[index]), self._other[index])
            if known.key not in found or found[known.key].score < known.score:
                found[known.key] = known
        return tuple(sorted(found.values(), key=lambda known: (-known.score, known.key)))

    def starting(self, text: str, most: int = 12) -> list[Known]:
        """Whose name, or a word of it, begins like this."""
        written = text.replace(" ", "")
        if len(written) < 2:
            return []
        found: dict[int, Known] = {}
        for form, key, worth, other in zip(self._written, self._keys, self._worth, self._other, strict=True):
            if form.startswith(written):
                score = float(worth) - 10.0 * (1.0 - len(written) / len(form))
                if key not in found or found[key].score < score:
                    found[key] = Known(key, score, other)
        return sorted(found.values(), key=lambda known: (-known.score, known.key))[:most]


def _forms(words: list[str]) -> list[tuple[str, float]]:
    """A name in full, without its title, and by its last words: each with what it costs."""
    words = [word for word in words if word != ","]
    made = [(joined(words), 0.0)]
    bare = list(words)
    while len(bare) > 1 and bare[0] in _TITLES:
        bare = bare[1:]
        made.append((joined(bare), 0.0 if words[0] in ("av", "autopista", "barrio", "au") else 2.0))
    if bare[0] in _LINKS and len(bare) > 1:  # Libertador, for Av. del Libertador
        made.append((joined(bare[1:]), 1.0))
    for at in range(1, len(bare)):
        if bare[at] not in _LINKS and bare[at - 1] not in ("de", "del") and len(bare[at]) > EXACT_UP_TO:
            made.append((joined(bare[at:]), PART_COSTS))
    if len(bare) > 2:  # without initials and links: Juan B. Justo, Juan Justo
        plain = [word for word in bare if len(word) > 1 and word not in _LINKS]
        made.append((joined(plain), 2.0))
    return [(form, cost) for form, cost in made if form]
