"""The way into the server: a pool of TLS connections that stay open, and an honest answer to each request."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import aiohttp

log = logging.getLogger(__name__)

PHONES = "/intake/phones"
CALLS = "/intake/calls"
BUTTONS = "/intake/buttons"

CONNECTIONS = 8
ANSWER_S = 5.0
"""How long a server may take before it counts as away, seconds."""


class Away(Exception):
    """Nobody answered, or the server said that it cannot take anything now: try again later."""


class BadAuthority(ValueError):
    """The file of the certificate authority is missing or holds none; the text names it."""


class Door(Protocol):
    """Takes one request to the server."""

    async def post(
        self, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> int:
        """Return the status of the answer, 200 to 499. Raises `Away` when it should be tried again."""
        ...


class HttpsDoor:
    """A door through aiohttp; verifies the server's chain and host name against `ca`.

    Raises `BadAuthority` when `ca` cannot be used.
    """

    def __init__(self, server: str, ca: Path) -> None:
        self._server = server.rstrip("/")
        try:
            self._ssl = ssl.create_default_context(cafile=str(ca))
        except (OSError, ssl.SSLError) as error:
            raise BadAuthority(f"{ca}: {error.strerror or error}") from None
        self._session: aiohttp.ClientSession | None = None
        self._away = False
        self._refused: set[tuple[str, int]] = set()

    async def __aenter__(self) -> HttpsDoor:
        connector = aiohttp.TCPConnector(limit=CONNECTIONS, ssl=self._ssl, keepalive_timeout=30.0)
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=ANSWER_S),
            skip_auto_headers=("User-Agent",),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def post(
        self, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> int:
        """Post to a path, query included."""
        if self._session is None:
            raise RuntimeError("the door is used inside `async with`")
        try:
            async with self._session.post(self._server + path, data=body, headers=headers) as answer:
                await answer.read()
                status = answer.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise self._gone(str(error) or type(error).__name__) from error
        if status == 429 or status >= 500:
            raise self._gone(f"it answers {status}")
        self._there(path.partition("?")[0], status)
        return status

    def _gone(self, why: str) -> Away:
        if not self._away:
            log.info("the server is away, trying again: %s", why)
        self._away = True
        return Away(why)

    def _there(self, door: str, status: int) -> None:
        if self._away:
            log.info("the server is back")
        self._away = False
        if status >= 300 and (door, status) not in self._refused:
            self._refused.add((door, status))
            log.info("%s refuses with %d; said once, counted always", door, status)


class Patience:
    """How long to wait before the next attempt: 0.5 s, doubling up to 2 s, forgotten once it works again."""

    def __init__(self) -> None:
        self._wait_s = 0.0

    async def wait(self) -> None:
        """Wait after a failure."""
        self._wait_s = min(2.0, self._wait_s * 2 or 0.5)
        await asyncio.sleep(self._wait_s)

    def worked(self) -> None:
        """Note a success."""
        self._wait_s = 0.0
