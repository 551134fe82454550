"""What an operator types without looking is understood, and what is not says why."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.command_line import STATUS_WORDS, VERBS, Mistake, Order, plain, read, same_sign, verb_of
from console.completion import Told, offers
from console.order_history import OrderHistory, without_people
from domain.call import Disposition
from domain.unit import UnitStatus
from widgets.command_line import CommandLine
from widgets.keys import shortcut
from widgets.look import Look
from widgets.offer_list import Offer


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("atender", Order("answer")),
        ("ATENDER 41", Order("answer", number=41)),
        ("t", Order("take")),
        ("tomar 12", Order("take", number=12)),
        ("m 1-204 ec", Order("status", call_sign="m 1-204", status=UnitStatus.EN_ROUTE)),
        ("el M 1-204", Order("status", call_sign="m 1-204", status=UnitStatus.ON_SCENE)),
        ("same 107 en el lugar", Order("status", call_sign="same 107", status=UnitStatus.ON_SCENE)),
        ("lib moto 1-31", Order("status", call_sign="moto 1-31", status=UnitStatus.AVAILABLE)),
        ("d 1-204 1042", Order("dispatch", call_sign="1-204", number=1042)),
        ("despachar m 1-204", Order("dispatch", call_sign="m 1-204")),
        ("cerrar información", Order("close", disposition=Disposition.INFORMATION)),
        ("c", Order("close")),
        ("lugar San Martín 438", Order("place", place="San Martín 438")),
        ("ver m 1-204", Order("show", call_sign="m 1-204")),
    ],
)
def test_the_verbs_and_their_short_forms(typed: str, meant: Order) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "command.empty"),
        ("   ", "command.empty"),
        ("xyz", "command.unknown"),
        ("ec", "command.needs_unit"),
        ("d", "command.needs_unit"),
        ("atender pronto", "command.needs_number"),
        ("atender 9999999", "command.needs_number"),
        ("cerrar asi nomas", "command.disposition"),
    ],
)
def test_what_means_nothing_says_why(typed: str, code: str) -> None:
    mistake = read(typed)
    assert isinstance(mistake, Mistake)
    assert mistake.code == code


def test_a_unit_is_known_however_its_sign_is_typed() -> None:
    assert same_sign("m1204", "M 1-204")
    assert same_sign("same 107", "SAME 107")
    assert not same_sign("m 1-20", "M 1-204")


# ---- how a line may go on ------------------------------------------------------------------------------


class City:
    """A desk with two units, one incident, one call and one alert."""

    def knows(self, verb: str) -> bool:
        return verb != "lock"

    def units(self) -> Told:
        return (("M 1-204", "Disponible"), ("M 1-205", "En camino"), ("SAME 107", "Disponible"))

    def incidents(self) -> Told:
        return (("42", "26-0001042 · San Martín 438"),)

    def numbered(self, verb: str) -> Told:
        return (
            (("7", "CRÍTICA · 11 5823-4471"),) if verb == "answer" else (("1", "CRÍTICA · Botón de pánico"),)
        )

    def places(self) -> Told:
        return (("Av. Corrientes", ""), ("Av. Rivadavia", ""))

    def named(self, verb: str) -> Told:
        return (("Noche", "4 paneles"),)


def lines(typed: str) -> list[str]:
    return [offer.line for offer in offers(typed, City())]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("aten", ["atender "]),
        ("ANS", ["atender "]),  # by its English name too
        ("m1", ["M 1-204", "M 1-205"]),
        ("ver m1205", []),  # it is whole
        ("ver m", ["ver M 1-204", "ver M 1-205"]),
        ("d same", ["d SAME 107 "]),
        ("d same 107 ", ["d SAME 107 42"]),
        ("cerrar bro", ["cerrar broma"]),
        ("atender ", ["atender 7"]),
        ("tomar ", ["tomar 1"]),
        ("lugar corr", ["lugar Av. Corrientes"]),
        ("lugar c", []),  # one letter says nothing
        ("espacio n", ["espacio Noche"]),
        ("idioma ing", ["idioma inglés"]),
        ("m 1-204 en c", ["M 1-204 en camino"]),
        ("en camino m 1-20", ["en camino M 1-204", "en camino M 1-205"]),
        ("bloq", []),  # this desk does not know it
        ("", []),
        ("zzz", []),
    ],
)
def test_how_a_line_may_go_on(typed: str, offered: list[str]) -> None:
    assert lines(typed) == offered


def test_an_offer_says_what_it_means() -> None:
    (offer,) = offers("atender ", City())
    assert (offer.shown, offer.meaning) == ("7", "CRÍTICA · 11 5823-4471")
    assert offers("desp", City())[0].meaning == "despachar un móvil a un incidente"


def test_five_thousand_units_are_looked_through_between_two_keystrokes() -> None:
    class Many(City):
        def units(self) -> Told:
            return ((f"M {n // 100}-{n % 100:03}", "Disponible") for n in range(5000))

    offers("ver zz", Many())  # the first time every sign is read
    began = time.perf_counter()
    for typed in ("v", "ve", "ver", "ver z", "ver zz"):
        offers(typed, Many())
    assert (time.perf_counter() - began) / 5 < 0.025


def test_every_verb_can_be_typed_without_accents_and_no_two_share_a_name() -> None:
    # One verb may be called the same in both languages.
    names = [name for verb in VERBS for name in {plain(name) for name in verb.names}]
    assert len(names) == len(set(names))
    assert not set(names) & set(STATUS_WORDS), "a state is a verb of its own"
    assert all(verb_of(plain(name)) is verb for verb in VERBS for name in verb.names)


# ---- what was typed before -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("m 1-204  ec", "m 1-204 ec"),
        ("atender 41", "atender 41"),
        ("lugar Piedras 415, piso 3, Marta Ríos", "lugar "),
        ("l Piedras 415", "l "),
        ("espacio de Lucía", "espacio "),
        ("xyz Marta Ríos", ""),  # it meant nothing
        ("d " + "9" * 80, ""),
    ],
)
def test_what_a_desk_remembers_of_a_line_has_nobody_in_it(typed: str, kept: str) -> None:
    assert without_people(typed) == kept


def test_each_person_has_a_past_of_their_own_at_the_desk(tmp_path: Path) -> None:
    lucia, juan = UUID(int=1), UUID(int=2)
    history = OrderHistory(tmp_path, lucia)
    for line in ("m 1-204 ec", "lugar Piedras 415", "m 1-204 ec"):
        history.keep(line)
    history.save()
    assert OrderHistory(tmp_path, lucia).lines == ("lugar ", "m 1-204 ec")
    assert OrderHistory(tmp_path, juan).lines == ()
    (file,) = (tmp_path / "orders").iterdir()
    assert b"Piedras" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes(b"[1, 2")
    assert OrderHistory(tmp_path, lucia).lines == ()


# ---- the line on the screen ----------------------------------------------------------------------------


class Line:
    """A command line in a window, offering what begins with what is typed."""

    def __init__(self, qtbot: QtBot, known: tuple[str, ...]) -> None:
        self.qtbot, self.known = qtbot, known
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1200, 300)
        self.line = CommandLine(Look(), self.window)
        self.line.setGeometry(0, 250, 1200, 44)
        self.line.edited.connect(self.offer)
        self.entered: list[str] = []
        self.left: list[int] = []
        self.line.entered.connect(self.entered.append)
        self.line.left.connect(lambda: self.left.append(1))
        self.window.show()
        self.window.activateWindow()
        self.line.take_focus()
        qtbot.waitUntil(self.line.field.hasFocus)

    def offer(self, text: str) -> None:
        rows = tuple(
            Offer(one, one, "") for one in self.known if text and one.startswith(text) and one != text
        )
        self.line.set_offers(rows)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.line.field, text)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.line.field, key, held)


def test_tab_completes_as_far_as_all_agree_and_then_chooses(qtbot: QtBot) -> None:
    hand = Line(qtbot, ("M 1-204", "M 1-205", "SAME 107"))
    hand.type("M")
    hand.press(Qt.Key.Key_Tab)
    assert hand.line.text() == "M 1-20"
    hand.press(Qt.Key.Key_Tab)
    hand.press(Qt.Key.Key_Tab)
    assert hand.line.text() == "M 1-204", "the first was chosen, then taken"
    assert hand.line.field.hasFocus()


def test_arrows_choose_and_enter_takes_before_it_carries_out(qtbot: QtBot) -> None:
    hand = Line(qtbot, ("M 1-204", "M 1-205"))
    hand.type("M")
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    assert (hand.line.text(), hand.entered) == ("M 1-205", [])
    hand.press(Qt.Key.Key_Return)
    assert hand.entered == ["M 1-205"]


def test_escape_closes_the_list_and_then_leaves_with_the_text_kept(qtbot: QtBot) -> None:
    hand = Line(qtbot, ("M 1-204", "M 1-205"))
    hand.type("M")
    hand.press(Qt.Key.Key_Escape)
    assert (hand.line.offers(), hand.left) == ((), [])
    hand.press(Qt.Key.Key_Escape)
    assert (hand.left, hand.line.text()) == ([1], "M")


def test_the_past_comes_back_by_arrow_and_by_search(qtbot: QtBot) -> None:
    hand = Line(qtbot, ())
    hand.line.set_past(("atender 1", "m 1-204 ec", "tomar 2"))
    hand.press(Qt.Key.Key_Up)
    hand.press(Qt.Key.Key_Up)
    assert hand.line.text() == "m 1-204 ec"
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Down)
    assert hand.line.text() == ""
    hand.type("at")
    hand.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert [offer.line for offer in hand.line.offers()] == ["atender 1"]


def test_a_question_mark_is_text_where_text_is_typed(qtbot: QtBot) -> None:
    hand = Line(qtbot, ())
    asked: list[int] = []
    shortcut(hand.window, "?", "ayuda", lambda: asked.append(1), Qt.ShortcutContext.ApplicationShortcut)
    hand.type("lugar ?")
    assert (hand.line.text(), asked) == ("lugar ?", [])
