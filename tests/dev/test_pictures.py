"""What is copied into docs/pictures: a dozen at most, and only what has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from dev import pictures


def paint(file: Path, colour: str, corner: int = 0) -> bytes:
    image = QImage(200, 100, QImage.Format.Format_RGB888)
    image.fill(QColor(colour))
    for place in range(corner):
        image.setPixelColor(place % 200, place // 200, QColor("white"))
    file.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(file))
    return file.read_bytes()


def test_docs_hold_a_dozen_pictures_at_most() -> None:
    assert len(pictures.SHOWN) <= 12


def test_a_picture_whose_clock_went_on_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pictures, "SHOWN", {"operator": "taken", "video": "not-taken"})
    paint(tmp_path / "album" / "taken.png", "navy", corner=100)
    kept = paint(tmp_path / "docs" / "operator.png", "navy")
    assert pictures.choose(tmp_path / "album", tmp_path / "docs") == []
    assert (tmp_path / "docs" / "operator.png").read_bytes() == kept
    assert "no not-taken: docs/pictures/video.png stays as it is" in capsys.readouterr().err


def test_a_page_that_looks_otherwise_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "SHOWN", {"operator": "taken"})
    shrunk: list[str] = []

    def pngquant(words: list[str], **_: object) -> None:
        shrunk.append(words[-1])
        Path(words[words.index("--output") + 1]).write_bytes(Path(words[-1]).read_bytes())

    taken = paint(tmp_path / "album" / "taken.png", "navy", corner=2000)
    paint(tmp_path / "docs" / "operator.png", "navy")
    monkeypatch.setattr(pictures, "_quantise", pngquant)
    assert pictures.choose(tmp_path / "album", tmp_path / "docs") == ["operator"]
    assert (tmp_path / "docs" / "operator.png").read_bytes() == taken
