"""How the telephone door is opened."""

from pathlib import Path

import msgspec

LOOPBACK = ("127.0.0.0/8", "::1/128")


class SipSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where SIP is spoken, over UDP and TCP, who may speak, and who may be asked where a caller is."""

    host: str
    port: int
    peers: tuple[str, ...] = LOOPBACK
    location_servers: tuple[str, ...] = ()
    """Hosts (host or host:port) that may be asked for a location by reference."""
    location_authority: Path | None = None
