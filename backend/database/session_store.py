"""What the database keeps of sessions beside their keys: locks, second factors, what ends them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, LiteralString
from uuid import UUID

import msgspec
import psycopg

from backend.accounts import Standing
from backend.database.link import Link, broke, in_our_words
from backend.lockout import KeptLock
from domain.clock import Micros
from domain.second_factor import FactorKind
from domain.words import printable

_LOCKS: LiteralString = """
select account, workstation, elsewhere, wrong, micros(last_wrong_at), micros(locked_until) from login_lock
"""
_KEEP_LOCK: LiteralString = """
insert into login_lock (account, workstation, elsewhere, wrong, last_wrong_at, locked_until)
values (%s, %s, %s, %s, moment(%s), moment(%s))
on conflict (account, workstation, elsewhere) do update
   set wrong = excluded.wrong, last_wrong_at = excluded.last_wrong_at, locked_until = excluded.locked_until
"""
_FORGET_LOCKS: LiteralString = """
delete from login_lock
 where account = %s and (workstation is null or (workstation = %s and elsewhere = %s))
"""
_STANDING: LiteralString = """
select s.digest, a.disabled, s.revision is not null and s.revision <> a.revision
  from session s join account a on a.id = s.account where s.digest = any(%s)
"""
_FACTORS: LiteralString = """
select id, kind, name, secret, confirmed, last_step, sign_count, micros(created_at), micros(used_at)
  from second_factor where account = %s order by created_at
"""
_KEEP_FACTOR: LiteralString = """
insert into second_factor (id, account, kind, name, secret, confirmed, sign_count, created_at)
values (%s, %s, %s, %s, %s, %s, %s, moment(%s))
"""
_USE_STEP: LiteralString = """
update second_factor set last_step = %s, used_at = moment(%s), confirmed = true
 where id = %s and last_step < %s returning id
"""
_USE_KEY: LiteralString = """
update second_factor set sign_count = %s, used_at = moment(%s)
 where id = %s and (sign_count < %s or (sign_count = 0 and %s = 0)) returning id
"""
_USE_CODE: LiteralString = """
update recovery_code set used_at = moment(%s) where account = %s and digest = %s and used_at is null
returning account
"""


class KeptFactor(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a factor; `secret` as it is kept, encrypted for codes."""

    id: UUID
    kind: FactorKind
    name: str
    secret: bytes
    confirmed: bool
    last_step: int
    sign_count: int
    created_at: Micros
    used_at: Micros | None


class SessionStore:
    """One connection of its own."""

    def __init__(self, dsn: str) -> None:
        self._link = Link(dsn)

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()

    # ---- locks

    async def locks(self) -> list[KeptLock]:
        """Return every lock that was kept."""
        return [
            KeptLock(
                account=account,
                workstation=workstation,
                elsewhere=elsewhere,
                wrong=wrong,
                last_wrong_at=last,
                locked_until=until,
            )
            for account, workstation, elsewhere, wrong, last, until in await self._rows(_LOCKS)
        ]

    async def keep_lock(self, lock: KeptLock) -> None:
        """Write one lock in place of the one before."""
        values = [lock.account, lock.workstation, lock.elsewhere, lock.wrong]
        await self._do(_KEEP_LOCK, [*values, lock.last_wrong_at, lock.locked_until])

    async def forget_locks(self, account: UUID, workstation: str | None, elsewhere: bool) -> None:
        """The account came in: its lock at that workstation and its lock anywhere are over."""
        await self._do(_FORGET_LOCKS, [account, workstation, elsewhere])

    async def forgive(self, account: UUID) -> None:
        """Forget every lock of an account."""
        await self._do("delete from login_lock where account = %s", [account])

    async def home_of(self, workstation: str) -> str | None:
        """Return from where somebody last came in at a workstation ("" nobody yet), None for no such desk."""
        if not printable(workstation):
            return None
        rows = await self._rows("select last_address from workstation where id = %s", [workstation])
        return str(rows[0][0]) if rows else None

    async def set_home(self, workstation: str, address: str) -> None:
        """Somebody came in there from that address."""
        await self._do("update workstation set last_address = %s where id = %s", [address, workstation])

    # ---- sessions

    async def standing(self, digests: list[bytes]) -> dict[bytes, Standing]:
        """Return how these sessions stand; one that is not in the answer has ended."""
        rows = await self._rows(_STANDING, [digests])
        return {bytes(digest): Standing(disabled, changed) for digest, disabled, changed in rows}

    async def came_in(self, account: UUID, workstation: str, at: Micros) -> None:
        """Keep when and where an account last came in."""
        query: LiteralString = (
            "update account set last_login_at = moment(%s), last_login_workstation = %s where id = %s"
        )
        await self._do(query, [at, workstation, account])

    # ---- second factors

    async def factors(self, account: UUID) -> list[KeptFactor]:
        """Return an account's factors, the unconfirmed too, the oldest first."""
        found = []
        for key, kind, name, secret, confirmed, step, count, made, used in await self._rows(
            _FACTORS, [account]
        ):
            found.append(
                KeptFactor(
                    id=key,
                    kind=FactorKind(kind),
                    name=name,
                    secret=bytes(secret),
                    confirmed=confirmed,
                    last_step=step,
                    sign_count=count,
                    created_at=made,
                    used_at=used,
                )
            )
        return found

    async def keep_factor(self, account: UUID, factor: KeptFactor) -> None:
        """Write a new factor; an enrolment of that kind that was never finished makes way."""
        await self._do(
            "delete from second_factor where account = %s and kind = %s and not confirmed",
            [account, factor.kind.value],
        )
        values = [factor.id, account, factor.kind.value, factor.name, factor.secret, factor.confirmed]
        await self._do(_KEEP_FACTOR, [*values, factor.sign_count, factor.created_at])

    async def remove_factor(self, account: UUID, factor: UUID) -> bool:
        """Forget a factor; False when the account has no such."""
        query: LiteralString = "delete from second_factor where account = %s and id = %s returning id"
        return bool(await self._rows(query, [account, factor]))

    async def use_step(self, factor: UUID, step: int, now: Micros) -> bool:
        """Use a step up and confirm the factor; False when it or a later one is used already."""
        return bool(await self._rows(_USE_STEP, [step, now, factor, step]))

    async def use_key(self, factor: UUID, count: int, now: Micros) -> bool:
        """Take a key's counter; False when it does not grow: somebody has copied the key."""
        return bool(await self._rows(_USE_KEY, [count, now, factor, count, count]))

    async def recovery_codes(self, account: UUID) -> int:
        """Return how many codes are unused."""
        query: LiteralString = "select count(*) from recovery_code where account = %s and used_at is null"
        return int((await self._rows(query, [account]))[0][0])

    async def set_recovery_codes(self, account: UUID, digests: Sequence[bytes]) -> None:
        """Replace an account's codes; none when its last factor is gone."""
        await self._do("delete from recovery_code where account = %s", [account])
        for digest in digests:
            await self._do("insert into recovery_code (account, digest) values (%s, %s)", [account, digest])

    async def use_recovery_code(self, account: UUID, digest: bytes, now: Micros) -> bool:
        """Use a code up; False when it is none or was used."""
        return bool(await self._rows(_USE_CODE, [now, account, digest]))

    # ---- the connection

    async def _do(self, query: LiteralString, values: Sequence[Any]) -> None:
        async with self._link.turn:
            await self._run(query, values)

    async def _rows(self, query: LiteralString, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        async with self._link.turn:
            cursor = await self._run(query, values)
            return await cursor.fetchall()

    async def _run(self, query: LiteralString, values: Sequence[Any]) -> psycopg.AsyncCursor[tuple[Any, ...]]:
        for attempt in (1, 2):
            try:
                connection = await self._link.get()
                return await connection.execute(query, values)
            except psycopg.Error as error:
                await self._link.drop()
                # A used step that is used again on the second try would be refused: asked once more is wrong.
                if attempt == 2 or not broke(error):
                    raise in_our_words(error) from error
        raise AssertionError
