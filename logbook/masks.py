"""What is taken out of every line before it is written: secrets, and what cannot be seen."""

from __future__ import annotations

import re

HIDDEN = "***"

_ADDRESS = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)\S*@")
"""A URL with an account: greedy, since a password may hold an @ itself."""
_STREAM = re.compile(r"(?i)\b(rtsps?://)[^\s'\"<>]+")
"""Account, host and path: a relay's URL holds the ticket, a camera's is nobody's business but the relay's."""
_NAMED = re.compile(
    r"""(?ix) ( passw(?:or)?d | passphrase | pwd | secret | token | api[_-]?key | private[_-]?key | cookie
             | nonce | contraseña | clave | totp )
        ( ["']? \s* [:=]+ \s* (?:b(?=["']))? )
        ( "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | [^\s,;)}\]]+ )"""
)
_BEARER = re.compile(r"(?i)\b(bearer|basic|digest)\s+[A-Za-z0-9+/=._~-]{6,}")
_DEVICE = re.compile(r"(?i)([?&](?:id|deviceid)=)[^&\s'\"]+")
_BLOCK = re.compile(r"-----BEGIN [A-Z ]+-----.*?(?:-----END [A-Z ]+-----|$)", re.DOTALL)

SECRET_NAMES = re.compile(
    r"(?i)passw|passphrase|secret|token|api_?key|private_?key|cookie|nonce|mac$|clave|url$"
)
"""Names of fields whose values are never written."""


def visible(text: str) -> str:
    """Return the text on one line, with what cannot be seen escaped: line ends, controls, direction marks."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def masked(text: str) -> str:
    """Return the text without accounts in URLs, tickets, passwords, tokens and keys."""
    text = _BLOCK.sub(HIDDEN, text)
    text = _STREAM.sub(rf"\1{HIDDEN}", text)
    text = _ADDRESS.sub(rf"\1{HIDDEN}@", text)
    text = _BEARER.sub(rf"\1 {HIDDEN}", text)
    text = _NAMED.sub(rf"\1\2{HIDDEN}", text)
    return _DEVICE.sub(rf"\1{HIDDEN}", text)


def safe(text: str) -> str:
    """Return the text as it may be written."""
    return masked(visible(text))
