"""What a session asks its shell to do."""

import msgspec

from backend_client.failure import LineFailed
from backend_client.link import Link
from domain.wire import Challenge, FromServer, Welcome


class Send(msgspec.Struct, frozen=True):
    """Send this text frame."""

    frame: str


class Deliver(msgspec.Struct, frozen=True):
    """Take this message into the picture."""

    message: FromServer


class DeliverPositions(msgspec.Struct, frozen=True):
    """Take this binary frame into the picture."""

    frame: bytes


class Admitted(msgspec.Struct, frozen=True):
    """The desk is in: say again what waits for an answer."""

    welcome: Welcome


class Challenged(msgspec.Struct, frozen=True):
    """The server wants a second proof: ask the person."""

    challenge: Challenge


class HangUp(msgspec.Struct, frozen=True):
    """Close the socket; `failure` says why. `again` tells to look for the server anew."""

    failure: LineFailed
    again: bool = True


class Show(msgspec.Struct, frozen=True):
    """The line has changed."""

    link: Link


class Complain(msgspec.Struct, frozen=True):
    """A frame could not be read; it was counted and left out."""

    detail: str


Action = Send | Deliver | DeliverPositions | Admitted | Challenged | HangUp | Show | Complain
