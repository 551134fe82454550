"""What the bench of desk mode is played with: desks whose clocks are set on, and the log read afterwards."""

from __future__ import annotations

import asyncio
import json
import os
import random
from pathlib import Path
from uuid import UUID

import msgspec
import psycopg

from backend_client.client import Client
from benchmarks.kill import Server
from domain.call import Call, Draft
from domain.clock import SystemClock
from domain.commands import CreateIncident, OperatorCommand
from domain.ids import IdMint
from domain.place import Place
from domain.severity import Severity


class SetClock(SystemClock):
    """The machine's clock, set on by so many seconds."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> int:
        """Return the time of day as it was set."""
        return super().now() + round(self.ahead * 1e6)

    def monotonic(self) -> float:
        """Return seconds, those skipped included."""
        return super().monotonic() + self.ahead


class Post:
    """One desk: a client with its journal, its own clock and its own line."""

    def __init__(self, server: Server, user: str, port: int, folder: Path) -> None:
        accounts = json.loads((server.root / "demo" / "accounts.json").read_text())
        self.account = next(one for one in accounts if one["login"] == user)
        self.clock = SetClock()
        self.mint = IdMint(self.clock, os.urandom)
        self.client = Client(
            servers=(f"https://127.0.0.1:{port}",),
            ca=Path(server.stage["ca"]),
            workstation=self.account["workstation"],
            journal_directory=folder,
            clock=self.clock,
            mint=self.mint,
            rng=random.Random(3),
        )
        self.task = asyncio.create_task(self.client.run())
        self.said: list[UUID] = []

    async def take(self) -> None:
        """Log in."""
        await self.client.login(self.account["login"], self.account["password"], 10.0)

    def do(self, command: OperatorCommand) -> UUID:
        """Give an order; returns its id. Raises `RuntimeError` when the desk itself refuses it."""
        pending = self.client.commands.send(command)
        if pending.done:
            raise RuntimeError(f"{type(command).__name__}: {pending.code} {pending.params}")
        self.said.append(pending.id)
        return pending.id

    def create(self, call: UUID | None = None) -> UUID:
        """Make an incident; returns its id."""
        key = self.mint.mint()
        self.do(
            CreateIncident(
                incident=key,
                room="911",
                priority=Severity.HIGH,
                place=Place(address="Corrientes 800"),
                call=call,
                close_call=call is not None,
                narrative=f"de {self.account['login']}",
            )
        )
        return key

    def write(self, call: UUID, text: str) -> UUID:
        """Type into the form of a call; returns the command's id."""
        self.client.commands.save_draft(call, Draft(narrative=text))
        key = self.client.journal.drafts[call].do.id
        self.said.append(key)
        return key

    async def close(self) -> None:
        """End it."""
        await self.client.close()
        await self.task


class Ledger:
    """The tables and the log, read afterwards."""

    def __init__(self, dsn: str) -> None:
        with psycopg.connect(dsn) as connection:
            self.commands = dict(connection.execute("select id, outcome from command").fetchall())
            self.calls = {
                key: msgspec.json.decode(body, type=Call)
                for key, body in connection.execute("select id, body::text from call").fetchall()
            }
            self.incidents = {
                key: msgspec.json.decode(body)
                for key, body in connection.execute("select id, body::text from incident").fetchall()
            }
            self.alerts = {
                key: msgspec.json.decode(body)
                for key, body in connection.execute("select id, body::text from alert").fetchall()
            }
            self.units = dict(connection.execute("select id, incident from unit_status").fetchall())
            self.doubled = connection.execute(
                "select count(*) from (select command, kind from event where kind <> 'unit_freed' "
                "group by command, kind having count(*) > 1) as twice"
            ).fetchone()[0]  # type: ignore[index]
            self.resolved = connection.execute(
                "select count(*) from event where kind = 'refusal_resolved'"
            ).fetchone()[0]  # type: ignore[index]
        self.joined = {
            UUID(joined): key for key, body in self.incidents.items() for joined in body.get("joined", ())
        }

    def home(self, incident: UUID) -> UUID:
        """Return the incident, or the one it was joined to."""
        return self.joined.get(incident, incident)
