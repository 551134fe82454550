"""What the parts look like, held against pictures of them: a colour, a shape or a font that slips is seen.

The pictures are drawn with Debian's fonts-inter of one version; another draws letters differently, so there
the test is skipped, saying so (never where CI is set). `ATALAYA_GOLDEN=new` draws what is missing; delete one
to draw it anew, and look at it before it is kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from widgets import style
from widgets.gallery_sheets import SHEETS
from widgets.look import Look
from widgets.picture_difference import difference

FOLDER = Path(__file__).parents[1] / "golden" / "pictures"
FONTS = "4.0~beta7+ds-1"
KEPT = (
    "marks-dark", "marks-light", "controls-dark", "controls-light", "unit_board-light", "dispatch-dark",
    "papers-light",
)  # fmt: skip
MOST_FAR = 0.001
"""Share of points that may be another colour: a thousandth, less than one letter of a word."""


def fonts_installed() -> str:
    if shutil.which("dpkg-query") is None:
        return "none that dpkg knows"
    asked = ["dpkg-query", "-W", "-f=${Version}", "fonts-inter"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout or "none"


@pytest.fixture(scope="module")
def fonts() -> None:
    found = fonts_installed()
    if found != FONTS and not os.environ.get("CI"):
        pytest.skip(f"fonts-inter is {found}, the pictures were drawn with {FONTS}")
    assert found == FONTS, "the pictures of this project are drawn with the Inter that set-up installs"


@pytest.fixture
def drawn(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[QImage]:
    name, theme = request.param.rsplit("-", 1)
    look = Look(theme)
    style.apply(qapp, look)
    sheet = SHEETS[name](look)
    sheet.show()
    qapp.processEvents()
    yield sheet.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    sheet.close()
    sheet.deleteLater()
    qapp.setStyleSheet("")


@pytest.mark.parametrize("drawn", KEPT, indirect=True)
def test_it_looks_as_it_did(
    drawn: QImage, fonts: None, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    name = request.node.callspec.params["drawn"]
    file = FOLDER / f"{name}.png"
    if os.environ.get("ATALAYA_GOLDEN") == "new" and not file.exists():
        drawn.save(str(file))
    kept = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB888)
    share = difference(drawn, kept)
    if share > MOST_FAR:
        seen = tmp_path / f"{name}.png"
        drawn.save(str(seen))
        pytest.fail(f"{name}: {share:.2%} of it is another colour than in {file}; what was drawn: {seen}")


@pytest.mark.parametrize("drawn", ["marks-dark"], indirect=True)
def test_a_severity_of_another_colour_is_seen(drawn: QImage) -> None:
    changed = drawn.copy()
    for y in range(30, 50):
        for x in range(24, 44):
            changed.setPixelColor(x, y, "#2266ff")
    assert difference(drawn, changed) > MOST_FAR
