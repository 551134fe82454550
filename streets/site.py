"""The streets of this site: the file that `ATALAYA_STREETS` names, else the demo city's.

The same file belongs to every program of a site: the backend ranks units on it, desks find places in it.
"""

from __future__ import annotations

import os
from pathlib import Path

from streets.demo import demo_map
from streets.file import load
from streets.street_map import StreetMap

VARIABLE = "ATALAYA_STREETS"


def site_map() -> StreetMap:
    """Read the site's streets; raises StreetMapError or OSError when the file that was named is none."""
    named = os.environ.get(VARIABLE, "")
    return load(Path(named)) if named else demo_map()
