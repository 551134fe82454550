"""A window for each test, closed and its log read afterwards; a backend that can be killed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dev.screen import Screen
from tests.end_to_end.programs import BackendProgram
from tests.end_to_end.window import Window


@pytest.fixture
async def window(screen: Screen) -> AsyncIterator[Window]:
    """A console that is not started yet; whatever it logged as an error fails the test."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-window-"))
    made = Window(screen, folder)
    try:
        yield made
    finally:
        await made.close()
    problems = made.problems()
    shutil.rmtree(folder, ignore_errors=True)
    assert not problems, problems


@pytest.fixture
async def server(demo_database: str) -> AsyncIterator[BackendProgram]:
    """A backend on a database of this test's own."""
    with tempfile.TemporaryDirectory(prefix="atalaya-kill-") as folder:
        made = BackendProgram(demo_database, Path(folder))
        await made.start()
        yield made
        made.stop()
