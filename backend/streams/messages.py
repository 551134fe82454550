"""What backend and media worker tell one another over the worker's standard input and output."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import msgspec

MAX_FRAME = 64 * 1024 * 1024
"""Bytes of one message: 14,000 cameras fit many times over."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a camera is and with which account; it does not print its account."""

    camera: UUID
    address: str
    username: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Show which camera, and nothing of its address or account."""
        return f"Source(camera={self.camera})"


class Configure(msgspec.Struct, frozen=True, kw_only=True, tag="configure"):
    """The first message: where to listen, what to trust, which networks cameras may lie in."""

    host: str
    port: int
    networks: list[str]
    certificate: str | None = None
    key: str | None = None
    camera_ca: str | None = None
    ticket_s: float = 60.0


class SetCameras(msgspec.Struct, frozen=True, kw_only=True, tag="set_cameras"):
    """The whole list of cameras to pull; those missing from it are let go."""

    sources: list[Source]


class AskTicket(msgspec.Struct, frozen=True, kw_only=True, tag="ask_ticket"):
    """A ticket for one viewer of one camera."""

    request: int
    camera: UUID
    viewer: str


class CutViewer(msgspec.Struct, frozen=True, kw_only=True, tag="cut_viewer"):
    """End a viewer's streams and tickets: its session is over."""

    viewer: str


class AskFigures(msgspec.Struct, frozen=True, kw_only=True, tag="ask_figures"):
    """The relay's counters."""

    request: int


ToWorker = Configure | SetCameras | AskTicket | CutViewer | AskFigures


class Listening(msgspec.Struct, frozen=True, kw_only=True, tag="listening"):
    """The worker's port is open."""

    port: int


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag="failed"):
    """The worker cannot serve and ends: a port taken, a certificate that cannot be read."""

    code: str


class State(msgspec.Struct, frozen=True, kw_only=True, tag="state"):
    """How a camera is since `since` (microseconds UTC): live, stale or down, and why."""

    camera: UUID
    state: str
    reason: str | None
    params: dict[str, str | int]
    since: int


class TicketIssued(msgspec.Struct, frozen=True, kw_only=True, tag="ticket"):
    """A token, good until `expires` (microseconds UTC)."""

    request: int
    token: str
    expires: int


class TicketDenied(msgspec.Struct, frozen=True, kw_only=True, tag="denied"):
    """No ticket, and why."""

    request: int
    code: str


class Figures(msgspec.Struct, frozen=True, kw_only=True, tag="figures"):
    """Counters since the worker's start; `viewers` is now."""

    request: int
    viewers: int
    pictures: int
    bytes_sent: int
    conflated: int
    cut: int
    refused: int
    lost: int
    bad: int


FromWorker = Listening | Failed | State | TicketIssued | TicketDenied | Figures

_TO = msgspec.json.Decoder(ToWorker)
_FROM = msgspec.json.Decoder(FromWorker)


def frame(message: ToWorker | FromWorker) -> bytes:
    """Return a message with its length in front (32 bits, big-endian)."""
    body = msgspec.json.encode(message)
    return len(body).to_bytes(4, "big") + body


class Deframer:
    """Bytes in, message bodies out; raises ValueError for a length past MAX_FRAME."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield every whole body."""
        self._buffer += data
        while len(self._buffer) >= 4:
            length = int.from_bytes(self._buffer[:4], "big")
            if length > MAX_FRAME:
                raise ValueError("message too long")
            if len(self._buffer) < 4 + length:
                return
            body = bytes(self._buffer[4 : 4 + length])
            del self._buffer[: 4 + length]
            yield body


def to_worker(body: bytes) -> ToWorker:
    """Read a message for the worker."""
    message: ToWorker = _TO.decode(body)
    return message


def from_worker(body: bytes) -> FromWorker:
    """Read a message of the worker's."""
    message: FromWorker = _FROM.decode(body)
    return message
