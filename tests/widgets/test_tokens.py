"""Both themes say the same things, and what they say can be read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from resources.paths import path
from widgets import style
from widgets.look import Look
from widgets.tokens import THEMES, MissingToken, Tokens

ROOT = Path(__file__).resolve().parents[2]
GROUPS = (
    "surface|text|outline|accent|focus|severity|unit|link|video|map|track|phase|shadow|type|space|radius|size"
)
TOKEN = re.compile(rf'"((?:{GROUPS})\.[a-z_]+)"')
GROUNDS = ("surface.pane", "surface.raised", "surface.selected", "surface.bar", "surface.field")


@pytest.fixture(params=THEMES)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    return Tokens.load(request.param)


def test_a_missing_token_is_named_with_its_theme(tmp_path: Path) -> None:
    thin = tmp_path / "thin.toml"
    thin.write_text('[surface]\npane = "#101010"\n')
    with pytest.raises(MissingToken, match=r"^token 'severity\.critical' is missing from theme 'thin'$"):
        Tokens.read(thin).colour("severity.critical")


def test_a_token_that_is_no_colour_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[surface]\npane = "crimson-ish"\n')
    with pytest.raises(
        MissingToken, match=r"'surface\.pane' of theme 'wrong' is not a colour: 'crimson-ish'"
    ):
        Tokens.read(wrong).colour("surface.pane")


def test_a_theme_nobody_made_is_refused() -> None:
    with pytest.raises(ValueError, match="theme: one of dark, light, not 'neon'"):
        Tokens.load("neon")


def test_every_token_that_the_widgets_name_is_in_both_themes(tokens: Tokens) -> None:
    files = [
        file for file in (ROOT / "widgets").rglob("*.py") if "words" not in file.name
    ]  # those hold reasons
    named = {token for file in files for token in TOKEN.findall(file.read_text("utf-8"))}
    assert len(named) > 40
    for token in named:
        tokens._look_up(token)


def test_the_two_themes_define_the_same_names() -> None:
    dark, light = (tomllib.loads(path("themes", f"{theme}.toml").read_text("utf-8")) for theme in THEMES)
    assert {(group, name) for group in dark for name in dark[group]} == {
        (group, name) for group in light for name in light[group]
    }


@pytest.mark.parametrize("theme", THEMES)
def test_the_sheet_has_no_hole_left(theme: str) -> None:
    sheet = style.sheet(Look(theme))
    assert "{{" not in sheet
    assert Tokens.load(theme).colour("accent.fill").name() in sheet


def test_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    for name in ("text.primary", "text.secondary", "text.tertiary"):
        for ground in GROUNDS:
            assert contrast(tokens.colour(name), tokens.colour(ground)) >= 4.5, (name, ground)


def test_severity_words_can_be_read_where_they_stand(tokens: Tokens) -> None:
    for severity in ("critical", "high", "medium", "low", "info"):
        assert contrast(tokens.colour(f"severity.{severity}"), tokens.colour("surface.pane")) >= 4.5
    for tinted in ("critical", "high"):
        ground = tokens.colour(f"severity.{tinted}_tint")
        assert contrast(tokens.colour(f"severity.{tinted}"), ground) >= 4.5
        assert contrast(tokens.colour("text.primary"), ground) >= 4.5


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
