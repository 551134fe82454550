"""Where the data that comes with the program lies."""

import sys
from pathlib import Path


def path(*parts: str) -> Path:
    """Return the path of a resource file, in a checkout, an installed wheel or a frozen program alike."""
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(frozen) / "resources" if frozen else Path(__file__).parent
    return here.joinpath(*parts)
