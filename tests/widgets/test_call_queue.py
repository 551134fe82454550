"""The call-taker looks at the queue, and takes a call with a key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from domain.call import CallState
from domain.clock import SECOND
from tests.widgets.conftest import Painted
from widgets import samples
from widgets.call_queue import CallQueue, spoken
from widgets.look import Look
from widgets.pane_faces import Condition, PaneState
from widgets.samples import NOW, Rows, ago


@pytest.fixture
def rows() -> Rows:
    return Rows(samples.calls())


@pytest.fixture
def queue(qtbot: QtBot, look: Look, rows: Rows) -> CallQueue:
    made = CallQueue(look)
    qtbot.addWidget(made)
    made.resize(360, 420)
    made.set_model(rows)
    made.set_now(NOW)
    made.show()
    return made


def test_each_call_tells_who_calls_from_where_and_how_long_it_waits(
    queue: CallQueue, painted: Painted
) -> None:
    words = painted.of(queue).words
    assert "4371-0982" in words
    assert "AML ± 9 m · Av. Belgrano 1350, Monserrat" in words
    assert "Celda · Retiro, radio 600 m" in words
    assert "Accidente de tránsito · A 60 m de su llamada · posible duplicada" in words
    assert "00:38" in words
    assert "Línea 07" in words
    assert "Usted" in words


def test_a_wait_says_by_shape_and_colour_which_mark_it_has_passed(queue: CallQueue, painted: Painted) -> None:
    painted.of(queue)
    marks = [name for name in painted.icons if name in ("timer", "timer-fill", "bell-ringing-fill")]
    assert marks == ["bell-ringing-fill", "timer-fill", "timer"], "20, 15 and 10 s; none for the fourth"
    tones = [painted.colours[wait] for wait in ("00:38", "00:16", "00:11", "00:04")]
    assert tones == ["severity.critical", "severity.high", "severity.medium", "text.primary"]


def test_waits_tick_with_the_server_s_second(queue: CallQueue, painted: Painted) -> None:
    queue.set_now(NOW + SECOND)
    assert "00:39" in painted.of(queue).words


def test_f2_answers_the_call_at_the_head_that_still_rings(queue: CallQueue, qtbot: QtBot) -> None:
    with qtbot.waitActive(queue):
        queue.activateWindow()
    with qtbot.waitSignal(queue.answer_requested) as told:
        qtbot.keyClick(queue, Qt.Key.Key_F2)
    assert told.args == [samples.calls()[1].id]


def test_enter_answers_the_chosen_call(queue: CallQueue, qtbot: QtBot) -> None:
    chosen = samples.calls()[3].id
    assert queue.choose(chosen)
    with qtbot.waitSignal(queue.answer_requested) as told:
        qtbot.keyClick(queue.list, Qt.Key.Key_Return)
    assert told.args == [chosen]


def test_a_call_that_was_asked_for_shows_so_and_is_not_asked_for_again(
    queue: CallQueue, rows: Rows, qtbot: QtBot, painted: Painted
) -> None:
    asked = replace(samples.calls()[1], pending=True)
    rows.replace(1, asked)
    assert "Atendiendo" in painted.of(queue).words
    queue.choose(asked.id)
    with qtbot.assertNotEmitted(queue.answer_requested):
        qtbot.keyClick(queue.list, Qt.Key.Key_Return)


def test_a_caller_who_hung_up_is_to_be_called_back(queue: CallQueue, rows: Rows, painted: Painted) -> None:
    rows.replace(2, replace(samples.calls()[2], state=CallState.ABANDONED))
    painted.of(queue)
    assert "Devolver" in painted.words
    assert "phone-x" in painted.icons


def test_a_provisional_call_wears_its_number_and_word(queue: CallQueue, rows: Rows, painted: Painted) -> None:
    rows.replace(1, replace(samples.calls()[1], provisional="P07-3"))
    assert "PROVISIONAL P07-3" in painted.of(queue).words


def test_an_empty_queue_says_that_nobody_waits_and_since_when(qtbot: QtBot, look: Look) -> None:
    queue = CallQueue(look)
    qtbot.addWidget(queue)
    queue.set_model(Rows([]))
    queue.set_last_answer(ago(41))
    queue.set_now(NOW)
    assert queue.state() is PaneState.EMPTY
    assert queue.empty_words() == ("Nadie espera", "última atendida hace 41 s")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            Condition(PaneState.STALE, since=ago(4)),
            ("DESACTUALIZADO", "Dato de hace 4 s", "puede faltar una llamada"),
        ),
        (
            Condition(PaneState.LOST, since=ago(72), attempt=5, retry_at=NOW + 8 * SECOND, waiting=3),
            ("SIN ENLACE", "Copia de hace 01:12", "reintento 5 en 8 s · 3 por enviar"),
        ),
        (Condition(PaneState.DESK, since=ago(252)), ("Copia de hace 04:12", " · puede faltar una llamada")),
        (
            Condition(PaneState.ERROR, code="4107"),
            ("No se pudo leer la cola", "error 4107 · se avisó a sistemas"),
        ),
        (
            Condition(PaneState.LOADING, since=ago(0.4), done=3, total=3),
            ("cargando", "Cargando 3 de 3 · 0,4 s"),
        ),
    ],
)
def test_the_pane_tells_how_current_it_is(
    queue: CallQueue, painted: Painted, condition: Condition, words: tuple[str, ...]
) -> None:
    queue.set_condition(condition)
    shown = painted.of(queue).words
    for word in words:
        assert any(word in one for one in shown)
    assert ("4371-0982" in shown) == (condition.state not in (PaneState.ERROR, PaneState.LOADING))


def test_old_rows_carry_no_faint_text(queue: CallQueue, painted: Painted) -> None:
    assert painted.of(queue).colours["Línea 07"] == "text.tertiary"
    queue.set_condition(Condition(PaneState.STALE, since=ago(4)))
    assert painted.of(queue).colours["Línea 07"] == "text.secondary"


def test_the_age_of_a_stale_pane_grows_while_nothing_arrives(queue: CallQueue, painted: Painted) -> None:
    queue.set_condition(Condition(PaneState.STALE, since=ago(4)))
    queue.set_now(NOW + 3 * SECOND)
    assert "Dato de hace 7 s" in painted.of(queue).words


def test_markup_and_direction_marks_in_a_number_stay_letters(
    queue: CallQueue, rows: Rows, look: Look
) -> None:
    odd = samples.odd_calls()[-1]
    rows.replace(0, odd)
    queue.grab()
    assert "<b>4</b>" in spoken(odd, look, NOW)


def test_a_missed_target_is_orange(queue: CallQueue, painted: Painted) -> None:
    queue.set_target(0.931)
    assert painted.of(queue).colours["93,1 %"] == "text.primary"
    queue.set_target(0.612)
    assert painted.of(queue).colours["61,2 %"] == "severity.high"


def test_a_row_says_where_it_rings_what_is_known_and_who_is_to_be_called_back(
    queue: CallQueue, painted: Painted, look: Look
) -> None:
    rows = samples.queue_calls()
    queue.set_model(Rows(rows))
    words = painted.of(queue).words
    for word in ("Para usted", "Suena en 15", "De Sala Sur", "muda", "QU", "×4", "Devolver · ×3"):
        assert word in words
    assert painted.colours["Para usted"] == "accent.text"
    said = spoken(rows[2], look, NOW)
    assert "habla qu" in said
    assert "4.ª llamada en 10 minutos" in said
    assert "puede ser real" in said, "a mark of pranks never says that a call is one"
    assert "más de 20 s" in spoken(rows[1], look, NOW)


def test_shift_f2_calls_back_who_hung_up_first(queue: CallQueue, qtbot: QtBot) -> None:
    rows = samples.queue_calls()
    queue.set_model(Rows(rows))
    with qtbot.waitSignal(queue.call_back_requested) as asked:
        qtbot.keyClick(queue, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == [rows[3].id]
