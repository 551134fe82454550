"""Who is at the desk: locked while they are away, relieved by the next, back after their session ended."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from backend_client.client import Client
from backend_client.failure import LineFailed
from backend_client.picture import LinkState
from console.own_proof import OwnProof
from console.presenters.intentions import Intentions
from console.presenters.lock import LockPresenter
from console.proving import Proving
from console.sentences import login_failure
from domain.call import CallState
from domain.clock import SECOND, Micros
from domain.lockout import LockDesk, UnlockDesk
from domain.refusal import Refused
from domain.wire import Relief
from widgets.keys import shortcut
from widgets.lock import LockView
from widgets.login_card import LoginCard
from widgets.login_facts import clock_sentence
from widgets.login_overlay import CardOverlay

if TYPE_CHECKING:
    from console.app import App

translate = QCoreApplication.translate

LOCK_KEY = "Ctrl L"
RELIEF_KEY = "Ctrl R"
PATIENCE_S = 3.0
CLOCK_OFF: Micros = 5 * SECOND
"""A desk's clock that differs by more is told."""
HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Attendance(QObject):
    """The doors of a desk that somebody has taken. `lock_after_s` without a hand locks it; 0 never does."""

    def __init__(self, app: App, lock_after_s: float) -> None:
        super().__init__()
        self._app = app
        self.lock_after_s = lock_after_s
        self.own = OwnProof(app.clock)
        self.proving = Proving(lambda: app.look, app.frame, app.nursery)
        self._view: LockView | None = None
        self._presenter: LockPresenter | None = None
        self._put_away: list[QWidget] = []
        self._overlay: CardOverlay | None = None
        self._focus: QWidget | None = None
        self._busy: asyncio.Task[None] | None = None
        self._touched = app.clock.monotonic()
        context = Qt.ShortcutContext.ApplicationShortcut
        shortcut(app.frame, LOCK_KEY, translate("lock", "Bloquear el puesto"), self.lock, context)
        shortcut(app.frame, RELIEF_KEY, translate("lock", "Relevo"), self.begin_relief, context)
        QGuiApplication.instance().focusWindowChanged.connect(self._watch)  # type: ignore[union-attr]

    def follow(self, client: Client) -> None:
        """Another line: second proofs are asked for here."""
        client.prove_with(self.proving.ask)

    def close(self) -> None:
        """The program ends."""
        self._end_overlay()
        if self._presenter is not None:
            self._presenter.close()
            self._presenter = None

    def acts(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """What the person's menu offers."""
        return (
            (translate("lock", "Bloquear el puesto"), self.lock),
            (translate("lock", "Relevo…"), self.begin_relief),
        )

    # ---- what the app says -----------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether the desk is locked."""
        return self._view is not None

    def came_in(self, password: str) -> None:
        """Somebody has logged in with this password: kept as a proof for when the server is away."""
        self._touched = self._app.clock.monotonic()
        self._app.nursery.start(self.own.keep(password), "own proof")
        self._compare_clocks()

    def _compare_clocks(self) -> None:
        """Say it when this desk's clock is wrong: what is shown and sent is the server's time."""
        app = self._app
        if app.client is None or app.desk is None:
            return
        ahead = app.client.picture.time.desk_is_off_by()
        if abs(ahead) >= CLOCK_OFF:
            app.desk.bars.set_version(f"{app.version_words()} · {clock_sentence(ahead)}")
            detail = translate("lock", "La hora que se ve y se anota es la del servidor. Avise a sistemas.")
            app.desk.say(clock_sentence(ahead), detail, icon="clock")

    def left(self) -> None:
        """Nobody sits here any more."""
        self.own.forget()
        self._end_overlay()
        self._open(show=False)

    def put_out(self, state: LinkState, code: str) -> bool:
        """The session is over; tell whether a door of ours is enough and the login page is not needed.

        An ended session leaves everything where it is, to be read; a person who is put out leaves nothing.
        """
        if state is not LinkState.EXPIRED:
            self.left()
            return False
        if not self.locked and self._overlay is None:
            self._ask_again(code)
        return True

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        app = self._app
        if self._presenter is not None:
            self._presenter.time_passes()
            self._show_form()
        elif self.lock_after_s and app.desk is not None and self._overlay is None:
            if app.clock.monotonic() - self._touched >= self.lock_after_s:
                self.lock(quietly=True)

    # ---- idle ------------------------------------------------------------------------------------------

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A hand at the keyboard or the mouse; installed on windows, so that it costs nothing else."""
        if event.type() in HANDS:
            self._touched = self._app.clock.monotonic()
        return False

    # ---- the lock --------------------------------------------------------------------------------------

    def lock(self, quietly: bool = False) -> None:
        """Hide everything, unless somebody is being talked to; `quietly`: by the clock, not by a hand."""
        app = self._app
        if self.locked or app.desk is None or app.client is None or app.window is None:
            return
        if app.client.picture.who is None or app.frame.currentWidget() is not app.window:
            return
        if self._talks():
            if not quietly:
                app.desk.say_refused(translate("lock", "Con una llamada en curso el puesto no se bloquea."))
            self._touched = app.clock.monotonic()
            return
        self._end_overlay()
        self._focus = QApplication.focusWidget()
        view = self._view = LockView(app.look)
        view.unlock_requested.connect(lambda password: self._start(self._unlock(password)))
        view.answer_requested.connect(self._answer)
        view.relief_requested.connect(self.begin_relief)
        self._presenter = LockPresenter(app.client.picture, view)
        self._intentions = Intentions(app.client.commands, self._say_refused)
        app.frame.addWidget(view)
        app.frame.setCurrentWidget(view)
        self._put_all_away()
        view.card.take_focus()
        app.nursery.start(self._tell_lock(app.client), "lock")
        app.tidings.tell("locked")

    def _talks(self) -> bool:
        """Whether a caller is on this desk's line."""
        app = self._app
        if app.client is None or app.desk is None or app.desk.form.active is None:
            return False
        call = app.client.picture.calls.get(app.desk.form.active)
        return call is not None and call.state is CallState.ANSWERED

    def _put_all_away(self) -> None:
        """Take the desk out of the window, and its other windows, menus and tips off the screen.

        Out of it and not only behind: hidden widgets can still be read by those who ask for their names.
        """
        app = self._app
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and other is not app.frame:
                other.hide()
                self._put_away.append(other)
        if app.window is not None:
            app.frame.removeWidget(app.window)
            app.window.hide()
            app.window.setParent(None)

    async def _tell_lock(self, client: Client) -> None:
        # Without a line there is nobody to tell: the desk is locked all the same.
        with contextlib.suppress(Refused):
            await client.ask(LockDesk())

    def _answer(self) -> None:
        """A call is never kept waiting by a lock."""
        if self._presenter is None or self._view is None:
            return
        command = self._presenter.next_call()
        if command is not None:
            self._view.card.set_failure("")
            self._intentions.send(command)

    def _say_refused(self, why: str) -> None:
        if self._view is not None:
            self._view.card.set_notice(why, icon="prohibit")

    def _show_form(self) -> None:
        """The form of a call that was answered here is shown; nothing else is."""
        app, view, presenter = self._app, self._view, self._presenter
        if view is None or presenter is None or app.desk is None or app.window is None:
            return
        form = app.window.form
        wanted = presenter.in_hand(app.desk.form.active) is not None
        if wanted and form.parent() is not view.stage:
            view.show_form(form)
            app.desk.form.give_keyboard()
            app.tidings.tell("form_under_lock")
        elif not wanted and form.parent() is view.stage:
            self._give_form_back()
            view.card.take_focus()

    def _give_form_back(self) -> None:
        app, view = self._app, self._view
        if view is None or app.window is None or app.window.form.parent() is not view.stage:
            return
        view.show_form(None)
        app.window.form.setParent(app.window.workspace)
        app.window.workspace.lay_out()

    async def _unlock(self, password: str) -> None:
        view, client = self._view, self._app.client
        if view is None or client is None or client.picture.who is None:
            return
        view.card.set_busy(True)
        try:
            if client.picture.link.state is LinkState.EXPIRED:
                await client.login(client.picture.who.operator.user, password, PATIENCE_S)
                self.came_in(password)
            else:
                await self._check(client, password)
        except (LineFailed, Refused) as failed:
            if self._view is view:
                view.card.set_failure(*login_failure(failed.code, failed.params))
        else:
            self._open()

    async def _check(self, client: Client, password: str) -> None:
        """Ask the server; while it is away, the proof that this session kept. Raises `Refused`."""
        if not client.picture.desk_mode:
            try:
                await client.ask(UnlockDesk(password=password))
                return
            except Refused as refused:
                if not refused.code.startswith("link."):
                    raise
        await self.own.check(password)

    def _open(self, show: bool = True) -> None:
        """Take the lock away and put everything back as it was."""
        app, view = self._app, self._view
        if view is None:
            return
        self._give_form_back()
        if self._presenter is not None:
            self._presenter.close()
        self._view = self._presenter = None
        if app.window is not None:
            app.frame.addWidget(app.window)
            if show:
                app.frame.setCurrentWidget(app.window)
        if show:
            for other in self._put_away:
                other.show()
        self._put_away = []
        app.frame.removeWidget(view)
        view.card.forget()
        view.deleteLater()
        self._touched = app.clock.monotonic()
        if show and app.desk is not None:
            app.desk.welcome_back(self._focus)
            app.tidings.tell("unlocked")
        self._focus = None

    # ---- the next shift --------------------------------------------------------------------------------

    def begin_relief(self) -> None:
        """Let the next person take the desk while the first still sits there."""
        app = self._app
        under: QWidget | None = app.frame.currentWidget()
        if app.client is None or app.client.picture.who is None or self._overlay is not None or under is None:
            return
        if under is not app.window and under is not self._view:
            return
        card = LoginCard(
            app.look,
            translate("lock", "Relevo en el puesto"),
            translate("lock", "{name} sigue en el puesto hasta que entre el relevo.").format(
                name=app.client.picture.who.operator.name
            ),
            ("user", "password"),
            translate("lock", "Tomar el puesto"),
            cancel=translate("lock", "Cancelar"),
        )
        card.given.connect(lambda user, password, _: self._start(self._relieve(user, password)))
        card.cancelled.connect(self._end_overlay)
        self._focus = self._focus or QApplication.focusWidget()
        self._overlay = CardOverlay(app.look, card, under)

    async def _relieve(self, user: str, password: str) -> None:
        app, overlay = self._app, self._overlay
        if overlay is None or app.client is None:
            return
        began = app.clock.monotonic()
        overlay.card.set_busy(True)
        try:
            relief = await app.client.relieve(user, password)
        except LineFailed as failed:
            if self._overlay is overlay:
                overlay.card.set_failure(*login_failure(failed.code, failed.params))
            return
        self.came_in(password)
        focus = self._focus
        self._end_overlay()
        self._open()
        app.relieved(user)
        give_focus(focus)
        if app.desk is not None and relief is not None:
            app.desk.say(*relief_words(relief), icon="arrows-left-right")
        # Both painted and free for keys: the turn after the paint that this turn asked for.
        if app.window is not None:
            app.window.repaint()
        took = app.clock.monotonic() - began
        QTimer.singleShot(0, lambda: app.tidings.tell("relieved", seconds=round(took, 3)))

    # ---- a session that ended --------------------------------------------------------------------------

    def _ask_again(self, code: str) -> None:
        app = self._app
        if app.window is None or app.client is None or app.client.picture.who is None:
            return
        who = app.client.picture.who.operator
        card = LoginCard(
            app.look,
            translate("lock", "Su sesión cambió: entre de nuevo")
            if code == "session.changed"
            else translate("lock", "La sesión venció: entre de nuevo"),
            translate("lock", "{name}: lo escrito sigue aquí y se guarda al entrar.").format(name=who.name),
            ("password",),
            translate("lock", "Seguir"),
            cancel=translate("lock", "Salir del puesto"),
        )
        card.given.connect(lambda _user, password, _code: self._start(self._log_in_again(password)))
        card.cancelled.connect(self._give_up)
        self._focus = QApplication.focusWidget()
        self._overlay = CardOverlay(app.look, card, app.window, aside=True)
        app.tidings.tell("expired")

    async def _log_in_again(self, password: str) -> None:
        app, overlay = self._app, self._overlay
        if overlay is None or app.client is None or app.client.picture.who is None:
            return
        overlay.card.set_busy(True)
        try:
            await app.client.login(app.client.picture.who.operator.user, password, PATIENCE_S)
        except LineFailed as failed:
            if self._overlay is overlay:
                overlay.card.set_failure(*login_failure(failed.code, failed.params))
            return
        self.came_in(password)
        focus = self._focus
        self._end_overlay()
        if app.desk is not None:
            app.desk.welcome_back(focus)
        app.tidings.tell("seated_again")

    def _give_up(self) -> None:
        self._end_overlay()
        self._app.log_out()

    # ---- helpers of both -------------------------------------------------------------------------------

    def _start(self, work: Awaitable[None]) -> None:
        if self._busy is None or self._busy.done():
            self._busy = self._app.nursery.start(work, "door")  # type: ignore[arg-type]
        else:
            work.close()  # type: ignore[attr-defined]

    def _end_overlay(self) -> None:
        overlay, self._overlay = self._overlay, None
        if overlay is not None:
            overlay.end()
            if not self.locked:
                give_focus(self._focus)
                self._focus = None


def give_focus(focus: QWidget | None) -> None:
    """Give the keyboard back to where it was, should that still be on the screen."""
    if focus is not None and isValid(focus) and focus.isVisible():
        focus.setFocus(Qt.FocusReason.OtherFocusReason)


def relief_words(relief: Relief) -> tuple[str, str]:
    """Return who was relieved, and what became of the calls that were open."""
    title = translate("lock", "Relevó a {name}").format(name=relief.name)
    parts = []
    if relief.handed == 1:
        parts.append(translate("lock", "1 llamada abierta pasó a sus manos"))
    elif relief.handed:
        parts.append(translate("lock", "{n} llamadas abiertas pasaron a sus manos").format(n=relief.handed))
    if relief.left:
        left = translate("lock", "{n} siguen a nombre de {name}: avise a supervisión")
        parts.append(left.format(n=relief.left, name=relief.name))
    if not parts:
        parts.append(translate("lock", "no quedaban llamadas abiertas"))
    return title, ". ".join(parts)
