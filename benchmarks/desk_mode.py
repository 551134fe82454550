"""Three desks lose the server for thirty minutes, go on, merge: nothing lost, doubled, overwritten, undone.

The desks are real clients with journals; their lines are cut, while a fourth desk whose line is whole works
on. Their clocks are set on through the outage. Conflicts are planted: units that two desks sent or the fourth
sent elsewhere, calls that two answered and made incidents of, alerts that two took, incidents that were
closed or grew meanwhile. All come back at once and are cut once more in the middle of it. Then every command
is looked up in the log, every thing in its table, and every planted conflict in the list that its desk shows.
Floor: the same number of orders that change nothing, from one desk. SABOTAGE=1: the desks do not say that
they had decided alone, nor what they knew.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import aiohttp

from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase
from backend_client.desk_orders import Fate
from backend_client.ways_out import Way
from benchmarks.desk_conflicts import ALERTS, CALLS, Plan
from benchmarks.desk_posts import Ledger, Post
from benchmarks.kill import Server
from benchmarks.report import Figures, Setting, at_least, bench, exactly
from dev.cable import Cable
from domain.alert import AlertKind
from domain.clock import SystemClock
from domain.commands import Resolution, ResolveRefused
from domain.panic import signature
from resources.sources import load_sources

COMMANDS = 200
OUTAGE_S = 1800.0
CLAIMS = (
    at_least("conflicts_planted", 20),
    exactly("conflicts_missed", 0),
    exactly("surprises", 0),
    exactly("lost", 0),
    exactly("doubled", 0),
    exactly("silent_overwrites", 0),
    exactly("undispatched", 0),
    exactly("unresolved", 0),
    at_least("commands", COMMANDS),
    at_least("virtual_minutes", 30),
)
DESKS = ("cmoyano", "sarrieta", "macuna")
"""Two supervisors, who answer and dispatch, and a dispatcher."""
FOURTH = "dpolicia"
"""Works on while the three are alone."""
PATIENCE_S = 20.0


class Evening:
    """Server, three desks on lines that can be cut, and a fourth on one that cannot."""

    def __init__(self, place: Path, setting: Setting) -> None:
        self.place = place
        self.setting = setting
        self.server = Server(place / "data")
        self.server.root.mkdir()
        self.cables: list[Cable] = []
        self.desks: list[Post] = []
        self.merge_s = self.floor_s = 0.0
        self.virtual_s = 0.0

    async def play(self) -> None:
        """The whole evening."""
        await self.server.start()
        self.fourth = Post(self.server, FOURTH, self.server.port, self.place / "fourth")
        try:
            await self.fourth.take()
            for user in DESKS:
                cable = Cable(self.server.port)
                await cable.lay()
                self.cables.append(cable)
                self.desks.append(Post(self.server, user, cable.port, self.place / user))
                await self.desks[-1].take()
            await self._ring()
            await self._prepare()
            await self._lose()
            await self._alone()
            await self._return()
            await self._floor()
        finally:
            for post in (*self.desks, self.fourth):
                await post.close()
            for cable in self.cables:
                await cable.take_away()

    # ---- before

    async def _ring(self) -> None:
        """Calls and presses, so that every desk has them before the line is cut."""
        sources = load_sources(Path(self.server.stage["sources"]))
        url = f"https://127.0.0.1:{self.server.port}/intake"
        token = {"Authorization": f"Bearer {sources.call_token}"}
        connector = aiohttp.TCPConnector(ssl=self.server.tls)
        async with aiohttp.ClientSession(connector=connector) as http:
            for number in range(CALLS):
                body = {"source_call": f"desk-mode-{number}", "number": f"11 5555-{number:04}"}
                async with http.post(f"{url}/calls", json=body, headers=token) as answer:
                    assert answer.status < 300, await answer.text()
            for button in sources.buttons[:ALERTS]:
                at = SystemClock().now()
                mac = signature(bytes.fromhex(button.key), button.device, 1, at, button.lat, button.lon)
                body = {"device": button.device, "counter": 1, "at": at, "lat": button.lat}
                async with http.post(
                    f"{url}/buttons", json={**body, "lon": button.lon, "mac": mac}
                ) as answer:
                    assert answer.status < 300, await answer.text()

    async def _prepare(self) -> None:
        """Incidents with and without units, made while all is well; the same for everybody."""
        self.plan = Plan(self.desks, self.fourth)
        await self._settled(self.fourth)
        goal = self.fourth.client.picture.digest
        await until(lambda: all(desk.client.picture.digest() == goal() for desk in self.desks))
        await until(lambda: len(self.fourth.client.picture.calls) == CALLS)
        self.fourth.said.clear()

    async def _cut(self) -> None:
        """Cut all three lines, and let two seconds of silence pass."""
        for cable in self.cables:
            cable.cut()
        while not all(desk.client.picture.desk_mode for desk in self.desks):
            for desk in self.desks:
                desk.clock.ahead += 0.2
            await asyncio.sleep(0.06)

    async def _lose(self) -> None:
        await self._cut()
        if self.setting.sabotage:
            for desk in self.desks:
                desk.client.commands._desk.alone = lambda command: command  # type: ignore[method-assign]

    # ---- the outage

    async def _alone(self) -> None:
        """Thirty minutes in which everybody works: first what collides, then what does not."""
        acts = self.plan.acts(COMMANDS)
        step = OUTAGE_S / len(acts)
        for _, act in acts:
            act()
            for desk in self.desks:
                desk.clock.ahead += step
            self.virtual_s += step
            await asyncio.sleep(0.005)
        await self._settled(self.fourth)

    # ---- afterwards

    async def _return(self) -> None:
        """All come back at once, and are cut once more in the middle of it."""
        clock = SystemClock()
        began = clock.monotonic()
        for cable in self.cables:
            cable.mend()
        await until(lambda: sum(len(d.client.journal.fared) for d in self.desks) > COMMANDS // 8)
        await self._cut()
        for cable in self.cables:
            cable.mend()
        await until(
            lambda: all(
                d.client.commands.merge.ready and not d.client.commands.unsaved_drafts() for d in self.desks
            )
        )
        self.merge_s = clock.monotonic() - began
        await asyncio.sleep(0.3)
        self.fates = {o.id: o.fate for d in self.desks for o in d.client.commands.merge.orders()}
        self.alarmed = {
            alert.group.partition(":")[2]
            for alert in self.fourth.client.picture.alerts.values()
            if alert.kind is AlertKind.DESK_DISPATCH
        }
        self.kept_words = " ".join(
            str(item.command) for d in self.desks for item in d.client.commands.refused_list
        )
        self.refused = sum(len(d.client.commands.refused_list) for d in self.desks)
        for desk in self.desks:
            merge = desk.client.commands.merge
            for item in desk.client.commands.refused_list:
                merge.settle(item.id, Way.KEEP, "other_has_it")
            if not merge.unresolved():
                merge.close()
            await self._settled(desk)

    async def _floor(self) -> None:
        """As many orders that change nothing, one desk, one line."""
        began = SystemClock().monotonic()
        for _ in range(COMMANDS):
            mint = self.fourth.mint
            self.fourth.do(
                ResolveRefused(refused=mint.mint(), act=Resolution.UNDONE, motive="floor", order="none")
            )
        await self._settled(self.fourth)
        self.floor_s = SystemClock().monotonic() - began

    async def _settled(self, post: Post) -> None:
        await until(lambda: not post.client.commands.outstanding())

    def figures(self) -> Figures:
        """Look everything up, the database alone being asked."""
        plan, log = self.plan, Ledger(EmbeddedDatabase(DataDirectory(self.server.root)).dsn)
        shown = sum(any(self._shown(order) for order in group) for group in plan.groups)
        planted = {order for group in plan.groups for order in group}
        known = planted | {o for o in self.fates if self.fates[o] is not Fate.REFUSED}
        said = [order for desk in self.desks for order in desk.said]
        forms_lost = sum(
            log.calls[call].draft.narrative != text and text not in self.kept_words
            for call, text, _ in plan.words
        )
        resolved = log.resolved - COMMANDS
        return {
            "n": len(said),
            "commands": len(said),
            "virtual_minutes": round(self.virtual_s / 60, 1),
            "desks": len(self.desks),
            "conflicts_planted": len(plan.groups),
            "conflicts_shown": shown,
            "conflicts_missed": len(plan.groups) - shown,
            "surprises": len(self.fates.keys() - known),
            "lost": sum(order not in log.commands for order in said) + forms_lost,
            "doubled": log.doubled,
            "silent_overwrites": sum(not stands(log) for stands in plan.stand) + self._overwritten(log),
            "undispatched": self._undispatched(log),
            "refused": self.refused,
            "joined": len(log.joined),
            "unresolved": self.refused - resolved,
            "merge_s": round(self.merge_s, 2),
            "floor_s": round(self.floor_s, 2),
        }

    def _shown(self, order: UUID) -> bool:
        """In its desk's list as refused or joined; of a unit's, in the room's alerts too."""
        fate = self.fates.get(order)
        if fate is Fate.REFUSED and order in self.plan.dispatches:
            return order.hex in self.alarmed
        return fate in (Fate.REFUSED, Fate.JOINED)

    def _overwritten(self, log: Ledger) -> int:
        """Forms whose words the log has over those of whoever had the call, with nobody told."""
        refused = {order for order, fate in self.fates.items() if fate is Fate.REFUSED}
        by_call: dict[UUID, list[tuple[str, UUID]]] = {}
        for call, text, order in self.plan.words:
            by_call.setdefault(call, []).append((text, order))
        return sum(
            not any(order in refused or log.commands.get(order) == "refused" for _, order in forms)
            for forms in by_call.values()
        )

    def _undispatched(self, log: Ledger) -> int:
        """Units that are not where they were sent, though the log took the order or nobody was alarmed."""
        gone = 0
        for unit, incident, order in self.plan.sent:
            refused = order is not None and log.commands.get(order) == "refused"
            if refused:
                gone += order is not None and order.hex not in self.alarmed
            else:
                gone += log.units.get(unit) != log.home(incident)
        return gone


async def until(held: Callable[[], object]) -> None:
    """Wait until something holds; what does not come shows in the figures."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_S):
            while not held():
                await asyncio.sleep(0.01)


def measure(setting: Setting) -> Figures:
    """Play the evening and look everything up."""
    place = Path(tempfile.mkdtemp(prefix="atalaya-desk-mode-"))
    place.chmod(0o711)
    evening = Evening(place, setting)
    try:
        asyncio.run(evening.play())
        return evening.figures()
    finally:
        evening.server.stop()
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(bench("desk_mode", CLAIMS, measure))
