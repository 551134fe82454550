"""A whole day of the 911 room in minutes: 12,500 calls through the webhook, 48 desks' sockets, one clock.

The day is written down beforehand (benchmarks/day_script.py). The backend is the real program on a data
directory for exercises, whose time of day this bench sets: at each tick everything that is written there
happens at once, is answered, and then the clock goes on. Afterwards the log is read: what the script has and
the log has not is lost; what stands there at another time than the script's differs. Floor: as many commits
of one row, one after the other, by the same PostgreSQL. SABOTAGE=1: the clock goes on before the answers.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import ssl
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from uuid import UUID

import aiohttp
import psycopg

from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase
from backend.exercise_clock import Conductor
from benchmarks.day_desks import Desk, hire, logins, read_log
from benchmarks.day_script import CALL_TAKERS, CALLS, DAY_S, QUICK_CALLS, QUICK_S, SHIFTS, Kind, Moment, write
from benchmarks.report import Figures, Setting, at_most, bench, exactly
from dev.programs import Programs
from domain.agency import Agency
from domain.call import Draft
from domain.clock import SECOND, Micros, SystemClock
from domain.commands import (
    AnswerCall,
    CloseCall,
    CloseIncident,
    CreateIncident,
    DispatchUnit,
    SaveDraft,
    SetUnitStatus,
)
from domain.context import SITE_ZONE
from domain.ids import IdMint, derived
from domain.place import Place
from domain.severity import Severity
from domain.unit import FREE, UnitStatus
from domain.wire import Outcome

CLAIMS = (
    exactly("calls", CALLS, quick=QUICK_CALLS),
    exactly("lost", 0),
    exactly("clock_differs", 0),
    at_most("wall_s", 600),
)
SOURCE = "central-911"
MIDNIGHT: Micros = round(datetime(2026, 11, 22, tzinfo=SITE_ZONE).timestamp()) * SECOND
LEAP = 3_600 * SECOND
FLOOR_COMMITS = 300
_STATES = {Kind.EN_ROUTE: UnitStatus.EN_ROUTE, Kind.ON_SCENE: UnitStatus.ON_SCENE}
_LOGGED = {
    Kind.RING: "call_rang",
    Kind.ANSWER: "call_answered",
    Kind.DISPATCH: "unit_dispatched",
    Kind.SETTLE: "call_closed",
    Kind.CREATE: "incident_created",
    Kind.CLOSE: "incident_closed",
    Kind.ON_SCENE: "unit_status_set",
}


class Day:
    """The room, its clock and its desks."""

    def __init__(self, folder: Path, setting: Setting) -> None:
        self.setting = setting
        self.root = folder / "data"
        self.conductor = Conductor(folder / "clock", MIDNIGHT)
        self.programs = Programs()
        words = ["-m", "backend", "--demo", "--port", "0", "--units", "1500", "--no-cameras"]
        words += ["--data", str(self.root), "--exercise-clock", str(folder / "clock")]
        backend = self.programs.start("backend", words, log=folder / "backend.log", tells=True)
        self.stage = self.programs.hear(backend, 60.0)
        self.dsn = EmbeddedDatabase(DataDirectory(self.root)).dsn
        self.mint = IdMint(SystemClock(), os.urandom)
        self.tls = ssl.create_default_context(cafile=str(self.stage["ca"]))
        self.refused: dict[str, int] = {}
        self.revisions: dict[int, int] = {}
        self.incidents: dict[int, UUID] = {}
        self.wall_s = 0.0

    async def play(self, script_seed: int = 7) -> None:
        """The whole day, tick by tick."""
        takers, dispatchers = logins(self.root, hire(self.dsn, CALL_TAKERS))
        self.desks = [Desk(int(str(self.stage["port"])), self.tls, one, self.mint) for one in takers]
        self.dispatchers = {
            agency: Desk(int(str(self.stage["port"])), self.tls, one, self.mint)
            for agency, one in dispatchers.items()
        }
        await self._sit()
        seen = self.dispatchers[Agency.POLICE].units
        self.units = {
            agency: [unit.id for unit in seen if unit.agency is agency and unit.status in FREE]
            for agency in dispatchers
        }
        counts = {agency: len(units) for agency, units in self.units.items()}
        calls = self.setting.scaled(CALLS, QUICK_CALLS)
        self.script = write(calls, self.setting.scaled(DAY_S, QUICK_S), counts, random.Random(script_seed))
        token = json.loads(Path(str(self.stage["sources"])).read_text())["call_token"]
        headers = {"Authorization": f"Bearer {token}"}
        connector = aiohttp.TCPConnector(ssl=self.tls, limit=64)
        async with aiohttp.ClientSession(connector=connector, headers=headers) as self.http:
            await self._run()
        await asyncio.gather(*(desk.leave() for desk in self._everybody()))

    async def _run(self) -> None:
        began = time.perf_counter()
        changes = list(SHIFTS)
        for at, moments in self.script.ticks:
            if changes and at >= changes[0]:
                changes.pop(0)
                await asyncio.gather(*(desk.leave() for desk in self._everybody()))
                self.conductor.set(MIDNIGHT + at * SECOND)
                await self._sit()
            self.conductor.set(MIDNIGHT + at * SECOND)
            work = asyncio.gather(*map(self._happen, moments))
            if self.setting.sabotage:
                self.conductor.set(MIDNIGHT + at * SECOND + LEAP)
            await work
        self.wall_s = time.perf_counter() - began

    def _everybody(self) -> list[Desk]:
        return [*self.desks, *self.dispatchers.values()]

    async def _sit(self) -> None:
        for desk in self._everybody():  # one after the other, as people come in
            await desk.sit()

    async def _happen(self, moment: Moment) -> None:
        if moment.kind in (Kind.RING, Kind.HANG_UP):
            code = await self._report(moment)
        else:
            outcome = await self._order(moment)
            code = "" if outcome.result == "accepted" else f"{moment.kind}: {outcome.code}"
        if code:
            self.refused[code] = self.refused.get(code, 0) + 1

    async def _report(self, moment: Moment) -> str:
        event = "ringing" if moment.kind is Kind.RING else "ended"
        number = f"11 {4000 + moment.call // 10_000}-{moment.call % 10_000:04}"
        body = {
            "source_call": f"dia-{moment.call}", "event": event, "number": number,
            "location": {"lat": -34.6037, "lon": -58.3816, "accuracy_m": 30, "method": "aml"},
        }  # fmt: skip
        url = f"https://127.0.0.1:{self.stage['port']}/intake/calls"
        async with self.http.post(url, json=body) as answer:
            return "" if answer.status == 202 else f"{moment.kind}: {answer.status}"

    async def _order(self, moment: Moment) -> Outcome:
        call = derived("call", SOURCE, f"dia-{moment.call}")
        match moment.kind:
            case Kind.ANSWER:
                return await self.desks[moment.desk].do(AnswerCall(call=call))
            case Kind.DRAFT:
                revision = self.revisions[moment.call] = self.revisions.get(moment.call, 0) + 1
                text = "Corrientes 1215" if revision == 1 else "Corrientes 1215, dos hombres en moto"
                draft = Draft(revision=revision, place=text, type_code="0213" if revision > 1 else None)
                return await self.desks[moment.desk].do(SaveDraft(call=call, draft=draft))
            case Kind.SETTLE:
                order = CloseCall(call=call, disposition=moment.disposition)
                return await self.desks[moment.desk].do(order)
            case Kind.CREATE:
                incident = self.incidents[moment.call] = self.mint.mint()
                return await self.desks[moment.desk].do(
                    CreateIncident(
                        incident=incident, room="911", priority=Severity.HIGH, call=call, close_call=True,
                        place=Place(address="Corrientes 1215", barrio="San Nicolás"), type_code="0213",
                        narrative="dos hombres en moto", agencies=(moment.agency,),
                    )
                )  # fmt: skip
        return await self._send(moment)

    async def _send(self, moment: Moment) -> Outcome:
        desk, incident = self.dispatchers[moment.agency], self.incidents[moment.call]
        unit = self.units[moment.agency][moment.unit]
        if moment.kind is Kind.DISPATCH:
            return await desk.do(DispatchUnit(incident=incident, unit=unit))
        if moment.kind is Kind.CLOSE:
            return await desk.do(CloseIncident(incident=incident))
        return await desk.do(SetUnitStatus(unit=unit, status=_STATES[moment.kind]))

    def compare(self) -> tuple[int, int, int]:
        """Hold the log against the script: (moments that it lacks, at another time, compared)."""
        log = read_log(self.dsn)
        lost = differs = 0
        for at, moments in self.script.ticks:
            for moment in moments:
                key = self._logged(moment)
                if key is None:
                    continue
                found = log.get(key)
                lost += found is None
                differs += found is not None and found != MIDNIGHT + at * SECOND
        return lost, differs, len(log)

    def _logged(self, moment: Moment) -> tuple[str, UUID, str] | None:
        call = derived("call", SOURCE, f"dia-{moment.call}")
        kind = _LOGGED.get(moment.kind)
        if kind is None:
            return None
        thing = call if kind.startswith("call_") else self.incidents.get(moment.call, UUID(int=0))
        return kind, thing, UnitStatus.ON_SCENE.value if moment.kind is Kind.ON_SCENE else ""


def floor_ms(dsn: str) -> float:
    """What one commit of one row costs here, milliseconds, the median of some."""
    took = []
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("create table floor_of_a_day (n integer)")
        for number in range(FLOOR_COMMITS):
            began = time.perf_counter()
            connection.execute("insert into floor_of_a_day values (%s)", [number])
            took.append((time.perf_counter() - began) * 1e3)
        connection.execute("drop table floor_of_a_day")
    return sorted(took)[len(took) // 2]


def measure(setting: Setting) -> Figures:
    """Play the day and read the log."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-day-"))
    folder.chmod(0o711)
    day = Day(folder, setting)
    try:
        floor = floor_ms(day.dsn)
        asyncio.run(day.play())
        lost, differs, events = day.compare()
    finally:
        day.programs.end()
        day.conductor.close()
        shutil.rmtree(folder, ignore_errors=True)
    ticks = len(day.script.ticks)
    return {
        "n": day.script.moments,
        "calls": day.script.calls,
        "lost": lost,
        "clock_differs": differs,
        "refused": sum(day.refused.values()),
        "refusals": ", ".join(f"{code} x{count}" for code, count in sorted(day.refused.items()))[:200],
        "wall_s": round(day.wall_s, 1),
        "ticks": ticks,
        "desks": len(day.desks) + len(day.dispatchers),
        "tick_ms": round(day.wall_s * 1e3 / ticks, 2),
        "floor_ms": round(floor, 2),
        "x_floor": round(day.wall_s * 1e3 / ticks / floor, 2),
        "events": events,
        "frames": sum(desk.frames for desk in day._everybody()),
    }


if __name__ == "__main__":
    sys.exit(bench("call_day", CLAIMS, measure))
