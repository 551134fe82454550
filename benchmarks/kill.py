"""kill -9 of backend or database under writes: nothing acknowledged is lost, nothing is applied twice.

Exchanges report calls over the webhook and desks type into forms over their lines; each repeats a command,
under the same id, until it is acknowledged. Meanwhile the backend or the database is killed, a hundred times
at random; part of the backend's deaths come from its own hook between commit and acknowledgement, where the
sender cannot know. Afterwards every command is looked up by its id. SABOTAGE=1 takes a command for
acknowledged as soon as it was sent.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import aiohttp
import psycopg
import websockets

from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase
from backend.database.postmaster import read_postmaster
from benchmarks.report import Figures, Setting, at_least, bench, exactly
from domain.call import Draft
from domain.clock import SystemClock
from domain.commands import AnswerCall, SaveDraft
from domain.ids import IdMint, derived
from domain.wire import PROTOCOL, Do, Login, Outcome, decode_from_server, encode

KILLS, QUICK_KILLS = 100, 8
CLAIMS = (
    exactly("lost", 0),
    exactly("doubled", 0),
    exactly("kills", KILLS, quick=QUICK_KILLS),
    at_least("kills_backend", 40, quick=4),
    at_least("kills_database", 40, quick=4),
    at_least("in_doubt", 10, quick=1),
    at_least("acknowledged", 5000, quick=200),
)
EXCHANGES, DESKS = 8, 8
SOURCE = "central-911"
HOOK = "ATALAYA_DIE_AFTER_COMMIT"
_GONE = (OSError, aiohttp.ClientError, websockets.WebSocketException, TimeoutError)


@dataclass
class Story:
    """What happened: who was killed, and which commands were acknowledged."""

    kills: dict[str, int] = field(default_factory=lambda: {"backend": 0, "database": 0, "in_doubt": 0})
    acknowledged: set[UUID] = field(default_factory=set)
    sent: int = 0
    over: bool = False


class Server:
    """A backend program on a data directory and a port that stay the same from death to death."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: subprocess.Popen[bytes] | None = None
        self.stage: dict[str, Any] = {}

    async def start(self, die_after: int = 0) -> None:
        """Start it and wait until desks can come."""
        reading, writing = os.pipe()
        command = [sys.executable, "-m", "backend", "--data", str(self.root), "--port", str(self.port)]
        command += ["--no-cameras", "--ready-fd", str(writing)]
        if not self.stage:
            command += ["--demo", "--units", "500"]
        environment = os.environ | ({HOOK: str(die_after)} if die_after else {})
        with (self.root.parent / "backend.log").open("ab") as log:
            self.process = subprocess.Popen(command, pass_fds=[writing], env=environment, stderr=log)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = await asyncio.to_thread(pipe.readline)
        if not told:
            raise RuntimeError(f"the backend did not start, see {self.root.parent / 'backend.log'}")
        self.stage = self.stage or json.loads(told)

    async def gone(self, seconds: float | None = None) -> bool:
        """Wait for its death; False when it is still there after `seconds`."""
        assert self.process is not None
        try:
            async with asyncio.timeout(seconds):
                await asyncio.to_thread(self.process.wait, seconds)
        except (TimeoutError, subprocess.TimeoutExpired):
            return False
        return True

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()

    def kill_database(self) -> bool:
        """kill -9 of the database's first process; False when there is none just now."""
        found = read_postmaster(DataDirectory(self.root).cluster)
        if found is None:
            return False
        try:
            os.kill(found.pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def stop(self) -> None:
        """End it in order."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)

    @property
    def tls(self) -> ssl.SSLContext:
        """Trusts this server."""
        return ssl.create_default_context(cafile=self.stage["ca"])


async def exchange(server: Server, story: Story, number: int, sabotage: bool) -> None:
    """Report calls, one after the other, each until it is acknowledged."""
    token = json.loads(Path(server.stage["sources"]).read_text())["call_token"]
    url = f"https://127.0.0.1:{server.port}/intake/calls"
    count = 0
    connector = aiohttp.TCPConnector(ssl=server.tls, force_close=False)
    timeout = aiohttp.ClientTimeout(total=3)
    async with aiohttp.ClientSession(
        connector=connector, timeout=timeout, headers={"Authorization": f"Bearer {token}"}
    ) as http:
        while not story.over:
            count += 1
            name = f"kill-{number}-{count}"
            key = derived("call-report", SOURCE, name, "ringing")
            story.sent += 1
            if sabotage:
                story.acknowledged.add(key)
            while not story.over:
                try:
                    async with http.post(url, json={"source_call": name, "number": "11 5555-0000"}) as answer:
                        if answer.status == 202:
                            story.acknowledged.add(key)
                            break
                except _GONE:
                    pass
                if sabotage:
                    break
                await asyncio.sleep(0.1)


async def desk(server: Server, story: Story, number: int, mint: IdMint) -> None:
    """Type into the form of one call, a command a keystroke, each until it is acknowledged."""
    accounts = json.loads((server.root / "demo" / "accounts.json").read_text())
    account = next(one for one in accounts if one["login"] == server.stage["user"])
    login = Login(
        protocol=PROTOCOL, minimum=1, user=account["login"], password=account["password"],
        workstation=account["workstation"],
    )  # fmt: skip
    call = derived("call", SOURCE, f"kill-{number}-1")
    waiting = Do(id=mint.mint(), at=0, command=AnswerCall(call=call))
    revision = 0
    while not story.over:
        try:
            async with websockets.connect(
                f"wss://127.0.0.1:{server.port}/line", ssl=server.tls, compression=None,
                open_timeout=2, close_timeout=0.2, max_size=1 << 24,
            ) as line:  # fmt: skip
                await line.send(encode(login))
                while not story.over:
                    story.sent += 1
                    outcome = await _done(line, waiting)
                    if outcome.result != "accepted":
                        await asyncio.sleep(0.1)
                        continue
                    story.acknowledged.add(waiting.id)
                    revision += 1
                    draft = Draft(revision=revision, narrative=f"tecla {revision}")
                    waiting = Do(id=mint.mint(), at=0, command=SaveDraft(call=call, draft=draft))
        except _GONE:
            await asyncio.sleep(0.1)


async def _done(line: websockets.ClientConnection, do: Do) -> Outcome:
    await line.send(encode(do))
    async with asyncio.timeout(3):
        while True:
            frame = await line.recv()
            if isinstance(frame, str):
                message = decode_from_server(frame)
                if isinstance(message, Outcome) and message.id == do.id:
                    return message


async def killer(server: Server, story: Story, kills: int, rng: Random) -> None:
    """Kill one or the other, at random moments, and start the backend again each time."""
    order = ["backend"] * (kills // 2) + ["database"] * (kills - kills // 2)
    rng.shuffle(order)
    doubts = 0
    for index, victim in enumerate(order):
        if victim == "database":
            await asyncio.sleep(rng.uniform(0.15, 0.6))
            while not server.kill_database():
                await asyncio.sleep(0.05)
            story.kills["database"] += 1
            # The next death comes while the database recovers, or after: both happen in life.
            await asyncio.sleep(rng.uniform(0.1, 1.5))
            continue
        # Every third of the backend's deaths is its own, between commit and acknowledgement.
        hooked = index % 3 == 0 or doubts < (story.kills["backend"] + 1) // 3
        if hooked:
            server.stop()
            await server.start(die_after=rng.randint(1, 40))
            if not await server.gone(20):
                raise RuntimeError("the hook between commit and acknowledgement did not fire")
            doubts += 1
            story.kills["in_doubt"] += 1
        else:
            await asyncio.sleep(rng.uniform(0.05, 0.8))
            server.kill()
            await server.gone()
        story.kills["backend"] += 1
        await server.start()


async def play(server: Server, story: Story, setting: Setting) -> None:
    """Writers and killer until the last kill, and a moment after it for the last acknowledgements."""
    rng = Random(11)
    mint = IdMint(SystemClock(), os.urandom)
    await server.start()
    work: list[Callable[[], Awaitable[None]]] = [
        *(lambda n=n: exchange(server, story, n, setting.sabotage) for n in range(EXCHANGES)),  # type: ignore[misc]
        *(lambda n=n: desk(server, story, n, mint) for n in range(DESKS)),  # type: ignore[misc]
    ]
    writers = [asyncio.ensure_future(one()) for one in work]
    try:
        await killer(server, story, setting.scaled(KILLS, QUICK_KILLS), rng)
        await asyncio.sleep(2.0)
    finally:
        story.over = True
        await asyncio.gather(*writers, return_exceptions=False)


def look_up(server: Server, story: Story) -> tuple[int, int]:
    """Return how many acknowledged commands the log lacks, and how many commands it did twice."""
    dsn = EmbeddedDatabase(DataDirectory(server.root)).dsn
    with psycopg.connect(dsn) as connection:
        done = {row[0] for row in connection.execute("select id from command where outcome = 'done'")}
        twice = connection.execute(
            "select count(*) from (select command from event group by command having count(*) > 1) as d"
        ).fetchone()
    assert twice is not None
    return len(story.acknowledged - done), int(twice[0])


def measure(setting: Setting) -> Figures:
    """Kill, write, look up."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-kill-"))
    folder.chmod(0o711)
    server, story = Server(folder / "data"), Story()
    server.root.mkdir()
    try:
        asyncio.run(play(server, story, setting))
        lost, doubled = look_up(server, story)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    kills = story.kills
    return {
        "n": len(story.acknowledged),
        "kills": kills["backend"] + kills["database"],
        "kills_backend": kills["backend"],
        "kills_database": kills["database"],
        "in_doubt": kills["in_doubt"],
        "acknowledged": len(story.acknowledged),
        "sent": story.sent,
        "lost": lost,
        "doubled": doubled,
    }


if __name__ == "__main__":
    sys.exit(bench("kill", CLAIMS, measure))
