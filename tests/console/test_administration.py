"""Registers and words of the administration, against a server that answers as the test says."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.administration.asking import Asker
from console.administration.audit import act_words, purpose_of
from console.administration.forms import Form
from console.administration.orders import OfficeActs, OfficeOrders, verbs
from console.administration.register import PAGE, RegisterPresenter
from console.administration.rows import columns_of
from console.administration.words import finding_words, refusal_words, when_words
from domain.administered import CameraKind, Deed, Register
from domain.administration import (
    Changed,
    CheckChange,
    Checked,
    Entry,
    Finding,
    Matrix,
    ProposalState,
    ReadEntry,
    ReadMatrix,
    RegisterPage,
    RequestChange,
    SearchRegister,
)
from domain.agency import Agency
from domain.clock import DAY, HOUR
from domain.people import Role
from domain.place import Position
from domain.refusal import Refused
from domain.register_rows import CameraRow, CellRow
from tests.console.office import NOW, Bench, proposal
from widgets.administration.register_pane import RegisterPane

CAMERAS = 14_000


@pytest.fixture
def bench(qapp: QApplication) -> Bench:
    return Bench()


def camera(number: int, **more: Any) -> CameraRow:
    made = CameraRow(
        id=str(number),
        version=3,
        label=f"SN-{number:05}",
        name=f"Corrientes {number}",
        kind=CameraKind.FIXED,
        position=Position(lat=-34.6, lon=-58.38),
        room="911",
        agency=Agency.POLICE,
        zone="Comuna 1",
    )
    return msgspec.structs.replace(made, **more)


def page_of_cameras(inquiry: SearchRegister) -> RegisterPage:
    start = inquiry.page * inquiry.size
    rows = tuple(camera(n) for n in range(start, min(CAMERAS, start + inquiry.size)))
    return RegisterPage(
        register=inquiry.register, rows=rows, page=inquiry.page, matches=CAMERAS, total=CAMERAS
    )


def entry_of(inquiry: ReadEntry) -> Entry:
    fields = {"name": "Corrientes 4", "heading": 90.0, "height": 6.5, "retention_days": 60}
    return Entry(register=inquiry.register, row=camera(int(inquiry.entry)), fields=fields)


@pytest.fixture
def cameras(bench: Bench) -> Iterator[RegisterPane]:
    pane = RegisterPane(bench.look, "video-camera", "Cámaras", columns_of(Register.CAMERAS), hint="Código")
    pane.resize(980, 460)
    pane.show()
    bench.server.answers = {
        SearchRegister: page_of_cameras,
        ReadEntry: entry_of,
        CheckChange: lambda _: Checked(),
    }
    bench.presenter = RegisterPresenter(bench.office, Register.CAMERAS, pane, act="Editar")  # type: ignore[attr-defined]
    bench.presenter.search("")  # type: ignore[attr-defined]
    yield pane
    pane.close()
    pane.deleteLater()


def presenter(bench: Bench) -> RegisterPresenter:
    return bench.presenter  # type: ignore[attr-defined, no-any-return]


def test_of_14000_cameras_only_the_pages_that_are_scrolled_to_are_asked_for(
    bench: Bench, cameras: RegisterPane
) -> None:
    assert presenter(bench).model.rowCount() == PAGE
    bar = cameras.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert presenter(bench).model.rowCount() == 2 * PAGE
    assert [one.page for one in bench.server.of(SearchRegister)] == [0, 1]


def test_what_is_typed_in_the_search_is_asked_for_and_the_matches_are_counted(
    bench: Bench, cameras: RegisterPane
) -> None:
    cameras.search.seek("corrientes")
    assert bench.server.of(SearchRegister)[-1].words == "corrientes"
    assert cameras.search._icon._word == bench.look.locale.toString(CAMERAS)


def test_a_search_that_finds_nothing_says_so_in_place_of_rows(bench: Bench, cameras: RegisterPane) -> None:
    bench.server.answers[SearchRegister] = lambda _: RegisterPage(register=Register.CAMERAS, total=CAMERAS)
    cameras.search.seek("zzz")
    assert cameras._nothing.isVisible()
    assert cameras._nothing.accessibleName().startswith("Nada con esta búsqueda")


def test_an_overtaken_answer_is_dropped(bench: Bench) -> None:
    waiting: list[asyncio.Future[Any]] = []
    taken: list[int] = []

    async def story() -> None:
        async def slow(inquiry: Any) -> Any:
            future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            waiting.append(future)
            return await future

        tasks: list[asyncio.Task[Any]] = []

        class Holds:
            def start(self, work: Coroutine[Any, Any, Any], name: str = "") -> None:
                tasks.append(asyncio.get_running_loop().create_task(work))

        asker = Asker(slow, Holds())
        for _ in range(2):
            asker.ask(
                ReadMatrix(), Matrix, lambda told: taken.append(len(told.cells)), lambda _: None, "matrix"
            )
        await asyncio.sleep(0)
        waiting[1].set_result(Matrix(cells=()))
        waiting[0].set_result(
            Matrix(cells=(CellRow(id="a:b", role=Role.ANALYST, action="audit", reach="city"),))
        )
        await asyncio.gather(*tasks)

    asyncio.run(story())
    assert taken == [0]


def test_a_wrong_heading_is_told_under_its_field_and_cannot_be_sent(
    bench: Bench, cameras: RegisterPane
) -> None:
    presenter(bench).open("4")
    entries = cameras.form.grid.entries
    QTest.keyClicks(entries["reason"].field, "obra en la esquina")
    entries["heading"].field.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(entries["heading"].field, "412")
    assert entries["heading"].said()[0] == "Rumbo: de 0 a 359"
    assert not cameras.form.act.isEnabled()
    assert cameras.form.act.accessibleDescription() == "corrija un campo"


def test_a_change_is_sent_with_its_reason_its_version_and_only_what_differs(
    bench: Bench, cameras: RegisterPane
) -> None:
    applied = Changed(proposal=proposal(register=Register.CAMERAS, state=ProposalState.APPLIED))
    bench.server.answers[RequestChange] = lambda _: applied
    presenter(bench).open("4")
    entries = cameras.form.grid.entries
    entries["height"].field.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(entries["height"].field, "7,25")
    assert cameras.form.act.accessibleDescription() == "falta el motivo"
    QTest.keyClicks(entries["reason"].field, "poste nuevo")
    QTest.keyClick(entries["reason"].field, Qt.Key.Key_Return)
    (sent,) = bench.server.of(RequestChange)
    assert (sent.entry, sent.version, sent.fields, sent.reason) == ("4", 3, {"height": 7.25}, "poste nuevo")
    assert bench.said == ["Cambio hecho"]
    assert not cameras.table.open_key()


def test_what_the_server_finds_is_told_under_the_field(bench: Bench, cameras: RegisterPane) -> None:
    twin = Finding(field="name", code="camera.twin", params={"metres": "3"}, warning=True)
    bench.server.answers[CheckChange] = lambda _: Checked(findings=(twin,))
    presenter(bench).open("4")
    QTest.keyClicks(cameras.form.grid.entries["name"].field, " NE")
    presenter(bench)._ask_check()
    assert cameras.form.grid.entries["name"].said() == ("", "Otra cámara a 3 m se llama igual")


def test_a_refusal_of_one_field_stands_under_it_and_any_other_is_said(
    bench: Bench, cameras: RegisterPane
) -> None:
    presenter(bench).open("4")
    QTest.keyClicks(cameras.form.grid.entries["name"].field, " NE")
    QTest.keyClicks(cameras.form.grid.entries["reason"].field, "obra")
    bench.server.answers[RequestChange] = lambda _: Refused("entry.taken", field="name", value="x")
    cameras.form.act.click()
    assert cameras.form.grid.entries["name"].said()[0] == "Ya hay uno que se llama así"
    QTest.keyClicks(cameras.form.grid.entries["name"].field, "!")
    bench.server.answers[RequestChange] = lambda _: Refused("change.stale", version=4)
    cameras.form.act.click()
    assert bench.wrong == ["Alguien lo cambió mientras tanto: mírelo de nuevo"]


def test_without_a_line_nothing_opens_and_the_reason_is_said(bench: Bench, cameras: RegisterPane) -> None:
    cameras.set_hindrance("sin enlace: nada se puede cambiar")
    presenter(bench).open("4")
    assert not cameras.table.open_key()
    assert bench.wrong == ["sin enlace: nada se puede cambiar"]


def test_escape_leaves_the_form_and_the_keyboard_goes_back_to_the_row(
    bench: Bench, cameras: RegisterPane
) -> None:
    presenter(bench).open("4")
    QTest.keyClick(cameras.form.grid.entries["name"].field, Qt.Key.Key_Escape)
    assert not cameras.table.open_key()
    assert not bench.server.of(RequestChange)


def test_a_decimal_point_and_a_decimal_comma_are_the_same_number(bench: Bench) -> None:
    form = Form(
        Register.CAMERAS, Deed.CHANGE, ("height", "lat"), {"height": 6.5, "lat": -34.603722}, bench.look
    )
    assert form.changes({"height": "7,5", "lat": "-34.7"}) == {"height": 7.5, "lat": -34.7}
    shown = {entry.code: entry.value for entry in form.entries()}
    assert form.changes(shown) == {}, "what was only shown is no change"


def test_a_date_that_is_none_is_named(bench: Bench) -> None:
    form = Form(Register.ACCOUNTS, Deed.CHANGE, ("expires_at",), {}, bench.look)
    verdict = form.verdict({"expires_at": "31/02/2027", "reason": "renovación"}, NOW)
    assert verdict.wrong == {"expires_at": "Escriba la fecha como 31/12/2026"}


@pytest.mark.parametrize(
    "code", ["sign.same_shift", "sign.same_workstation", "sign.concerns_you", "change.last"]
)
def test_every_refusal_of_a_signature_has_a_sentence(bench: Bench, code: str) -> None:
    assert code not in refusal_words(code, {}, bench.look)


def test_an_unknown_code_is_shown_as_it_is(bench: Bench) -> None:
    assert "something.new" in finding_words("name", "something.new", {}, bench.look)
    assert act_words("brand_new_act", "SN-1") == "brand new act SN-1"


def test_the_past_is_told_as_people_say_it(bench: Bench) -> None:
    assert when_words(NOW - HOUR, NOW, bench.look).startswith("hoy ")
    assert when_words(NOW - DAY, NOW, bench.look).startswith("ayer ")
    assert when_words(None, NOW, bench.look) == "nunca"


def test_a_purpose_needs_a_case_and_a_reason() -> None:
    assert purpose_of({"case": "IPP 1", "reason": "revisión semanal"})[0] is not None
    assert purpose_of({"case": "I", "reason": ""})[0] is None


def test_the_command_line_turns_searches_and_signs() -> None:
    done: list[Any] = []
    acts = OfficeActs(
        done.append,
        lambda of, words: done.append((of, words)),
        lambda: done.append("verify"),
        lambda: done.append("sign"),
        lambda: done.append("leave"),
    )
    orders = OfficeOrders(verbs((("cameras", "Cámaras"), ("audit", "Auditoría")), acts))
    for line in ("camaras", "cámara sn-0412", "firmar", "verificar", "salir"):
        assert orders.run(line), line
    assert done == ["cameras", (Register.CAMERAS, "sn-0412"), "sign", "verify", "leave"]
    assert not orders.run("despachar m1")
    assert orders.meaning("despachar m1").wrong
    assert [offer.shown for offer in orders.offers("ver")] == ["verificar"]
