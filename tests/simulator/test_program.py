"""python -m simulator as a program: it speaks TLS, says what is wrong, and ends when it is told to."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiohttp import web

from backend.tls import TlsFiles, ensure_tls, server_context
from domain.clock import SystemClock
from lifeline.parent import Lifeline
from resources.sources import Button, Phone, Sources

SOURCES = Sources(
    call_token="s3cret",
    phones=tuple(Phone(id=f"{n:026d}", unit=f"M 1-{n:03d}", kind="car", comuna=1) for n in range(30)),
    buttons=(Button(device="BP-0001", key="0a" * 32, lat=-34.61, lon=-58.41),),
    cameras=(),
)
ENDS_S = 5.0


@pytest.fixture
def tls(tmp_path: Path) -> TlsFiles:
    return ensure_tls(tmp_path / "tls", SystemClock())


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the program; whatever the test does, it does not outlive it."""
    file = tmp_path / "sources.json"
    file.write_bytes(msgspec.json.encode(SOURCES))
    started: list[subprocess.Popen[str]] = []

    def begin(port: int, ca: Path, *more: str, **how: Any) -> subprocess.Popen[str]:
        words = [
            "--server",
            f"https://localhost:{port}",
            "--ca",
            str(ca),
            "--sources",
            str(file),
            "--units",
            "30",
        ]
        program = subprocess.Popen(
            [sys.executable, "-m", "simulator", *words, *more],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how,
        )  # fmt: skip
        started.append(program)
        return program

    yield begin
    for program in started:
        program.kill()
        program.communicate()


def closed_port() -> int:
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def heard_line(program: subprocess.Popen[str], words: str) -> str:
    """The first line on standard error with these words in it."""
    assert program.stderr is not None
    for line in program.stderr:
        if words in line:
            return line
    raise AssertionError(f"it never said: {words}")


async def test_a_server_hears_phones_calls_and_a_press_over_tls(
    tls: TlsFiles, start: Any, tmp_path: Path
) -> None:
    heard: dict[str, list[Any]] = {"phones": [], "calls": [], "buttons": []}
    enough = asyncio.Event()

    async def take(request: web.Request) -> web.Response:
        door = request.path.rpartition("/")[2]
        body = await request.read()
        heard[door].append(msgspec.json.decode(body) if body else dict(request.query))
        if door == "calls":
            assert request.headers["Authorization"] == "Bearer s3cret"
        if heard["calls"] and heard["buttons"] and len(heard["phones"]) > 20:
            enough.set()
        return web.Response(status=202)

    application = web.Application()
    application.router.add_post("/intake/{door}", take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=server_context(tls))
    await site.start()
    scenario = tmp_path / "now.toml"
    scenario.write_text('[[call]]\nafter = 0\ntext = "Choque en Callao"\n[[press]]\nafter = 0.2\n')
    program = start(runner.addresses[0][1], tls.ca, "--scenario", str(scenario))
    try:
        async with asyncio.timeout(9.0):
            await enough.wait()
        program.send_signal(signal.SIGTERM)
        said, complaints = await asyncio.to_thread(program.communicate, timeout=ENDS_S)
    finally:
        await runner.cleanup()
    assert program.returncode == 0, complaints
    assert "calls_hung_up" in said
    assert heard["calls"][0]["text"] == "Choque en Callao"
    assert heard["calls"][-1]["event"] == "ended"
    assert {fix.get("id") or fix["device_id"] for fix in heard["phones"]} <= {p.id for p in SOURCES.phones}


@pytest.mark.parametrize("way", ["SIGINT", "SIGTERM", "parent"])
def test_it_says_that_the_server_is_away_and_ends_when_told(tls: TlsFiles, start: Any, way: str) -> None:
    lifeline = Lifeline()
    try:
        program = start(
            closed_port(), tls.ca, "--parent-fd", str(lifeline.child_fd), pass_fds=[lifeline.child_fd]
        )
        assert "trying again" in heard_line(program, "the server is away")
        began = time.monotonic()
        if way == "parent":
            lifeline.close()
        else:
            program.send_signal(getattr(signal, way))
        said, _ = program.communicate(timeout=ENDS_S)
        assert program.returncode == 0
        assert time.monotonic() - began < 2.0
        assert "fixes_away" in said
    finally:
        lifeline.close()


def test_it_trusts_nobody_but_the_authority_it_was_given(tls: TlsFiles, start: Any, tmp_path: Path) -> None:
    other = ensure_tls(tmp_path / "other", SystemClock())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        context = server_context(tls)
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                with contextlib.suppress(OSError):
                    connection, _ = listener.accept()
                    with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True):
                        pass
                    connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        program = start(listener.getsockname()[1], other.ca)
        try:
            assert "certificate verify failed" in heard_line(program, "the server is away")
        finally:
            program.kill()
            ended.set()
            with contextlib.suppress(OSError), socket.create_connection(listener.getsockname()):
                pass
            thread.join()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (
            ["--sources", "none.json"],
            "none.json: No such file or directory; python -m backend demo writes it",
        ),
        (["--ca", "none.pem"], "none.pem: No such file or directory"),
        (["--scenario", "none.toml"], "none.toml: No such file or directory"),
        (["--speed", "0"], "argument --speed: above 0, at most 1000"),
        (["--units", "70000"], "argument --units: from 0 to 65536"),
        (["--call-rate", "nan"], "argument --call-rate: from 0 to 10000"),
    ],
)
def test_what_it_cannot_use_it_names_in_one_line(
    tls: TlsFiles, start: Any, words: list[str], complaint: str
) -> None:
    program = start(closed_port(), tls.ca, *words)
    _, said = program.communicate(timeout=ENDS_S)
    assert program.returncode == 2
    assert complaint in said.splitlines()[-1]
    assert "Traceback" not in said


def test_help_tells_every_word() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "simulator", "--help"], capture_output=True, text=True, check=True,
        env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip
    for word in (
        "--server",
        "--ca",
        "--sources",
        "--seed",
        "--speed",
        "--units",
        "--scenario",
        "--parent-fd",
    ):
        assert word in told.stdout
