"""The card of an account: what it can do, what may be changed, what takes a second person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.administration.card import CardPresenter
from console.administration.forms import Form
from domain.administered import FIELDS, Deed, Register, Value
from domain.administration import (
    Changed,
    CheckChange,
    Checked,
    Entry,
    ProposalState,
    ReadEntry,
    RequestChange,
)
from domain.clock import DAY
from domain.people import Role
from domain.register_rows import AccountRow, AccountState, CellRow
from tests.console.office import NOW, Bench, proposal
from widgets.administration.entry_card import EntryCard
from widgets.look import Look


@pytest.fixture
def bench(qapp: QApplication) -> Bench:
    return Bench()


def account(**more: Any) -> AccountRow:
    made = AccountRow(
        id="7",
        version=2,
        login="jotero",
        name="Julia Otero",
        role=Role.VIDEO_OPERATOR,
        room="video",
        badge="5233",
        expires_at=NOW + 90 * DAY,
    )
    return msgspec.structs.replace(made, **more)


class Desk:
    """The card of accounts on a bench."""

    def __init__(self, bench: Bench, row: AccountRow) -> None:
        self.bench, self.pane = bench, EntryCard(bench.look)
        self.pane.resize(400, 760)
        self.pane.show()
        fields = {
            "role": row.role.value,
            "room": row.room,
            "agencies": (),
            "shift": "07-19",
            "badge": row.badge,
            "expires_at": row.expires_at,
            "name": row.name,
            "disabled": False,
        }
        rights = (
            CellRow(id="a", role=row.role, action="watch_video", reach="city"),
            CellRow(id="b", role=row.role, action="read_audit", reach="none"),
        )
        entry = Entry(register=Register.ACCOUNTS, row=row, fields=fields, rights=rights)
        bench.server.answers = {ReadEntry: lambda _: entry, CheckChange: lambda _: Checked()}
        self.card = CardPresenter(
            bench.office,
            self.pane,
            lambda: "prequena",
            lambda: bench.hindrance,
            lambda: None,
            lambda login: None,
        )
        self.card.show(row)

    def entry(self, code: str) -> Any:
        return self.pane.grid.entries[code].field


@pytest.fixture
def desk(bench: Bench) -> Iterator[Desk]:
    made = Desk(bench, account())
    yield made
    made.pane.close()
    made.pane.deleteLater()


def test_a_card_tells_what_the_account_can_do_today(desk: Desk) -> None:
    told = desk.pane.abilities.accessibleName()
    assert "Ver en vivo todo" in told
    assert "Auditoría no" in told


def test_an_expiry_beyond_a_year_is_wrong_and_says_until_when(desk: Desk) -> None:
    desk.entry("expires_at").selectAll()
    QTest.keyClicks(desk.entry("expires_at"), "14/03/2028")
    assert (
        desk.pane.grid.entries["expires_at"].said()[0].startswith("Como mucho un año: hasta el 24 nov 2027")
    )
    assert not desk.pane.sign.isEnabled()


def test_another_role_asks_for_the_second_signature(desk: Desk, bench: Bench) -> None:
    bench.server.answers[RequestChange] = lambda _: Changed(proposal=proposal(deed=Deed.CHANGE))
    QTest.keyClick(desk.entry("role"), Qt.Key.Key_Down)
    assert desk.pane.sign.words() == "Pedir segunda firma"
    assert not desk.pane.sign.isEnabled(), "the reason is missing"
    QTest.keyClicks(desk.entry("reason"), "pasa a supervisar")
    desk.pane.sign.click()
    (sent,) = bench.server.of(RequestChange)
    assert sent.fields == {"role": Role.SUPERVISOR.value}
    assert bench.said == ["Espera segunda firma"]


def test_to_block_wants_a_reason_and_is_sent_alone(desk: Desk, bench: Bench) -> None:
    bench.server.answers[RequestChange] = lambda _: Changed(proposal=proposal(state=ProposalState.APPLIED))
    desk.pane.danger.click()
    assert not bench.server.of(RequestChange)
    QTest.keyClicks(desk.entry("reason"), "credencial perdida")
    desk.pane.danger.click()
    (sent,) = bench.server.of(RequestChange)
    assert sent.fields == {"disabled": True}


def test_nobody_edits_his_own_account(bench: Bench) -> None:
    desk = Desk(bench, account(login="prequena"))
    assert not desk.pane.sign.isEnabled()
    assert not desk.pane.danger.isEnabled()
    assert desk.pane.sign.accessibleDescription() == "Nadie cambia su propia cuenta"
    desk.pane.close()
    desk.pane.deleteLater()


def test_what_is_being_typed_is_not_lost_to_the_cursor(desk: Desk) -> None:
    QTest.keyClicks(desk.entry("reason"), "a medio escribir")
    desk.card.show(account(id="8", name="Otra"))
    assert desk.entry("reason").text() == "a medio escribir"


def test_a_new_account_shows_every_field_and_sends_what_was_filled(desk: Desk, bench: Bench) -> None:
    bench.server.answers[RequestChange] = lambda _: Changed(proposal=proposal())
    desk.card.create(Register.ACCOUNTS)
    assert set(desk.pane.grid.entries) == {f.name for f in FIELDS[Register.ACCOUNTS]} - {"disabled"} | {
        "reason"
    }
    assert desk.pane.sign.accessibleDescription() == "faltan datos"
    for code, words in (("login", "mduarte"), ("name", "Marina Duarte"), ("reason", "alta pedida")):
        QTest.keyClicks(desk.entry(code), words)
    for code in ("role", "room"):
        QTest.keyClick(desk.entry(code), Qt.Key.Key_Down)
    desk.pane.sign.click()
    (sent,) = bench.server.of(RequestChange)
    assert sent.deed is Deed.CREATE
    assert sent.version == 0
    assert sent.fields == {"login": "mduarte", "name": "Marina Duarte", "role": "call_taker", "room": "911"}


def test_states_of_accounts_have_words_and_marks(bench: Bench) -> None:
    from console.administration.rows import account_state

    words = {state: account_state(account(state=state)).text for state in AccountState}
    assert len(set(words.values())) == len(AccountState)
    assert account_state(account(waiting=True)).text == "falta firma"
    assert account_state(account(refused_at=NOW)).icon == "warning-fill"


def test_a_new_password_asks_for_a_reason_and_a_second_person(desk: Desk, bench: Bench) -> None:
    bench.server.answers[RequestChange] = lambda _: Changed(proposal=proposal(deed=Deed.REISSUE))
    desk.card.ask_deed(Register.ACCOUNTS, account(), Deed.REISSUE, "Julia Otero")
    assert desk.pane.accessibleName() == "Clave nueva para Julia Otero"
    assert set(desk.pane.grid.entries) == {"reason"}
    assert desk.pane.sign.words() == "Pedir segunda firma"
    assert not desk.pane.sign.isEnabled()
    QTest.keyClicks(desk.entry("reason"), "se la olvido")
    desk.pane.sign.click()
    (sent,) = bench.server.of(RequestChange)
    assert (sent.deed, sent.entry, sent.version, sent.fields) == (Deed.REISSUE, "7", 2, {})


def test_what_somebody_speaks_is_written_with_commas_and_a_word_that_is_none_is_named(
    qapp: QApplication,
) -> None:
    before: dict[str, Value] = {"languages": ("es", "qu"), "skills": ()}
    form = Form(Register.ACCOUNTS, Deed.CHANGE, ("languages", "skills"), before, Look())
    languages, skills, _ = form.entries()
    assert (languages.value, skills.value) == ("español, quechua", "")
    typed = {"languages": "Español, QUECHUA,  pt", "skills": "", "reason": "habla portugués"}
    assert form.changes(typed) == {"languages": ("es", "qu", "pt")}
    wrong = form.verdict(typed | {"languages": "klingon"}, 0).wrong
    assert wrong == {"languages": "Elija uno de la lista"}
