"""From the ring to the disposition by keyboard alone, in the real window: every key but text is counted."""

from __future__ import annotations

from domain.call import Call, CallState
from domain.incident import Incident, IncidentState
from domain.unit import Unit, UnitStatus
from tests.end_to_end.test_a_call import drive, take_a_desk
from tests.end_to_end.window import Window
from tests.plugins.backend import Running

MOST_KEYS = 25
HERE = {"lat": -34.6034, "lon": -58.3742, "method": "aml", "accuracy_m": 14}
"""The 400 block of San Martín, in San Nicolás."""
NEAR = 8
"""Phones of the first units on duty that drive a few blocks away."""


class Hand:
    """One hand at the keyboard: text is not counted, every other key is."""

    def __init__(self, window: Window, backend: Running) -> None:
        self._window, self._backend = window, backend
        self.keys = 0

    async def seen(self) -> None:
        """Look until the window shows what the server has: nobody presses a key within the same instant."""
        known = self._backend.backend.health().sequence
        await self._window.told("state", lambda told: told["seq"] >= known)

    async def press(self, *keys: str) -> None:
        """Press keys one after another."""
        self.keys += len(keys)
        await self._window.press(*keys)

    async def write(self, text: str) -> None:
        """Type text."""
        await self._window.write(text)


async def test_a_call_is_followed_from_its_ring_to_its_close_without_a_mouse(
    window: Window, backend: Running
) -> None:
    for number, phone in enumerate(backend.demo.sources.phones[:NEAR]):
        await drive(backend, phone.id, -34.6034 + 0.002 * number, -58.3742 + 0.004)
    await take_a_desk(window, backend, "cmoyano")
    colleague = await backend.desk("tquinteros")
    hand = Hand(window, backend)

    await backend.ring("ring-to-close", number="11 4307-5561", location=HERE)
    rang = await colleague.thing(Call)
    await window.told("state", lambda told: told["calls"] == 1 and told["streets"])
    await hand.press("F2")
    await colleague.thing(Call, lambda call: call.state is CallState.ANSWERED)
    await window.told("state", lambda told: told["form"] == str(rang.id))

    await hand.write("san martin 438")
    await colleague.thing(Call, lambda call: call.draft.place == "san martin 438")
    await hand.press("Return")  # of its namesakes the one where the telephone is stands first
    placed = await colleague.thing(Call, lambda call: "San Nicolás" in call.draft.place)
    assert placed.draft.place.startswith("San Martín 438")
    await hand.write("0211")
    await hand.press("Return")
    await colleague.thing(Call, lambda call: call.draft.type_code == "0211")
    await hand.press("F9")
    made = await colleague.thing(Incident)
    assert made.place.position is not None
    assert (made.type_code, made.state) == ("0211", IncidentState.PENDING)

    await hand.press("ctrl+2")
    await window.told("state", lambda told: told["incidents"] == 1 and told["recommended"])
    await hand.press("F9")
    sent = await colleague.thing(Unit, lambda unit: unit.status is UnitStatus.DISPATCHED)
    assert sent.incident == made.id
    await hand.seen()
    await hand.press("F7")
    await colleague.thing(Unit, lambda unit: unit.id == sent.id and unit.status is UnitStatus.EN_ROUTE)
    await hand.seen()
    await hand.press("F8")
    await colleague.thing(Unit, lambda unit: unit.id == sent.id and unit.status is UnitStatus.ON_SCENE)
    await hand.seen()
    await hand.press("F12", "Return")
    closed = await colleague.thing(Incident, lambda one: one.state is IncidentState.CLOSED)
    assert closed.units == ()
    freed = await colleague.thing(Unit, lambda unit: unit.id == sent.id and unit.incident is None)
    assert freed.status is UnitStatus.AVAILABLE
    assert hand.keys <= MOST_KEYS, f"{hand.keys} keys besides the text"
