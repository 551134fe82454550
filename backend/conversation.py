"""One desk's conversation, without sockets: frames in, steps out.

The shell around it (backend/line.py) moves bytes, checks passwords and asks the writer.
"""

from enum import Enum

import msgspec

from domain.clock import Clock
from domain.commands import CreateIncident
from domain.people import Actor
from domain.shift_orders import IssueBolo, MakeHandover, WriteLog
from domain.wire import (
    MINIMUM,
    PROTOCOL,
    Ask,
    AskSnapshot,
    AskTicket,
    BadFrame,
    Do,
    Hello,
    Login,
    Logout,
    Prove,
    Pulse,
    Refusal,
    Watch,
    asked_in,
    decode_from_desk,
)

SILENCE_S = 5.0
"""How long a socket may stay unauthenticated, in seconds."""
MINTED = 7
"""The version of UUID that desks mint."""
MOST_UNCLEAR = 16
"""Questions of one line that could not be read; a desk of another version asks a few, an attacker more."""


class Place(Enum):
    """Where the conversation stands."""

    AT_THE_DOOR = 1
    CHECKING = 2
    PROVING = 3
    INSIDE = 4
    OVER = 5


class Authenticate(msgspec.Struct, frozen=True):
    """Check this password or token."""

    who: Login | Hello


class Proof(msgspec.Struct, frozen=True):
    """Check this second proof."""

    prove: Prove


class Execute(msgspec.Struct, frozen=True):
    """Give this command to the writer."""

    do: Do


class Look(msgspec.Struct, frozen=True):
    """The desk's map shows this part."""

    view: Watch


class Resend(msgspec.Struct, frozen=True):
    """The desk found a gap: send it everything."""


class Admit(msgspec.Struct, frozen=True):
    """The desk wants a camera."""

    ask: AskTicket


class Inquire(msgspec.Struct, frozen=True):
    """Answer what the desk asks."""

    ask: Ask


class Unclear(msgspec.Struct, frozen=True):
    """Say that this question cannot be read, and go on: it may be one of a later version."""

    mark: int
    detail: str


class Leave(msgspec.Struct, frozen=True):
    """The person ends the session."""


class Refuse(msgspec.Struct, frozen=True):
    """Say why and close."""

    refusal: Refusal


Step = Authenticate | Proof | Execute | Look | Resend | Admit | Inquire | Unclear | Leave | Refuse


class Conversation:
    """The rules of one line: who speaks first, which protocol, what a stranger may say."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._opened = clock.monotonic()
        self.place = Place.AT_THE_DOOR
        self.actor: Actor | None = None
        self.protocol = 0
        self._unclear = 0
        self.last_heard = self._opened

    def receive(self, frame: str | bytes) -> Step | None:
        """Return what to do about a frame; None when there is nothing to do."""
        self.last_heard = self._clock.monotonic()
        try:
            message = decode_from_desk(frame)
        except BadFrame as bad:
            return self._unread(frame, str(bad)[:200])
        if isinstance(message, Login | Hello):
            return self._at_the_door(message)
        if isinstance(message, Prove):
            return self._proved(message)
        if self.place is not Place.INSIDE:
            return self.refuse("frame.too_early")
        match message:
            case Do():
                return self._asked(message)
            case Watch():
                return Look(message)
            case AskSnapshot():
                return Resend()
            case AskTicket():
                return Admit(message)
            case Ask():
                return Inquire(message)
            case Logout():
                self.place = Place.OVER
                return Leave()
            case Pulse():
                return None

    def challenged(self) -> None:
        """The password was right and something more must be proved."""
        self.place = Place.PROVING

    def admitted(self, actor: Actor) -> None:
        """The password or token was right."""
        self.actor = actor
        self.place = Place.INSIDE

    def overdue(self) -> Refuse | None:
        """Return a refusal when a stranger has said nothing for five seconds."""
        if self.place is Place.AT_THE_DOOR and self._clock.monotonic() - self._opened >= SILENCE_S:
            return self.refuse("login.silence", seconds=int(SILENCE_S))
        return None

    def refuse(self, code: str, **params: str | int) -> Refuse:
        """End the conversation with a reason."""
        self.place = Place.OVER
        return Refuse(Refusal(code=code, params={key: str(value) for key, value in params.items()}))

    def _unread(self, frame: str | bytes, detail: str) -> Step:
        mark = asked_in(frame) if self.place is Place.INSIDE else None
        self._unclear += 1
        if mark is None or self._unclear > MOST_UNCLEAR:
            return self.refuse("frame.bad", detail=detail)
        return Unclear(mark, detail)

    def _asked(self, do: Do) -> Step:
        """Desks mint their ids (uuidv7); those that follow from what a source says are not theirs to take."""
        if do.id.version != MINTED:
            return self.refuse("frame.bad", detail="id: must be a uuidv7")
        match do.command:
            case CreateIncident(incident=made):
                named = "incident"
            case IssueBolo(bolo=made):
                named = "bolo"
            case WriteLog(entry=made):
                named = "entry"
            case MakeHandover(handover=made):
                named = "handover"
            case _:
                return Execute(do)
        if made.version != MINTED:
            return self.refuse("frame.bad", detail=f"command.{named}: must be a uuidv7")
        return Execute(do)

    def _proved(self, message: Prove) -> Step:
        if self.place is not Place.PROVING:
            return self.refuse("frame.too_early")
        self.place = Place.CHECKING
        return Proof(message)

    def _at_the_door(self, message: Login | Hello) -> Step:
        if self.place is not Place.AT_THE_DOOR:
            return self.refuse("login.twice")
        spoken = min(PROTOCOL, message.protocol)
        if spoken < MINIMUM or spoken < message.minimum:
            return self.refuse("protocol.mismatch", ours=PROTOCOL, oldest=MINIMUM, yours=message.protocol)
        self.protocol = spoken
        self.place = Place.CHECKING
        return Authenticate(message)
