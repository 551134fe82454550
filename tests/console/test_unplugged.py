"""A monitor is pulled from a running desk, for real: nothing is lost, and all goes back when it returns."""

from __future__ import annotations

import ctypes.util
import json
import subprocess
import sys
from typing import Any

import pytest

from dev.screen import Screen


@pytest.fixture(scope="module")
def steps() -> dict[str, Any]:
    if ctypes.util.find_library("Xrandr") is None:
        pytest.skip("libxrandr2 is not installed")
    screen = Screen("3840x1080x24")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.console.unplugging"],
            env=screen.environment(),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    finally:
        screen.close()
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    return {state["step"]: state for state in told}


def test_the_wall_and_a_pane_stand_on_the_second_monitor(steps: dict[str, Any]) -> None:
    state = steps["arranged"]
    assert state["screens"] == ["HDMI-1", "HDMI-2"]
    assert state["windows"]["wall"] == [True, 1920, 0, 1280, 1024]
    assert state["windows"]["map"] == [True, 1980, 80, 900, 700]
    assert "wall" not in state["pages"]


def test_pulled_out_everything_is_at_home_with_what_was_typed(steps: dict[str, Any]) -> None:
    state = steps["pulled"]
    assert state["screens"] == ["HDMI-1"]
    assert state["windows"] == {}
    assert state["map_at_home"]
    assert state["typed"] == "lo escrito"
    assert "wall" in state["pages"]
    assert state["told"] == [["-map", "-wall"]]
    assert state["same"]  # nobody arranged anything: the layout waits as it was


def test_put_back_everything_goes_back_to_where_it_was(steps: dict[str, Any]) -> None:
    state = steps["back"]
    assert state["windows"] == steps["arranged"]["windows"]
    assert state["typed"] == "lo escrito"
    assert state["told"][-1] == ["+map", "+wall"]
    assert state["same"]


def test_on_a_smaller_monitor_every_window_stays_within_it(steps: dict[str, Any]) -> None:
    state = steps["narrower"]
    _, left, top, width, height = state["windows"]["map"]
    assert left >= 1920
    assert left + width <= 1920 + 1024
    assert top + height <= 768
    assert state["windows"]["wall"] == [True, 1920, 0, 1024, 768]
