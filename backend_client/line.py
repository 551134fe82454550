"""The line to the server: connects, reads, writes, ticks, and looks for a lost server on the ladder.

All rules are the session's (sans-I/O); here bytes move and time passes. One line lives as long as the desk.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from msgspec.structs import replace
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from backend_client.actions import (
    Action,
    Admitted,
    Challenged,
    Complain,
    Deliver,
    DeliverPositions,
    HangUp,
    Send,
    Show,
)
from backend_client.dial import Dialler
from backend_client.failure import CLOSED, NO_ANSWER, SILENT, STOPPED, WORTH_ANOTHER_TRY, LineFailed
from backend_client.introduction import Introduced, Prover, introduce
from backend_client.ladder import CONNECT_S, FIRST_LOGIN_S, Ladder
from backend_client.link import LinkState
from backend_client.session import LOGIN_S, PASSING, TICK_S, Session
from domain.clock import Clock
from domain.second_factor import FEATURE
from domain.wire import Challenge, Message, Welcome, encode

log = logging.getLogger(__name__)

Taken = Deliver | DeliverPositions | Admitted | Show | Complain
"""What the line hands on, in the order in which it came."""


class Line:
    """Keeps one session connected."""

    def __init__(self, dialler: Dialler, ladder: Ladder, clock: Clock) -> None:
        self._dialler = dialler
        self._ladder = ladder
        self._clock = clock
        self.take: Callable[[Taken], None] = lambda taken: None
        """Is given, in order, what goes into the picture."""
        self.session = Session()
        self.dials = 0
        self.failures = 0
        """Messages that could not be taken into the picture: a fault of ours, logged, never fatal."""
        self._connection: ClientConnection | None = None
        self._out: asyncio.Queue[str | None] = asyncio.Queue()
        self._woken = asyncio.Event()
        self._answer: asyncio.Future[None] | None = None
        self._prover: Prover | None = None
        self._proving: asyncio.Task[None] | None = None
        self._adopted: Introduced | None = None
        self._until = 0.0
        self._lost_by: LineFailed | None = None
        self._closing = False
        self._running: set[asyncio.Task[None]] = set()

    # ---- for the desk ----------------------------------------------------------------------------------

    async def run(self) -> None:
        """Keep the line until closed or cancelled."""
        both = {asyncio.create_task(self._keep()), asyncio.create_task(self._tick())}
        self._running = both
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
            await self._dialler.drop()
        for task in done:
            if not task.cancelled():
                task.result()

    def prove_with(self, prover: Prover) -> None:
        """Have `prover` asked when an account wants a second proof; without one such accounts are refused."""
        self._prover = prover
        self.session.features = (*self.session.features, FEATURE)

    async def relieve(self, user: str, password: str, workstation: str) -> Welcome:
        """Let another person take the desk over, on a connection of their own, while this line goes on.

        Returns when the newcomer's picture is whole. Raises `LineFailed`: then who sat there still does.
        """
        if self._answer is not None:
            raise LineFailed(STOPPED)
        self._answer = asyncio.get_running_loop().create_future()
        self.session.relieving = True
        try:
            login = self.session.introduction(user, password, workstation, self.session.token or "")
            introduced = await introduce(self._dialler, login, self._prover)
            self._adopted = introduced
            self._do(self.session.make_way())
            self._abort(LineFailed(STOPPED))
            self._woken.set()
            async with asyncio.timeout(LOGIN_S):
                await self._answer
            return introduced.welcome
        except TimeoutError:
            raise LineFailed(SILENT) from None
        finally:
            self._answer, self.session.relieving = None, False

    async def login(self, user: str, password: str, workstation: str, patience: float) -> None:
        """Log in on a new connection; returns when the picture is whole. Raises `LineFailed`."""
        if self._answer is not None:
            raise LineFailed(STOPPED)
        self._answer = asyncio.get_running_loop().create_future()
        self._until = self._now() + patience
        self._abort(LineFailed(STOPPED))
        self._do(self.session.log_in(user, password, workstation, self._now()))
        self._woken.set()
        try:
            await self._answer
        except LineFailed as failure:
            self._do(self.session.give_up_login(failure, self._now()))
            self._abort(failure)
            raise
        except asyncio.CancelledError:
            self._do(self.session.give_up_login(LineFailed(STOPPED), self._now()))
            self._abort(LineFailed(STOPPED))
            raise
        finally:
            self._answer = None
            if self._proving is not None:
                self._proving.cancel()

    def sit_alone(self, token: str, site: UUID, seq: int, heard: float) -> None:
        """Begin with the server lost, on this desk's own copy."""
        self._do(self.session.sit_alone(token, site, seq, heard, self._now()))
        self._woken.set()

    def logout(self) -> None:
        """End the session, at the server too."""
        self._do(self.session.log_out(self._now()))

    async def close(self) -> None:
        """End the line for good; `run` returns."""
        self._closing = True
        self._woken.set()
        self._settle_login(LineFailed(STOPPED))
        connection = self._connection
        if connection is not None:
            self._out.put_nowait(None)
            await connection.wait_closed()
        for task in self._running:
            task.cancel()

    def send(self, message: Message) -> bool:
        """Send at once; False when the desk is not in, and nothing was sent."""
        if self._connection is None or not self.session.inside:
            return False
        self._out.put_nowait(encode(message))
        return True

    @property
    def round_trip_s(self) -> float:
        """How long the last ping took there and back, in seconds; 0 before the first and without a line."""
        return self._connection.latency if self._connection is not None else 0.0

    # ---- connections -----------------------------------------------------------------------------------

    async def _keep(self) -> None:
        while not self._closing:
            if not self.session.wanted:
                await self._woken.wait()
                self._woken.clear()
                continue
            started = self._now()
            introduced, self._adopted = self._adopted, None
            connection = introduced.connection if introduced is not None else await self._dial()
            if connection is not None:
                await self._converse(connection, introduced)
                started = self._now()
            if self.session.wanted and not self._closing:
                await self._rest(started + self._ladder.next() - self._now())

    async def _rest(self, seconds: float) -> None:
        """Wait for the next rung; a new login does not wait."""
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), seconds)
        self._woken.clear()

    async def _dial(self) -> ClientConnection | None:
        self._woken.clear()
        patience = FIRST_LOGIN_S if self.session.logging_in else CONNECT_S
        self.dials += 1
        try:
            return await self._dialler.dial(patience)
        except LineFailed as failure:
            self._do(self.session.failed(failure, self._now()))
            self._trouble(failure)
            return None

    async def _converse(self, connection: ClientConnection, introduced: Introduced | None) -> None:
        """Live through one connection, from its first frame to its end."""
        if not self.session.wanted or self._closing or self._adopted:  # nobody wants it any more
            connection.transport.abort()
            return
        self._woken.clear()
        self._connection, self._out, self._lost_by = connection, asyncio.Queue(), None
        writing = asyncio.create_task(self._write(connection, self._out), name="line-write")
        try:
            if introduced is not None:
                self._do(self.session.adopt(introduced.frame, self._now()))
            else:
                self._do(self.session.opened(self._now()))
            while True:
                frame = await connection.recv()
                self._do(self.session.received(frame, self._now()))
        except ConnectionClosed:
            pass
        finally:
            self._connection = None
            writing.cancel()
            with suppress(asyncio.CancelledError):
                await writing
            if connection.transport is not None:
                connection.transport.abort()
            failure = self._lost_by or LineFailed(CLOSED)
            self._do(self.session.lost(failure, self._now()))
            self._trouble(failure)

    async def _write(self, connection: ClientConnection, out: asyncio.Queue[str | None]) -> None:
        with suppress(ConnectionClosed):
            while (frame := await out.get()) is not None:
                await connection.send(frame)
        await connection.close()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            self._do(self.session.tick(self._now()))

    # ---- actions ---------------------------------------------------------------------------------------

    def _do(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Send(frame=frame):
                    self._out.put_nowait(frame)
                case HangUp():
                    self._hang_up(action)
                case Show(link=link):
                    self._hand_on(Show(replace(link, server=str(self._dialler.address))))
                    if link.state is LinkState.LIVE and link.current and not self.session.logging_in:
                        self._settle_login(None)
                case Challenged(challenge=challenge):
                    self._proving = asyncio.create_task(self._prove(challenge), name="line-prove")
                case Admitted():
                    self._ladder.arrived()
                    self._hand_on(action)
                case _:
                    self._hand_on(action)

    async def _prove(self, challenge: Challenge) -> None:
        try:
            if self._prover is None:
                raise LineFailed("login.second_factor")
            said = await self._prover(challenge)
        except LineFailed as failure:
            self._settle_login(failure)
        else:
            self._do(self.session.prove(said, self._now()))

    def _hand_on(self, taken: Taken) -> None:
        try:
            self.take(taken)
        except Exception:
            self.failures += 1
            log.exception("a message could not be taken into the picture: %s", type(taken).__name__)

    def _hang_up(self, action: HangUp) -> None:
        self._lost_by = action.failure
        if self._connection is None:
            return
        if action.failure.code in (SILENT, NO_ANSWER):
            self._connection.transport.abort()  # nobody is there to say goodbye to
        else:
            self._out.put_nowait(None)

    def _abort(self, failure: LineFailed) -> None:
        if self._connection is not None:
            self._lost_by = failure
            self._connection.transport.abort()

    def _trouble(self, failure: LineFailed) -> None:
        """Tell the person who is logging in, unless it may pass while there is patience."""
        passing = failure.code in WORTH_ANOTHER_TRY or failure.code.startswith(PASSING)
        if failure.code == STOPPED or (passing and self._now() < self._until):
            return
        self._settle_login(failure)

    def _settle_login(self, failure: LineFailed | None) -> None:
        if self._answer is not None and not self._answer.done():
            if failure is None:
                self._answer.set_result(None)
            else:
                self._answer.set_exception(failure)

    def _now(self) -> float:
        return self._clock.monotonic()
