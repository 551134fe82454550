"""What a request carries: one body, or several in one (RFC 5621): offer, location, Additional Data."""

import re

import msgspec

from backend.intake.telephony.fields import params_of
from backend.intake.telephony.message import Message

SDP = "application/sdp"
PIDF = "application/pidf+xml"
ADDITIONAL = "application/emergencycalldata."
"""How the types of RFC 7852 begin."""
MOST_PARTS = 16
DEEPEST = 3
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]\Z")


class BadBody(ValueError):
    """A body that cannot be taken apart: the text names what is wrong."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One body: its type in small letters without parameters, its name for `cid:` references, its bytes."""

    type: str
    data: bytes
    id: str = ""


def parts_of(message: Message) -> tuple[Part, ...]:
    """Return the bodies of a message, those in a multipart one by one. Raises `BadBody`."""
    if not message.body:
        return ()
    if message.one("content-encoding").lower() not in ("", "identity"):
        raise BadBody("Content-Encoding: identity")
    told = message.one("content-type")
    if not told:
        raise BadBody("Content-Type: missing")
    found: list[Part] = []
    _take(told, message.one("content-id"), message.body, found, DEEPEST)
    return tuple(found)


def _take(told: str, name: str, data: bytes, found: list[Part], depth: int) -> None:
    kind, _, rest = told.partition(";")
    kind = kind.strip().lower()
    if not kind.startswith("multipart/"):
        if len(found) >= MOST_PARTS:
            raise BadBody(f"multipart: at most {MOST_PARTS} parts")
        found.append(Part(type=kind, data=data, id=name.strip().strip("<>")))
        return
    if depth == 0:
        raise BadBody(f"multipart: at most {DEEPEST} deep")
    boundary = params_of(rest).get("boundary", "")
    if not _BOUNDARY.match(boundary):
        raise BadBody("multipart: a boundary of 1 to 70 characters")
    for piece in _split(data, boundary.encode("ascii")):
        head, gap, inner = piece.partition(b"\r\n\r\n")
        if piece.startswith(b"\r\n"):
            head, gap, inner = b"", b"\r\n", piece[2:]
        if not gap:
            raise BadBody("multipart: a part without an empty line")
        fields = _head(head)
        if fields.get("content-transfer-encoding", "binary").lower() not in ("binary", "8bit", "7bit"):
            raise BadBody("Content-Transfer-Encoding: binary, 8bit or 7bit")
        _take(fields.get("content-type", "text/plain"), fields.get("content-id", ""), inner, found, depth - 1)


def _split(data: bytes, boundary: bytes) -> list[bytes]:
    """Return what lies between the marks; there must be an end (RFC 2046, section 5.1.1)."""
    mark = b"\r\n--" + boundary
    at = (b"\r\n" + data).find(mark)
    if at < 0:
        raise BadBody("multipart: its boundary is nowhere")
    data = b"\r\n" + data
    pieces: list[bytes] = []
    while True:
        at += len(mark)
        if data[at : at + 2] == b"--":
            return pieces
        end_of_line = data.find(b"\r\n", at)
        after = data.find(mark, at)
        if after < 0 or end_of_line < 0:
            raise BadBody("multipart: no end")
        if data[at:end_of_line].strip(b" \t"):
            raise BadBody("multipart: its boundary goes on")
        if len(pieces) >= MOST_PARTS:
            raise BadBody(f"multipart: at most {MOST_PARTS} parts")
        pieces.append(data[end_of_line + 2 : after])
        at = after


def _head(head: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n"):
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    return fields
