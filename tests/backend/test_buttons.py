"""A panic button rings, always: a bad signature or a replay rings too, as unverified, once a minute."""

from typing import Any

from domain.alert import Alert, AlertKind, AlertState
from domain.clock import SystemClock
from domain.commands import AcknowledgeAlert
from domain.panic import signature
from tests.plugins.backend import Running

LAT, LON = -34.6003, -58.4203


async def press(backend: Running, counter: int, *, mac: str | None = None, device: str | None = None) -> Any:
    button = backend.demo.sources.buttons[0]
    name, at = device or button.device, SystemClock().now()
    right = signature(bytes.fromhex(button.key), name, counter, at, LAT, LON)
    body = {"device": name, "counter": counter, "at": at, "lat": LAT, "lon": LON, "mac": mac or right}
    answer = await backend.http.post(f"{backend.url}/intake/buttons", json=body)
    assert answer.status == 202, await answer.text()
    return body


async def test_a_press_rings_with_the_barrio_and_without_the_place(backend: Running) -> None:
    desk = await backend.desk()
    await press(backend, 1)
    alert = await desk.thing(Alert)
    assert (alert.kind, alert.severity, alert.verified) == (AlertKind.PANIC, 1, True)
    assert alert.area == "Palermo" or alert.area
    assert alert.position is None, "a protected person's position never leaves the server"


async def test_a_bad_signature_still_rings(backend: Running) -> None:
    desk = await backend.desk()
    await press(backend, 1, mac="00" * 32)
    alert = await desk.thing(Alert)
    assert (alert.kind, alert.verified) == (AlertKind.PANIC_UNVERIFIED, False)
    assert alert.params == {"why": "bad_signature"}


async def test_an_unknown_device_still_rings(backend: Running) -> None:
    desk = await backend.desk()
    await press(backend, 1, device="BP-9999")
    assert (await desk.thing(Alert)).params == {"why": "unknown_device"}


async def test_a_replayed_press_still_rings_beside_the_real_one(backend: Running) -> None:
    desk = await backend.desk()
    body = await press(backend, 5)
    answer = await backend.http.post(f"{backend.url}/intake/buttons", json=body)
    assert answer.status == 202
    replay = await desk.thing(Alert, lambda alert: alert.kind is AlertKind.PANIC_UNVERIFIED)
    assert replay.params == {"why": "repeated_counter"}
    real = await desk.thing(Alert, lambda alert: alert.kind is AlertKind.PANIC)
    assert real.state is AlertState.UNACKNOWLEDGED


async def test_unverified_presses_ring_once_and_are_counted(backend: Running) -> None:
    desk = await backend.desk()
    for counter in range(4):
        await press(backend, counter, mac="00")
    alert = await desk.thing(Alert, lambda alert: alert.count == 4)
    assert alert.rang_at == alert.raised_at


async def test_a_taken_panic_rings_again_when_it_is_pressed_again(backend: Running) -> None:
    desk = await backend.desk()
    await press(backend, 1)
    alert = await desk.thing(Alert)
    assert (await desk.do(AcknowledgeAlert(alert=alert.id))).result == "accepted"
    taken = await desk.thing(Alert, lambda alert: alert.state is AlertState.ACKNOWLEDGED)
    assert taken.by == "Lucía Ferreyra"
    await press(backend, 2)
    await desk.thing(Alert, lambda alert: alert.state is AlertState.UNACKNOWLEDGED and alert.count == 2)
