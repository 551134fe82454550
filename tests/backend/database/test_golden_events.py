"""Every event that was ever written can be read for ever."""

from __future__ import annotations

import typing
from pathlib import Path

import msgspec
import pytest

from backend.database.trouble import DatabaseTrouble
from backend.database.upcast import UPCASTERS, change_of
from domain.changes import VERSION, AnyChange
from domain.wire import canonical

GOLDEN = Path(__file__).parents[2] / "golden" / "events"


def golden(version: int) -> list[bytes]:
    return (GOLDEN / f"version_{version}.jsonl").read_bytes().splitlines()


def kind_of(body: bytes) -> str:
    return str(msgspec.json.decode(body)["kind"])


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_every_golden_event_is_read_as_a_change_of_today(version: int) -> None:
    for body in golden(version):
        change = change_of(kind_of(body), version, body)
        assert change.__struct_config__.tag == kind_of(body)
        if version == VERSION:
            assert canonical(change) == body


def test_every_kind_that_is_written_today_has_its_golden_event() -> None:
    kinds = {struct.__struct_config__.tag for struct in typing.get_args(AnyChange)}
    assert {kind_of(body) for body in golden(VERSION)} == kinds


def test_the_golden_events_leave_no_field_out() -> None:
    for body in golden(VERSION):
        change = change_of(kind_of(body), VERSION, body)
        told = msgspec.json.decode(body)
        assert set(told) - {"kind"} == set(change.__struct_fields__), kind_of(body)


def test_an_old_shape_is_raised_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when `by` of incident_closed had been called `operator` in version 1 and `who` in version 2."""
    monkeypatch.setattr("backend.database.upcast.VERSION", 3)
    monkeypatch.setitem(UPCASTERS, ("incident_closed", 1), lambda b: {"who": b.pop("operator"), **b})
    monkeypatch.setitem(UPCASTERS, ("incident_closed", 2), lambda b: {"by": b.pop("who"), **b})
    key = b"018f6d1e-0000-7000-8000-000000000002"
    body = b'{"kind":"incident_closed","at":1,"incident":"' + key + b'","operator":"ana"}'
    assert canonical(change_of("incident_closed", 1, body)) == body.replace(b"operator", b"by")


@pytest.mark.parametrize(
    ("kind", "version", "body"),
    [("unit_flew", 1, b'{"kind":"unit_flew","at":1}'), ("call_ended", 99, b'{"kind":"call_ended"}')],
)
def test_an_event_of_a_newer_program_is_named(kind: str, version: int, body: bytes) -> None:
    with pytest.raises(
        DatabaseTrouble, match=rf"log\.unknown_event: event {kind} version {version} cannot be read"
    ):
        change_of(kind, version, body)
