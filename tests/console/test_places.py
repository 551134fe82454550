"""The place field: what is typed is looked up, namesakes wait for a choice, and text is never refused."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.presenters.form import FormPresenter
from console.presenters.intentions import Intentions
from console.presenters.places import PlacesPresenter
from domain.call import Call, Draft
from domain.commands import CreateIncident
from domain.ids import IdMint
from domain.observed import Source
from domain.place import Place
from streets.demo import demo_map
from streets.geocoder import Geocoder
from tests.console.desk import Desk
from widgets.call_form import CallForm
from widgets.look import Look

RETIRO = (-34.6010, -58.3735)


@pytest.fixture(scope="module")
def geocoder() -> Geocoder:
    """Over the demo city."""
    return Geocoder(demo_map())


class Taker:
    """A call-taker at the form, with a call that comes from Retiro."""

    def __init__(self, geocoder: Geocoder) -> None:
        self.desk = Desk()
        self.pane = CallForm(Look())
        self.pane.resize(480, 900)
        self.pane.show()
        self.form = FormPresenter(
            self.desk.picture,
            self.desk.commands,  # type: ignore[arg-type]
            Intentions(self.desk.commands, lambda why: None),  # type: ignore[arg-type]
            self.pane,
            IdMint(self.desk.clock, os.urandom),
            lambda lat, lon: "San Nicolás",
            lambda call: None,
            lambda incident: None,
        )
        self.places = PlacesPresenter(self.pane.place, self.form.call_in_hand)
        self.places.set_finder(geocoder)
        self.form.place_of, self.form.pick_place = self.places.place_of, self.places.pick
        self.field = self.pane.place.field
        self.box = self.pane.place.namesakes

    def answers(self, *, located: bool = True) -> Call:
        """A call in hand; its telephone tells where it is, to 14 m."""
        seen = replace(self.desk.located(*RETIRO), accuracy=14.0, source=Source.AML) if located else None
        return self.desk.answered(self.desk.rings(location=seen))

    def types(self, text: str) -> None:
        """Letter by letter, after emptying the field."""
        self.field.clear()
        QTest.keyClicks(self.field, text)

    def offered(self) -> list[str]:
        """The namesakes as the box shows them, none when it is not there."""
        return [one.title for one in self.box._candidates] if self.box.isVisible() else []

    def creates(self) -> Place | None:
        """F9; the place of the incident that was asked for, None when nothing was asked for."""
        before = len(self.desk.commands.sent)
        self.form.create()
        sent = self.desk.commands.sent[before:]
        if not sent:
            return None
        asked = sent[0].command
        assert isinstance(asked, CreateIncident)
        return asked.place

    def note(self) -> str:
        """What stands beside the label."""
        return self.pane.place.labelled.head._note


@pytest.fixture
def taker(qapp: QApplication, geocoder: Geocoder) -> Iterator[Taker]:
    made = Taker(geocoder)
    yield made
    made.places.close()
    made.form.close()
    made.pane.close()
    made.pane.deleteLater()


def test_case_1_the_same_street_name_in_two_places_never_sends_the_car_to_the_wrong_one(taker: Taker) -> None:
    taker.answers()
    taker.types("san martin 438")
    offered = taker.offered()
    assert offered[0] == "San Martín 438, San Nicolás", "the nearest to the call first"
    assert {"Av. San Martín 438, Villa Pueyrredón", "San Martín 438, Avellaneda"} <= set(offered)
    assert taker.creates() is None, "no incident before somebody chose"
    assert taker.pane.place.labelled._wrong.text().startswith("Varios lugares se llaman así")
    assert QApplication.focusWidget() is taker.box or taker.box.hasFocus()

    QTest.keyClick(taker.box, Qt.Key.Key_2)
    assert taker.offered() == []
    assert taker.field.text() == offered[1]
    place = taker.creates()
    assert place is not None
    assert place.position is not None
    assert f"{place.address}, {place.barrio}".startswith(offered[1])


def test_the_choice_is_written_down_and_holds_when_the_call_is_taken_up_again(taker: Taker) -> None:
    call = taker.answers()
    taker.types("san martin 438")
    QTest.keyClick(taker.field, Qt.Key.Key_Return)
    assert taker.desk.commands.drafts[call.id].place == "San Martín 438, San Nicolás"
    taker.desk.clock.advance(5)
    taker.desk.answered(taker.desk.rings("other"))
    taker.form.open(call.id)
    assert taker.offered() == []
    assert taker.note() == "San Nicolás · Comuna 1"


def test_one_more_letter_asks_again(taker: Taker) -> None:
    taker.answers()
    taker.types("san martin 438")
    QTest.keyClick(taker.field, Qt.Key.Key_Return)
    taker.types("san martin 430")
    assert len(taker.offered()) > 2
    assert taker.creates() is None


def test_a_place_that_is_certain_goes_out_with_its_position(taker: Taker) -> None:
    taker.answers()
    taker.types("esquina de juramento y cavildo")
    assert taker.offered() == []
    assert taker.note().startswith("Juramento y Av. Cabildo · "), "another spelling: say what was understood"
    call = taker.form.call_in_hand()
    assert call is not None
    where = taker.places.position_of(call)
    place = taker.creates()
    assert place is not None
    assert place.position == where
    assert place.address == "Juramento y Av. Cabildo"
    assert place.position is not None
    assert abs(place.position.lat - -34.5552) < 0.001


def test_an_old_name_says_what_the_street_is_called_today(taker: Taker) -> None:
    taker.answers(located=False)
    taker.types("cangallo 1830")
    assert taker.note() == "Presidente Juan Domingo Perón 1830 · San Nicolás"
    taker.types("corrientes 3200")
    assert taker.note() == "Balvanera · Comuna 3"


def test_a_place_outside_the_city_is_accepted_and_marked(taker: Taker) -> None:
    taker.answers(located=False)
    taker.types("Italia 620 Avellaneda")
    assert taker.note() == "Avellaneda · fuera de la Ciudad"
    place = taker.creates()
    assert place is not None
    assert (place.address, place.barrio) == ("Italia 620, Avellaneda", "Avellaneda")


def test_what_is_found_nowhere_is_taken_as_it_is_and_marked(taker: Taker) -> None:
    taker.answers()
    taker.types("detras del galpon azul")
    assert taker.note() == "sin ubicar"
    place = taker.creates()
    assert place is not None
    assert place.address == "detras del galpon azul"
    assert place.position is not None, "the car is sent to where the call came from"
    assert (place.position.lat, place.position.lon) == RETIRO


def test_escape_says_that_it_is_none_of_them(taker: Taker) -> None:
    taker.answers(located=False)
    taker.types("san martin 438")
    QTest.keyClick(taker.field, Qt.Key.Key_Escape)
    assert taker.offered() == []
    assert taker.note() == "sin ubicar"
    place = taker.creates()
    assert place == Place(address="san martin 438")


def test_a_number_that_the_street_does_not_have_is_said_at_once(taker: Taker) -> None:
    taker.answers()
    taker.types("florida 7777")
    assert taker.note() == "Florida llega al 2099"


def test_a_place_far_from_the_telephone_says_so(taker: Taker) -> None:
    taker.answers()
    taker.types("juramento 1810")
    assert taker.note().endswith("km")
    assert " · a " in taker.note()


def test_tab_goes_into_the_box_and_a_figure_goes_on(taker: Taker) -> None:
    taker.answers()
    taker.field.setFocus()
    taker.types("san martin 438")
    QTest.keyClick(taker.field, Qt.Key.Key_Tab)
    QTest.keyClick(taker.box, Qt.Key.Key_1)
    assert taker.field.text() == "San Martín 438, San Nicolás"
    assert not taker.field.hasFocus()
    assert not taker.box.hasFocus()


def test_when_the_telephone_tells_where_it_is_the_nearest_comes_first(taker: Taker) -> None:
    call = taker.answers(located=False)
    taker.types("san martin 438")
    before = taker.offered()
    devoto = replace(taker.desk.located(-34.5835, -58.5080), accuracy=20.0, source=Source.AML)
    taker.desk.put_call(replace(call, location=devoto))
    taker.places.call_changed()
    assert taker.offered()[0] == "Av. San Martín 438, Villa Pueyrredón"
    assert sorted(taker.offered()) == sorted(before)


def test_whoever_types_on_in_the_box_types_in_the_field(taker: Taker) -> None:
    taker.answers()
    taker.types("san martin 438")
    taker.form.create()
    QTest.keyClick(taker.box, ",")
    assert taker.field.text() == "san martin 438,"
    assert taker.field.hasFocus()


def test_the_command_line_chooses_by_number_and_writes_anything_else(taker: Taker) -> None:
    taker.answers()
    taker.types("san martin 438")
    second = taker.offered()[1]
    taker.form.set_place("2")
    assert taker.field.text() == second
    taker.form.set_place("2")
    assert taker.field.text() == "2", "nothing to choose: it is a text"


def test_before_the_streets_are_loaded_text_is_text(qapp: QApplication) -> None:
    pane = CallForm(Look())
    desk = Desk()
    call = desk.answered(desk.rings())
    presenter = PlacesPresenter(pane.place, lambda: call)
    pane.place.field.setText("San Martín 438")
    assert presenter.place_of("San Martín 438", replace(call, draft=Draft())) == Place(
        address="San Martín 438"
    )
    presenter.close()
    pane.deleteLater()


def test_enter_takes_the_namesake_and_what_is_typed_next_is_no_longer_the_place(taker: Taker) -> None:
    taker.answers()
    taker.field.setFocus()
    taker.types("san martin 438")
    QTest.keyClick(taker.field, Qt.Key.Key_Return)
    assert "San Nicolás" in taker.field.text()
    assert not taker.field.hasFocus()
    assert taker.pane.fields.type_code.hasFocus()


def test_whoever_draws_the_place_hears_of_every_look_up(taker: Taker) -> None:
    seen: list[bool] = []
    call = taker.answers()
    taker.places.looked_up = lambda: seen.append(taker.places.position_of(call) is not None)
    taker.types("corrientes y maipu")
    assert seen[-1]
    taker.types("zzz")
    assert not seen[-1]
