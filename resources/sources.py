"""The file in which the demo tells the simulated city who it is: real credentials of invented sources.

`python -m backend demo` writes it into its data directory (mode 0600), `python -m simulator --sources FILE`
reads it. Nothing of it is ever in the repository: the secrets are drawn where the demo is loaded.
"""

from __future__ import annotations

from pathlib import Path

import msgspec


class Phone(msgspec.Struct, frozen=True, kw_only=True):
    """An issued phone: `id` is its credential, `kind` what carries it, `comuna` where that one is at home."""

    id: str
    unit: str
    kind: str
    comuna: int


class Button(msgspec.Struct, frozen=True, kw_only=True):
    """A panic button: `key` in hexadecimal, and where its invented holder lives, degrees."""

    device: str
    key: str
    lat: float
    lon: float


class Camera(msgspec.Struct, frozen=True, kw_only=True):
    """A camera to be played: where it listens, by which path, and who may look."""

    label: str
    name: str
    host: str
    port: int
    path: str
    user: str
    password: str


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """All sources of the demo, phones in the order in which units go on duty."""

    call_token: str
    phones: tuple[Phone, ...]
    buttons: tuple[Button, ...]
    cameras: tuple[Camera, ...]


class BadSources(ValueError):
    """The sources file is missing or is not one; the text says which."""


def load_sources(file: Path) -> Sources:
    """Read a sources file. Raises `BadSources`."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Sources)
    except OSError as error:
        raise BadSources(f"{file}: {error.strerror}; python -m backend demo writes it") from None
    except msgspec.MsgspecError as error:
        raise BadSources(f"{file}: not a sources file ({error})") from None
