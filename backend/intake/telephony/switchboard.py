"""Between the signalling and the room: an INVITE becomes a call, an answer at a desk becomes a 200.

Every line has one task, which first has its call committed and then, when the line is closed, its end: in
this order, whatever the caller does meanwhile, and again for as long as the database is away. The ids follow
from what the INVITE says, so that a repeat changes nothing.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

from backend.intake.location.pidf import Located
from backend.intake.strangers import Strangers, neighbourhood
from backend.intake.telephony import reports
from backend.intake.telephony.bodies import Part
from backend.intake.telephony.house import House
from backend.intake.telephony.in_dialog import LOCATION_ERROR
from backend.intake.telephony.leg import How, Leg, Step
from backend.intake.telephony.load import Load
from backend.intake.telephony.room import Turned
from backend.intake.telephony.whereabouts import Fetch, Whereabouts
from domain.alert import AlertKind
from domain.call import Call, CallState
from domain.clock import Clock, Micros
from domain.commands import AnyCommand, EndCall, RaiseAlert, ReturnAlert
from domain.ids import IdMint
from domain.people import Actor
from domain.severity import Severity
from domain.wire import Outcome
from domain.world import Thing

log = logging.getLogger(__name__)

RETRY_S = 0.25
PATIENCE_S = 5.0
"""How long a caller hears nothing while the call cannot be put on disk; then another room may have it."""
KEEP_S = 600.0
"""How long what could not be put on disk is tried again: the number is to be called back at least."""
GRACE_S = 60.0
"""After a restart: how long the network has to call again before a call counts as given up."""
PASSING = ("database.", "server.", "lease.", "writer.")
LOAD_GROUP = "sip_load"
Answered = Callable[[str, int], None]
"""Counts an answer of a door."""


def _rings(call: Call) -> bool:
    return call.state is CallState.RINGING


class Line:
    """One line: its leg, the name that its commands are made of, and whether it is closed."""

    def __init__(self, leg: Leg, name: str, at: Micros) -> None:
        self.leg = leg
        self.name = name
        self.at = at
        self.closed = asyncio.Event()
        self.moved = False
        """Whether another backend has the call now."""


class Switchboard:
    """The room, as the user agent sees it."""

    def __init__(
        self,
        house: House,
        clock: Clock,
        mint: IdMint,
        *,
        load: Load | None = None,
        answered: Answered = lambda door, status: None,
        fetch: Fetch | None = None,
    ) -> None:
        self._house = house
        self._clock = clock
        self._mint = mint
        self._load = load or Load(clock)
        self._answered = answered
        self._whereabouts = Whereabouts(fetch, clock, self.odd) if fetch is not None else None
        self._strangers = Strangers(clock)
        self._lines: dict[UUID, Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loud = False
        self.refused_peers = 0

    @property
    def ringing(self) -> int:
        """How many calls ring, those that are not on disk yet included."""
        return sum(one.leg.step in (Step.INVITED, Step.RINGING) for one in self._lines.values())

    # ---- the user agent

    def shut(self) -> Turned | None:
        """Only the writer takes calls."""
        if self._house.writer() is None:
            return Turned(status=503, retry_after_s=1, why="server.follower")
        return None

    def full(self) -> Turned | None:
        """Turn away what is beyond the limits, and nothing below."""
        turned = self.shut() or self._load.admit(self.ringing)
        if turned is not None and turned.why != "server.follower":
            self.odd("sip.overload", turned.why, f"{self.ringing} ringing, {self._load.a_second:.0f}/s")
        return turned

    def invited(self, leg: Leg) -> None:
        """Have the call committed, then let it ring."""
        invitation, now = leg.invitation, self._clock.now()
        read = reports.read_all(invitation, now)
        for kind, detail in read.troubles:
            self.odd(kind, leg.dialog.flow.host, detail)
        if read.badly_located:
            # A call is never refused for where it says it comes from (RFC 6442 leaves it to us; RFC 6881).
            leg.more = (LOCATION_ERROR,)
        name, times = invitation.name, 0
        leg.call = reports.call_id(name)
        while not self._is_new(leg.call):
            # The same words over again, not a repeat: those never come here. Each is a call of its own.
            name = f"{invitation.again}\x1f{times}" if times else invitation.again
            leg.call, times = reports.call_id(name), times + 1
        line = self._lines[leg.call] = Line(leg, name, now)
        self._spawn(self._live(line, read))
        self._watch_load()

    def located(self, leg: Leg, parts: tuple[Part, ...], references: tuple[str, ...]) -> bool:
        """Tell the room where an open call comes from now."""
        found, troubles = reports.read_locations(parts, self._clock.now())
        for kind, detail in troubles:
            self.odd(kind, leg.dialog.flow.host, detail)
        if found is not None:
            self._spawn(self._place(leg, found))
        elif references:
            self._follow(leg, references)
        return found is not None or not parts

    def over(self, leg: Leg, how: How) -> None:
        """A line is closed."""
        line = self._lines.get(leg.call)
        if line is not None and line.leg is leg:
            line.closed.set()
        if how is How.NO_ACK:
            self.odd("sip.no_ack", leg.dialog.flow.host, "ACK: none within 32 s of the answer")
        self._watch_load()

    def strange_bye(self, name: str) -> None:
        """End a call that was taken before this backend was started anew."""
        writer, call = self._house.writer(), reports.call_id(name)
        if call in self._lines:
            return  # its line is here and open: whoever says this is not in its dialog
        if writer is not None and writer.world.calls.get(call) is not None:
            report, command, said = reports.end(call, name, self._clock.now())
            self._spawn(self._commit(report, command, said, KEEP_S))

    def referred(self, leg: Leg, target: str) -> bool:
        """Nobody outside moves a call of the room: transfers are the room's own, by a person."""
        return False

    def odd(self, kind: str, peer: str, detail: str) -> None:
        """Leave a line in the exceptions list."""
        notes = self._house.notes()
        if notes is not None:
            notes.note(kind, peer, detail, self._clock.now(), grave=kind in ("sip.poison", "sip.overload"))

    def answered(self, method: str, status: int) -> None:
        """Count an answer."""
        self._answered("sip", status)

    def refused(self, host: str) -> None:
        """Somebody who may not speak here has spoken."""
        self.refused_peers += 1
        self._answered("sip", 403)
        address = neighbourhood(host)
        named = self._strangers.named(address)
        group = f"intake:sip:{address}" if named else "intake:sip"
        if self._strangers.may_write(group):
            self._alarm(
                AlertKind.INTAKE_UNAUTHORISED, group, {"door": "sip", "source": address}, verified=False
            )

    # ---- the room's side

    def told(self, things: tuple[Thing, ...]) -> None:
        """What was committed: an answer at a desk is an answer on the line, an end there is its end."""
        for thing in things:
            if not isinstance(thing, Call):
                continue
            line = self._lines.get(thing.id)
            if line is None:
                continue
            if thing.state is CallState.ANSWERED:
                line.leg.answer()
            elif thing.state in (CallState.CLOSED, CallState.ENDED):
                line.leg.hang_up()
                line.leg.refuse(480)
            elif thing.state is CallState.ABANDONED:
                line.leg.refuse(480)

    def reigns(self) -> None:
        """This backend writes now: look after calls whose lines were lost with another, or with itself."""
        self._spawn(self._settle_lost())

    def resigned(self) -> None:
        """Another backend writes now: what rings here is sent there, and rings there as the same call."""
        for line in tuple(self._lines.values()):
            if line.leg.step in (Step.INVITED, Step.RINGING):
                line.moved = True
                line.leg.refuse(503, (("retry-after", "1"),))

    async def end(self) -> None:
        """Let everything go."""
        self.resigned()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # ---- lines of before

    async def _settle_lost(self) -> None:
        """Wait until the network has called again; who has not is to be called back."""
        before, lost = await self._house.lines_before(), list[UUID]()
        if (writer := self._house.writer()) is not None:
            lost = [call.id for call in writer.world.calls.settled() if call.id in before and _rings(call)]
        if not lost:
            return
        await asyncio.sleep(GRACE_S)
        for call in lost:
            writer = self._house.writer()
            known = writer.world.calls.get(call) if writer is not None else None
            if known is not None and _rings(known) and call not in self._lines:
                # One line for all of them: five hundred may have rung, and who called is not for this list.
                self.odd("sip.line_lost", "sip", f"call {known.short}: the line was lost with a restart")
                ended = EndCall(call=call, at=self._clock.now())
                await self._commit(self._mint.mint(), ended, None, KEEP_S)

    # ---- one line

    def _is_new(self, call: UUID) -> bool:
        """Tell whether a name is free, or its call waits for a line that was lost with a restart."""
        if call in self._lines:
            return False
        writer = self._house.writer()
        known = writer.world.calls.get(call) if writer is not None else None
        return known is None or known.state in (CallState.RINGING, CallState.ANSWERED)

    async def _live(self, line: Line, read: reports.Read) -> None:
        leg = line.leg
        try:
            report, command, said = reports.ring(
                leg.call, line.name, leg.invitation, read, self._house.main_room(), line.at
            )
            outcome = await self._commit(report, command, said, PATIENCE_S)
            if outcome is None and leg.step is not Step.OVER:
                self.odd("sip.not_taken", leg.dialog.flow.host, "the call could not be put on disk")
                leg.refuse(500, (("retry-after", "1"),))
            if outcome is None and not line.moved:
                outcome = await self._commit(report, command, said, KEEP_S)
            if outcome is None or outcome.result != "accepted":
                leg.refuse(500)
                return
            if line.moved:
                return
            self._ring(line)
            self._follow(leg, leg.invitation.references)
            await line.closed.wait()
            if not line.moved:
                report, ended, said = reports.end(leg.call, line.name, self._clock.now())
                await self._commit(report, ended, said, KEEP_S)
        finally:
            if self._lines.get(leg.call) is line:
                del self._lines[leg.call]

    def _ring(self, line: Line) -> None:
        writer = self._house.writer()
        known = writer.world.calls.get(line.leg.call) if writer is not None else None
        line.leg.ring()
        if known is not None and known.state is CallState.ANSWERED:
            line.leg.answer()  # a desk was faster, or had it before a restart

    def _follow(self, leg: Leg, references: tuple[str, ...]) -> None:
        """Ask where a caller is, if the network says where that is known."""
        if references and self._whereabouts is not None:
            self._spawn(
                self._whereabouts.follow(
                    references, lambda: leg.step is not Step.OVER, lambda found: self._place(leg, found)
                )
            )

    async def _place(self, leg: Leg, found: Located) -> None:
        await self._commit(self._mint.mint(), reports.locate(leg.call, found), None, PATIENCE_S)

    async def _commit(
        self, report: UUID, command: AnyCommand, said: bytes | None, patience_s: float
    ) -> Outcome | None:
        """Give a command to the writer until it decides; None when it could not for so long."""
        end = self._clock.monotonic() + patience_s
        while True:
            writer = self._house.writer()
            if writer is not None:
                room = self._house.main_room()
                outcome = await writer.submit(report, command, Actor(name="intake:sip", room=room), said)
                if outcome.result == "accepted" or not (outcome.code or "").startswith(PASSING):
                    if outcome.result != "accepted":
                        log.warning("a call's report was not taken: %s", outcome.code)
                    return outcome
            if self._clock.monotonic() >= end:
                return None
            await asyncio.sleep(RETRY_S)

    # ---- alarms

    def _watch_load(self) -> None:
        ringing = self.ringing
        match self._load.word(ringing):
            case "alarm":
                params = {"ringing": str(ringing), "a_second": f"{self._load.a_second:.0f}"}
                self._alarm(AlertKind.SIP_LOAD, LOAD_GROUP, params)
                if not self._loud:
                    self._loud = True
                    self._spawn(self._calm_down())
            case "over":
                self._loud = False
            case _:
                pass

    async def _calm_down(self) -> None:
        """Look every second whether it is quiet again, and say so."""
        while self._loud:
            await asyncio.sleep(1.0)
            self._watch_load()
        await self._tell(ReturnAlert(group=LOAD_GROUP))

    def _alarm(self, kind: AlertKind, group: str, params: dict[str, str], *, verified: bool = True) -> None:
        if self._house.writer() is None:
            return
        raised = RaiseAlert(
            alert=self._mint.mint(),
            kind=kind,
            severity=Severity.HIGH,
            room=self._house.main_room(),
            group=group,
            params=params,
            verified=verified,
        )
        self._spawn(self._tell(raised))

    async def _tell(self, command: AnyCommand) -> None:
        await self._commit(self._mint.mint(), command, None, PATIENCE_S)

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
