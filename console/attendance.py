"""Who is at the desk: locked while they are away, relieved by the next, back after their session ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from backend_client.client import Client
from backend_client.failure import LineFailed
from backend_client.picture import LinkState
from console.desk_lock import DeskLock, leave_nothing
from console.loop import ask
from console.own_proof import OwnProof
from console.presenters.own_factors import Keys, OwnFactors
from console.proving import Proving
from console.sentences import login_failure, own_failure
from domain.clock import SECOND, Micros
from domain.wire import Challenge, Prove, Relief
from widgets.keys import shortcut
from widgets.login_card import LoginCard
from widgets.login_enrol import FactorsDialog
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
        self._lock = DeskLock(app, self.own, self._start, self.came_in, self.begin_relief)
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
        client.prove_with(self._prove)

    async def _prove(self, challenge: Challenge) -> Prove:
        if not self._app.frame.isVisible():  # the password came with the start: nothing is on screen yet
            self._app.show_login()
            self._app.show()
        self._app.tidings.tell("proving")
        return await self.proving.ask(challenge)

    def close(self) -> None:
        """The program ends."""
        self._end_overlay()
        self._lock.close()

    def acts(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """What the person's menu offers."""
        return (
            (translate("lock", "Bloquear el puesto"), self.lock),
            (translate("lock", "Relevo…"), self.begin_relief),
            (translate("lock", "Segundo factor…"), self.open_factors),
        )

    # ---- what the app says -----------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether the desk is locked."""
        return self._lock.locked

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
        self._lock.open(show=False)
        leave_nothing()

    def put_out(self, state: LinkState, code: str) -> bool:
        """The session is over; tell whether a door of ours is enough and the login page is not needed.

        An ended session leaves everything where it is, to be read; a person who is put out leaves nothing.
        """
        if state is not LinkState.EXPIRED:
            self.left()
            # In a turn of its own: the line is in the middle of telling us.
            QTimer.singleShot(0, self._forget_all)
            return False
        if not self.locked and self._overlay is None:
            self._ask_again(code)
        return True

    def _forget_all(self) -> None:
        """Who was put out has left: nothing of the room stays in the window behind the login."""
        client = self._app.client
        if client is not None and client.picture.link.state is LinkState.REFUSED:
            client.logout()
            self._app.administration.close()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        self._lock.time_passes()
        if self._lock.locked:
            self._touched = self._app.clock.monotonic()
        elif self.lock_after_s:  # a card that was left open hides nothing of the desk
            if self._app.clock.monotonic() - self._touched >= self.lock_after_s:
                self.lock(quietly=True)

    def lock(self, quietly: bool = False) -> None:
        """Hide everything, unless somebody is being talked to; `quietly`: by the clock, not by a hand."""
        app = self._app
        if not self._lock.may_lock() or app.desk is None:
            return
        if self._lock.talks():
            if not quietly:
                app.desk.say_refused(translate("lock", "Con una llamada en curso el puesto no se bloquea."))
            self._touched = app.clock.monotonic()
            return
        self._end_overlay()
        self._lock.lock()

    # ---- idle ------------------------------------------------------------------------------------------

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A hand at the keyboard or the mouse; installed on windows, so that it costs nothing else."""
        if event.type() in HANDS:
            self._touched = self._app.clock.monotonic()
        return False

    # ---- the next shift --------------------------------------------------------------------------------

    def begin_relief(self) -> None:
        """Let the next person take the desk while the first still sits there."""
        app = self._app
        under = self._lock.view or self._lock.seat_window()
        if under is None or app.client is None or app.client.picture.who is None or self._overlay is not None:
            return  # nobody sits there, or something else is on screen
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
            app.tidings.tell("relief_failed", code=failed.code)
            return
        self.came_in(password)
        focus = self._focus
        self._end_overlay()
        leave_nothing()
        self._lock.open(anew=True)
        app.relieved(user)
        give_focus(focus)
        if app.desk is not None and relief is not None:
            app.desk.say(*relief_words(relief), icon="arrows-left-right")
        # Both painted and free for keys: the turn after the paint that this turn asked for.
        if (shown := app.frame.currentWidget()) is not None:
            shown.repaint()
        took = app.clock.monotonic() - began
        QTimer.singleShot(0, lambda: app.tidings.tell("relieved", seconds=round(took, 3)))

    # ---- one's own second factors ----------------------------------------------------------------------

    def open_factors(self) -> None:
        """Show one's own second factors, to add one or take one away."""
        app = self._app
        if app.client is None or self._lock.seat_window() is None:
            return
        dialog = FactorsDialog(app.look, app.frame)
        factors = OwnFactors(dialog, app.client.ask, app.nursery, new_authenticator)
        factors.begin()
        app.nursery.start(ask(dialog), "factors")

    # ---- a session that ended --------------------------------------------------------------------------

    def _ask_again(self, code: str) -> None:
        app = self._app
        under = self._lock.seat_window()
        if under is None or app.client is None or app.client.picture.who is None:
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
        self._overlay = CardOverlay(app.look, card, under, aside=True)
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
                overlay.card.set_failure(*own_failure(failed.code, failed.params))
            app.tidings.tell("login_failed", code=failed.code)
            return
        self.came_in(password)
        focus = self._focus
        self._end_overlay()
        if app.desk is not None:
            app.desk.welcome_back(focus)
        app.show_seat()
        app.tidings.tell("seated_again")

    def _give_up(self) -> None:
        self._end_overlay()
        self._app.log_out()

    # ---- helpers of both -------------------------------------------------------------------------------

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if self._busy is None or self._busy.done():
            self._busy = self._app.nursery.start(work, "door")
        else:
            work.close()

    def _end_overlay(self) -> None:
        overlay, self._overlay = self._overlay, None
        if overlay is not None:
            overlay.end()
            if not self.locked:
                give_focus(self._focus)
                self._focus = None


def new_authenticator() -> Keys:
    """Return what speaks to security keys; its library costs a tenth of a second: only who has a key pays."""
    from console.authenticator import Authenticator

    return Authenticator()


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
        left = (
            translate("lock", "1 sigue a nombre de {name}: avise a supervisión")
            if relief.left == 1
            else translate("lock", "{n} siguen a nombre de {name}: avise a supervisión")
        )
        parts.append(left.format(n=relief.left, name=relief.name))
    if not parts:
        parts.append(translate("lock", "no quedaban llamadas abiertas"))
    return title, ". ".join(parts)
