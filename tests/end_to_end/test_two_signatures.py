"""An account takes two people: one asks, another signs, and its owner comes in. By keyboard alone."""

from __future__ import annotations

import asyncio
import sys
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


async def clipboard(environment: dict[str, str]) -> str:
    """Return what another program on this screen could paste now: the console empties it as one leaves."""
    read = "from PySide6.QtGui import QGuiApplication as A; a = A([]); print(a.clipboard().text(), end='')"
    reader = await asyncio.create_subprocess_exec(
        sys.executable, "-c", read, env=environment, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await reader.communicate()
    return told.decode()


async def test_one_asks_another_signs_and_the_new_person_comes_in(window: Window, backend: Running) -> None:
    await sit(window, backend, "prequena")
    await window.told("pending", lambda told: told["waiting"] == 0)
    await window.press("ctrl+2", "ctrl+n")
    now = datetime.fromtimestamp(SystemClock().now() / 1_000_000, SITE)
    expiry = (now + timedelta(days=90)).strftime("%d/%m/%Y")
    await window.write("mduarte\tMarina Duarte\t", delay_ms=5)
    await window.press("Down", "Tab", "Down", "Tab", "Tab")  # takes calls; first room; all agencies
    await window.write(f"4501\t\t\t19-07\t{expiry}\talta pedida por la jefatura", delay_ms=5)
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
    await window.press("ctrl+c")  # the new password is chosen: it is handed over to its owner
    secret = await clipboard(window.environment)
    await window.press("ctrl+k")
    await window.write("salir")
    await window.press("Return")
    left = await window.told("login")

    await window.press("shift+Tab", "ctrl+a")
    await window.write("mduarte")
    await window.press("Tab")
    await window.write(secret)
    await window.press("Return")
    await window.told("seated", after=left["monotonic_ns"])
