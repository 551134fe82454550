"""Why a unit ranks where it does, in codes: the first reason is the one sentence that a dispatcher reads."""

from __future__ import annotations

from typing import NamedTuple

from domain.capability import Capability
from domain.clock import MINUTE, Micros
from domain.recommendation import CoverLost, Reason, Standing, Why
from domain.unit import FREE, Unit, UnitStatus
from domain.words import Code
from streets.roads import Mover

WORTH_SAYING_S = 20
"""Seconds that one-way streets must cost before it is said."""
COVER_WORSE_S = 60
"""Seconds longer that a comuna must wait on average before a unit is said to leave it."""


class Leg(NamedTuple):
    """All that is known of one ranked unit; seconds, metres, µs."""

    unit: Unit
    standing: Standing
    rank: int
    eta: float
    waits: float
    metres: float
    ahead: float | None
    nearer: int
    saved: float
    mover: Mover
    shift_left: Micros | None
    doubtful: bool
    leaves: str
    leaves_priority: int
    lost: CoverLost | None
    now: Micros
    wanted: tuple[Code, ...]


def reasons_of(leg: Leg) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Return (reasons, facts); there is always a first reason."""
    reasons = [*_standing(leg), *_place(leg), *_able(leg), *_against(leg)]
    if not reasons:
        reasons = [Reason(Why.NEXT_BY_ROAD, {"rank": leg.rank})]
    return tuple(reasons), tuple(_facts(leg))


def _standing(leg: Leg) -> list[Reason]:
    match leg.standing:
        case Standing.ASSIGNED if leg.unit.status is UnitStatus.ON_SCENE:
            return [Reason(Why.ALREADY_THERE)]
        case Standing.ASSIGNED:
            return [Reason(Why.ALREADY_GOING, {"status": leg.unit.status.value})]
        case Standing.PREEMPTABLE:
            return [Reason(Why.TAKEN_FROM, {"number": leg.leaves, "priority": leg.leaves_priority})]
        case Standing.PASSING:
            return [Reason(Why.PASSES_BY, {"number": leg.leaves})]
        case _:
            return []


def _place(leg: Leg) -> list[Reason]:
    if leg.unit.status is UnitStatus.ON_SCENE:
        return []
    if leg.ahead is not None:
        return [Reason(Why.FIRST, {"ahead": round(leg.ahead)})]
    if leg.nearer:
        return [Reason(Why.QUICKER_BY_ROAD, {"others": leg.nearer})]
    return []


def _able(leg: Leg) -> list[Reason]:
    fit = [Reason(Why.FIT, {"capability": able}) for able in leg.wanted if able in leg.unit.capabilities]
    if fit or not leg.wanted or not leg.unit.capabilities:
        return fit
    return [Reason(Why.LACKS, {"capability": able}) for able in leg.wanted[:1]]


def _against(leg: Leg) -> list[Reason]:
    """What speaks against it."""
    found = []
    if leg.shift_left is not None:
        minutes = abs(leg.shift_left) // MINUTE
        found.append(Reason(Why.SHIFT_ENDS if leg.shift_left > 0 else Why.SHIFT_OVER, {"minutes": minutes}))
    if leg.doubtful:
        found.append(Reason(Why.DOUBTFUL_JUMP))
    if leg.lost is not None and leg.lost.after - leg.lost.before >= COVER_WORSE_S:
        lost = leg.lost
        found.append(Reason(Why.LEAVES, {"comuna": lost.comuna, "before": lost.before, "after": lost.after}))
    return found


def _facts(leg: Leg) -> list[Reason]:
    facts = []
    if leg.unit.status is not UnitStatus.ON_SCENE:
        facts.append(Reason(Why.BY_ROAD, {"metres": round(leg.metres)}))
    if leg.saved >= WORTH_SAYING_S:
        facts.append(Reason(Why.AGAINST_AVOIDED, {"seconds": round(leg.saved)}))
    if leg.standing is Standing.FREE and leg.unit.status in FREE and leg.unit.since:
        facts.append(Reason(Why.FREE_FOR, {"minutes": max(0, leg.now - leg.unit.since) // MINUTE}))
    if leg.mover is not Mover.CAR:
        facts.append(Reason(Why.MOVES, {"mover": leg.mover.value}))
    if Capability.LONG_ARM in leg.unit.capabilities:
        facts.append(Reason(Why.FIT, {"capability": Capability.LONG_ARM.value}))
    if leg.unit.assignment.agents:
        facts.append(Reason(Why.CREW, {"people": len(leg.unit.assignment.agents)}))
    if leg.standing is Standing.FREE and leg.mover is not Mover.FOOT and leg.lost is None:
        facts.append(Reason(Why.KEEPS_COVER))
    if leg.waits >= 1:
        facts.append(Reason(Why.WAITS_FOR, {"seconds": round(leg.waits)}))
    return facts
