"""The administration's panes: what they show, which keys work, and that nothing is cut or lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from domain.clock import SECOND
from tests.widgets.conftest import Painted
from widgets import gallery_administration as gallery
from widgets import samples_administration as samples
from widgets import style
from widgets.administration.audit_pane import AuditPane
from widgets.administration.pending_pane import PendingPane, left_words
from widgets.administration.register_heads import widths
from widgets.administration.register_pane import RegisterPane
from widgets.administration.secret_pane import SecretPane
from widgets.administration.shell import AdministrationShell, AdminPage, AdminSlot, arrange
from widgets.administration.values import ChainState, ChainVerdict, Verdict
from widgets.buttons import ActionButton
from widgets.look import Look
from widgets.pane_faces import Condition, PaneState
from widgets.samples_administration import MORNING

SIZES = (QSize(1920, 1080), QSize(1440, 900), QSize(1366, 768))


@pytest.fixture
def cameras(qtbot: QtBot, look: Look) -> RegisterPane:
    made = gallery.camera_pane(look, editing=False)
    qtbot.addWidget(made)
    made.resize(980, 420)
    made.show()
    return made


def test_a_row_tells_code_place_kind_zone_health_and_how_long_it_is_kept(
    cameras: RegisterPane, painted: Painted
) -> None:
    words = painted.of(cameras).words
    for word in ("SN-0412", "San Martín y Lavalle", "Domo", "Comuna 1", "en servicio", "60 d", "Editar"):
        assert word in words
    assert painted.colours["congelada"] == "severity.high"
    assert "warning-fill" in painted.icons, "trouble has a mark besides its colour"


def test_the_form_opens_under_its_row_and_says_what_is_wrong(
    cameras: RegisterPane, painted: Painted, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(cameras.opened) as told:
        qtbot.keyClick(cameras.table, Qt.Key.Key_F2)
    assert told.args == ["SN-0391"]
    cameras.form.set_fields(samples.camera_fields())
    cameras.form.set_verdict(samples.camera_verdict())
    assert cameras.show_form("SN-0391", "editando")
    words = painted.of(cameras).words
    for word in (
        "El rumbo va de 0 a 359",
        "Otra cámara a 3 m se llama igual",
        "corrija un campo",
        "editando",
    ):
        assert word in words
    assert not cameras.form.act.isEnabled()
    row = cameras.table.model().row_of("SN-0391")  # type: ignore[attr-defined]
    below = cameras.table.rowViewportPosition(row + 1)
    assert cameras.form.geometry().bottom() < below, "the next row is not covered"


def test_at_200_percent_the_form_takes_two_lines(qtbot: QtBot, qapp: QApplication) -> None:
    look = Look(scale=2.0)
    style.apply(qapp, look)
    pane = gallery.camera_pane(look)
    qtbot.addWidget(pane)
    pane.resize(1160, 900)
    pane.show()
    lowest = max(entry.geometry().bottom() for entry in pane.form.grid.entries.values())
    assert pane.form.grid.y() + lowest < pane.form.height()
    row = pane.table.model().row_of("SN-0391")  # type: ignore[attr-defined]
    assert pane.form.geometry().bottom() < pane.table.rowViewportPosition(row + 1)
    qapp.setStyleSheet("")


def test_a_low_window_gives_the_place_to_the_pane_whose_key_was_pressed(qtbot: QtBot, look: Look) -> None:
    shell = gallery.window(look, QSize(1366, 540))
    assert isinstance(shell, AdministrationShell)
    qtbot.addWidget(shell)
    shell.show()
    assert not shell.pane(AdminSlot.MATRIX).isVisible()
    shell.go_to(AdminSlot.MATRIX)
    assert shell.pane(AdminSlot.MATRIX).isVisible()
    assert not shell.pane(AdminSlot.CAMERAS).isVisible()


def test_the_form_stays_under_its_row_while_the_list_scrolls(cameras: RegisterPane) -> None:
    cameras.form.set_fields(samples.camera_fields())
    cameras.show_form("SN-0391", "editando")
    cameras.table.verticalScrollBar().setValue(40)
    row = cameras.table.model().row_of("SN-0391")  # type: ignore[attr-defined]
    assert cameras.form.y() == cameras.table.rowViewportPosition(row) + cameras.look.px(31)


def test_tab_goes_from_the_search_over_the_filters_to_the_rows(cameras: RegisterPane, qtbot: QtBot) -> None:
    cameras.search.setFocus()
    seen = []
    for _ in range(6):
        seen.append(cameras.focusWidget())
        cameras.focusNextChild()
    filters = list(cameras._filters.values())
    assert seen == [cameras.search, *filters, cameras.new, cameras.heads]
    assert cameras.focusWidget() is cameras.table


def test_slash_and_ctrl_f_search_and_down_goes_back_to_the_rows(cameras: RegisterPane, qtbot: QtBot) -> None:
    qtbot.waitActive(cameras)
    cameras.table.setFocus()
    qtbot.keyClick(cameras.table, Qt.Key.Key_Slash)
    assert cameras.search.hasFocus()
    qtbot.keyClick(cameras.search, Qt.Key.Key_Down)
    assert cameras.table.hasFocus()


def test_what_is_typed_is_searched_once_the_keys_rest(cameras: RegisterPane, qtbot: QtBot) -> None:
    told: list[str] = []
    cameras.searched.connect(told.append)
    cameras.search.clear()
    with qtbot.waitSignal(cameras.searched):
        qtbot.keyClicks(cameras.search, "maipu")
    assert told == ["maipu"], "not a search for every letter"


def test_escape_in_the_search_empties_it_first(cameras: RegisterPane, qtbot: QtBot) -> None:
    cameras.search.seek("lavalle")
    with qtbot.waitSignal(cameras.searched) as told:
        qtbot.keyClick(cameras.search, Qt.Key.Key_Escape)
    assert told.args == [""]


def test_a_head_asks_for_its_order_by_the_keyboard(cameras: RegisterPane, qtbot: QtBot) -> None:
    cameras.heads.set_order("", False)
    cameras.heads.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(cameras.heads, Qt.Key.Key_Right)
    with qtbot.waitSignal(cameras.order_picked) as told:
        qtbot.keyClick(cameras.heads, Qt.Key.Key_Return)
    assert told.args == ["name", False]


def test_in_a_narrow_pane_columns_give_way_in_an_order_and_health_never(look: Look) -> None:
    full, narrow = widths(samples.CAMERA_COLUMNS, 900, look), widths(samples.CAMERA_COLUMNS, 560, look)
    assert all(full)
    assert sum(full) == 900
    kind, zone = 2, 3
    assert narrow[kind] == 0
    assert narrow[zone] != 0
    assert narrow[4] >= look.px(132)


def test_rows_of_an_old_copy_say_how_old_it_is_and_nothing_can_be_created(
    cameras: RegisterPane, painted: Painted
) -> None:
    cameras.set_now(MORNING)
    cameras.set_condition(Condition(PaneState.LOST, since=MORNING - 72 * SECOND, attempt=4))
    cameras.set_hindrance("sin enlace: nada se puede cambiar")
    assert "Copia de hace 01:12" in painted.of(cameras).words
    assert not cameras.new.isEnabled()
    assert cameras.new.accessibleDescription() == "sin enlace: nada se puede cambiar"


def test_a_hostile_name_is_drawn_as_text(cameras: RegisterPane, painted: Painted) -> None:
    model = cameras.table.model()
    model.rows[0] = samples.camera("<b>SN</b>\u202e", "x" * 10_000, "Fija", "en servicio")  # type: ignore[attr-defined]
    painted.of(cameras)
    assert "<b>SN</b>\u202e" in painted.words


@pytest.fixture
def pending(qtbot: QtBot, look: Look) -> PendingPane:
    made = PendingPane(look)
    qtbot.addWidget(made)
    made.resize(438, 326)
    made.set_now(MORNING)
    made.show_change(samples.pending(), 1, 2)
    made.show()
    return made


def test_a_change_tells_before_and_after_who_asked_and_until_when(
    pending: PendingPane, painted: Painted
) -> None:
    words = painted.of(pending).words
    for word in (
        "Dar de alta a Marina Duarte",
        "sin cuenta",
        "Analista",
        "S. Arrieta pidió, 09:58",
        "vence en 1 h 46 min",
    ):
        assert word in words


def test_escape_forgets_the_password_that_was_being_typed(pending: PendingPane, qtbot: QtBot) -> None:
    pending.sign_or_ask()
    qtbot.keyClicks(pending.password, "media clave")
    qtbot.keyClick(pending.password, Qt.Key.Key_Escape)
    assert pending.password.text() == ""
    assert not pending.password.isVisible()


def test_another_change_forgets_the_password_of_this_one(pending: PendingPane, qtbot: QtBot) -> None:
    from dataclasses import replace

    pending.sign_or_ask()
    qtbot.keyClicks(pending.password, "media clave")
    pending.show_change(replace(samples.pending(), key="2"), 1, 1)
    assert pending.password.text() == ""


def test_how_long_a_change_may_be_signed_is_told_as_people_say_it() -> None:
    minute = 60 * SECOND
    assert left_words(5 * minute) == "vence en 5 min"
    assert left_words(106 * minute) == "vence en 1 h 46 min"
    assert left_words(0) == "venció"


def test_a_secret_is_forgotten_when_it_is_put_away(qtbot: QtBot, look: Look) -> None:
    pane = SecretPane(look)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_secret("Marina Duarte", "abcd-efgh")
    assert pane.secret.text() == "abcd-efgh"
    with qtbot.waitSignal(pane.put_away):
        pane.done.click()
    assert pane.secret.text() == ""


@pytest.fixture
def audit(qtbot: QtBot, look: Look) -> AuditPane:
    made = gallery.audit_pane(look)
    qtbot.addWidget(made)
    made.resize(438, 430)
    made.show()
    return made


def test_a_whole_chain_tells_numbers_anchor_and_erasures(audit: AuditPane, painted: Painted) -> None:
    words = painted.of(audit).words
    assert "Cadena íntegra, n.º 9.112.004 a 9.226.310" in words
    assert "ancla 10:00 · 2 borrados por orden, con hueco probado" in words


def test_a_running_verification_tells_its_share_and_can_be_stopped(
    audit: AuditPane, painted: Painted, qtbot: QtBot
) -> None:
    audit.chain.set_verdict(ChainVerdict(ChainState.RUNNING, done=25, total=100))
    assert "Verificando la cadena · 25 %" in painted.of(audit).words
    with qtbot.waitSignal(audit.cancel_requested):
        audit.chain.act.click()


def test_a_broken_chain_is_red_and_names_the_number(audit: AuditPane, painted: Painted) -> None:
    audit.chain.set_verdict(ChainVerdict(ChainState.BROKEN, broken_at=9_188_213, why="registro alterado"))
    painted.of(audit)
    assert painted.colours["La cadena se rompe en el n.º 9.188.213"] == "severity.critical"
    assert "shield-warning" in painted.icons


def test_a_wide_audit_is_one_line_a_record(audit: AuditPane) -> None:
    assert not audit.rows.wide
    audit.resize(1000, 430)
    assert audit.rows.wide


@pytest.mark.parametrize("page", list(AdminPage))
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_panes_share_the_ground_and_overlap_nowhere(page: AdminPage, size: QSize, scale: float) -> None:
    ground = QRect(0, 48, size.width(), size.height() - 120)
    for aside in (None, AdminSlot.CARD):
        placed = list(arrange(page, ground, scale, aside).values())
        assert all(ground.contains(place) for place in placed)
        for number, place in enumerate(placed):
            assert not any(place.intersects(other) for other in placed[number + 1 :])


@pytest.mark.parametrize("page", [AdminPage.CAMERAS, AdminPage.ACCOUNTS])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_button_is_cut_and_everything_has_a_name(
    qtbot: QtBot, qapp: QApplication, page: AdminPage, scale: float
) -> None:
    look = Look("light", scale=scale)
    style.apply(qapp, look)
    shell = gallery.window(look, QSize(1366, 768) if scale == 1.0 else QSize(1920, 1080), page)
    qtbot.addWidget(shell)
    shell.show()
    for button in shell.findChildren(ActionButton):
        if button.isVisible() and button.words():
            assert button.width() >= button.minimumSizeHint().width(), button.words()
    for widget in shell.findChildren(QWidget):
        if isinstance(widget, QLineEdit | QComboBox | ActionButton) and widget.isVisible():
            assert widget.accessibleName() or widget.parent().accessibleName(), widget  # type: ignore[union-attr]
    qapp.setStyleSheet("")


def test_alt_and_a_number_go_to_the_panes_of_the_page(qtbot: QtBot, look: Look) -> None:
    shell = gallery.window(look, QSize(1440, 900))
    assert isinstance(shell, AdministrationShell)
    qtbot.addWidget(shell)
    shell.show()
    assert [shell.pane(slot).key for slot in shell.on_screen()] == ["Alt 1", "Alt 2", "Alt 3", "Alt 4"]
    shell._to_pane(2)
    focus = shell.focusWidget()
    assert focus is not None
    assert shell.pane(AdminSlot.MATRIX).isAncestorOf(focus)


def test_an_account_in_the_card_says_what_is_wrong_before_it_can_be_sent(qtbot: QtBot, look: Look) -> None:
    card = gallery.account_card(look)
    qtbot.addWidget(card)
    card.resize(400, 740)
    card.show()
    sent: list[dict[str, str]] = []
    card.sign_requested.connect(sent.append)
    card.sign.click()
    assert not sent
    card.set_verdict(Verdict())
    card.sign.click()
    assert sent[0]["expires_at"] == "14 mar 2028"
