"""What a caller says, made comparable: no accents, number words as figures, and how it sounds in Spanish."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 240
"""More characters than this are not read."""
MOST_WORDS = 32
"""Nor more words: nobody says an address in more, and every pair of them may be a corner."""


def words_of(text: str) -> frozenset[str]:
    """The words of a list of words."""
    return frozenset(text.split())


def _counted(text: str, first: int, step: int) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(text.split())}


_UNITS = _counted(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis"
    " diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco"
    " veintiseis veintisiete veintiocho veintinueve",
    0,
    1,
)
_TENS = _counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
_HUNDREDS = {"cien": 100, "ciento": 100, "quinientos": 500, "setecientos": 700, "novecientos": 900} | {
    f"{word}cientos": 100 * value
    for word, value in (("dos", 2), ("tres", 3), ("cuatro", 4), ("seis", 6), ("ocho", 8))
}
_SHORT = {
    "avda": "av", "avenida": "av", "ave": "av", "gral": "general", "gral.": "general", "cnel": "coronel",
    "tte": "teniente", "pte": "presidente", "pres": "presidente", "dr": "doctor", "sta": "santa",
    "sto": "santo", "pje": "pasaje", "bv": "boulevard", "ing": "ingeniero", "alte": "almirante",
    "cte": "comandante", "kilometro": "km", "kilometros": "km", "kms": "km", "nro": "numero",
    "hno": "hermano", "esq": "esquina",
}  # fmt: skip
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"y(?=[^aeiou]|$)", "i"),
        (r"cci(?=[aou])", "ch"),  # as in many a family name from Italy
        (r"ll", "y"),
        (r"[cs]h", "x"),
        (r"g[uw](?=[ei])", "G"),
        (r"(?:g|h|gh)[uw](?=[aeo])|w", "u"),
        (r"h", ""),
        (r"g(?=[ei])", "j"),
        (r"G", "g"),
        (r"qu(?=[ei])|q|k|c(?=[^ei]|$)", "K"),
        (r"[cz]", "s"),
        (r"v", "b"),
        (r"m(?=[bp])", "n"),
        (r"\bs(?=[^aeiou\s])", "es"),
        (r"([a-z])\1+", r"\1"),
    )
)


def fold(text: str) -> list[str]:
    """The words of a text: lower case, no accents, number words as figures; a comma is a word of its own."""
    flat = unicodedata.normalize("NFKD", text[:LONGEST])[:LONGEST].casefold()
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter))
    flat = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", flat)
    flat = re.sub(r"(?<=\d)[,.](?=\d\b)", "·", flat)
    flat = re.sub(r"\be/", " entre ", flat)
    flat = re.sub(r"['’`´]", "", flat)
    flat = re.sub(r"[,;\n]", " , ", flat)
    flat = re.sub(r"(?<=[a-z])/(?=[a-z])", " y ", flat)
    flat = re.sub(r"[^a-z0-9,· ]+", " ", flat)
    return _figures([_SHORT.get(word, word) for word in flat.replace("·", ".").split()[:MOST_WORDS]])


def sound(text: str) -> str:
    """How a folded text sounds, without its blanks: letters that Spanish speakers confuse are one."""
    for pattern, like in _SOUNDS:
        text = pattern.sub(like, text)
    return text.replace(" ", "")


def joined(words: list[str]) -> str:
    """Words as one text, commas left out."""
    return " ".join(word for word in words if word != ",")


def is_figure(word: str) -> bool:
    """Whether a word is a whole number."""
    return word.isdigit() and len(word) < 7


def _figures(words: list[str]) -> list[str]:
    made: list[str] = []
    at = 0
    while at < len(words):
        value, after = _thousands(words, at)
        if value is None:
            made.append(words[at])
            at += 1
            continue
        more, end = _thousands(words, after)
        if more is not None and 10 <= value < 100 and 10 <= more < 100:  # "veinticuatro cincuenta"
            value, after = value * 100 + more, end
        made.append(str(value))
        at = after
    return made


def _thousands(words: list[str], at: int) -> tuple[int | None, int]:
    value, after = _below_thousand(words, at)
    if after < len(words) and words[after] == "mil":
        rest, end = _below_thousand(words, after + 1)
        return (1 if value is None else value) * 1000 + (rest or 0), end
    return value, after


def _below_thousand(words: list[str], at: int) -> tuple[int | None, int]:
    start, value = at, 0
    if at < len(words) and words[at] in _HUNDREDS:
        value += _HUNDREDS[words[at]]
        at += 1
    if at < len(words) and words[at] in _TENS:
        value += _TENS[words[at]]
        at += 1
        if at + 1 < len(words) and words[at] == "y" and 0 < _UNITS.get(words[at + 1], 0) < 10:
            value += _UNITS[words[at + 1]]
            at += 2
    elif at < len(words) and words[at] in _UNITS:
        value += _UNITS[words[at]]
        at += 1
    return (value, at) if at > start else (None, start)
