"""Files of a desk that somebody else wrote, or half a disk did: it starts all the same, and says so."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from backend_client.journal import Journal
from backend_client.journal_file import MAGIC, framed, read_records
from console import settings
from console.arguments import lock_after, parse
from console.crashes import Crash
from console.desk_sound import SoundMemory, load_memory
from console.language import SafeTranslator
from console.order_history import OrderHistory
from console.theme import dress
from console.workspace_shelf import Shelf
from domain.commands import AnswerCall
from domain.people import Role
from domain.wire import Do
from domain.workspace import CURRENT, write_layout
from resources.paths import path
from widgets import tokens
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


@pytest.mark.parametrize(
    "damage",
    [
        b"\0" * 30_000_000,
        b"\x01\0\0\0\0" * 400_000,
        b"\0\0\x04\0\0\0\0\0" * 200_000,
        b"\0\0\x0f\0{" * 200_000,
    ],
    ids=["a hole", "small heads", "heads everywhere", "large heads"],
)
def test_a_journal_full_of_garbage_is_read_before_anybody_waits(damage: bytes) -> None:
    began = time.monotonic()
    found, damaged = read_records(MAGIC + framed(b"one") + damage)
    assert (found, damaged) == ([b"one"], len(damage))
    assert time.monotonic() - began < 2.0


def test_what_was_written_behind_a_hole_is_found() -> None:
    for zeros in range(1, 40):
        for size in (1, 3, 256, 65_536, 70_000):
            whole = framed(b"x" * size)
            found, damaged = read_records(MAGIC + framed(b"one") + b"\0" * zeros + whole + b"\0" * 9)
            assert (found, damaged) == ([b"one", b"x" * size], zeros + 9)


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("{by} la tiene", "{by.__class__.__init__.__globals__} has it"),
        ("{by} la tiene", "{by!r} has it"),
        ("{n} s", "{n:>999999999} s"),
        ("{n} s", "{n:{n}} s"),
        ("{n:>9} s", "{0.__class__} s"),
        ("sin huecos", "with {n}"),
        ("{n} y {m}", "{n} and {n}"),
        ("{n}", "{0}"),
        ("{n}", "{{n}}"),
        ("{n}", "{n}}"),
    ],
)
def test_a_translation_that_would_format_something_else_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None], source: str, wrong: str
) -> None:
    expect_log("has other holes than")
    monkeypatch.setattr(QTranslator, "translate", lambda *_: wrong)
    for count in (1, 2):  # plural forms go the same way
        translator = SafeTranslator()
        assert translator.translate("a", source, "", count) == source
        assert translator.wrong == [source]


@pytest.mark.parametrize("body", [b"", b"[surface\n", b"surface = 7\n", b"\xff\xfe", None])
def test_a_theme_that_is_none_gives_the_other_one(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    expect_log: Callable[[str], None],
    body: bytes | None,
) -> None:
    expect_log("theme 'light'")
    shutil.copy(path("themes", "dark.toml"), tmp_path)
    if body is not None:
        (tmp_path / "light.toml").write_bytes(body)
    monkeypatch.setattr(tokens, "path", lambda *parts: tmp_path / parts[-1])
    look = dress(qapp, "light", "es")
    assert look.theme == "dark"
    assert "theme 'light'" in look.complaint
    assert dress(qapp, "dark", "es").complaint == "", "who chose the whole one hears nothing"
    qapp.setStyleSheet("")


def test_42_a_report_takes_along_nothing_that_a_link_leads_to(tmp_path: Path, canary: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(canary)
    folder = tmp_path / "1-1"
    folder.mkdir()
    (folder / "what.json").write_text("{}")
    (folder / "words.jsonl").symlink_to(secret)
    (folder / "words.jsonl.1").symlink_to(secret)
    os.mkfifo(folder / "hang.txt")
    report = Crash(folder, 1_795_000_000_000_000).save(tmp_path)
    with zipfile.ZipFile(report) as packed:
        assert packed.namelist() == ["what.json"]
