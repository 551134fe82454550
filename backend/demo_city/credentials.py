"""The demo's credentials: all follow from one key that is drawn where the demo is first loaded.

Nothing of it is in the repository, and loading the demo again gives every source the credential it had.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from pathlib import Path

from domain.ids import Entropy

KEY_BYTES = 32


class DemoSecrets:
    """Derives a credential for each name: HMAC-SHA-256 of the name under the demo's key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def _derive(self, *name: str) -> bytes:
        return hmac.digest(self._key, "\x1f".join(name).encode(), "sha256")

    def _word(self, *name: str) -> str:
        return base64.b32encode(self._derive(*name)[:16]).decode().rstrip("=").lower()

    def phone(self, label: str) -> str:
        """Return the identifier that a phone was issued with: 26 characters, 128 bits."""
        return self._word("phone", label)

    def button_key(self, label: str) -> str:
        """Return a panic button's key, 64 hexadecimal characters."""
        return self._derive("button", label).hex()

    def call_token(self, source: str) -> str:
        """Return the token of an exchange's webhook."""
        return self._word("calls", source)

    def camera_password(self, label: str) -> str:
        """Return the password of a camera."""
        return self._word("camera", label)

    def login_password(self) -> str:
        """Return the password of the demo's accounts: people type it, so it is short."""
        word = self._word("login")
        return f"{word[:4]}-{word[4:8]}-{word[8:12]}"


def kept_secrets(folder: Path, entropy: Entropy) -> DemoSecrets:
    """Return the secrets of the key kept in `folder`, drawing the key when there is none.

    Raises OSError when the folder cannot be made or written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / "key"
    try:
        key = file.read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) != KEY_BYTES:
        key = entropy(KEY_BYTES)
        write_private(file, key)
    return DemoSecrets(key)


def write_private(file: Path, body: bytes) -> None:
    """Replace a file by one that only its owner may read: whole or not at all. Raises OSError."""
    fresh = file.with_name(file.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(body)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)


def digest(secret: str) -> str:
    """Return what the database keeps of a credential that is only compared: its SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
