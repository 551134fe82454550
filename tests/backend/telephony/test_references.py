"""A location by reference is asked of the network's server after the call rings, and of nobody else."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from backend.intake.telephony import whereabouts
from backend.intake.telephony.settings import SipSettings
from backend.intake.telephony.whereabouts import LocationServers, Whereabouts
from domain.call import Call
from domain.clock import SystemClock
from tests.backend.telephony.authority import certify
from tests.backend.telephony.caller import POINT, Caller
from tests.backend.telephony.telephone_line import line_to
from tests.plugins.backend import Demo, serving

HELD = '<locationResponse xmlns="urn:ietf:params:xml:ns:geopriv:held">{}</locationResponse>'


@asynccontextmanager
async def location_server(folder: Path) -> AsyncIterator[tuple[int, list[str]]]:
    """A LIS of the network: its port, and what it was asked."""
    certify(folder)
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(f"{request.path} {(await request.read()).decode()}")
        if request.path == "/elsewhere":
            raise web.HTTPFound("https://169.254.169.254/latest")
        if request.path == "/error":
            return web.Response(text='<error xmlns="x" code="locationUnknown"/>')
        if request.path == "/endless":
            return web.Response(body=b"<" * 200_000)
        return web.Response(text=HELD.format(POINT.partition("?>")[2]))

    application = web.Application()
    application.router.add_route("*", "/{any}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(folder / "edge.pem", folder / "edge.key")
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    server = site._server
    assert server is not None
    try:
        yield server.sockets[0].getsockname()[1], asked  # type: ignore[attr-defined]
    finally:
        await runner.cleanup()


async def test_a_call_rings_first_and_is_placed_when_the_network_says_where_it_is(
    demo_database: str, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whereabouts, "ASK_AFTER_S", (0.0,))
    async with location_server(tmp_path) as (port, asked):
        sip = SipSettings(
            host="127.0.0.1",
            port=0,
            location_servers=(f"localhost:{port}",),
            location_authority=tmp_path / "ca.pem",
        )
        async with serving(demo_database, demo, sip=sip) as running:
            desk = await running.desk()
            exchange = running.backend.exchange
            assert exchange is not None
            async with line_to(exchange.port) as line:
                told = f"Geolocation: <https://localhost:{port}/held>"
                await line.rings(caller := Caller(), caller.invite(more=[told]))
                placed = await desk.thing(Call, lambda one: one.location is not None)
                assert (placed.area.by_reference, placed.location.accuracy) == (True, 35)
                assert asked[0].startswith("/held <?xml")
                assert "emergencyDispatch" in asked[0]


BAD = {
    "/elsewhere": "reference: the location server answered 302",
    "/error": "location server: locationUnknown",
    "/endless": "document: at most 65536 bytes",
}


async def test_a_server_that_lies_sends_away_or_never_ends_costs_a_line_in_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whereabouts, "ASK_AFTER_S", (0.0, 0.0))
    noted: list[str] = []
    placed: list[object] = []

    async def place(found: object) -> None:
        placed.append(found)

    async with location_server(tmp_path) as (port, asked):
        servers = LocationServers((f"localhost:{port}",), tmp_path / "ca.pem")
        clock = SystemClock()
        where = Whereabouts(servers.fetch, clock, lambda kind, peer, detail: noted.append(detail))
        for path, why in BAD.items():
            await where.follow((f"https://localhost:{port}{path}",), lambda: not noted, place)
            assert noted == [why]
            noted.clear()
        others = (
            "https://169.254.169.254/x",
            f"https://localhost:{port}@evil.invalid/",
            "https://localhost/",
        )
        for stranger in others:
            await where.follow((stranger,), lambda: not noted, place)
            assert noted == ["reference: its server is not one of --location-server"]
            noted.clear()
        await servers.close()
        assert len(asked) == len(BAD), "nobody else was asked, nobody was followed elsewhere"
    assert placed == []
