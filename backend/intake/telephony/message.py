"""One SIP message, read strictly and written plainly (RFC 3261, section 7).

Nothing here knows sockets, timers or calls. What cannot be read raises `Malformed`, which names the field and
the limit and carries what an answer needs, as far as that could be read.
"""

import re
from collections.abc import Iterator

import msgspec

from backend.intake.telephony.fields import split_list

LARGEST_HEAD = 64 * 1024
LARGEST_BODY = 256 * 1024
LONGEST_FIELD = 8 * 1024
"""Characters of one header field."""
MOST_FIELDS = 200
LARGEST_CSEQ = 2**31 - 1
VERSION = "SIP/2.0"
MANDATORY = ("via", "from", "to", "call-id", "cseq")
ECHOED = frozenset(MANDATORY)
"""What every answer repeats (section 8.2.6.2)."""

_COMPACT = {
    "a": "accept-contact",
    "c": "content-type",
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "o": "event",
    "r": "refer-to",
    "s": "subject",
    "t": "to",
    "u": "allow-events",
    "v": "via",
    "x": "session-expires",
}
_LISTS = frozenset(
    ("via", "route", "record-route", "contact", "geolocation", "call-info", "p-asserted-identity")
)
"""Fields whose values may share a line; they are kept one by one."""
_TOKEN = re.compile(r"[A-Za-z0-9.!%*_+`'~-]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SPACES = "\x20\t"
_SHOWN = {"call-id": "Call-ID", "cseq": "CSeq", "rseq": "RSeq", "www-authenticate": "WWW-Authenticate"}
Fields = tuple[tuple[str, str], ...]


class Malformed(ValueError):
    """A message that cannot be taken: the text names field and limit, `echo` is what an answer repeats."""

    def __init__(self, why: str, echo: Fields = (), *, status: int = 400, answerable: bool = True) -> None:
        super().__init__(why)
        self.echo = echo
        self.status = status
        self.answerable = answerable
        """False for what must never be answered: an answer, an ACK."""


class Message(msgspec.Struct, kw_only=True):
    """What requests and responses share. `fields`: names in small letters, values as they came."""

    fields: Fields
    body: bytes = b""

    def all(self, name: str) -> list[str]:
        """Return every value of a field, in order."""
        return [value for key, value in self.fields if key == name]

    def one(self, name: str) -> str:
        """Return the first value of a field, empty when it is missing."""
        return next((value for key, value in self.fields if key == name), "")

    @property
    def call_id(self) -> str:
        """The name of the dialog that both ends share."""
        return self.one("call-id")

    @property
    def cseq(self) -> int:
        """The number in the CSeq field; read before, so it is one."""
        return int(self.one("cseq").split()[0])

    @property
    def cseq_method(self) -> str:
        """The method in the CSeq field."""
        return self.one("cseq").split()[1]


class Request(Message, kw_only=True):
    """A request."""

    method: str
    uri: str

    def encode(self) -> bytes:
        """Return it as it goes over the line."""
        return _encode(f"{self.method} {self.uri} {VERSION}", self.fields, self.body)


class Response(Message, kw_only=True):
    """A response."""

    status: int
    reason: str

    def encode(self) -> bytes:
        """Return it as it goes over the line."""
        return _encode(f"{VERSION} {self.status} {self.reason}", self.fields, self.body)


def _encode(start: str, fields: Fields, body: bytes) -> bytes:
    lines = [start]
    lines += [f"{_SHOWN.get(name) or name.title()}: {value}" for name, value in fields]
    lines.append(f"Content-Length: {len(body)}\r\n\r\n")
    return "\r\n".join(lines).encode("utf-8", "replace") + body


def read(head: bytes, body: bytes) -> Request | Response:
    """Return the message of a head (without its empty line) and a body. Raises `Malformed`."""
    lines = _lines(head)
    start = lines[0]
    try:
        fields = _fields(lines[1:])
    except Malformed as bad:
        bad.answerable = bad.answerable and may_be_answered(head)
        raise
    echo = tuple((name, value) for name, value in fields if name in ECHOED)
    first, _, rest = start.partition(" ")
    if first == VERSION:
        status, _, reason = rest.partition(" ")
        if not (status.isascii() and status.isdigit() and len(status) == 3 and status[0] in "123456"):
            raise Malformed("Status-Line: a status from 100 to 699", answerable=False)
        response = Response(fields=fields, body=body, status=int(status), reason=reason)
        _check(response, None, echo)
        return response
    uri, _, version = rest.rpartition(" ")
    if not _TOKEN.match(first) or not uri or " " in uri or _CONTROL.search(uri) or "\t" in uri:
        raise Malformed("Request-Line: method, URI and version", echo)
    if version.upper() != VERSION:
        raise Malformed("Request-Line: SIP/2.0 only", echo, status=505, answerable=first != "ACK")
    request = Request(fields=fields, body=body, method=first, uri=uri)
    _check(request, first, echo)
    return request


def may_be_answered(head: bytes) -> bool:
    """Tell whether what begins so is a request that wants an answer: no answer does, and no ACK."""
    return not head.startswith((b"SIP/", b"ACK "))


def _lines(head: bytes) -> list[str]:
    """Unfold: a line that begins with a space goes on from the one before (section 7.3.1)."""
    text = head.decode("utf-8", "replace")
    lines: list[str] = []
    for line in text.split("\r\n"):
        if line[:1] in (" ", "\t") and len(lines) > 1:
            lines[-1] += " " + line.strip(_SPACES)
        else:
            lines.append(line)
    return lines


def _fields(lines: list[str]) -> Fields:
    found: list[tuple[str, str]] = []
    trouble = ""
    for line in lines:
        name, colon, value = line.partition(":")
        name, value = name.rstrip(_SPACES).lower(), value.strip(_SPACES)
        name = _COMPACT.get(name, name)
        if not colon or not _TOKEN.match(name):
            trouble = trouble or "header: a name and a colon"
        elif len(value) > LONGEST_FIELD:
            trouble = trouble or f"{shown(name)}: at most {LONGEST_FIELD} characters"
        elif _CONTROL.search(value):
            trouble = trouble or f"{shown(name)}: no control characters"
        elif name in _LISTS:
            found += [(name, one) for one in split_list(value)]
        else:
            found.append((name, value))
    if len(found) > MOST_FIELDS:
        trouble = trouble or f"header: at most {MOST_FIELDS} fields"
    if trouble:
        # What could be read is enough to answer: the sender hears what is wrong, and on which request.
        echo = tuple(field for field in found[:MOST_FIELDS] if field[0] in ECHOED)
        raise Malformed(trouble, echo, answerable=not _is_ack(echo))
    return tuple(found)


def _check(message: Message, method: str | None, echo: Fields) -> None:
    """See to what everything later relies on (section 8.1.1)."""
    answerable = method not in (None, "ACK")
    for name in MANDATORY:
        values = message.all(name)
        if not values or not values[0]:
            raise Malformed(f"{shown(name)}: missing", echo, answerable=answerable)
        if len(values) > 1 and name != "via":
            raise Malformed(f"{shown(name)}: once", echo, answerable=answerable)
    parts = message.one("cseq").split()
    if (
        len(parts) != 2
        or not (parts[0].isascii() and parts[0].isdigit() and len(parts[0]) <= 10)
        or int(parts[0]) > LARGEST_CSEQ
    ):
        raise Malformed(f"CSeq: from 0 to {LARGEST_CSEQ} and a method", echo, answerable=answerable)
    if method is not None and parts[1] != method:
        raise Malformed("CSeq: the method of the request", echo, answerable=answerable)


def _is_ack(echo: Fields) -> bool:
    return any(name == "cseq" and value.endswith("ACK") for name, value in echo)


def shown(name: str) -> str:
    """Return a field's name as people write it."""
    return _SHOWN.get(name) or name.title()


def salvage(head: bytes) -> Fields:
    """Return what an answer repeats from a head that is too large or cut, as far as whole lines go."""
    whole, _, _ = head.rpartition(b"\r\n")
    fields: Fields = ()
    for line in _salvaged(whole):
        try:
            fields += _fields([line])
        except Malformed:
            continue
    return tuple(field for field in fields if field[0] in ECHOED)[:MOST_FIELDS]


def _salvaged(head: bytes) -> Iterator[str]:
    for line in head.split(b"\r\n")[1 : MOST_FIELDS + 1]:
        if len(line) <= LONGEST_FIELD:
            yield line.decode("utf-8", "replace")
