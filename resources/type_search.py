"""Finds incident types by what somebody types: a code, or words in either language, slips forgiven."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from resources.incident_types import PRIORITIES, TypeTable

LONGEST_QUERY = 60
"""Characters that are looked at; nobody types more to find a type."""
LIKE = 78.0
"""Least likeness of a misspelt word, of 100."""
SHORTEST_LIKE = 4
"""Letters that a word must have before likeness counts: short words are like everything."""

_EXACT, _BEGINS, _OTHER_WORD, _INSIDE = 130.0, 100.0, 80.0, 45.0
_EMPTY_WORDS = frozenset(
    (
        "de",
        "del",
        "la",
        "el",
        "en",
        "un",
        "una",
        "los",
        "las",
        "al",
        "a",
        "o",
        "y",
        "con",
        "por",
        "the",
        "of",
        "in",
        "an",
    )
)


def bare(text: str) -> str:
    """Return the text without accents and capitals, everything but letters and figures as spaces."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = (c for c in folded if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    names: tuple[str, ...]
    others: tuple[str, ...]
    whole: str
    grave: int


class TypeSearch:
    """The table made ready for typing: one search takes about 0.3 ms."""

    def __init__(self, table: TypeTable) -> None:
        self._rows = tuple(
            _Row(
                row.code,
                _tokens(f"{row.es} {row.en}"),
                _tokens(row.words),
                f"{bare(row.es)}|{bare(row.en)}|{bare(row.words)}",
                PRIORITIES.index(row.priority),
            )
            for row in table.types
        )

    def find(self, typed: str, most: int = 8) -> tuple[str, ...]:
        """Return codes, the likeliest first; none when nothing is like it, all (cut) for an empty text."""
        asked = bare(typed[:LONGEST_QUERY])
        if not asked:
            return tuple(row.code for row in self._rows)[:most]
        words = [word for word in asked.split() if word not in _EMPTY_WORDS] or asked.split()
        ranked = [(self._score(row, words, asked), row) for row in self._rows]
        found = [(score, row) for score, row in ranked if score > 0]
        found.sort(key=lambda one: (-one[0], one[1].grave, one[1].code))
        return tuple(row.code for _, row in found[:most])

    @staticmethod
    def _score(row: _Row, words: Sequence[str], asked: str) -> float:
        """Every word must be found; a whole phrase that stands as it was typed comes first."""
        if row.code.startswith(asked):
            return 1000.0 + (row.code == asked)
        total = 0.0
        for word in words:
            best = _best(row, word)
            if best <= 0:
                return 0.0
            total += best
        return total / len(words) + (30.0 if asked in row.whole else 0.0)


def _best(row: _Row, word: str) -> float:
    if word in row.names:
        return _EXACT
    if any(name.startswith(word) for name in row.names):
        return _BEGINS
    if any(name.startswith(word) for name in row.others):
        return _OTHER_WORD
    if len(word) < SHORTEST_LIKE:
        return 0.0
    if word in row.whole:
        return _INSIDE
    like = 0.0
    for name in (*row.names, *row.others):
        if abs(len(name) - len(word)) <= 2:
            like = max(like, fuzz.ratio(word, name, score_cutoff=LIKE))
    return like * 0.4


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(word for word in bare(text).split() if word not in _EMPTY_WORDS)
