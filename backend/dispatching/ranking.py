"""Who should go: every unit of an agency ranked by road, or set apart with why; nobody dropped in silence.

Pure: columns, positions and streets in, a Basis out. What a unit is ranked by is its driving time and what is
added for what speaks against it (WAITS); each part of it is told in the row.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from backend.dispatching.coverage import Cover, corner_of
from backend.dispatching.question import Need, Question, Search, Streets
from backend.dispatching.reasons import Leg, reasons_of
from backend.dispatching.roster import AGENCIES, MOVERS, STATUSES, Present, Whereabouts
from domain.clock import MINUTE, SECOND, Micros
from domain.place import Position
from domain.recommendation import (
    DOUBTFUL_AGE,
    LOST_AGE,
    RULES,
    SHOWN_APART,
    SPARE,
    AgencyPart,
    Apart,
    Basis,
    ExcludedUnit,
    RankedUnit,
    Reason,
    Standing,
)
from domain.unit import COMMITTED, FREE, UnitStatus
from domain.words import Code
from streets.lines import simplified
from streets.roads import METRES_PER_DEGREE, UNREACHABLE, Mover
from streets.street_map import NOWHERE

WAITS: dict[Standing, float] = {Standing.PREEMPTABLE: 120.0, Standing.PASSING: 240.0}
"""Seconds added for who would leave something else behind: a free unit a little farther goes first."""
SHIFT_WAIT_S = 60.0
SHIFT_SOON: Micros = 30 * MINUTE
DOUBTFUL_WAIT_S = 60.0
NEAR_S = (120.0, 400.0, np.inf)
"""How far is looked at, seconds: farther, and at last the whole city, only where that finds too few."""
FASTEST = 36.0
"""Nobody is faster through the city, m/s: who is farther in a straight line is not looked at."""
PASSING_S = 120.0
"""A unit on its way elsewhere that could be here within so many seconds passes by."""
MOST_GOING = 6
"""Units that go already, at most so many of an agency are listed."""

_CODES = {status: number for number, status in enumerate(STATUSES)}
_FREE = np.array([status in FREE for status in STATUSES])
_ON_THE_WAY = np.array([status in (UnitStatus.DISPATCHED, UnitStatus.EN_ROUTE) for status in STATUSES])
_BUSY = np.array([status in COMMITTED for status in STATUSES])


def rank(
    question: Question,
    present: Present,
    where: Whereabouts,
    streets: Streets,
    breathe: Callable[[], None] = lambda: None,
) -> Basis | None:
    """Return the ranking, or None where no street that leads anywhere is near the place.

    `breathe` is called every millisecond or so: in a thread, to let others have the interpreter.
    """
    spot = streets.snapping.spot(question.at.lat, question.at.lon)
    if spot.piece == NOWHERE:
        return None
    search = Search(streets, spot)
    rows: list[RankedUnit] = []
    apart: list[ExcludedUnit] = []
    parts: list[AgencyPart] = []
    for need in question.needs:
        found = _AgencyRanking(question, need, present, where, streets, search, breathe).result()
        rows += found[0]
        apart += found[1]
        parts.append(found[2])
    return Basis(
        incident=question.incident,
        as_of=question.now,
        priority=question.priority,
        at=question.at,
        streets=streets.stamp,
        rows=tuple(rows),
        excluded=tuple(apart),
        parts=tuple(parts),
        type_code=question.type_code,
        rules=RULES,
    )


class _AgencyRanking:
    """One agency's units."""

    def __init__(
        self,
        question: Question,
        need: Need,
        present: Present,
        where: Whereabouts,
        streets: Streets,
        search: Search,
        breathe: Callable[[], None],
    ) -> None:
        self.breathe = breathe
        self.question, self.need, self.present, self.where = question, need, present, where
        self.streets, self.search = streets, search
        columns, self.units = present.columns, present.units
        mine = columns.there & (columns.agency == AGENCIES.index(need.agency))
        mine &= columns.exercise == question.exercise
        if not question.covert:
            mine &= ~columns.covert
        self.index = np.flatnonzero(mine)
        self.status = columns.status[self.index]
        self.mover = columns.mover[self.index]
        self.priority = columns.priority[self.index]
        self.shift_left = columns.shift_ends[self.index] - question.now
        self.age = np.maximum(0, question.now - question.wall - where.at[self.index])
        self.air = self._air()
        self.going = np.isin(self.index, list(question.going)) if question.going else self._no()

    def _no(self) -> NDArray[np.bool_]:
        return np.zeros(len(self.index), np.bool_)

    def _air(self) -> NDArray[np.float64]:
        at = self.question.at
        north = (self.where.lat[self.index] - at.lat) * METRES_PER_DEGREE
        wide = METRES_PER_DEGREE * float(np.cos(np.radians(at.lat)))
        found: NDArray[np.float64] = np.hypot(north, (self.where.lon[self.index] - at.lon) * wide)
        found[~self.where.known[self.index]] = np.inf
        return found

    # ---- who is ranked, who is not

    def result(self) -> tuple[list[RankedUnit], list[ExcludedUnit], AgencyPart]:
        """Return the rows, those set apart, and the sum."""
        self._judge()
        self.breathe()
        for within_s in NEAR_S:
            self._time(within_s)
            if self._enough():
                break
        ranked = np.flatnonzero(self.counted < UNREACHABLE)
        self.order = ranked[np.lexsort((self.index[ranked], self.counted[ranked]))]
        self.rank_of = np.zeros(len(self.index), np.int64)
        self.rank_of[self.order] = np.arange(1, len(self.order) + 1)
        listed = self._listed()
        self.breathe()
        rows = [self._row(place) for place in listed]
        self.breathe()
        part = self._part(listed)
        return rows, self._excluded(part), part

    def _judge(self) -> None:
        """Set apart by code, 0 = ranked: what is graver is set last and counts."""
        fixed = self.where.known[self.index]
        free, under_way = _FREE[self.status], _ON_THE_WAY[self.status]
        less = under_way & (self.priority > int(self.question.priority))
        self.preemptable = less & ~self.going
        self.passing = under_way & ~less & ~self.going
        self.apart = np.zeros(len(self.index), np.uint8)
        self._set(self.where.piece[self.index] == NOWHERE, Apart.OFF_STREETS)
        self._set(self._unfit(), Apart.LACKS)
        self._set(self.age >= DOUBTFUL_AGE, Apart.STALE)
        self._set(self.age >= LOST_AGE, Apart.LOST)
        self._set(~fixed, Apart.NO_FIX)
        self._set(_BUSY[self.status] & ~under_way & ~self.going, Apart.BUSY)
        self._set(self.status == _CODES[UnitStatus.OUT_OF_SERVICE], Apart.OFF_DUTY)
        self.free = free & ~self.going

    def _set(self, which: NDArray[np.bool_], why: Apart) -> None:
        self.apart[which] = _APART.index(why)

    def _unfit(self) -> NDArray[np.bool_]:
        """Who cannot do what every single unit must be able to do."""
        need = self.need
        every = len(need.able) == 1 and need.able[0][1] >= need.wanted
        self.required = need.able[0][0] if every else None
        if self.required is None:
            return self._no()
        return ~self.present.can(self.required)[self.index] & ~self.going

    def _enough(self) -> bool:
        """Whether those found near by are all that is asked for: the others would rank behind them."""
        if self.within_s == np.inf:
            return True
        # What waits is added to the driving time: nobody farther than that counts for less.
        sure = np.flatnonzero((self.counted <= self.within_s) & ~self.going)
        if len(sure) < self.need.wanted + SPARE:
            return False
        wanted_all = self.going | (self.index == self.question.asked_for)
        if (wanted_all & (self.apart == 0) & (self.counted >= UNREACHABLE)).any():
            return False
        return all(
            np.count_nonzero(self.present.can(able)[self.index[sure]]) >= wanted
            for able, wanted in self.need.able
        )

    def _time(self, within_s: float) -> None:
        """Driving times as far as so many seconds, and what each is counted as."""
        self.within_s = within_s
        self.eta = np.full(len(self.index), np.inf)
        open_ = self.apart == 0
        near = np.flatnonzero(open_ & (self.air <= within_s * FASTEST))
        mover = self.mover[near]
        for code in np.unique(mover):
            which = near[mover == code]
            index = self.index[which]
            reach = self.search.reach(MOVERS[code], within_s)
            self.eta[which] = reach.seconds(self.where.piece[index], self.where.along[index])
            self.breathe()
        if within_s == np.inf:
            self._set(open_ & (self.eta >= UNREACHABLE), Apart.NO_WAY)
        self._set(self.passing & (self.apart == 0) & (self.eta > PASSING_S), Apart.BUSY)
        waits = np.where(self.preemptable, WAITS[Standing.PREEMPTABLE], 0.0)
        waits += np.where(self.passing, WAITS[Standing.PASSING], 0.0)
        self.ends_soon = (self.shift_left < SHIFT_SOON) & ~self.going
        waits += np.where(self.ends_soon, SHIFT_WAIT_S, 0.0)
        waits += np.where(self.where.doubtful[self.index], DOUBTFUL_WAIT_S, 0.0)
        on_scene = self.going & (self.status == _CODES[UnitStatus.ON_SCENE])
        self.eta[on_scene & (self.apart == 0)] = 0.0
        self.counted = self.eta + np.where(self.going, 0.0, waits)
        self.counted[self.apart != 0] = np.inf

    # ---- what is listed

    def _listed(self) -> list[int]:
        """Those that go, the first of the others, and for each capability the first that have it."""
        going = [int(p) for p in self.order if self.going[p]][:MOST_GOING] if self.going.any() else []
        count = max(0, self.need.wanted - int(self.going.sum())) + SPARE
        others = (int(p) for p in self.order if not self.going[p])
        listed = going + [place for place, _ in zip(others, range(count), strict=False)]
        for able, wanted in self.need.able:
            listed += self._first_able(able, wanted, set(listed))
        asked = self.question.asked_for
        if asked is not None:
            listed += [p for p in np.flatnonzero(self.index == asked).tolist() if self.rank_of[p]]
        return sorted(set(listed), key=lambda place: self.rank_of[place])

    def _first_able(self, able: Code, wanted: int, listed: set[int]) -> list[int]:
        can = self.present.can(able)[self.index[self.order]] & ~self.going[self.order]
        return [int(place) for place in self.order[can][:wanted] if int(place) not in listed]

    def _row(self, place: int) -> RankedUnit:
        index = int(self.index[place])
        unit = self.units[index]
        assert unit is not None, "a row of the roster has its unit"
        mover = MOVERS[self.mover[place]]
        where = self.where
        piece, along = int(where.piece[index]), float(where.along[index])
        route, metres = self.search.reach(mover, self.within_s).route(piece, along)
        lost = None
        if self.free[place] and mover is not Mover.FOOT:
            graph = self.streets.graphs[Mover.CAR]
            corner = corner_of(graph, where.piece[[index]], where.along[[index]])
            lost = self._cover().without(int(corner[0]))
        leg = Leg(
            unit=unit,
            standing=self._standing(place),
            rank=int(self.rank_of[place]),
            eta=float(self.eta[place]),
            waits=float(self.counted[place] - self.eta[place]),
            metres=metres,
            ahead=self._ahead(place),
            nearer=self._nearer(place) if self.rank_of[place] > 1 else 0,
            saved=self._against(place, mover),
            mover=mover,
            shift_left=int(self.shift_left[place]) if self.ends_soon[place] else None,
            doubtful=bool(where.doubtful[index]),
            leaves=self.question.numbers.get(unit.incident, "") if unit.incident else "",
            leaves_priority=int(self.priority[place]),
            lost=lost,
            now=self.question.now,
            wanted=tuple(able for able, _ in self.need.able),
        )
        reasons, facts = reasons_of(leg)
        self.breathe()
        accuracy = float(where.accuracy[index])
        return RankedUnit(
            unit=unit.id, call_sign=unit.call_sign, agency=unit.agency, standing=leg.standing,
            status=unit.status, rank=leg.rank, eta=round(leg.eta), counted=round(float(self.counted[place])),
            metres=round(metres), age=int(self.age[place]), at=self._at(index), reasons=reasons,
            facts=facts, lost=lost, accuracy=None if accuracy != accuracy else accuracy,
            route=tuple(simplified(route)),
        )  # fmt: skip

    def _at(self, index: int) -> Position:
        return Position(
            lat=round(float(self.where.lat[index]), 6), lon=round(float(self.where.lon[index]), 6)
        )

    def _standing(self, place: int) -> Standing:
        if self.going[place]:
            return Standing.ASSIGNED
        if self.preemptable[place]:
            return Standing.PREEMPTABLE
        return Standing.PASSING if self.passing[place] else Standing.FREE

    def _ahead(self, place: int) -> float | None:
        """Seconds by which the next comes later than the first; None for who is not the first."""
        if self.rank_of[place] != 1:
            return None
        return float(self.eta[self.order[1]] - self.eta[place]) if len(self.order) > 1 else 0.0

    def _nearer(self, place: int) -> int:
        """How many are nearer in a straight line and yet come later."""
        open_ = self.apart == 0
        later = (self.air < self.air[place]) & (self.eta > self.eta[place])
        return int(np.count_nonzero(open_ & later))

    def _against(self, place: int, mover: Mover) -> float:
        """Seconds that one-way streets cost it."""
        reach = self.search.any_way(mover, 1.2 * float(self.eta[place]) + 60)
        if reach is None:
            return 0.0
        index = self.index[place]
        straight = reach.second(int(self.where.piece[index]), float(self.where.along[index]))
        return max(0.0, float(self.eta[place]) - straight)

    def _cover(self) -> Cover:
        """The cover that the agency's free units give now; of those with a known place, that drive."""
        if not hasattr(self, "_cover_now"):
            drives = self.free & (self.apart == 0) & (self.mover != MOVERS.index(Mover.FOOT))
            index = self.index[drives]
            graph = self.streets.graphs[Mover.CAR]
            corners = corner_of(graph, self.where.piece[index], self.where.along[index])
            self._cover_now = self.streets.cover.with_units_at(corners)
        return self._cover_now

    # ---- those that are not

    def _part(self, listed: list[int]) -> AgencyPart:
        counts = np.bincount(self.apart, minlength=len(_APART))
        counts[0] -= len(listed)
        left = {why.value: int(count) for why, count in zip(_APART, counts, strict=True) if count}
        return AgencyPart(
            agency=self.need.agency, considered=len(self.index), needed=self.need.wanted,
            going=int(self.going.sum()), left_out=left,
        )  # fmt: skip

    def _excluded(self, part: AgencyPart) -> list[ExcludedUnit]:
        """The nearest of those that are not ranked, those first that would be but for their position."""
        out = np.flatnonzero(self.apart)
        away = np.minimum(self.air[out], 1e8) + _PLAIN[self.apart[out]]
        if len(out) > SHOWN_APART:
            first = np.argpartition(away, SHOWN_APART)[:SHOWN_APART]
            out, away = out[first], away[first]
        nearest = out[np.argsort(away, kind="stable")].tolist()
        asked = self.question.asked_for
        if asked is not None:
            one = np.flatnonzero((self.index == asked) & (self.apart != 0)).tolist()
            nearest += [place for place in one if place not in nearest]
        found = []
        for place in nearest:
            why = _APART[self.apart[place]]
            part.left_out[why.value] -= 1
            if not part.left_out[why.value]:
                del part.left_out[why.value]
            found.append(self._set_apart(place, why))
        return found

    def _set_apart(self, place: int, why: Apart) -> ExcludedUnit:
        unit = self.units[self.index[place]]
        assert unit is not None, "a row of the roster has its unit"
        known = bool(self.where.known[self.index[place]])
        params: dict[str, int | str] = {}
        if why in (Apart.STALE, Apart.LOST):
            params["age"] = int(self.age[place]) // SECOND
        elif why is Apart.BUSY:
            params["status"] = unit.status.value
            if unit.incident in self.question.numbers:
                params["number"] = self.question.numbers[unit.incident]
        elif why is Apart.LACKS and self.required is not None:
            params["capability"] = self.required
        return ExcludedUnit(
            unit=unit.id, call_sign=unit.call_sign, agency=unit.agency, status=unit.status,
            why=Reason(why.value, params), metres=round(float(self.air[place])) if known else None,
            age=int(self.age[place]) if known else None,
        )  # fmt: skip


_APART = (
    Apart.FARTHER, Apart.OFF_STREETS, Apart.LACKS, Apart.STALE, Apart.LOST, Apart.NO_FIX, Apart.BUSY,
    Apart.OFF_DUTY, Apart.NO_WAY,
)  # fmt: skip
_PLAIN = np.array([1e9 if why in (Apart.BUSY, Apart.OFF_DUTY) else 0.0 for why in _APART])
"""Who is busy or off duty is listed after all others, however near: metres."""
