"""What a command needs to leave the desk: checked as the server will check it, and a way out."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from domain.clock import Micros
from domain.commands import OperatorCommand
from domain.refusal import Refused
from domain.wire import BadFrame, Do, Message, decode_from_desk, encode

PASSING = ("database.", "server.", "lease.", "writer.")
"""Refusals of a command that begin so pass by themselves: it is asked again with the same id."""
AGAIN_S = 1.0


class Handle(Protocol):
    """Something that will happen later, or not."""

    def cancel(self) -> None:
        """Let it not happen."""
        ...


Transmit = Callable[[Message], bool]
"""Sends at once; False when there is no line, and nothing was sent."""
Later = Callable[[float, Callable[[], None]], Handle]
"""Calls back after some seconds: the running loop's call_later."""


def checked(key: UUID, at: Micros, command: OperatorCommand) -> Do:
    """Return the message. Raises `Refused` (command.bad) naming the field and the limit.

    The server closes the line of whoever sends what it cannot read, so nothing leaves unchecked.
    """
    do = Do(id=key, at=at, command=command)
    try:
        decode_from_desk(encode(do))
    except BadFrame as bad:
        raise Refused("command.bad", detail=str(bad)[:200]) from None
    except UnicodeError:
        raise Refused("command.bad", detail="text that is not Unicode") from None
    return do
