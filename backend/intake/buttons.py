"""What panic buttons say: a signed press with a counter. A bad one still rings, as unverified."""

from typing import Annotated
from uuid import UUID

import msgspec

from backend.intake.calls import BadReport
from backend.intake.strangers import Strangers
from domain.alert import AlertKind
from domain.clock import Micros
from domain.commands import RaiseAlert
from domain.complaint import complaint
from domain.ids import derived
from domain.observed import Observed, Source
from domain.panic import signed
from domain.place import Position
from domain.severity import Severity
from domain.words import Latitude, Longitude, Metres, Name, RoomName

Device = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_.-]+\Z")]


class Press(msgspec.Struct, frozen=True, kw_only=True):
    """One press, as the device sent it; `at` in µs by its own clock."""

    device: Device
    counter: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    at: Annotated[int, msgspec.Meta(ge=0, le=2**62)]
    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: Metres | None = None
    mac: Annotated[str, msgspec.Meta(max_length=128)] = ""


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """A button of the register: its key, its room, and whether its bearer is a protected person (S5)."""

    device: str
    key: bytes
    room: RoomName
    protected: bool = True
    exercise: bool = False


_decoder = msgspec.json.Decoder(Press)


def read(body: bytes) -> Press:
    """Return the press of a request's body. Raises `BadReport` in one line."""
    try:
        return _decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise BadReport(complaint(error)) from None


def doubt(press: Press, issued: Issued | None, last_counter: int) -> str | None:
    """Return why a press cannot be believed, or None: unknown device, bad signature, repeated counter."""
    if issued is None:
        return "unknown_device"
    if not signed(issued.key, press.mac, press.device, press.counter, press.at, press.lat, press.lon):
        return "bad_signature"
    if press.counter <= last_counter:
        return "repeated_counter"
    return None


def group_of(press: Press, issued: Issued | None, why: str | None, strangers: Strangers) -> str:
    """Return what a press is counted on. An unverified one has a group of its own: it hides no real one."""
    device = press.device.lower()
    if why is None:
        return f"{AlertKind.PANIC.value}:{device}"
    if issued is None:
        # No device's name has a colon in it: a stranger is never counted as an issued device.
        device = f"-:{device}" if strangers.named(device) else "-"
    return f"{AlertKind.PANIC_UNVERIFIED.value}:{device}"


def command_of(
    press: Press,
    issued: Issued | None,
    why: str | None,
    group: str,
    room: RoomName,
    area: Name,
    received_at: Micros,
) -> tuple[UUID, RaiseAlert]:
    """Return (command id, command): a verified press has the same id each time, a retry changes nothing."""
    position = None
    if press.lat is not None and press.lon is not None:
        position = Observed(
            value=Position(lat=press.lat, lon=press.lon),
            at=min(press.at, received_at),
            received_at=received_at,
            accuracy=press.accuracy_m,
            source=Source.PANIC_DEVICE,
        )
    verified = why is None
    kind = AlertKind.PANIC if verified else AlertKind.PANIC_UNVERIFIED
    mark = "" if verified else str(received_at)
    command_id = derived("press", press.device, str(press.counter), press.mac, mark)
    raised = RaiseAlert(
        alert=derived("press-alert", str(command_id)),
        kind=kind,
        severity=Severity.CRITICAL if verified else Severity.HIGH,
        room=issued.room if issued else room,
        group=group,
        params={} if verified else {"why": why or ""},
        area=area,
        position=position,
        protected=issued.protected if issued else True,
        verified=verified,
    )
    return command_id, raised
