"""What the room is told of a call that came by SIP: an INVITE as `RingCall`, its end as `EndCall`."""

from uuid import UUID

import msgspec

from backend.intake.calls import language_of
from backend.intake.location.additional_data import MOST_BLOCKS, read_block
from backend.intake.location.pidf import Located, read_pidf
from backend.intake.location.trees import BadLocation
from backend.intake.telephony.bodies import Part
from backend.intake.telephony.invitation import Invitation
from domain.clock import Micros
from domain.commands import EndCall, RingCall
from domain.ids import derived
from domain.location_orders import LocateCall
from domain.provided import DataBlock
from domain.words import RoomName

SOURCE = "sip"


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What could be read of what came along; `troubles` are (kind, one line) of what could not."""

    located: Located | None = None
    provided: tuple[DataBlock, ...] = ()
    troubles: tuple[tuple[str, str], ...] = ()

    @property
    def badly_located(self) -> bool:
        """Whether a location came and none could be read."""
        return self.located is None and any(kind == "sip.location" for kind, _ in self.troubles)


def read_locations(parts: tuple[Part, ...], at: Micros) -> tuple[Located | None, tuple[tuple[str, str], ...]]:
    """Return the first location that can be read, and what was wrong with those before it."""
    troubles: list[tuple[str, str]] = []
    for part in parts:
        try:
            return read_pidf(part.data, at), tuple(troubles)
        except BadLocation as bad:
            troubles.append(("sip.location", str(bad)))
    return None, tuple(troubles)


def read_all(invitation: Invitation, at: Micros) -> Read:
    """Return everything that can be read; whatever cannot is left out: the call rings without it."""
    located, found = read_locations(invitation.locations, at)
    troubles, blocks = list(found), list[DataBlock]()
    for part in invitation.additional[:MOST_BLOCKS]:
        try:
            block = read_block(part.type, part.data)
            blocks.append(
                msgspec.convert({"kind": block.kind, "text": block.text, "facts": block.facts}, DataBlock)
            )
        except (BadLocation, msgspec.ValidationError) as bad:
            troubles.append(("sip.additional_data", str(bad)))
    return Read(located=located, provided=tuple(blocks), troubles=tuple(troubles))


def call_id(name: str) -> UUID:
    """Return what the room calls a call of this name."""
    return derived("call", SOURCE, name)


def ring(
    call: UUID, name: str, invitation: Invitation, read: Read, room: RoomName, at: Micros
) -> tuple[UUID, RingCall, bytes]:
    """Return (command id, command, what a repeat says to the letter)."""
    where, service = read.located, invitation.service
    command = RingCall(
        call=call,
        room=room,
        at=at,
        number=invitation.number,
        line=service.line,
        caller=invitation.caller,
        address=where.address if where is not None else "",
        location=where.observed if where is not None else None,
        area=where.area if where is not None else None,
        hint=f"sos.{service.kind}" if service.kind else "",
        language=language_of(invitation.language),
        provided=read.provided,
    )
    return derived("call-report", SOURCE, name, "ringing"), command, f"{name} ringing".encode()


def end(call: UUID, name: str, at: Micros) -> tuple[UUID, EndCall, bytes]:
    """Return the same of a line that is closed."""
    report = derived("call-report", SOURCE, name, "ended")
    return report, EndCall(call=call, at=at), f"{name} ended".encode()


def locate(call: UUID, located: Located) -> LocateCall:
    """Return what tells the room that a caller is somewhere, once more or for the first time."""
    return LocateCall(call=call, area=located.area, location=located.observed, address=located.address)
