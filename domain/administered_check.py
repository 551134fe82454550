"""What is wrong with the fields of a change: for the server, which refuses, and the form, which shows it.

Codes, all with `field`: field.unknown, field.missing, field.fixed, field.kind {kind}, field.too_short
{limit}, field.too_long {limit}, field.word, field.character {position, character}, field.choice, field.range
{low, high}, field.past, field.too_late {limit}; camera.address_scheme, camera.address_credentials. Lengths
in characters, moments in microseconds UTC.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from domain.administered import FIELDS, Deed, Field, Kind, Register, Value, field_of
from domain.administration import Finding
from domain.clock import Micros

REASON = Field(name="reason", kind=Kind.TEXT, low=3, high=500)
SCHEMES = ("rtsp://", "rtsps://")
_WORD = re.compile(r"[a-z0-9._-]+")
# Control, format (what turns or hides text), surrogates, private, unassigned, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def cleaned(register: Register, fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields as they would be kept: composed characters (NFC), no space at the ends.

    Text that is longer than its field may be stays as it came: `findings` names it.
    """
    kept: dict[str, Value] = {}
    for name, value in fields.items():
        field = field_of(register, name)
        if isinstance(value, str) and field is not None and len(value) <= 2 * field.high:
            kept[name] = unicodedata.normalize("NFC", value).strip()
        elif isinstance(value, tuple):
            kept[name] = tuple(dict.fromkeys(value))
        else:
            kept[name] = value
    return kept


def findings(register: Register, deed: Deed, fields: Mapping[str, Value], now: Micros) -> list[Finding]:
    """Return what is wrong with these (cleaned) fields, in the order of the form."""
    known = {field.name for field in FIELDS[register]}
    found = [Finding(field=name[:64], code="field.unknown") for name in fields if name not in known]
    if deed in (Deed.REMOVE, Deed.REISSUE):
        return [Finding(field=name, code="field.unknown") for name in fields]
    for field in FIELDS[register]:
        if field.name not in fields:
            if deed is Deed.CREATE and field.needed:
                found.append(Finding(field=field.name, code="field.missing"))
        elif deed is Deed.CHANGE and field.fixed:
            found.append(Finding(field=field.name, code="field.fixed"))
        else:
            found.extend(_judge(field, fields[field.name], now))
    return found


def of_reason(reason: str) -> list[Finding]:
    """Return what is wrong with a reason that a person gave."""
    return list(_judge(REASON, reason.strip(), 0))


def _judge(field: Field, value: Value, now: Micros) -> Iterator[Finding]:
    if value is None:
        if not field.empty:
            yield Finding(field=field.name, code="field.missing")
        return
    judge = _JUDGES[field.kind]
    yield from judge(field, value, now)


def _kind(field: Field) -> Finding:
    return Finding(field=field.name, code="field.kind", params={"kind": field.kind.value})


def _text(field: Field, value: Value, _now: Micros) -> Iterator[Finding]:
    if not isinstance(value, str):
        yield _kind(field)
    elif len(value) > field.high:
        yield Finding(field=field.name, code="field.too_long", params={"limit": str(int(field.high))})
    elif len(value) < field.low:
        code = "field.too_short" if value else "field.missing"
        yield Finding(field=field.name, code=code, params={"limit": str(int(field.low))})
    else:
        for position, character in enumerate(value, 1):
            if unicodedata.category(character) in _UNSEEN:
                where = {"position": str(position), "character": f"U+{ord(character):04X}"}
                yield Finding(field=field.name, code="field.character", params=where)
                return


def _word(field: Field, value: Value, now: Micros) -> Iterator[Finding]:
    wrong = list(_text(field, value, now))
    yield from wrong
    if not wrong and not _WORD.fullmatch(str(value)):
        yield Finding(field=field.name, code="field.word")


def _choice(field: Field, value: Value, _now: Micros) -> Iterator[Finding]:
    if value not in field.choices:
        yield Finding(field=field.name, code="field.choice")


def _choices(field: Field, value: Value, _now: Micros) -> Iterator[Finding]:
    if not isinstance(value, tuple):
        yield _kind(field)
    elif not set(value) <= set(field.choices):
        yield Finding(field=field.name, code="field.choice")


def _number(field: Field, value: Value, _now: Micros) -> Iterator[Finding]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield _kind(field)
    elif not field.low <= value <= field.high:  # also what is no number: nan compares with nothing
        limits = {"low": f"{field.low:g}", "high": f"{field.high:g}"}
        yield Finding(field=field.name, code="field.range", params=limits)
    elif field.kind is Kind.WHOLE and value != int(value):
        yield _kind(field)


def _flag(field: Field, value: Value, _now: Micros) -> Iterator[Finding]:
    if not isinstance(value, bool):
        yield _kind(field)


def _moment(field: Field, value: Value, now: Micros) -> Iterator[Finding]:
    if isinstance(value, bool) or not isinstance(value, int):
        yield _kind(field)
    elif value <= now:
        yield Finding(field=field.name, code="field.past")
    elif value > now + int(field.high):
        limit = {"limit": str(now + int(field.high))}
        yield Finding(field=field.name, code="field.too_late", params=limit)


def _address(field: Field, value: Value, now: Micros) -> Iterator[Finding]:
    if isinstance(value, str) and len(value) <= field.high and not value.lower().startswith(SCHEMES):
        yield Finding(field=field.name, code="camera.address_scheme")
        return
    wrong = list(_text(field, value, now))
    yield from wrong
    if not wrong and "@" in str(value).partition("://")[2].partition("/")[0]:
        yield Finding(field=field.name, code="camera.address_credentials")


_JUDGES = {
    Kind.TEXT: _text,
    Kind.WORD: _word,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.WHOLE: _number,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
    Kind.MOMENT: _moment,
    Kind.ADDRESS: _address,
}
