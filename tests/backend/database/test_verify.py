"""Anybody with the exported file, the anchors and a public key can see whether the log is whole."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

import backend.verify
from backend.database.anchors import Anchors
from backend.database.audit import Audit
from backend.database.data_directory import DataDirectory
from backend.database.erasure import Erasure, erase
from backend.database.export import export_logs
from domain.clock import ManualClock
from domain.people import Actor
from domain.purpose import stated
from tests.backend.database.logbook import NOON, a_writer, an_entry
from tests.plugins.database import Cluster, run_apart

READER = Actor(name="fiscal", room="911", workstation="P01")


async def write_evidence(dsn: str, folder: Path) -> Path:
    """Write an export of ten events and five audit records, their anchors and the public key."""
    directory = DataDirectory.claim(folder / "data")
    anchors = Anchors(directory, ManualClock(NOON))
    audit = Audit(dsn, ManualClock(NOON))
    async with a_writer(dsn) as (log, _):
        for number in range(5):
            await log.commit([an_entry(f"línea {number}"), an_entry(f"otra {number}", exercise=True)])
            await audit.record(
                READER, "read_calls", f"call:{number}", stated("IPP 7/26", "identify the caller")
            )
            anchors.see("event", log.head)
            anchors.see("audit", await audit.look())
            anchors.keep()
    await audit.close()
    await export_logs(dsn, folder / "export.jsonl")
    for path in (directory.anchors, directory.anchor_public_key):
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def original(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    name, dsn = cluster.create()
    yield run_apart(write_evidence(dsn, tmp_path_factory.mktemp("evidence")))
    cluster.drop(name)


@pytest.fixture
def evidence(original: Path, tmp_path: Path) -> Path:
    """A copy of the evidence to tamper with."""
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    return tmp_path


def check(evidence: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    names = ["export.jsonl", "--anchors", "anchors.jsonl", "--key", "anchor.pub"]
    words = [word if word.startswith("--") else str(evidence / word) for word in names]
    status = backend.verify.main(words)
    return status, capsys.readouterr().out


async def test_an_untouched_log_holds(
    either_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = await write_evidence(either_database, tmp_path)
    assert check(evidence, capsys) == (0, "10 events, 5 audit records, 10 signed anchors: all holds\n")


Rows = list[dict[str, Any]]


def reworded(rows: Rows) -> None:
    rows[3]["body"] = rows[3]["body"].replace("otra", "nada")


def reworded_with_its_digest(rows: Rows) -> None:
    reworded(rows)
    salt = bytes.fromhex(rows[3]["salt"])
    rows[3]["digest"] = backend.verify.payload_digest(salt, rows[3]["body"].encode()).hex()


def another_actor(rows: Rows) -> None:
    rows[6]["actor"] = "operator:nobody"


def live_instead_of_exercise(rows: Rows) -> None:
    rows[1]["exercise"] = False


def one_removed(rows: Rows) -> None:
    del rows[4]


def tail_cut(rows: Rows) -> None:
    del rows[8:10]


def payload_taken(rows: Rows) -> None:
    rows[2]["body"] = rows[2]["salt"] = None


def audit_reworded(rows: Rows) -> None:
    rows[11]["line"] = rows[11]["line"].replace("identify", "annoyed")


def audit_removed(rows: Rows) -> None:
    del rows[12]


def audit_tail_cut(rows: Rows) -> None:
    del rows[14:]


def all_rewritten(rows: Rows) -> None:
    """The chain computed anew after a change: only the anchors know better."""
    rows[9]["actor"] = "operator:nobody"
    row = rows[9]
    previous, digest = bytes.fromhex(rows[8]["chain"]), bytes.fromhex(row["digest"])
    command = bytes.fromhex(row["command"].replace("-", ""))
    row["chain"] = backend.verify.link(
        previous, row["seq"], command, row["kind"], row["version"], row["actor"], row["workstation"],
        row["at"], row["exercise"], digest,
    ).hex()  # fmt: skip


def nonsense(rows: Rows) -> None:
    rows[5] = {"row": "event", "seq": "six"}


@pytest.mark.parametrize(
    ("tampering", "complaint"),
    [
        (reworded, "event 4: its payload was altered"),
        (reworded_with_its_digest, "event 4: altered, its link does not follow from what is written"),
        (another_actor, "event 7: altered, its link does not follow from what is written"),
        (live_instead_of_exercise, "event 2: altered, its link does not follow from what is written"),
        (one_removed, "event 5: missing, 6 follows 4"),
        (tail_cut, "event 9: cut off, an anchor has seen 10"),
        (payload_taken, "event 3: its payload is gone and no erasure names it"),
        (audit_reworded, "audit 2: altered, its link does not follow from what is written"),
        (audit_removed, "audit 3: missing, 4 follows 2"),
        (audit_tail_cut, "audit 5: cut off, an anchor has seen 5"),
        (all_rewritten, "event 10: not what the anchor saw"),
        (nonsense, "row 6: not readable"),
    ],
)
def test_every_tampering_is_named(
    evidence: Path, capsys: pytest.CaptureFixture[str], tampering: Callable[[Rows], None], complaint: str
) -> None:
    export = evidence / "export.jsonl"
    rows = [json.loads(line) for line in export.read_text().splitlines()]
    tampering(rows)
    export.write_text("".join(json.dumps(row) + "\n" for row in rows))
    status, told = check(evidence, capsys)
    assert status == 1
    assert complaint in told


def test_an_anchor_that_somebody_else_signed_is_no_anchor(
    evidence: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = evidence / "anchors.jsonl"
    anchor = json.loads(path.read_text().splitlines()[0])
    anchor["count"] = 1
    path.write_text(json.dumps(anchor) + "\n")
    status, told = check(evidence, capsys)
    assert (status, "anchor 1: its signature is not by this key" in told) == (1, True)


async def test_an_erased_payload_is_shown_with_its_order_and_the_chain_holds(
    either_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with a_writer(either_database) as (log, _):
        await log.commit([an_entry("Rosa Ñáñez, Corrientes 3200", events=2), an_entry("otra")])
        await erase(log, Erasure(order="JUZ 12/345", seqs=(1, 2)), command=uuid4(), actor="admin", at=NOON)
        assert [event.body is None for event in await log.read(0)] == [True, True, False, False]
        with pytest.raises(ValueError, match="seqs: from 1 to 4"):
            await erase(log, Erasure(order="x", seqs=(5,)), command=uuid4(), actor="admin", at=NOON)
    with psycopg.connect(either_database) as connection:
        everything = connection.execute("select string_agg(t::text, '') from event_payload t").fetchone()
        assert everything is not None
        assert "Rosa" not in everything[0]
    await export_logs(either_database, tmp_path / "export.jsonl")
    assert backend.verify.main([str(tmp_path / "export.jsonl")]) == 0
    told = capsys.readouterr().out
    assert "event 1: erased on order JUZ 12/345" in told
    assert "event 2: erased on order JUZ 12/345" in told
    assert "4 events, 0 audit records, 0 anchors (signatures not checked: no --key): all holds" in told


async def test_an_export_is_never_overwritten(database: str, tmp_path: Path) -> None:
    target = tmp_path / "export.jsonl"
    target.write_text("evidence\n")
    with pytest.raises(FileExistsError):
        await export_logs(database, target)
    assert target.read_text() == "evidence\n"


async def test_the_newest_anchor_follows_the_head_and_the_key_stays_private(tmp_path: Path) -> None:
    directory = DataDirectory.claim(tmp_path / "data")
    first = Anchors(directory, ManualClock(NOON))
    from backend.database.entries import Head

    first.see("event", Head(3, bytes(32)))
    first.see("event", Head(4, bytes(32)))
    lines = directory.latest_anchors.read_text().splitlines()
    assert [json.loads(line)["count"] for line in lines] == [4]
    assert directory.anchor_key.stat().st_mode & 0o777 == 0o600
    public = directory.anchor_public_key.read_text()
    Anchors(directory, ManualClock(NOON))
    assert directory.anchor_public_key.read_text() == public


def test_the_verifier_runs_alone(tmp_path: Path) -> None:
    """Copied to a machine without Atalaya, it still runs: it imports nothing of ours."""
    source = Path(backend.verify.__file__)
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(ast.parse(source.read_text()))
        for alias in (
            node.names if isinstance(node, ast.Import)
            else [ast.alias(node.module or "")] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}
    shutil.copy(source, tmp_path / "verify.py")
    (tmp_path / "empty.jsonl").write_text("")
    done = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "verify.py"), str(tmp_path / "empty.jsonl")],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    missing = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "verify.py"), str(tmp_path / "nowhere")],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert missing.returncode == 2
    assert missing.stderr.startswith("cannot check: [Errno 2]")
