"""Brings streets and addresses of a real city into the file that geocoder, road graph and map read.

    python -m streets.importing city callejero.csv --out city.atl     the city's address columns, CSV with WKT
    python -m streets.importing osm addresses.geojson --out osm.atl   OpenStreetMap: GeoJSON, or XML (.osm)

Every program of a site then reads the file that ATALAYA_STREETS names (see streets.site).

What is wrong with a row is said line by line, on standard error or in the file of `--report`; nothing is
guessed: a number that cannot be is left out, a row without name or line is left out whole. The exit status is
0 when all was good, 1 when something was left out, 2 when nothing could be read.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

from streets.file import save
from streets.street_map import StreetMap, StreetMapError

LARGEST = 1 << 30
"""No source beyond a gigabyte is read, bytes."""


@dataclass
class Report:
    """What was wrong, and where."""

    lines: list[str] = field(default_factory=list)
    rows: int = 0
    left_out: int = 0

    def trouble(self, where: str, what: str) -> None:
        """Part of a row was left out."""
        self.lines.append(f"{where}: {_one_line(what)}")

    def refuse(self, where: str, what: str) -> None:
        """A whole row was left out."""
        self.left_out += 1
        self.lines.append(f"{where}: {_one_line(what)}; the row is left out")


class SourceError(ValueError):
    """Why a source cannot be read at all, in one line."""


def whole_number(text: str) -> int | None:
    """A house number as the columns hold it: empty, NULL and 0 are none; raises ValueError."""
    bare = text.strip()
    if not bare or bare.upper() in ("NULL", "NAN", "S/N", "SN"):
        return None
    if bare.endswith(".0"):
        bare = bare[:-2]
    if not bare.isascii() or not bare.isdigit() or len(bare) > 6:
        raise ValueError(f"{text!r} is no house number")
    return int(bare) or None


def read_source(path: Path) -> bytes:
    """The bytes of a source; raises SourceError."""
    try:
        if path.stat().st_size > LARGEST:
            raise SourceError(f"{path.name}: larger than {LARGEST >> 20} MiB")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path.name}: {error.strerror}") from error


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:200]


def _read(kind: str, path: Path, report: Report) -> StreetMap:
    if kind == "city":
        from streets.city_columns import import_city

        return import_city(read_source(path), report)
    from streets.osm_addresses import import_osm

    return import_osm(read_source(path), report)


def main(arguments: list[str] | None = None) -> int:
    """Import one source into one file."""
    parser = argparse.ArgumentParser(
        prog="python -m streets.importing", description="Import a city's streets."
    )
    parser.add_argument("kind", choices=("city", "osm"))
    parser.add_argument("source", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--report", type=Path)
    told = parser.parse_args(arguments)
    report = Report()
    try:
        street_map = _read(told.kind, told.source, report)
        save(street_map, told.out)
    except (SourceError, StreetMapError, OSError) as error:
        print(f"import: {_one_line(str(error))}", file=sys.stderr)
        return 2
    text = "".join(f"{line}\n" for line in report.lines)
    if told.report is not None:
        told.report.write_text(text, encoding="utf-8")
    else:
        sys.stderr.write(text)
    places = len(street_map.place_name)
    print(
        f"{report.rows} rows, {report.left_out} left out, {len(report.lines)} complaints: "
        f"{street_map.pieces} directed pieces, {len(street_map.streets)} streets, {places} places"
    )
    return 1 if report.lines else 0


if __name__ == "__main__":
    sys.exit(main())
