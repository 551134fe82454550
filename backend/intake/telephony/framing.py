"""Where one SIP message ends and the next begins: a datagram is one, a stream is cut by Content-Length."""

from collections.abc import Iterator

from backend.intake.telephony.message import (
    LARGEST_BODY,
    LARGEST_HEAD,
    Malformed,
    Request,
    Response,
    may_be_answered,
    read,
    salvage,
)

_END = b"\r\n\r\n"
PING, PONG = b"\r\n\r\n", b"\r\n"
"""Two line ends keep a stream alive, one answers them (RFC 5626, section 3.5.1)."""


def read_datagram(data: bytes) -> Request | Response:
    """Return the message of a datagram. Raises `Malformed`."""
    data = data.lstrip(b"\r\n")
    head, end, body = data.partition(_END)
    if len(head) > LARGEST_HEAD:
        raise _bad(f"header: at most {LARGEST_HEAD} bytes", head[:LARGEST_HEAD])
    if not end:
        raise _bad("header: no end", head + b"\r\n")
    length = _length(head)
    if length is not None and length > len(body):
        raise _bad("Content-Length: more than the datagram holds", head + b"\r\n")
    return read(head, body if length is None else body[:length])


class Stream:
    """One connection: pieces of any size in, whole messages out."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._seen = 0
        self._head: bytes | None = None
        self._length = 0
        self.pings = 0
        self.broken = False

    @property
    def halfway(self) -> bool:
        """Whether a message has begun and not ended."""
        return bool(self._buffer) or self._head is not None

    def feed(self, data: bytes) -> Iterator[Request | Response | Malformed]:
        """Yield what is whole now, read or as what cannot be read; nothing more once it is `broken`."""
        self._buffer += data
        while not self.broken:
            try:
                if self._head is None and not self._take_head():
                    return
            except Malformed as bad:
                # Where the next message begins is not known any more.
                self.broken = True
                yield bad
                return
            if len(self._buffer) < self._length:
                return
            assert self._head is not None, "a head was taken"
            head, body = self._head, bytes(self._buffer[: self._length])
            del self._buffer[: self._length]
            self._head, self._seen = None, 0
            try:
                yield read(head, body)
            except Malformed as bad:
                yield bad

    def _take_head(self) -> bool:
        while self._buffer[:2] == b"\r\n":
            if self._buffer[:4] == PING:
                self.pings += 1
                del self._buffer[:4]
            else:
                if len(self._buffer) < 4 and bytes(self._buffer) in (b"\r\n", b"\r\n\r"):
                    return False
                del self._buffer[:2]
            self._seen = 0
        end = self._buffer.find(_END, max(0, self._seen - 3))
        if end < 0 and len(self._buffer) <= LARGEST_HEAD:
            self._seen = len(self._buffer)
            return False
        if end < 0 or end > LARGEST_HEAD:
            raise _bad(f"header: at most {LARGEST_HEAD} bytes", bytes(self._buffer[:LARGEST_HEAD]))
        head = bytes(self._buffer[:end])
        length = _length(head)
        if length is None:
            raise _bad("Content-Length: missing", head + b"\r\n")
        del self._buffer[: end + 4]
        self._head, self._length = head, length
        return True


def _bad(why: str, head: bytes) -> Malformed:
    """What cannot be read, with what its head still tells."""
    return Malformed(why, salvage(head), answerable=may_be_answered(head))


def _length(head: bytes) -> int | None:
    """Return what the head says of its body's length. Raises `Malformed`."""
    found: set[bytes] = set()
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.rstrip(b" \t").lower() in (b"content-length", b"l"):
            found.add(value.strip(b" \t"))
    if not found:
        return None
    text = found.pop()
    if found or not text.isdigit() or len(text) > 9 or int(text) > LARGEST_BODY:
        raise _bad(f"Content-Length: once, from 0 to {LARGEST_BODY}", head + b"\r\n")
    return int(text)
