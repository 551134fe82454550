"""Locations by reference (RFC 6442, RFC 6753): asked of the network's location server, off the call's path.

A reference is a URI that somebody else wrote: only servers that the site names are asked, over HTTPS, without
following where they send us, for so many bytes and so many seconds.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import tostring

import aiohttp

from backend.intake.location.pidf import Located, read_pidf
from backend.intake.location.trees import LARGEST, BadLocation, local, tree_of, within
from domain.clock import Clock
from logbook.outline import kind

ASK_AFTER_S = (0.0, 8.0, 22.0)
"""A network first knows a cell and some seconds later a place: asked again while the line is open."""
PATIENCE_S = 5.0
MOST_AT_ONCE = 16
HELD = "application/held+xml"
WANTED = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<locationRequest xmlns="urn:ietf:params:xml:ns:geopriv:held" responseTime="emergencyDispatch"/>'
)
"""What RFC 5985 calls a location request."""


class NotAsked(ValueError):
    """A reference that is not asked, or was not answered; the text is one line."""


class Foreign(NotAsked):
    """A reference to a server that is not one of the site's, or to none at all."""


FOREIGN = "foreign"
Fetch = Callable[[str], Awaitable[bytes]]


class Whereabouts:
    """Asks for where callers are, now and again while their lines are open."""

    def __init__(self, fetch: Fetch, clock: Clock, odd: Callable[[str, str, str], None]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._odd = odd

    async def follow(
        self,
        references: tuple[str, ...],
        is_open: Callable[[], bool],
        place: Callable[[Located], Awaitable[object]],
    ) -> None:
        """Ask as often as is useful; each answer that can be read is put in its place."""
        for wait in ASK_AFTER_S:
            await asyncio.sleep(wait)
            if not is_open():
                return
            for reference in references:
                try:
                    found = read_answer(await self._fetch(reference), self._clock)
                except Foreign as trouble:
                    # Callers choose these names: each would be a group of its own in the exceptions list.
                    self._odd("sip.reference", FOREIGN, str(trouble))
                    continue
                except (NotAsked, BadLocation) as trouble:
                    self._odd("sip.reference", urlsplit(reference).hostname or FOREIGN, str(trouble))
                    continue
                await place(found)
                break


def read_answer(document: bytes, clock: Clock) -> Located:
    """Return the location in a PIDF-LO, alone or wrapped as HELD wraps it. Raises `BadLocation`."""
    root = tree_of(document)
    if local(root) == "error":
        raise BadLocation(f"location server: {root.get('code', 'error')[:40]}")
    inner = next(within(root, "presence"), None)
    if inner is None:
        raise BadLocation(f"document: {local(root)[:40]} is not presence")
    return read_pidf(tostring(inner), clock.now(), by_reference=True)


class LocationServers:
    """The servers that may be asked, over HTTPS. `authority` None: the system's authorities."""

    def __init__(self, hosts: tuple[str, ...], authority: Path | None = None) -> None:
        self._hosts = frozenset(one.lower() for one in hosts)
        self._authority = authority
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, reference: str) -> bytes:
        """Return what a reference stands for now. Raises `NotAsked`."""
        try:
            parts = urlsplit(reference)
        except ValueError:
            raise Foreign("reference: not an address") from None
        place = parts.netloc.lower()
        if parts.scheme != "https" or "@" in place or place not in self._hosts:
            raise Foreign("reference: its server is not one of --location-server")
        session = self._session = self._session or self._open()
        try:
            async with session.post(
                reference, data=WANTED, headers={"Content-Type": HELD}, allow_redirects=False
            ) as answer:
                if answer.status != 200:
                    raise NotAsked(f"reference: the location server answered {answer.status}")
                body = await answer.content.read(LARGEST + 1)
                while len(body) <= LARGEST and (more := await answer.content.read(LARGEST + 1 - len(body))):
                    body += more
                return body
        except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
            raise NotAsked(f"reference: {kind(trouble)}") from None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        tls = ssl.create_default_context(cafile=self._authority)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=tls, limit=MOST_AT_ONCE),
            timeout=aiohttp.ClientTimeout(total=PATIENCE_S),
            headers={"Accept": f"{HELD}, application/pidf+xml;q=0.9"},
            trust_env=False,
        )
