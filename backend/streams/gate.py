"""The gate for camera addresses: which may be connected to at all, by scheme and by network."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PORTS = {"rtsp": 554, "rtsps": 322}
MAX_ADDRESS = 512

CLI_TEXT = {
    "camera.address_scheme": "camera address must start with rtsp:// or rtsps://",
    "camera.address_network": "camera address must be inside the site's networks",
    "camera.address_credentials": "camera address must not hold a user or password: give them apart",
    "camera.address_form": "camera address must be rtsp://HOST[:PORT]/PATH",
    "camera.address_name": "camera address names a host that cannot be found",
}
"""What the command line prints for each code; the console has sentences of its own."""


class AddressRefused(Exception):
    """An address that is not connected to; neither code nor parameters repeat what may hold a password."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class CameraAddress:
    """An address that passed: `url` is what is asked for on the connection to `host`:`port`."""

    encrypted: bool
    host: str
    port: int
    url: str


def parse_networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Read the site's networks ("10.20.0.0/16"); raises ValueError for one that is none."""
    return tuple(ipaddress.ip_network(text) for text in texts)


def parse_address(address: str, networks: Sequence[Network]) -> CameraAddress:
    """Return the address in parts, or raise AddressRefused; a host name is judged by `admit` later."""
    scheme = address.partition("://")[0].lower()
    if scheme not in PORTS or "://" not in address:
        raise AddressRefused("camera.address_scheme", scheme=_word(address))
    if not address.isascii() or not address.isprintable() or " " in address or len(address) > MAX_ADDRESS:
        raise AddressRefused("camera.address_form")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or PORTS[scheme]
    except ValueError:
        raise AddressRefused("camera.address_form") from None
    if "@" in parts.netloc:
        raise AddressRefused("camera.address_credentials")
    if not host or "\\" in address or parts.fragment or len(host) > 253:
        raise AddressRefused("camera.address_form")
    try:
        admit(ipaddress.ip_address(host), networks)
    except ValueError:
        if (
            host.replace(".", "").isdigit() or ":" in host
        ):  # "0177.1" and its like: no form of address we know
            raise AddressRefused("camera.address_form") from None
    shown = f"[{host}]" if ":" in host else host
    query = f"?{parts.query}" if parts.query else ""
    url = f"{scheme}://{shown}:{port}{parts.path or '/'}{query}"
    return CameraAddress(scheme == "rtsps", host, port, url)


def admit(host: ipaddress.IPv4Address | ipaddress.IPv6Address, networks: Sequence[Network]) -> None:
    """Raise AddressRefused unless the address to connect to lies in one of the site's networks."""
    mapped = getattr(host, "ipv4_mapped", None)
    real = mapped or host
    if not any(real.version == network.version and real in network for network in networks):
        raise AddressRefused("camera.address_network", host=str(real))


def _word(address: str) -> str:
    scheme = address.partition(":")[0][:16]
    return scheme if scheme.isalnum() and ":" in address else ""
