"""Where the data that travels with the program lies on disk."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file or folder of that name under resources/, whether it exists or not."""
    return _ROOT.joinpath(*parts)
