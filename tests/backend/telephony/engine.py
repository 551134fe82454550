"""What the contract asks of a SIP engine, and ours held to it: no socket, and a clock moved by hand."""

from __future__ import annotations

from random import Random
from typing import Protocol

from backend.intake.telephony.bodies import Part
from backend.intake.telephony.flow import Flow
from backend.intake.telephony.framing import Stream, read_datagram
from backend.intake.telephony.leg import How, Leg
from backend.intake.telephony.message import Malformed
from backend.intake.telephony.room import Turned
from backend.intake.telephony.sdp import NoVoice
from backend.intake.telephony.user_agent import UserAgent
from domain.clock import ManualClock
from tests.backend.telephony.caller import Heard, hear

PEER = "127.0.0.1"


class Engine(Protocol):
    """A called side, driven from outside."""

    closed: bool
    """Whether it hung up the connection."""
    odd: list[tuple[str, str]]
    over: list[tuple[str, str]]
    """(Call-ID, how) of calls whose line is closed."""

    async def say(self, data: bytes) -> None:
        """Let it receive a datagram, or a piece of the stream."""
        ...

    def heard(self) -> list[Heard]:
        """Return and forget what it sent."""
        ...

    async def wait(self, seconds: float) -> None:
        """Let time pass."""
        ...

    def calls(self) -> list[str]:
        """Return the Call-IDs of the calls that were announced to the room, in order."""
        ...

    def ring(self, call_id: str) -> None:
        """The room has the call."""
        ...

    def answer(self, call_id: str) -> None:
        """A desk answers."""
        ...

    def hang_up(self, call_id: str) -> None:
        """A desk hangs up."""
        ...

    def carried(self, call_id: str) -> list[str]:
        """Return the types of the location and additional bodies that came with a call."""
        ...


class Floor:
    """A room that does as the test says."""

    def __init__(self) -> None:
        self.legs: list[Leg] = []
        self.noted: list[tuple[str, str]] = []
        self.ends: list[tuple[str, str]] = []
        self.strange: list[str] = []
        self.referrals: list[str] = []
        self.turned: Turned | None = None
        self.takes_transfers = False

    def shut(self) -> Turned | None:
        """Open, unless the test says otherwise."""
        return self.turned

    def full(self) -> Turned | None:
        """The same."""
        return self.turned

    def invited(self, leg: Leg) -> None:
        """Keep the leg."""
        self.legs.append(leg)

    def located(self, leg: Leg, parts: tuple[Part, ...], references: tuple[str, ...]) -> bool:
        """Only what looks like XML can be read."""
        return all(part.data.startswith(b"<") for part in parts)

    def over(self, leg: Leg, how: How) -> None:
        """Note the end."""
        self.ends.append((leg.dialog.call_id, how.value))

    def strange_bye(self, name: str) -> None:
        """Note it."""
        self.strange.append(name)

    def referred(self, leg: Leg, target: str) -> bool:
        """Take it on or not, as the test wants."""
        self.referrals.append(target)
        return self.takes_transfers

    def odd(self, kind: str, peer: str, detail: str) -> None:
        """Keep what was odd."""
        self.noted.append((kind, detail))

    def answered(self, method: str, status: int) -> None:
        """Not counted here."""


class Ours:
    """The project's own user agent as an engine."""

    def __init__(self, over: str = "udp") -> None:
        self.clock = ManualClock()
        self.room = Floor()
        self.closed = False
        self.odd, self.over = self.room.noted, self.room.ends
        self.sent: list[tuple[bytes, Flow]] = []
        self._stream = Stream()
        self._flow = Flow(
            transport="tcp" if over == "tcp" else "udp", host=PEER, port=5070, key=int(over == "tcp")
        )
        self.agent = UserAgent(
            clock=self.clock,
            entropy=Random(7).randbytes,
            wire=self,
            room=self.room,
            media=NoVoice("127.0.0.1"),
        )

    # ---- the engine

    async def say(self, data: bytes) -> None:
        """Let it receive."""
        if not self._flow.reliable:
            try:
                self.agent.receive(read_datagram(data), self._flow)
            except Malformed as bad:
                self.agent.malformed(bad, self._flow)
            return
        for message in self._stream.feed(data):
            if isinstance(message, Malformed):
                self.agent.malformed(message, self._flow)
            else:
                self.agent.receive(message, self._flow)

    def heard(self) -> list[Heard]:
        """Return and forget what it sent."""
        sent, self.sent = self.sent, []
        return [one for data, _ in sent for one in hear(data)]

    async def wait(self, seconds: float) -> None:
        """Let time pass, timer by timer."""
        end = self.clock.monotonic() + seconds
        while (at := self.agent.timers.next_at) is not None and at <= end:
            self.clock.advance(max(0.0, at - self.clock.monotonic()))
            self.agent.timers.run_due()
        self.clock.advance(max(0.0, end - self.clock.monotonic()))

    def calls(self) -> list[str]:
        """Return the calls announced."""
        return [leg.dialog.call_id for leg in self.room.legs]

    def leg(self, call_id: str) -> Leg:
        """Return the last leg of a Call-ID."""
        return [leg for leg in self.room.legs if leg.dialog.call_id == call_id][-1]

    def ring(self, call_id: str) -> None:
        """The room has it."""
        self.leg(call_id).ring()

    def answer(self, call_id: str) -> None:
        """A desk answers."""
        self.leg(call_id).answer()

    def hang_up(self, call_id: str) -> None:
        """A desk hangs up."""
        self.leg(call_id).hang_up()

    def carried(self, call_id: str) -> list[str]:
        """Return the types of what came along."""
        invitation = self.leg(call_id).invitation
        return [part.type for part in (*invitation.locations, *invitation.additional)]

    # ---- the wire

    def send(self, data: bytes, flow: Flow) -> None:
        """Keep what is sent."""
        self.sent.append((data, flow))

    def close(self, flow: Flow) -> None:
        """Note that it hangs up."""
        self.closed = True

    def local(self, flow: Flow) -> str:
        """Where it listens."""
        return "127.0.0.1:5060"
