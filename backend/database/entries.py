"""What goes into the log and what comes out of it, as plain values."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from domain.clock import Micros


class NewEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event to be written; ``body`` is the canonical JSON that the chain's digest covers."""

    kind: str
    version: int
    body: bytes


class Verdict(StrEnum):
    """What became of a command."""

    DONE = "done"
    REFUSED = "refused"
    POISONED = "poisoned"  # it could not be decided or stored; kept aside, nothing changed
    CONFLICT = "conflict"  # its id was used before with another body; nothing changed


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One decided command. ``digest`` is SHA-256 of its canonical body, ``at`` the writer's clock.

    ``actor`` and ``workstation`` are what the log shows for ever: an operator's id or a door's name.
    """

    command: UUID
    digest: bytes
    actor: str
    at: Micros
    workstation: str = ""
    exercise: bool = False
    events: tuple[NewEvent, ...] = ()
    verdict: Verdict = Verdict.DONE
    code: str = ""
    params: dict[str, str] = {}


class Upsert(msgspec.Struct, frozen=True, kw_only=True):
    """A projection's row as it stands after the batch; times are microseconds, see 0003_projections.sql."""

    table: str
    row: dict[str, Any]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a command, the same however often it is asked. ``repeated``: it was known before."""

    command: UUID
    verdict: Verdict
    code: str = ""
    params: dict[str, str] = {}
    first_seq: int | None = None
    last_seq: int | None = None
    repeated: bool = False


class Head(msgspec.Struct, frozen=True):
    """Where the log ends: its length and its last link."""

    seq: int
    chain: bytes


class StoredEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the log has it; ``body`` is None once it was erased."""

    seq: int
    command: UUID
    kind: str
    version: int
    actor: str
    workstation: str
    at: Micros
    exercise: bool
    digest: bytes
    chain: bytes
    salt: bytes | None
    body: bytes | None
