"""The lock of a desk: everything hidden, alarms counted, a call answered at once, and the way back in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from backend_client.client import Client
from backend_client.failure import LineFailed
from backend_client.picture import LinkState
from console.models.calls import is_mine
from console.own_proof import OwnProof
from console.presenters.intentions import Intentions
from console.presenters.lock import LockPresenter
from console.sentences import own_failure
from domain.call import CallState
from domain.lockout import LockDesk, UnlockDesk
from domain.refusal import Refused
from widgets.lock import LockView

if TYPE_CHECKING:
    from console.app import App

translate = QCoreApplication.translate

PATIENCE_S = 3.0


class DeskLock:
    """Locks and opens. `came_in` is told of a password that the server took, `relieve` asks for the next."""

    def __init__(
        self,
        app: App,
        own: OwnProof,
        start: Callable[[Coroutine[Any, Any, None]], None],
        came_in: Callable[[str], None],
        relieve: Callable[[], None],
    ) -> None:
        self._app = app
        self._own = own
        self._start = start
        self._came_in = came_in
        self._relieve = relieve
        self._presenter: LockPresenter | None = None
        self._put_away: list[QWidget] = []
        self._windows: list[QWidget] = []
        self._shown: QWidget | None = None
        self._focus: QWidget | None = None
        self.view: LockView | None = None

    @property
    def locked(self) -> bool:
        """Whether the desk is locked."""
        return self.view is not None

    def close(self) -> None:
        """The program ends: its windows go where they will be taken apart."""
        self.open(show=False)

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        if self._presenter is not None:
            self._presenter.time_passes()
            self._show_form()

    def may_lock(self) -> bool:
        """Whether somebody sits in front of a window that can be locked now."""
        return not self.locked and self.seat_window() is not None

    def seat_window(self) -> QWidget | None:
        """The window of whoever sits here, when it is on screen: the operators' or the administration's."""
        app = self._app
        if app.desk is None or app.client is None or app.client.picture.who is None:
            return None
        seat = app.administration.seat
        shown = app.frame.currentWidget()
        return shown if shown in (app.window, seat.window if seat is not None else None) else None

    def lock(self) -> None:
        """Hide everything."""
        app = self._app
        if not self.may_lock() or app.client is None:
            return
        self._focus = QApplication.focusWidget()
        view = self.view = LockView(app.look)
        view.unlock_requested.connect(lambda password: self._start(self._unlock(password)))
        view.answer_requested.connect(self._answer)
        view.relief_requested.connect(self._relieve)
        self._presenter = LockPresenter(app.client.picture, view)
        self._intentions = Intentions(app.client.commands, self._say_refused)
        self._put_all_away()
        app.frame.addWidget(view)
        app.frame.setCurrentWidget(view)
        view.card.take_focus()
        app.nursery.start(self._tell_lock(app.client), "lock")
        app.tidings.tell("locked")

    def talks(self) -> bool:
        """Whether a caller is on this desk's line."""
        app = self._app
        if app.client is None or app.desk is None:
            return False
        # Any call of theirs, not the form's alone: while somebody talks, an ended call may be looked up.
        picture = app.client.picture
        return any(c.state is CallState.ANSWERED and is_mine(c, picture) for c in picture.calls.values())

    def _put_all_away(self) -> None:
        """Take the desk out of the window, and its other windows, menus and tips off the screen.

        Out of it and not only behind: hidden widgets can still be read by those who ask for their names.
        """
        app = self._app
        close_menus()
        forget_copied()
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and other is not app.frame:
                other.hide()
                self._put_away.append(other)
        self._shown = app.frame.currentWidget()
        for window in [app.frame.widget(place) for place in range(app.frame.count())]:
            if window is not None and window is not self.view:
                app.frame.removeWidget(window)
                window.hide()
                window.setParent(None)
                self._windows.append(window)

    async def _tell_lock(self, client: Client) -> None:
        # Without a line there is nobody to tell: the desk is locked all the same.
        with contextlib.suppress(Refused):
            await client.ask(LockDesk())

    def _answer(self) -> None:
        """A call is never kept waiting by a lock."""
        if self._presenter is None or self.view is None:
            return
        command = self._presenter.next_call()
        if command is not None:
            self.view.card.set_failure("")
            self._intentions.send(command)

    def _say_refused(self, why: str) -> None:
        if self.view is not None:
            self.view.card.set_notice(why, icon="prohibit")

    def _show_form(self) -> None:
        """The form of a call that was answered here is shown; nothing else is."""
        app, view, presenter = self._app, self.view, self._presenter
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
            app.tidings.tell("form_put_away")

    def _give_form_back(self) -> None:
        app, view = self._app, self.view
        if view is None or app.window is None or app.window.form.parent() is not view.stage:
            return
        view.show_form(None)
        app.window.form.setParent(app.window.workspace)
        app.window.workspace.lay_out()

    async def _unlock(self, password: str) -> None:
        view, client = self.view, self._app.client
        if view is None or client is None or client.picture.who is None:
            return
        view.card.set_busy(True)
        again = False
        try:
            if client.picture.link.state is LinkState.EXPIRED:
                await client.login(client.picture.who.operator.user, password, PATIENCE_S)
                self._came_in(password)
                again = True
            else:
                await self._check(client, password)
        except (LineFailed, Refused) as failed:
            if self.view is view:
                view.card.set_failure(*own_failure(failed.code, failed.params))
        else:
            self.open()
            if again:
                self._app.show_seat()  # of another role, perhaps

    async def _check(self, client: Client, password: str) -> None:
        """Ask the server; while it is away, the proof that this session kept. Raises `Refused`."""
        if not client.picture.desk_mode:
            try:
                await client.ask(UnlockDesk(password=password))
                return
            except Refused as refused:
                if not refused.code.startswith("link."):
                    raise
        await self._own.check(password)

    def open(self, show: bool = True, anew: bool = False) -> None:
        """Take the lock away and put everything back as it was; `anew`: for somebody else."""
        app, view = self._app, self.view
        if view is None:
            return
        self._give_form_back()
        if self._presenter is not None:
            self._presenter.close()
        self.view = self._presenter = None
        for window in self._windows:
            if isValid(window):
                app.frame.addWidget(window)
        if show and self._shown is not None and isValid(self._shown):
            app.frame.setCurrentWidget(self._shown)
        self._windows, self._shown = [], None
        for other in self._put_away:
            if not isValid(other):
                continue  # a pane whose screen went meanwhile
            if isinstance(other, QDialog) and (anew or not show):
                other.reject()  # it was asked of somebody who has left, and may show a secret of theirs
            elif show:
                other.show()
        self._put_away = []
        app.frame.removeWidget(view)
        view.card.forget()
        view.deleteLater()
        if show and app.desk is not None:
            app.desk.welcome_back(self._focus)
            app.tidings.tell("unlocked")
        self._focus = None


def leave_nothing() -> None:
    """Somebody has left: what they were asked, what was open and what they copied is nobody else's."""
    close_menus()
    forget_copied()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.reject()


def close_menus() -> None:
    """Take menus and tips off the screen."""
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def forget_copied() -> None:
    """Empty the clipboard: a locked desk has fields that an address could be pasted into and read.

    Whoever's it is: some desktops keep clipboards themselves, and what was copied here looks like theirs.
    """
    clipboard = QApplication.clipboard()
    clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
