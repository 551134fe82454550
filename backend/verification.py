"""The verification of both chains, as the auditor's seat starts, follows and cancels it: one at a time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from backend.accounts import Seat
from backend.database.anchors import Anchors
from backend.database.audit import Audit
from backend.inquiries import Inquiries
from backend.verification_messages import Ended, Failed, Progress, Said, Task
from domain.audit_reading import (
    AskVerification,
    CancelVerification,
    StartVerification,
    Verification,
    VerifyPhase,
)
from domain.clock import SECOND, Clock
from domain.refusal import Refused
from domain.roles import Action, permits

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "backend.verification_worker")
LONGEST_LINE = 1 << 20
GRACE_S = 2.0
"""How long the process may take to go."""
_said: msgspec.json.Decoder[Said] = msgspec.json.Decoder(Said)


class VerificationRoom:
    """Holds the state of the one verification, and the process that does it."""

    def __init__(
        self, dsn: str, anchors: Anchors, audit: Audit, clock: Clock, command: Sequence[str] = COMMAND
    ) -> None:
        self._dsn = dsn
        self._anchors = anchors
        self._audit = audit
        self._clock = clock
        self._command = command
        self._state = Verification(phase=VerifyPhase.NONE)
        self._began = 0.0
        self._running: asyncio.Task[None] | None = None

    def answers(self, inquiries: Inquiries) -> None:
        """Put the handlers into the table."""
        inquiries.answers(StartVerification, self.start)
        inquiries.answers(AskVerification, self.ask)
        inquiries.answers(CancelVerification, self.cancel)

    async def close(self) -> None:
        """End what runs."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def start(self, seat: Seat, asked: StartVerification) -> Verification:
        """Begin. Raises `Refused` verify.running."""
        _may(seat)
        if self._state.phase is VerifyPhase.RUNNING:
            raise Refused("verify.running", by=self._state.by)
        # Taken before anything is waited for: of two who start at once, one does.
        before, by = self._state, seat.operator.user
        self._state = Verification(phase=VerifyPhase.RUNNING, by=by, started_at=self._clock.now())
        try:
            await self._audit.record(seat.actor, "verify_chain", "event audit anchors")
        except BaseException:
            self._state = before
            raise
        self._began = self._clock.monotonic()
        self._running = asyncio.create_task(self._run(self._running), name="verification")
        return self._state

    async def ask(self, seat: Seat, asked: AskVerification) -> Verification:
        """Return how far it is."""
        _may(seat)
        return self._state

    async def cancel(self, seat: Seat, asked: CancelVerification) -> Verification:
        """End it. Raises `Refused` verify.none."""
        _may(seat)
        if self._state.phase is not VerifyPhase.RUNNING or self._running is None:
            raise Refused("verify.none")
        await self._audit.record(seat.actor, "verify_cancelled", f"{self._state.done}")
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        return self._state

    # ---- the process

    async def _run(self, before: asyncio.Task[None] | None) -> None:
        """Follow one process to its end; `before`: the last one, which may still be on its way out."""
        ended = False
        try:
            if before is not None:
                await asyncio.gather(before, return_exceptions=True)
            ended = await self._follow()
        except asyncio.CancelledError:
            self._end(phase=VerifyPhase.CANCELLED)
            raise
        except OSError as error:
            log.error("the verification cannot be started: %s", error.strerror)
            self._end(phase=VerifyPhase.FAILED, reason="verify.cannot_start")
        else:
            if not ended:  # not the phase: somebody may have begun anew while this process went
                self._end(phase=VerifyPhase.FAILED, reason="verify.died")

    async def _follow(self) -> bool:
        """Hear the process out; False when it went without a verdict."""
        ended = False
        history, latest, key = self._anchors.files
        task = Task(dsn=self._dsn, anchors=(str(history), str(latest)), key=str(key))
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, limit=LONGEST_LINE
        )
        try:
            assert process.stdin is not None, "asked for"
            assert process.stdout is not None, "asked for"
            process.stdin.write(msgspec.json.encode(task) + b"\n")
            while line := await process.stdout.readline():
                said = _said.decode(line)
                self._heard(said)
                ended = ended or not isinstance(said, Progress)
        except (ValueError, msgspec.DecodeError):
            log.error("the verification says what nobody understands")
        finally:
            await _end(process)
        return ended

    def _heard(self, said: Said) -> None:
        match said:
            case Progress(done=done, total=total):
                spent = max(1e-3, self._clock.monotonic() - self._began)
                rate = done / spent
                self._state = replace(
                    self._state,
                    done=done,
                    total=total,
                    rate=round(rate, 1),
                    eta_s=round(max(0, total - done) / rate, 1) if rate else None,
                )
            case Ended():
                spent = max(1e-3, self._clock.monotonic() - self._began)
                self._end(
                    phase=VerifyPhase.BROKEN if said.breaks else VerifyPhase.WHOLE,
                    done=said.done,
                    total=said.done,
                    rate=round(said.done / spent, 1),
                    events=said.events,
                    audits=said.audits,
                    anchors=said.anchors,
                    last_anchor_at=said.last_anchor_at,
                    erased=said.erased,
                    orders=said.orders,
                    breaks=said.breaks,
                )
                took = round(spent * SECOND)
                log.info("verified %d records in %d us: %s", said.done, took, self._state.phase.value)
            case Failed(code=code):
                self._end(phase=VerifyPhase.FAILED, reason=code)

    def _end(self, **how: object) -> None:
        self._state = replace(self._state, ended_at=self._clock.now(), eta_s=None, **how)


async def _end(process: Process) -> None:
    """Let the process go, whose life hangs on its standard input, and wait until it is gone."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        # Not killed at once: asyncio loses the status of a child that is killed as it ends.
        await asyncio.wait_for(process.wait(), GRACE_S)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _may(seat: Seat) -> None:
    if not permits(seat.actor, Action.VERIFY_CHAIN, seat.actor.room, None, exercise=False):
        raise Refused("forbidden", action=Action.VERIFY_CHAIN.value)
