"""The viewing side of an RTSP conversation without any socket: DESCRIBE, SETUP, PLAY, then packets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from rtsp.digest import Credentials, answer
from rtsp.errors import StreamError
from rtsp.message import Interleaved, Parser, Request, Response
from rtsp.sdp import Track, parse_sdp

AGENT = "Atalaya"
REFUSALS = {
    401: "camera.unauthorized",
    403: "camera.forbidden",
    404: "camera.not_found",
    461: "camera.transport",
}


class Step(Enum):
    """Which answer is awaited."""

    IDLE = "idle"
    DESCRIBE = "DESCRIBE"
    SETUP = "SETUP"
    PLAY = "PLAY"
    PLAYING = "playing"


@dataclass(slots=True)
class Playing:
    """The stream runs: pictures of this track follow."""

    track: Track


@dataclass(slots=True)
class Media:
    """One RTP packet."""

    data: bytes


@dataclass(slots=True)
class Control:
    """One RTCP packet."""

    data: bytes


Event = Playing | Media | Control


class ClientSession:
    """Feed it what the socket gives, send what `outgoing()` returns; it never opens anything by itself.

    `url` carries no credentials; they come apart and appear in the Authorization header alone. Every refusal
    and every breach of protocol is a StreamError whose code starts with "camera.", "rtsp." or "rtp.".
    """

    def __init__(
        self, url: str, credentials: Credentials | None, cnonce: Callable[[], str], *, encrypted: bool = False
    ) -> None:
        self._url = url
        self._base = url
        self._credentials = credentials
        self._cnonce = cnonce
        self._encrypted = encrypted
        self._parser = Parser()
        self._outgoing = bytearray()
        self._step = Step.IDLE
        self._sequence = 0
        self._pending: Request | None = None
        self._proved = False
        self._challenges: list[str] = []
        self._session = ""
        self._track: Track | None = None
        self._channels = (0, 1)
        self.timeout = 60.0

    def start(self) -> None:
        """Ask for the description."""
        self._ask(Step.DESCRIBE, self._url, {"accept": "application/sdp"})

    def outgoing(self) -> bytes:
        """Return and forget the bytes to send."""
        data = bytes(self._outgoing)
        self._outgoing.clear()
        return data

    def keep_alive(self) -> None:
        """Tell the server that we still look; call it every `timeout` / 2 seconds."""
        if self._step is Step.PLAYING:
            self._send(Request("GET_PARAMETER", self._base))

    def stop(self) -> None:
        """Say goodbye, as far as the conversation has come."""
        if self._session:
            self._send(Request("TEARDOWN", self._base))

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield what the bytes bring; raises StreamError, after which the connection must be closed."""
        for message in self._parser.feed(data):
            if isinstance(message, Interleaved):
                if message.channel == self._channels[0]:
                    yield Media(message.data)
                elif message.channel == self._channels[1]:
                    yield Control(message.data)
            elif isinstance(message, Response):
                yield from self._answered(message)
            else:  # cameras may ask us something: we can do nothing for them, and say so
                self._outgoing += Response(405, headers={"cseq": message.headers.get("cseq", "0")}).encode()

    def _ask(self, step: Step, url: str, headers: dict[str, str]) -> None:
        self._step = step
        self._pending = Request(step.value, url, headers)
        self._send(self._pending)

    def _send(self, request: Request) -> None:
        self._sequence += 1
        headers = {"cseq": str(self._sequence), "user-agent": AGENT, **request.headers}
        if self._session:
            headers["session"] = self._session
        if self._challenges and self._credentials is not None:
            headers["authorization"] = answer(
                self._challenges, self._credentials, request.method, request.url,
                cnonce=self._cnonce(), encrypted=self._encrypted,
            )  # fmt: skip
        self._outgoing += Request(request.method, request.url, headers).encode()

    def _answered(self, response: Response) -> Iterator[Event]:
        if response.headers.get("cseq") != str(self._sequence) or self._pending is None:
            return  # an answer to a keep-alive, or to nothing
        request, self._pending = self._pending, None
        if response.status == 401:
            self._challenged(request, response)
        elif response.status != 200:
            raise refusal(response.status)
        elif self._step is Step.DESCRIBE:
            self._described(response)
        elif self._step is Step.SETUP:
            self._set_up(response)
        elif self._step is Step.PLAY and self._track is not None:
            self._step = Step.PLAYING
            yield Playing(self._track)

    def _challenged(self, request: Request, response: Response) -> None:
        if self._credentials is None or self._proved:
            raise StreamError("camera.unauthorized")
        self._proved = True
        self._challenges = response.challenges
        self._pending = request
        self._send(request)

    def _described(self, response: Response) -> None:
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind not in ("application/sdp", ""):
            raise StreamError("camera.not_a_camera")  # a playlist, a web page: nothing is followed
        self._track = parse_sdp(response.body.decode("utf-8", "replace"))
        base = response.headers.get("content-base", "")
        # A base elsewhere is a word in our requests and no more: only this connection is ever used.
        self._base = base if base.lower().startswith(("rtsp://", "rtsps://")) else self._url
        self._proved = False
        url = _resolve(self._base, self._track.control)
        self._ask(Step.SETUP, url, {"transport": "RTP/AVP/TCP;unicast;interleaved=0-1"})

    def _set_up(self, response: Response) -> None:
        session, *options = (part.strip() for part in response.headers.get("session", "").split(";"))
        if not session or len(session) > 128:
            raise StreamError("rtsp.protocol")
        self._session = session
        for option in options:
            name, _, value = option.partition("=")
            if name.lower() == "timeout" and value.isascii() and value.isdigit():
                self.timeout = max(5.0, min(600.0, float(value[:4])))
        self._channels = _channels(response.headers.get("transport", ""))
        self._proved = False
        self._ask(Step.PLAY, self._base, {"range": "npt=0.000-"})


def refusal(status: int) -> StreamError:
    """Name what a status means to an operator."""
    if 300 <= status < 400:
        return StreamError("camera.redirect", status=status)
    return StreamError(REFUSALS.get(status, "camera.refused"), status=status)


def _resolve(base: str, control: str) -> str:
    if control in ("", "*"):
        return base
    if control.lower().startswith(("rtsp://", "rtsps://")):
        return control
    return f"{base.rstrip('/')}/{control.lstrip('/')}"


def _channels(transport: str) -> tuple[int, int]:
    for part in transport.split(";"):
        name, _, value = part.strip().partition("=")
        if name.lower() == "interleaved":
            low, _, high = value.partition("-")
            if _is_channel(low) and int(low) < 255:
                return int(low), int(low) + 1 if not _is_channel(high) else int(high)
    if "tcp" not in transport.lower():
        raise StreamError("camera.transport")
    return 0, 1


def _is_channel(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 255
