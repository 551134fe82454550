"""The card at the right: an account with what it may do, and whatever is entered anew in any register."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from console.administration.forms import Form
from console.administration.register import CHECK_AFTER_MS, Office, tell_changed
from console.administration.rows import account_state
from console.administration.words import (
    action_name,
    condition_sentence,
    date_words,
    deed_title,
    reach_word,
    refusal_words,
    register_name,
    when_words,
)
from domain.administered import FIELDS, NO_REACH, Deed, Register, takes_two
from domain.administration import Changed, CheckChange, Checked, Entry, Finding, ReadEntry, RequestChange
from domain.refusal import Refused
from domain.register_rows import AccountRow, AccountState, AnyRow, CellRow
from domain.severity import Severity
from widgets.administration.entry_card import EntryCard
from widgets.administration.values import FactLine, Verdict

translate = QCoreApplication.translate

ACCOUNT_FIELDS = ("role", "room", "agencies", "languages", "skills", "shift", "badge", "expires_at", "name")
"""What the card of an account changes; blocking it is an act of its own."""


class CardPresenter(QObject):
    """Between one entry of the server and the card. `own_login` may not be changed by whoever sits here."""

    def __init__(
        self, office: Office, pane: EntryCard, own_login: Callable[[], str], hindrance: Callable[[], str],
        left: Callable[[], None], look_up: Callable[[str], None],
    ) -> None:  # fmt: skip
        super().__init__(pane)
        self._office, self._pane = office, pane
        self._own_login, self._hindrance, self._leave = own_login, hindrance, left
        self._look_up = look_up
        self._entry: Entry | None = None
        self._of: tuple[str, int] | None = None
        self._form: Form | None = None
        self._typed: dict[str, str] = {}
        self._found: tuple[Finding, ...] = ()
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(CHECK_AFTER_MS)
        self._check.timeout.connect(self._ask_check)
        pane.edited.connect(self._edited)
        pane.sign_requested.connect(self._send)
        pane.danger_requested.connect(self._endanger)
        pane.queries_requested.connect(self._queries)
        pane.left.connect(self._left)

    def busy(self) -> bool:
        """Return whether something is being typed here that moving the cursor would lose."""
        if self._form is None:
            return False
        before = {field.code: field.value for field in self._form.entries()}
        return self._typed != before

    def creating(self) -> bool:
        """Return whether the card holds something else than an account: a new entry, a removal."""
        return self._form is not None and self._form.deed is not Deed.CHANGE

    def show(self, row: AnyRow) -> None:
        """Read an account and show it, unless something is being typed here."""
        if self.busy():
            return
        inquiry = ReadEntry(register=Register.ACCOUNTS, entry=row.id)
        self._office.asker.ask(inquiry, Entry, self._shown, self._failed, "card")

    def again(self) -> None:
        """Read the account that is shown again."""
        if self._entry is not None and not self.busy():
            self.show(self._entry.row)

    def create(self, register: Register) -> None:
        """Enter something new: every field of its register, empty."""
        office = self._office
        office.asker.forget("card")
        self._entry, self._found, self._of = None, (), None
        names = [field.name for field in FIELDS[register] if field.name not in ("disabled", "withdrawn")]
        self._form = Form(register, Deed.CREATE, names, {"view": 70.0}, office.look, office.rooms())
        fields = self._form.entries()
        self._typed = {field.code: field.value for field in fields}
        title = translate("administration", "Alta de {thing}").format(thing=register_name(register))
        self._pane.show_entry(title, "", fields)
        self._pane.notice.say("")
        self._pane.set_parts((), (), ())
        self._pane.set_danger("", "")
        self._judge()
        self._pane.take_focus()

    def ask_deed(self, register: Register, row: AnyRow, deed: Deed, name: str) -> None:
        """Ask why an entry is to be removed, or to have a new secret; nothing else is entered."""
        office = self._office
        office.asker.forget("card")
        self._entry, self._found, self._of = None, (), (row.id, row.version)
        self._form = Form(register, deed, (), {}, office.look)
        fields = self._form.entries()
        self._typed = {field.code: field.value for field in fields}
        self._pane.show_entry(deed_title(deed, name), register_name(register), fields)
        self._pane.notice.say("")
        self._pane.set_parts((), (), ())
        self._pane.set_danger("", "")
        self._judge()
        self._pane.take_focus()

    def judge(self) -> None:
        """The line came or went: whether it can be sent is another matter now."""
        if self._form is not None:
            self._judge()

    # -- an account

    def _shown(self, entry: Entry) -> None:
        row, look = entry.row, self._office.look
        if not isinstance(row, AccountRow) or self.busy():
            return
        self._entry, self._found = entry, ()
        self._of = (row.id, row.version)
        self._form = Form(
            Register.ACCOUNTS, Deed.CHANGE, ACCOUNT_FIELDS, entry.fields, look, self._office.rooms()
        )
        fields = self._form.entries()
        self._typed = {field.code: field.value for field in fields}
        badge = translate("administration", "credencial {n}").format(n=row.badge) if row.badge else row.login
        self._pane.show_entry(row.name, badge, fields)
        self._notice(row)
        self._pane.set_parts(self._abilities(entry.rights), self._sessions(entry), self._past(entry),
                             translate("administration", "Ver en auditoría"))  # fmt: skip
        blocked = row.state is AccountState.DISABLED
        words = (
            translate("administration", "Rehabilitar") if blocked else translate("administration", "Bloquear")
        )
        self._pane.set_danger(words, "lock-open" if blocked else "lock")
        self._judge()

    def _notice(self, row: AccountRow) -> None:
        now, look, say = self._office.now(), self._office.look, self._pane.notice.say
        cell = account_state(row)
        if row.state is AccountState.LOCKED:
            say(translate("administration", "Bloqueada por claves equivocadas"), "", Severity.CRITICAL)
        elif row.state in (AccountState.DISABLED, AccountState.EXPIRED, AccountState.REMOVED):
            say(translate("administration", "No puede entrar: {state}").format(state=cell.text))
        elif row.waiting:
            say(
                translate("administration", "Un cambio espera la segunda firma"),
                translate("administration", "hasta entonces rige lo que se ve aquí"), Severity.INFO,
            )  # fmt: skip
        elif row.refused_at is not None:
            say(
                translate("administration", "Se le negó algo hace poco"),
                translate("administration", "{when} · rechazado · no se leyó nada").format(
                    when=when_words(row.refused_at, now, look)
                ),
            )
        else:
            say("")

    def _abilities(self, rights: tuple[CellRow, ...]) -> tuple[FactLine, ...]:
        made = []
        for cell in rights:
            able = cell.reach != NO_REACH
            words = reach_word(cell.reach) if able else translate("administration", "no")
            if able and cell.condition is not None:
                words = condition_sentence(cell.condition)
            made.append(
                FactLine(action_name(cell.action), words, "check" if able else "minus", faint=not able)
            )
        return tuple(sorted(made, key=lambda line: line.faint))[:8]

    def _sessions(self, entry: Entry) -> tuple[FactLine, ...]:
        row, look, now = entry.row, self._office.look, self._office.now()
        assert isinstance(row, AccountRow)
        made = []
        for one in entry.sessions:
            until = translate("administration", "vale hasta {when}")
            state = until.format(when=date_words(one.expires_at, look))
            if one.online:
                state = translate("administration", "abierta ahora")
            words = translate("administration", "Puesto {name}").format(name=one.workstation)
            made.append(FactLine(words, state))
        last = translate("administration", "Última entrada")
        made.append(FactLine(last, when_words(row.last_login, now, look)))
        factor = translate("administration", "Segundo factor")
        yes, no = translate("administration", "activo"), translate("administration", "no tiene")
        made.append(FactLine(factor, yes if row.second_factor else no))
        return tuple(made)

    def _past(self, entry: Entry) -> tuple[FactLine, ...]:
        row = entry.row
        assert isinstance(row, AccountRow)
        words = translate("administration", "Lo que hizo {login}, con finalidad")
        return (FactLine(words.format(login=row.login), ""),)

    def _failed(self, wrong: Refused) -> None:
        self._office.say_wrong(refusal_words(wrong.code, wrong.params, self._office.look))

    # -- what is typed

    def _edited(self, values: dict[str, str]) -> None:
        self._typed, self._found = values, ()
        self._judge()
        self._check.start()

    def _judge(self) -> None:
        form = self._form
        if form is None:
            return
        verdict = form.verdict(self._typed, self._office.now(), self._found)
        hindrance = self._hindrance() or self._own() or verdict.hindrance
        two = takes_two(form.register, form.deed, form.changes(self._typed))
        words = {
            Deed.REMOVE: translate("administration", "Quitar"),
            Deed.REISSUE: translate("administration", "Dar clave nueva"),
        }.get(form.deed, translate("administration", "Guardar"))
        if two:
            words = translate("administration", "Pedir segunda firma")
        self._pane.sign.set_words(words)
        able = not self._hindrance() and not self._own()
        self._pane.set_verdict(Verdict(verdict.wrong, verdict.notes, hindrance), able)

    def _own(self) -> str:
        row = self._entry.row if self._entry is not None else None
        if isinstance(row, AccountRow) and row.login == self._own_login():
            return translate("administration", "Nadie cambia su propia cuenta")
        if row is not None and row.waiting:
            return translate("administration", "Ya espera la firma de otro cambio")
        return ""

    def _ask_check(self) -> None:
        form = self._form
        if form is None:
            return
        changes = form.changes(self._typed)
        if changes:
            entry = self._entry.row.id if self._entry is not None else None
            inquiry = CheckChange(register=form.register, deed=form.deed, entry=entry, fields=changes)
            self._office.asker.ask(inquiry, Checked, self._checked, lambda _: None, "check card")

    def _checked(self, told: Checked) -> None:
        self._found = tuple(one for one in told.findings if one.code != "field.missing")
        self._judge()

    def _send(self, values: dict[str, str]) -> None:
        form = self._form
        self._typed = values
        if form is None or form.verdict(values, self._office.now(), self._found).hindrance:
            self._judge()
            return
        entry, version = self._of or (None, 0)
        self._pane.set_sending(True)
        inquiry = RequestChange(
            id=self._office.mint.mint(),
            register=form.register,
            deed=form.deed,
            reason=values["reason"],
            entry=entry,
            version=version,
            fields=form.changes(values),
        )
        self._office.asker.ask(inquiry, Changed, self._changed, self._not_changed)

    def _endanger(self, values: dict[str, str]) -> None:
        """Block the account at once, or ask for the second person to let it in again."""
        row = self._entry.row if self._entry is not None else None
        if not isinstance(row, AccountRow) or self._hindrance():
            return
        reason = values.get("reason", "")
        if len(reason) < 3:
            missing = translate("administration", "Escriba por qué, y vuelva a apretar")
            self._pane.grid.entries["reason"].set_said(missing)
            self._pane.grid.update()
            self._pane.grid.entries["reason"].field.setFocus()
            return
        self._pane.danger.set_sending(True)
        inquiry = RequestChange(
            id=self._office.mint.mint(), register=Register.ACCOUNTS, deed=Deed.CHANGE, reason=reason,
            entry=row.id, version=row.version, fields={"disabled": row.state is not AccountState.DISABLED},
        )  # fmt: skip
        self._office.asker.ask(inquiry, Changed, self._changed, self._not_changed)

    def _changed(self, told: Changed) -> None:
        self._pane.set_sending(False)
        self._pane.danger.set_sending(False)
        created = self.creating()
        self._form, entry, self._entry = None, self._entry, None
        tell_changed(self._office, told)
        if created or entry is None:
            self._pane.set_empty(True)
            self._leave()
        else:
            self.show(entry.row)

    def _not_changed(self, wrong: Refused) -> None:
        self._pane.set_sending(False)
        self._pane.danger.set_sending(False)
        if self._form is None:
            return
        field, words = self._form.refusal(wrong.code, wrong.params)
        if field:
            self._found = (Finding(field=field, code=wrong.code, params=dict(wrong.params)),)
        self._judge()
        if not field:
            self._pane.foot.say(words, wrong=True)

    def _queries(self) -> None:
        row = self._entry.row if self._entry is not None else None
        if isinstance(row, AccountRow):
            self._look_up(row.login)

    def _left(self) -> None:
        """Escape: a new entry is put away, an account is shown as the server has it."""
        entry, created = self._entry, self.creating()
        self._form = None
        if created:
            self._pane.set_empty(True)
        elif entry is not None:
            self._shown(entry)
        self._leave()
