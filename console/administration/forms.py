"""A register's fields as a form, and what is typed in them as values that the server takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.administration.abilities import LISTED, listed, read_list
from console.administration.words import (
    choice_name,
    date_words,
    field_name,
    finding_words,
    refusal_words,
)
from domain.administered import FIELDS, Deed, Field, Kind, Register, Value
from domain.administered_check import cleaned, findings, of_reason
from domain.administration import Finding
from domain.clock import SECOND, Micros
from widgets.administration.values import EntryField, FieldKind, Verdict
from widgets.look import Look
from widgets.timer import local

translate = QCoreApplication.translate

INLINE: dict[Register, tuple[str, ...]] = {
    Register.CAMERAS: ("name", "heading", "height", "retention_days"),
    Register.ROOMS: ("name", "overflow_to"),
    Register.WORKSTATIONS: ("desk", "room"),
    Register.DEVICES: ("label", "agency", "withdrawn"),
    Register.CREDENTIALS: ("room", "withdrawn"),
    Register.RETENTION: ("days",),
    Register.AUTHORITIES: ("issuer", "case", "expires_at"),
}
"""The fields that open under a row; every other is changed in the card."""
_GROW = {"name": 24, "issuer": 20, "reason": 20, "heading": 8, "height": 9, "days": 8, "retention_days": 13}
NONE = "-"
"""The code of a choice that is left empty."""
_DATE = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$")
_SET = "set"
LONGEST_LIST = 160
"""Characters of what somebody speaks or can take, written out."""


class Form:
    """Between a register's fields and their entries: shows values, reads them back, tells what is wrong."""

    def __init__(
        self,
        register: Register,
        deed: Deed,
        names: Sequence[str],
        before: Mapping[str, Value],
        look: Look,
        rooms: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.register, self.deed = register, deed
        self.before = dict(before)
        self._look = look
        self._rooms = tuple(rooms)
        known = {field.name: field for field in FIELDS[register]}
        self._fields = tuple(known[name] for name in names)
        self._shown = {field.name: self._show(field, self.before.get(field.name)) for field in self._fields}

    def entries(self) -> tuple[EntryField, ...]:
        """Return the fields as they are shown, the reason last."""
        made = [self._entry(field) for field in self._fields]
        reason = EntryField(
            "reason", field_name("reason"), "", hint=translate("administration", "obligatorio"),
            grow=_GROW["reason"], cap=500,
        )  # fmt: skip
        return (*made, reason)

    def changes(self, typed: Mapping[str, str]) -> dict[str, Value]:
        """Return what differs from before, as the server takes it; what cannot be read is left as typed."""
        made: dict[str, Value] = {}
        for field in self._fields:
            text = typed.get(field.name, "")
            if self._fixed(field) or (text == self._shown[field.name] and self.deed is not Deed.CREATE):
                continue
            value = self._read(field, text)
            empty = value is None or value == "" or value == ()
            if self.deed is Deed.CREATE and empty and not field.needed:
                continue
            made[field.name] = value
        return cleaned(self.register, made)

    def verdict(
        self, typed: Mapping[str, str], now: Micros, said: Sequence[Finding] = (), touched: bool = True
    ) -> Verdict:
        """Return what is wrong by our own rules, and by what the server `said` of the same values."""
        changes = self.changes(typed)
        found = [*self._misread(typed), *findings(self.register, self.deed, changes, now)]
        wrong: dict[str, str] = {}
        notes: dict[str, str] = {}
        for one in (*found, *said):
            words = finding_words(one.field, one.code, one.params, self._look)
            (notes if one.warning else wrong).setdefault(one.field, words)
        hindrance = ""
        reason = of_reason(typed.get("reason", ""))
        blank = {code for code, text in typed.items() if not text}
        if any(one.code != "field.missing" for one in found) or any(not one.warning for one in said):
            hindrance = translate("administration", "corrija un campo")
        elif found:
            hindrance = translate("administration", "faltan datos")
        elif not changes and self.deed is Deed.CHANGE:
            hindrance = translate("administration", "nada cambió todavía")
        elif reason:
            hindrance = translate("administration", "falta el motivo")
        # What is still empty is asked for beside the act; the sentence comes when it was filled wrongly.
        wrong = {code: words for code, words in wrong.items() if code not in blank}
        return Verdict(wrong, notes, hindrance)

    def refusal(self, code: str, params: Mapping[str, str]) -> tuple[str, str]:
        """Return the field that the server's refusal is about (or none), and the sentence."""
        field = params.get("field", "")
        if field in self._shown:
            return field, finding_words(field, code, dict(params), self._look)
        return "", refusal_words(code, dict(params), self._look)

    # -- one field

    def _fixed(self, field: Field) -> bool:
        return field.fixed and self.deed is not Deed.CREATE

    def _entry(self, field: Field) -> EntryField:
        name = field.name
        label = field_name(name)
        if name == "name" and self.register is Register.CAMERAS:
            label = translate("administration", "Nombre del lugar")
        choices = self._choices(field)
        kind = FieldKind.CHOICE if choices else FieldKind.TEXT
        hint = ""
        if field.kind is Kind.MOMENT:
            hint = translate("administration", "dd/mm/aaaa")
        elif field.secret and self.before.get(name):
            hint = translate("administration", "cargado; escriba para cambiarlo")
        elif choices:
            hint = translate("administration", "elija")
        elif name in LISTED:
            hint = translate("administration", "con comas: {known}").format(
                known=listed(name, field.choices[:3])
            )
        elif not field.needed:
            hint = translate("administration", "opcional")
        cap = 32 if field.kind in (Kind.NUMBER, Kind.WHOLE, Kind.MOMENT) else max(1, int(field.high))
        if name in LISTED:
            cap = LONGEST_LIST
        return EntryField(
            name, label, self._shown[name], kind, choices, _GROW.get(name, 10), hint, cap, self._fixed(field)
        )

    def _choices(self, field: Field) -> tuple[tuple[str, str], ...]:
        if field.name == "room" and self._rooms:
            return self._rooms
        if field.name == "overflow_to" and self._rooms:
            return ((NONE, translate("administration", "Ninguna")), *self._rooms)
        if field.kind is Kind.FLAG:
            return ("no", choice_name(field.name, "no")), ("yes", choice_name(field.name, "yes"))
        if field.name in LISTED:
            return ()
        if field.kind is Kind.CHOICES:
            every = (NONE, translate("administration", "Todas"))
            return (every, *((code, choice_name(field.name, code)) for code in field.choices))
        if field.kind is Kind.CHOICE:
            none = ((NONE, translate("administration", "Ninguna")),) if field.empty else ()
            return (*none, *((code, choice_name(field.name, code)) for code in field.choices))
        return ()

    def _show(self, field: Field, value: Value) -> str:
        if field.secret:
            return ""
        if field.kind is Kind.FLAG:
            return "yes" if value else "no"
        if field.name == "overflow_to":
            return NONE if value is None else str(value)
        if field.name in LISTED:
            return listed(field.name, value) if isinstance(value, tuple | list) else ""
        if field.kind is Kind.CHOICES:
            return str(value[0]) if isinstance(value, tuple | list) and value else NONE
        if field.kind is Kind.CHOICE and value is None:
            return NONE if field.empty else ""
        if value is None:
            return ""
        if field.kind is Kind.MOMENT and isinstance(value, int):
            return local(value, self._look).strftime("%d/%m/%Y")
        if isinstance(value, float):
            return f"{value:.9g}".replace(".", self._look.locale.decimalPoint())
        return str(value)

    def _read(self, field: Field, text: str) -> Value:
        if field.name in LISTED:
            return read_list(field.name, text, field.choices)
        if field.name == "overflow_to":
            return None if text in ("", NONE) else text
        read = _READERS.get(field.kind)
        return read(text, self._look) if read is not None else text

    def _misread(self, typed: Mapping[str, str]) -> list[Finding]:
        """Dates that are none; numbers that are none are named by the rules themselves."""
        return [
            Finding(field=field.name, code="field.date")
            for field in self._fields
            if field.kind is Kind.MOMENT
            and typed.get(field.name, "")
            and isinstance(self._read(field, typed[field.name]), str)
        ]


def _number(text: str, look: Look) -> Value:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))  # nobody groups thousands here: a point is a decimal one too
    except ValueError:
        return text
    return int(value) if value.is_integer() else value


def _moment(text: str, look: Look) -> Value:
    """The end of that day on the site's clock, microseconds UTC."""
    if not text:
        return None
    found = _DATE.match(text)
    if found is None:
        return text
    day, month, year = (int(part) for part in found.groups())
    try:
        end = datetime(year, month, day, 23, 59, 59, tzinfo=look.zone)
    except ValueError:
        return text
    return round(end.timestamp()) * SECOND


_READERS: dict[Kind, Callable[[str, Look], Value]] = {
    Kind.FLAG: lambda text, look: text == "yes",
    Kind.CHOICES: lambda text, look: () if text in ("", NONE) else (text,),
    Kind.CHOICE: lambda text, look: None if text in ("", NONE) else text,
    Kind.WHOLE: _number,
    Kind.NUMBER: _number,
    Kind.MOMENT: _moment,
}


def expires_words(at: Micros | None, look: Look) -> str:
    """Return until when, for a note beside a title."""
    return translate("administration", "vence {day}").format(day=date_words(at, look))
