"""Who was issued what, in memory: asked for every fix, so it never waits for the database."""

import contextlib
import hashlib
from collections.abc import Callable
from uuid import UUID

from backend.database.door_keys import DoorKeys
from backend.database.trouble import DatabaseTrouble
from backend.intake.buttons import Issued
from backend.intake.doors import CallSource
from domain.unit import Unit
from domain.words import RoomName
from domain.world import World

Barrio = Callable[[float, float], str]


class IssuedRegister:
    """The register as the doors see it; `refresh` reads it anew (shifts change, devices are withdrawn)."""

    def __init__(self, keys: DoorKeys, world: World, barrio: Barrio) -> None:
        self._keys = keys
        self._world = world
        self._barrio = barrio
        self._phones: dict[str, UUID] = {}
        self._buttons: dict[str, Issued] = {}
        self._calls: dict[bytes, CallSource] = {}
        self._counters: dict[str, int] = {}
        self.main_room: RoomName = "911"

    async def refresh(self, now: int) -> None:
        """Read the register as it stands at `now` (µs)."""
        self._phones = await self._keys.phones(now)
        self._buttons = await self._keys.buttons()
        self._calls = await self._keys.call_sources()
        self._counters = await self._keys.counters()
        self.main_room = await self._keys.first_room() or self.main_room

    def unit_of_phone(self, device: str) -> Unit | None:
        """Return the unit that carries this phone now."""
        key = self._phones.get(hashlib.sha256(device.encode()).hexdigest())
        return self._world.units.get(key) if key is not None else None

    def button(self, device: str) -> Issued | None:
        """Return what is known of a panic button."""
        return self._buttons.get(device)

    def last_counter(self, device: str) -> int:
        """Return the highest counter heard of a button, -1 for none."""
        return self._counters.get(device, -1)

    async def heard(self, device: str, counter: int) -> None:
        """Keep a button's counter, at once in memory and then on disk."""
        self._counters[device] = max(counter, self.last_counter(device))
        # The press itself is in the log by now, under an id that makes its replay the same press.
        with contextlib.suppress(DatabaseTrouble):
            await self._keys.heard(device, counter)

    def call_source(self, token_digest: bytes) -> CallSource | None:
        """Return the exchange whose token this is."""
        return self._calls.get(token_digest)

    def barrio(self, lat: float, lon: float) -> str:
        """Return the barrio of a position, empty outside the city."""
        return self._barrio(lat, lon)
