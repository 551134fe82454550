"""No sentence reaches a person untranslated, in pieces, or with a hole that nothing fills."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dev.house.__main__ import RULES
from dev.house.sentences import (
    SENTENCES,
    decimals_of_the_desk,
    filled_holes,
    holes,
    said_in_spanish,
    translations,
    whole_sentences,
)
from dev.house.source import Finding, Source, parse

Rule = Callable[[Source], Iterator[Finding]]


def test_the_whole_house_is_held_to_these_rules() -> None:
    assert set(SENTENCES) <= set(RULES), "test_manners asks every rule about every file"


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (whole_sentences, 'words = "Móvil " + translate("a", "libre")'),
        (whole_sentences, 'words = translate("a", "libre") + "."'),
        (whole_sentences, 'words = translate("a", "%d libres") % 3'),
        (
            whole_sentences,
            'words = f"{translate("a", "libre")}: {n}"'.replace('"a", "libre"', "'a', 'libre'"),
        ),
        (whole_sentences, 'words = translate("a", f"{n} libres")'),
        (whole_sentences, 'words = translate("a", word)'),
        (filled_holes, 'words = translate("a", "{n} de {total}").format(n=3)'),
        (filled_holes, 'words = translate("a", "{n} libres").format(n=3, m=4)'),
        (filled_holes, 'words = translate("a", "{} libres").format(3)'),
        (said_in_spanish, 'label.setText("Sin conexión")'),
        (decimals_of_the_desk, 'label.setText(f"{seconds:.1f} s")'),
    ],
)
def test_a_breach_is_named(rule: Rule, code: str) -> None:
    assert list(rule(parse("widgets/made_up.py", f"{code}\n")))
    assert not list(rule(parse("backend/made_up.py", f"{code}\n"))), "only the console speaks to people"


@pytest.mark.parametrize(
    "code",
    [
        'words = translate("a", "{n} de {total}").format(n=3, total=4)',
        'words = QCoreApplication.translate("a", "Sin conexión")',
        '"""Un módulo con ñ en su descripción."""',
        'words = translate("a", "{n} libres").format_map(params)',
        "area.translated(0, 1)",
    ],
)
def test_what_is_right_is_let_be(code: str) -> None:
    source = parse("widgets/made_up.py", f"{code}\n")
    assert not [finding for rule in SENTENCES for finding in rule(source)]


def test_holes_are_names_and_anything_else_is_no_format() -> None:
    assert holes("{n} de {total}") == {"n", "total"}
    assert holes("nada") == frozenset()
    assert holes("{{n}}") == frozenset()
    for broken in ("{n", "n}", "{0}", "{}", "{n:d}", "{n!r}", "{a.b}"):
        assert holes(broken) is None, broken


@pytest.mark.parametrize(
    ("source", "translation", "said"),
    [
        ("{n} libre", "{m} free", "other holes"),
        ("{n} libre", "free", "other holes"),
        ("{n} libre", "{n free", "other holes"),
        ("libre", "", "no translation"),
        ("{n} unidades", "{n} units", "no sentence of its own for 1"),
    ],
)
def test_a_translation_that_is_wrong_is_named(
    tmp_path: Path, source: str, translation: str, said: str
) -> None:
    file = tmp_path / "xx.ts"
    file.write_text(
        f"<TS><context><name>a</name><message><source>{source}</source>"
        f"<translation>{translation}</translation></message></context></TS>",
        encoding="utf-8",
    )
    (finding,) = translations(file)
    assert said in str(finding)
