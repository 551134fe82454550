"""Pages of registers as people look for them: every word must occur, `%` and `_` are themselves.

Words are compared folded (no accents, small letters) with strpos, so that no pattern is ever made of what
somebody typed. A statement that takes longer than half a second is given up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from backend.database.register_sources import ACCOUNT_STATE, SOURCES, WAITS, Source
from backend.database.searches import Searches
from domain.administered import Register
from domain.administration import SHORTEST_WORDS, RegisterPage, SearchRegister
from domain.camera import Camera, CameraState
from domain.clock import DAY, Micros
from domain.refusal import Refused
from domain.register_rows import AccountRow, AccountState, AnyRow, CameraRow
from domain.words import printable

MOST_WORDS = 8
SOON: Micros = 30 * DAY
LOOKED_BACK: Micros = 2 * DAY

Seen = Mapping[UUID, Camera]
"""The cameras as the relay sees them."""


class RegisterSearch(Searches):
    """One connection of its own, on which no statement runs for long."""

    async def page(self, asked: SearchRegister, seen: Seen, now: Micros) -> RegisterPage:
        """Return the page. Raises `Refused` search.slow and DatabaseTrouble."""
        source, values = SOURCES[asked.register], _moments(now)
        values["register"] = asked.register.value
        where = " and ".join(_terms(asked, source, seen, values))
        order = source.orders.get(asked.order or "", source.order)
        down = " desc nulls last" if asked.descending else ""
        key = source.key
        select = f"select {source.columns}, {WAITS.replace('{}', key)} from {source.tables} where {where}"
        values |= {"size": asked.size, "skip": asked.page * asked.size}
        async with self._link.turn:
            rows = await self._run(
                f"{select} order by {order}{down}, {key} limit %(size)s offset %(skip)s", values
            )
            matches, counts = await self._counted(asked.register, source, where, values)
            made = [_made(source, row, seen) for row in rows]
            if asked.register is Register.ACCOUNTS:
                made = await self._with_refusals(made, now)
        if asked.register is Register.CAMERAS:
            counts |= _states(seen, counts["all"])
        return RegisterPage(
            register=asked.register,
            rows=tuple(made),
            page=asked.page,
            matches=matches,
            total=counts["all"],
            counts=counts,
        )

    async def row(self, register: Register, entry: str | UUID, seen: Seen, now: Micros) -> AnyRow | None:
        """Return one row, also of what was removed."""
        source, values = SOURCES[register], _moments(now)
        values |= {"register": register.value, "entry": entry}
        key = source.key
        waits = WAITS.replace("{}", key)
        query = f"select {source.columns}, {waits} from {source.tables} where {key} = %(entry)s"
        async with self._link.turn:
            rows = await self._run(query, values)
            made = [_made(source, row, seen) for row in rows]
            if register is Register.ACCOUNTS:
                made = await self._with_refusals(made, now)
        return made[0] if made else None

    async def persons(self) -> dict[str, int]:
        """Return how many accounts each role has."""
        async with self._link.turn:
            rows = await self._run("select role, count(*) from account where not removed group by role", {})
        return dict(rows)

    async def cells(self) -> dict[tuple[str, str], tuple[str, int]]:
        """Return the cells of the matrix that were changed: reach and version by role and action."""
        async with self._link.turn:
            rows = await self._run("select role, action, reach, version from role_cell", {})
        return {(role, action): (reach, version) for role, action, reach, version in rows}

    async def waiting_cells(self) -> set[str]:
        """Return the cells of which a change waits."""
        async with self._link.turn:
            rows = await self._run(
                "select entry from change_request where state = 'waiting' and register = 'roles'", {}
            )
        return {row[0] for row in rows}

    async def sessions(self, account: UUID, now: Micros) -> list[tuple[str, Micros, bytes]]:
        """Return the sessions of an account that still count: workstation, end, digest."""
        async with self._link.turn:
            rows = await self._run(
                "select workstation, micros(expires_at), digest from session"
                " where account = %(account)s and expires_at > moment(%(now)s) order by expires_at desc",
                {"account": account, "now": now},
            )
        return [(workstation, end, bytes(digest)) for workstation, end, digest in rows]

    # ---- the parts of a page

    async def _counted(
        self, register: Register, source: Source, where: str, values: dict[str, Any]
    ) -> tuple[int, dict[str, int]]:
        """Return how many match, and the counts for tabs."""
        if register is not Register.ACCOUNTS:
            # One pass for both: there are many cameras and devices.
            query = f"select count(*) filter (where {where}), count(*) from {source.tables}"
            rows = await self._run(f"{query} where {source.alive}", values)
            return rows[0][0], {"all": rows[0][1]}
        found = await self._run(f"select count(*) from {source.tables} where {where}", values)
        return found[0][0], await self._account_counts(source, values)

    async def _account_counts(self, source: Source, values: dict[str, Any]) -> dict[str, int]:
        rows = await self._run(
            f"select {ACCOUNT_STATE}, count(*), count(*) filter (where {WAITS.replace('{}', 'a.id')})"
            f" from {source.tables} where {source.alive} group by 1",
            values,
        )
        counts = {state.value: 0 for state in AccountState if state is not AccountState.REMOVED}
        counts |= {state: count for state, count, _ in rows}
        return counts | {"all": sum(row[1] for row in rows), "waiting": sum(row[2] for row in rows)}

    async def _with_refusals(self, rows: list[AnyRow], now: Micros) -> list[AnyRow]:
        """Say of each account when it was last refused something."""
        logins = [row.login for row in rows if isinstance(row, AccountRow)]
        found = await self._run(
            "select actor, max(micros(recorded_at)) from audit where actor = any(%(logins)s)"
            " and action = 'forbidden' and recorded_at > moment(%(back)s) group by actor",
            {"logins": logins, "back": now - LOOKED_BACK},
        )
        when: dict[str, Micros] = dict(found)
        return [
            replace(row, refused_at=when[row.login])
            if isinstance(row, AccountRow) and row.login in when
            else row
            for row in rows
        ]


def _moments(now: Micros) -> dict[str, Any]:
    return {"now": now, "soon": now + SOON, "idle": now - SOON}


def _terms(asked: SearchRegister, source: Source, seen: Seen, values: dict[str, Any]) -> list[str]:
    """Return what a row must fulfil, and put what was typed among the values."""
    words = "".join(c if printable(c) else "\N{REPLACEMENT CHARACTER}" for c in asked.words).strip()
    if 0 < len(words) < SHORTEST_WORDS:
        raise Refused("search.short", limit=SHORTEST_WORDS)
    filters = asked.filters
    removed = asked.register is Register.ACCOUNTS and filters.state == AccountState.REMOVED
    terms = [] if removed else [source.alive]
    for number, word in enumerate(words.split()[:MOST_WORDS]):
        values[f"word{number}"] = word
        terms.append(f"strpos({source.words}, (select folded(%(word{number})s))) > 0")
    for name in ("role", "room", "agency", "state", "kind", "zone"):
        value = getattr(filters, name)
        if value is not None and name in source.filters:
            terms.append(source.filters[name])
            values[name] = str(value).replace("\0", "\N{REPLACEMENT CHARACTER}")
    if asked.register is Register.CAMERAS and filters.state is not None:
        values["ids"], values["inside"] = _in_state(seen, filters.state)
    if filters.waiting:
        terms.append(WAITS.replace("{}", source.key))
    return terms or ["true"]


def _in_state(seen: Seen, wanted: str) -> tuple[list[UUID], bool]:
    """Return cameras, and whether those in that state are these or all others: whichever are fewer.

    A camera that the relay has said nothing of is unknown, and in no list.
    """
    of = [key for key, camera in seen.items() if camera.state == wanted]
    others = [key for key, camera in seen.items() if camera.state != wanted]
    if wanted == CameraState.UNKNOWN:
        return others, False
    return (others, False) if len(others) < len(of) else (of, True)


def _made(source: Source, row: tuple[Any, ...], seen: Seen) -> AnyRow:
    made = source.make(row[:-1], row[-1])
    if isinstance(made, CameraRow) and (how := seen.get(UUID(made.id))) is not None:
        return replace(made, state=how.state, since=how.since, reason=how.reason)
    return made


def _states(seen: Seen, total: int) -> dict[str, int]:
    # Counted by the state itself: asking 14,000 members for their value would take longer than the search.
    found = Counter(camera.state for camera in seen.values())
    counts = {state.value: found[state] for state in CameraState}
    known = sum(found.values()) - found[CameraState.UNKNOWN]
    return counts | {CameraState.UNKNOWN.value: max(0, total - known)}
