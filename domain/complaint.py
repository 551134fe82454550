"""What is wrong with a message, in one line: the field and its limit, for whoever built what sent it."""

import re

LONGEST = 200
"""Characters of a complaint: part of it may come from outside."""

_UNITS = {"str": "characters", "array": "entries", "object": "entries"}
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Expected `(?P<kind>\w+)` of length <= (?P<limit>\d+)"), "at most {limit} {unit}"),
    (re.compile(r"Expected `(?P<kind>\w+)` of length >= (?P<limit>\d+)"), "at least {limit} {unit}"),
    (re.compile(r"Expected `(?:int|float)` <= (?P<limit>-?\d+)\S*"), "at most {limit}"),
    (re.compile(r"Expected `(?:int|float)` >= (?P<limit>-?\d+)\S*"), "at least {limit}"),
    (re.compile(r"Expected `str` matching regex (?P<limit>.+)"), "only what fits {limit}"),
    (re.compile(r"Expected `(?P<limit>[^`]+)`, got `(?P<got>[^`]+)`"), "{limit} expected, not {got}"),
    (re.compile(r"Invalid (?:enum )?value (?P<limit>.+)"), "{limit} is not known here"),
    (re.compile(r"Invalid (?P<limit>.+)"), "not a {limit}"),
    (re.compile(r"(?:Number|Integer value) out of range"), "out of range"),
)
_MISSING = re.compile(r"Object missing required field `([^`]+)`")
_WHERE = re.compile(r" - at (?:`key` in )?`\$\.?([^`]*)`$")


def complaint(error: Exception) -> str:
    """Return what msgspec found wrong, as `field: limit`, in one line of at most 200 characters."""
    if isinstance(error, RecursionError):
        return "message: nested too deep"
    if isinstance(error, UnicodeError):
        return "message: not UTF-8"
    text = re.sub(r"\s+", " ", str(error))
    field = "message"
    if where := _WHERE.search(text):
        text, field = text[: where.start()], where.group(1) or field
    if missing := _MISSING.fullmatch(text):
        field = missing.group(1) if field == "message" else f"{field}.{missing.group(1)}"
        text = "missing"
    for pattern, words in _RULES:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            text = words.format(unit=_UNITS.get(parts.get("kind", ""), ""), **parts)
            break
    return f"{field}: {text}"[:LONGEST]
