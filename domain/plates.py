"""Number plates: how a plate that was typed or read is written, and which country's grammar it follows."""

import re
import unicodedata
from enum import StrEnum

from domain.refusal import Refused

LONGEST = 8
"""Letters and figures of the longest plate known here."""


class PlateKind(StrEnum):
    """A grammar: `A` stands for a letter and `9` for a figure."""

    AR_1994 = "ar_1994"  # AAA999
    AR_2016 = "ar_2016"  # AA999AA
    AR_MOTO_1995 = "ar_moto_1995"  # 999AAA
    AR_MOTO_2016 = "ar_moto_2016"  # A999AAA
    BR_MERCOSUR = "br_mercosur"  # AAA9A99
    BR_OLD = "br_old"  # AAA9999
    UY = "uy"  # AAA9999, as the old Brazilian ones
    PY = "py"  # AAAA999
    PY_OLD = "py_old"  # AAA999, as the old Argentine ones
    CL = "cl"  # AAAA99: consonants alone
    CL_OLD = "cl_old"  # AA9999
    BO = "bo"  # 9999AAA


_SHAPES: tuple[tuple[str, tuple[PlateKind, ...]], ...] = (
    (r"[A-Z]{3}\d{3}", (PlateKind.AR_1994, PlateKind.PY_OLD)),
    (r"[A-Z]{2}\d{3}[A-Z]{2}", (PlateKind.AR_2016,)),
    (r"\d{3}[A-Z]{3}", (PlateKind.AR_MOTO_1995,)),
    (r"[A-Z]\d{3}[A-Z]{3}", (PlateKind.AR_MOTO_2016,)),
    (r"[A-Z]{3}\d[A-Z]\d{2}", (PlateKind.BR_MERCOSUR,)),
    (r"[A-Z]{3}\d{4}", (PlateKind.UY, PlateKind.BR_OLD)),
    (r"[A-Z]{4}\d{3}", (PlateKind.PY,)),
    (r"[BCDFGHJKLPRSTVWXYZ]{4}\d{2}", (PlateKind.CL,)),
    (r"[A-Z]{2}\d{4}", (PlateKind.CL_OLD,)),
    (r"\d{4}[A-Z]{3}", (PlateKind.BO,)),
)
_GRAMMAR = tuple((re.compile(shape), kinds) for shape, kinds in _SHAPES)
_BETWEEN = " .-·–—_"
"""What people write between the parts of a plate."""


def normal_plate(text: str) -> str:
    """Return the plate as it is kept: NFKC, capitals, nothing between its parts; empty for empty.

    Raises `Refused` plate.character with `place` (from 1), `character` and `script` for a letter that only
    looks like one of ours, and plate.long.
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(c for c in folded if c not in _BETWEEN and not c.isspace())
    for place, character in enumerate(bare, start=1):
        if not ("A" <= character <= "Z" or "0" <= character <= "9"):
            raise Refused("plate.character", place=place, **_described(character))
    if len(bare) > LONGEST:
        raise Refused("plate.long", most=LONGEST)
    return bare


def kinds_of(plate: str) -> tuple[PlateKind, ...]:
    """Return the grammars that a normal plate follows, the likeliest here first; none for part of a plate."""
    for shape, kinds in _GRAMMAR:
        if shape.fullmatch(plate):
            return kinds
    return ()


def _described(character: str) -> dict[str, str]:
    """Say what a character is that cannot be in a plate: its script when it has one, else its code point."""
    name = unicodedata.name(character, "")
    if "LETTER" not in name and "DIGIT" not in name:
        return {"script": "", "character": f"U+{ord(character):04X}"}
    script = name.split()[0].capitalize()
    return {"script": script, "character": character if script == "Latin" else name.rpartition(" ")[2]}
