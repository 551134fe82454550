"""The merge page and the list of what waits: by keyboard alone, and nothing closes before all is settled."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from domain.clock import SECOND
from tests.widgets.conftest import Painted
from widgets.look import Look
from widgets.merge import MergePage, MergeView
from widgets.merge_parts import PlainRow, RefusedCard, RefusedRow
from widgets.outbox import Outbox, OutboxRow, OutboxState
from widgets.rows import ROW
from widgets.samples_map import video_wall

AT = 1_795_000_000 * SECOND
MOTIVES = (("other_has_it", "Ya lo atiende otra persona"), ("nearer", "Está más cerca"))
FIRST, SECOND_ONE, MADE, DONE = (UUID(int=n) for n in range(1, 5))


def refused(key: UUID = FIRST, **more: object) -> RefusedRow:
    fields: dict[str, object] = {
        "id": key, "at": AT, "title": "M 1-204 a P07-2, por radio", "detail": "Choque · Alem y Corrientes",
        "reason": "M 1-204 ya estaba en el lugar en 10431 desde las 21:44:58.",
        "acts": ("Dejar en 10431", "Pasar a 10432"), "motives": MOTIVES,
    }  # fmt: skip
    return RefusedRow(**(fields | more))  # type: ignore[arg-type]


def view(*rows: RefusedRow) -> MergeView:
    made = PlainRow(MADE, AT, "Robo con arma", "San Martín 438", "P07-3", "26-0010427", "número nuevo")
    done = PlainRow(DONE, AT, "Cerrar 10402", "sin novedad")
    return MergeView(AT, AT + 271 * SECOND, 271 * SECOND, rows, (made,), (done,))


@pytest.fixture
def page(qapp: QApplication, look: Look) -> Iterator[MergePage]:
    made = MergePage(look)
    made.resize(1100, 900)
    made.show_merge(view(refused(), refused(SECOND_ONE, title="Tomar alerta", grave=False)))
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.take_focus()
    yield made
    made.close()
    made.deleteLater()


def press(key: Qt.Key, text: str = "") -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_four_counts_and_three_lists_are_told(page: MergePage, painted: Painted) -> None:
    words = painted.of(page).words
    for told in ("4", "órdenes enviadas", "rechazadas", "P07-3", "26-0010427", "Cerrar 10402", "aceptada"):
        assert told in words
    assert "M 1-204 a P07-2, por radio" in words


def test_the_keyboard_is_on_the_first_that_waits_and_a_key_without_a_motive_does_nothing(
    page: MergePage,
) -> None:
    spy = QSignalSpy(page.settled)
    assert isinstance(QApplication.focusWidget(), RefusedCard)
    press(Qt.Key.Key_2)
    assert spy.count() == 0
    card = page.findChildren(RefusedCard)[0]
    assert QApplication.focusWidget() is card.motive, "the motive is what is missing"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_2)
    assert spy.at(0) == [FIRST, 1, "other_has_it"]


def test_arrows_choose_the_motive_and_go_from_card_to_card(page: MergePage) -> None:
    spy = QSignalSpy(page.settled)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_1)
    assert spy.at(0) == [SECOND_ONE, 0, "nearer"]


def test_it_closes_only_when_all_is_settled_and_a_settled_one_can_be_taken_back(page: MergePage) -> None:
    closed, undone, left = QSignalSpy(page.closed), QSignalSpy(page.undone), QSignalSpy(page.left)
    page._close()
    assert closed.count() == 0
    settled = refused(motive="nearer", settled="Resuelta por usted 21:47:40 · pasar a 10432")
    page.show_merge(view(settled))
    card = page.findChild(RefusedCard)
    assert card is not None
    card.setFocus()
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Space)
    assert undone.at(0) == [FIRST]
    page.take_focus()
    press(Qt.Key.Key_Return)
    assert closed.count() == 1
    press(Qt.Key.Key_Escape)
    assert left.count() == 1


def test_what_is_missing_is_said_in_words(page: MergePage) -> None:
    assert page._missing.text().startswith("Falta 2 de 2.")
    page.show_merge(view(refused(motive="nearer", settled="Resuelta por usted")))
    assert page._missing.text().startswith("No falta nada.")
    assert page._shut.isEnabled()


def test_renumbered_orders_are_opened_with_enter(page: MergePage) -> None:
    spy = QSignalSpy(page.opened)
    page._renumbered.setFocus()
    press(Qt.Key.Key_Return)
    assert spy.at(0) == [MADE]


def test_a_caller_cannot_write_markup_into_the_page(page: MergePage, painted: Painted) -> None:
    page.show_merge(view(refused(title="<b>x</b>", reason="<img src=x> 'así'")))
    assert "<b>x</b>" in painted.of(page).words


def test_two_hundred_orders_are_listed_without_a_widget_for_each(page: MergePage) -> None:
    rows = tuple(PlainRow(UUID(int=100 + n), AT, f"Cerrar {n}", "") for n in range(200))
    before = len(page.findChildren(RefusedCard))
    page.show_merge(MergeView(AT, AT, 0, page.view().refused, (), rows))  # type: ignore[union-attr]
    assert len(page.findChildren(RefusedCard)) == before
    assert page._accepted.height() >= 200 * 20


def test_what_waits_is_listed_newest_first_with_its_state_in_words(
    qapp: QApplication, look: Look, painted: Painted
) -> None:
    box = Outbox(look)
    box.resize(340, 300)
    box.set_rows(
        [
            OutboxRow(FIRST, AT, "Crear P07-3", "Robo con arma", OutboxState.PROVISIONAL),
            OutboxRow(SECOND_ONE, AT, "M 1-204 a P07-3", "", OutboxState.WAITING, "por radio"),
            OutboxRow(MADE, AT, "Tomar alerta", "", OutboxState.REFUSED),
        ]
    )
    assert [row.title for row in box.rows()] == ["Tomar alerta", "M 1-204 a P07-3", "Crear P07-3"]
    words = painted.of(box).words
    assert {"PROVISIONAL", "por radio", "RECHAZADA", "en disco"} <= set(words)
    model = box.list.model()
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Crear P07-3. Robo con arma. PROVISIONAL"
    )
    assert model.index(0, 0).data(ROW).state is OutboxState.REFUSED
    box.set_rows([], on_disk=False)
    assert "NO en disco" in painted.of(box).words
    box.deleteLater()


def test_the_list_takes_the_last_tiles_place_and_gives_it_back(qapp: QApplication, look: Look) -> None:
    wall, box = video_wall(look), Outbox(look)
    wall.set_last(box)  # before the wall was ever laid out: as when a console starts in desk mode
    wall.resize(1100, 320)
    wall.show()
    qapp.processEvents()
    assert box.isVisible()
    assert box.geometry().right() == wall.canvas.places()[-1].right()
    assert box.width() >= look.px(320), "two narrow tiles' places"
    wall.resize(1500, 900)
    qapp.processEvents()
    assert box.geometry() == wall.canvas.places()[-1]
    wall.set_last(None)
    assert not box.isVisible()
    box.deleteLater()
    wall.close()
    wall.deleteLater()


def test_two_hundred_refused_orders_come_a_few_at_a_time_and_all_are_reached(page: MergePage) -> None:
    rows = [refused(UUID(int=1000 + n)) for n in range(200)]
    page.show_merge(view(*rows))
    seen = set()
    for place, row in enumerate(rows):
        cards = {card.row.id for card in page._cards.values()}
        assert row.id in cards
        assert len(cards) <= place + 8
        seen |= cards
        rows[place] = refused(row.id, motive="nearer", settled="Resuelta por usted")
        if place > 20:  # the rest goes the same way
            break
        page.show_merge(view(*rows))
    assert page._more.text().startswith("y 1")
    assert len(seen) == 29
