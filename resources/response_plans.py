"""The site's response plans and limits as they are written, for whoever reads them.

The language of the plans is in domain/response_plan.py, that of the limits in domain/timers.py.
"""

from __future__ import annotations

from resources.incident_types import load_types
from resources.paths import path

_LIMITS = "limits.toml"


def plan_texts() -> dict[str, str]:
    """Return the plans' files, name → text."""
    files = sorted(path("response_plans").glob("*.toml"))
    return {file.name: file.read_text("utf-8") for file in files if file.name != _LIMITS}


def plans_of_types() -> dict[str, str]:
    """Return which plan each incident type names. Raises `BadTable`."""
    return {row.code: row.plan for row in load_types().types}


def limits_text() -> str:
    """Return the limits of the units' states."""
    return path("response_plans", _LIMITS).read_text("utf-8")
