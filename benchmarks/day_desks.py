"""The desks of a played day: real sockets on the desks' line, which answer, write, send and close."""

from __future__ import annotations

import asyncio
import json
import os
import ssl
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import websockets

from domain.agency import Agency
from domain.clock import SystemClock
from domain.commands import OperatorCommand
from domain.ids import IdMint
from domain.unit import Unit
from domain.wire import PROTOCOL, Do, Login, Message, Outcome, Snapshot, Welcome, decode_from_server, encode

PATIENCE_S = 30.0
LIKE = "lferreyra"
"""The demo's call-taker whose password the day's other call-takers have."""


class Desk:
    """One socket: what it says is answered by the outcome of the same id; what it is sent is counted."""

    def __init__(self, port: int, tls: ssl.SSLContext, login: Login, mint: IdMint) -> None:
        self._port = port
        self._tls = tls
        self._login = login
        self._mint = mint
        self._waiting: dict[UUID, asyncio.Future[Outcome]] = {}
        self._line: websockets.ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self.frames = 0
        self.units: tuple[Unit, ...] = ()

    async def sit(self) -> None:
        """Log in and take the picture."""
        self._line = await websockets.connect(
            f"wss://127.0.0.1:{self._port}/line", ssl=self._tls, compression=None, max_size=1 << 26,
            ping_interval=None,
        )  # fmt: skip
        await self._line.send(encode(self._login))
        async with asyncio.timeout(PATIENCE_S):
            welcome = await self._hear()
            if not isinstance(welcome, Welcome):
                raise RuntimeError(f"{self._login.user} is not let in: {welcome}")
            while not isinstance(snapshot := await self._hear(), Snapshot):
                pass
        self.units = snapshot.units
        self._reader = asyncio.create_task(self._read())

    async def leave(self) -> None:
        """Hang up."""
        if self._line is not None:
            await self._line.close()
        if self._reader is not None:
            await self._reader

    async def do(self, command: OperatorCommand) -> Outcome:
        """Say a command and return its outcome."""
        assert self._line is not None, "only a desk that somebody sits at"
        key = self._mint.mint()
        told: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting[key] = told
        try:
            await self._line.send(encode(Do(id=key, at=0, command=command)))
            async with asyncio.timeout(PATIENCE_S):
                return await told
        finally:
            del self._waiting[key]

    async def _hear(self) -> Message:
        assert self._line is not None
        while True:
            frame = await self._line.recv()
            if isinstance(frame, str):
                return decode_from_server(frame)

    async def _read(self) -> None:
        assert self._line is not None
        try:
            async for frame in self._line:
                self.frames += 1
                # What changed is taken off the socket; that desks apply it right is other benches' claim.
                if isinstance(frame, str) and frame.startswith('{"is":"outcome"'):
                    outcome = decode_from_server(frame)
                    waiting = self._waiting.get(getattr(outcome, "id", UUID(int=0)))
                    if waiting is not None and not waiting.done():
                        waiting.set_result(outcome)  # type: ignore[arg-type]
        except websockets.ConnectionClosed:
            pass


def hire(dsn: str, count: int) -> list[str]:
    """Give the room so many call-takers more, with the password of the demo's; return their logins."""
    mint = IdMint(SystemClock(), os.urandom)
    logins = [f"turno{number:02}" for number in range(1, count + 1)]
    with psycopg.connect(dsn) as connection:
        for number, login in enumerate(logins, 1):
            connection.execute(
                "insert into account (id, login, name, role, room, agencies, password_hash)"
                " select %s, %s, %s, role, room, agencies, password_hash from account where login = %s",
                [mint.mint(), login, f"Operador {number:02}", LIKE],
            )
    return logins


def logins(root: Path, hired: list[str]) -> tuple[list[Login], dict[Agency, Login]]:
    """Return how the call-takers come in, and the dispatcher of each agency."""
    accounts: dict[str, Any] = {
        one["login"]: one for one in json.loads((root / "demo" / "accounts.json").read_text())
    }

    def login(user: str, workstation: str, like: str) -> Login:
        password = accounts[like]["password"]
        return Login(protocol=PROTOCOL, minimum=1, user=user, password=password, workstation=workstation)

    taken = {"dpolicia": Agency.POLICE, "dsame": Agency.MEDICAL, "dbomberos": Agency.FIRE}
    dispatchers = {agency: login(user, accounts[user]["workstation"], user) for user, agency in taken.items()}
    away = {one.workstation for one in dispatchers.values()}
    places = [place for number in range(1, 61) if (place := f"puesto-{number:02}") not in away]
    return [login(user, place, LIKE) for user, place in zip(hired, places, strict=False)], dispatchers


def read_log(dsn: str) -> dict[tuple[str, UUID, str], int]:
    """Return when the log says what happened: (kind, call or incident, a unit's state or empty) -> time.

    Microseconds UTC, of the first event of each; a unit's states are those of the incident that it is on.
    """
    found: dict[tuple[str, UUID, str], int] = {}
    sent: dict[str, str] = {}
    query = "select kind, body from event join event_payload using (seq) order by seq"
    with psycopg.connect(dsn) as connection, connection.cursor(name="day") as cursor:
        for kind, body in cursor.execute(query):
            told = msgspec.json.decode(body)
            if kind == "unit_dispatched":
                sent[told["unit"]] = told["incident"]
            thing = told.get("call") if kind.startswith("call_") else told.get("incident")
            if kind == "unit_status_set":
                thing = sent.get(told["unit"])
            if thing is not None:
                found.setdefault((kind, UUID(thing), str(told.get("status", ""))), int(told["at"]))
    return found
