"""The matrix of roles and acts: what each cell says, how it is changed, and what became of it before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.administration.forms import Form
from console.administration.register import Office, tell_changed
from console.administration.words import (
    action_name,
    condition_words,
    deed_title,
    field_name,
    reach_word,
    refusal_words,
    role_name,
    value_words,
    when_words,
)
from domain.administered import NO_REACH, Deed, Register
from domain.administration import (
    Changed,
    ListProposals,
    Matrix,
    Proposal,
    Proposals,
    ProposalState,
    ReadMatrix,
    RequestChange,
)
from domain.refusal import Refused
from domain.register_rows import CellRow
from widgets.administration.history_pane import HistoryPane
from widgets.administration.matrix_pane import MatrixPane
from widgets.administration.values import FactLine, MatrixCell, MatrixRole, Verdict

translate = QCoreApplication.translate

LAST = ("report",)
"""What only sources do is no column."""


class MatrixPresenter:
    """Between the server's matrix and the pane."""

    def __init__(
        self, office: Office, pane: MatrixPane, history: Callable[[Register, str], None],
        hindrance: Callable[[], str],
    ) -> None:  # fmt: skip
        self._office, self._pane = office, pane
        self._history, self._hindrance = history, hindrance
        self._cells: dict[tuple[str, str], CellRow] = {}
        self._form: Form | None = None
        self._typed: dict[str, str] = {}
        self._cell: CellRow | None = None
        pane.cell_chosen.connect(lambda role, act: self._chosen())
        pane.opened.connect(lambda role, act: self.open())
        pane.edited.connect(self._edited)
        pane.saved.connect(self._saved)
        pane.history_requested.connect(lambda role, act: self._history(Register.ROLES, f"{role}:{act}"))
        pane.retry_requested.connect(self.refresh)

    def refresh(self) -> None:
        """Read the matrix anew."""
        self._office.asker.ask(ReadMatrix(), Matrix, self._read, self._failed, "matrix")

    def open(self) -> None:
        """Open the form of the chosen cell."""
        cell = self._cells.get(self._pane.grid.chosen())
        if cell is None:
            return
        why = self._hindrance() or self._barred(cell)
        if why:
            self._office.say_wrong(why)
            return
        self._cell = cell
        self._form = Form(Register.ROLES, Deed.CHANGE, ("reach",), {"reach": cell.reach}, self._office.look)
        fields = self._form.entries()
        self._typed = {field.code: field.value for field in fields}
        self._pane.show_form(fields, self._form.verdict(self._typed, self._office.now()))

    def _read(self, told: Matrix) -> None:
        self._cells = {(cell.role.value, cell.action): cell for cell in told.cells}
        acts = [act for act in dict.fromkeys(cell.action for cell in told.cells) if act not in LAST]
        roles = dict.fromkeys(cell.role.value for cell in told.cells)
        shown = tuple(
            MatrixRole(
                role, role_name(role), told.persons.get(role),
                tuple(self._painted(self._cells.get((role, act))) for act in acts),
            )
            for role in roles
        )  # fmt: skip
        self._pane.set_matrix(tuple((act, action_name(act)) for act in acts), shown)
        self._chosen()

    def _painted(self, cell: CellRow | None) -> MatrixCell:
        if cell is None or cell.reach == NO_REACH:
            return MatrixCell(waits=cell is not None and cell.waiting)
        words = reach_word(cell.reach) or cell.reach
        if cell.condition is not None:
            condition, icon = condition_words(cell.condition)
            return MatrixCell(condition, icon, cell.condition == "two_people", cell.waiting)
        return MatrixCell(words, waits=cell.waiting)

    def _barred(self, cell: CellRow) -> str:
        if cell.locked:
            return translate("administration", "Este permiso no lo cambia nadie")
        if cell.waiting:
            return translate("administration", "Ya espera la firma de otro cambio")
        return ""

    def _chosen(self) -> None:
        role, act = self._pane.grid.chosen()
        cell = self._cells.get((role, act))
        if cell is None:
            return
        name = translate("administration", "rol elegido: {role}").format(role=role_name(role))
        able = translate("administration", "{role} no puede: {act}.")
        if cell.reach != NO_REACH:
            able = translate("administration", "{role} puede: {act}, {reach}.")
        words = able.format(
            role=role_name(role), act=action_name(act).lower(), reach=reach_word(cell.reach) or cell.reach
        )
        if cell.condition is not None:
            asks = translate("administration", "Exige {condition}.")
            words += " " + asks.format(condition=condition_words(cell.condition)[0])
        words += " " + (
            self._barred(cell) or translate("administration", "Cambiarla exige dos personas (F2).")
        )
        self._pane.set_chosen(name, words)

    def _failed(self, wrong: Refused) -> None:
        self._pane.set_chosen("", refusal_words(wrong.code, wrong.params, self._office.look))

    def _edited(self, values: dict[str, str]) -> None:
        self._typed = values
        if self._form is not None:
            self._pane.form.set_verdict(self._form.verdict(values, self._office.now()))

    def _saved(self, values: dict[str, str]) -> None:
        if self._form is None or self._cell is None or self._hindrance():
            return
        if self._form.verdict(values, self._office.now()).hindrance:
            return
        self._pane.form.set_sending(True)
        inquiry = RequestChange(
            id=self._office.mint.mint(), register=Register.ROLES, deed=Deed.CHANGE, reason=values["reason"],
            entry=self._cell.id, version=self._cell.version, fields=self._form.changes(values),
        )  # fmt: skip
        self._office.asker.ask(inquiry, Changed, self._changed, self._not_changed)

    def _changed(self, told: Changed) -> None:
        self._pane.form.set_sending(False)
        self._pane.leave_form()
        tell_changed(self._office, told)
        self.refresh()

    def _not_changed(self, wrong: Refused) -> None:
        self._pane.form.set_sending(False)
        words = refusal_words(wrong.code, wrong.params, self._office.look)
        self._pane.form.set_verdict(Verdict({"reach": words}, {}, words))


class HistoryPresenter:
    """What became of one entry or cell, newest first."""

    def __init__(self, office: Office, pane: HistoryPane) -> None:
        self._office, self._pane = office, pane
        self._of: tuple[Register, str] | None = None

    def show(self, register: Register, entry: str) -> None:
        """Ask for every change of it that was asked for, whatever came of it."""
        if self._of == (register, entry):
            return
        self._of = (register, entry)
        self.refresh()

    def refresh(self) -> None:
        """Ask again."""
        if self._of is not None:
            inquiry = ListProposals(state=None, register=self._of[0], entry=self._of[1], size=30)
            self._office.asker.ask(inquiry, Proposals, self._listed, self._failed, "history")

    def _listed(self, told: Proposals) -> None:
        parts = tuple(self._part(one) for one in told.items)
        nothing = FactLine(translate("administration", "Ningún cambio anotado"), "", faint=True)
        self._pane.set_parts(parts or ((translate("administration", "Historial"), (nothing,)),))

    def _failed(self, wrong: Refused) -> None:
        self._of = None
        words = refusal_words(wrong.code, wrong.params, self._office.look)
        self._pane.set_parts(((translate("administration", "Historial"), (FactLine(words, "", "warning"),)),))

    def _part(self, one: Proposal) -> tuple[str, tuple[FactLine, ...]]:
        look, now = self._office.look, self._office.now()
        asked = translate("administration", "{name} pidió").format(name=one.by_name or one.by)
        lines = [FactLine(asked, when_words(one.at, now, look), "user")]
        for change in one.changes[:6]:
            before = value_words(change.field, change.before, look) or "—"
            after = value_words(change.field, change.after, look) or "—"
            words = translate("administration", "{before} → {after}").format(before=before, after=after)
            lines.append(FactLine(field_name(change.field), words, "arrow-right"))
        if one.second:
            lines.append(self._second(one))
        elif one.state is ProposalState.EXPIRED:
            lines.append(
                FactLine(translate("administration", "venció sin firma"), "", "clock", tone="severity.high")
            )
        elif one.state is ProposalState.WAITING:
            lines.append(
                FactLine(
                    translate("administration", "espera firma"), "", "hourglass-medium", tone="accent.text"
                )
            )
        lines.append(FactLine(one.reason, "", "chat-text", faint=True))
        return deed_title(one.deed, one.title), tuple(lines)

    def _second(self, one: Proposal) -> FactLine:
        look, now = self._office.look, self._office.now()
        name = one.second_name or one.second
        if one.state is ProposalState.REJECTED:
            words = translate("administration", "{name} rechazó").format(name=name)
            return FactLine(
                words, one.note or when_words(one.closed_at, now, look), "x", tone="severity.high"
            )
        words = translate("administration", "{name} firmó").format(name=name)
        return FactLine(words, when_words(one.closed_at, now, look), "check")
