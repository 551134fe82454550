"""What the last play said once its backend stood: so that the next need not wait for it to say it again.

The database keeps its credentials from play to play; only the port is new, and this program chooses it. No
secret is remembered here: the password is read where the backend keeps it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_KEPT = ("ca", "sources", "user", "workstation")


def remember(file: Path, data: str, stage: dict[str, Any]) -> None:
    """Keep what does not change while the data directory is the same; a full disk is no trouble."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"data": data} | {key: stage[key] for key in _KEPT}), encoding="utf-8")
    except (OSError, KeyError):
        file.unlink(missing_ok=True)


def recall(file: Path, data: str, port: int) -> dict[str, Any] | None:
    """What the backend of this data directory will say, as it will say it; None where that is not sure."""
    try:
        kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if kept.pop("data") != data or not Path(kept["ca"]).is_file() or not Path(kept["sources"]).is_file():
            return None
        accounts = json.loads(Path(kept["sources"]).with_name("accounts.json").read_text(encoding="utf-8"))
        password = next(one["password"] for one in accounts if one["login"] == kept["user"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return None
    return {"port": port, "password": str(password), **kept}
