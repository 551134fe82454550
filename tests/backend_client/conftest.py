"""A server and desks in front of it, for each test its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.backend_client.room import Room, open_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """A running server; desks are closed with the test."""
    async with open_room(tmp_path) as room:
        yield room
