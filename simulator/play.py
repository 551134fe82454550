"""Plays the city: lets phones report, telephones ring and buttons be pressed, until it is told to end.

Calls, presses and the hour of the day run `speed` times as fast. Vehicles do not: their fixes carry the real
time, and a patrol car at 400 km/h would only show that nobody looked.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from functools import partial
from random import Random
from typing import Any

import msgspec

from domain.clock import SECOND, Clock, Micros
from resources.sources import Sources
from simulator.arrivals import CALLS_A_DAY, PRESSES_A_DAY, Arrivals
from simulator.buttons import Buttons
from simulator.callers import Caller, Callers, Located, Sort
from simulator.city import CityAtPlay
from simulator.delivery import Delivery
from simulator.door import Door
from simulator.driving import Kind, Vehicle
from simulator.exchange import Exchange
from simulator.phones import Fleet, Phone
from simulator.scenario import Scenario, ScriptedCall, ScriptedPress, Silence, times

log = logging.getLogger(__name__)

TICK_S = 0.05
"""How often the fleet is asked who is due, seconds."""

FIGURES_EVERY_S = 60.0


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How the city is played. The rates multiply the calls and presses of an ordinary day."""

    seed: int = 1
    units: int = 5000
    speed: float = 1.0
    call_rate: float = 1.0
    press_rate: float = 1.0
    bulk: bool = False


class Play:
    """One performance. `run` goes on until cancelled; `counted` says what became of everything sent."""

    def __init__(
        self,
        city: CityAtPlay,
        sources: Sources,
        settings: Settings,
        scenario: Scenario,
        door: Door,
        clock: Clock,
        run: str,
    ) -> None:
        self.counted: Counter[str] = Counter()
        self._settings = settings
        self._scenario = scenario
        self._clock = clock
        self._started = clock.monotonic()
        self._started_at = clock.now()
        self._rng = Random(f"{settings.seed}:moments")
        self.phones = phones_of(city, sources, settings)
        self._fleet = Fleet(self.phones, self._started)
        self._delivery = Delivery(door, self.counted, bulk=settings.bulk)
        self._callers = Callers(city, Random(f"{settings.seed}:callers"))
        self._exchange = Exchange(door, sources.call_token, clock, run, self.counted)
        self._buttons = Buttons(
            door, sources.buttons, clock, Random(f"{settings.seed}:buttons"), self.counted
        )
        self._scene: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Play until cancelled."""
        async with asyncio.TaskGroup() as scene:
            self._scene = scene
            scene.create_task(self._delivery.run())
            scene.create_task(self._let_phones_report())
            scene.create_task(self._let_telephones_ring())
            scene.create_task(self._let_buttons_be_pressed())
            scene.create_task(self._say_figures())
            for call in self._scenario.call:
                scene.create_task(self._later(call.after, partial(self._script_call, call)))
            for press in self._scenario.press:
                scene.create_task(self._later(press.after, partial(self._script_press, press)))
            for silence in self._scenario.silence:
                scene.create_task(self._later(silence.after, partial(self._fall_silent, silence)))

    async def hang_up(self, within_s: float) -> None:
        """Close the lines of open calls, after `run` has ended."""
        await self._exchange.hang_up(within_s)

    def _after(self) -> float:
        """Seconds of play since the start."""
        return (self._clock.monotonic() - self._started) * self._settings.speed

    def _play_time(self) -> Micros:
        return self._started_at + round(self._after() * SECOND)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        assert self._scene is not None
        self._scene.create_task(work)

    async def _later(self, after: float, what: Callable[[], Coroutine[Any, Any, None]]) -> None:
        await asyncio.sleep(max(0.0, (after - self._after()) / self._settings.speed))
        await what()

    async def _let_phones_report(self) -> None:
        while True:
            at = self._clock.monotonic()
            now = self._clock.now()
            for phone in self._fleet.due(at):
                phone.take(at, now)
                self._delivery.hand_over(phone)
            await asyncio.sleep(TICK_S)

    async def _let_telephones_ring(self) -> None:
        # A rush needs moments to choose from: draw as many as its worst minute needs, take a share of them.
        most = max([1.0, *(rush.times for rush in self._scenario.rush)])
        arrivals = Arrivals(CALLS_A_DAY * self._settings.call_rate * most, self._rng)
        await self._at_moments(arrivals, most, self._ring)

    async def _let_buttons_be_pressed(self) -> None:
        arrivals = Arrivals(PRESSES_A_DAY * self._settings.press_rate, self._rng)
        await self._at_moments(arrivals, 1.0, self._press)

    async def _at_moments(self, arrivals: Arrivals, most: float, what: Callable[[], None]) -> None:
        at = self._play_time()
        while True:
            moment = arrivals.after(at)
            if moment is None:
                return
            at = moment
            wait_s = (at - self._play_time()) / SECOND / self._settings.speed
            await asyncio.sleep(max(0.0, wait_s))
            if most == 1.0 or self._rng.random() * most < times(self._scenario, self._after()):
                what()

    def _ring(self) -> None:
        self._spawn(self._exchange.put_through(self._callers.draw(), self._settings.speed))

    def _press(self) -> None:
        device = self._buttons.draw()
        if device is not None:
            self._spawn(self._buttons.push(device))

    async def _script_call(self, call: ScriptedCall) -> None:
        await self._exchange.put_through(as_scripted(call, self._callers.draw()), self._settings.speed)

    async def _script_press(self, press: ScriptedPress) -> None:
        device = press.device or self._buttons.draw()
        if device is not None:
            await self._buttons.push(device, forged=press.forged)

    async def _fall_silent(self, silence: Silence) -> None:
        until = self._clock.monotonic() + silence.lasts / self._settings.speed
        for phone in self.phones:
            if phone.unit in silence.units:
                phone.silent_until = until

    async def _say_figures(self) -> None:
        while True:
            await asyncio.sleep(FIGURES_EVERY_S)
            log.info("so far: %s", figures(self.counted))


def phones_of(city: CityAtPlay, sources: Sources, settings: Settings) -> list[Phone]:
    """Put the first units' phones into vehicles at home in their comunas."""
    phones: list[Phone] = []
    for number, issued in enumerate(sources.phones[: settings.units]):
        rng = Random(f"{settings.seed}:phone:{number}")
        vehicle = Vehicle(city.streets, Kind(issued.kind), city.home_in(issued.comuna, rng), rng)
        phones.append(Phone(issued.id, issued.unit, vehicle, city.ground, rng))
    return phones


def as_scripted(call: ScriptedCall, drawn: Caller) -> Caller:
    """Return a drawn call with what the scenario says of it."""
    location = drawn.location
    if call.lat is not None and call.lon is not None:
        location = Located(call.lat, call.lon, call.accuracy_m, call.method)
    return Caller(
        sort=Sort.STORY,
        kind="scripted",
        number=call.number or drawn.number,
        line=call.line or drawn.line,
        caller=call.caller,
        address=call.address,
        location=location,
        text=call.text,
        lasts_s=call.lasts,
    )


def figures(counted: Counter[str]) -> str:
    """Return the counters in one line, by name."""
    return ", ".join(f"{name} {counted[name]}" for name in sorted(counted)) or "nothing sent"
