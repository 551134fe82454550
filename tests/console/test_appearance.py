"""How the desk looks is changed while somebody works, and a theme that is not whole is never painted."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from console import settings, theme
from console.appearance import Appearance, person_menu
from resources import paths
from widgets import tokens

NOW = Appearance("dark", "es", 100)


@pytest.fixture
def themes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The themes in a folder of this test's own."""
    for name in ("dark.toml", "light.toml"):
        (tmp_path / name).write_text(paths.path("themes", name).read_text("utf-8"), "utf-8")
    monkeypatch.setattr(tokens, "path", lambda *parts: tmp_path / parts[-1])
    return tmp_path


def test_a_theme_with_a_missing_token_gives_the_other_and_says_which(
    qapp: QApplication, themes: Path, caplog: pytest.LogCaptureFixture, expect_log: object
) -> None:
    assert callable(expect_log)
    expect_log("severity.critical")
    light = (themes / "light.toml").read_text("utf-8").splitlines()
    (themes / "light.toml").write_text(
        "\n".join(line for line in light if not line.startswith("critical =")), "utf-8"
    )
    with caplog.at_level(logging.ERROR):
        look = theme.dress(qapp, "light", "es")
    assert look.theme == "dark"
    assert look.complaint == "token 'severity.critical' is missing from theme 'light'"
    qapp.setStyleSheet("")


def test_a_token_that_is_no_colour_is_not_painted(
    qapp: QApplication, themes: Path, caplog: pytest.LogCaptureFixture, expect_log: object
) -> None:
    assert callable(expect_log)
    expect_log("surface.pane")
    light = (themes / "light.toml").read_text("utf-8").replace('pane = "#FFFFFF"', 'pane = "snow-ish"')
    (themes / "light.toml").write_text(light, "utf-8")
    look = theme.dress(qapp, "light", "es")
    assert (look.theme, "'surface.pane' of theme 'light' is not a colour" in look.complaint) == ("dark", True)
    qapp.setStyleSheet("")


def test_the_persons_menu_ticks_what_holds_and_changes_one_thing(qapp: QApplication, qtbot) -> None:
    asked: list[Appearance] = []
    left: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    menu = person_menu(window, NOW, asked.append, (("Salir del puesto", lambda: left.append("out")),))
    acts = {act.text(): act for act in menu.actions() if not act.isSeparator()}
    assert [words for words, act in acts.items() if act.isChecked()] == [
        "Tema oscuro", "Español", "Letra al 100 %",
    ]  # fmt: skip
    for words in ("Tema claro", "English", "Letra al 200 %", "Tema oscuro", "Salir del puesto"):
        acts[words].trigger()
    assert asked == [Appearance("light", "es", 100), Appearance("dark", "en"), Appearance("dark", "es", 200)]
    assert left == ["out"]


@pytest.mark.parametrize("text", [99, 400, -100])
def test_a_size_nobody_offers_is_not_taken_from_the_desks_file(tmp_path: Path, text: int) -> None:
    settings.save(tmp_path, settings.Settings(user="ana", text=text, theme="light"))
    assert settings.load(tmp_path) == settings.Settings(user="ana", theme="light")
