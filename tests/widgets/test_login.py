"""Taking a desk: whatever goes wrong is said in the person's language, and where to mend it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Painted
from widgets.login import LoginView
from widgets.login_words import failure_sentence
from widgets.look import Look
from widgets.samples import NOW

CODES = [
    "wrong_password", "locked", "user_disabled", "session_expired", "unknown_workstation",
    "workstation_taken",
    "too_many_logins", "unreachable", "timeout", "unknown_host", "wrong_address", "not_atalaya",
    "certificate_expired", "certificate_not_yet_valid", "certificate_untrusted", "name_mismatch",
    "certificate_invalid", "ca_missing", "protocol_too_old", "protocol_too_new", "follower", "server_full",
    "database_down",
]  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> LoginView:
    made = LoginView(look, server="https://atalaya-01:8443", workstation="14", user="lferreyra")
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_enter_in_the_password_takes_the_desk(view: LoginView, qtbot: QtBot, canary: str) -> None:
    view.password.setText(canary)
    with qtbot.waitSignal(view.login_requested) as told:
        qtbot.keyClick(view.password, Qt.Key.Key_Return)
    assert told.args == ["lferreyra", canary, "14", "https://atalaya-01:8443"]


def test_the_caret_waits_in_the_first_field_that_is_empty(view: LoginView) -> None:
    assert view.password.hasFocus()


def test_the_caret_waits_there_in_a_window_that_was_there_before(qtbot: QtBot, look: Look) -> None:
    window = QStackedWidget()
    qtbot.addWidget(window)
    made = LoginView(look, server="https://atalaya-01:8443", workstation="14")
    window.addWidget(QWidget())
    window.addWidget(made)
    window.setCurrentWidget(made)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(made.user.hasFocus)


def test_a_missing_password_is_asked_for_and_nothing_is_sent(view: LoginView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.login_requested):
        qtbot.keyClick(view.user, Qt.Key.Key_Return)
    assert view.password.hasFocus()


def test_while_the_server_is_asked_nothing_is_sent_twice(view: LoginView, qtbot: QtBot) -> None:
    view.password.setText("x")
    view.set_busy(True)
    with qtbot.assertNotEmitted(view.login_requested):
        qtbot.keyClick(view.password, Qt.Key.Key_Return)
    assert view.user.isReadOnly()


@pytest.mark.parametrize("code", CODES)
def test_every_failure_has_a_sentence_and_an_advice_of_its_own(code: str) -> None:
    title, advice = failure_sentence(code, {})
    assert title != "No se pudo entrar"
    assert advice
    assert "{" not in title + advice


def test_a_wrong_password_is_told_and_the_password_is_ready_to_be_typed_again(view: LoginView) -> None:
    view.password.setText("x")
    view.user.setFocus()
    view.set_failure("wrong_password")
    assert view.failure().startswith("El usuario o la contraseña no son correctos.")
    assert view.password.hasFocus()
    assert view.password.selectedText()


def test_a_certificate_of_another_server_says_that_no_password_went_out(view: LoginView) -> None:
    view.set_failure("name_mismatch")
    assert view.failure() == (
        "El certificado es de otro servidor. No corresponde a https://atalaya-01:8443. "
        "No se envió la contraseña; avise a sistemas."
    )


def test_an_unforeseen_code_is_told_with_the_code(view: LoginView) -> None:
    view.set_failure("moon_phase")
    assert "«moon_phase»" in view.failure()


def test_a_locked_user_learns_for_how_long(view: LoginView) -> None:
    view.set_failure("locked", {"seconds": "90"})
    assert "en 90 s" in view.failure()


def test_a_hostile_parameter_stays_a_text(view: LoginView) -> None:
    view.set_failure("workstation_taken", {"user": "{code}<b>\u202e"})
    assert "{code}<b>" in view.failure()
    view.grab()


def test_locked_capitals_are_told_while_the_password_is_typed(
    view: LoginView, qtbot: QtBot, painted: Painted
) -> None:
    qtbot.keyClick(view.password, "A")
    assert "Bloq Mayús activado" in painted.of(view).words
    qtbot.keyClick(view.password, "a")
    assert "Bloq Mayús activado" not in painted.of(view).words


def test_the_day_is_written_as_people_say_it(view: LoginView) -> None:
    view.set_now(NOW, "turno noche 19 a 07")
    assert view._date.text() == "domingo 22 nov · turno noche 19 a 07"


def test_in_a_narrow_window_the_panel_stands_alone_and_whole(view: LoginView, qtbot: QtBot) -> None:
    view.resize(640, 480)
    qtbot.waitUntil(lambda: view._scroll.width() > 600)
    assert view._backdrop.isHidden()
    assert view._scroll.verticalScrollBar().maximum() > 0
