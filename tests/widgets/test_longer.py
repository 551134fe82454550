"""A language a third longer than Spanish: numbers, waits and severities stay whole, acts keep their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dev.languages import FOLDER, longer, pseudo
from domain.severity import Severity
from widgets.buttons import ActionButton
from widgets.call_form import CallForm
from widgets.gallery_sheets import operator
from widgets.look import Look
from widgets.severity import word


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pseudo(FOLDER / "en.ts", tmp_path_factory.mktemp("i18n") / "pseudo.qm")


@pytest.fixture
def spoken(qapp: QApplication, built: Path) -> Iterator[QTranslator]:
    translator = QTranslator()
    assert translator.load(str(built))
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)])
def test_what_must_never_be_cut_is_whole(
    qtbot: QtBot, look: Look, spoken: QTranslator, monkeypatch: pytest.MonkeyPatch, size: QSize
) -> None:
    cut: list[str] = []
    fit = Look.fit

    def fit_noted(self: Look, text: str, kind: str, width: float) -> str:
        shown = fit(self, text, kind, width)
        if shown != text:
            cut.append(text)
        return shown

    monkeypatch.setattr(Look, "fit", fit_noted)
    shell = operator(look, size)
    qtbot.addWidget(shell)
    shell.show()
    shell.grab()
    assert cut, "something is, or this language is not longer"
    severities = [word(severity) for severity in Severity]
    figures = re.compile(r"[\d:., %+-]+|[A-Z]{1,4} ?\d+-\d+|\d{2}-\d{7}")
    lost = [text for text in cut if figures.fullmatch(text) or text in severities]
    assert not lost, "numbers, waits, call signs and severities are never cut"


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)])
def test_the_acts_of_the_form_keep_their_words(
    qtbot: QtBot, look: Look, spoken: QTranslator, size: QSize
) -> None:
    shell = operator(look, size)
    qtbot.addWidget(shell)
    shell.show()
    form = shell.findChildren(CallForm)[0]
    for button in (form.save_act, form.create_act):
        assert isinstance(button, ActionButton)
        assert button.width() >= look.metrics(button._font).horizontalAdvance(button.words()), button.words()
    assert form.create_act.words().startswith(longer("Crear")[:4])
