"""Where a message came from and how an answer gets back there."""

from typing import Literal, Protocol

import msgspec


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """A peer as this side sees it. `key` names one TCP connection; 0: datagrams, or none is open yet."""

    transport: Literal["udp", "tcp"]
    host: str
    port: int
    key: int = 0

    @property
    def reliable(self) -> bool:
        """Whether what is sent arrives without being repeated."""
        return self.transport == "tcp"


class Wire(Protocol):
    """What moves bytes."""

    def send(self, data: bytes, flow: Flow) -> None:
        """Send, over the same connection while there is one, else over a new one to the same peer."""
        ...

    def local(self, flow: Flow) -> str:
        """Return host:port of this side as that peer may know it."""
        ...

    def close(self, flow: Flow) -> None:
        """Hang up a connection, once what was sent is out."""
        ...
