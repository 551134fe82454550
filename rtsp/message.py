"""RTSP 1.0 messages (RFC 2326) and the parser that finds them, and packets, in a stream of bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rtsp.errors import StreamError

MAX_HEAD = 16 * 1024
MAX_BODY = 64 * 1024
MAX_INTERLEAVED = 0xFFFF
MAX_HEADERS = 64

REASONS = {
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 454: "Session Not Found", 455: "Method Not Valid in This State",
    461: "Unsupported Transport", 500: "Internal Server Error", 503: "Service Unavailable",
}  # fmt: skip


@dataclass(slots=True)
class Request:
    """A request; header names are kept in lower case, the first of a repeated header wins."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def encode(self) -> bytes:
        """Return the bytes of the wire."""
        return _encode(f"{self.method} {self.url} RTSP/1.0", self.headers, self.body)


@dataclass(slots=True)
class Response:
    """A response; `challenges` holds every WWW-Authenticate header, since a camera may offer several."""

    status: int
    reason: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    challenges: list[str] = field(default_factory=list)

    def encode(self) -> bytes:
        """Return the bytes of the wire."""
        reason = self.reason or REASONS.get(self.status, "Unknown")
        extra = "".join(f"WWW-Authenticate: {each}\r\n" for each in self.challenges)
        return _encode(f"RTSP/1.0 {self.status} {reason}", self.headers, self.body, extra)


@dataclass(slots=True)
class Interleaved:
    """One packet carried between messages on channel 0..255 (RFC 2326, 10.12)."""

    channel: int
    data: bytes


Message = Request | Response | Interleaved


def interleave(channel: int, packet: bytes) -> bytes:
    """Frame one RTP or RTCP packet for the RTSP connection."""
    return b"$" + bytes((channel,)) + len(packet).to_bytes(2, "big") + packet


def _encode(first: str, headers: dict[str, str], body: bytes, extra: str = "") -> bytes:
    lines = "".join(f"{_title(name)}: {value}\r\n" for name, value in headers.items())
    if body:
        lines += f"Content-Length: {len(body)}\r\n"
    return f"{first}\r\n{lines}{extra}\r\n".encode() + body


def _title(name: str) -> str:
    return "CSeq" if name == "cseq" else "-".join(part.capitalize() for part in name.split("-"))


class Parser:
    """Bytes in, messages out; holds at most one incomplete message, each kind within its limit."""

    def __init__(
        self, *, max_head: int = MAX_HEAD, max_body: int = MAX_BODY, max_interleaved: int = MAX_INTERLEAVED
    ) -> None:
        self._buffer = bytearray()
        self._max_head = max_head
        self._max_body = max_body
        self._max_interleaved = max_interleaved

    @property
    def held(self) -> int:
        """Bytes waiting for the rest of their message."""
        return len(self._buffer)

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield every complete message; raises StreamError past the protocol or its limits."""
        self._buffer += data
        start = 0
        try:
            while start < len(self._buffer):
                found = self._packet(start) if self._buffer[start] == 0x24 else self._text(start)
                if found is None:
                    break
                message, start = found
                if message is not None:
                    yield message
        finally:
            del self._buffer[:start]

    def _packet(self, start: int) -> tuple[Interleaved, int] | None:
        buffer = self._buffer
        if len(buffer) - start < 4:
            return None
        length = buffer[start + 2] << 8 | buffer[start + 3]
        if length > self._max_interleaved:
            raise StreamError("rtsp.interleaved_length", length=length)
        end = start + 4 + length
        if len(buffer) < end:
            return None
        return Interleaved(buffer[start + 1], bytes(memoryview(buffer)[start + 4 : end])), end

    def _text(self, start: int) -> tuple[Request | Response | None, int] | None:
        buffer = self._buffer
        if buffer[start] in b"\r\n":  # stray line ends between messages are tolerated, as keep-alives
            return None, start + 1
        end = buffer.find(b"\r\n\r\n", start, start + self._max_head)
        if end < 0:
            if len(buffer) - start >= self._max_head:
                raise StreamError("rtsp.head_length")
            words = buffer[start:]
            if len(words) >= 16 and b"RTSP/1.0" not in words and not _method(words):
                raise StreamError("rtsp.protocol")
            return None
        message = _head(bytes(buffer[start:end]))
        length = _length(message.headers.get("content-length", "0"))
        if length > self._max_body:
            raise StreamError("rtsp.body_length", length=length)
        stop = end + 4 + length
        if len(buffer) < stop:
            return None
        message.body = bytes(buffer[end + 4 : stop])
        return message, stop


def _method(head: bytearray) -> bool:
    return head.split(b" ", 1)[0].replace(b"_", b"").isalpha()


def _length(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise StreamError("rtsp.protocol")
    return int(text)


def _head(head: bytes) -> Request | Response:
    try:
        first, *lines = head.decode("utf-8").split("\r\n")
    except UnicodeDecodeError:
        raise StreamError("rtsp.protocol") from None
    if len(lines) > MAX_HEADERS:
        raise StreamError("rtsp.head_length")
    headers: dict[str, str] = {}
    challenges: list[str] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise StreamError("rtsp.protocol")
        name, value = name.strip().lower(), value.strip()
        if name == "www-authenticate":
            challenges.append(value)
        headers.setdefault(name, value)
    words = first.split(" ", 2)
    if words[0] == "RTSP/1.0" and len(words) >= 2 and words[1].isascii() and words[1].isdigit():
        return Response(_length(words[1]), words[2] if len(words) > 2 else "", headers, b"", challenges)
    if len(words) == 3 and words[2] == "RTSP/1.0" and words[0].replace("_", "").isalpha():
        return Request(words[0], words[1], headers)
    raise StreamError("rtsp.protocol")
