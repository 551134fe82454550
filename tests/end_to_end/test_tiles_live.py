"""Four street cameras, the relay and the window: what moves is called LIVE, and what stands still is not."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psycopg
import pytest
from msgspec.structs import replace

from dev.run import free_port
from tests.end_to_end.programs import BackendProgram
from tests.end_to_end.window import Window
from tests.plugins.backend import Demo


@pytest.fixture
def street(demo: Demo, demo_database: str) -> Iterator[subprocess.Popen[bytes]]:
    """The demo's cameras, playing on a port of this test's own."""
    port = free_port()
    moved = replace(demo.sources, cameras=tuple(replace(c, port=port) for c in demo.sources.cameras))
    old = f":{demo.sources.cameras[0].port}/"
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update camera set url = replace(url, %s, %s)", [old, f":{port}/"])
    with tempfile.TemporaryDirectory(prefix="atalaya-street-") as folder:
        sources = Path(folder) / "sources.json"
        sources.write_bytes(msgspec.json.encode(moved))
        with (Path(folder) / "out").open("wb") as log:
            words = [sys.executable, "-m", "simulator.cameras", "--sources", str(sources)]
            process = subprocess.Popen(words, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


async def test_four_tiles_are_live_and_say_so_when_they_are_not(
    street: subprocess.Popen[bytes], demo: Demo, demo_database: str, window: Window
) -> None:
    account = demo.accounts["lferreyra"]
    with tempfile.TemporaryDirectory(prefix="atalaya-tiles-") as folder:
        server = BackendProgram(demo_database, Path(folder), cameras=True)
        try:
            await server.start()
            await window.open(server.url, server.ca, account.login, account.password, account.workstation)
            live = await window.told("state", lambda told: told["tiles_live"] == 4)
            street.send_signal(signal.SIGSTOP)
            await window.told("state", lambda told: told["tiles_live"] == 0, after=live["monotonic_ns"])
        finally:
            await window.close()
            server.stop()
