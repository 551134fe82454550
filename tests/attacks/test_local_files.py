"""Files of a desk that somebody else wrote, or half a disk did: it starts all the same, and says so."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from backend_client.journal import Journal
from backend_client.journal_file import MAGIC, framed
from console import settings
from console.arguments import lock_after, parse
from console.desk_sound import SoundMemory, load_memory
from console.order_history import OrderHistory
from console.workspace_shelf import Shelf
from domain.commands import AnswerCall
from domain.people import Role
from domain.wire import Do
from domain.workspace import CURRENT, write_layout
from widgets.workspace.defaults import default_layout

ME = UUID(int=5)
GARBAGE = (
    b"",
    b"\0" * 4096,
    b'{"user": "\xff\xfe"}',
    b'["\xff"]',
    b"[" * 100_000,
    b'{"later": ' + b"[" * 100_000,
    b'{"text": 1e999, "lock_after_s": 1e999}',
    b'{"user": "\\ud800"}',
)


@pytest.mark.parametrize("found", GARBAGE, ids=range(len(GARBAGE)))
def test_a_desk_starts_with_whatever_its_files_hold(tmp_path: Path, found: bytes) -> None:
    for name in ("settings.json", "sound.json"):
        (tmp_path / name).write_bytes(found)
    history = OrderHistory(tmp_path, ME)
    history._file.parent.mkdir(parents=True, exist_ok=True)
    history._file.write_bytes(found)
    assert settings.load(tmp_path) == settings.Settings()
    assert load_memory(tmp_path) == SoundMemory()
    assert OrderHistory(tmp_path, ME).lines == ()
    shelf = Shelf(tmp_path, ME, "puesto-14", Role.CALL_TAKER)
    shelf.path.write_bytes(found)
    shelf.load()
    assert (shelf.damaged, shelf.kept) == (True, {})


@pytest.mark.parametrize(("kept", "locks_after"), [(-1, 600), (3, 600), (10**20, 600), (0, 0), (60, 60)])
def test_a_desk_that_locks_itself_at_every_breath_is_no_desk(
    tmp_path: Path, kept: int, locks_after: int
) -> None:
    (tmp_path / "settings.json").write_bytes(msgspec.json.encode({"lock_after_s": kept}))
    assert lock_after(parse(["--server", "https://127.0.0.1:1"]), settings.load(tmp_path)) == locks_after


def test_a_record_of_the_journal_that_is_no_text_is_left_alone(tmp_path: Path) -> None:
    strange = (b'{"e":"counted","year":2026,"incidents":4,"x":"\xff"}', b'{"x":' + b"[" * 50_000, b"\xff\xfe")
    path = tmp_path / "journal-puesto-14.atj"
    path.write_bytes(MAGIC + b"".join(map(framed, strange)))
    journal = Journal(path)
    do = Do(id=UUID(int=7), at=1, command=AnswerCall(call=UUID(int=1)))
    journal.keep(do, ME, UUID(int=9))
    assert list(journal.kept) == [do.id]
    for record in strange:
        assert record in journal.live(), "a later version's, perhaps: not ours to throw away"
    journal.file.close()


@pytest.mark.parametrize(
    ("name", "layout"),
    [("x" * 33, "{}"), ("a\0b", "{}"), ("dos\nlíneas", "{}"), (" ", "{}"), ("noche", "x" * 70_000)],
)
def test_a_workspace_that_no_server_could_be_told_of_never_reaches_the_line(
    tmp_path: Path, name: str, layout: str
) -> None:
    shelf = Shelf(tmp_path, ME, "puesto-14", Role.CALL_TAKER)
    good = write_layout(default_layout(Role.CALL_TAKER))
    shelf.path.write_bytes(
        msgspec.json.encode(
            {"version": 1, "kept": {name: {"layout": layout, "unsent": True}, "": {"layout": good}}}
        )
    )
    shelf.load()
    assert shelf.damaged, "it is said"
    assert shelf.unsent() == []
    assert shelf.text(CURRENT) == good, "the rest is as it was"
