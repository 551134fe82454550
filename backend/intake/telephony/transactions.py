"""Server and client transactions (RFC 3261, section 17; RFC 6026), without sockets or a clock of their own.

A request that comes again gets the answer it got before; a final answer to INVITE is repeated over UDP until
the ACK is here; what is over is remembered for as long as a late copy may be on its way, then forgotten.
"""

from collections.abc import Callable
from enum import Enum

from backend.intake.telephony.fields import Via
from backend.intake.telephony.flow import Flow
from backend.intake.telephony.message import Request, Response
from backend.intake.telephony.timers import Timer, Timers

T1, T2, T4 = 0.5, 4.0, 5.0
"""Seconds: a round trip, the longest gap between repeats, how long a message stays in the network."""
PATIENCE = 64
"""T1 times this is how long an answer, or an ACK, is waited for."""

Key = tuple[str, str, str]
Send = Callable[[bytes, Flow], None]


class State(Enum):
    """Where a server transaction stands."""

    PROCEEDING = "proceeding"
    COMPLETED = "completed"  # a final answer other than 2xx is out
    CONFIRMED = "confirmed"  # and its ACK is here
    ACCEPTED = "accepted"  # a 2xx is out: repeats of it are the dialog's business
    TERMINATED = "terminated"


def key_of(request: Request, hop: Via) -> Key:
    """Return what makes two copies of a request the same one (section 17.2.3)."""
    method = "INVITE" if request.method == "ACK" else request.method
    return hop.params["branch"], f"{hop.host}:{hop.port or 5060}".lower(), method


class ServerTransaction:
    """One request and what it was answered."""

    def __init__(
        self, request: Request, flow: Flow, timers: Timers, send: Send, over: Callable[[], None], t1: float
    ) -> None:
        self.request = request
        self.flow = flow
        self.state = State.PROCEEDING
        self.invite = request.method == "INVITE"
        self._timers = timers
        self._send = send
        self._over = over
        self._t1 = t1
        self._last: bytes | None = None
        self._repeat: Timer | None = None
        self._end: Timer | None = None

    @property
    def answered(self) -> bool:
        """Whether a final answer is out."""
        return self.state is not State.PROCEEDING

    def respond(self, response: Response) -> None:
        """Send an answer; nothing after a final one."""
        if self.state is not State.PROCEEDING:
            return
        self._last = response.encode()
        self._send(self._last, self.flow)
        if response.status < 200:
            return
        longest = PATIENCE * self._t1
        if not self.invite:
            # Timer J: over TCP no copy can come.
            self.state = State.COMPLETED
            self._ends_in(0.0 if self.flow.reliable else longest)
        elif response.status < 300:
            self.state = State.ACCEPTED
            self._ends_in(longest)  # timer L
        else:
            self.state = State.COMPLETED
            self._ends_in(longest)  # timer H
            if not self.flow.reliable:
                self._repeat_in(self._t1)  # timer G

    def again(self, flow: Flow) -> None:
        """The request came once more."""
        self.flow = flow
        # A copy of an accepted INVITE is not answered here: the 2xx is on its way again by itself.
        if self._last is not None and self.state in (State.PROCEEDING, State.COMPLETED):
            self._send(self._last, flow)

    def acknowledged(self) -> None:
        """The ACK of a final answer other than 2xx is here."""
        if self.state is State.COMPLETED and self.invite:
            self.state = State.CONFIRMED
            self._stop_repeating()
            self._ends_in(0.0 if self.flow.reliable else T4 * self._t1 / T1)  # timer I

    def _repeat_in(self, seconds: float) -> None:
        def again() -> None:
            if self._last is not None:
                self._send(self._last, self.flow)
            self._repeat_in(min(2 * seconds, T2 * self._t1 / T1))

        self._repeat = self._timers.after(seconds, again)

    def _stop_repeating(self) -> None:
        if self._repeat is not None:
            self._repeat.cancel()

    def _ends_in(self, seconds: float) -> None:
        if self._end is not None:
            self._end.cancel()
        self._end = self._timers.after(seconds, self._terminate)

    def _terminate(self) -> None:
        self._stop_repeating()
        self.state = State.TERMINATED
        self._over()


class ClientTransaction:
    """One request of ours that is no INVITE, repeated over UDP until it is answered (section 17.1.2)."""

    def __init__(
        self,
        data: bytes,
        flow: Flow,
        timers: Timers,
        send: Send,
        over: Callable[[int], None],
        t1: float,
    ) -> None:
        self._data = data
        self._flow = flow
        self._timers = timers
        self._send = send
        self._over = over
        self._slowest = T2 * t1 / T1
        self._repeat: Timer | None = None
        send(data, flow)
        self._end: Timer = timers.after(PATIENCE * t1, lambda: self._ended(408))  # timer F
        if not flow.reliable:
            self._repeat_in(t1)  # timer E

    def answered(self, status: int) -> None:
        """An answer is here."""
        if status >= 200:
            self._ended(status)

    def _repeat_in(self, seconds: float) -> None:
        def again() -> None:
            self._send(self._data, self._flow)
            self._repeat_in(min(2 * seconds, self._slowest))

        self._repeat = self._timers.after(seconds, again)

    def _ended(self, status: int) -> None:
        self._end.cancel()
        if self._repeat is not None:
            self._repeat.cancel()
        self._over(status)
