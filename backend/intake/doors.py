"""The doors that sources knock at: phones, exchanges, panic buttons. Every source has its own credential."""

import hashlib
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Protocol
from uuid import UUID

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from backend.intake import buttons, calls, located, phones, unit_status
from backend.intake.exceptions import Exceptions
from backend.intake.phones import BadFix
from backend.intake.phones import Report as PhoneReport
from backend.intake.strangers import PER_SECOND, Strangers, neighbourhood
from backend.positions import Positions
from backend.tracks import Tracks
from domain.alert import AlertKind
from domain.call import Call
from domain.clock import Clock
from domain.commands import AnyCommand, EndCall, RaiseAlert
from domain.ids import IdMint
from domain.people import Actor
from domain.severity import Severity
from domain.unit import Unit
from domain.wire import Outcome, canonical
from domain.words import RoomName

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
_PASSING = frozenset({"server.busy", "database.unavailable", "database.disk_full"})


class CallSource(msgspec.Struct, frozen=True, kw_only=True):
    """An exchange that may report calls: its name, the room its calls ring in."""

    name: str
    room: RoomName
    exercise: bool = False


class Register(Protocol):
    """What the doors must know: who was issued what."""

    def unit_of_phone(self, device: str) -> Unit | None:
        """Return the unit that carries this phone now, or None when it was not issued."""
        ...

    def button(self, device: str) -> buttons.Issued | None:
        """Return what is known of a panic button."""
        ...

    def last_counter(self, device: str) -> int:
        """Return the highest counter heard of a button, -1 for none."""
        ...

    async def heard(self, device: str, counter: int) -> None:
        """Keep a button's counter."""
        ...

    def call_source(self, token_digest: bytes) -> CallSource | None:
        """Return the exchange whose token this is."""
        ...

    def barrio(self, lat: float, lon: float) -> str:
        """Return the barrio of a position, empty outside the city."""
        ...

    @property
    def main_room(self) -> RoomName:
        """The room that is told of what belongs to none."""
        ...


class Desk(Protocol):
    """The writer, as the doors see it."""

    async def submit(
        self, command_id: UUID, command: AnyCommand, actor: Actor, said: bytes | None = None
    ) -> Outcome:
        """Decide, commit and answer; `said` is what a retry of the source repeats to the letter."""
        ...

    def knows_call(self, call: UUID) -> bool:
        """Tell whether this call has rung."""
        ...

    def call_of_number(self, number: str) -> Call | None:
        """Return the call of this number that a location can still be about."""
        ...


class Inside(msgspec.Struct, frozen=True, kw_only=True):
    """What lies behind the doors while this backend is the writer."""

    register: Register
    positions: Positions
    tracks: Tracks
    desk: Desk
    exceptions: Exceptions


class TooLarge(ValueError):
    """A body over the limit."""


class Cut(Exception):
    """The source hung up, or was cut, before all of its body was there."""


def answer(status: int, code: str, **params: str | int) -> Response:
    """Return a JSON answer: a code and its parameters."""
    return _json(status, {"code": code, **params})


def _json(status: int, told: object) -> Response:
    return Response(msgspec.json.encode(told), status_code=status, media_type="application/json")


class Doors:
    """The handlers of /intake/*."""

    def __init__(
        self,
        inside: Callable[[], Inside | None],
        clock: Clock,
        mint: IdMint,
        answered: Callable[[str, int], None] = lambda door, status: None,
    ) -> None:
        self._answered = answered
        self._inside = inside
        self._clock = clock
        self._mint = mint
        self._callers = Strangers(clock)
        self._pressers = Strangers(clock)
        self._refused: Counter[str] = Counter()

    def routes(self) -> list[Route]:
        """Return the routes of the doors."""
        return [
            Route("/intake/phones", _whole("phones", self.phones, self._answered), methods=["GET", "POST"]),
            Route("/intake/units/status", _whole("units", self.units, self._answered), methods=["POST"]),
            Route("/intake/calls", _whole("calls", self.calls, self._answered), methods=["POST"]),
            Route("/intake/aml", _whole("aml", self.aml, self._answered), methods=["POST"]),
            Route("/intake/buttons", _whole("buttons", self.buttons, self._answered), methods=["POST"]),
        ]

    async def phones(self, request: Request) -> Response:
        """Take one fix or many; the answer tells how many were taken."""
        inside = self._inside()
        if inside is None:
            return answer(503, "server.follower")
        body = await _body(request)
        received_at = self._clock.now()
        try:
            # Traccar Client posts an empty form with a query; newer ones post JSON.
            if body[:1] in (b"{", b"["):
                reports = phones.from_json(body, received_at)
            else:
                reports = [phones.from_query(request.query_params, received_at)]
        except BadFix as bad:
            self._count_refused(inside, bad)
            return answer(400, "fix.bad", detail=str(bad))
        taken = sum(_put(inside, report) for report in reports)
        if taken == 0:
            return answer(403, "phone.not_issued")
        return answer(200, "ok", taken=taken)

    async def units(self, request: Request) -> Response:
        """Take what crews report of their units; 202 only once the log has all of it."""
        inside = self._inside()
        if inside is None:
            return answer(503, "server.follower")
        body = await _body(request)
        try:
            reports = unit_status.read(body)
        except calls.BadReport as bad:
            # Of whoever it is: a phone's name is its credential, and is in nobody's list.
            inside.exceptions.note("status.bad", "phones", str(bad), self._clock.now())
            return answer(400, "status.bad", detail=str(bad))
        unit_of = inside.register.unit_of_phone
        results = await unit_status.take(reports, unit_of, inside.desk, self._clock.now())
        codes = {result.code for result in results}
        if codes == {"phone.not_issued"}:
            return answer(403, "phone.not_issued")
        for code in codes & _PASSING:
            return _busy(code)
        return _json(202, {"code": "ok", "results": results})

    def _count_refused(self, inside: Inside, bad: BadFix) -> None:
        """Count a bad fix, also by the unit whose phone sent it; the log tells of the 1st, 10th, 100th."""
        inside.positions.counts["refused"] += 1
        unit = inside.register.unit_of_phone(bad.device) if bad.device else None
        if unit is None:
            return
        self._refused[unit.call_sign] += 1
        count = self._refused[unit.call_sign]
        if str(count).strip("0") == "1":
            log.warning("unit %s: %d fixes of its phone refused, the last: %s", unit.call_sign, count, bad)

    async def calls(self, request: Request) -> Response:
        """Take a report of an exchange; 202 only once the log has it."""
        inside = self._inside()
        if inside is None:
            return answer(503, "server.follower")
        source = await self._exchange(inside, request, "calls")
        if source is None:
            return answer(401, "token.unknown")
        body = await _body(request)
        try:
            report = calls.read(body)
            command_id, command = calls.command_of(report, source.name, source.room, self._clock.now())
        except calls.BadReport as bad:
            inside.exceptions.note("call.bad", source.name, str(bad), self._clock.now(), grave=True)
            return answer(400, "call.bad", detail=str(bad))
        if isinstance(command, EndCall) and not inside.desk.knows_call(command.call):
            # Overtaken by its own end; not given to the log, which would give its retry the same answer.
            return answer(409, "call.unknown")
        actor = Actor(name=f"intake:{source.name}", room=source.room, exercise=source.exercise)
        outcome = await inside.desk.submit(command_id, command, actor, canonical(report))
        return _answer_of(outcome, call=str(command.call))

    async def aml(self, request: Request) -> Response:
        """Take an AML message of a gateway for a call that rang; 202 only once the log has it."""
        inside = self._inside()
        if inside is None:
            return answer(503, "server.follower")
        source = await self._exchange(inside, request, "aml")
        if source is None:
            return answer(401, "token.unknown")
        body, now = await _body(request), self._clock.now()
        try:
            report = located.read(body)
            found = located.located_by(report, now)
        except calls.BadReport as bad:
            inside.exceptions.note("aml.bad", source.name, str(bad), now)
            return answer(400, "aml.bad", detail=str(bad))
        call = inside.desk.call_of_number(report.number)
        if call is None:
            return answer(409, "call.unknown")
        command_id, order = located.order_of(call.id, found, report.text)
        actor = Actor(name=f"intake:{source.name}", room=call.room, exercise=source.exercise)
        outcome = await inside.desk.submit(command_id, order, actor, canonical(report))
        return _answer_of(outcome, call=str(call.id))

    async def _exchange(self, inside: Inside, request: Request, door: str) -> CallSource | None:
        """Return the exchange whose token came along; None, with an alarm in the room, for a stranger."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        source = None
        if scheme.lower() == "bearer":
            source = inside.register.call_source(hashlib.sha256(token.strip().encode()).digest())
        if source is None:
            await self._alarm_unauthorised(inside, door, neighbourhood(_address(request)))
        return source

    async def buttons(self, request: Request) -> Response:
        """Take a press; whatever is wrong with it, it rings, as long as it names a device."""
        inside = self._inside()
        if inside is None:
            return answer(503, "server.follower")
        body = await _body(request)
        try:
            press = buttons.read(body)
        except calls.BadReport as bad:
            return answer(400, "press.bad", detail=str(bad))
        issued = inside.register.button(press.device)
        why = buttons.doubt(press, issued, inside.register.last_counter(press.device))
        area = ""
        if press.lat is not None and press.lon is not None:
            area = inside.register.barrio(press.lat, press.lon)
        group = buttons.group_of(press, issued, why, self._pressers)
        if why is not None and not self._pressers.may_write(group):
            return answer(429, "press.too_often", per_second=PER_SECOND)
        room, now = inside.register.main_room, self._clock.now()
        command_id, command = buttons.command_of(press, issued, why, group, room, area, now)
        actor = Actor(name="intake:buttons", room=command.room, exercise=bool(issued and issued.exercise))
        outcome = await inside.desk.submit(command_id, command, actor, canonical(press))
        # Only what is on disk counts as heard: otherwise its retry would look like a replay.
        if why is None and outcome.result == "accepted":
            await inside.register.heard(press.device, press.counter)
        return _answer_of(outcome, verified=int(why is None))

    async def _alarm_unauthorised(self, inside: Inside, door: str, address: str) -> None:
        room = inside.register.main_room
        name = self._callers.named(f"{door} {address}")
        group = f"intake:{door}:{address}" if name else f"intake:{door}"
        if not self._callers.may_write(group):
            return
        alarm = RaiseAlert(
            alert=self._mint.mint(),
            kind=AlertKind.INTAKE_UNAUTHORISED,
            severity=Severity.HIGH,
            room=room,
            group=group,
            params={"door": door, "source": address},
            verified=False,
        )
        await inside.desk.submit(self._mint.mint(), alarm, Actor(name=f"intake:{door}", room=room))


def _whole(
    name: str, door: Callable[[Request], Awaitable[Response]], answered: Callable[[str, int], None]
) -> Callable[[Request], Awaitable[Response]]:
    """Return a door that answers for bodies which are too large or never come to their end."""

    async def guarded(request: Request) -> Response:
        try:
            response = await door(request)
        except TooLarge:
            response = answer(413, "body.too_large", limit=LARGEST_BODY)
        except Cut:
            response = answer(400, "body.cut")  # nobody is there to hear it
        answered(name, response.status_code)
        return response

    return guarded


def _put(inside: Inside, report: PhoneReport) -> bool:
    unit = inside.register.unit_of_phone(report.device)
    if unit is None:
        inside.positions.counts["not_issued"] += 1
        return False
    verdict = inside.positions.put(unit, report.fix)
    if verdict.stored:
        inside.tracks.put(unit.id, report.fix, verdict.offset)
    return True


def _busy(code: str) -> Response:
    """Ask the source to send the same again."""
    response = answer(503, code)
    response.headers["Retry-After"] = "1"
    return response


def _answer_of(outcome: Outcome, **params: str | int) -> Response:
    if outcome.result == "accepted":
        return answer(202, "ok", **params)
    if outcome.code in _PASSING:
        return _busy(outcome.code)
    return answer(409, outcome.code or outcome.result, **outcome.params)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > LARGEST_BODY:
                raise TooLarge
            parts.append(part)
    except ClientDisconnect:
        raise Cut from None
    return b"".join(parts)
