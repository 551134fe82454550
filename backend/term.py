"""One reign of this backend as the writer: what is opened when the lease is won, closed when it is lost."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Coroutine, Sequence
from importlib.metadata import version
from typing import Any

from backend.accounts import Accounts, Seat
from backend.administration.opening import Administration
from backend.audit_reading import AuditRoom
from backend.control_room import ControlRoom
from backend.database.anchors import Anchors
from backend.database.audit import Audit
from backend.database.audit_search import AuditSearch
from backend.database.door_keys import DoorKeys
from backend.database.entries import Head
from backend.database.event_log import EventLog
from backend.database.exception_store import ExceptionStore
from backend.database.group_commit import GroupCommit, Meter
from backend.database.history_shelf import HistoryShelf
from backend.database.incident_log import IncidentLog
from backend.database.lease import Lease
from backend.database.lease import Term as Reign
from backend.database.link import connect
from backend.database.projections import REMEMBERED, load_world
from backend.database.session_store import SessionStore
from backend.database.track_store import TrackStore
from backend.database.trouble import DatabaseTrouble
from backend.database.workspace_store import WorkspaceStore
from backend.decisions import Asked, Decisions, Publish
from backend.dispatching.room import DispatchRoom
from backend.dispatching.timers import UnitTimers
from backend.distribution.distributor import Distributor
from backend.histories import HistoryRoom
from backend.hub import Hub
from backend.inquiries import Inquiries
from backend.intake.doors import Inside
from backend.intake.exceptions import Exceptions
from backend.position_feed import PositionFeed, wall_of
from backend.positions import Positions
from backend.reception import Reception
from backend.register import Barrio, IssuedRegister
from backend.room_health.cover import cover_of
from backend.room_health.room import HealthRoom
from backend.second_factor import SecondFactors
from backend.secret_box import SecretBox
from backend.streams.relay_process import RelayProcess
from backend.time_lines import TimeLines
from backend.tracks import FORMAT as TRACK_FORMAT
from backend.tracks import Tracks
from backend.verification import VerificationRoom
from backend.workspaces import WorkspaceRoom
from domain.clock import Clock, Micros
from domain.ids import IdMint
from domain.response_plan import read as read_plans
from domain.server_facts import AskServerFacts, ServerFacts
from domain.timers import read as read_limits
from domain.world import Thing, World
from resources.response_plans import limits_text, plan_texts, plans_of_types

log = logging.getLogger(__name__)

FORGET_S = 60.0
REFRESH_S = 5.0
"""How often the register of issued devices is read anew."""


class Term:
    """Everything that lives while the lease is held."""

    def __init__(
        self,
        dsn: str,
        clock: Clock,
        relay: RelayProcess | None,
        barrio: Barrio,
        anchors: Anchors,
        explain: Callable[[], DatabaseTrouble | None] = lambda: None,
        meter: Meter | None = None,
        *,
        box: SecretBox,
        networks: Sequence[str] = (),
    ) -> None:
        self._meter = meter
        self._dsn = dsn
        self._explain = explain
        self._anchors = anchors
        self._audit = Audit(dsn, clock)
        self._clock = clock
        self._relay = relay
        self._barrio = barrio
        self._log = EventLog(dsn, after_commit=_dies_after_commit())
        self._keys = DoorKeys(dsn)
        self._sessions = SessionStore(dsn)
        self._box = box
        self._networks = networks
        self._administration: Administration | None = None
        self._auditing = AuditRoom(AuditSearch(dsn), self._audit, anchors)
        self._exception_store = ExceptionStore(dsn)
        self.exceptions = Exceptions(self._exception_store, clock)
        self.ear: Callable[[tuple[Thing, ...]], None] = lambda things: None
        self.health = HealthRoom(dsn, clock, self._audit)
        self._verification = VerificationRoom(dsn, anchors, self._audit, clock)
        self._track_store = TrackStore(dsn, TRACK_FORMAT)
        self._tracks = Tracks(self._track_store)
        self._workspaces = WorkspaceStore(dsn)
        self._incident_log = IncidentLog(dsn)
        self._histories = HistoryRoom(HistoryShelf(dsn), self._audit, clock)
        self._plans = read_plans(plan_texts(), plans_of_types())
        self._limits = read_limits(limits_text())
        self._tasks: list[asyncio.Task[None]] = []
        self._distribution: Distributor | None = None
        self.positions = Positions(lambda: wall_of(clock))
        self.dispatching = DispatchRoom(dsn, clock, self.positions, self._audit)
        self.health.cover = lambda exercise, now: cover_of(
            self.dispatching.recommender, exercise, now - self.positions.wall
        )
        self.room: ControlRoom | None = None
        self.inside: Inside | None = None
        self._commits: GroupCommit[Asked] | None = None

    @property
    def silent(self) -> DatabaseTrouble | None:
        """Why the database takes nothing now, None while all is well."""
        return self._commits.trouble if self._commits is not None else None

    async def begin(self, reign: Reign) -> ControlRoom:
        """Read the world and open the room. Raises `DatabaseTrouble`."""
        clock, mint = self._clock, IdMint(self._clock, os.urandom)
        self._log.lead(reign.fence, reign.head)
        async with await connect(self._dsn) as connection:
            world = await load_world(connection, clock.now())
        await self.exceptions.open()
        hub = Hub(await self._keys.site(mint.mint()), reign.head.seq, world, self._cameras)
        decisions = Decisions(world, clock, self._publish(hub), self._plans, self._limits)
        commits: GroupCommit[Asked] = GroupCommit(
            self._log, decisions, explain=self._explain, meter=self._meter
        )
        feed = PositionFeed(self.positions, clock)
        register = IssuedRegister(self._keys, world, self._barrio)
        await register.refresh(clock.now())
        accounts = Accounts(self._keys, self._sessions, clock)
        factors = SecondFactors(self._sessions, self._box, clock, mint)
        reception = Reception(accounts, factors, self._audit, world, mint, register.main_room)
        office = self._administration = Administration(
            self._dsn, clock, accounts, self._audit, self._networks, lambda: self.room, self._open_cameras
        )
        room = ControlRoom(
            clock=clock,
            mint=mint,
            world=world,
            hub=hub,
            feed=feed,
            commits=commits,
            reception=reception,
            audit=self._audit,
            relay=self._relay,
            room=register.main_room,
            inquiries=self._inquiries(clock.now(), reception, office),
        )
        self.room, self._commits = room, commits
        distributor = self._distribution = self._distributor(world, mint, room, reception)
        self.inside = Inside(
            register=register,
            positions=self.positions,
            tracks=self._tracks,
            desk=room,
            exceptions=self.exceptions,
        )
        await self._open_cameras()
        self._start(commits.run(), "group commit")
        self._start(self.health.run(world, reign.head.seq), "room health")
        self._start(feed.run(), "position feed")
        self._start(distributor.run(), "distribution")
        self._start(self._refresh(register), "register")
        self._start(office.run(), "administration")
        self._start_dispatch(world, mint, room)
        self._start_watching(world, room)
        return room

    def _start_dispatch(self, world: World, mint: IdMint, room: ControlRoom) -> None:
        """What is done for dispatchers without their asking."""
        room.sending = self.dispatching.sending
        self._start(self.dispatching.run(world, room.submit, lambda: self._plans), "dispatching")
        timers = UnitTimers(world, self._clock, mint, room.submit, self._limits)
        self._start(timers.run(), "units' timers")

    def _start_watching(self, world: World, room: ControlRoom) -> None:
        """What is looked at as long as the reign lasts."""
        self._start(self.exceptions.run(), "exceptions list")
        self._start(self._tracks.run(), "tracks")
        self._start(self._anchors.run(self._heads), "anchors")
        self._start(room.watch_sessions(), "sessions")
        self._start(room.watch_shelves(), "shelves")
        self._start(room.tell_flow(), "flow")
        self._start(self._forget(world), "forgetting")
        self._start(self._look_at_audit(), "audit's end")

    def _publish(self, hub: Hub) -> Publish:
        """Tell the desks, and those of the house who follow what was committed."""

        def told(upto: int, at: Micros, things: tuple[Thing, ...]) -> None:
            hub.publish(upto, at, things)
            self.health.took(at, things)
            self.dispatching.took(things)
            self.ear(things)

        return told

    def _distributor(
        self, world: World, mint: IdMint, room: ControlRoom, reception: Reception
    ) -> Distributor:
        """Put together what gives calls to desks."""

        def seats() -> list[Seat]:
            lines = sorted(room.lines, key=lambda line: line.opened)
            return [line.seat for line in lines if line.seat is not None]

        made = Distributor(
            world=world,
            clock=self._clock,
            mint=mint,
            submit=room.submit,
            seats=seats,
            routes=self._keys.overflow_routes,
        )
        reception.left = made.seating.left
        return made

    def _inquiries(self, began_at: Micros, reception: Reception, office: Administration) -> Inquiries:
        """Say who answers what desks ask."""
        made = Inquiries()

        async def facts(seat: Seat, asked: AskServerFacts) -> ServerFacts:
            desks = len(self.room.lines) if self.room is not None else 0
            why = self.silent.code if self.silent is not None else None
            return ServerFacts(version=version("atalaya"), began_at=began_at, desks=desks, database=why)

        made.answers(AskServerFacts, facts)
        reception.answers(made)
        office.answers(made)
        self._auditing.answers(made)
        self._verification.answers(made)
        self._histories.answers(made)
        self._start(self._histories.run(), "audit of histories")
        self.health.answers(made)
        self.exceptions.answers(made)
        self.dispatching.answers(made)
        WorkspaceRoom(self._workspaces, self._clock).answers(made)
        TimeLines(self._incident_log, self._world, self._clock).answers(made)
        return made

    async def settle_leftovers(self) -> None:
        """Begin a play of the demo with nobody waiting."""
        from backend.demo_city.fresh_start import settle_leftovers

        assert self.room is not None, "only a term that has begun"
        count = await settle_leftovers(self.room, self.room.world, IdMint(self._clock, os.urandom))
        log.info("%d commands settled what the last play left open", count)

    async def over(self, lease: Lease) -> str:
        """Wait until the reign ends; return why."""
        lost = asyncio.create_task(lease.lost.wait(), name="lease lost")
        try:
            done, _ = await asyncio.wait({lost, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            lost.cancel()
        for task in done - {lost}:
            log.error("%s ended", task.get_name(), exc_info=task.exception())
        return "lease.lost" if lost in done else "writer.failed"

    async def end(self) -> None:
        """Put the desks out and let go of the database."""
        if self.room is not None:
            for line in tuple(self.room.lines):
                line.cut("server.follower")
        if self._distribution is not None:
            await self._distribution.rest()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._log.close()
        await self._keys.close()
        await self._sessions.close()
        await self._audit.close()
        await self._track_store.close()
        await self._workspaces.close()
        await self._histories.close()
        await self._incident_log.close()
        if self._administration is not None:
            await self._administration.close()
        await self._auditing.close()
        await self._exception_store.close()
        await self._verification.close()
        await self.dispatching.close()

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        self._tasks.append(asyncio.create_task(work, name=name))

    async def _forget(self, world: World) -> None:
        """Keep the memory to what is open and what was closed during the last day."""
        while True:
            await asyncio.sleep(FORGET_S)
            world.forget_closed(self._clock.now() - REMEMBERED)

    def _heads(self) -> dict[str, Head]:
        return {"event": self._log.head, "audit": self._audit.head}

    async def _look_at_audit(self) -> None:
        """Every server writes the audit: its end is asked of the database, for the anchors."""
        while True:
            with contextlib.suppress(DatabaseTrouble):
                await self._audit.look()
            await asyncio.sleep(REFRESH_S)

    def _world(self) -> World:
        assert self.room is not None, "nobody asks before the room is open"
        return self.room.world

    def _cameras(self) -> list[Any]:
        return self.room.cameras() if self.room is not None else []

    async def _open_cameras(self) -> None:
        found = await self._keys.cameras()
        room = self.room
        if room is None:
            return
        room.set_cameras([camera for camera, _ in found])
        if self._relay is not None:
            self._relay.set_cameras([source for _, source in found])
            for key, status in self._relay.states().items():
                room.camera_seen(key, status.state, status.reason, status.since)

    async def _refresh(self, register: IssuedRegister) -> None:
        while True:
            await asyncio.sleep(REFRESH_S)
            # While the database is away what was read last still stands.
            with contextlib.suppress(DatabaseTrouble):
                await register.refresh(self._clock.now())


def _dies_after_commit() -> Any:
    """Return the hook that ends this process between commit and answer, when a test asks for it.

    ATALAYA_DIE_AFTER_COMMIT=N in the environment: at the N-th commit, as kill -9 would, with no clean-up.
    """
    wanted = int(os.environ.get("ATALAYA_DIE_AFTER_COMMIT", "0"))
    if not wanted:
        return None
    count = 0

    def hook() -> None:
        nonlocal count
        count += 1
        if count == wanted:
            os.kill(os.getpid(), 9)

    return hook
