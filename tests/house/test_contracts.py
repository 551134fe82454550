"""Who may know whom: every contract is broken on purpose, in a copy of the house, and seen to be caught."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from dev.house.source import PRODUCT, ROOT, Source, sources

# contract -> (importing package, imported module), each planted in a module of its own.
BREACHES: dict[str, list[tuple[str, str]]] = {
    "console-layers": [
        ("widgets", "backend_client"),
        ("backend_client", "widgets"),
        ("domain", "backend_client"),
        ("widgets", "console"),
    ],
    "programs-apart": [("console", "backend"), ("simulator", "backend"), ("backend", "dev")],
    "nobody-imports-a-program": [
        ("backend_client", "backend"),
        ("domain", "backend"),
        ("widgets", "simulator"),
    ],
    "backend-keeps-to-itself": [("backend", "backend_client"), ("backend", "widgets")],
    "field-programs": [("simulator", "widgets"), ("analytics", "cartography")],
    "leaves-apart": [
        ("rtsp", "resources"),
        ("cartography", "rtsp"),
        ("dev", "lifeline"),
        ("logbook", "resources"),
    ],
    "leaves-import-nothing": [
        ("rtsp", "domain"),
        ("resources", "console"),
        ("lifeline", "domain"),
        ("logbook", "domain"),
    ],
    "streets-stand-alone": [("streets", "domain"), ("streets", "console")],
    "who-reads-streets": [("widgets", "streets"), ("domain", "streets"), ("resources", "streets")],
    "who-speaks-rtsp": [("backend_client", "rtsp"), ("widgets", "rtsp")],
    "relay-speaks-rtsp": [("backend", "rtsp.planted")],
    "widgets-paint-values": [("widgets", "domain.decide"), ("widgets", "domain.wire")],
    "verify-stands-alone": [("backend.verify", "domain"), ("backend.verify", "backend.database")],
    "who-draws-maps": [("backend_client", "cartography"), ("widgets", "cartography")],
    "domain-stands-alone": [("domain", "resources"), ("domain", "lifeline"), ("domain", "logbook")],
    "domain-is-pure": [
        ("domain", "asyncio"),
        ("domain", "socket"),
        ("domain", "sqlalchemy"),
        ("domain", "websockets"),
    ],
    "database-behind-the-backend": [
        ("console", "sqlalchemy"),
        ("simulator", "psycopg"),
        ("backend_client", "psycopg"),
    ],
    "no-qt-below-the-console": [
        ("domain", "PySide6"),
        ("backend_client", "qasync"),
        ("backend", "PySide6"),
        ("rtsp", "PySide6"),
        ("cartography", "PySide6"),
        ("backend", "vlc"),
    ],
    "who-uses-cv2": [("backend", "cv2"), ("console", "cv2"), ("widgets", "cv2"), ("rtsp", "cv2")],
    "who-decodes": [("backend", "av"), ("console", "av"), ("widgets", "av"), ("domain", "av")],
    "panes-apart": [("widgets.call_queue", "widgets.status_bar"), ("widgets.login", "widgets.live_map")],
    "parts-know-no-pane": [("widgets.ink", "widgets.call_queue")],
}

# What stands right beside a rule and is allowed by it.
ALLOWED = [
    ("console.video.planted", "av"),
    ("console.planted_video", "rtsp"),
    ("simulator.planted_camera", "av"),
    ("simulator.planted_footage", "cv2"),
    ("cartography.planted_raster", "cv2"),
    ("streets.planted_city", "resources"),
    ("simulator.planted_drive", "streets"),
    ("backend.planted_tables", "sqlalchemy"),
    ("widgets.planted_label", "domain"),
    ("widgets.gallery", "widgets.call_queue"),
    ("widgets.call_queue", "widgets.planted_part"),
    ("console.planted_theme", "resources"),
    ("backend.planted_watch", "lifeline"),
    ("backend.streams.planted_relay", "rtsp.planted"),
]


def contract_names() -> dict[str, str]:
    """Contract's key -> the name that the report prints."""
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    prefix = "importlinter:contract:"
    return {
        section.removeprefix(prefix): parser[section]["name"]
        for section in parser
        if section.startswith(prefix)
    }


def imported_modules(source: Source) -> set[str]:
    """The modules that a file imports, `from package import module` counted as package.module."""
    found: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def plant(house: Path, importer: str, imported: str) -> str:
    """Write a module that imports; a bare package gets one of its own. Answers the module's name."""
    if "." not in importer:
        importer = f"{importer}.planted_{imported.replace('.', '_').lower()}"
    path = house / (importer.replace(".", "/") + ".py")
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a") as file:
        file.write(f"\nimport {imported}\n")
    return importer


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Contract's name -> what lint-imports says of it in a house where every contract is broken."""
    house = tmp_path_factory.mktemp("house")
    for package in (*PRODUCT, "dev"):
        shutil.copytree(ROOT / package, house / package, ignore=_all_but_python)
    shutil.copy(ROOT / ".importlinter", house)
    for module in ("widgets/planted_part.py", "rtsp/planted.py"):
        (house / module).touch()
    for pairs in BREACHES.values():
        for importer, imported in pairs:
            plant(house, importer, imported)
    for importer, imported in ALLOWED:
        plant(house, importer, imported)
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache", "--no-logo"],
        cwd=house,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    _, _, broken = run.stdout.partition("Broken contracts\n")
    sections = re.split(r"^(.+)\n-+\n", broken, flags=re.MULTILINE)
    return dict(zip(sections[1::2], sections[2::2], strict=True))


def _all_but_python(directory: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (Path(directory) / name).is_dir()]


def test_every_contract_has_a_breach_of_its_own() -> None:
    assert set(BREACHES) == set(contract_names())


def test_every_pane_that_the_console_shows_stands_in_the_contract() -> None:
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    listed = set(parser["importlinter:contract:panes-apart"]["modules"].split())
    shown: set[str] = set()
    parts: set[str] = set()
    for source in sources():
        rooms = {name.split(".")[1] for name in imported_modules(source) if name.startswith("widgets.")}
        if source.package == "console":
            shown |= rooms
        elif source.package == "widgets" and source.path != "widgets/gallery.py":
            parts |= rooms - {source.path.split("/")[1].removesuffix(".py")}
    unlisted = {f"widgets.{room}" for room in shown - parts} - listed
    assert not unlisted, f"add to the contract panes-apart in .importlinter: {sorted(unlisted)}"


@pytest.mark.parametrize(
    ("contract", "importer", "imported"), [(c, *p) for c, pairs in BREACHES.items() for p in pairs]
)
def test_a_broken_contract_is_caught(
    report: dict[str, str], contract: str, importer: str, imported: str
) -> None:
    said = report[contract_names()[contract]]
    if "." not in importer:
        importer = f"{importer}.planted_{imported.replace('.', '_').lower()}"
    assert f"{importer} -> {imported}" in said


def test_what_stands_beside_a_rule_is_left_in_peace(report: dict[str, str]) -> None:
    for importer, imported in ALLOWED:
        assert not [name for name, said in report.items() if f"{importer} -> {imported}" in said]
