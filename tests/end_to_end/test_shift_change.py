"""At the desk: locked, opened, relieved while the first still sits there, put out; all of it by keyboard."""

from __future__ import annotations

import psycopg
import pytest

from domain.call import Call, CallState
from domain.clock import SystemClock
from domain.second_factor import code_of, step_of
from tests.backend.test_sessions import enrol_codes
from tests.end_to_end.window import Window
from tests.plugins.backend import Running

LONGEST_S = 5.0


async def sit_down(window: Window, backend: Running, user: str = "lferreyra") -> None:
    """Open a console and wait until it shows the room."""
    account = backend.demo.accounts[user]
    await window.open(backend.url, backend.ca, account.login, account.password, account.workstation)
    await window.told("seated")


async def test_the_next_shift_takes_the_desk_within_five_seconds_calls_included(
    window: Window, backend: Running, demo_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = await backend.desk("cmoyano")
    await sit_down(window, backend)
    await backend.ring("a")
    call = await other.thing(Call)
    await window.painted(str(call.id))
    await window.press("F2")
    await other.thing(Call, lambda one: one.answered_name == "Lucía Ferreyra")
    await window.told("state", lambda told: told["form"] == str(call.id))
    await window.write("Callao 1")
    relief = backend.demo.accounts["tquinteros"]
    await window.press("ctrl+r")
    await window.write(relief.login)
    await window.press("Tab")
    await window.write("no es esta")
    await window.press("Return")
    await window.told("relief_failed")
    await window.press("Escape")
    await window.write("0")  # who sat there still does, and goes on in the middle of the word
    await other.thing(Call, lambda one: one.draft.place == "Callao 10")
    await window.press("ctrl+r")
    await window.write(relief.login)
    await window.press("Tab")
    await window.write(relief.password)
    await window.press("Return")
    told = await window.told("relieved")
    with capsys.disabled():
        print(f"\nshift change: {told['seconds']} s from Enter to a painted desk that takes keys")
    assert told["seconds"] <= LONGEST_S
    handed = await other.thing(Call, lambda one: one.answered_name != "Lucía Ferreyra" and one.answered_at)
    assert (handed.id, handed.draft.place) == (call.id, "Callao 10")
    await window.write(" y Mitre")  # the keyboard is where it was: in the form, now of the next person
    await other.thing(Call, lambda one: one.draft.place == "Callao 10 y Mitre")
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select actor, subject from audit where action = 'shift_change'").fetchall()
    assert rows == [("tquinteros", "lferreyra > tquinteros")]


async def test_a_locked_desk_answers_a_call_and_opens_with_the_password(
    window: Window, backend: Running, demo_database: str
) -> None:
    other = await backend.desk("cmoyano")
    await sit_down(window, backend)
    await window.press("ctrl+l")
    await window.told("locked")
    await backend.ring("a")
    call = await other.thing(Call)
    await backend.ring("b", token="guess")  # which alarms the room
    await window.told("state", lambda told: told["calls"] == 1 and told["alerts_untaken"] == 1)
    await window.press("F2")
    await other.thing(Call, lambda one: one.answered_name == "Lucía Ferreyra")
    await window.told("form_under_lock")
    await window.write("Callao 10")
    await other.thing(Call, lambda one: one.draft.place == "Callao 10")
    await window.press("F12", "Down", "Return")
    await other.thing(Call, lambda one: one.id == call.id and one.state is CallState.CLOSED)
    await window.told("form_put_away")
    await window.write("no es esta")
    await window.press("Return")
    await window.write(backend.demo.accounts["lferreyra"].password)
    await window.press("Return")
    await window.told("unlocked")
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select action from audit order by seq").fetchall()
    told = [row[0] for row in rows if row[0] != "read_history"]  # the place that was typed was looked up
    assert told[-3:] == ["lock_desk", "login.wrong", "unlock_desk"]


async def test_21_a_disabled_person_is_cut_within_two_seconds_and_nothing_stays_on_screen(
    window: Window, backend: Running, demo_database: str
) -> None:
    await sit_down(window, backend)
    began = window.now_ns()
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update account set disabled = true where login = 'lferreyra'")
    told = await window.told("login")
    assert told["code"] == "login.disabled"
    assert (told["monotonic_ns"] - began) / 1e9 <= 2.0


async def test_20_a_session_that_ends_in_mid_call_asks_over_the_form_and_goes_on(
    window: Window, backend: Running, demo_database: str
) -> None:
    other = await backend.desk("cmoyano")
    await sit_down(window, backend)
    await backend.ring("a")
    call = await other.thing(Call)
    await window.painted(str(call.id))
    await window.press("F2")
    await window.told("state", lambda told: told["form"] == str(call.id))
    await window.write("Callao 10")
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update account set name = name, role = 'supervisor' where login = 'lferreyra'")
    await window.told("expired")
    await window.write(backend.demo.accounts["lferreyra"].password)
    await window.press("Return")
    await window.told("seated_again")
    assert window.tidings("login_failed") == []
    await window.write(" y Mitre")
    assert await other.thing(Call, lambda one: one.draft.place == "Callao 10 y Mitre")
    assert window.tidings("login") == [], "no login page came in between"


async def test_a_second_factor_is_asked_for_over_the_login_and_lets_in(
    window: Window, backend: Running
) -> None:
    secret, _ = await enrol_codes(backend)
    account = backend.demo.accounts["lferreyra"]
    await window.open(backend.url, backend.ca, account.login, account.password, account.workstation)
    await window.told("proving")
    await window.write(code_of(secret, step_of(SystemClock().now())))
    await window.press("Return")
    await window.told("seated")
