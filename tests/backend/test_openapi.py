"""Those who build sources read one description, made from what the doors really decode."""

from __future__ import annotations

import msgspec
from openapi_spec_validator import OpenAPIV31SpecValidator

from backend.openapi import document
from tests.plugins.backend import Running


async def test_the_description_is_valid_and_is_what_the_server_gives(backend: Running) -> None:
    async with backend.http.get(f"{backend.url}/openapi.json") as answer:
        assert answer.status == 200
        told = msgspec.json.decode(await answer.read())
    assert told == msgspec.json.decode(msgspec.json.encode(document()))
    OpenAPIV31SpecValidator(told).validate()
    assert told["info"]["license"]["identifier"] == "GPL-3.0-or-later"


async def test_every_route_of_the_http_part_is_in_it_and_no_other(backend: Running) -> None:
    server = backend.backend.server
    assert server is not None
    served = {
        (route.path, method.lower())
        for route in server.routes
        for method in (route.methods or set()) - {"HEAD"}
    }
    described = {(path, method) for path, item in document()["paths"].items() for method in item}
    assert described == served


async def test_what_it_says_of_a_call_is_what_the_door_enforces(backend: Running) -> None:
    report = document()["components"]["schemas"]["Report"]["properties"]
    longest = report["source_call"]["maxLength"]
    taken = await backend.ring("x" * longest)
    refused = await backend.ring("x" * (longest + 1))
    assert (taken.status, refused.status) == (202, 400)
    taken.release()
    assert (await refused.json())["code"] == "call.bad"


async def test_health_is_as_it_is_described(backend: Running) -> None:
    described = document()["components"]["schemas"]["Health"]
    async with backend.http.get(f"{backend.url}/health") as answer:
        told = await answer.json()
    assert told.keys() == described["properties"].keys()
    assert set(described["required"]) == told.keys()
