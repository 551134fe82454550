"""Whoever works in English reads no Spanish: every sentence is translated, with the same holes."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from console.language import speak
from dev.house.source import ROOT
from resources.paths import path

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
