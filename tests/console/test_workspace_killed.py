"""A console that dies with a pane in its hand: what was let go before is there, and nothing half of it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from console.workspace_shelf import Shelf
from domain.people import Role
from domain.workspace import CURRENT, read_layout
from tests.console.desk import ME


@pytest.mark.parametrize("held", ["head", "seam"])
def test_killed_in_mid_drag_the_layout_is_as_it_was_let_go(tmp_path: Path, held: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.console.mid_drag", str(tmp_path), held],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    shelf = Shelf(tmp_path, ME, "puesto-14", Role.CALL_TAKER)
    shelf.load()
    assert not shelf.damaged
    text = shelf.text(CURRENT)
    assert text == done.stdout.strip()
    assert read_layout(text)
