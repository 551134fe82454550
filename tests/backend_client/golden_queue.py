"""The queue's commands and things, with every field filled."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from domain.call import Call, CallMark, CallState
from domain.commands import OperatorCommand
from domain.desk import AwayReason, Desk, DeskState
from domain.queue_orders import MarkCall, OverflowCall, PutBackCall, SetDeskState
from domain.shape import AreaShape, ShapeKind
from domain.wire import Changes, Message, Snapshot

AT = 1_795_000_000_000_000


def key(number: int) -> UUID:
    """An id that says which it is."""
    return UUID(int=0x018F6D1E5A1A7C3E9D20A7A1A7A10000 + number)


COMMANDS: dict[str, OperatorCommand] = {
    "set_desk_state": SetDeskState(state=DeskState.AWAY, reason=AwayReason.MEAL.value),
    "mark_call": MarkCall(call=key(1), mark=CallMark.SILENT, taken_away=True),
    "put_back_call": PutBackCall(call=key(1)),
    "overflow_call": OverflowCall(call=key(1), room="911-sur"),
}
DESK = Desk(
    id=key(2),
    workstation="puesto-14",
    desk="14",
    room="911",
    state=DeskState.WRAP_UP,
    since=AT,
    operator=key(3),
    operator_name="Ana Ríos",
    reason="meal",
    skills=("gender_violence",),
    languages=("es", "qu"),
    call=key(1),
    held=(key(1), key(4)),
    then=DeskState.AWAY,
    then_reason="rest",
    missed=2,
    exercise=True,
)
RINGS = Call(
    id=key(1),
    short=7,
    room="911",
    state=CallState.RINGING,
    ringing_at=AT,
    area=AreaShape(
        kind=ShapeKind.ARC_BAND,
        centre=(-34.6037, -58.3816),
        radius=900.0,
        inner=300.0,
        start=20.0,
        opening=60.0,
        confidence=90.0,
        method="cell",
    ),
    language="qu",
    needs=("gender_violence",),
    marks=(CallMark.REPEAT, CallMark.PRANK),
    repeats=2,
    nuisance=3,
    offered_to=key(2),
    offered_until=AT + 8_000_000,
    offers=2,
    call_backs=1,
    came_from="911-sur",
)
ELLIPSE = AreaShape(
    kind=ShapeKind.ELLIPSE,
    centre=(-34.6037, -58.3816),
    semi_major=60.0,
    semi_minor=20.5,
    orientation=45.0,
    by_reference=True,
)
PRISM = AreaShape(
    kind=ShapeKind.PRISM,
    corners=((-34.6, -58.4), (-34.6, -58.39), (-34.61, -58.39)),
    altitude=30.0,
    height=12.0,
    civic={"a3": "Almagro", "rd": "Av. Rivadavia", "hno": "4100"},
)
FROM_SERVER: dict[str, Message] = {
    "snapshot_desks": Snapshot(site=key(5), seq=50, at=AT, calls=(RINGS,), desks=(DESK,)),
    "changes_queue": Changes(after=50, upto=52, at=AT, things=(RINGS, DESK)),
    "changes_areas": Changes(
        after=52, upto=53, at=AT, things=(replace(RINGS, area=ELLIPSE), replace(RINGS, id=key(6), area=PRISM))
    ),
}
