"""The server falls silent: every pane says so within a second, the desk goes on and heals by itself."""

from __future__ import annotations

from time import monotonic_ns

from tests.end_to_end.programs import BackendProgram
from tests.end_to_end.window import Window
from tests.plugins.backend import Demo

SLACK_S = 0.5
"""For a machine that runs everything else as well; the bench `link` allows none."""


async def test_case_14_silence_is_said_within_a_second_and_mended_by_itself(
    server: BackendProgram, window: Window, demo: Demo
) -> None:
    account = demo.accounts["lferreyra"]
    await window.open(server.url, server.ca, account.login, account.password, account.workstation)
    await window.painted("link:live")

    cut = monotonic_ns()
    server.hold_still()
    stale = await window.painted("link:stale")
    assert (stale - cut) / 1e9 < 1.0 + SLACK_S
    dead = await window.painted("link:dead")
    assert (dead - cut) / 1e9 < 2.5 + SLACK_S

    back = monotonic_ns()
    server.go_on()
    healed = await window.painted("link:live", after=back)
    assert (healed - back) / 1e9 < 2.0 + SLACK_S
