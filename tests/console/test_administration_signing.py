"""Signatures, the matrix and the audit, against a server that answers as the test says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.administration.audit import AuditPresenter
from console.administration.matrix import MatrixPresenter
from console.administration.pending import PendingPresenter
from domain.administration import (
    Changed,
    ListProposals,
    Matrix,
    Proposal,
    Proposals,
    ProposalState,
    ReadMatrix,
    RejectProposal,
    SignProposal,
)
from domain.audit_reading import (
    AskVerification,
    AuditEntry,
    AuditPage,
    Break,
    SearchAudit,
    Span,
    StartVerification,
    Verification,
    VerifyPhase,
)
from domain.people import Role
from domain.refusal import Refused
from domain.register_rows import CellRow
from tests.console.office import NOW, Bench, proposal
from widgets.administration.audit_pane import AuditPane
from widgets.administration.history_pane import HistoryPane
from widgets.administration.matrix_pane import MatrixPane
from widgets.administration.pending_pane import PendingPane
from widgets.administration.values import ChainState


@pytest.fixture
def bench(qapp: QApplication) -> Bench:
    return Bench()


class Signing:
    """The pane of changes that wait, on a bench."""

    def __init__(self, bench: Bench, *items: Proposal) -> None:
        self.counts: list[tuple[int, int]] = []
        self.pane = PendingPane(bench.look)
        self.pane.resize(438, 400)
        self.pane.show()
        yours = sum(one.barred is None for one in items)
        told = Proposals(items=items, matches=len(items), waiting=len(items), yours=yours)
        bench.server.answers = {ListProposals: lambda _: told}
        self.pending = PendingPresenter(
            bench.office, self.pane, lambda: "prequena", lambda *n: self.counts.append(n), lambda: None
        )
        self.pending.refresh()


def test_what_can_be_signed_here_stands_first_and_is_counted(bench: Bench) -> None:
    own = proposal(by="prequena", barred="sign.own")
    signing = Signing(bench, own, proposal())
    change = signing.pane.change()
    assert change is not None
    assert change.title == "Dar de alta a Marina Duarte"
    assert [one.after for one in change.differences] == ["Marina Duarte", "Analista"]
    assert signing.counts == [(2, 1)]
    signing.pane.close()
    signing.pane.deleteLater()


def test_f7_asks_for_the_password_and_the_pane_forgets_it_at_once(bench: Bench) -> None:
    waiting = proposal()
    signing = Signing(bench, waiting)
    done = Changed(proposal=msgspec.structs.replace(waiting, state=ProposalState.APPLIED), secret="una-clave")
    bench.server.answers[SignProposal] = lambda _: done
    signing.pane.sign_or_ask()
    assert not bench.server.of(SignProposal)
    QTest.keyClicks(signing.pane.password, "mi clave")
    QTest.keyClick(signing.pane.password, Qt.Key.Key_Return)
    (sent,) = bench.server.of(SignProposal)
    assert (sent.proposal, sent.password) == (waiting.id, "mi clave")
    assert signing.pane.password.text() == ""
    assert bench.secrets == ["una-clave"]
    assert signing.pane.change() is None
    signing.pane.close()
    signing.pane.deleteLater()


def test_a_wrong_password_is_told_and_asked_again(bench: Bench) -> None:
    signing = Signing(bench, proposal())
    bench.server.answers[SignProposal] = lambda _: Refused("sign.password", left=4)
    signing.pane.sign_or_ask()
    QTest.keyClicks(signing.pane.password, "otra")
    QTest.keyClick(signing.pane.password, Qt.Key.Key_Return)
    assert signing.pane.foot._sentence == "Esa no es su clave; quedan 4 intentos"
    assert signing.pane.password.text() == ""
    assert not signing.pane.sign.sending()
    signing.pane.close()
    signing.pane.deleteLater()


def test_ones_own_request_says_why_one_cannot_sign_and_can_be_withdrawn(bench: Bench) -> None:
    own = proposal(by="prequena", barred="sign.own")
    signing = Signing(bench, own)
    change = signing.pane.change()
    assert change is not None
    assert change.hindrance == "Usted lo pidió: firma otra persona"
    assert not signing.pane.sign.isEnabled()
    assert signing.pane.reject.words() == "Retirar"
    rejected = msgspec.structs.replace(own, state=ProposalState.REJECTED)
    bench.server.answers[RejectProposal] = lambda _: Changed(proposal=rejected)
    signing.pane.reject.click()
    QTest.keyClicks(signing.pane.reason, "ya no hace falta")
    QTest.keyClick(signing.pane.reason, Qt.Key.Key_Return)
    (sent,) = bench.server.of(RejectProposal)
    assert sent.reason == "ya no hace falta"
    signing.pane.close()
    signing.pane.deleteLater()


def cell(**more: Any) -> CellRow:
    made = CellRow(
        id="supervisor:read_audit",
        role=Role.SUPERVISOR,
        action="read_audit",
        reach="city",
        condition="purpose",
    )
    return msgspec.structs.replace(made, **more)


def test_a_cell_says_its_condition_in_a_word_and_a_denied_one_is_a_dash(bench: Bench) -> None:
    pane = MatrixPane(bench.look)
    denied = cell(id="analyst:read_audit", role=Role.ANALYST, reach="none", condition=None)
    bench.server.answers = {ReadMatrix: lambda _: Matrix(cells=(cell(), denied), persons={"supervisor": 31})}
    MatrixPresenter(bench.office, pane, lambda *_: None, lambda: "").refresh()
    supervisor, analyst = pane.grid._roles
    assert (supervisor.cells[0].words, supervisor.cells[0].condition, supervisor.people) == (
        "finalidad",
        "scales",
        31,
    )
    assert analyst.cells[0].words == ""
    pane.deleteLater()


def test_a_locked_cell_is_not_opened(bench: Bench) -> None:
    pane = MatrixPane(bench.look)
    bench.server.answers = {ReadMatrix: lambda _: Matrix(cells=(cell(locked=True),))}
    matrix = MatrixPresenter(bench.office, pane, lambda *_: None, lambda: "")
    matrix.refresh()
    matrix.open()
    assert bench.wrong == ["Este permiso no lo cambia nadie"]
    assert pane.form.isHidden()
    pane.deleteLater()


class Auditing:
    """The audit on a bench."""

    def __init__(self, bench: Bench) -> None:
        self.pane, self.record = AuditPane(bench.look), HistoryPane(bench.look, "file-text", "Registro")
        self.pane.resize(900, 500)
        self.pane.show()
        records = (AuditEntry(seq=9, at=NOW, actor="jotero", action="sign_refused", case="IPP 1"),)
        page = AuditPage(records=records, matches=1, total=9_226_310, actions=("sign_refused",))
        bench.server.answers = {SearchAudit: lambda _: page}
        self.audit = AuditPresenter(bench.office, self.pane, self.record, lambda _: None)


@pytest.fixture
def auditing(bench: Bench) -> Iterator[Auditing]:
    made = Auditing(bench)
    yield made
    made.pane.close()
    made.pane.deleteLater()
    made.record.deleteLater()


def test_nothing_is_searched_before_the_purpose_is_given(auditing: Auditing, bench: Bench) -> None:
    auditing.audit.search("sn-0412")
    assert not bench.server.asked
    fields = auditing.pane.purpose.entries
    QTest.keyClicks(fields["case"].field, "IPP 51.902")
    QTest.keyClicks(fields["reason"].field, "corto")
    assert not auditing.pane.give.isEnabled()
    assert fields["reason"].said()[0] == "Al menos 10 letras"
    QTest.keyClicks(fields["reason"].field, " y ahora largo")
    QTest.keyClick(fields["reason"].field, Qt.Key.Key_Return)
    (sent,) = bench.server.of(SearchAudit)
    assert (sent.purpose.case, sent.query.words) == ("IPP 51.902", "sn-0412")
    assert auditing.audit.rows.values()[0].tone == "severity.high", "a refusal stands out"


def test_whoever_comes_next_says_why_anew(auditing: Auditing) -> None:
    auditing.audit.give({"case": "IPP 1", "reason": "revisión semanal"})
    auditing.audit.drop()
    assert auditing.pane.asks_purpose()
    assert auditing.audit.rows.rowCount() == 0


def test_a_verification_is_followed_to_its_end(auditing: Auditing, bench: Bench) -> None:
    running = Verification(phase=VerifyPhase.RUNNING, done=3, total=10)
    broken = Break(log="audit", number=7, code="altered")
    answers = iter(
        (running, Verification(phase=VerifyPhase.BROKEN, audits=Span(first=1, last=10), breaks=(broken,)))
    )
    bench.server.answers |= {
        StartVerification: lambda _: next(answers),
        AskVerification: lambda _: next(answers),
    }
    auditing.pane.chain.act.click()
    assert auditing.pane.chain.words()[0] == "Verificando la cadena · 30 %"
    auditing.audit.set_now()
    assert len(bench.server.of(AskVerification)) == 0, "asked again only after a while"
    bench.clock.advance(1)
    auditing.audit.set_now()
    assert auditing.pane.chain.verdict().state is ChainState.BROKEN
    assert auditing.pane.chain.words()[0] == "La cadena se rompe en el n.º 7"
    bench.clock.advance(1)
    auditing.audit.set_now()
    assert len(bench.server.of(AskVerification)) == 1, "it has ended: nobody asks any more"
