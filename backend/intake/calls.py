"""What a room's own telephone exchange reports over the webhook: a call rings, a call has ended."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from domain.clock import SECOND, Micros
from domain.commands import EndCall, RingCall
from domain.complaint import complaint
from domain.desk import Skills
from domain.ids import derived
from domain.observed import Observed, Source
from domain.place import Position
from domain.severity import Severity
from domain.words import Address, Code, Label, Latitude, Longitude, Metres, Name, RoomName, Telephone

SourceCall = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class BadReport(ValueError):
    """A report that cannot be taken: the text names the field and the limit."""


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """Where the caller's network or telephone says the caller is."""

    lat: Latitude
    lon: Longitude
    accuracy_m: Metres | None = None
    method: Literal["aml", "cell", "fixed"] = "cell"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report of an exchange. `source_call` is its own name of the call."""

    source_call: SourceCall
    event: Literal["ringing", "ended"] = "ringing"
    at: int | str | None = None
    number: Telephone = ""
    line: Label | None = None
    location: Located | None = None
    address: Address = ""
    caller: Name = ""
    language: Annotated[str, msgspec.Meta(max_length=8)] = "es"
    text: Address = ""
    needs: Skills = ()
    priority: Severity = Severity.MEDIUM


_METHODS = {"aml": Source.AML, "cell": Source.CELL, "fixed": Source.FIXED_LINE}
_decoder = msgspec.json.Decoder(Report)


def read(body: bytes) -> Report:
    """Return the report of a request's body. Raises `BadReport` in one line."""
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise BadReport(complaint(error)) from None


def command_of(
    report: Report, source: str, room: RoomName, received_at: Micros
) -> tuple[UUID, RingCall | EndCall]:
    """Return (command id, command); both ids follow from what the source said, so a retry changes nothing.

    Raises `BadReport` on a time that is none.
    """
    call = derived("call", source, report.source_call)
    command_id = derived("call-report", source, report.source_call, report.event)
    at = _time(report.at, received_at)
    if report.event == "ended":
        return command_id, EndCall(call=call, at=at)
    location = None
    if report.location is not None:
        location = Observed(
            value=Position(lat=report.location.lat, lon=report.location.lon),
            at=min(at, received_at),
            received_at=received_at,
            accuracy=report.location.accuracy_m,
            source=_METHODS[report.location.method],
        )
    ring = RingCall(
        call=call,
        room=room,
        at=at,
        number=report.number,
        line=report.line,
        caller=report.caller,
        address=report.address,
        location=location,
        hint=report.text,
        language=language_of(report.language),
        needs=report.needs,
        priority=report.priority,
    )
    return command_id, ring


def language_of(said: str) -> Code:
    """Return the language of a tag (`es-AR`, `qu`): a call is not refused for a tag that says nothing."""
    first = said.strip().lower().replace("_", "-").partition("-")[0]
    return first if 2 <= len(first) <= 3 and first.isascii() and first.isalpha() else "es"


def _time(at: int | str | None, received_at: Micros) -> Micros:
    if at is None:
        return received_at
    if isinstance(at, int):
        if not 0 <= at < 1 << 62:
            raise BadReport("at: not a time in microseconds")
        return at
    try:
        moment = datetime.fromisoformat(at[:40])
    except ValueError:
        raise BadReport("at: neither microseconds nor ISO 8601") from None
    # Without a zone it is UTC, wherever this server stands.
    micros = round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * SECOND)
    if micros < 0:
        raise BadReport("at: before 1970")
    return micros
