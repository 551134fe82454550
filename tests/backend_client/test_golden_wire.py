"""Frames of every version of the wire, kept for ever: what was once said is still understood the same.

`ATALAYA_GOLDEN=new python -m pytest tests/backend_client/test_golden_wire.py` writes the frames that are
missing; it never changes one that is there. A field added later has a default, so an old frame still reads.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from domain.commands import OperatorCommand
from domain.inquiries import AnyInquiry, AnyReply
from domain.positions_frame import NO_HEADING, UnitFix
from domain.positions_frame import decode as decode_positions
from domain.positions_frame import encode as encode_positions
from domain.wire import PROTOCOL, FromDesk, FromServer, Message, decode_from_desk, decode_from_server, encode
from tests.backend_client.golden_frames import AT, COMMANDS, FROM_DESK, FROM_SERVER
from tests.backend_client.golden_inquiries import INQUIRIES, REPLIES

FOLDER = Path(__file__).parents[1] / "golden" / "wire"
HERE = FOLDER / f"v{PROTOCOL}"
FIXES = [
    UnitFix(index=0, x=0, y=65535, heading=255, flags=1, age=0.0, accuracy=0, speed=0),
    UnitFix(index=65535, x=65535, y=0, flags=NO_HEADING, age=6553.5, accuracy=None, speed=None),
    UnitFix(index=300, x=12345, y=54321, heading=64, flags=2 | 4 | 8, age=1.5, accuracy=254, speed=254),
]
POSITIONS = encode_positions((2768, 4936), AT, FIXES)


def _tag(message: type[msgspec.Struct]) -> str:
    tag = message.__struct_config__.tag
    assert isinstance(tag, str)
    return tag


def _make_missing() -> None:
    for side, messages in (("desk", FROM_DESK), ("server", FROM_SERVER)):
        (HERE / side).mkdir(parents=True, exist_ok=True)
        for name, message in messages.items():
            path = HERE / side / f"{name}.json"
            if not path.exists():
                path.write_text(encode(message) + "\n")
    if not (HERE / "positions.bin").exists():
        (HERE / "positions.bin").write_bytes(POSITIONS)


if os.environ.get("ATALAYA_GOLDEN") == "new":
    _make_missing()

FRAMES = sorted(FOLDER.glob("v*/*/*.json"))
NOW = sorted(HERE.glob("*/*.json"))


def _name(path: Path) -> str:
    return f"{path.parts[-3]}-{path.parts[-2]}-{path.stem}"


@pytest.mark.parametrize("path", FRAMES, ids=_name)
def test_a_frame_that_was_once_said_is_understood_the_same(path: Path) -> None:
    frame = path.read_text().rstrip("\n")
    side, known = ("desk", FROM_DESK) if path.parent.name == "desk" else ("server", FROM_SERVER)
    decode = decode_from_desk if side == "desk" else decode_from_server
    assert decode(frame) == known[path.stem]


@pytest.mark.parametrize(
    "path", sorted(HERE.glob("*/*.json")), ids=lambda path: f"{path.parts[-2]}-{path.stem}"
)
def test_this_version_says_it_in_the_same_bytes(path: Path) -> None:
    known: dict[str, Message] = FROM_DESK if path.parent.name == "desk" else FROM_SERVER
    assert encode(known[path.stem]) == path.read_text().rstrip("\n")


def test_every_message_and_command_of_this_version_has_a_golden_frame() -> None:
    kept = {path.parent.name + "/" + path.stem for path in HERE.glob("*/*.json")}
    assert kept == {f"desk/{name}" for name in FROM_DESK} | {f"server/{name}" for name in FROM_SERVER}
    assert {_tag(type(m)) for m in FROM_DESK.values()} == {_tag(kind) for kind in get_args(FromDesk)}
    assert {_tag(type(m)) for m in FROM_SERVER.values()} == {_tag(kind) for kind in get_args(FromServer)}
    assert set(COMMANDS) == {_tag(kind) for kind in get_args(OperatorCommand)}
    assert set(INQUIRIES) == {_tag(kind) for kind in get_args(AnyInquiry) or (AnyInquiry,)}
    assert set(REPLIES) == {_tag(kind) for kind in get_args(AnyReply) or (AnyReply,)}


def test_every_field_of_every_golden_message_is_filled_somewhere() -> None:
    """A field that is left at its default in all of them would not be in the golden frames at all."""
    filled: dict[type, set[str]] = {}

    def look(value: object) -> None:
        if isinstance(value, msgspec.Struct):
            for field in msgspec.structs.fields(value):
                inner = getattr(value, field.name)
                if inner != field.default or field.required:
                    filled.setdefault(type(value), set()).add(field.name)
                look(inner)
        elif isinstance(value, tuple):
            for inner in value:
                look(inner)

    for message in (*FROM_DESK.values(), *FROM_SERVER.values()):
        look(message)
    for kind, names in filled.items():
        assert names == {field.name for field in msgspec.structs.fields(kind)}, kind.__name__


def test_positions_keep_their_bytes() -> None:
    frame = (HERE / "positions.bin").read_bytes()
    assert frame == POSITIONS
    assert decode_positions(frame) == ((2768, 4936), AT, FIXES)
