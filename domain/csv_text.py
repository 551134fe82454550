"""CSV that a spreadsheet shows and never runs: cells that begin like a formula get an apostrophe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FORMULA = frozenset("=+-@\t\r\n")
# A negative or positive number is a number, also with an exponent; everything else that begins so is quoted.
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")


def csv_line(cells: Iterable[str]) -> str:
    """Return one line (RFC 4180), ended by CR LF."""
    return ",".join(csv_cell(cell) for cell in cells) + "\r\n"


def csv_cell(text: str) -> str:
    """Return one cell: harmless to a spreadsheet, in double quotes where CSV needs them.

    Full-width signs are told by what they are compatible with (NFKC); blanks in front hide nothing, nor does
    anything else that nobody sees.
    """
    shown = unicodedata.normalize("NFKC", next((c for c in text if not _invisible(c)), ""))
    if shown and (shown[0] in _FORMULA or text[0] in _FORMULA) and not _NUMBER.fullmatch(text):
        text = "'" + text
    if any(sign in text for sign in ',"\r\n;') or text != text.strip():
        text = '"' + text.replace('"', '""') + '"'
    return text


def _invisible(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")
