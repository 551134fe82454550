"""The serving side of an RTSP conversation without any socket: used by the relay and by simulated cameras."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from rtsp.digest import Challenger
from rtsp.message import Interleaved, Parser, Request, Response
from rtsp.sdp import Track, write_sdp

METHODS = "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, GET_PARAMETER"


class Refusal(Exception):
    """The stream is not given: the status that says so."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Wish(Enum):
    """What the viewer wants done with the stream it described."""

    PLAY = "play"
    PAUSE = "pause"
    END = "end"


@dataclass(slots=True)
class Feedback:
    """An RTCP packet of the viewer's."""

    data: bytes


class ServerSession:
    """One viewer's connection, one stream: `describe(path)` returns its track or raises Refusal.

    After PLAY the owner sends packets framed on channel 0 (RTP) and 1 (RTCP) through its own socket; the
    transport's channels are fixed so that one framed packet serves every viewer.
    """

    def __init__(
        self,
        describe: Callable[[str], Track],
        token: Callable[[], str],
        challenger: Challenger | None = None,
        *,
        timeout: int = 60,
    ) -> None:
        self._describe = describe
        self._token = token
        self._challenger = challenger
        self._timeout = timeout
        self._parser = Parser(max_body=4096)
        self._outgoing = bytearray()
        self._path: str | None = None
        self._session = ""

    def outgoing(self) -> bytes:
        """Return and forget the bytes to send."""
        data = bytes(self._outgoing)
        self._outgoing.clear()
        return data

    def feed(self, data: bytes) -> Iterator[Wish | Feedback]:
        """Yield the viewer's wishes; send `outgoing()` before acting on each. Raises StreamError."""
        for message in self._parser.feed(data):
            if isinstance(message, Interleaved):
                yield Feedback(message.data)
            elif isinstance(message, Request):
                wish = self._request(message)
                if wish is not None:
                    yield wish

    def _request(self, request: Request) -> Wish | None:
        if self._challenger is not None and request.method != "OPTIONS":
            given = request.headers.get("authorization")
            if not self._challenger.accepts(request.method, given):
                self._reply(request, Response(401, challenges=self._challenger.challenges()))
                return None
        if request.method == "DESCRIBE":
            self._on_describe(request)
            return None
        if request.method == "SETUP":
            self._on_setup(request)
            return None
        if request.method in ("OPTIONS", "GET_PARAMETER", "SET_PARAMETER"):
            self._reply(request, Response(200, headers={"public": METHODS}))
            return None
        if request.method not in ("PLAY", "PAUSE", "TEARDOWN"):
            self._reply(request, Response(405))
            return None
        if not self._session or request.headers.get("session", "").split(";")[0] != self._session:
            self._reply(request, Response(454))
            return None
        self._reply(request, Response(200, headers={"session": self._session}))
        return {"PLAY": Wish.PLAY, "PAUSE": Wish.PAUSE, "TEARDOWN": Wish.END}[request.method]

    def _on_describe(self, request: Request) -> None:
        try:
            track = self._describe(path_of(request.url))
        except Refusal as refused:
            self._reply(request, Response(refused.status))
            return
        self._path = path_of(request.url)
        headers = {"content-type": "application/sdp", "content-base": request.url.rstrip("/") + "/"}
        self._reply(request, Response(200, headers=headers, body=write_sdp(track).encode()))

    def _on_setup(self, request: Request) -> None:
        transport = request.headers.get("transport", "")
        if self._path is None or not path_of(request.url).startswith(self._path):
            self._reply(request, Response(455))
        elif "TCP" not in transport.upper() or not _our_channels(transport):
            self._reply(request, Response(461))
        else:
            self._session = self._token()
            headers = {
                "transport": "RTP/AVP/TCP;unicast;interleaved=0-1",
                "session": f"{self._session};timeout={self._timeout}",
            }
            self._reply(request, Response(200, headers=headers))

    def _reply(self, request: Request, response: Response) -> None:
        response.headers = {"cseq": request.headers.get("cseq", "0"), **response.headers}
        self._outgoing += response.encode()


def path_of(url: str) -> str:
    """Return the path of a request's URL, without its leading and trailing strokes."""
    _, found, rest = url.partition("://")
    return (rest.partition("/")[2] if found else url).strip("/")


def _our_channels(transport: str) -> bool:
    return "interleaved=" not in transport or "interleaved=0-1" in transport
