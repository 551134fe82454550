"""Whatever bytes come: a reader takes them or refuses them in one line, and does nothing else."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.conversation import Authenticate, Conversation, Refuse
from backend.intake import buttons, calls, phones
from backend.intake.calls import BadReport
from backend.intake.phones import BadFix
from backend.positions import Positions
from domain.agency import Agency
from domain.clock import SECOND, ManualClock
from domain.ids import IdMint
from domain.people import Actor
from domain.unit import Unit, UnitStatus
from domain.wire import MINIMUM, PROTOCOL

NOW = 1_795_000_000 * SECOND
UNIT = Unit(
    id=UUID(int=7), index=7, call_sign="M 7", agency=Agency.POLICE, room="911",
    status=UnitStatus.AVAILABLE, since=0,
)  # fmt: skip
KEY = str(IdMint(ManualClock(), bytes).mint())

odd = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.integers(min_value=10**18, max_value=10**60),
    st.sampled_from(["", "-34.6", "1e999", "١٢", "2026-11-18T12:39Z", "0001-01-01", "9999-12-31T23-23:59"]),
    st.just(KEY),
)  # fmt: skip
values = st.recursive(
    odd,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIX = [
    "id",
    "device_id",
    "location",
    "coords",
    "latitude",
    "lat",
    "longitude",
    "lon",
    "timestamp",
    "speed",
    "heading",
    "accuracy",
]
CALL = [
    "source_call",
    "event",
    "number",
    "line",
    "at",
    "location",
    "address",
    "caller",
    "language",
    "text",
    "lat",
    "lon",
    "method",
]
PRESS = ["device", "counter", "at", "lat", "lon", "accuracy_m", "mac"]
FRAME = [
    "is",
    "id",
    "at",
    "command",
    "do",
    "call",
    "draft",
    "revision",
    "south",
    "west",
    "north",
    "east",
    "seq",
    "token",
    "user",
]


def objects(names: list[str]) -> st.SearchStrategy[Any]:
    """Objects with the right names and the wrong values, one in another."""
    return st.dictionaries(
        st.sampled_from(names),
        st.one_of(values, st.dictionaries(st.sampled_from(names), values, max_size=6)),
        max_size=9,
    )


def complaint_about(reading: Callable[[], object]) -> str:
    """Return why it was refused, empty when it was taken."""
    try:
        reading()
    except BadReport as bad:
        return str(bad)
    return ""


def text_of(thing: Any) -> bytes:
    """As JSON, or whatever comes nearest to it: NaN and lone surrogates too."""
    return json.dumps(thing).encode("utf-8", "surrogatepass")


@settings(deadline=None, max_examples=60)
@given(
    st.one_of(
        st.binary(max_size=60), objects(FIX).map(text_of), st.lists(objects(FIX), max_size=3).map(text_of)
    )
)
def test_any_body_of_a_phone(body: bytes) -> None:
    positions = Positions()
    with contextlib.suppress(BadFix):
        for report in phones.from_json(body, NOW):
            positions.put(UNIT, report.fix)
    for place in positions.cells():
        positions.frame(place, NOW)


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from([*FIX, "deviceid", "bearing", "hacc"]),
        st.text(max_size=30) | odd.map(str),
        max_size=8,
    )
)
def test_any_query_of_a_phone(query: dict[str, str]) -> None:
    with contextlib.suppress(BadFix):
        Positions().put(UNIT, phones.from_query(query, NOW).fix)


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.binary(max_size=60), objects(CALL).map(text_of)))
def test_any_report_of_an_exchange(body: bytes) -> None:
    told = complaint_about(lambda: calls.command_of(calls.read(body), "central", "911", NOW))
    assert len(told.splitlines()) <= 1


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.binary(max_size=60), objects(PRESS).map(text_of)))
def test_any_press(body: bytes) -> None:
    told = complaint_about(lambda: buttons.doubt(buttons.read(body), None, -1))
    assert len(told.splitlines()) <= 1


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.one_of(st.binary(max_size=60), st.text(max_size=60), objects(FRAME).map(text_of)), max_size=3)
)
def test_any_frame_at_the_door_and_inside(frames: list[str | bytes]) -> None:
    for inside in (False, True):
        talk = Conversation(ManualClock())
        if inside:
            talk.receive(
                json.dumps({"is": "hello", "protocol": PROTOCOL, "minimum": MINIMUM, "token": "x" * 20})
            )
            talk.admitted(Actor(name="ana", room="911"))
        for frame in frames:
            step = talk.receive(frame)
            assert inside or isinstance(step, Refuse | Authenticate)
            if isinstance(step, Refuse):
                assert all(len(value.splitlines()) <= 1 for value in step.refusal.params.values())
                break
