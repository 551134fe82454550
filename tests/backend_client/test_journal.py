"""What was typed is on disk: after a torn tail, damage, a full disk, kill -9 in the middle of a word."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest

from backend_client.failure import JournalFailed
from backend_client.journal import Journal, RefusedCommand
from backend_client.journal_file import MAGIC, framed, read_records
from backend_client.upkeep import Upkeep
from domain.call import Draft
from domain.clock import SystemClock
from domain.commands import AnswerCall, SaveDraft
from domain.wire import Do
from domain.world import Counters

ANA, SITE = UUID(int=1), UUID(int=7)
ROOT = Path(__file__).parents[2]


def typed(number: int, text: str, call: int = 1) -> Do:
    draft = Draft(revision=number, narrative=text)
    return Do(id=UUID(int=100 + number), at=number, command=SaveDraft(call=UUID(int=call), draft=draft))


def answer(number: int) -> Do:
    return Do(id=UUID(int=number), at=number, command=AnswerCall(call=UUID(int=1)))


def contents(path: Path) -> bytes:
    return path.read_bytes()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@asynccontextmanager
async def kept_up(journal: Journal) -> AsyncIterator[Upkeep]:
    upkeep = Upkeep(journal, SystemClock())
    working = asyncio.create_task(upkeep.run())
    try:
        yield upkeep
    finally:
        await upkeep.close()
        await working


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "journal-07.atj"


def test_what_was_asked_and_typed_is_there_after_a_restart(path: Path) -> None:
    first = Journal(path)
    first.keep(answer(1), ANA, SITE)
    first.keep(answer(2), ANA, SITE)
    first.keep(typed(1, "Chocan dos autos"), ANA, SITE)
    first.keep(typed(2, "Chocan dos autos en Rivadavia"), ANA, SITE)
    first.settle(UUID(int=1))
    first.counted(Counters(year=2026, incidents=3))
    first.file.close()
    second = Journal(path)
    assert list(second.kept) == [UUID(int=2)]
    assert second.kept[UUID(int=2)].do == answer(2)
    assert (second.kept[UUID(int=2)].operator, second.kept[UUID(int=2)].site) == (ANA, SITE)
    draft = second.draft(UUID(int=1))
    assert draft is not None
    assert (draft.revision, draft.narrative) == (2, "Chocan dos autos en Rivadavia")
    assert second.unsaved() == (UUID(int=1),)
    assert second.count.incidents == 3
    second.file.close()


def test_only_the_latest_keystroke_makes_a_draft_saved(path: Path) -> None:
    journal = Journal(path)
    journal.keep(typed(1, "a"), ANA, SITE)
    journal.keep(typed(2, "ab"), ANA, SITE)
    journal.settle(UUID(int=101))
    assert journal.unsaved() == (UUID(int=1),)
    journal.settle(UUID(int=102))
    assert journal.unsaved() == ()
    assert journal.draft(UUID(int=1)) is not None  # kept until the call is closed
    journal.file.close()


def test_a_refused_command_stays_until_a_person_clears_it(path: Path) -> None:
    journal = Journal(path)
    journal.keep(answer(1), ANA, SITE)
    item = RefusedCommand(
        id=UUID(int=1), command=answer(1).command, at=1, code="call.taken", params={"by": "Beto"}
    )
    journal.refuse(item)
    journal.file.close()
    again = Journal(path)
    assert list(again.kept) == []
    assert again.refused == {UUID(int=1): item}
    again.clear(UUID(int=1))
    again.file.close()
    last = Journal(path)
    assert last.refused == {}
    last.file.close()


def test_the_file_is_the_desks_alone(path: Path) -> None:
    path.parent.mkdir()
    path.touch(0o644)
    journal = Journal(path)
    assert mode(path) == 0o600
    with pytest.raises(JournalFailed, match=r"journal\.busy"):
        Journal(path)
    journal.file.close()
    Journal(path).file.close()


def test_a_link_to_somewhere_else_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(JournalFailed, match=r"journal\.failed"):
        Journal(path)
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs"


def test_a_file_cut_at_any_byte_gives_back_all_that_was_whole() -> None:
    payloads = [b"one", b"two and more", b"\x00" * 40, b"x"]
    whole = MAGIC + b"".join(framed(payload) for payload in payloads)
    ends = [len(MAGIC)]
    for payload in payloads:
        ends.append(ends[-1] + len(framed(payload)))
    for cut in range(len(whole) + 1):
        expected = sum(1 for end in ends[1:] if end <= cut)
        records, damaged = read_records(whole[:cut])
        assert records == payloads[:expected]
        assert damaged == (cut - ends[expected] if cut >= len(MAGIC) else cut)


def test_one_bad_byte_costs_one_record() -> None:
    payloads = [f"record {n}".encode() for n in range(50)]
    whole = bytearray(MAGIC + b"".join(framed(payload) for payload in payloads))
    rng = random.Random(7)
    for _ in range(200):
        at = rng.randrange(len(MAGIC), len(whole))
        hurt = bytearray(whole)
        hurt[at] ^= 0x41
        records, damaged = read_records(bytes(hurt))
        assert len(records) == 49
        assert set(records) < set(payloads)
        assert damaged > 0


def test_a_hole_of_zeros_is_no_record() -> None:
    records, damaged = read_records(MAGIC + framed(b"one") + bytes(4096) + framed(b"two"))
    assert records == [b"one", b"two"]
    assert damaged == 4096


def test_what_a_later_version_wrote_is_left_for_it(path: Path) -> None:
    journal = Journal(path)
    journal.file.append(framed(b'{"entry":"from_the_future","x":1}'))
    journal.file.close()
    again = Journal(path)
    assert b"from_the_future" in again.live()
    again.file.close()


async def test_it_is_on_disk_within_a_quarter_of_a_second(path: Path) -> None:
    journal = Journal(path)
    async with kept_up(journal) as upkeep:
        for n in range(40):
            journal.keep(typed(n, "x" * n), ANA, SITE)
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        assert upkeep.syncs >= 3
        assert upkeep.slowest_s <= 0.25


async def test_what_is_settled_is_gone_from_the_file_within_two_seconds(path: Path) -> None:
    journal = Journal(path)
    async with kept_up(journal) as upkeep:
        journal.keep(typed(1, "la vecina Delfina Quiroga llama"), ANA, SITE)
        journal.keep(answer(2), ANA, SITE)
        journal.settle(UUID(int=101))
        assert b"Delfina" in contents(path)
        journal.forget_draft(UUID(int=1))
        await _until(lambda: upkeep.rewrites > 0, 2.0)
        assert b"Delfina" not in contents(path)
        assert mode(path) == 0o600
        assert sorted(entry.name for entry in path.parent.iterdir()) == ["journal-07.atj", "journal-07.lock"]
    again = Journal(path)
    assert list(again.kept) == [UUID(int=2)]
    again.file.close()


async def test_nothing_typed_during_a_rewrite_is_lost(path: Path) -> None:
    journal = Journal(path)
    async with kept_up(journal) as upkeep:
        for n in range(1, 301):
            journal.keep(typed(n, f"palabra {n}"), ANA, SITE)
            if n % 20 == 0:
                await asyncio.gather(upkeep.rewrite(), _keep_later(journal, n))
        assert upkeep.rewrites == 15
        records, damaged = read_records(contents(path))
        assert damaged == 0
        assert b"palabra 300" in b"".join(records)
    again = Journal(path)
    assert len(again.kept) == 15
    draft = again.draft(UUID(int=1))
    assert draft is not None
    assert draft.narrative == "palabra 300"
    again.file.close()


async def _keep_later(journal: Journal, n: int) -> None:
    await asyncio.sleep(0)
    journal.keep(answer(n), ANA, SITE)


async def test_a_full_disk_is_said_and_what_was_typed_is_written_once_there_is_room(path: Path) -> None:
    journal = Journal(path)
    async with kept_up(journal):
        journal.keep(typed(1, "antes"), ANA, SITE)
        real, journal.file.append = journal.file.append, _no_space
        journal.keep(typed(2, "durante"), ANA, SITE)
        assert journal.trouble == "journal.full"
        draft = journal.draft(UUID(int=1))
        assert draft is not None
        assert draft.narrative == "durante"  # memory goes on
        journal.file.append = real
        await _until(lambda: journal.trouble is None, 3.0)
    again = Journal(path)
    draft = again.draft(UUID(int=1))
    assert draft is not None
    assert draft.narrative == "durante"
    again.file.close()


def _no_space(data: bytes) -> None:
    raise OSError(28, "No space left on device")


TYPIST = """
import sys
from pathlib import Path
from uuid import UUID
from backend_client.journal import Journal
from domain.call import Draft
from domain.commands import SaveDraft
from domain.wire import Do

journal = Journal(Path(sys.argv[1]))
text, n = "", 0
while True:
    n += 1
    text = (text + "abcdefghij"[n % 10])[-3000:]
    command = SaveDraft(call=UUID(int=1), draft=Draft(revision=n, narrative=text))
    journal.keep(Do(id=UUID(int=n), at=n, command=command), UUID(int=1), UUID(int=7))
    sys.stdout.write(f"{n}\\n")
    sys.stdout.flush()
"""


def test_a_desk_killed_in_the_middle_of_a_word_loses_no_keystroke(path: Path) -> None:
    """Five desks are killed at random moments; what each had told us was kept is there."""
    rng = random.Random(11)
    longest = 0
    for _ in range(5):
        told = _type_and_kill(path, 0.25 + rng.random() * 0.15)
        journal = Journal(path)
        draft = journal.draft(UUID(int=1))
        assert draft is not None
        assert draft.revision >= told
        longest = max(longest, told)
        journal.file.close()
        path.unlink()
    assert longest > 100


def _type_and_kill(path: Path, after_s: float) -> int:
    """Return the last keystroke that the typist said was kept, having killed it with -9."""
    reading, writing = os.pipe()
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(path)], stdout=writing, cwd=ROOT, env={**os.environ}
    )
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        first = told.readline()
        assert first
        deadline = time.monotonic() + after_s
        lines = [first]
        while time.monotonic() < deadline:
            lines.append(told.readline())
        typist.send_signal(signal.SIGKILL)
        typist.wait()
        lines += told.readlines()
    whole = [line for line in lines if line.endswith(b"\n")]
    return int(whole[-1])


async def _until(held: object, seconds: float) -> None:
    assert callable(held)
    async with asyncio.timeout(seconds):
        while not held():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
