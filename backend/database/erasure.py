"""Erasing people's data from a log that never changes: the payload goes, the link stays.

The chain covers a salted digest, so that without the salt nothing of the payload can be guessed; payload and
salt are deleted in the transaction that records on whose order. Afterwards the chain still verifies, and the
verifier shows which events were erased on which order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec

from backend.database.entries import Entry, NewEvent, Outcome, Upsert
from backend.database.event_log import EventLog
from backend.verify import ERASURE_KIND
from domain.clock import Micros

Order = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """What is erased: events by number, on the order of a court or an authority.

    ``things`` are the ids whose present rows were redacted with it: `rebuild` cannot compare those.
    """

    order: Order
    seqs: tuple[int, ...]
    things: tuple[UUID, ...] = ()


async def erase(
    log: EventLog,
    erasure: Erasure,
    *,
    command: UUID,
    actor: str,
    at: Micros,
    redacted: Sequence[Upsert] = (),
) -> Outcome:
    """Erase payloads for good; ``redacted`` are the present rows without what must go.

    Raises what `EventLog.commit` raises, and ValueError for a number the log does not have.
    """
    if not erasure.seqs or min(erasure.seqs) < 1 or max(erasure.seqs) > log.head.seq:
        raise ValueError(f"seqs: from 1 to {log.head.seq}")
    body = msgspec.json.encode(erasure, order="deterministic")
    entry = Entry(
        command=command, digest=hashlib.sha256(body).digest(), actor=actor, at=at,
        events=(NewEvent(kind=ERASURE_KIND, version=1, body=body),),
    )  # fmt: skip
    gone = [Upsert(table="erased_payload", row={"seq": seq}) for seq in erasure.seqs]
    [outcome] = await log.commit([entry], [*redacted, *gone])
    return outcome
