"""One register in its pane: searched and read page by page, changed under the row, sent with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QTimer

from console.administration.asking import Asker
from console.administration.forms import INLINE, Form
from console.administration.paged import PagedRows
from console.administration.rows import columns_of, painted
from console.administration.words import effect_words, refusal_words
from domain.administered import Deed, Register
from domain.administration import (
    Changed,
    CheckChange,
    Checked,
    Effect,
    Entry,
    Filters,
    Finding,
    ProposalState,
    ReadEntry,
    RegisterPage,
    RequestChange,
    SearchRegister,
)
from domain.clock import Clock
from domain.ids import IdMint
from domain.refusal import Refused
from domain.register_rows import AnyRow
from widgets.administration.register_pane import RegisterPane
from widgets.administration.values import RegisterRow, Verdict
from widgets.look import Look

translate = QCoreApplication.translate

PAGE = 100
"""Rows asked for at a time: three screens, some 20 kB, well under a frame to take in."""
CHECK_AFTER_MS = 250
"""A check by the server goes out when the keys have rested so long."""
FRESH_EVERY_S = 15.0
"""What is on screen is asked for again so often."""


@dataclass(frozen=True, slots=True)
class Office:
    """What every presenter of the administration works with."""

    asker: Asker
    look: Look
    clock: Clock
    mint: IdMint
    now: Callable[[], int]
    rooms: Callable[[], tuple[tuple[str, str], ...]]
    say: Callable[[str, str], None]
    say_wrong: Callable[[str], None]
    asked: Callable[[], None]
    secret: Callable[[str, str], None]


class RegisterPresenter(QObject):
    """Between one register of the server and its pane. `picked` is told of the row under the cursor."""

    def __init__(
        self,
        office: Office,
        register: Register,
        pane: RegisterPane,
        picked: Callable[[AnyRow], None] | None = None,
        opened: Callable[[AnyRow], None] | None = None,
        counted: Callable[[RegisterPage], None] | None = None,
        act: str = "",
    ) -> None:
        super().__init__(pane)
        self._office, self.register, self._pane = office, register, pane
        self._picked, self._opened, self._counted = picked, opened, counted
        self._act = act
        self.model = PagedRows(len(columns_of(register)), bool(act), pane)
        self.rows: dict[str, AnyRow] = {}
        self._query = SearchRegister(register=register, size=PAGE)
        self._matches = 0
        self._asked_page = -1
        self._form: Form | None = None
        self._entry: Entry | None = None
        self._typed: dict[str, str] = {}
        self._found: tuple[Finding, ...] = ()
        self._fresh_at = -1e9
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_AFTER_MS)
        self._check.timeout.connect(self._ask_check)
        pane.set_model(self.model)
        pane.searched.connect(self.search)
        pane.order_picked.connect(self._order)
        pane.more_wanted.connect(self._more)
        pane.chosen.connect(self._chosen)
        pane.opened.connect(self.open)
        pane.edited.connect(self._edited)
        pane.saved.connect(self._saved)
        pane.edit_left.connect(self._left)
        pane.retry_requested.connect(self.refresh)

    # -- searching

    def search(self, words: str) -> None:
        """Ask for the first page of what these words find."""
        self._query = replace(self._query, words=words, page=0)
        self._begin()

    def narrow(self, **filters: object) -> None:
        """Change what narrows the search."""
        self._query = replace(self._query, filters=replace(self._query.filters, **filters), page=0)
        self._begin()

    def filters(self) -> Filters:
        """Return what narrows the search now."""
        return self._query.filters

    def refresh(self) -> None:
        """Ask again for the page on screen; rows keep their places."""
        self._fresh_at = self._office.clock.monotonic()
        seen = max(0, self._pane.table.rowAt(0)) // PAGE
        again = replace(self._query, page=seen)
        self._office.asker.ask(again, RegisterPage, self._renewed, self._failed, f"page {self.register}")

    def set_now(self) -> None:
        """Once in a while, what is on screen is asked for again."""
        if self._pane.isVisible() and self._office.clock.monotonic() - self._fresh_at > FRESH_EVERY_S:
            self.refresh()

    def stale(self) -> None:
        """What is shown may be old: ask again as soon as it is on screen."""
        self._fresh_at = -1e9

    def _begin(self) -> None:
        self._fresh_at = self._office.clock.monotonic()
        self._asked_page = 0
        self._office.asker.ask(self._query, RegisterPage, self._first, self._failed, f"page {self.register}")

    def _more(self) -> None:
        """The end of what has arrived comes near."""
        arrived = self.model.rowCount()
        page = arrived // PAGE
        if arrived >= self._matches or arrived % PAGE or page <= self._asked_page:
            return
        self._asked_page = page
        about = f"page {self.register}"
        self._office.asker.ask(replace(self._query, page=page), RegisterPage, self._next, self._failed, about)

    def _first(self, page: RegisterPage) -> None:
        self._asked_page = 0
        self.rows = {row.id: row for row in page.rows}
        kept = self._pane.table.chosen_key()
        self.model.start_anew(self._painted(page))
        self._tell(page)
        if not (kept and self._pane.table.choose(kept)) and page.rows:
            self._pane.table.choose(page.rows[0].id)

    def _renewed(self, page: RegisterPage) -> None:
        start = page.page * PAGE
        same = self.model.keys()[start : start + len(page.rows)] == [row.id for row in page.rows]
        if same and page.matches == self._matches and self.model.rowCount():
            for row, shown in zip(page.rows, self._painted(page), strict=True):
                self.rows[row.id] = row
                self.model.renew(shown)
            self._tell(page)
        elif page.page == 0:
            self._first(page)
        else:
            self._begin()

    def _next(self, page: RegisterPage) -> None:
        self.rows |= {row.id: row for row in page.rows}
        self.model.extend(self._painted(page))
        self._tell(page)

    def _painted(self, page: RegisterPage) -> list[RegisterRow]:
        now, look = self._office.now(), self._office.look
        return [painted(row, now, look, self._act) for row in page.rows]

    def _tell(self, page: RegisterPage) -> None:
        self._matches = page.matches
        narrowed = bool(self._query.words) or self._query.filters != Filters()
        self._pane.set_found(page.total, page.matches if narrowed else None)
        if page.matches:
            self._pane.set_nothing("")
        elif narrowed:
            self._pane.set_nothing(
                translate("administration", "Nada con esta búsqueda"),
                translate("administration", "Escape vacía el campo"),
            )
        else:
            self._pane.set_nothing(translate("administration", "Todavía no hay ninguno"))
        if self._counted is not None:
            self._counted(page)

    def _failed(self, wrong: Refused) -> None:
        self._asked_page = -1
        words = refusal_words(wrong.code, wrong.params, self._office.look)
        if wrong.code.startswith("search."):
            self._pane.set_nothing(words)
        elif not self.model.rowCount():
            self._pane.set_nothing(translate("administration", "No se pudo leer esta lista"), words)

    def _order(self, field: str, down: bool) -> None:
        self._query = replace(self._query, order=field, descending=down, page=0)
        self._pane.heads.set_order(field, down)
        self._begin()

    def _chosen(self, key: str) -> None:
        row = self.rows.get(key)
        if row is not None and self._picked is not None:
            self._picked(row)

    # -- changing what is under the cursor

    def open(self, key: str) -> None:
        """Open the form under a row, with what the server holds now."""
        row = self.rows.get(key)
        if row is None:
            return
        if self._opened is not None:
            self._opened(row)
            return
        if self._pane.hindrance():
            self._office.say_wrong(self._pane.hindrance())
            return
        if row.waiting:
            self._office.say_wrong(translate("administration", "Ya espera la firma de otro cambio"))
            return
        about = f"open {self.register}"
        inquiry = ReadEntry(register=self.register, entry=key)
        self._office.asker.ask(inquiry, Entry, self._opened_with, self._not_opened, about)

    def _opened_with(self, entry: Entry) -> None:
        office = self._office
        self._entry, self._found = entry, ()
        names = INLINE.get(self.register, ())
        self._form = Form(self.register, Deed.CHANGE, names, entry.fields, office.look, office.rooms())
        fields = self._form.entries()
        self._typed = {field.code: field.value for field in fields}
        self._pane.form.set_fields(fields)
        self._pane.form.set_verdict(self._form.verdict(self._typed, office.now()))
        if not self._pane.show_form(entry.row.id, translate("administration", "editando")):
            self._form = None

    def _not_opened(self, wrong: Refused) -> None:
        self._office.say_wrong(refusal_words(wrong.code, wrong.params, self._office.look))
        self.refresh()

    def _edited(self, key: str, values: dict[str, str]) -> None:
        self._typed, self._found = values, ()
        self._judge()
        self._check.start()

    def _judge(self) -> None:
        if self._form is not None:
            hindered = self._pane.hindrance()
            verdict = self._form.verdict(self._typed, self._office.now(), self._found)
            if hindered:
                verdict = Verdict(verdict.wrong, verdict.notes, hindered)
            self._pane.form.set_verdict(verdict)

    def _ask_check(self) -> None:
        if self._form is None or self._entry is None:
            return
        changes = self._form.changes(self._typed)
        if changes:
            inquiry = CheckChange(
                register=self.register, deed=Deed.CHANGE, entry=self._entry.row.id, fields=changes
            )
            self._office.asker.ask(inquiry, Checked, self._checked, lambda _: None, f"check {self.register}")

    def _checked(self, told: Checked) -> None:
        self._found = tuple(told.findings)
        self._judge()

    def _saved(self, key: str, values: dict[str, str]) -> None:
        form, entry = self._form, self._entry
        if form is None or entry is None or self._pane.hindrance():
            return
        self._typed = values
        if form.verdict(values, self._office.now(), self._found).hindrance:
            self._judge()
            return
        self._pane.form.set_sending(True)
        inquiry = RequestChange(
            id=self._office.mint.mint(), register=self.register, deed=Deed.CHANGE, reason=values["reason"],
            entry=entry.row.id, version=entry.row.version, fields=form.changes(values),
        )  # fmt: skip
        self._office.asker.ask(inquiry, Changed, self._changed, self._not_changed)

    def _changed(self, told: Changed) -> None:
        self._pane.form.set_sending(False)
        self._form = self._entry = None
        self._pane.leave_form()
        tell_changed(self._office, told)
        self.refresh()

    def _not_changed(self, wrong: Refused) -> None:
        self._pane.form.set_sending(False)
        if self._form is None:
            return
        field, words = self._form.refusal(wrong.code, wrong.params)
        if field:
            self._found = (Finding(field=field, code=wrong.code, params=dict(wrong.params)),)
            self._judge()
        else:
            self._office.say_wrong(words)

    def _left(self) -> None:
        self._form = self._entry = None
        self._check.stop()


def tell_changed(office: Office, told: Changed) -> None:
    """Say what became of a change: done, or before its second person."""
    proposal = told.proposal
    if proposal.state is ProposalState.WAITING:
        office.say(
            translate("administration", "Espera segunda firma"),
            translate("administration", "otra persona, de otro turno y en otro puesto"),
        )
    elif proposal.state is ProposalState.APPLIED:
        effect = effect_words((told.effect or Effect.NOW).value)
        office.say(translate("administration", "Cambio hecho"), effect)
    if told.secret is not None:
        office.secret(proposal.title, told.secret)
    office.asked()
