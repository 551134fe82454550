"""An account takes two people: one asks, another signs, and its owner comes in. By keyboard alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.clock import SystemClock
from tests.end_to_end.window import Window
from tests.plugins.backend import Running

SITE = ZoneInfo("America/Argentina/Buenos_Aires")


async def sit(window: Window, backend: Running, login: str) -> None:
    account = backend.demo.accounts[login]
    await window.open(backend.url, backend.ca, login, account.password, account.workstation)
    await window.told("seated")


async def test_one_asks_another_signs_and_the_new_person_comes_in(window: Window, backend: Running) -> None:
    await sit(window, backend, "prequena")
    await window.told("pending", lambda told: told["waiting"] == 0)
    await window.press("ctrl+2", "ctrl+n")
    now = datetime.fromtimestamp(SystemClock().now() / 1_000_000, SITE)
    expiry = (now + timedelta(days=90)).strftime("%d/%m/%Y")
    await window.write("mduarte\tMarina Duarte\t", delay_ms=5)
    await window.press("Down", "Tab", "Down", "Tab", "Tab")  # takes calls; first room; all agencies
    await window.write(f"4501\t19-07\t{expiry}\talta pedida por la jefatura", delay_ms=5)
    await window.press("F7")
    asked = await window.told("pending", lambda told: told["waiting"] == 1)
    assert asked["yours"] == 0, "whoever asks does not sign"
    await window.close()

    await sit(window, backend, "adominguez")
    await window.told("pending", lambda told: told["yours"] == 1)
    await window.press("F7")
    await window.write(backend.demo.accounts["adominguez"].password)
    await window.press("Return")
    await window.told("secret_shown")
    await window.press("ctrl+c", "ctrl+k")  # the new password is chosen, and handed over by the clipboard
    await window.write("salir")
    await window.press("Return")
    left = await window.told("login")

    await window.press("shift+Tab", "ctrl+a")
    await window.write("mduarte")
    await window.press("Tab", "ctrl+v", "Return")
    await window.told("seated", after=left["monotonic_ns"])
