"""make pictures: every role's pages, from the running program, into build/pictures; a dozen into docs."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from dev.programs import Asked, ProgramFailed
from dev.run import OPENING, Cast, Play, free_port
from dev.screen import NoScreen, Screen

ALBUM_S = 240.0
"""How long one role may take over its pages, in seconds."""
ALIKE = 4.0
"""Per cent of points that differ between two takes of the same page: hours, timers and vehicles move."""
LARGEST = 200 * 1024
"""Bytes of a picture in docs/pictures."""
ROLES = ("call_taker", "dispatcher", "video_operator", "supervisor", "administrator", "auditor")

SHOWN = {
    "operator": "call_taker-call-dark-es-1920x1080",
    "operator-light": "call_taker-call-light-es-1920x1080",
    "operator-english": "call_taker-call-light-en-1366x768",
    "operator-1366x768": "call_taker-call-dark-es-1366x768",
    "dispatcher": "dispatcher-units-dark-es-1920x1080",
    "video": "video_operator-video-dark-es-1366x768",
    "supervisor": "supervisor-health-dark-es-1920x1080",
    "administration": "administrator-accounts-light-es-1920x1080",
    "audit": "auditor-audit-light-es-1920x1080",
    "map": "dispatcher-map-dark-es-1920x1080",
}
"""What README and the papers show: name in docs/pictures, page of the album. At most twelve."""


class Sitting(Play):
    """One evening in which each role sits down once, and is photographed."""

    def _play(self, keep: bool) -> int:
        self.screen = Screen()
        album = self.out / "pictures"
        shutil.rmtree(album, ignore_errors=True)
        album.mkdir(parents=True)
        backend = self.programs.start("backend", self.cast.backend, log=self._log("backend"), tells=True)
        self.stage = self.programs.hear(backend, 60.0)
        self._start_city()
        accounts = Path(str(self.stage["sources"])).with_name("accounts.json")
        for account in _one_of_each(json.loads(accounts.read_text("utf-8"))):
            self.stage |= {
                "user": account["login"],
                "workstation": account["workstation"],
                "password": account["password"],
            }
            desk = self.out / "run" / f"desk-{account['role']}"
            shutil.rmtree(desk, ignore_errors=True)
            console = self._start_console("--tour", str(album), "--album", "--data", str(desk))
            status = self.programs.wait(until=console, within_s=ALBUM_S)
            self.programs.leave(console)
            if status:
                raise ProgramFailed(f"the album of {account['role']} ended with status {status}")
            print(f"pictures: {account['role']}: {len(list(album.glob(account['role'] + '-*.png')))}")
        return 0


def _one_of_each(accounts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = {account["role"]: account for account in reversed(accounts)}
    return [found[role] for role in ROLES if role in found]


def choose(album: Path, docs: Path) -> list[str]:
    """Copy what README shows where it changed, with fewer colours; answers what was copied."""
    docs.mkdir(parents=True, exist_ok=True)
    copied = []
    for name, page in SHOWN.items():
        taken, kept = album / f"{page}.png", docs / f"{name}.png"
        if not taken.exists():
            print(f"pictures: no {page}: docs/pictures/{kept.name} stays as it is", file=sys.stderr)
            continue
        if kept.exists() and _difference(taken, kept) < ALIKE:
            continue
        for colours in ("128", "64", "32", "16"):
            words = ["pngquant", "--force", "--speed", "1", "--output", str(kept), colours, str(taken)]
            _quantise(words)
            if kept.stat().st_size <= LARGEST:
                break
        copied.append(name)
    return copied


def _quantise(words: list[str]) -> None:
    subprocess.run(words, check=True)


def _difference(one: Path, other: Path) -> float:
    words = [sys.executable, "-m", "widgets.picture_difference", str(one), str(other)]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures; the exit status says whether every role was seen."""
    parser = argparse.ArgumentParser(prog="python -m dev.pictures", description=__doc__)
    parser.add_argument("--units", type=int, default=5000, help="phones in the city (default: 5,000)")
    parser.add_argument("--data", metavar="DIR", help="the backend's data (default: its own choice)")
    parser.add_argument("--out", type=Path, default=Path("build"), metavar="DIR", help="(default: build)")
    told = parser.parse_args(arguments)
    port, camera_port = free_port(), free_port()
    data = ["--data", told.data] if told.data else []
    cast = Cast(
        backend=[
            *f"-m backend --demo --fresh --port {port} --units {told.units}".split(),
            *("--demo-camera-port", str(camera_port)),
            *data,
        ],
        cameras=["-m", "simulator.cameras", "--port", str(camera_port)],
        simulator=[*f"-m simulator --units {told.units} --seed 1 --scenario".split(), str(OPENING)],
        console=["-m", "console"],
    )
    try:
        status = Sitting(cast, told.out, hidden=True, port=port, data=told.data or "").run(keep=False)
    except (Asked, NoScreen, ProgramFailed) as failure:
        print(f"pictures: {failure}", file=sys.stderr)
        return 1
    if status == 0:
        for name in choose(told.out / "pictures", Path("docs") / "pictures"):
            print(f"pictures: docs/pictures/{name}.png is new")
    return status


if __name__ == "__main__":
    sys.exit(main())
