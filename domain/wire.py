"""The language between desks and the server: the only module that knows the encoding.

Text frames are msgspec structs in JSON, told apart by `is`; binary frames are positions
(domain/positions_frame.py). The server talks PROTOCOL and the one before; golden frames of every version
are kept in tests/golden/wire and replayed.
"""

from typing import Annotated, TypeVar
from uuid import UUID

import msgspec

from domain.alert import Alert
from domain.bolo import Bolo
from domain.call import Call
from domain.camera import Camera, CameraState
from domain.clock import Micros
from domain.commands import OperatorCommand
from domain.complaint import complaint
from domain.desk import Desk
from domain.incident import Incident
from domain.inquiries import AnyInquiry, AnyReply
from domain.people import Operator, Room, Workstation
from domain.second_factor import KeyAssertion, KeyChallenge, Proof
from domain.shift import Handover, LogEntry
from domain.unit import Unit
from domain.words import Code, Label, Latitude, Longitude, Name
from domain.world import Thing

PROTOCOL = 2
"""2: desks, BOLOs, the shift's papers, and what can be ordered of them (backend/older_desks.py)."""
MINIMUM = 1
LARGEST_FRAME = 256 * 1024
"""Bytes a desk may send in one frame; more closes the line with 1009."""


class Message(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", omit_defaults=True):
    """The base of all text frames."""


# ---- from the desk --------------------------------------------------------------------------------------


class Login(Message, frozen=True, kw_only=True, tag="login"):
    """A person takes a desk. Answered by Welcome, Challenge or Refusal.

    `relieves` is the token of whoever sits there: with the welcome that session is over.
    """

    protocol: int
    minimum: int
    user: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    password: Annotated[str, msgspec.Meta(min_length=1, max_length=256)]
    workstation: Label
    features: tuple[Code, ...] = ()
    relieves: Annotated[str, msgspec.Meta(max_length=128)] = ""


class Prove(Message, frozen=True, kw_only=True, tag="prove"):
    """The answer to a Challenge: a code, or what a security key signed."""

    kind: Code
    code: Proof = ""
    key: KeyAssertion | None = None


class Hello(Message, frozen=True, kw_only=True, tag="hello"):
    """A desk comes back with the token of its login, and says up to where it has seen (site and seq)."""

    protocol: int
    minimum: int
    token: Annotated[str, msgspec.Meta(min_length=16, max_length=128)]
    site: UUID | None = None
    seq: int = 0
    features: tuple[Code, ...] = ()


class Do(Message, frozen=True, kw_only=True, tag="do"):
    """A command, with the id minted at the desk and the desk's time of it."""

    id: UUID
    at: Micros
    command: OperatorCommand


class Watch(Message, frozen=True, kw_only=True, tag="watch"):
    """The part of the map that the desk shows; positions outside it are not sent. Degrees."""

    south: Latitude
    west: Longitude
    north: Latitude
    east: Longitude


class AskSnapshot(Message, frozen=True, kw_only=True, tag="ask_snapshot"):
    """The desk found a gap."""


class AskTicket(Message, frozen=True, kw_only=True, tag="ask_ticket"):
    """The desk wants to see a camera; `ask` is the desk's own mark for the answer."""

    ask: int
    camera: UUID


class Ask(Message, frozen=True, kw_only=True, tag="ask"):
    """The desk asks something besides the picture; `ask` is its own mark for the answer."""

    ask: int
    inquiry: AnyInquiry


class Pulse(Message, frozen=True, kw_only=True, tag="pulse"):
    """The desk lives; `seq` is what it has. Sent once a second."""

    seq: int


class Logout(Message, frozen=True, kw_only=True, tag="logout"):
    """The desk ends its session."""


FromDesk = Login | Prove | Hello | Do | Watch | AskSnapshot | AskTicket | Ask | Pulse | Logout


# ---- from the server ------------------------------------------------------------------------------------


class Challenge(Message, frozen=True, kw_only=True, tag="challenge"):
    """The password was right: prove one thing more within `seconds`, one of `kinds` (FactorKind).

    `code` says what was wrong with the proof before, and `left` how many more there are.
    """

    kinds: tuple[Code, ...]
    seconds: int
    key: KeyChallenge | None = None
    code: Code | None = None
    left: int = 0


class Relief(msgspec.Struct, frozen=True, kw_only=True):
    """Who was relieved, how many open calls came along, and how many stay with them."""

    name: Name
    handed: int = 0
    left: int = 0


class Welcome(Message, frozen=True, kw_only=True, tag="welcome"):
    """The desk is in. A Snapshot or, on resume, Changes follow."""

    protocol: int
    token: str
    site: UUID
    seq: int
    at: Micros
    operator: Operator
    workstation: Workstation
    room: Room
    expires_at: Micros
    resumed: bool = False
    features: tuple[Code, ...] = ()
    relief: Relief | None = None


class Refusal(Message, frozen=True, kw_only=True, tag="refusal"):
    """The desk is not let in, or is put out: a code and its parameters. The line closes after it."""

    code: Code
    params: dict[str, str] = {}


class Snapshot(Message, frozen=True, kw_only=True, tag="snapshot"):
    """Everything the desk may see, as of `seq`."""

    site: UUID
    seq: int
    at: Micros
    calls: tuple[Call, ...] = ()
    incidents: tuple[Incident, ...] = ()
    units: tuple[Unit, ...] = ()
    alerts: tuple[Alert, ...] = ()
    cameras: tuple[Camera, ...] = ()
    desks: tuple[Desk, ...] = ()
    bolos: tuple[Bolo, ...] = ()
    entries: tuple[LogEntry, ...] = ()
    handovers: tuple[Handover, ...] = ()


class Changes(Message, frozen=True, kw_only=True, tag="changes"):
    """What changed in (after, upto], as far as this desk may see it; `after` must be what the desk has."""

    after: int
    upto: int
    at: Micros
    things: tuple[Thing, ...] = ()
    gone: tuple[UUID, ...] = ()


class Outcome(Message, frozen=True, kw_only=True, tag="outcome"):
    """The answer to a Do: accepted (with the seq after it), refused (with why) or conflict."""

    id: UUID
    result: Annotated[str, msgspec.Meta(pattern=r"^(accepted|refused|conflict)\Z")]
    seq: int = 0
    code: Code | None = None
    params: dict[str, str] = {}


class Beat(Message, frozen=True, kw_only=True, tag="beat"):
    """The server lives: its time and the seq this desk should have. Sent every 250 ms."""

    at: Micros
    seq: int


class CameraSeen(Message, frozen=True, kw_only=True, tag="camera_seen"):
    """How the relay sees a camera now; the latest counts, outside the sequence."""

    camera: UUID
    state: CameraState
    since: Micros
    reason: Code | None = None


class Ticket(Message, frozen=True, kw_only=True, tag="ticket"):
    """Where to see a camera, once, until `expires_at`; or a code why not."""

    ask: int
    camera: UUID
    url: str | None = None
    expires_at: Micros = 0
    code: Code | None = None


class Answer(Message, frozen=True, kw_only=True, tag="answer"):
    """The reply to an Ask; or, without one, a code why not."""

    ask: int
    reply: AnyReply | None = None
    code: Code | None = None
    params: dict[str, str] = {}


class Flow(Message, frozen=True, kw_only=True, tag="flow"):
    """How many fixes a second the server takes, and how many it conflated or refused since its start."""

    per_second: float
    conflated: int
    refused: int


FromServer = (
    Challenge | Welcome | Refusal | Snapshot | Changes | Outcome | Beat | CameraSeen | Ticket | Answer | Flow
)

M = TypeVar("M")
_encoder = msgspec.json.Encoder()
_from_desk: msgspec.json.Decoder[FromDesk] = msgspec.json.Decoder(FromDesk)
_from_server: msgspec.json.Decoder[FromServer] = msgspec.json.Decoder(FromServer)


class _Mark(msgspec.Struct, tag_field="is", tag="ask"):
    ask: int


_only_mark: msgspec.json.Decoder[_Mark] = msgspec.json.Decoder(_Mark)


class BadFrame(ValueError):
    """A frame that is not of this language; the text names the field and the limit."""


def encode(message: Message) -> str:
    """Return the text frame of a message."""
    return _encoder.encode(message).decode()


def decode_from_desk(frame: str | bytes) -> FromDesk:
    """Return a desk's message. Raises `BadFrame` naming the field and the limit."""
    return _decode(_from_desk, frame)


def asked_in(frame: str | bytes) -> int | None:
    """Return the mark of an Ask whose inquiry cannot be read, so that it can be answered; None: no Ask."""
    try:
        return _only_mark.decode(frame).ask
    except (ValueError, RecursionError):  # what msgspec raises is a ValueError
        return None


def decode_from_server(frame: str | bytes) -> FromServer:
    """Return a server's message. Raises `BadFrame` naming the field and the limit."""
    return _decode(_from_server, frame)


def _decode(decoder: msgspec.json.Decoder[M], frame: str | bytes) -> M:
    try:
        return decoder.decode(frame)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:  # ValidationError is a DecodeError
        raise BadFrame(complaint(error)) from None


def canonical(command: msgspec.Struct) -> bytes:
    """Return the one encoding of a command or change that digests and the log are made from."""
    return msgspec.json.encode(command, order="deterministic")
