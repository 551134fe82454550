"""Locations that come besides the call: AML messages of a gateway, and references that are followed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

import aiohttp
import msgspec

from backend.intake.calls import BadReport
from backend.intake.location.aml import read_aml
from backend.intake.location.pidf import Located, read_pidf
from backend.intake.location.trees import LARGEST, BadLocation
from domain.call import Call, CallState
from domain.clock import MINUTE, Clock, Micros
from domain.complaint import complaint
from domain.ids import derived
from domain.location_orders import LocateCall
from domain.words import Telephone
from logbook.outline import kind

log = logging.getLogger(__name__)

PATIENCE_S = 4.0
"""For a location server's answer; RFC 6753 asks for seconds, and a caller does not wait longer."""
STILL_OF_IT: Micros = 10 * MINUTE
"""An AML message that comes later than this after a call ended is not about it."""
SIGNIFICANT = 8
"""The last digits by which two ways of writing one number are told to be the same."""


class AmlReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a gateway hands on: who sent the message, and its text."""

    number: Annotated[Telephone, msgspec.Meta(min_length=1)]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


_decoder = msgspec.json.Decoder(AmlReport)


def read(body: bytes) -> AmlReport:
    """Return a gateway's report. Raises `BadReport` in one line."""
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise BadReport(complaint(error)) from None


def located_by(report: AmlReport, received_at: Micros) -> Located:
    """Return where the message says the caller is. Raises `BadReport` naming the field and the limit."""
    try:
        return read_aml(report.text, received_at)
    except BadLocation as bad:
        raise BadReport(str(bad)) from None


def digits(number: str) -> str:
    """Return the digits by which a number is compared, empty for a withheld one."""
    return "".join(c for c in number if c.isascii() and c.isdigit())[-SIGNIFICANT:]


def call_of(calls: Iterable[Call], number: str, now: Micros) -> Call | None:
    """Return the latest call of a number that a location can still be about."""
    wanted = digits(number)
    if len(wanted) < SIGNIFICANT:
        return None
    mine = [
        call
        for call in calls
        if digits(call.number) == wanted and call.state is not CallState.CLOSED and _lately(call, now)
    ]
    return max(mine, key=lambda call: call.ringing_at, default=None)


def _lately(call: Call, now: Micros) -> bool:
    on_the_line = call.state in (CallState.RINGING, CallState.ANSWERED)
    return on_the_line or (call.ended_at or 0) > now - STILL_OF_IT


def order_of(call: UUID, located: Located, said: str) -> tuple[UUID, LocateCall]:
    """Return (command id, command); the id follows from what was said, so that a retry changes nothing."""
    order = LocateCall(call=call, area=located.area, location=located.observed, address=located.address)
    return derived("locate", str(call), said), order


class References:
    """Follows locations by reference (RFC 6442, 6753), only to the site's own location servers."""

    def __init__(
        self, servers: tuple[str, ...], clock: Clock, note: Callable[[str, str, str, Micros], object]
    ) -> None:
        """`servers`: beginnings of addresses (https://lis.example/), from the settings."""
        self._servers = servers
        self._clock = clock
        self._note = note
        self._session: aiohttp.ClientSession | None = None

    def trusts(self, url: str) -> bool:
        """Tell whether an address is one of the site's: scheme, host and port whole, path from the left."""
        return any(_begins(url, server) for server in self._servers)

    async def follow(self, url: str, source: str) -> Located | None:
        """Return the location behind a reference; None, with a line in the exceptions list, for none."""
        if not self.trusts(url):
            why = ("reference.foreign", "not one of the site's location servers")
        else:
            try:
                async with asyncio.timeout(PATIENCE_S):
                    document = await self._get(url)
                return read_pidf(document, self._clock.now(), by_reference=True)
            except BadLocation as bad:
                why = ("reference.bad", str(bad))
            except TimeoutError:
                why = ("reference.silent", f"no answer within {PATIENCE_S:g} s")
            except (aiohttp.ClientError, OSError) as error:
                why = ("reference.refused", kind(error))
        self._note(why[0], source, why[1], self._clock.now())
        return None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    async def _get(self, url: str) -> bytes:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        headers = {"Accept": "application/pidf+xml"}
        # Not followed: a redirect would lead out of the site's own servers.
        async with self._session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status != 200:
                raise BadLocation(f"answer: {answer.status}")
            body = await answer.content.read(LARGEST + 1)
            while len(body) <= LARGEST and (more := await answer.content.read(LARGEST + 1)):
                body += more
            return body


def _begins(url: str, server: str) -> bool:
    try:
        ours, theirs = urlsplit(server), urlsplit(url)
        same = (ours.scheme, ours.hostname, ours.port) == (theirs.scheme, theirs.hostname, theirs.port)
    except ValueError:  # a port that is none
        return False
    plain = theirs.username is None and "\\" not in url and ".." not in theirs.path
    return same and plain and theirs.scheme in ("http", "https") and theirs.path.startswith(ours.path or "/")
