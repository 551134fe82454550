"""How a server stands before anybody is in: its role, its database, its hour, and how far away it is."""

import asyncio
import ssl
from email.utils import parsedate_to_datetime
from pathlib import Path

import msgspec

from backend_client.address import parse_address, trust
from backend_client.failure import NO_ANSWER, WRONG_ADDRESS, LineFailed, failure_of
from domain.clock import SECOND, Clock, Micros

PATIENCE_S = 2.0
LONGEST = 64 * 1024
WHOLE_S = 1.0
"""The hour in the head of an answer is cut to whole seconds."""


class Greeting(msgspec.Struct, frozen=True, kw_only=True):
    """What a server says to anybody. `ahead` is how far this desk's clock is ahead (None: unknown)."""

    role: str
    database: str
    round_trip_s: float
    ahead: Micros | None = None


class _Health(msgspec.Struct):
    role: str
    database: str


async def greet(server: str, ca: Path | None, clock: Clock) -> Greeting:
    """Ask a server how it is. Raises `LineFailed` as a login would."""
    address = parse_address(server)
    try:
        async with asyncio.timeout(PATIENCE_S):
            reader, writer = await asyncio.open_connection(
                address.host, address.port, ssl=trust(ca), server_hostname=address.host, limit=LONGEST
            )
            try:
                return await _ask(reader, writer, str(address)[8:], clock)
            finally:
                writer.transport.abort()
    except (OSError, ssl.SSLError, EOFError, asyncio.LimitOverrunError, UnicodeError) as error:
        # asyncio's own TimeoutError is an OSError.
        raise failure_of(error) from None
    except (msgspec.DecodeError, ValueError):
        raise LineFailed(WRONG_ADDRESS) from None


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, clock: Clock
) -> Greeting:
    asked = clock.monotonic()
    writer.write(f"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("ascii"))
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    took, now = clock.monotonic() - asked, clock.now()
    if not head[0].startswith("HTTP/1.1 "):
        raise LineFailed(NO_ANSWER)
    fields = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
    }
    body = await reader.readexactly(min(int(fields.get("content-length", "0")), LONGEST))
    health = msgspec.json.decode(body, type=_Health)
    return Greeting(
        role=health.role,
        database=health.database,
        round_trip_s=took,
        ahead=_ahead(fields.get("date", ""), now),
    )


def _ahead(date: str, now: Micros) -> Micros | None:
    try:
        told = round(parsedate_to_datetime(date).timestamp() * SECOND)
    except (TypeError, ValueError, OverflowError):
        return None
    return now - told - round(WHOLE_S / 2 * SECOND)
