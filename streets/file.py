"""The file of a street map: one header, the arrays behind it, and a checksum over both.

    8 bytes "ATALAYAS", 4 bytes version, 4 bytes length of the header, 32 bytes BLAKE2b-256 of the rest
    header (JSON: the arrays' names, kinds and lengths in their order; the tables of words), then the arrays

Everything is little-endian; each array begins on a multiple of 8 bytes. The same map gives the same bytes.

    streets.file.load(path) -> StreetMap        streets.file.save(street_map, path)
    python -m streets.demo --build              grows the demo city's file
    python -m streets.file FILE                 what a file holds
"""

from __future__ import annotations

import os
import struct
import sys
from dataclasses import fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from streets.street_map import Barrio, Street, StreetKind, StreetMap, StreetMapError

MAGIC = b"ATALAYAS"
VERSION = 1
LARGEST = 1 << 29
"""No file beyond half a gigabyte is read, bytes."""

_HEAD = struct.Struct("<8sII32s")
_KINDS: dict[str, np.dtype[Any]] = {
    "<f8": np.dtype("<f8"),
    "<f4": np.dtype("<f4"),
    "<i4": np.dtype("<i4"),
    "<i2": np.dtype("<i2"),
    "|u1": np.dtype("|u1"),
}
_WORDS = frozenset({"place_name", "place_note", "place_also", "streets", "barrios", "directions", "sources"})
_ARRAYS = tuple(f.name for f in fields(StreetMap) if f.name not in _WORDS)


class _Header(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    arrays: list[tuple[str, str, int]]
    streets: list[tuple[str, int, list[str], float]]
    barrios: list[tuple[str, int]]
    directions: list[str]
    place_name: list[str]
    place_note: list[str]
    place_also: list[list[str]]
    sources: list[str]
    stamp: str = ""


def encode(street_map: StreetMap, stamp: str = "") -> bytes:
    """Return the bytes of a map's file; `stamp` says what it was made from."""
    street_map.check()
    body, arrays = bytearray(), []
    for name in _ARRAYS:
        values = np.ascontiguousarray(getattr(street_map, name))
        kind = values.dtype.newbyteorder("<").str
        if kind not in _KINDS:
            raise StreetMapError(f"{name}: no array of kind {kind}")
        body += values.astype(_KINDS[kind], copy=False).tobytes()
        body += bytes(-len(body) % 8)
        arrays.append((name, kind, len(values)))
    header = msgspec.json.encode(
        _Header(
            arrays=arrays,
            streets=[(s.name, int(s.kind), list(s.also), round(s.importance, 4)) for s in street_map.streets],
            barrios=[(barrio.name, barrio.comuna) for barrio in street_map.barrios],
            directions=list(street_map.directions),
            place_name=list(street_map.place_name),
            place_note=list(street_map.place_note),
            place_also=[list(also) for also in street_map.place_also],
            sources=list(street_map.sources),
            stamp=stamp,
        )
    )
    header += b" " * (-(_HEAD.size + len(header)) % 8)
    digest = blake2b(header + body, digest_size=32).digest()
    return _HEAD.pack(MAGIC, VERSION, len(header), digest) + header + bytes(body)


def decode(data: bytes) -> tuple[StreetMap, str]:
    """Return the map and the stamp; raises StreetMapError with what is wrong."""
    if len(data) < _HEAD.size or data[:8] != MAGIC:
        raise StreetMapError("file: no street map")
    _, version, length, digest = _HEAD.unpack_from(data)
    if version != VERSION:
        raise StreetMapError(f"file: version {version}, this program reads {VERSION}")
    if blake2b(memoryview(data)[_HEAD.size :], digest_size=32).digest() != digest:
        raise StreetMapError("file: the checksum does not hold (cut short or changed)")
    try:
        header = msgspec.json.decode(data[_HEAD.size : _HEAD.size + length], type=_Header)
    except msgspec.MsgspecError as error:
        raise StreetMapError("header: not as it should be") from error
    try:
        street_map = StreetMap(
            **_arrays(data, _HEAD.size + length, header),
            place_name=tuple(header.place_name),
            place_note=tuple(header.place_note),
            place_also=tuple(tuple(also) for also in header.place_also),
            streets=tuple(Street(n, StreetKind(kind), tuple(also), i) for n, kind, also, i in header.streets),
            barrios=tuple(Barrio(*barrio) for barrio in header.barrios),
            directions=tuple(header.directions),
            sources=tuple(header.sources),
        )
    except StreetMapError:
        raise
    except ValueError as error:
        raise StreetMapError(f"header: {error}") from error
    street_map.check()
    return street_map, header.stamp


def _arrays(data: bytes, at: int, header: _Header) -> dict[str, Any]:
    if tuple(name for name, _, _ in header.arrays) != _ARRAYS:
        raise StreetMapError("header: other arrays than this version's")
    found: dict[str, Any] = {}
    for name, kind, count in header.arrays:
        if kind not in _KINDS or count < 0 or at + count * _KINDS[kind].itemsize > len(data):
            raise StreetMapError(f"{name}: beyond the end of the file")
        found[name] = np.frombuffer(data, _KINDS[kind], count, at)
        at += count * _KINDS[kind].itemsize
        at += -at % 8
    return found


def load(path: Path) -> StreetMap:
    """Read a map; raises StreetMapError for what is none, OSError for what cannot be read."""
    return load_stamped(path)[0]


def load_stamped(path: Path) -> tuple[StreetMap, str]:
    """Read a map and what it says it was made from."""
    if path.stat().st_size > LARGEST:
        raise StreetMapError(f"file: larger than {LARGEST >> 20} MiB")
    return decode(path.read_bytes())


def save(street_map: StreetMap, path: Path, stamp: str = "") -> None:
    """Write a map, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(encode(street_map, stamp))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def main() -> int:
    """Say what a file holds."""
    try:
        street_map, stamp = load_stamped(Path(sys.argv[1]))
    except (IndexError, OSError, StreetMapError) as error:
        print(f"python -m streets.file FILE: {error}", file=sys.stderr)
        return 2
    print(
        f"{street_map.nodes} nodes, {street_map.pieces} directed pieces, {len(street_map.streets)} streets,"
    )
    print(f"{len(street_map.barrios)} barrios, {len(street_map.place_name)} places, stamp {stamp or 'none'}")
    for source in street_map.sources:
        print(source)
    return 0


if __name__ == "__main__":
    sys.exit(main())
