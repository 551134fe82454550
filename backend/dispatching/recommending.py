"""Answers who should go, and keeps in the log what a desk was shown and what a unit was sent by.

The columns belong to the event loop; where units are on the streets, and every ranking, to one thread of its
own: a question copies the columns (0.2 ms) and waits for the thread, and the loop goes on meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from backend.accounts import Seat
from backend.database.explanation_store import MOST, ExplanationStore, keep_id
from backend.database.trouble import DatabaseTrouble
from backend.dispatching.question import Need, Question, Streets
from backend.dispatching.ranking import rank
from backend.dispatching.roster import Present, Roster, Sighting, Whereabouts
from backend.inquiries import Inquiries
from backend.position_feed import classes_of
from backend.positions import Positions
from domain.agency import Agency
from domain.clock import SECOND, Clock, Micros
from domain.commands import AnyCommand, DispatchUnit, ReassignUnit
from domain.dispatch_orders import OverrideDispatch, PreemptUnit
from domain.explain_orders import KeepRanked, KeepShown
from domain.incident import Incident, IncidentState
from domain.people import Actor
from domain.recommendation import AskRecommendation, Basis, RankedUnit, Recommendation
from domain.refusal import Refused
from domain.response_plan import Plans
from domain.roles import Action, permits
from domain.wire import Do, Outcome
from domain.world import World
from streets.street_map import StreetMap

log = logging.getLogger(__name__)

PERIOD_S = 0.25
"""How often units that moved are put onto the streets."""
BREATH_S = 5e-5
"""A ranking's thread gives way so long every millisecond: numpy lets the interpreter go and takes it back so
often that a loop which waits for its turn would get none (measured: 12 ms late at worst, 3 with this)."""
CALM_S = 3.0
PATIENCE_S = 8.0
"""How long a question waits for streets that are being read."""
MOST_MOVED = 2000
"""At most so many at once: a question waits behind them."""
SAME_FOR: Micros = 300 * SECOND
SAME_ETA_S = 15
"""A ranking is not kept again for a desk that was shown the same order of the same units less than five
minutes ago, each within so many seconds."""
MOST_SHOWN = MOST - 500
"""What desks are shown of one incident is kept so often; the rest is for what was sent."""
BROKEN_S = 5.0
KEEPING_S = 0.5
"""How long a desk's answer waits for the ranking of what it sent; it is kept afterwards all the same."""

Submit = Callable[[UUID, AnyCommand, Actor], Awaitable[Outcome]]
T = TypeVar("T")
Sends = DispatchUnit | ReassignUnit | OverrideDispatch | PreemptUnit
_SENDS = (DispatchUnit, ReassignUnit, OverrideDispatch, PreemptUnit)


class Recommender:
    """One a term. `load` reads the street map, in the thread."""

    def __init__(
        self,
        positions: Positions,
        world: World,
        clock: Clock,
        store: ExplanationStore,
        load: Callable[[], StreetMap],
        submit: Submit,
        plans: Callable[[], Plans],
    ) -> None:
        self._positions = positions
        self._world = world
        self._clock = clock
        self._store = store
        self._load = load
        self._submit = submit
        self._plans = plans
        self.roster = Roster()
        self.streets: Streets | None = None
        self._where: Whereabouts | None = None
        self._thread = ThreadPoolExecutor(1, "ranking")
        self._broken = False
        self._wanted = asyncio.Event()
        self._open_now = asyncio.Event()
        self._shown: dict[tuple[str, UUID, Agency | None], tuple[Basis, int]] = {}
        self._next: dict[UUID, int] = {}
        self._late: set[asyncio.Task[None]] = set()
        now = clock.now()
        self.roster.take(world.incidents.settled(), now)
        self.roster.take(world.units.settled(), now)

    def answers(self, inquiries: Inquiries) -> None:
        """Put the handler into the table."""
        inquiries.answers(AskRecommendation, self.answer)

    def took(self, things: Sequence[object]) -> None:
        """Keep up with what was committed."""
        self.roster.take(things, self._clock.now())
        for thing in things:
            if isinstance(thing, Incident) and thing.state is IncidentState.CLOSED:
                for key in [key for key in self._shown if key[1] == thing.id]:
                    del self._shown[key]

    async def run(self) -> None:
        """Read the streets, then follow the units until cancelled."""
        # A second of work: not while the desks come in, unless somebody asks already.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wanted.wait(), CALM_S)
        try:
            made = await self._in_thread(self._open)
        except (OSError, ValueError):
            # The room takes calls and sends units without an order: it is told that there is none.
            log.exception("the streets cannot be read")
            self._broken = True
            self._open_now.set()
            await asyncio.Event().wait()
        self.streets, self._where = made, Whereabouts(made.snapping)
        self._open_now.set()
        while True:
            try:
                full = await self._follow() == MOST_MOVED
            except ValueError:
                log.exception("units that moved cannot be put onto the streets")
                await asyncio.sleep(BROKEN_S)
                continue
            await asyncio.sleep(0 if full else PERIOD_S)

    async def close(self) -> None:
        """Let the thread go, when it is done with what it does."""
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)
        await asyncio.to_thread(self._thread.shutdown, wait=True, cancel_futures=True)

    def _open(self) -> Streets:
        return Streets(self._load())

    async def _follow(self) -> int:
        moved = self._moved()
        if moved and self._where is not None:
            await self._in_thread(self._where.take, moved)
        return len(moved)

    def _moved(self) -> list[Sighting]:
        return [Sighting._make(one) for one in self._positions.take_moved(MOST_MOVED)]

    async def _in_thread(self, work: Callable[..., T], *values: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *values)

    # ---- questions

    async def answer(self, seat: Seat, asked: AskRecommendation) -> Recommendation:
        """Return who should go, once that is in the log. Raises `Refused`."""
        incident = self.incident_for(seat.actor, asked.incident)
        basis = await self.ranking(incident, seat.actor, asked.agency)
        key = (seat.actor.workstation or seat.actor.name, incident.id, asked.agency)
        known = self._shown.get(key)
        if known is not None and _says_the_same(known[0], basis):
            return Recommendation(basis=basis, seq=known[1])
        if self._next.get(incident.id, 0) >= MOST_SHOWN:
            return Recommendation(basis=basis, seq=0)
        outcome = await self._keep(
            incident.id, KeepShown(incident=incident.id, basis=_kept(basis)), seat.actor
        )
        if outcome.result != "accepted":
            raise Refused(outcome.code or "server.error")
        self._shown[key] = (basis, outcome.seq)
        return Recommendation(basis=basis, seq=outcome.seq)

    def incident_for(self, actor: Actor, key: UUID) -> Incident:
        """Return an open or lately closed incident that this person may see. Raises `Refused`."""
        incident = self._world.incident(key)
        if incident is None:
            raise Refused("incident.unknown", id=str(key))
        for action in (Action.SEE_INCIDENTS, Action.SEE_UNITS):
            if not permits(actor, action, incident.room, None, incident.exercise):
                raise Refused("forbidden", action=action.value)
        return incident

    async def ranking(
        self, incident: Incident, actor: Actor, agency: Agency | None, unit: UUID | None = None
    ) -> Basis:
        """Rank the units of an agency, or of all that are needed, as things are at this moment.

        `unit` is told of wherever it ranks. Raises `Refused`.
        """
        if incident.state is IncidentState.CLOSED:
            raise Refused("incident.closed", number=incident.number)
        if incident.place.position is None:
            raise Refused("recommendation.no_position")
        await self._ready()
        streets, where = self.streets, self._where
        if streets is None or where is None:
            raise Refused("recommendation.no_streets" if self._broken else "recommendation.preparing")
        now = self._clock.now()
        asked_for = self._world.units.get(unit) if unit is not None else None
        question = Question(
            incident=incident.id,
            at=incident.place.position,
            priority=incident.priority,
            type_code=incident.type_code,
            needs=needs_of(self._plans(), incident, agency),
            now=now,
            wall=self._positions.wall,
            exercise=incident.exercise,
            covert="covert" in classes_of(actor),
            going=self.roster.on(incident.id),
            numbers=self.roster.numbers,
            asked_for=asked_for.index if asked_for is not None else None,
        )
        present, moved = self.roster.present(), self._moved()

        def work() -> Basis | None:
            where.take(moved)
            return rank(question, present, where, streets, lambda: time.sleep(BREATH_S))

        basis = await self._in_thread(work)
        if basis is None:
            raise Refused("recommendation.off_streets")
        return basis

    async def looking(self, look: Callable[[Present, Whereabouts, Streets], T]) -> T | None:
        """Look at who is where, in the thread that owns it; None while the streets are not read."""
        streets, where = self.streets, self._where
        if streets is None or where is None:
            return None
        present = self.roster.present()
        return await self._in_thread(lambda: look(present, where, streets))

    async def _ready(self) -> None:
        """Whoever asks before the streets are read waits a little for them."""
        if self.streets is None and not self._broken:
            self._wanted.set()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._open_now.wait(), PATIENCE_S)

    # ---- what is kept

    def sending(self, actor: Actor, do: Do) -> Callable[[Outcome], Awaitable[None]] | None:
        """Begin to rank before a unit is sent; what is returned keeps that once it was.

        None for what sends nobody, and for what a desk had sent alone: nobody saw a ranking then.
        """
        command = do.command
        if not isinstance(command, _SENDS) or getattr(command, "local", False):
            return None
        incident, unit = self._world.incident(command.incident), self._world.units.get(command.unit)
        if incident is None or unit is None or self.streets is None:
            return None
        ranking = asyncio.create_task(self._quietly(incident, actor, unit.agency, unit.id), name="ranking")
        self._hold(ranking)

        async def keep(outcome: Outcome) -> None:
            if outcome.result != "accepted":
                return
            task = asyncio.create_task(self._keep_sent(actor, incident.id, command, ranking), name="keeping")
            self._hold(task)
            await asyncio.wait({task}, timeout=KEEPING_S)

        return keep

    async def _quietly(self, incident: Incident, actor: Actor, agency: Agency, unit: UUID) -> Basis | None:
        """A unit is sent also where nothing can be ranked."""
        with contextlib.suppress(Refused):
            return await self.ranking(incident, actor, agency, unit)
        return None

    async def _keep_sent(
        self, actor: Actor, incident: UUID, command: Sends, ranking: asyncio.Task[Basis | None]
    ) -> None:
        basis = await ranking
        if basis is None:
            return
        row = next((row for row in basis.rows if row.unit == command.unit), None)
        seat = actor.workstation or actor.name
        shown = [seq for key, (_, seq) in self._shown.items() if key[:2] == (seat, incident)]
        kept = KeepRanked(
            incident=incident,
            unit=command.unit,
            basis=_kept(basis),
            order=str(command.__struct_config__.tag),
            rank=row.rank if row is not None else None,
            shown=max(shown, default=None),
        )
        try:
            outcome = await self._keep(incident, kept, actor)
        except (DatabaseTrouble, Refused) as trouble:
            log.warning("the ranking of a dispatch was not kept: %s", trouble.code)
            return
        if outcome.result != "accepted":
            log.warning("the ranking of a dispatch was not kept: %s", outcome.code)

    async def _keep(self, incident: UUID, command: KeepShown | KeepRanked, actor: Actor) -> Outcome:
        number = self._next.get(incident)
        if number is None:
            number = await self._store.next_number(incident)
            # Two may have asked at once: the later goes on from the earlier.
            number = max(number, self._next.get(incident, 0))
        self._next[incident] = number + 1
        return await self._submit(keep_id(incident, number), command, actor)

    def _hold(self, task: asyncio.Task[T]) -> None:
        self._late.add(task)  # type: ignore[arg-type]
        task.add_done_callback(self._late.discard)


def needs_of(plans: Plans, incident: Incident, agency: Agency | None) -> tuple[Need, ...]:
    """Return what the response plan asks of each agency; an agency that it does not name is asked for one."""
    wanted: dict[Agency, int] = {}
    able: dict[Agency, dict[str, int]] = {}
    for need in plans.needs(incident):
        wanted[need.agency] = wanted.get(need.agency, 0) + need.count
        if need.capability is not None:
            of_agency = able.setdefault(need.agency, {})
            of_agency[need.capability] = of_agency.get(need.capability, 0) + need.count
    if agency is not None:
        wanted = {agency: wanted.get(agency, 1)}
    return tuple(Need(one, count, tuple(able.get(one, {}).items())) for one, count in wanted.items())


def _kept(basis: Basis) -> Basis:
    """Return a ranking without the ways: they follow from streets and positions."""
    return replace(basis, rows=tuple(replace(row, route=()) for row in basis.rows))


def _says_the_same(before: Basis, basis: Basis) -> bool:
    if basis.as_of - before.as_of > SAME_FOR or len(before.rows) != len(basis.rows):
        return False
    return before.at == basis.at and all(map(_same_row, before.rows, basis.rows))


def _same_row(one: RankedUnit, other: RankedUnit) -> bool:
    same = (one.unit, one.standing, one.status, one.rank) == (
        other.unit, other.standing, other.status, other.rank,
    )  # fmt: skip
    return same and abs(one.eta - other.eta) <= SAME_ETA_S
