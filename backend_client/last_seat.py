"""The copy of who sits at this desk and what was open, for a console that starts while the server is lost.

It is sealed with the person's password (scrypt, AES-GCM) in a file that its owner alone may read, holds no
position and nothing of a protected alert, and is erased when the person leaves the desk.
"""

import asyncio
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec.structs import replace

from backend_client.picture import Picture, Who
from domain.alert import Alert
from domain.clock import Micros
from domain.wire import Snapshot

MARK = b"ATS1"
SALT, NONCE = 16, 12
COST = 2**15
"""scrypt's N: 32 MB and a tenth of a second for each guess at the password."""
SAVE_EVERY_S = 20.0

Entropy = Callable[[int], bytes]


class SavedSeat(msgspec.Struct, frozen=True, kw_only=True):
    """Who sat here with which session, and what was open. `wall`: the desk's own clock when it was saved."""

    who: Who
    token: str
    snapshot: Snapshot
    wall: Micros


_decoder = msgspec.json.Decoder(SavedSeat)


class LastSeat:
    """The file, and the key while somebody sits here."""

    def __init__(self, path: Path, entropy: Entropy = os.urandom) -> None:
        self._path = path
        self._entropy = entropy
        self._key = self._salt = b""
        self._name = b""

    async def remember(self, user: str, password: str) -> None:
        """Somebody came in: take the key from the password, which is not kept."""
        self._salt, self._name = self._entropy(SALT), user.encode()
        self._key = await asyncio.to_thread(_key, password, self._salt)

    @property
    def there(self) -> bool:
        """Whether somebody may have sat here last."""
        return self._path.exists()

    @property
    def open_to_write(self) -> bool:
        """Whether there is a key to seal with."""
        return bool(self._key)

    async def save(self, seat: SavedSeat) -> None:
        """Seal and replace the file; a disk that takes nothing leaves the old one."""
        key, salt, name, nonce = self._key, self._salt, self._name, self._entropy(NONCE)

        def work() -> None:
            sealed = AESGCM(key).encrypt(nonce, msgspec.json.encode(seat), MARK + name)
            fresh = self._path.with_name(self._path.name + ".new")
            fresh.unlink(missing_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(MARK + salt + nonce + sealed)
            if self._key == key:  # nobody has left the desk meanwhile
                fresh.replace(self._path)
            else:
                fresh.unlink(missing_ok=True)

        if key:
            with suppress(OSError):
                await asyncio.to_thread(work)

    async def open(self, user: str, password: str, now: Micros) -> SavedSeat | None:
        """Return the seat if this is its person, with the right password, within the session; else None.

        `now`: the desk's own clock, microseconds.
        """
        try:
            sealed = self._path.read_bytes()
        except OSError:
            return None
        salt, nonce = sealed[4 : 4 + SALT], sealed[4 + SALT : 4 + SALT + NONCE]
        if sealed[:4] != MARK or len(nonce) != NONCE:
            return None
        key = await asyncio.to_thread(_key, password, salt)
        try:
            opened = AESGCM(key).decrypt(nonce, sealed[4 + SALT + NONCE :], MARK + user.encode())
            seat = _decoder.decode(opened)
        except (InvalidTag, msgspec.DecodeError):
            return None
        if seat.who.operator.user != user or seat.who.expires_at <= server_time(seat, now):
            return None
        self._key, self._salt, self._name = key, salt, user.encode()
        return seat

    def forget(self) -> None:
        """The person has left the desk: nothing of it stays."""
        self._key = b""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def seat_of(picture: Picture, token: str, seq: int, wall: Micros) -> SavedSeat | None:
    """Return what is worth keeping of the picture; None while nobody sits here."""
    who = picture.who
    if who is None or not token:
        return None
    snapshot = Snapshot(
        site=who.site,
        seq=seq,
        at=picture.server_now(),
        calls=tuple(picture.calls.settled_values()),
        incidents=tuple(picture.incidents.settled_values()),
        units=tuple(picture.units.settled_values()),
        alerts=tuple(map(_bare, picture.alerts.settled_values())),
        desks=tuple(picture.desks.settled_values()),
        bolos=tuple(picture.bolos.settled_values()),
        entries=tuple(picture.entries.settled_values()),
        handovers=tuple(picture.handovers.settled_values()),
    )
    return SavedSeat(who=who, token=token, snapshot=snapshot, wall=wall)


def server_time(seat: SavedSeat, now: Micros) -> Micros:
    """Return the server's time as far as the desk's own clock can tell, never before the copy's."""
    return seat.snapshot.at + max(0, now - seat.wall)


def _bare(alert: Alert) -> Alert:
    if alert.protected:
        return replace(alert, position=None, area="", params={})
    return replace(alert, position=None)


def _key(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=COST, r=8, p=1, maxmem=2**27, dklen=32)
