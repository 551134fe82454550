"""Whoever works in English reads no Spanish: every sentence is translated, with the same holes."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as xml
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from console.language import SafeTranslator, locale_of, speak
from dev.house.source import ROOT
from dev.languages import build, longer, pseudo
from domain.clock import SECOND
from resources.paths import path
from widgets.look import Look
from widgets.timer import ago, time_of_day

NOT_SHOWN = ("gallery", "samples")


def messages(file: Path) -> dict[tuple[str, str], xml.Element]:
    """Context and source of every message of a translation file."""
    found = {}
    for context in xml.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            found[context.findtext("name", ""), message.findtext("source", "")] = message
    return found


def test_every_sentence_of_the_program_is_in_english(tmp_path: Path) -> None:
    sources = [
        str(file)
        for room in ("console", "widgets")
        for file in sorted((ROOT / room).rglob("*.py"))
        if not file.stem.startswith(NOT_SHOWN)
    ]
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    fresh = tmp_path / "fresh.ts"
    subprocess.run([tool, *sources, "-ts", fresh], check=True, capture_output=True)
    english = messages(path("i18n", "en.ts"))
    missing = [key for key in messages(fresh) if key not in english]
    assert not missing, f"resources/i18n/en.ts lacks {missing}"


def test_translations_are_whole_and_keep_their_holes() -> None:
    for (context, source), message in messages(path("i18n", "en.ts")).items():
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") != "unfinished", (context, source)
        said = translation.text or ""
        assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", source)), (
            context,
            source,
        )


def test_english_is_spoken_when_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    translator = speak(qapp, "en", tmp_path)
    assert translator is not None
    try:
        assert QCoreApplication.translate("call_queue", "Cola de llamadas") == "Call queue"
    finally:
        qapp.removeTranslator(translator)
        speak(qapp, "es", tmp_path)


def built(folder: Path, *pairs: tuple[str, str]) -> SafeTranslator:
    """A translator of these sentences of context `a`."""
    rows = "".join(
        f"<message><source>{source}</source><translation>{said}</translation></message>"
        for source, said in pairs
    )
    source = folder / "xx.ts"
    head = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="en_GB">'
    source.write_text(f"{head}<context><name>a</name>{rows}</context></TS>", encoding="utf-8")
    build(source, folder / "xx.qm")
    translator = SafeTranslator()
    assert translator.load(str(folder / "xx.qm"))
    return translator


def test_a_translation_with_a_wrong_placeholder_is_not_shown_and_is_named(
    qapp: QApplication, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("has other holes than")
    translator = built(
        tmp_path, ("quedan {n}", "{m} left"), ("faltan {n}", "{n missing"), ("sin {n}", "no {n}")
    )
    qapp.installTranslator(translator)
    try:
        said = [
            QCoreApplication.translate("a", one).format(n=3)
            for one in ("quedan {n}", "faltan {n}", "sin {n}")
        ]
    finally:
        qapp.removeTranslator(translator)
    assert said == ["quedan 3", "faltan 3", "no 3"]
    assert translator.wrong == ["quedan {n}", "faltan {n}"]


def test_a_sentence_without_translation_stays_spanish(qapp: QApplication, tmp_path: Path) -> None:
    translator = built(tmp_path, ("libre", "free"))
    qapp.installTranslator(translator)
    try:
        assert QCoreApplication.translate("a", "libre") == "free"
        assert QCoreApplication.translate("a", "ocupado") == "ocupado"
    finally:
        qapp.removeTranslator(translator)


def test_numbers_dates_and_ages_are_written_as_people_here_write_them(qapp: QApplication) -> None:
    spanish, english = Look(locale=locale_of("es")), Look(locale=locale_of("en"))
    assert spanish.locale.toString(4912.5, "f", 1) == "4.912,5"
    assert english.locale.toString(4912.5, "f", 1) == "4,912.5"
    evening = 1_795_394_804 * SECOND
    assert time_of_day(evening, spanish) == time_of_day(evening, english)
    assert len(time_of_day(evening, spanish)) == 8, "24 hours, no a.m. or p.m."
    assert ago(42 * SECOND) == "hace 42 s"


def test_the_longer_language_keeps_every_hole(tmp_path: Path) -> None:
    assert longer("{n} de {total} móviles").startswith("{n} dë {total} móvîlës")
    assert len(longer("Cola de llamadas")) >= 1.25 * len("Cola de llamadas")
    pseudo(path("i18n", "en.ts"), tmp_path / "pseudo.qm")
    translator = SafeTranslator()
    assert translator.load(str(tmp_path / "pseudo.qm"))
    assert translator.translate("call_queue", "Cola de llamadas").startswith("Còlà"[0])
    assert not translator.wrong
