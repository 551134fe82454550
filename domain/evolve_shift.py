"""How changes of the shift's papers alter the world."""

from collections.abc import Callable

from msgspec.structs import replace

from domain import shift_changes as ch
from domain.bolo import Bolo
from domain.change import Change
from domain.context import site_date
from domain.numbering import counted_short
from domain.shift import Handover, LogEntry, Signature
from domain.world import World


def _issued(world: World, c: ch.BoloIssued) -> None:
    bolo = Bolo(
        id=c.bolo, short=c.short, room=c.room, what=c.what, title=c.title, issued_at=c.at, issued_by=c.by,
        expires_at=c.expires_at, priority=c.priority, details=c.details, plate=c.plate, case=c.case,
        incident=c.incident, agencies=c.agencies, exercise=c.exercise,
    )  # fmt: skip
    world.bolos.put(bolo.id, bolo)
    world.count(counted_short(world.counters, site_date(c.at).toordinal(), c.short))


def _cancelled(world: World, c: ch.BoloCancelled) -> None:
    bolo = world.bolos.get(c.bolo)
    if bolo is not None:
        gone = replace(bolo, cancelled_at=c.at, cancelled_by=c.by, cancel_reason=c.reason)
        world.bolos.put(gone.id, gone)


def _written(world: World, c: ch.LogWritten) -> None:
    entry = LogEntry(
        id=c.entry, room=c.room, at=c.at, by=c.by, text=c.text, incident=c.incident, unit=c.unit,
        exercise=c.exercise,
    )  # fmt: skip
    world.entries.put(entry.id, entry)


def _made(world: World, c: ch.HandoverMade) -> None:
    handover = Handover(
        id=c.handover, room=c.room, made_at=c.at, made_by=c.by, points=c.points, remarks=c.remarks,
        exercise=c.exercise,
    )  # fmt: skip
    world.handovers.put(handover.id, handover)


def _signed(world: World, c: ch.HandoverSigned) -> None:
    handover = world.handovers.get(c.handover)
    if handover is None:
        return
    signature = Signature(operator=c.operator, name=c.by, at=c.at)
    signed = replace(handover, taken=signature) if c.taken else replace(handover, given=signature)
    world.handovers.put(signed.id, signed)


RULES: dict[type[Change], Callable[..., None]] = {
    ch.BoloIssued: _issued,
    ch.BoloCancelled: _cancelled,
    ch.LogWritten: _written,
    ch.HandoverMade: _made,
    ch.HandoverSigned: _signed,
}
"""The rules of the shift's papers."""
