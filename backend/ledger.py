"""The log as the writer speaks to it: decided commands become entries, the log's refusals its words."""

from collections.abc import Sequence
from uuid import UUID

from backend.database.entries import Entry, NewEvent, Verdict
from backend.database.event_log import EventLog, Poison, Repeated
from backend.database.projections import upserts_of
from backend.database.trouble import DatabaseTrouble
from backend.writer import Answered, Decided, Poisoned, Unavailable
from domain.changes import VERSION, AnyChange
from domain.wire import canonical
from domain.world import Thing, World


class LogLedger:
    """A Ledger on the event log."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    async def known(self, ids: Sequence[UUID]) -> dict[UUID, Answered]:
        """Return the answers of those commands that the log already has. Raises `Unavailable`."""
        try:
            stored = await self._log.outcomes_of(ids)
        except DatabaseTrouble as trouble:
            raise Unavailable(trouble.code) from trouble
        return {
            key: Answered(
                digest=bytes(digest),
                seq=outcome.last_seq or 0,
                code=None if outcome.verdict is Verdict.DONE else outcome.code or "command.poison",
                params=outcome.params,
            )
            for key, (outcome, digest) in stored.items()
        }

    async def commit(self, group: Sequence[Decided], world: World) -> int:
        """Store a group whole and return the sequence after it. Raises `Poisoned`, `Unavailable`."""
        things: dict[UUID, Thing] = {thing.id: thing for one in group for thing in one.things}
        try:
            await self._log.commit(
                [_entry(one) for one in group], upserts_of(tuple(things.values()), world.counters)
            )
        except Poison as poison:
            raise Poisoned(poison.reason) from poison
        except Repeated as repeated:
            # `known` was asked just before: only a second writer could have come between.
            raise Unavailable("command.repeated") from repeated
        except DatabaseTrouble as trouble:
            raise Unavailable(trouble.code) from trouble
        return self._log.head.seq

    async def quarantine(self, decided: Decided, reason: str) -> None:
        """Keep that this command could not be stored. Raises `Unavailable`."""
        try:
            await self._log.commit([_entry(decided, verdict=Verdict.POISONED)])
        except DatabaseTrouble as trouble:
            raise Unavailable(trouble.code) from trouble


def _entry(decided: Decided, verdict: Verdict | None = None) -> Entry:
    refusal = decided.refusal
    return Entry(
        command=decided.id,
        digest=decided.digest,
        actor=decided.actor.name,
        workstation=decided.actor.workstation or "",
        at=decided.at,
        exercise=decided.actor.exercise,
        events=tuple(_event(change) for change in decided.changes),
        verdict=verdict or (Verdict.DONE if refusal is None else Verdict.REFUSED),
        code=refusal.code if refusal else "",
        params=refusal.params if refusal else {},
    )


def _event(change: AnyChange) -> NewEvent:
    kind = change.__struct_config__.tag
    assert isinstance(kind, str), "every change has a tag"
    return NewEvent(kind=kind, version=VERSION, body=canonical(change))
