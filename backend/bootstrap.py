"""The one place where the backend is put together: database, clock, certificates, relay, server, lease."""

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import psycopg
from starlette.routing import Route
from starlette.websockets import WebSocket

from backend import openapi
from backend.barrios import Barrios
from backend.conversation import Conversation
from backend.database.anchors import Anchors
from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase, ServerSettings
from backend.database.lease import Lease
from backend.database.link import checked
from backend.database.migrate import migrate
from backend.database.trouble import DatabaseTrouble
from backend.desk_line import DeskLine, turn_away
from backend.intake.doors import Doors
from backend.metrics import Metrics
from backend.secret_box import SecretBox
from backend.server import Health, Server, listen
from backend.settings import Settings
from backend.streams.relay_process import RelayConfig, RelayProcess, RelayRefused
from backend.term import Term
from backend.tls import TlsFiles, ensure_tls
from domain.clock import Clock, Micros
from domain.ids import IdMint
from logbook.outline import kind
from resources.city import load_city

if TYPE_CHECKING:
    from backend.intake.telephony.exchange import Exchange

log = logging.getLogger(__name__)

RETRY_S = 0.5
"""Between attempts to begin a reign on a database that does not answer."""
DEMO_USER = "lferreyra"


class Backend:
    """One backend, from its first file to its last."""

    def __init__(
        self, settings: Settings, clock: Clock, on_ready: Callable[[dict[str, object]], object] | None = None
    ) -> None:
        self._settings = settings
        self._on_ready = on_ready
        self._clock = clock
        self._stop = asyncio.Event()
        self._term: Term | None = None
        self._explain: Callable[[], DatabaseTrouble | None] = lambda: None
        self._relay: RelayProcess | None = None
        self.exchange: Exchange | None = None
        self.server: Server | None = None
        self._began = clock.monotonic()
        self._decided = asyncio.Event()
        self.reigning = asyncio.Event()
        self._barrios = Barrios(load_city())
        self._metrics = Metrics(
            lambda: self._term.room if self._term else None, lambda: self._relay, settings.metrics_token
        )

    def stop(self) -> None:
        """End in order; safe from a signal handler of the loop."""
        self._stop.set()

    async def run(self) -> None:
        """Serve until stopped. Raises `DatabaseTrouble`, `PortTaken` with a sentence for the terminal."""
        settings = self._settings
        directory = DataDirectory.claim(settings.data, exercise=settings.exercise_clock is not None)
        listener = listen(settings.host, settings.port)
        port = listener.getsockname()[1]
        try:
            tls = ensure_tls(directory.root / "tls", self._clock)
            async with contextlib.AsyncExitStack() as closing:
                dsn = await self._open_database(directory, closing)
                relay = asyncio.create_task(self._open_relay(tls, closing))
                await migrate(dsn, self._clock)
                stage = await self._load_demo(dsn, directory.root) if settings.demo else {}
                await relay
                told_sip = await self._open_exchange(closing, dsn)
                lease = Lease(dsn)
                closing.push_async_callback(lease.release)
                ready = {"port": port, "ca": str(tls.ca), **told_sip, **stage}
                await self._serve(dsn, lease, Anchors(directory, self._clock), tls, listener, ready)
        finally:
            listener.close()

    # ---- the parts

    async def _open_database(self, directory: DataDirectory, closing: contextlib.AsyncExitStack) -> str:
        if self._settings.dsn is not None:
            return checked(self._settings.dsn)
        database = EmbeddedDatabase(directory, ServerSettings(binaries=self._settings.postgres))
        await database.start()
        self._explain = database.explain
        closing.push_async_callback(database.stop)
        keeper = asyncio.create_task(database.keep_running(), name="database keeper")
        closing.push_async_callback(_cancel, keeper)
        keeper.add_done_callback(lambda task: None if task.cancelled() else self.stop())
        return database.dsn

    async def _open_relay(self, tls: TlsFiles, closing: contextlib.AsyncExitStack) -> None:
        if not self._settings.cameras:
            return
        loopback = self._settings.host in ("127.0.0.1", "::1", "localhost")
        config = RelayConfig(
            host=self._settings.host,
            networks=self._settings.networks,
            certificate=None if loopback else tls.certificate,
            key=None if loopback else tls.key,
        )
        relay = RelayProcess(config, self._clock, self._camera_seen)
        try:
            await relay.start()
        except RelayRefused as refused:
            # The room takes calls without pictures; the desks are told that the relay is gone.
            log.error("the camera relay does not start: %s", refused.code)
        closing.push_async_callback(relay.stop)
        self._relay = relay

    async def _open_exchange(self, closing: contextlib.AsyncExitStack, dsn: str) -> dict[str, int]:
        sip = self._settings.sip
        if sip is None:
            return {}
        from backend.telephone import exchange_of, open_exchange

        made = exchange_of(sip, lambda: self._term, dsn, self._clock, self._metrics.meters.door)
        await open_exchange(made, sip)
        closing.push_async_callback(made.end)
        self.exchange = made
        log.info("taking SIP calls on %s port %d", sip.host, made.port)
        return {"sip": made.port}

    async def _load_demo(self, dsn: str, root: Path) -> dict[str, str]:
        from backend.demo import AccountFile, DemoOptions, load_demo

        options = DemoOptions(on_duty=self._settings.units, camera_port=self._settings.demo_camera_port)
        loaded = await load_demo(dsn, root, self._clock, options)
        accounts = msgspec.json.decode(loaded.accounts.read_bytes(), type=list[AccountFile])
        account = next(one for one in accounts if one.login == DEMO_USER)
        return {
            "sources": str(loaded.sources),
            "user": account.login,
            "password": account.password,
            "workstation": account.workstation,
        }

    async def _serve(
        self,
        dsn: str,
        lease: Lease,
        anchors: Anchors,
        tls: TlsFiles,
        listener: socket.socket,
        ready: dict[str, object],
    ) -> None:
        reign = asyncio.create_task(self._reign(dsn, lease, anchors), name="reign")
        # The first attempt decides which role is reported; a follower serves at once and says what it is.
        first = asyncio.create_task(self._decided.wait())
        await asyncio.wait({reign, first}, return_when=asyncio.FIRST_COMPLETED)
        first.cancel()
        if reign.done():
            await reign
        self.server = Server(tls, self._doors(), self._serve_desk, self.health)
        serving = asyncio.create_task(
            self.server.run(listener, lambda: self._say_ready(ready)), name="server"
        )
        stopping = asyncio.create_task(self._stop.wait(), name="stop")
        lag = asyncio.create_task(self._metrics.meters.watch_loop(), name="loop lag")
        try:
            done, _ = await asyncio.wait({serving, stopping, reign}, return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopping}:
                task.result()
        finally:
            self.server.stop()
            for task in (reign, stopping, lag):
                await _cancel(task)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(2.0):
                    await serving
            if self._term is not None:
                await self._term.end()

    async def _reign(self, dsn: str, lease: Lease, anchors: Anchors) -> None:
        """Follow until the lease is free, reign until it is lost, and so on."""
        while True:
            term = Term(
                dsn,
                self._clock,
                self._relay,
                self._barrios.name_at,
                anchors,
                self._explain,
                self._metrics.meters,
                box=SecretBox(self._settings.data),
                networks=self._settings.networks,
            )
            try:
                won = await lease.try_acquire()
                if won is None:
                    log.warning("another backend is the writer: following")
                    self._decided.set()
                    won = await lease.acquire()
                await term.begin(won)
                if self._settings.fresh:
                    await term.settle_leftovers()
            except (DatabaseTrouble, psycopg.Error) as trouble:
                # It died under us; its keeper, or an administrator, brings it back.
                log.error(
                    "no reign yet: %s", trouble if isinstance(trouble, DatabaseTrouble) else kind(trouble)
                )
                await term.end()
                await lease.release()
                await asyncio.sleep(RETRY_S)
                continue
            self._term = term
            if self.exchange is not None:
                term.ear = self.exchange.told
                self.exchange.reigns()
            log.info("writer, fence %d, sequence %d", won.fence, won.head.seq)
            self._decided.set()
            self.reigning.set()
            why = await term.over(lease)
            self._term = None
            if self.exchange is not None:
                self.exchange.resigned()
            self.reigning.clear()
            log.error("no longer the writer: %s", why)
            await term.end()
            await lease.release()

    # ---- what the server asks

    def _doors(self) -> list[Route]:
        mint = IdMint(self._clock, os.urandom)
        doors = Doors(
            lambda: self._term.inside if self._term else None, self._clock, mint, self._metrics.meters.door
        )
        return [*doors.routes(), self._metrics.route(), openapi.route()]

    async def _serve_desk(self, websocket: WebSocket, no_stranger: Callable[[], None]) -> None:
        term = self._term
        if term is None or term.room is None:
            await turn_away(websocket, Conversation(self._clock), "server.follower")
            return
        line = DeskLine(websocket, term.room, no_stranger)
        await line.run()

    def health(self) -> Health:
        """Return how things are, for people and machines that watch over the server."""
        term = self._term
        room = term.room if term is not None else None
        silent = term.silent if term is not None else None
        return Health(
            role="writer" if room is not None else "follower",
            database="ok" if silent is None else silent.code,
            sequence=room.hub.seq if room is not None else 0,
            desks=len(room.lines) if room is not None else 0,
            fixes=dict(term.positions.counts) if term is not None else {},
            uptime_s=round(self._clock.monotonic() - self._began, 1),
        )

    def _camera_seen(self, camera: UUID, state: str, reason: str | None, since: Micros) -> None:
        if self._term is not None and self._term.room is not None:
            self._term.room.camera_seen(camera, state, reason, since)

    def _say_ready(self, ready: dict[str, object]) -> None:
        if self._on_ready is not None:
            self._on_ready(ready)
        if self._settings.ready_fd is not None:
            with contextlib.suppress(OSError):
                os.write(self._settings.ready_fd, msgspec.json.encode(ready) + b"\n")
                os.close(self._settings.ready_fd)
        log.info("listening on https://%s:%s", self._settings.host, ready["port"])


async def _cancel(task: "asyncio.Task[Any]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
