"""What a field of a register may hold: every fault is told by field and limit, at once."""

from __future__ import annotations

import time

import pytest

from domain.administered import FIELDS, Deed, Kind, Register, Value, takes_two
from domain.administered_check import cleaned, findings, of_reason
from domain.clock import DAY, SECOND

NOW = 1_795_000_000 * SECOND


def said(register: Register, name: str, value: Value, deed: Deed = Deed.CHANGE) -> tuple[str, dict[str, str]]:
    """Return the one thing that is wrong with a field, or nothing."""
    found = findings(register, deed, cleaned(register, {name: value}), NOW)
    assert len(found) <= 1
    assert all(one.field == name for one in found)
    return (found[0].code, found[0].params) if found else ("", {})


@pytest.mark.parametrize(
    ("register", "name", "value", "code", "params"),
    [
        (Register.CAMERAS, "heading", 412, "field.range", {"low": "0", "high": "359"}),
        (Register.CAMERAS, "heading", -1, "field.range", {"low": "0", "high": "359"}),
        (Register.CAMERAS, "heading", float("nan"), "field.range", {"low": "0", "high": "359"}),
        (Register.CAMERAS, "heading", "41", "field.kind", {"kind": "number"}),
        (Register.CAMERAS, "heading", True, "field.kind", {"kind": "number"}),
        (Register.CAMERAS, "heading", None, "", {}),
        (Register.CAMERAS, "lat", 91, "field.range", {"low": "-90", "high": "90"}),
        (Register.CAMERAS, "lat", None, "field.missing", {}),
        (Register.CAMERAS, "label", "x" * 10_000, "field.too_long", {"limit": "16"}),
        (Register.CAMERAS, "label", "   ", "field.missing", {"limit": "1"}),
        (Register.CAMERAS, "name", "<b>Corrientes</b> & 100 %", "", {}),
        (Register.CAMERAS, "name", "Per\u202eu", "field.character", {"position": "4", "character": "U+202E"}),
        (Register.CAMERAS, "name", "a\0b", "field.character", {"position": "2", "character": "U+0000"}),
        (Register.CAMERAS, "name", "a\u200bb", "field.character", {"position": "2", "character": "U+200B"}),
        (Register.CAMERAS, "name", "a\u2066b", "field.character", {"position": "2", "character": "U+2066"}),
        (Register.CAMERAS, "name", "dos\nli", "field.character", {"position": "4", "character": "U+000A"}),
        (Register.CAMERAS, "address", "file:/etc/passwd", "camera.address_scheme", {}),
        (Register.CAMERAS, "address", "http://169.254.169.254/", "camera.address_scheme", {}),
        (Register.CAMERAS, "address", "concat:rtsp://a|b", "camera.address_scheme", {}),
        (Register.CAMERAS, "address", "rtsp://user:pass@10.0.0.1/", "camera.address_credentials", {}),
        (Register.CAMERAS, "address", "RTSPS://10.0.0.1/a@b", "", {}),
        (Register.CAMERAS, "retention_days", 60.5, "field.kind", {"kind": "whole"}),
        (Register.CAMERAS, "retention_days", 0, "field.range", {"low": "1", "high": "3650"}),
        (Register.CAMERAS, "kind", "dron", "field.choice", {}),
        (Register.CAMERAS, "url", "rtsp://10.0.0.1/", "field.unknown", {}),
        (Register.ACCOUNTS, "login", "otro", "field.fixed", {}),
        (Register.ACCOUNTS, "expires_at", NOW, "field.past", {}),
        (Register.ACCOUNTS, "expires_at", NOW + 400 * DAY, "field.too_late", {"limit": str(NOW + 366 * DAY)}),
        (Register.ACCOUNTS, "expires_at", 10**30, "field.too_late", {"limit": str(NOW + 366 * DAY)}),
        (Register.ACCOUNTS, "agencies", ("police", "army"), "field.choice", {}),
        (Register.ACCOUNTS, "agencies", "police", "field.kind", {"kind": "choices"}),
        (Register.ACCOUNTS, "disabled", 1, "field.kind", {"kind": "flag"}),
        (Register.ACCOUNTS, "password_hash", "x", "field.unknown", {}),
    ],
)  # fmt: skip
def test_each_fault_names_its_field_and_limit(
    register: Register, name: str, value: Value, code: str, params: dict[str, str]
) -> None:
    assert said(register, name, value) == (code, params)


def test_a_login_is_small_letters_and_a_lookalike_is_none() -> None:
    for login in ("jotero", "j.otero_2"):
        assert findings(Register.ACCOUNTS, Deed.CREATE, {"login": login}, NOW)[0].field == "name"
    found = findings(Register.ACCOUNTS, Deed.CREATE, {"login": "\N{CYRILLIC SMALL LETTER JE}otero"}, NOW)
    assert found[0].code == "field.word"


def test_sixty_thousand_tags_are_refused_in_no_time() -> None:
    began = time.perf_counter()
    assert said(Register.CAMERAS, "name", "<b>" * 20_000)[0] == "field.too_long"
    assert of_reason("<i>" * 20_000)[0].code == "field.too_long"
    assert time.perf_counter() - began < 0.05


def test_a_new_entry_names_everything_that_is_missing() -> None:
    found = findings(Register.ACCOUNTS, Deed.CREATE, {"login": "nadie"}, NOW)
    assert [(one.field, one.code) for one in found] == [
        ("name", "field.missing"),
        ("role", "field.missing"),
        ("room", "field.missing"),
    ]


def test_what_takes_two_people() -> None:
    register, change = Register.ACCOUNTS, Deed.CHANGE
    assert takes_two(register, Deed.CREATE, {})
    assert takes_two(register, Deed.REMOVE, {})
    assert takes_two(register, change, {"role": "analyst"})
    assert takes_two(register, change, {"disabled": False})
    assert not takes_two(register, change, {"disabled": True})
    assert takes_two(register, change, {"disabled": True, "role": "analyst"})
    assert not takes_two(register, change, {"name": "Otra"})
    assert takes_two(Register.CAMERAS, change, {"heading": 1, "retention_days": 1})
    assert not takes_two(Register.CAMERAS, Deed.CREATE, {"label": "SN-1"})
    for always in (Register.ROLES, Register.RETENTION, Register.AUTHORITIES):
        for field in FIELDS[always]:
            assert takes_two(always, change, {field.name: None}), field.name


def test_every_text_has_a_limit() -> None:
    for fields in FIELDS.values():
        for field in fields:
            assert field.kind not in (Kind.TEXT, Kind.WORD, Kind.ADDRESS) or 0 < field.high <= 512
