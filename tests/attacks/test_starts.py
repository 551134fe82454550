"""What an administrator may get wrong at the start: one line that says so, status 1, nothing left behind."""

from __future__ import annotations

import asyncio
import socket
import stat
import sys
from pathlib import Path

import pytest

from backend.database.data_directory import DataDirectory
from backend.exercise_clock import Conductor
from backend.server import PortTaken, listen
from backend.settings import settings_of
from backend.tls import BadTlsFiles, ensure_tls
from domain.clock import ManualClock, SystemClock
from tests.conftest import CANARY

NOBODY = "host=127.0.0.1 port=1"


async def said(*words: str | Path) -> tuple[int, str]:
    """Start a backend that cannot start; return its status and all that it says."""
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "backend", "--port", "0", *map(str, words),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await program.communicate()
    assert program.returncode is not None
    return program.returncode, out.decode()


async def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = await said("--data", tmp_path / "data", "--port", str(port), "--dsn", NOBODY)
    assert told == (
        1,
        f"backend: cannot listen on 127.0.0.1 port {port}: Address already in use;"
        " choose another with --host or --port\n",
    )


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [
        ("203.0.113.9", 0, "Cannot assign requested address"),
        ("127.0.0.1", 70_000, "ports are 0 to 65535"),
        ("127.0.0.1", -1, "ports are 0 to 65535"),
    ],
)
def test_an_address_that_is_not_ours_or_no_port_is_named(host: str, port: int, why: str) -> None:
    with pytest.raises(PortTaken) as told:
        listen(host, port)
    assert (
        str(told.value) == f"cannot listen on {host} port {port}: {why}; choose another with --host or --port"
    )


async def test_a_directory_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o750)
    (theirs / "letter.txt").write_text("dear")
    before = stat.S_IMODE(theirs.stat().st_mode)
    told = await said("--data", theirs, "--dsn", NOBODY)
    assert told == (
        1,
        f"backend: data.not_ours: {theirs} is not empty and was not made by Atalaya;"
        " name an empty directory with --data\n",
    )
    assert [one.name for one in theirs.iterdir()] == ["letter.txt"]
    assert stat.S_IMODE(theirs.stat().st_mode) == before


async def test_live_data_never_runs_on_a_clock_that_is_set_nor_an_exercise_on_the_real_one(
    tmp_path: Path,
) -> None:
    live, played, clock = tmp_path / "live", tmp_path / "played", tmp_path / "clock"
    Conductor(clock, SystemClock().now()).close()
    DataDirectory.claim(live)
    DataDirectory.claim(played, exercise=True)
    told, other, none = await asyncio.gather(
        said("--data", live, "--exercise-clock", clock),
        said("--data", played),
        said("--data", tmp_path / "new", "--exercise-clock", tmp_path / "missing"),
    )
    assert told[1].startswith(f"backend: data.live: {live} was not made for exercises")
    assert other[1].startswith(f"backend: data.exercise: {played} was made for exercises: give it")
    assert none[1] == f"backend: exercise clock: {tmp_path / 'missing'} is no file of 8 bytes\n"
    assert {told[0], other[0], none[0]} == {1}


async def test_a_database_that_is_not_there_or_no_address_is_told_without_its_password(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    (status, nonsense), (also, nobody) = await asyncio.gather(
        said("--data", data / "a", "--dsn", f"nonsense {CANARY}"),
        said("--data", data / "b", "--dsn", f"{NOBODY} password='{CANARY}'"),
    )
    assert (status, nonsense) == (
        1,
        "backend: database.bad_dsn: --dsn is not what libpq reads:"
        " either key=value words or postgresql://HOST/DATABASE\n",
    )
    assert also == 1
    assert nobody.startswith("backend: database.unavailable: the database does not answer: ")
    assert nobody.count("\n") == 1
    assert CANARY not in nobody


def test_a_camera_network_that_is_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        settings_of(["--camera-network", "everything"])
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert told.endswith("--camera-network: 'everything' is no network such as 10.20.0.0/16\n")


def test_certificates_that_are_none_are_named_and_keys_are_their_owner_s(tmp_path: Path) -> None:
    tls = tmp_path / "tls"
    files = ensure_tls(tls, SystemClock())
    assert stat.S_IMODE(files.key.stat().st_mode) == 0o600
    assert stat.S_IMODE((tls / "ca-key.pem").stat().st_mode) == 0o600
    other = ensure_tls(tmp_path / "other", SystemClock())
    for broken, why in ((b"broken", "Unable to load PEM file"), (other.certificate.read_bytes(), "mismatch")):
        files.certificate.write_bytes(broken)
        with pytest.raises(BadTlsFiles, match=r"the certificates in .*/tls cannot be used: ") as told:
            ensure_tls(tls, SystemClock())
        assert why in str(told.value).lower() or why in str(told.value)


def test_a_certificate_about_to_expire_is_made_anew(tmp_path: Path) -> None:
    clock = ManualClock(SystemClock().now())
    files = ensure_tls(tmp_path / "tls", clock)
    before, authority = files.certificate.read_bytes(), files.ca.read_bytes()
    clock.step(340 * 86_400)
    assert ensure_tls(tmp_path / "tls", clock).certificate.read_bytes() == before
    clock.step(30 * 86_400)
    assert ensure_tls(tmp_path / "tls", clock).certificate.read_bytes() != before
    assert files.ca.read_bytes() == authority, "consoles keep the authority they were given"
