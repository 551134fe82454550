"""What makes the administration's window live while somebody sits there: a presenter for each pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from backend_client.client import Client
from backend_client.picture import Link, LinkState
from console.administration.asking import Asker, Starts
from console.administration.audit import AuditPresenter
from console.administration.bars import OfficeBars
from console.administration.card import CardPresenter
from console.administration.filters import fill_filters, narrow, tab_filters, tabs_of
from console.administration.line import OfficeLine
from console.administration.matrix import HistoryPresenter, MatrixPresenter
from console.administration.menus import EntryMenus
from console.administration.orders import OfficeActs, OfficeOrders, verbs
from console.administration.pending import PendingPresenter
from console.administration.register import Office, RegisterPresenter
from console.administration_window import SLOT_OF, AdministrationWindow
from console.presenters.conditions import condition_of
from domain.administered import Register
from domain.administration import RegisterPage, SearchRegister
from domain.clock import Clock
from domain.ids import IdMint
from domain.people import Role
from domain.register_rows import AccountRow, AnyRow, RoomRow
from widgets.administration.shell import AdminPage, AdminSlot, page_words
from widgets.look import Look
from widgets.pane_faces import PaneState
from widgets.toast import ToastNote

translate = QCoreApplication.translate

AUDITORS_PAGES = (AdminPage.AUDIT, AdminPage.CAMERAS, AdminPage.ACCOUNTS, AdminPage.ROLES)
ROOM_PAGE = "room"
"""The code of the tab by which an auditor goes to the operators' panes."""


class AdministrationSeat:
    """Everything behind one administration's window.

    `leave` logs out; `to_room` shows the operators' panes.
    """

    def __init__(
        self,
        client: Client,
        window: AdministrationWindow,
        look: Look,
        clock: Clock,
        mint: IdMint,
        nursery: Starts,
        leave: Callable[[], None],
        menu: Callable[[QWidget], QMenu],
        to_room: Callable[[], None],
        tell: Callable[..., None],
    ) -> None:
        self._client, self.window, self._look, self._clock = client, window, look, clock
        self._leave, self._menu, self._to_room = leave, menu, to_room
        self._tell, self._told_pending = tell, (-1, -1)
        who = client.picture.who
        self._role = who.operator.role if who is not None else Role.ADMINISTRATOR
        self._rooms: dict[str, str] = {}
        self._counts: dict[str, RegisterPage] = {}
        self._why: str | None = None
        self.asker = Asker(client.ask, nursery)
        self.office = Office(
            asker=self.asker, look=look, clock=clock, mint=mint, now=client.picture.server_now,
            rooms=lambda: tuple(self._rooms.items()), say=self.say, say_wrong=self.say_refused,
            asked=self._asked, secret=self._show_secret,
        )  # fmt: skip
        self._build()
        self._connect()

    @property
    def read_only(self) -> bool:
        """An auditor looks and changes nothing."""
        return self._role is Role.AUDITOR

    # -- building

    def _build(self) -> None:
        office, window = self.office, self.window
        self.history = HistoryPresenter(office, window.history)
        self.pending = PendingPresenter(
            office, window.pending, self._login, self._count_pending, self._resolved
        )
        self.card = CardPresenter(
            office, window.card, self._login, self.hindrance, self._card_left, self._look_up
        )
        self.matrix = MatrixPresenter(office, window.matrix, self._show_history, self.hindrance)
        self.audit = AuditPresenter(office, window.audit, window.record, self._count_audit)
        self.registers: dict[Register, RegisterPresenter] = {}
        edit = translate("administration", "Editar")
        for register, pane in window.registers.items():
            accounts = register is Register.ACCOUNTS
            self.registers[register] = RegisterPresenter(
                office, register, pane,
                picked=self._account_picked if accounts else self._entry_picked(register),
                opened=self._account_opened if accounts else None,
                counted=self._counted(register),
                act="" if accounts or self.read_only else edit,
            )  # fmt: skip
            fill_filters(register, pane, ())
        self.menus = EntryMenus(
            window, self.registers, self.card, self._show_history, self.hindrance, self.say_refused
        )
        pages = AUDITORS_PAGES if self.read_only else tuple(AdminPage)
        window.set_pages(pages)
        words = dict(page_words())
        tabs = [(page.value, words[page.value]) for page in pages]
        if self.read_only:
            tabs.append((ROOM_PAGE, translate("administration", "Sala en vivo")))
        window.top.set_pages(tuple(tabs))
        window.top.set_page(pages[0].value)
        sign = None if self.read_only else self._sign
        acts = OfficeActs(self.turn, self._find, self._verify, sign, self._leave)
        self.line = OfficeLine(window, OfficeOrders(verbs(tuple(tabs), acts)), self._menu)
        self.bars = OfficeBars(self._client, window, self._look, self._clock, self.read_only)

    def _connect(self) -> None:
        window = self.window
        for register, pane in window.registers.items():
            pane.new_requested.connect(lambda of=register: self._create(of))
            pane.filter_picked.connect(lambda name, code, of=register: self._narrow(of, name, code))
        window.registers[Register.ACCOUNTS].tab_picked.connect(self._tab)
        window.top.page_picked.disconnect(window.show_page)
        window.top.page_picked.connect(self.turn)
        window.page_changed.connect(self._page_turned)
        window.edit_requested.connect(self._edit)
        window.sign_requested.connect(self._sign)
        window.new_requested.connect(self._new)
        window.secret.put_away.connect(self._secret_away)

    def close(self) -> None:
        """The person leaves: nothing that is still on its way is shown to the next one."""
        self.asker.closed = True
        self.audit.drop()
        self.window.pending.leave()
        self.window.secret.done.click()

    # -- the seat as the program knows it

    def welcome(self) -> None:
        """Somebody sits down: bars, rooms, what waits, and the first page."""
        self.bars.tell_who()
        self._tell_condition()
        self._read_rooms()
        self.pending.refresh()
        self.registers[Register.ACCOUNTS].search("")
        self.audit.recall()
        self._page_turned(self.window.page().value)
        self.window.take_keyboard()

    def link_changed(self, link: Link) -> None:
        """Every pane says at once how far it can be trusted; after a gap everything is asked again."""
        self._tell_condition()
        if link.state is LinkState.LIVE:
            for presenter in self.registers.values():
                presenter.stale()
            self.pending.refresh()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        now = self._client.picture.server_now()
        for pane in self.window.panes():
            pane.set_now(now)
        self.bars.set_now(now)
        self._tell_condition()
        if self._client.picture.link.state is LinkState.LIVE and self.window.isVisible():
            self.pending.set_now()
            self.audit.set_now()
            for presenter in self.registers.values():
                presenter.set_now()

    def say(self, title: str, detail: str = "") -> None:
        """Tell the person something that passes."""
        self.window.toasts.show_note(ToastNote(title, detail, "check-circle"))

    def say_refused(self, why: str) -> None:
        """Tell the person that something was not done."""
        title = translate("administration", "No se hizo")
        self.window.toasts.show_note(ToastNote(title, why, "prohibit", wrong=True))

    def hindrance(self) -> str:
        """Why nothing can be changed now; empty when it can."""
        if self.read_only:
            return translate("administration", "sólo lectura")
        if self._client.picture.link.state is not LinkState.LIVE:
            return translate("administration", "sin enlace: nada se puede cambiar")
        return ""

    def _tell_condition(self) -> None:
        picture = self._client.picture
        condition = condition_of(picture, self._clock, 0)
        if condition.state is PaneState.DESK:
            condition = type(condition)(PaneState.LOST, condition.since, condition.attempt)
        for pane in self.window.panes():
            pane.set_condition(condition)
        why = self.hindrance()
        if why != self._why:
            self._why = why
            for register in self.window.registers.values():
                register.set_hindrance(why)
            self.pending.set_hindrance(why)
            self.card.judge()

    # -- pages

    def turn(self, page: str) -> None:
        """Turn to a page, or to the operators' panes."""
        if page == ROOM_PAGE:
            self._to_room()
        else:
            self.window.show_page(page)

    def _page_turned(self, page: str) -> None:
        window = self.window
        if AdminPage(page) in (AdminPage.ROLES, AdminPage.CAMERAS):
            self.matrix.refresh()
        for slot in window.on_screen():
            for register, its_slot in SLOT_OF.items():
                if slot is its_slot:
                    presenter = self.registers[register]
                    presenter.refresh() if presenter.model.rowCount() else presenter.search("")
        if not (window.command.field.hasFocus() and window.command.text()):
            window.take_keyboard()

    def _read_rooms(self) -> None:
        inquiry = SearchRegister(register=Register.ROOMS, size=200)
        self.asker.ask(inquiry, RegisterPage, self._rooms_read, lambda _: None, "rooms")

    def _rooms_read(self, page: RegisterPage) -> None:
        self._rooms = {row.id: row.name or row.id for row in page.rows if isinstance(row, RoomRow)}
        for register, pane in self.window.registers.items():
            fill_filters(register, pane, tuple(self._rooms.items()))

    # -- registers

    def _counted(self, register: Register) -> Callable[[RegisterPage], None]:
        def counted(page: RegisterPage) -> None:
            self._counts[register.value] = page
            if register is Register.ACCOUNTS:
                waiting = self.pending.waiting()
                self.window.registers[register].set_tabs(tabs_of(page.counts, waiting, self._look))
            self.bars.tell_counts(self._counts)

        return counted

    def _narrow(self, register: Register, name: str, code: str) -> None:
        self.registers[register].narrow(**narrow(name, code))

    def _tab(self, code: str) -> None:
        accounts = self.registers[Register.ACCOUNTS]
        kept = accounts.filters()
        told = tab_filters(code)
        accounts.narrow(**{"state": None, "waiting": False, **told, "role": kept.role, "room": kept.room})
        if code == "waiting" and self.pending.waiting():
            self.window.set_aside(AdminSlot.PENDING)
        elif self.window.aside() is AdminSlot.PENDING:
            self.window.set_aside(None)

    def _account_picked(self, row: AnyRow) -> None:
        if self.card.creating() or self.window.aside() is AdminSlot.SECRET:
            return
        waits = isinstance(row, AccountRow) and row.waiting
        if waits and self.pending.show_of(Register.ACCOUNTS, row.id):
            self.window.set_aside(AdminSlot.PENDING)
            return
        if self.window.aside() is AdminSlot.PENDING and self.window.page() is AdminPage.ACCOUNTS:
            self.window.set_aside(None)
        self.card.show(row)

    def _account_opened(self, row: AnyRow) -> None:
        self._account_picked(row)
        self.window.go_to(self.window.on_screen()[-1])

    def _entry_picked(self, register: Register) -> Callable[[AnyRow], None]:
        def picked(row: AnyRow) -> None:
            if self.window.history.isVisible():
                self._show_history(register, row.id)

        return picked

    def _show_history(self, register: Register, entry: str) -> None:
        if AdminSlot.HISTORY not in self.window.on_screen():
            self.window.set_aside(AdminSlot.HISTORY)
        self.history.show(register, entry)

    def _create(self, register: Register) -> None:
        why = self.hindrance()
        if why:
            self.say_refused(why)
            return
        self.window.set_aside(AdminSlot.CARD)
        self.card.create(register)

    def _card_left(self) -> None:
        if self.window.aside() is AdminSlot.CARD:
            self.window.set_aside(None)
        self.window.take_keyboard()

    def _look_up(self, login: str) -> None:
        self.window.show_page(AdminPage.AUDIT)
        self.audit.look_up(login)

    # -- signing

    def _edit(self) -> None:
        window = self.window
        if window.matrix.grid.hasFocus():
            self.matrix.open()
            return
        pane = window.register_in_hand()
        if pane is not None and pane.table.chosen_key():
            pane.opened.emit(pane.table.chosen_key())
        elif AdminSlot.MATRIX in window.on_screen():
            self.matrix.open()

    def _new(self) -> None:
        pane = self.window.register_to_grow()
        if pane is not None:
            pane.new_requested.emit()

    def _sign(self) -> None:
        window = self.window
        card_here = AdminSlot.CARD in window.on_screen()
        if card_here and window.card.sign.isEnabled() and window.card.sign.isVisible():
            window.card.sign.click()
            return
        if card_here and (self.card.creating() or self.card.busy()):
            window.card.take_focus()
            return
        if not self.pending.waiting():
            self.say(translate("administration", "Nada por firmar"))
            return
        if AdminSlot.PENDING not in window.on_screen():
            window.set_aside(AdminSlot.PENDING)
        window.go_to(AdminSlot.PENDING)
        window.pending.sign_or_ask()
        window.pending.take_focus()

    def _asked(self) -> None:
        """Something was asked for, signed or refused here: what hangs on it is read again."""
        self.pending.refresh()
        self.history.refresh()
        for presenter in self.registers.values():
            presenter.stale()
        if self.window.matrix.isVisible():
            self.matrix.refresh()

    def _resolved(self) -> None:
        window = self.window
        for presenter in self.registers.values():
            presenter.stale()
        if not self.pending.waiting() and window.aside() is AdminSlot.PENDING:
            window.set_aside(None)
        self.card.again()

    def _count_pending(self, waiting: int, yours: int) -> None:
        if (waiting, yours) != self._told_pending:
            self._told_pending = (waiting, yours)
            self._tell("pending", waiting=waiting, yours=yours)
        self.bars.tell_pending(waiting, yours)
        page = self._counts.get(Register.ACCOUNTS.value)
        if page is not None:
            self.window.registers[Register.ACCOUNTS].set_tabs(tabs_of(page.counts, waiting, self._look))

    def _count_audit(self, total: int) -> None:
        self.bars.tell_audit(total)

    def _show_secret(self, title: str, secret: str) -> None:
        self.window.set_aside(AdminSlot.SECRET)
        self.window.secret.show_secret(title, secret)
        self._tell("secret_shown")

    def _secret_away(self) -> None:
        if self.window.aside() is AdminSlot.SECRET:
            self.window.set_aside(None)
            self.window.take_keyboard()

    # -- the command line and the menu

    def _find(self, register: Register, words: str) -> None:
        """Turn to the page that has this register, and search there."""
        page = {Register.CAMERAS: AdminPage.CAMERAS, Register.ACCOUNTS: AdminPage.ACCOUNTS}
        self.turn(page.get(register, AdminPage.DEVICES).value)
        self.window.registers[register].search.seek(words)

    def _verify(self) -> None:
        self.turn(AdminPage.AUDIT.value)
        self.audit.verify()

    def _login(self) -> str:
        who = self._client.picture.who
        return who.operator.user if who is not None else ""
