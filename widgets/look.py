"""What a widget needs to look like Atalaya: tokens, fonts, icons, scale, locale and the site's time zone."""

from __future__ import annotations

from copy import copy
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPixmap

from widgets.icons import IconBook
from widgets.tokens import Tokens

SITE_ZONE = "America/Argentina/Buenos_Aires"
KEPT_LINES = 8192
"""Elided lines kept before the cache is emptied: some 60 rows of every pane, many times over."""

_WEIGHTS = ("regular", "medium", "strong", "heavy")


class Look:
    """One theme at one scale in one language; made once per program and handed to every widget."""

    def __init__(
        self, theme: str = "dark", *, scale: float = 1.0, locale: QLocale | None = None, zone: str = SITE_ZONE
    ) -> None:
        self.tokens = Tokens.load(theme)
        self.scale = scale
        self.complaint = ""
        """What was wrong with the theme that was asked for; empty when this is it."""
        self.locale = locale or QLocale(QLocale.Language.Spanish, QLocale.Country.Argentina)
        self.zone = ZoneInfo(zone)
        self.icons = IconBook()
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetricsF] = {}
        self._cut: dict[tuple[str, str, int], str] = {}

    def apart(self) -> Look:
        """The same look for somebody who will want it at another scale: see `rescale`."""
        made = copy(self)
        made.rescale(self.scale)
        return made

    def rescale(self, scale: float) -> None:
        """Be as large as this from now on; whoever was made with it paints and lays out anew."""
        self.scale = scale
        self._fonts, self._metrics, self._cut = {}, {}, {}

    @property
    def theme(self) -> str:
        """`dark` or `light`."""
        return self.tokens.theme

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """A token's colour, seen through at `alpha` below 1."""
        found = self.tokens.colour(name)
        if alpha < 1.0:
            found = QColor(found)
            found.setAlphaF(alpha)
        return found

    def size(self, name: str) -> int:
        """A token of [size], [space], [radius] or [type] in pixels at this scale."""
        return self.px(self.tokens.number(name))

    def px(self, pixels: float) -> int:
        """Pixels at 100 % as pixels at this scale."""
        return round(pixels * self.scale)

    def font(self, kind: str) -> QFont:
        """A font by its words: a size of [type], then regular, medium, strong, heavy, mono, display, id.

        `font("body strong")`, `font("timer strong display")`; every one has tabular figures.
        """
        found = self._fonts.get(kind)
        if found is None:
            found = self._fonts[kind] = self._make_font(kind)
        return found

    def metrics(self, kind: str) -> QFontMetricsF:
        """Measures of such a font."""
        found = self._metrics.get(kind)
        if found is None:
            found = self._metrics[kind] = QFontMetricsF(self.font(kind))
        return found

    def fit(self, text: str, kind: str, width: float) -> str:
        """The text cut at the right with an ellipsis where it is wider than `width` pixels."""
        key = (text, kind, int(width))
        found = self._cut.get(key)
        if found is None:
            metrics = self.metrics(kind)
            found = text
            if metrics.horizontalAdvance(text) > width:
                found = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            if len(self._cut) >= KEPT_LINES:
                self._cut.clear()
            self._cut[key] = found
        return found

    def icon(self, name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
        """An icon of the Phosphor font (`phone-incoming`, `pause-fill`) in a token's colour."""
        return self.icons.pixmap(name, size, self.colour(colour), ratio)

    def _make_font(self, kind: str) -> QFont:
        words = kind.split()
        tokens = self.tokens
        chain = "mono" if "mono" in words else "display" if "display" in words else ""
        font = QFont()
        font.setFamilies(tokens.names(f"type.family_{chain}" if chain else "type.family"))
        font.setPixelSize(self.size(f"type.{words[0]}"))
        weight = next((word for word in words if word in _WEIGHTS), "regular")
        font.setWeight(QFont.Weight(tokens.number(f"type.weight_{weight}")))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        for feature in tokens.names("type.features_identifier" if "id" in words else "type.features"):
            font.setFeature(QFont.Tag(feature), 1)
        return font
