"""Advanced Mobile Location (ETSI TS 103 625): the position that a telephone sends by SMS in a call."""

from datetime import UTC, datetime
from math import isfinite

from backend.intake.location.pidf import Located
from backend.intake.location.trees import BadLocation
from domain.clock import SECOND, Micros
from domain.observed import Observed, Source
from domain.place import Position
from domain.shape import AreaShape, ShapeKind

LONGEST = 300
"""Characters of a message: two text messages at most."""
LARGEST_RADIUS_M = 100_000.0
_METHODS = {"G": "gnss", "W": "wifi", "C": "cell", "N": "none"}


def read_aml(text: str, received_at: Micros) -> Located:
    """Return the location of a message body. Raises `BadLocation` naming the field and the limit.

    The message's own length (`ml`) is not believed: telephones are known to count it wrong. A header that
    lost its quote is taken too; what matters are the fields. Serial numbers of card and set are not kept.
    """
    if len(text) > LONGEST:
        raise BadLocation(f"message: at most {LONGEST} characters")
    body = text.strip()
    if not body.startswith(('A"ML=', "AML=")):
        raise BadLocation('message: begins with A"ML=')
    fields: dict[str, str] = {}
    for part in body.split(";")[1:]:
        name, _, value = part.partition("=")
        fields.setdefault(name.strip().lower(), value.strip())
    if fields.get("pm") == "N":
        raise BadLocation("pm: the telephone knows no position")
    lat, lon = _number(fields, "lt", -90, 90), _number(fields, "lg", -180, 180)
    radius = _number(fields, "rd", 0, LARGEST_RADIUS_M) if "rd" in fields else None
    confidence = _number(fields, "lc", 0, 100) if "lc" in fields else None
    area = AreaShape(
        kind=ShapeKind.CIRCLE if radius is not None else ShapeKind.POINT, centre=(lat, lon), radius=radius,
        confidence=confidence, method=_METHODS.get(fields.get("pm", "").upper()),
    )  # fmt: skip
    observed = Observed(
        value=Position(lat=lat, lon=lon), at=_time(fields.get("top", ""), received_at),
        received_at=received_at, source=Source.AML, accuracy=radius,
    )  # fmt: skip
    return Located(area=area, observed=observed)


def _number(fields: dict[str, str], name: str, least: float, most: float) -> float:
    try:
        value = float(fields[name][:24])
    except KeyError:
        raise BadLocation(f"{name}: missing") from None
    except ValueError:
        raise BadLocation(f"{name}: not a number") from None
    if not (isfinite(value) and least <= value <= most):
        raise BadLocation(f"{name}: from {least:g} to {most:g}")
    return value


def _time(stamp: str, received_at: Micros) -> Micros:
    """When it was measured (yyyymmddHHMMSS UTC); now where none can be read, never later than now."""
    try:
        moment = datetime.strptime(stamp[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return received_at
    return max(0, min(round(moment.timestamp() * SECOND), received_at))
