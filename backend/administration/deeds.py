"""Writes a change that is decided into its register, and mints the secrets that are told once."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Callable, Mapping

import msgspec

from backend.database import register_entries as entries
from backend.database.link import Connection
from domain.administered import Deed, Door, Register, Value
from domain.agency import Agency
from domain.ids import Entropy, IdMint

Zone = Callable[[float, float], str]
"""The comuna of a place (degrees), as people call it; empty outside the city."""


class Minted(msgspec.Struct, frozen=True):
    """A secret as it is told once, and as it is kept."""

    told: str
    kept: str


class Deeds:
    """Knows how each register's entries come to be, change and go."""

    def __init__(self, mint: IdMint, entropy: Entropy, hasher: Callable[[str], str], zone: Zone) -> None:
        self._mint = mint
        self._entropy = entropy
        self._hash = hasher
        self._zone = zone

    async def secret_for(self, register: Register, deed: Deed, fields: Mapping[str, Value]) -> Minted | None:
        """Return the secret that this change issues; hashing one takes some 20 ms, in a thread."""
        if deed not in (Deed.CREATE, Deed.REISSUE):
            return None
        if register is Register.ACCOUNTS:
            word = _word(self._entropy(8))
            told = f"{word[:4]}-{word[4:8]}-{word[8:12]}"
            return Minted(told, await asyncio.to_thread(self._hash, told))
        if register is not Register.CREDENTIALS:
            return None
        if fields.get("door") == Door.BUTTONS.value:
            key = self._entropy(32).hex()
            return Minted(key, key)  # the server must know it, to check what a button signs
        told = _word(self._entropy(16))
        return Minted(told, hashlib.sha256(told.encode()).hexdigest())

    async def apply(
        self,
        connection: Connection,
        register: Register,
        deed: Deed,
        entry: str | None,
        fields: Mapping[str, Value],
        before: Mapping[str, Value],
        secret: Minted | None,
    ) -> str:
        """Write it in the caller's transaction; return the entry's id. `before` is what stood there."""
        if deed is Deed.CREATE:
            return await self._create(connection, register, fields, secret)
        assert entry is not None, "only a new entry has no id"
        if deed is Deed.REMOVE:
            await entries.remove(connection, register, entry)
        elif deed is Deed.REISSUE:
            assert secret is not None, "secret_for has made it"
            column = "password_hash" if register is Register.ACCOUNTS else "secret"
            await entries.change(connection, register, entry, {}, **{column: secret.kept})
        else:
            moved = {"lat", "lon"} & fields.keys()
            more = {"zone": self._zone_of({**before, **fields})} if moved else {}
            await entries.change(connection, register, entry, fields, **more)
        return entry

    async def _create(
        self, connection: Connection, register: Register, fields: Mapping[str, Value], secret: Minted | None
    ) -> str:
        key = self._mint.mint() if entries.KEPT_IN[register].uuid else str(fields["id"])
        more: dict[str, object] = {}
        given = {name: value for name, value in fields.items() if value is not None}
        match register:
            case Register.ACCOUNTS:
                assert secret is not None, "secret_for has made it"
                more["password_hash"] = secret.kept
            case Register.CREDENTIALS:
                assert secret is not None, "secret_for has made it"
                more["secret"] = secret.kept
                cursor = await connection.execute("select exercise from room where id = %s", [given["room"]])
                row = await cursor.fetchone()
                more["exercise"] = bool(row and row[0])
            case Register.CAMERAS:
                given.setdefault("agency", Agency.POLICE.value)
                more["zone"] = self._zone_of(given)
            case _:
                pass
        await entries.create(connection, register, key, given, **more)
        return str(key)

    def _zone_of(self, fields: Mapping[str, Value]) -> str:
        lat, lon = fields["lat"], fields["lon"]
        assert isinstance(lat, int | float), "checked before"
        assert isinstance(lon, int | float), "checked before"
        return self._zone(lat, lon)


def _word(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()
