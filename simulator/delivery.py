"""Brings the phones' fixes to the server: a few couriers, each phone's fixes in the order they were taken."""

from __future__ import annotations

import asyncio
from collections import Counter

import msgspec

from simulator.door import PHONES, Away, Door, Patience
from simulator.phones import TOGETHER, Phone, Report, document, query

COURIERS = 8
"""How many requests may be on their way at once."""

_JSON = {"Content-Type": "application/json"}


class Delivery:
    """Holds the phones that have something to say. Counts what became of their fixes in `counted`."""

    def __init__(self, door: Door, counted: Counter[str], *, bulk: bool = False) -> None:
        self._door = door
        self._counted = counted
        self._bulk = bulk
        self._waiting: asyncio.Queue[Phone] = asyncio.Queue()
        self._queued: set[str] = set()

    def hand_over(self, phone: Phone) -> None:
        """Note that a phone has fixes to deliver; a phone already waiting keeps its place."""
        if phone.kept and phone.id not in self._queued:
            self._queued.add(phone.id)
            self._waiting.put_nowait(phone)

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with asyncio.TaskGroup() as couriers:
            for _ in range(1 if self._bulk else COURIERS):
                couriers.create_task(self._courier())

    async def _courier(self) -> None:
        patience = Patience()
        while True:
            bag = [await self._waiting.get()]
            while self._bulk and len(bag) < TOGETHER and not self._waiting.empty():
                bag.append(self._waiting.get_nowait())
            load = [(phone, self._load(phone, len(bag))) for phone in bag]
            try:
                status = await self._send(load)
                self._counted["fix_requests"] += 1
                patience.worked()
                self._settle(load, status)
            except Away:
                self._counted["fixes_away"] += 1
                await patience.wait()
            finally:
                for phone in bag:
                    self._queued.discard(phone.id)
                    self.hand_over(phone)

    def _load(self, phone: Phone, phones: int) -> list[Report]:
        """The phone's oldest fixes that travel in this request."""
        kept = phone.kept
        most = max(1, TOGETHER // phones)
        return [kept[number] for number in range(min(most, len(kept)))]

    async def _send(self, load: list[tuple[Phone, list[Report]]]) -> int:
        phone, reports = load[0]
        if len(load) == len(reports) == 1 and not phone.speaks_json:
            return await self._door.post(f"{PHONES}?{query(phone.id, reports[0])}")
        objects = [document(phone.id, report) for phone, reports in load for report in reports]
        body = msgspec.json.encode(objects if len(objects) > 1 else objects[0])
        return await self._door.post(PHONES, body=body, headers=_JSON)

    def _settle(self, load: list[tuple[Phone, list[Report]]], status: int) -> None:
        """Forget what was delivered, and what the server will never take: it would block the rest."""
        outcome = "fixes_sent" if status < 300 else f"fixes_refused_{status}"
        for phone, reports in load:
            self._counted[outcome] += len(reports)
            for report in reports:
                # A phone that kept too many has let its oldest go meanwhile.
                if phone.kept and phone.kept[0] is report:
                    phone.kept.popleft()
