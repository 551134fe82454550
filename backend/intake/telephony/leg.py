"""The signalling of one call, from its INVITE to its BYE (RFC 3261, sections 13 to 15), called side.

The room says ring, answer, refuse, hang up; the network says cancelled, acknowledged, bye. Whoever comes
first has it: a CANCEL after the 200 changes nothing, an answer after the CANCEL sends nothing.
"""

from collections.abc import Callable
from enum import Enum
from typing import Protocol
from uuid import UUID

from backend.intake.telephony.answers import ALLOW, SUPPORTED, answer_to
from backend.intake.telephony.bodies import SDP
from backend.intake.telephony.dialog import Dialog
from backend.intake.telephony.flow import Flow
from backend.intake.telephony.invitation import Invitation
from backend.intake.telephony.message import Fields
from backend.intake.telephony.sdp import Media, Offer
from backend.intake.telephony.timers import Timer, Timers
from backend.intake.telephony.transactions import PATIENCE, T1, T2, ServerTransaction

RING_AGAIN_S = 15.0
"""A ringing INVITE is spoken of again, so that the edge knows within seconds when this backend is gone.

At least once a minute, or the proxies between give it up (section 13.3.1.1).
"""


Done = Callable[[int], None]
"""Hears the status of an answer, 408 for none."""


class Step(Enum):
    """Where the signalling stands."""

    INVITED = "invited"  # 100 is out, the call is not on disk yet
    RINGING = "ringing"  # 180 is out
    ANSWERED = "answered"  # 200 is out, no ACK yet
    TALKING = "talking"
    OVER = "over"


class How(Enum):
    """Who or what ended it."""

    CANCELLED = "cancelled"
    BYE = "bye"
    NO_ACK = "no_ack"
    REFUSED = "refused"  # by us, before it was answered
    HUNG_UP = "hung_up"  # by us


class Board(Protocol):
    """What a leg needs of the user agent that it belongs to."""

    timers: Timers
    media: Media
    t1: float

    def send(self, data: bytes, flow: Flow) -> None:
        """Send bytes."""
        ...

    def contact(self, flow: Flow) -> tuple[str, str]:
        """Return the Contact field that this peer reaches us by."""
        ...

    def ask(
        self, dialog: Dialog, method: str, more: Fields, body: bytes, done: Callable[[int], None]
    ) -> None:
        """Send a request inside a dialog and tell the status of its answer, 408 for none."""
        ...

    def answered(self, method: str, status: int) -> None:
        """A final answer is out."""
        ...

    def ended(self, leg: "Leg", how: How) -> None:
        """The leg is over."""
        ...

    def forget(self, leg: "Leg") -> None:
        """Nothing more is said in the leg's dialog."""
        ...


class Leg:
    """One call's signalling. `call` is what the room calls it, `more` goes with its 180 and 200."""

    def __init__(
        self,
        invitation: Invitation,
        call: UUID,
        dialog: Dialog,
        transaction: ServerTransaction,
        offer: Offer | None,
        board: Board,
    ) -> None:
        self.invitation = invitation
        self.call = call
        self.dialog = dialog
        self.step = Step.INVITED
        self.more: Fields = ()
        self._invite = transaction
        self._offer = offer
        self._board = board
        self._version = 1
        self._closing = False
        self._ringing: Timer | None = None
        self._unacknowledged: dict[int, Timer] = {}
        self._say(100)

    # ---- the room

    def ring(self) -> None:
        """The call is on disk: the caller may hear that it rings."""
        if self.step is Step.INVITED:
            self.step = Step.RINGING
            self._ring()

    def answer(self) -> None:
        """Somebody has taken the call."""
        if self.step in (Step.INVITED, Step.RINGING):
            self._quiet()
            self.step = Step.ANSWERED
            self._accept(self._invite, self._offer)

    def refuse(self, status: int, more: Fields = ()) -> None:
        """Turn the call away before anybody took it."""
        if self.step in (Step.INVITED, Step.RINGING):
            self._quiet()
            self._say(status, more)
            self._end(How.REFUSED)

    def hang_up(self) -> None:
        """The room is done with the call. Before the ACK is here no BYE may be sent (section 15)."""
        if self.step is Step.ANSWERED and self._unacknowledged:
            self._closing = True
        elif self.step in (Step.ANSWERED, Step.TALKING):
            self._bye(How.HUNG_UP)

    def notify(self, status: str, *, last: bool) -> None:
        """Tell how a transfer that was asked for goes (RFC 3515): a line such as `SIP/2.0 200 OK`."""
        if self.step is Step.OVER:
            return
        state = "terminated;reason=noresource" if last else "active;expires=60"
        more: Fields = (
            ("event", "refer"),
            ("subscription-state", state),
            ("content-type", "message/sipfrag;version=2.0"),
            self._board.contact(self.dialog.flow),
        )
        self._board.ask(self.dialog, "NOTIFY", more, f"{status}\r\n".encode(), lambda _: None)

    # ---- the network

    def cancelled(self) -> None:
        """The caller gave up before anybody answered; after the 200 it is too late for that."""
        if self.step in (Step.INVITED, Step.RINGING):
            self._quiet()
            self._say(487)
            self._end(How.CANCELLED)

    def said_bye(self) -> None:
        """The caller hung up."""
        if self.step in (Step.INVITED, Step.RINGING):
            self._quiet()
            self._say(487)
        self._end(How.BYE)

    def acknowledged(self, cseq: int) -> None:
        """The ACK of a 200 is here."""
        repeat = self._unacknowledged.pop(cseq, None)
        if repeat is not None:
            repeat.cancel()
        if self.step is Step.ANSWERED:
            self.step = Step.TALKING
        if self._closing:
            self._closing = False
            self.hang_up()

    def offered(self, transaction: ServerTransaction, offer: Offer | None) -> None:
        """The caller changes the session (hold, other codecs): the same answer with what was changed."""
        self._version += 1
        self.dialog.refresh(transaction.request)
        self._accept(transaction, offer)

    @property
    def pending(self) -> bool:
        """Whether an INVITE of this dialog waits for its final answer."""
        return not self._invite.answered

    # ---- inside

    def _say(self, status: int, more: Fields = ()) -> None:
        request = self._invite.request
        self._invite.respond(answer_to(request, status, self.dialog.local_tag, more))
        if status >= 200:
            self._board.answered("INVITE", status)

    def _ring(self) -> None:
        self._say(180, (self._board.contact(self.dialog.flow), ALLOW, *self.more))
        self._ringing = self._board.timers.after(RING_AGAIN_S, self._ring)

    def _quiet(self) -> None:
        if self._ringing is not None:
            self._ringing.cancel()
            self._ringing = None

    def _accept(self, transaction: ServerTransaction, offer: Offer | None) -> None:
        request = transaction.request
        body, more = b"", (self._board.contact(self.dialog.flow), ALLOW, SUPPORTED, *self.more)
        if request.method == "INVITE" or offer is not None:
            body = self._board.media.answer(self.call, offer, self._version)
            more = (*more, ("content-type", SDP))
        response = answer_to(request, 200, self.dialog.local_tag, more, body)
        transaction.respond(response)
        self._board.answered(request.method, 200)
        if request.method == "INVITE":
            # Over TCP too: some hop behind the next may lose it (section 13.3.1.4).
            flow, data, t1 = transaction.flow, response.encode(), self._board.t1
            end = self._board.timers.after(PATIENCE * t1, lambda: self._no_ack(request.cseq))
            self._repeat(request.cseq, data, flow, t1, end)

    def _repeat(self, cseq: int, data: bytes, flow: Flow, seconds: float, end: Timer) -> None:
        def again() -> None:
            self._board.send(data, flow)
            self._repeat(cseq, data, flow, min(2 * seconds, T2 * self._board.t1 / T1), end)

        timer = self._board.timers.after(seconds, again)
        self._unacknowledged[cseq] = _Both(timer, end)

    def _no_ack(self, cseq: int) -> None:
        repeat = self._unacknowledged.pop(cseq, None)
        if repeat is not None:
            repeat.cancel()
        if self.step in (Step.ANSWERED, Step.TALKING):
            self._bye(How.NO_ACK)

    def _bye(self, how: How) -> None:
        self._end(how, gone=False)
        self._board.ask(self.dialog, "BYE", (), b"", lambda _: self._board.forget(self))

    def _end(self, how: How, *, gone: bool = True) -> None:
        if self.step is Step.OVER:
            return
        self.step = Step.OVER
        self._quiet()
        for timer in self._unacknowledged.values():
            timer.cancel()
        self._unacknowledged.clear()
        self._board.media.closed(self.call)
        if gone:
            self._board.forget(self)
        self._board.ended(self, how)


class _Both(Timer):
    """The next repeat and the end of all repeats, called off together."""

    def __init__(self, repeat: Timer, end: Timer) -> None:
        super().__init__(repeat.at, lambda: None)
        self._timers = (repeat, end)

    def cancel(self) -> None:
        """Call both off."""
        for timer in self._timers:
            timer.cancel()
