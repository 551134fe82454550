"""What crews report with their issued phones: the state of their unit, as JSON, one report or many.

A report says when the crew pressed by the phone's own clock, and when the phone sent it: from the two the
clock's error is known, and the moment of the press is kept in our time, apart from when it came.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Annotated, Protocol
from uuid import UUID

import msgspec

from backend.intake.calls import BadReport
from domain.clock import SECOND, Micros
from domain.commands import AnyCommand
from domain.complaint import complaint
from domain.dispatch_orders import ReportUnitStatus
from domain.ids import derived
from domain.people import Actor
from domain.unit import Unit, UnitStatus
from domain.wire import Outcome, canonical

MOST_REPORTS = 100
"""In one request; a shift without a signal makes fewer."""
TOLERATED: Micros = 5 * SECOND
"""A clock that is off by no more than a slow network takes is taken for right."""

Device = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Moment = Annotated[int, msgspec.Meta(ge=1_262_304_000_000, le=100_000_000_000_000)]
"""Milliseconds since 1970 UTC, from 2010 on: anything earlier is a clock that was never set."""


class StatusReport(msgspec.Struct, frozen=True, kw_only=True):
    """One report: `pressed_at` and `sent_at` by the phone's clock, in milliseconds since 1970 UTC.

    `sent_at` may be left out by a phone whose clock the network sets.
    """

    id: Device
    status: UnitStatus
    pressed_at: Moment
    sent_at: Moment | None = None


class Pressed(msgspec.Struct, frozen=True, kw_only=True):
    """What a retry repeats to the letter: everything but when it was sent, and no credential."""

    phone: str
    status: UnitStatus
    pressed_at: int


def read(body: bytes) -> list[StatusReport]:
    """Return the reports of a body in the order in which they were pressed. Raises `BadReport`."""
    try:
        told = msgspec.json.decode(body, type=StatusReport | list[StatusReport])
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise BadReport(complaint(error)) from None
    reports = told if isinstance(told, list) else [told]
    if not 1 <= len(reports) <= MOST_REPORTS:
        raise BadReport(f"body: from 1 to {MOST_REPORTS} reports")
    return sorted(reports, key=lambda report: report.pressed_at)


def clock_ahead(report: StatusReport, received_at: Micros) -> Micros:
    """Return by how much the phone's clock is ahead of ours; negative when it is behind.

    A phone that does not say when it sent is only known to be wrong when it speaks from the future.
    """
    if report.sent_at is not None:
        ahead = report.sent_at * 1000 - received_at
        return ahead if abs(ahead) > TOLERATED else 0
    ahead = report.pressed_at * 1000 - received_at
    return ahead if ahead > TOLERATED else 0


def command_of(
    report: StatusReport, unit: Unit, received_at: Micros
) -> tuple[UUID, ReportUnitStatus, Pressed]:
    """Return the command, the id that every retry has, and what every retry says."""
    ahead = clock_ahead(report, received_at)
    command = ReportUnitStatus(
        unit=unit.id,
        status=report.status,
        device_time=report.pressed_at * 1000 - ahead,
        clock_ahead=ahead,
    )
    phone = hashlib.sha256(report.id.encode()).hexdigest()
    said = Pressed(phone=phone, status=report.status, pressed_at=report.pressed_at)
    return derived("unit-status", report.id, report.status.value, str(report.pressed_at)), command, said


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one report: ok, or the code of a refusal; it need not be sent again either way."""

    id: str
    pressed_at: int
    code: str


class Writer(Protocol):
    """What decides and commits."""

    async def submit(
        self, command_id: UUID, command: AnyCommand, actor: Actor, said: bytes | None = None
    ) -> Outcome:
        """Decide, commit and answer."""
        ...


async def take(
    reports: Sequence[StatusReport],
    unit_of_phone: Callable[[str], Unit | None],
    writer: Writer,
    received_at: Micros,
) -> tuple[Result, ...]:
    """Give the reports to the writer one after another, in the order in which they were pressed."""
    results = []
    for report in reports:
        unit = unit_of_phone(report.id)
        code = "phone.not_issued"
        if unit is not None:
            command_id, command, said = command_of(report, unit, received_at)
            actor = Actor(name="intake:phones", room=unit.room, exercise=unit.exercise)
            outcome = await writer.submit(command_id, command, actor, canonical(said))
            code = "ok" if outcome.result == "accepted" else outcome.code or "command.conflict"
        results.append(Result(id=report.id, pressed_at=report.pressed_at, code=code))
    return tuple(results)
