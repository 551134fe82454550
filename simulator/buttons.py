"""Panic buttons of the city at play: each press is signed with the device's key and counted by the device."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import msgspec

from domain.clock import SECOND, Clock, Micros
from domain.panic import signature
from resources.sources import Button
from simulator.door import BUTTONS, Away, Door, Patience

_JSON = {"Content-Type": "application/json"}


def press(
    button: Button, counter: int, at: Micros, lat: float, lon: float, *, forged: bool
) -> dict[str, Any]:
    """Return one press as the device sends it; a forged one carries a code that its key did not make."""
    key = bytes(32) if forged else bytes.fromhex(button.key)
    return {
        "device": button.device,
        "counter": counter,
        "at": at,
        "lat": lat,
        "lon": lon,
        "accuracy_m": 12.0,
        "mac": signature(key, button.device, counter, at, lat, lon),
    }


class Buttons:
    """All devices. A device's counter begins at the seconds of the clock, so that it grows over restarts."""

    def __init__(
        self, door: Door, buttons: tuple[Button, ...], clock: Clock, rng: Random, counted: Counter[str]
    ) -> None:
        self._door = door
        self._buttons = {button.device: button for button in buttons}
        self._clock = clock
        self._rng = rng
        self._counted = counted
        self._counter = clock.now() // SECOND

    def draw(self) -> str | None:
        """Draw a device, or None when the demo has none."""
        return self._rng.choice(list(self._buttons)) if self._buttons else None

    async def push(self, device: str, *, forged: bool = False) -> None:
        """Press a button at its holder's home, give or take a block, until the server has heard."""
        button = self._buttons[device]
        self._counter += 1
        lat = round(button.lat + self._rng.gauss(0.0, 0.0004), 6)
        lon = round(button.lon + self._rng.gauss(0.0, 0.0005), 6)
        body = msgspec.json.encode(press(button, self._counter, self._clock.now(), lat, lon, forged=forged))
        patience = Patience()
        while True:
            try:
                status = await self._door.post(BUTTONS, body=body, headers=_JSON)
            except Away:
                self._counted["presses_away"] += 1
                await patience.wait()
                continue
            self._counted["presses_sent" if status < 300 else f"presses_refused_{status}"] += 1
            return
