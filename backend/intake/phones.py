"""What issued phones say: the OsmAnd/Traccar-Client protocol, as a query or as JSON, one fix or many.

Sources: the parameter names are those of OsmAnd's online tracking and of Traccar Client (documented at
traccar.org/osmand). Speed is in knots in the query form and in metres a second in the JSON form.
"""

import contextlib
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from domain.clock import SECOND, Micros
from domain.complaint import complaint
from domain.unit import Fix

KNOT_KMH = 1.852
MPS_KMH = 3.6
MOST_FIXES = 500
"""In one request; a phone that was away for an hour sends two."""
_EARLIEST = 1_262_304_000  # 2010-01-01: anything earlier is a clock that was never set
_LATEST = 100_000_000_000


class BadFix(ValueError):
    """A fix that cannot be taken: the text names the field and the limit, `device` whose it was, if known."""

    device = ""


class Report(msgspec.Struct, frozen=True):
    """One fix of one device, as it came: `device` is the identifier the phone was issued with."""

    device: str
    fix: Fix


def from_query(query: Mapping[str, str], received_at: Micros) -> Report:
    """Return the report of a query string. Raises `BadFix`."""
    device = _device(query.get("id") or query.get("deviceid"))
    with _blamed(device):
        return Report(device, _query_fix(query, received_at))


def _query_fix(query: Mapping[str, str], received_at: Micros) -> Fix:
    lat, lon = query.get("lat"), query.get("lon")
    if (lat is None or lon is None) and "location" in query:
        lat, _, lon = query["location"].partition(",")
    speed = _number(query.get("speed"), "speed")
    return _fix(
        lat=_number(lat, "lat"),
        lon=_number(lon, "lon"),
        device_time=_time(query.get("timestamp"), received_at),
        received_at=received_at,
        speed=None if speed is None else speed * KNOT_KMH,
        course=_number(query.get("bearing") or query.get("heading"), "bearing"),
        accuracy=_number(query.get("accuracy") or query.get("hacc"), "accuracy"),
    )


@contextlib.contextmanager
def _blamed(device: str) -> Iterator[None]:
    """Note whose fix it is that cannot be taken."""
    try:
        yield
    except BadFix as bad:
        bad.device = device
        raise


def from_json(body: bytes, received_at: Micros) -> list[Report]:
    """Return the reports of a JSON body, one object or a list of them. Raises `BadFix`."""
    try:
        decoded: Any = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise BadFix(complaint(error)) from None
    items = decoded if isinstance(decoded, list) else [decoded]
    if len(items) > MOST_FIXES:
        raise BadFix(f"body: at most {MOST_FIXES} fixes")
    return [_from_object(item, received_at) for item in items]


def _from_object(item: Any, received_at: Micros) -> Report:
    if not isinstance(item, dict):
        raise BadFix("body: an object or a list of objects")
    location = item.get("location", item)
    coords = location.get("coords", location) if isinstance(location, dict) else None
    if not isinstance(coords, dict):
        raise BadFix("location: missing")
    device = _device(item.get("device_id") or item.get("id"))
    with _blamed(device):
        return Report(device, _json_fix(location, coords, received_at))


def _json_fix(location: dict[str, Any], coords: dict[str, Any], received_at: Micros) -> Fix:
    speed = _known(_number(coords.get("speed"), "speed"))
    return _fix(
        lat=_number(coords.get("latitude", coords.get("lat")), "latitude"),
        lon=_number(coords.get("longitude", coords.get("lon")), "longitude"),
        device_time=_time(location.get("timestamp"), received_at),
        received_at=received_at,
        speed=None if speed is None else speed * MPS_KMH,
        course=_known(_number(coords.get("heading"), "heading")),
        accuracy=_known(_number(coords.get("accuracy"), "accuracy")),
    )


def _known(value: float | None) -> float | None:
    # Phones say -1 for what they do not know.
    return None if value is None or value < 0 else value


def _device(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not 1 <= len(str(value)) <= 64:
        raise BadFix("id: from 1 to 64 characters")
    return str(value)


def _number(value: Any, field: str) -> float | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or (isinstance(value, str) and not _plain(value)):
        raise BadFix(f"{field}: not a number")
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise BadFix(f"{field}: not a number") from None
    if not math.isfinite(number):
        raise BadFix(f"{field}: not a finite number")
    return number


def _plain(text: str) -> bool:
    """Tell whether a text may be a number: float() would also read 1_0 and the digits of every script."""
    return len(text) <= 40 and text.isascii() and "_" not in text


def _time(value: Any, received_at: Micros) -> Micros:
    """Return µs from seconds, milliseconds or ISO 8601; the time of receipt where the phone gave none."""
    if value is None or value == "":
        return received_at
    try:
        seconds = float(value)
    except OverflowError:
        seconds = math.inf
    except (TypeError, ValueError):
        seconds = _iso(value)
    if not math.isfinite(seconds):
        raise BadFix("timestamp: not a time")
    if seconds > _LATEST:  # milliseconds: seconds will not be this large before the year 5138
        seconds /= 1000
    if not _EARLIEST <= seconds <= _LATEST:
        raise BadFix("timestamp: before 2010 or after 5138")
    return round(seconds * SECOND)


def _iso(value: Any) -> float:
    """Return seconds since 1970; without a zone the time is UTC."""
    try:
        moment = datetime.fromisoformat(str(value)[:40])
    except ValueError:
        raise BadFix("timestamp: neither seconds, milliseconds nor ISO 8601") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.timestamp()


def _fix(
    *,
    lat: float | None,
    lon: float | None,
    device_time: Micros,
    received_at: Micros,
    speed: float | None,
    course: float | None,
    accuracy: float | None,
) -> Fix:
    if lat is None or not -90 <= lat <= 90:
        raise BadFix("latitude: from -90 to 90")
    if lon is None or not -180 <= lon <= 180:
        raise BadFix("longitude: from -180 to 180")
    if speed is not None and not 0 <= speed <= 2000:
        raise BadFix("speed: from 0 to 2000 km/h")
    if course is not None and not 0 <= course <= 360:
        raise BadFix("bearing: from 0 to 360")
    if accuracy is not None and not 0 <= accuracy <= 100_000:
        raise BadFix("accuracy: from 0 to 100000 m")
    return Fix(
        lat=lat,
        lon=lon,
        device_time=device_time,
        received_at=received_at,
        speed=speed,
        course=course,
        accuracy=accuracy,
    )
