"""What a desk remembers from one day to the next: who sat here, in which theme and language."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The desk's own settings; never a secret. People's workspaces are the server's."""

    user: str = ""
    workstation: str = ""
    theme: str = "dark"
    language: str = "es"
    text: int = 100
    """Per cent of the design's size."""
    lock_after_s: int = 600
    """Seconds without a hand after which the desk locks itself, at least 30; 0: never."""


def load(folder: Path) -> Settings:
    """Read the settings; a missing or damaged file gives the defaults: a desk must always start."""
    try:
        found = msgspec.json.decode((folder / "settings.json").read_bytes(), type=Settings)
    except (OSError, ValueError, RecursionError):  # what msgspec raises is a ValueError
        return Settings()
    theme = found.theme if found.theme in ("dark", "light") else "dark"
    language = found.language if found.language in ("es", "en") else "es"
    text = found.text if found.text in (100, 125, 150, 200) else 100
    # One that locks at every breath cannot be worked at, nor set right.
    after = found.lock_after_s if found.lock_after_s == 0 or 30 <= found.lock_after_s <= 86_400 else 600
    return msgspec.structs.replace(found, theme=theme, language=language, text=text, lock_after_s=after)


def save(folder: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all; a full disk costs only the memory of them."""
    half = folder / "settings.json.new"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "wb") as out:
            out.write(msgspec.json.encode(settings))
        half.replace(folder / "settings.json")
