"""What callers and devices send is shown as it is: never markup, never invisible, never too much."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from widgets.fields import LineField, TextField
from widgets.look import Look
from widgets.plain_text import PlainLabel, tip, tip_text, visible


def test_markup_in_a_name_is_shown_letter_by_letter(qtbot: QtBot) -> None:
    label = PlainLabel('<img src="file:///etc/passwd"><b>Ana</b>')
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == '<img src="file:///etc/passwd"><b>Ana</b>'


def test_markup_in_a_tip_is_escaped(qtbot: QtBot) -> None:
    label = PlainLabel("x")
    qtbot.addWidget(label)
    tip(label, "<b>Ana</b> & <img src=x>")
    assert label.toolTip() == "<qt>&lt;b&gt;Ana&lt;/b&gt; &amp; &lt;img src=x&gt;</qt>"
    assert tip_text("") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc\u202egpj.exe", "abc⟨U+202E⟩gpj.exe"),
        ("\u2066uno\u2069", "⟨U+2066⟩uno⟨U+2069⟩"),
        ("a\u200bb\u200db\ufeffc", "a⟨U+200B⟩b⟨U+200D⟩b⟨U+FEFF⟩c"),
        ("a\x00b\x1bc", "a⟨U+0000⟩b⟨U+001B⟩c"),
        ("suave\u00adguion", "suave⟨U+00AD⟩guion"),
        ("roto\ud800", "roto⟨U+D800⟩"),
        ("una\nlínea\tsola", "una línea sola"),
        ("Ñandú 3200, 1.º B · café", "Ñandú 3200, 1.º B · café"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_sixty_kilobytes_of_nested_tags_are_cut_at_once(qtbot: QtBot) -> None:
    flood = "<b>" * 20_000
    began = time.monotonic()
    label = PlainLabel(flood)
    qtbot.addWidget(label)
    label.grab()
    tip(label, flood)
    assert time.monotonic() - began < 0.05
    assert len(label.text()) == 400
    assert label.text().endswith("…")


def test_a_long_name_is_cut_at_the_right_and_told_in_full_by_its_tip(qtbot: QtBot) -> None:
    label = PlainLabel("Avenida Brigadier General Juan Manuel de Rosas 15.200", elide=True)
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.grab()
    assert "15.200" in label.toolTip()
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""


def test_an_invisible_mark_that_is_pasted_into_a_field_becomes_visible(qtbot: QtBot, look: Look) -> None:
    line, text = LineField(look, "Lugar"), TextField(look, "Relato")
    qtbot.addWidget(line)
    qtbot.addWidget(text)
    line.insert("Alem\u202e 1200")
    assert line.text() == "Alem⟨U+202E⟩ 1200"
    text.fill("dos\u2066 hombres\nen moto")
    assert text.toPlainText() == "dos⟨U+2066⟩ hombres\nen moto"


def test_the_narrative_takes_8000_characters_and_no_more(qtbot: QtBot, look: Look) -> None:
    text = TextField(look, "Relato", cap=8000)
    qtbot.addWidget(text)
    text.insertPlainText("x" * 9000)
    assert len(text.toPlainText()) == 8000
