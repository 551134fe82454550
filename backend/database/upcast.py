"""Reads events of every version that was ever written as changes of today.

A shape that changes gets a new version and an upcaster here, from the old body to the next version's; the
golden events in tests/golden/events, one for each version, are read by it for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from backend.database.trouble import DatabaseTrouble
from domain.changes import VERSION, AnyChange

Body = dict[str, Any]

UPCASTERS: dict[tuple[str, int], Callable[[Body], Body]] = {}
"""(kind, version) -> the body as the next version writes it."""


def change_of(kind: str, version: int, body: bytes) -> AnyChange:
    """Return the change that an event holds.

    Raises DatabaseTrouble ``log.unknown_event``: it was written by a newer program.
    """
    if version > VERSION:
        raise DatabaseTrouble(
            "log.unknown_event", kind=kind, version=version, reason="newer than this program"
        )
    try:
        if version == VERSION:
            return msgspec.json.decode(body, type=AnyChange)  # type: ignore[no-any-return]
        raised = msgspec.json.decode(body, type=Body)
        for number in range(version, VERSION):
            raised = UPCASTERS.get((kind, number), _same)(raised)
        return msgspec.convert(raised, AnyChange)  # type: ignore[no-any-return]
    except (ValueError, RecursionError) as error:  # what msgspec raises is a ValueError
        raise DatabaseTrouble("log.unknown_event", kind=kind, version=version, reason=str(error)) from error


def _same(body: Body) -> Body:
    return body
