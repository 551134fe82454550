"""One look at the queue after the other: what rings where, what was not answered, what goes to another room.

Sans-I/O: it reads the world that is on disk and proposes; the writer decides. All times are seconds of a
clock that nobody sets, so that an hour put forward or back neither ends an offer nor reorders who waits.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID

from backend.distribution.overflow import Ground, flows
from backend.distribution.plan import Free, Waiting, plan
from backend.distribution.proposal import Proposal
from backend.distribution.seating import QUIET_S, Seating
from domain.alert import AlertKind
from domain.call import Call, CallState
from domain.clock import SECOND, Clock
from domain.commands import RaiseAlert, ReturnAlert
from domain.desk import Desk, DeskState
from domain.ids import IdMint
from domain.queue_orders import OfferCall, OverflowCall, WithdrawOffer
from domain.severity import Severity
from domain.words import RoomName
from domain.world import World

OFFER_S = 8.0
"""How long a call rings at one desk first: a second one can still answer within NENA's 15 s."""
UNFIT_S = 4.0
"""How long a call waits for somebody who speaks its language while others are ready."""
CALM_S = 60.0
"""After so long without anybody waiting, an alert of overflow is over."""
OLDEST_S = 3600.0


class Rounds:
    """The distribution's memory: since when calls wait, offers ring and desks are idle."""

    def __init__(self, world: World, seating: Seating, clock: Clock, mint: IdMint) -> None:
        self._world = world
        self._seating = seating
        self._clock = clock
        self._mint = mint
        self._first = True
        self._rang: dict[UUID, float] = {}
        self._offered: dict[UUID, tuple[UUID, int, float]] = {}
        self._idle: dict[UUID, float] = {}
        self._flowed: dict[Ground, float] = {}
        self.routes: Mapping[RoomName, RoomName] = {}
        """Where each room's calls go over to."""

    def proposals(self) -> list[Proposal]:
        """Return what to ask of the writer now."""
        now = self._clock.monotonic()
        ringing = self._world.calls.standing(CallState.RINGING)
        self._remember(ringing, now)
        made = list(self._seating.proposals(now))
        desks = {desk.id: desk for desk in self._world.desks.settled()}
        for call in ringing:
            if call.offered_to is not None:
                made += self._overdue(call, desks.get(call.offered_to), now)
        free = self._free(desks, now)
        waiting = self._waiting(ringing, now) if free or self.routes or self._flowed else {}
        for ground, calls in waiting.items():
            staff = [desk for desk in desks.values() if _works(desk) and _ground(desk) == ground]
            for key, desk in plan(calls, free.get(ground, ()), staff, UNFIT_S):
                until = self._clock.now() + round(OFFER_S * SECOND)
                made.append(Proposal(OfferCall(call=key, desk=desk, until=until), *ground))
        made += self._overflow(waiting, free, now)
        return made

    # ---- what is remembered

    def _remember(self, ringing: list[Call], now: float) -> None:
        first, self._first = self._first, False
        self._rang = {call.id: self._rang.get(call.id) or self._since(call, now, first) for call in ringing}
        offered = {}
        for call in ringing:
            if call.offered_to is not None:
                before = self._offered.get(call.id)
                same = before is not None and before[:2] == (call.offered_to, call.offers)
                offered[call.id] = before if before and same else (call.offered_to, call.offers, now)
        self._offered = offered

    def _since(self, call: Call, now: float, first: bool) -> float:
        """Return from when a call waits; what rang before this server began has waited as the log says."""
        waited = (self._clock.now() - call.ringing_at) / SECOND if first else 0.0
        return now - min(max(0.0, waited), OLDEST_S)

    # ---- offers

    def _overdue(self, call: Call, desk: Desk | None, now: float) -> Iterator[Proposal]:
        assert call.offered_to is not None, "asked of offered calls"
        deaf = desk is None or self._seating.quiet(desk, now) >= QUIET_S
        missed = now - self._offered[call.id][2] >= OFFER_S
        if not deaf and not missed:
            return
        order = WithdrawOffer(call=call.id, desk=call.offered_to, missed=missed and not deaf)
        yield Proposal(order, call.room, call.exercise)
        if desk is not None and not deaf:
            params = {"workstation": desk.desk, "user": desk.operator_name}
            group = f"desk_missed:{desk.workstation}".lower()
            yield self._alert(AlertKind.DESK_MISSED, _ground(desk), group, params)

    def _waiting(self, ringing: list[Call], now: float) -> dict[Ground, list[Waiting]]:
        waiting: dict[Ground, list[Waiting]] = defaultdict(list)
        for call in ringing:
            if call.offered_to is None:
                waiting[call.room, call.exercise].append(Waiting(call, now - self._rang[call.id]))
        return waiting

    def _free(self, desks: dict[UUID, Desk], now: float) -> dict[Ground, list[Free]]:
        busy = {desk.operator for desk in desks.values() if desk.state is DeskState.ON_CALL}
        free: dict[Ground, list[Free]] = defaultdict(list)
        idle: dict[UUID, float] = {}
        for desk in desks.values():
            if desk.state in (DeskState.READY, DeskState.RINGING):
                idle[desk.id] = self._idle.get(desk.id, now)
            hears = desk.state is DeskState.READY and self._seating.quiet(desk, now) < QUIET_S
            # Who talks at another desk of theirs is not free at this one.
            if hears and desk.operator not in busy:
                free[_ground(desk)].append(Free(desk, now - idle[desk.id]))
        self._idle = idle
        return free

    # ---- other rooms

    def _overflow(
        self, waiting: dict[Ground, list[Waiting]], free: dict[Ground, list[Free]], now: float
    ) -> Iterator[Proposal]:
        for flow in flows(waiting, free, self.routes):
            call = flow.waiting.call
            ground = (flow.room, call.exercise)
            yield Proposal(OverflowCall(call=call.id, room=flow.to), *ground)
            params = {"to": flow.to, "waiting": str(len(waiting[ground]))}
            yield self._alert(AlertKind.QUEUE_OVERFLOW, ground, f"queue_overflow:{flow.room}".lower(), params)
            self._flowed[ground] = now
        for ground, since in list(self._flowed.items()):
            if waiting.get(ground):
                self._flowed[ground] = now
            elif now - since >= CALM_S:
                del self._flowed[ground]
                yield Proposal(ReturnAlert(group=f"queue_overflow:{ground[0]}".lower()), *ground)

    def _alert(self, kind: AlertKind, ground: Ground, group: str, params: dict[str, str]) -> Proposal:
        raised = RaiseAlert(
            alert=self._mint.mint(),
            kind=kind,
            severity=Severity.MEDIUM,
            room=ground[0],
            group=_code(group),
            params=params,
        )
        return Proposal(raised, *ground)


def _ground(desk: Desk) -> Ground:
    return desk.room, desk.exercise


def _works(desk: Desk) -> bool:
    return desk.state not in (DeskState.EMPTY, DeskState.AWAY)


def _code(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "_.:-") else "-" for c in text)[:64]
