"""Where a server is, and the proof of identity that is asked of it."""

import ssl
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from backend_client.failure import BAD_ADDRESS, CA_FILE, LineFailed

PORT = 8443


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """One server. TLS always: there is no other scheme."""

    host: str
    port: int = PORT

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{host}:{self.port}"

    @property
    def line(self) -> str:
        """The address of the line, for the websocket."""
        return f"wss{str(self)[5:]}/line"


def parse_address(text: str) -> Address:
    """Return the address in https://host[:port]. Raises `LineFailed` (link.bad_address)."""
    whole = text.strip() if "://" in text else f"https://{text.strip()}"
    try:
        parts = urlsplit(whole)
        port = parts.port
    except ValueError:
        raise LineFailed(BAD_ADDRESS, address=text[:120]) from None
    plain = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("https", "wss") or not parts.hostname or not plain or port == 0:
        raise LineFailed(BAD_ADDRESS, address=text[:120])
    return Address(host=parts.hostname, port=port or PORT)


def trust(ca: Path | None) -> ssl.SSLContext:
    """Return a context that verifies chain and host name, always; `ca` None = the system's authorities.

    Raises `LineFailed` (link.ca_file) when the file cannot be read as certificates.
    """
    try:
        context = ssl.create_default_context(cafile=str(ca) if ca is not None else None)
    except (OSError, ssl.SSLError):
        raise LineFailed(CA_FILE, file=str(ca)) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
