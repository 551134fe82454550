"""What is installed is what is pinned, and none of it breaks Qt."""

from __future__ import annotations

import gc
import sys
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dev.house.pins import canonical, constraints, pins

_TOOLS_OF_THE_ENVIRONMENT = {"atalaya", "pip", "setuptools", "wheel"}


def test_exactly_the_pinned_versions_are_installed() -> None:
    exact = constraints()
    installed = {canonical(dist.metadata["Name"]): dist.version for dist in distributions()}
    strangers = installed.keys() - exact.keys() - _TOOLS_OF_THE_ENVIRONMENT
    assert not strangers, f"installed, but not in constraints.txt: {sorted(strangers)}"
    apart = {name: version for name, version in installed.items() if exact.get(name, version) != version}
    assert not apart, f"installed in another version than constraints.txt says: {apart}"


def test_a_loose_pin_is_named(tmp_path: Path) -> None:
    (tmp_path / "constraints.txt").write_text("numpy==2.4.6\nav>=18\n")
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["numpy>=2"]\noptional-dependencies.dev = [\n"numpy==2.4.5",\n]\n'
    )
    assert [str(finding) for finding in pins(tmp_path)] == [
        "constraints.txt:2: 'av>=18': write name==version",
        "pyproject.toml:2: 'numpy>=2': pin it with ==",
        "pyproject.toml:4: 'numpy==2.4.5': constraints.txt says 2.4.6",
    ]


def test_one_distribution_gives_cv2() -> None:
    # A second one would bring Qt plugins of its own and set QT_QPA_PLATFORM_PLUGIN_PATH on import.
    assert set(packages_distributions()["cv2"]) == {"opencv-python-headless"}


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="counts CPython's references")
def test_qt_calls_leave_the_references_of_none_alone(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference of None at each void call, until it dies of it."""
    widget = QWidget()
    qtbot.addWidget(widget)
    image, pixmap = QImage(8, 8, QImage.Format.Format_RGB32), QPixmap(8, 8)
    colour = QColor("white")
    gc.collect()  # what other tests left behind must not go away while this one counts
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
        image.fill(colour)
        painter = QPainter(image)
        painter.drawPixmap(0, 0, pixmap)
        painter.setBrush(colour)
        painter.end()
    assert abs(sys.getrefcount(None) - before) < 500
