"""What the database keeps but must not be able to read: sealed with a key in the data directory.

AES-256-GCM; the first four bytes name the key, the next twelve are the nonce. A second server needs a copy of
the key file.
"""

import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.refusal import Refused

FILE = "secrets.key"
_KEY, _NAME, _NONCE = 32, 4, 12


class SecretBox:
    """Seals and opens; the key file is read, or made, when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._key: bytes | None = None

    def seal(self, secret: bytes, about: bytes) -> bytes:
        """Return `secret` sealed for one purpose: it opens for no other `about`."""
        key, nonce = self._ready(), secrets.token_bytes(_NONCE)
        return _name(key) + nonce + AESGCM(key).encrypt(nonce, secret, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """Return what was sealed. Raises `Refused` factor.unreadable when another key sealed it."""
        key, nonce = self._ready(), sealed[_NAME : _NAME + _NONCE]
        try:
            return AESGCM(key).decrypt(nonce, sealed[_NAME + _NONCE :], about)
        except (InvalidTag, ValueError):
            raise Refused("factor.unreadable", key=sealed[:_NAME].hex(), file=FILE) from None

    def _ready(self) -> bytes:
        if self._key is None:
            self._key = self._read() or self._make()
        return self._key

    def _read(self) -> bytes | None:
        try:
            found = self._file.read_bytes()
        except FileNotFoundError:
            return None
        if len(found) != _KEY:
            raise Refused("factor.unreadable", key="", file=FILE)
        return found

    def _make(self) -> bytes:
        key = secrets.token_bytes(_KEY)
        half = self._file.with_suffix(".new")
        fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "wb") as out:
            out.write(key)
            out.flush()
            os.fsync(out.fileno())
        half.replace(self._file)
        return key


def _name(key: bytes) -> bytes:
    return hashlib.sha256(b"name of " + key).digest()[:_NAME]
