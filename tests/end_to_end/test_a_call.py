"""A telephone rings, a phone drives, a button is pressed: an operator sees it and acts, by keyboard alone."""

from __future__ import annotations

from time import monotonic_ns

import psycopg
from msgspec.structs import replace

from domain.alert import Alert, AlertState
from domain.call import Call, CallState
from domain.clock import SystemClock
from domain.incident import Incident
from domain.panic import signature
from tests.end_to_end.window import Window
from tests.plugins.backend import Running

WORDS = "choque en av corrientes y florida"


async def take_a_desk(window: Window, backend: Running, user: str = "lferreyra") -> None:
    account = backend.demo.accounts[user]
    await window.open(backend.url, backend.ca, user, account.password, account.workstation)


async def drive(backend: Running, phone: str, lat: float, lon: float) -> None:
    """One fix of a phone on the move, as its own program sends it (10 knots)."""
    query = f"id={phone}&lat={lat}&lon={lon}&speed=10&bearing=90&accuracy=5"
    query += f"&timestamp={SystemClock().now() // 1_000_000}"
    async with backend.http.post(f"{backend.url}/intake/phones?{query}") as answer:
        assert answer.status == 200, await answer.text()


async def press_button(backend: Running) -> None:
    """A panic button is pressed in Palermo."""
    button, at, lat, lon = backend.demo.sources.buttons[0], SystemClock().now(), -34.5885, -58.4203
    mac = signature(bytes.fromhex(button.key), button.device, 1, at, lat, lon)
    body = {"device": button.device, "counter": 1, "at": at, "lat": lat, "lon": lon, "mac": mac}
    async with backend.http.post(f"{backend.url}/intake/buttons", json=body) as answer:
        assert answer.status == 202, await answer.text()


async def test_a_call_rings_is_answered_written_down_and_becomes_an_incident(
    window: Window, backend: Running
) -> None:
    await take_a_desk(window, backend)
    colleague = await backend.desk("tquinteros")

    sent = SystemClock().monotonic()
    response = await backend.ring("e2e-1", number="11 4307-5561", address="Av. Corrientes 800")
    assert response.status < 300
    rang = await colleague.thing(Call)
    painted = await window.painted(str(rang.id))
    assert painted / 1e9 - sent < 1.0, "the row is on the screen within a second"

    await window.press("F2")
    answered = await colleague.thing(Call, lambda call: call.state is CallState.ANSWERED)
    assert answered.answered_name == backend.demo.accounts["lferreyra"].name
    await window.told("state", lambda told: told["form"] == str(rang.id))

    await window.write(WORDS)
    written = await colleague.thing(Call, lambda call: call.draft.place == WORDS)
    assert written.draft.revision >= len(WORDS), "every keystroke made a revision"

    await window.press("Tab", "Down", "Return", "F9")
    incident = await colleague.thing(Incident)
    assert incident.place.address == WORDS
    assert incident.calls == (rang.id,)
    closed = await colleague.thing(Call, lambda call: call.state is CallState.CLOSED)
    assert replace(closed, draft=written.draft).incident == incident.id
    await window.told("state", lambda told: told["form"] == "" and told["calls"] == 0)


async def test_a_panic_button_is_taken_by_a_key(window: Window, backend: Running) -> None:
    await take_a_desk(window, backend)
    colleague = await backend.desk("tquinteros")
    await press_button(backend)
    await window.told("state", lambda told: told["alerts_untaken"] == 1)
    await window.press("ctrl+t")
    taken = await colleague.thing(Alert, lambda alert: alert.state is AlertState.ACKNOWLEDGED)
    assert taken.by == backend.demo.accounts["lferreyra"].name
    await window.told("state", lambda told: told["alerts_untaken"] == 0, after=monotonic_ns())


async def test_a_phone_that_drives_moves_on_the_map(window: Window, backend: Running) -> None:
    await take_a_desk(window, backend)
    phone = backend.demo.sources.phones[0].id
    before = await window.told("state")
    assert before["units_moving"] == 0
    await drive(backend, phone, -34.6037, -58.3816)
    await drive(backend, phone, -34.6037, -58.3810)
    await window.told("state", lambda told: told["units_moving"] == 1)


async def test_who_is_put_out_reads_why_and_finds_everything_again(
    window: Window, backend: Running, demo_database: str
) -> None:
    account = backend.demo.accounts["lferreyra"]
    await take_a_desk(window, backend)
    colleague = await backend.desk("tquinteros")
    await backend.ring("e2e-2")
    await window.told("state", lambda told: told["calls"] == 1)
    await window.press("F2")
    rang = await colleague.thing(Call, lambda call: call.state is CallState.ANSWERED)
    await window.told("state", lambda told: told["form"] == str(rang.id))
    await window.write(WORDS)
    await colleague.thing(Call, lambda call: call.draft.place == WORDS)

    began = monotonic_ns()
    await set_disabled(demo_database, account.login, True)
    told = await window.told("login")
    assert told["code"] == "login.disabled"
    assert (told["monotonic_ns"] - began) / 1e9 < 2.5, "out within two seconds"

    await set_disabled(demo_database, account.login, False)
    again = monotonic_ns()
    await window.press("Tab")  # the keyboard was put to the user's name
    await window.write(account.password)
    await window.press("Return")
    await window.told("seated", after=again)
    await window.press("F6", "End")
    await window.write(" y reconquista")
    await colleague.thing(Call, lambda call: call.draft.place == f"{WORDS} y reconquista")


async def set_disabled(dsn: str, login: str, disabled: bool) -> None:
    async with await psycopg.AsyncConnection.connect(dsn, autocommit=True) as connection:
        await connection.execute("update account set disabled = %s where login = %s", [disabled, login])
