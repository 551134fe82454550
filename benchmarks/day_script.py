"""A day of a 911 room written down beforehand: who calls when, who answers, which unit goes, when it ends.

Arrivals follow the hour of the day, with three bursts of ten calls a second (PRODUCT's numbers of the trade);
39 % are error, silent or prank; three of a hundred hang up before they are answered and are called back.
Every moment lies on a grid of whole steps, so that a conductor can set a clock to it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heapify, heappop, heappush
from math import ceil, pi, sin

from domain.agency import Agency
from domain.call import Disposition

CALLS, QUICK_CALLS = 12_500, 260
STEP_S = 2
"""Seconds of the grid."""
DAY_S = 86_400
QUICK_S = 2_400
CALL_TAKERS = 45
NO_INCIDENT = 0.39
ABANDONED = 0.03
BURSTS = (43_200, 64_800, 75_600)
"""Seconds of the day at which ten calls a second come for six seconds."""
SHIFTS = (7 * 3600, 19 * 3600)
"""When people change, seconds of the day: a session does not outlast a shift."""
_LOST_ONES = (Disposition.ERROR, Disposition.SILENT, Disposition.PRANK)


class Kind(StrEnum):
    """What happens."""

    RING = "ring"
    ANSWER = "answer"
    DRAFT = "draft"
    HANG_UP = "hang_up"
    CREATE = "create"  # and the call is settled by it
    SETTLE = "settle"  # without an incident
    DISPATCH = "dispatch"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    CLOSE = "close"


@dataclass(frozen=True)
class Moment:
    """One thing that happens to one call, `at` seconds of the day; `unit` numbers within its agency."""

    at: int
    call: int
    kind: Kind
    desk: int = 0
    agency: Agency = Agency.POLICE
    unit: int = 0
    disposition: Disposition = Disposition.INCIDENT


@dataclass
class Script:
    """The whole day, by the clock: every list of `ticks` happens at one reading of it."""

    calls: int
    ticks: list[tuple[int, list[Moment]]] = field(default_factory=list)

    @property
    def moments(self) -> int:
        """How many things happen."""
        return sum(len(moments) for _, moments in self.ticks)


def write(calls: int, length_s: int, units: dict[Agency, int], rng: random.Random) -> Script:
    """Write a day of so many calls with so many units of each agency."""
    moments: list[Moment] = []
    free_at = [(0, desk) for desk in range(CALL_TAKERS)]
    heapify(free_at)
    pools = {agency: [(0, unit) for unit in range(count)] for agency, count in units.items()}
    for call, ring in enumerate(_arrivals(calls, length_s, rng)):
        moments.append(Moment(ring, call, Kind.RING))
        if rng.random() < ABANDONED:
            moments += _abandoned(call, ring, free_at, rng)
            continue
        free, desk = heappop(free_at)
        answer = max(_grid(ring + rng.uniform(2, 9)), free + STEP_S)
        over = _grid(answer + rng.uniform(25, 110))
        heappush(free_at, (_grid(over + 6), desk))
        moments.append(Moment(answer, call, Kind.ANSWER, desk))
        moments.append(Moment(_grid(answer + 6), call, Kind.DRAFT, desk))
        if rng.random() < NO_INCIDENT:
            moments.append(Moment(over - STEP_S, call, Kind.HANG_UP))
            moments.append(Moment(over, call, Kind.SETTLE, desk, disposition=rng.choice(_LOST_ONES)))
        else:
            moments.append(Moment(_grid(answer + 12), call, Kind.DRAFT, desk))
            moments.append(Moment(over - STEP_S, call, Kind.HANG_UP))
            agency = rng.choices((Agency.POLICE, Agency.MEDICAL, Agency.FIRE), (70, 25, 5))[0]
            moments.append(Moment(over, call, Kind.CREATE, desk, agency))
            moments += _handled(call, over, agency, pools[agency], rng)
    return Script(calls, _by_the_clock(moments))


def _abandoned(call: int, ring: int, free_at: list[tuple[int, int]], rng: random.Random) -> list[Moment]:
    gone = _grid(ring + rng.uniform(3, 18))
    free, desk = heappop(free_at)
    back = max(_grid(gone + rng.uniform(30, 120)), free + STEP_S)
    over = _grid(back + rng.uniform(10, 40))
    heappush(free_at, (_grid(over + 6), desk))
    return [
        Moment(gone, call, Kind.HANG_UP),
        Moment(back, call, Kind.ANSWER, desk),
        Moment(over, call, Kind.SETTLE, desk, disposition=Disposition.CALLED_BACK),
    ]


def _handled(
    call: int, created: int, agency: Agency, pool: list[tuple[int, int]], rng: random.Random
) -> list[Moment]:
    free, unit = heappop(pool)
    sent = max(_grid(created + rng.uniform(4, 100)), free + STEP_S)
    route, scene = _grid(sent + rng.uniform(6, 40)), _grid(sent + rng.uniform(60, 600))
    closed = _grid(scene + rng.uniform(300, 1500))
    heappush(pool, (closed + STEP_S, unit))
    told = {"call": call, "agency": agency, "unit": unit}
    return [
        Moment(sent, kind=Kind.DISPATCH, **told),  # type: ignore[arg-type]
        Moment(route, kind=Kind.EN_ROUTE, **told),  # type: ignore[arg-type]
        Moment(max(scene, route + STEP_S), kind=Kind.ON_SCENE, **told),  # type: ignore[arg-type]
        Moment(closed, kind=Kind.CLOSE, **told),  # type: ignore[arg-type]
    ]


def _arrivals(calls: int, length_s: int, rng: random.Random) -> list[int]:
    """Seconds of the day at which calls begin to ring, in order: few before dawn, most in the evening."""
    bursts = [start + second for start in BURSTS for second in range(6) for _ in range(10)]
    bursts = [at for at in bursts if at < length_s]
    found = list(bursts)
    while len(found) < calls:
        at = rng.uniform(0, length_s)
        weight = 0.55 - 0.45 * sin(2 * pi * (at / DAY_S + 0.06))
        if rng.random() < weight:
            found.append(int(at))
    return sorted(_grid(at) for at in found[:calls])


def _grid(at: float) -> int:
    return ceil(at / STEP_S) * STEP_S


def _by_the_clock(moments: list[Moment]) -> list[tuple[int, list[Moment]]]:
    """The moments of each tick together; of one call never two at one tick."""
    ordered = sorted(moments, key=lambda one: (one.at, one.call))
    ticks: list[tuple[int, list[Moment]]] = []
    for moment in ordered:
        if not ticks or ticks[-1][0] != moment.at:
            ticks.append((moment.at, []))
        ticks[-1][1].append(moment)
    return ticks
