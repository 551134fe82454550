"""The demo city's streets, from the file that set-up grew, or grown anew.

python -m streets.demo --build        grow resources/demo_city/streets.atl, if it is not what it should be
"""

from __future__ import annotations

import logging
import os
import sys
from hashlib import blake2b
from pathlib import Path

from resources.demo_city.growing import SOURCES, grow
from resources.paths import path
from streets.file import VERSION, load_stamped, save
from streets.gathering import Gathering, Numbers
from streets.street_map import PlaceKind, RoadClass, StreetKind, StreetMap, StreetMapError

log = logging.getLogger("atalaya.streets")

FILE = "streets.atl"
_GROWN_FROM = ("*.py", "layout.toml", "places.toml", "street_names.json", "outline.json", "barrios.json",
               "avenues.json", "stations.json")  # fmt: skip


def stamp() -> str:
    """What the city is grown from, in a word: another word, another city."""
    digest = blake2b(str(VERSION).encode(), digest_size=16)
    for pattern in _GROWN_FROM:
        for file in sorted(path("demo_city").glob(pattern)):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def demo_map(cache: Path | None = None) -> StreetMap:
    """The demo city, from its file when that is fresh; a new one is kept there, else in the `cache` folder.

    A few milliseconds from the file, about two seconds grown anew: not for the loop of a window.
    """
    word = stamp()
    folders = [path("demo_city"), cache or _cache()]
    for folder in folders:
        try:
            found, grown_from = load_stamped(folder / FILE)
        except FileNotFoundError:
            continue
        except (OSError, StreetMapError) as error:
            log.warning("streets: the kept file cannot be read (%s): grown anew", type(error).__name__)
            continue
        if grown_from == word:
            return found
    street_map = grown()
    for folder in folders:
        try:
            save(street_map, folder / FILE, word)
            break
        except OSError:
            continue
    return street_map


def grown() -> StreetMap:
    """The demo city, grown now."""
    plan = grow()
    gathering = Gathering(SOURCES)
    for lon, lat in plan.nodes:
        gathering.node(lat, lon)
    for street in plan.streets:
        gathering.street(street.name, StreetKind[street.kind.upper()], street.also)
    for one in plan.stretches:
        numbers = Numbers(*one.odd, *one.even)
        start, end = one.start, one.end
        if one.against:
            start, end, numbers = end, start, numbers.turned()
        road = RoadClass.STREET if one.road == "bridge" else RoadClass[one.road.upper()]
        barrio = gathering.barrio(*one.barrio)
        gathering.stretch(
            start,
            end,
            one.street,
            road,
            one.kmh,
            barrio=barrio,
            numbers=numbers,
            one_way=one.one_way,
            km=one.km,
            towards=one.towards,
        )
    for spot in plan.spots:
        gathering.place(
            PlaceKind[spot.kind.upper()],
            spot.lat,
            spot.lon,
            name=spot.name,
            parent=spot.parent,
            number=spot.number,
            barrio=gathering.barrio(*spot.barrio),
            note=spot.note,
            also=spot.also,
        )
    return gathering.finish()


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(base) / "atalaya"


def main() -> int:
    """Grow the file unless it is fresh."""
    if sys.argv[1:] != ["--build"]:
        print("python -m streets.demo --build", file=sys.stderr)
        return 2
    target = path("demo_city") / FILE
    try:
        fresh = load_stamped(target)[1] == stamp()
    except (OSError, StreetMapError):
        fresh = False
    if not fresh:
        save(grown(), target, stamp())
    return 0


if __name__ == "__main__":
    sys.exit(main())
