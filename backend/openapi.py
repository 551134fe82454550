"""GET /openapi.json: the HTTP part as OpenAPI 3.1, made from the very types that decode what comes in.

The desks' line (/line) is a WebSocket with a protocol of its own and is not in it.
"""

import math
from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.intake import buttons, calls, located, unit_status
from backend.intake.doors import LARGEST_BODY
from backend.intake.phones import MOST_FIXES
from backend.metrics import program_version
from backend.server import Health

_REF = "#/components/schemas/{name}"


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """Any other answer: a code for machines, `detail` names the field and the limit where one was broken."""

    code: str
    detail: str = ""


class FixesTaken(msgspec.Struct, frozen=True, kw_only=True):
    """How many fixes were taken; those of phones that were not issued are not."""

    code: Literal["ok"]
    taken: int


class CallTaken(msgspec.Struct, frozen=True, kw_only=True):
    """The call is on disk; the same report gives the same id."""

    code: Literal["ok"]
    call: str


class PressTaken(msgspec.Struct, frozen=True, kw_only=True):
    """It rings; 0 when it does so as unverified."""

    code: Literal["ok"]
    verified: Literal[0, 1]


class StatusesTaken(msgspec.Struct, frozen=True, kw_only=True):
    """All are on disk; each result is ok or the code why the report changed nothing."""

    code: Literal["ok"]
    results: tuple[unit_status.Result, ...]


class Battery(msgspec.Struct, frozen=True, kw_only=True):
    """Of the phone."""

    level: float | None = None


class Coordinates(msgspec.Struct, frozen=True, kw_only=True):
    """Degrees, WGS 84; metres a second, degrees from north, metres. -1 means not known."""

    latitude: float | str
    longitude: float | str
    accuracy: float | str | None = None
    speed: float | str | None = None
    heading: float | str | None = None
    altitude: float | str | None = None


class FixLocation(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when; without a time the fix counts as taken when it arrived."""

    coords: Coordinates
    timestamp: float | str | None = None
    battery: Battery | None = None


class PhoneFix(msgspec.Struct, frozen=True, kw_only=True):
    """One fix as Traccar Client sends it; `device_id` is what the phone was issued with."""

    device_id: str | int
    location: FixLocation


_QUERY = (
    ("id", True, "What the phone was issued with: its credential."),
    ("lat", False, "Degrees, WGS 84."),
    ("lon", False, "Degrees, WGS 84."),
    ("location", False, "lat,lon in one."),
    ("timestamp", False, "Seconds, milliseconds or ISO 8601."),
    ("speed", False, "Knots."),
    ("bearing", False, "Degrees from north."),
    ("altitude", False, "Metres."),
    ("accuracy", False, "Metres; hacc is read too."),
    ("batt", False, "Per cent."),
)


def document() -> dict[str, Any]:
    """Return the whole description."""
    types = (
        calls.Report,
        located.AmlReport,
        buttons.Press,
        unit_status.StatusReport,
        StatusesTaken,
        PhoneFix,
        FixesTaken,
        CallTaken,
        PressTaken,
        Code,
        Health,
    )
    _, schemas = msgspec.json.schema_components(types, ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Atalaya",
            "version": program_version(),
            "description": "Intake of sources, health and figures of one server. See docs/intake.md.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "paths": {
            "/intake/phones": {"get": _phones_by_query(), "post": _phones()},
            "/intake/units/status": {"post": _units()},
            "/intake/calls": {"post": _calls()},
            "/intake/aml": {"post": _aml()},
            "/intake/buttons": {"post": _buttons()},
            "/health": {"get": _health()},
            "/metrics": {"get": _metrics()},
            "/openapi.json": {"get": _itself()},
        },
        "components": {
            "schemas": _finite(schemas),
            "securitySchemes": {
                "exchange": {"type": "http", "scheme": "bearer", "description": "Token of an exchange."},
                "reader": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Where one is set.",
                },
            },
        },
    }


def route() -> Route:
    """Return the route of the description."""
    body = msgspec.json.encode(document())

    async def tell(request: Request) -> Response:
        return Response(body, media_type="application/json")

    return Route("/openapi.json", tell, methods=["GET"])


def _phones_by_query() -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "query", "required": must, "description": words, "schema": {"type": "string"}}
        for name, must, words in _QUERY
    ]
    return {
        "operationId": "reportFix",
        "summary": "One fix of an issued phone, in the query",
        "parameters": parameters,
        "responses": _answers("200", "FixesTaken", "The fix was taken", "400", "403", "503"),
    }


def _phones() -> dict[str, Any]:
    fix = {"$ref": _REF.format(name="PhoneFix")}
    many = {"type": "array", "items": fix, "maxItems": MOST_FIXES}
    return {
        "operationId": "reportFixes",
        "summary": "Fixes of issued phones; an empty body with a query is read as GET is",
        "requestBody": _body({"oneOf": [fix, many]}, required=False),
        "responses": _answers("200", "FixesTaken", "So many were taken", "400", "403", "413", "503"),
    }


def _units() -> dict[str, Any]:
    report = {"$ref": _REF.format(name="StatusReport")}
    many = {"type": "array", "items": report, "minItems": 1, "maxItems": unit_status.MOST_REPORTS}
    return {
        "operationId": "reportUnitStatus",
        "summary": "A crew reports the state of its unit with its issued phone",
        "requestBody": _body({"oneOf": [report, many]}),
        "responses": _answers("202", "StatusesTaken", "They are on disk", "400", "403", "413", "503"),
    }


def _calls() -> dict[str, Any]:
    return {
        "operationId": "reportCall",
        "summary": "A call rings at an exchange, or has ended",
        "security": [{"exchange": []}],
        "requestBody": _body({"$ref": _REF.format(name="Report")}),
        "responses": _answers("202", "CallTaken", "It is on disk", "400", "401", "409", "413", "503"),
    }


def _aml() -> dict[str, Any]:
    return {
        "operationId": "reportAml",
        "summary": "A telephone in a call said where it is (Advanced Mobile Location)",
        "security": [{"exchange": []}],
        "requestBody": _body({"$ref": _REF.format(name="AmlReport")}),
        "responses": _answers("202", "CallTaken", "It is on disk", "400", "401", "409", "413", "503"),
    }


def _buttons() -> dict[str, Any]:
    return {
        "operationId": "reportPress",
        "summary": "A panic button was pressed",
        "requestBody": _body({"$ref": _REF.format(name="Press")}),
        "responses": _answers("202", "PressTaken", "It rings", "400", "409", "413", "429", "503"),
    }


def _health() -> dict[str, Any]:
    told = _json("Health")
    return {
        "operationId": "health",
        "summary": "How this server is",
        "responses": {
            "200": {"description": "It serves", "content": told},
            "503": {"description": "Its database is away", "content": told},
        },
    }


def _metrics() -> dict[str, Any]:
    page = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "operationId": "metrics",
        "summary": "Figures for Prometheus: for this machine, or for who brings the token that was set",
        "security": [{}, {"reader": []}],
        "responses": {
            "200": {"description": "The page", "content": page},
            "403": {"description": "metrics.forbidden", "content": _json("Code")},
        },
    }


def _itself() -> dict[str, Any]:
    content = {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": "openapi",
        "summary": "This description",
        "responses": {"200": {"description": "OpenAPI 3.1", "content": content}},
    }


_REFUSALS = {
    "400": "fix.bad, status.bad, call.bad or press.bad: `detail` names the field and the limit",
    "401": "token.unknown",
    "403": "phone.not_issued",
    "409": "call.unknown, log.conflict, or the code of a refusal",
    "413": f"body.too_large: at most {LARGEST_BODY} bytes",
    "429": "press.too_often",
    "503": "server.follower, server.busy, database.unavailable, database.disk_full: send the same again",
}


def _answers(status: str, schema: str, words: str, *refusals: str) -> dict[str, Any]:
    taken = {status: {"description": words, "content": _json(schema)}}
    refused = {code: {"description": _REFUSALS[code], "content": _json("Code")} for code in refusals}
    return taken | refused


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REF.format(name=schema)}}}


def _body(schema: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    return {"required": required, "content": {"application/json": {"schema": schema}}}


def _finite(value: Any) -> Any:
    """Return the same without what JSON cannot write."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items() if not _endless(one)}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return value


def _endless(value: Any) -> bool:
    return isinstance(value, float) and not math.isfinite(value)
