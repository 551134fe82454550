"""Icons of the Phosphor font in token colours, drawn once per name, size, colour and screen ratio."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap, QRawFont, QTransform

GRID = 256.0
"""Font units of an icon's square."""


class IconBook:
    """Draws Phosphor icons; the font is read at the first one (QtAwesome carries it and is not imported)."""

    def __init__(self) -> None:
        self._font: QRawFont | None = None
        self._codes: dict[str, str] = {}
        self._paths: dict[str, QPainterPath] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def path(self, name: str) -> QPainterPath:
        """The icon's outline in a square of 1 x 1; KeyError names an icon that the font does not have."""
        found = self._paths.get(name)
        if found is None:
            found = self._paths[name] = self._draw(name)
        return found

    def pixmap(self, name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
        """The icon at `size` logical pixels on a screen of that device pixel ratio."""
        key = (name, size, colour.rgba(), ratio)
        found = self._pixmaps.get(key)
        if found is None:
            side = round(size * ratio)
            found = QPixmap(side, side)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(side, side)
            painter.fillPath(self.path(name), colour)
            painter.end()
            found.setDevicePixelRatio(ratio)
            self._pixmaps[key] = found
        return found

    def _draw(self, name: str) -> QPainterPath:
        font = self._open()
        code = self._codes.get(name)
        if code is None:
            raise KeyError(f"icon {name!r} is not in the Phosphor font")
        glyphs = font.glyphIndexesForString(chr(int(code, 16)))
        outline = font.pathForGlyph(glyphs[0])
        shrink = QTransform.fromScale(1.0 / GRID, 1.0 / GRID)
        shrink.translate(0.0, font.ascent())
        return shrink.map(outline)

    def _open(self) -> QRawFont:
        if self._font is None:
            folder = _font_folder()
            self._font = QRawFont(str(_only(folder, "phosphor-[0-9]*.ttf")), GRID)
            self._codes = json.loads(_only(folder, "phosphor-charmap-*.json").read_text("utf-8"))
        return self._font


def _font_folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the Phosphor icons are missing: QtAwesome is not installed")
    return Path(spec.submodule_search_locations[0]) / "fonts"


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise FileNotFoundError(f"the Phosphor icons are missing: no {pattern} in {folder}")
    return found[-1]
