"""Session descriptions (RFC 4566): finding the video in a camera's, and writing one for a viewer."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from rtsp.errors import StreamError


@dataclass(frozen=True, slots=True)
class Track:
    """A video track: its encoding ("H264"), payload type, control word and parameter sets out of band."""

    codec: str
    payload_type: int
    control: str = ""
    parameters: tuple[bytes, ...] = ()


def parse_sdp(text: str) -> Track:
    """Return the first video track; raises StreamError("camera.no_video") where there is none."""
    lines = [line.strip() for line in text.splitlines()]
    if not lines or not lines[0].startswith("v=0"):
        raise StreamError("camera.not_a_camera")
    start = next((n for n, line in enumerate(lines) if line.startswith("m=video ")), None)
    if start is None:
        raise StreamError("camera.no_video")
    words = lines[start].split()
    if len(words) < 4 or not _is_payload_type(words[3]):
        raise StreamError("camera.no_video")
    kind, codec, control = int(words[3]), "", ""
    parameters: tuple[bytes, ...] = ()
    for line in lines[start + 1 :]:
        if line.startswith("m="):
            break
        if line.startswith(f"a=rtpmap:{kind} "):
            codec = line.split(" ", 1)[1].split("/")[0].strip().upper()
        elif line.startswith("a=control:"):
            control = line[len("a=control:") :].strip()
        elif line.startswith(f"a=fmtp:{kind} "):
            parameters = _parameter_sets(line.split(" ", 1)[1])
    return Track(codec, kind, control, parameters)


def _is_payload_type(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 3 and int(word) <= 127


def _parameter_sets(fmtp: str) -> tuple[bytes, ...]:
    found: list[bytes] = []
    for part in fmtp.split(";"):
        name, _, value = part.strip().partition("=")
        if name.lower() in ("sprop-parameter-sets", "sprop-vps", "sprop-sps", "sprop-pps"):
            for each in value.split(","):
                try:
                    found.append(base64.b64decode(each, validate=True))
                except (binascii.Error, ValueError):
                    continue
    return tuple(each for each in found if each)


def write_sdp(track: Track, name: str = "Atalaya") -> str:
    """Return a description with this one track, under the control word "video"."""
    lines = [
        "v=0", "o=- 0 0 IN IP4 0.0.0.0", f"s={name}", "c=IN IP4 0.0.0.0", "t=0 0", "a=control:*",
        f"m=video 0 RTP/AVP {track.payload_type}", f"a=rtpmap:{track.payload_type} {track.codec}/90000",
    ]  # fmt: skip
    if track.codec == "H264":
        fmtp = f"a=fmtp:{track.payload_type} packetization-mode=1"
        if track.parameters:
            sets = ",".join(base64.b64encode(each).decode() for each in track.parameters)
            fmtp += f";sprop-parameter-sets={sets}"
        lines.append(fmtp)
    elif track.codec == "H265" and track.parameters:
        names = {32: "sprop-vps", 33: "sprop-sps", 34: "sprop-pps"}
        named = [(names.get(each[0] >> 1 & 0x3F), each) for each in track.parameters]
        text = ";".join(f"{key}={base64.b64encode(each).decode()}" for key, each in named if key)
        lines.append(f"a=fmtp:{track.payload_type} {text}")
    return "\r\n".join([*lines, "a=control:video", ""])
