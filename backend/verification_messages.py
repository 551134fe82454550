"""What the backend and the process that verifies say to one another: one JSON object a line."""

from __future__ import annotations

import msgspec

from domain.audit_reading import Break, Span
from domain.clock import Micros

MOST_BREAKS = 100
"""Breaks that are told; there may be more."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """The first and only line to the process. `dsn` may hold a password: it is on no command line."""

    dsn: str
    anchors: tuple[str, ...]
    key: str


class Progress(msgspec.Struct, frozen=True, kw_only=True, tag="progress"):
    """So many of so many records are done."""

    done: int
    total: int


class Ended(msgspec.Struct, frozen=True, kw_only=True, tag="ended"):
    """What was found; no breaks: all holds."""

    done: int
    events: Span
    audits: Span
    anchors: int
    last_anchor_at: Micros | None
    erased: int
    orders: tuple[str, ...]
    breaks: tuple[Break, ...]


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag="failed"):
    """It could not be done."""

    code: str


Said = Progress | Ended | Failed
