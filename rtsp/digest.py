"""HTTP Digest for RTSP (RFC 7616, RFC 2617): answering a camera's challenge, and making one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass

from rtsp.errors import StreamError

_FIELD = re.compile(r'([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_ALGORITHMS = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


@dataclass(frozen=True, slots=True)
class Credentials:
    """A camera's account; it does not print itself."""

    username: str
    password: str

    def __repr__(self) -> str:
        """Show that there is one, and nothing of it."""
        return "Credentials(...)"


def fields(header: str) -> dict[str, str]:
    """Return the parameters of a Digest header, names in lower case."""
    found = {}
    for name, quoted, bare in _FIELD.findall(header.partition(" ")[2]):
        found[name.lower()] = re.sub(r"\\(.)", r"\1", quoted) if quoted or not bare else bare
    return found


def answer(
    challenges: list[str], credentials: Credentials, method: str, url: str, *, cnonce: str, encrypted: bool
) -> str:
    """Return the Authorization header for the strongest challenge offered.

    Basic is answered on encrypted connections only. Errors: StreamError("camera.auth_plain") where a camera
    wants the password in clear, StreamError("camera.auth") where we know no scheme it offers.
    """
    digests = [fields(each) for each in challenges if each.lower().startswith("digest ")]
    for name in ("SHA-256", "MD5"):
        for challenge in digests:
            if challenge.get("algorithm", "MD5").upper() == name and "nonce" in challenge:
                return _digest(name, challenge, credentials, method, url, cnonce)
    if any(each.lower().startswith("basic") for each in challenges):
        if not encrypted:
            raise StreamError("camera.auth_plain")
        pair = f"{credentials.username}:{credentials.password}".encode()
        return "Basic " + base64.b64encode(pair).decode()
    raise StreamError("camera.auth")


def _digest(
    name: str, challenge: dict[str, str], who: Credentials, method: str, url: str, cnonce: str
) -> str:
    realm, nonce = challenge.get("realm", ""), challenge["nonce"]
    qop = "auth" if "auth" in [each.strip() for each in challenge.get("qop", "").split(",")] else ""
    response = _response(name, who, realm, nonce, method, url, qop, "00000001", cnonce)
    parts = {"username": who.username, "realm": realm, "nonce": nonce, "uri": url, "response": response}
    if "opaque" in challenge:
        parts["opaque"] = challenge["opaque"]
    text = ", ".join(f'{key}="{_quote(value)}"' for key, value in parts.items())
    if "algorithm" in challenge:
        text += f", algorithm={name}"
    if qop:
        text += f', qop=auth, nc=00000001, cnonce="{cnonce}"'
    return "Digest " + text


def _quote(value: str) -> str:
    return re.sub(r'([\\"])', r"\\\1", value.replace("\r", "").replace("\n", ""))


def _response(
    name: str, who: Credentials, realm: str, nonce: str, method: str, url: str, qop: str, nc: str, cnonce: str
) -> str:
    def digest(text: str) -> str:
        return _ALGORITHMS[name](text.encode()).hexdigest()

    first = digest(f"{who.username}:{realm}:{who.password}")
    second = digest(f"{method}:{url}")
    middle = f"{nonce}:{nc}:{cnonce}:{qop}" if qop else nonce
    return digest(f"{first}:{middle}:{second}")


class Challenger:
    """The serving side: one nonce a connection, SHA-256 and MD5 offered, compared in constant time."""

    def __init__(self, credentials: Credentials, nonce: Callable[[], str], realm: str = "camera") -> None:
        self._credentials = credentials
        self._nonce = nonce()
        self._realm = realm

    def challenges(self) -> list[str]:
        """Return the WWW-Authenticate headers."""
        common = f'Digest realm="{self._realm}", nonce="{self._nonce}", qop="auth"'
        return [common + ", algorithm=SHA-256", common + ", algorithm=MD5"]

    def accepts(self, method: str, authorization: str | None) -> bool:
        """Tell whether the header proves the password."""
        if authorization is None or not authorization.lower().startswith("digest "):
            return False
        given = fields(authorization)
        name = given.get("algorithm", "MD5").upper()
        if name not in _ALGORITHMS or given.get("nonce") != self._nonce:
            return False
        if given.get("username") != self._credentials.username:
            return False
        expected = _response(
            name, self._credentials, self._realm, self._nonce, method, given.get("uri", ""),
            given.get("qop", ""), given.get("nc", ""), given.get("cnonce", ""),
        )  # fmt: skip
        return hmac.compare_digest(expected.encode(), given.get("response", "").encode())
