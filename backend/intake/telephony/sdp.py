"""Session descriptions as far as a call needs them (RFC 8866, RFC 3264): what is offered and answered."""

import re
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

import msgspec

from backend.intake.telephony.bodies import SDP, Part

LARGEST = 16 * 1024
MOST_STREAMS = 16
_LINE = re.compile(r"[a-z]=")
_PORT = re.compile(r"(\d{1,5})(/\d{1,4})?\Z", re.ASCII)
_DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
FORMATS = {"0": "PCMU/8000", "8": "PCMA/8000"}
"""What every telephone network speaks (RFC 3551)."""
DISCARD = 9
"""A port for a stream on which nothing flows."""


class BadSdp(ValueError):
    """A description that cannot be read: the text says which line."""


class Stream(msgspec.Struct, frozen=True, kw_only=True):
    """One m= line with what follows it."""

    media: str
    port: int
    protocol: str
    formats: tuple[str, ...]
    direction: str = "sendrecv"


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What the other side offers."""

    streams: tuple[Stream, ...]


class Media(Protocol):
    """Who speaks and listens: the one place where voice is put in."""

    def answer(self, call: UUID, offer: Offer | None, version: int) -> bytes:
        """Return the description that goes with a 200; without an offer it is an offer itself."""
        ...

    def closed(self, call: UUID) -> None:
        """The call's line is closed."""
        ...


def read(body: bytes) -> Offer:
    """Return the streams of a description. Raises `BadSdp`."""
    if len(body) > LARGEST:
        raise BadSdp(f"SDP: at most {LARGEST} bytes")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadSdp("SDP: not UTF-8") from None
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line]
    if not lines or lines[0] != "v=0":
        raise BadSdp("SDP: v=0 first")
    for number, line in enumerate(lines, 1):
        if not _LINE.match(line) or "\0" in line:
            raise BadSdp(f"SDP: line {number} is no description")
    if not any(line.startswith("o=") and len(line.split()) == 6 for line in lines):
        raise BadSdp("SDP: o= with six words")
    direction, streams = "sendrecv", list[Stream]()
    connected = False
    for line in lines[1:]:
        kind, value = line[0], line[2:]
        if kind == "m":
            streams.append(_stream(value, direction))
            if len(streams) > MOST_STREAMS:
                raise BadSdp(f"SDP: at most {MOST_STREAMS} streams")
        elif kind == "c":
            if len(value.split()) != 3:
                raise BadSdp("SDP: c= with three words")
            connected = True
        elif kind == "a" and value in _DIRECTIONS:
            if streams:
                streams[-1] = msgspec.structs.replace(streams[-1], direction=value)
            else:
                direction = value
    if not streams:
        raise BadSdp("SDP: no m= line")
    if not connected:
        raise BadSdp("SDP: no c= line")
    return Offer(streams=tuple(streams))


def offer_in(parts: Iterable[Part]) -> Offer | None:
    """Return what a request offers, None when it offers nothing. Raises `BadSdp`."""
    return next((read(part.data) for part in parts if part.type == SDP), None)


def _stream(value: str, direction: str) -> Stream:
    words = value.split()
    if len(words) < 4:
        raise BadSdp("SDP: m= with at least four words")
    port = _PORT.match(words[1])
    if port is None or int(port[1]) > 65535:
        raise BadSdp("SDP: m= with a port from 0 to 65535")
    return Stream(
        media=words[0],
        port=int(port[1]),
        protocol=words[2],
        formats=tuple(words[3:]),
        direction=direction,
    )


class NoVoice:
    """Answers so that the line is held and nothing flows: the signalling is whole, voice is not there yet."""

    def __init__(self, host: str) -> None:
        self._origin = f"IN {'IP6' if ':' in host else 'IP4'} {host}"

    def answer(self, call: UUID, offer: Offer | None, version: int) -> bytes:
        """Accept the first audio stream as inactive and none of the others."""
        lines = [
            "v=0",
            f"o=atalaya {call.int >> 80} {version} {self._origin}",
            "s=-",
            f"c={self._origin}",
            "t=0 0",
        ]
        if offer is None:
            lines += self._audio("RTP/AVP", tuple(FORMATS))
        else:
            taken = False
            for stream in offer.streams:
                spoken = tuple(one for one in stream.formats if one in FORMATS)
                if stream.media == "audio" and stream.port and spoken and not taken:
                    lines += self._audio(stream.protocol, spoken)
                    taken = True
                else:
                    lines.append(f"m={stream.media} 0 {stream.protocol} {' '.join(stream.formats)}")
        return "\r\n".join([*lines, ""]).encode()

    @staticmethod
    def _audio(protocol: str, formats: tuple[str, ...]) -> list[str]:
        lines = [f"m=audio {DISCARD} {protocol} {' '.join(formats)}"]
        lines += [f"a=rtpmap:{one} {FORMATS[one]}" for one in formats]
        return [*lines, "a=inactive"]

    def closed(self, call: UUID) -> None:
        """Nothing was open."""
