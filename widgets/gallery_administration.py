"""The gallery's sheets of the administration: its pages with invented data, at the sizes of a desk."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from domain.severity import Severity
from widgets import samples_administration as samples
from widgets.administration.audit_pane import AuditPane
from widgets.administration.entry_card import EntryCard
from widgets.administration.matrix_pane import MatrixPane
from widgets.administration.pending_pane import PendingPane
from widgets.administration.register_pane import RegisterPane
from widgets.administration.shell import AdministrationShell, AdminPage, AdminSlot, page_words
from widgets.administration.values import ChainState, ChainVerdict, Verdict
from widgets.banner import Banner
from widgets.command_line import CommandLine, KeyHint, Meaning
from widgets.look import Look
from widgets.pane_faces import Condition, PaneState
from widgets.samples import Rows
from widgets.samples_administration import MORNING
from widgets.status_bar import LinkState, StatusBar
from widgets.top_bar import TopBar


def camera_pane(look: Look, editing: bool = True) -> RegisterPane:
    """The register of cameras, one of them open."""
    pane = RegisterPane(look, "video-camera", "Cámaras", samples.CAMERA_COLUMNS,
                        hint="Código, lugar o zona", new_words="Nueva")  # fmt: skip
    model = samples.TableRows(samples.cameras(), len(samples.CAMERA_COLUMNS))
    model.setParent(pane)
    pane.set_model(model)
    pane.set_filter("zone", "Zona", (("1", "Comuna 1"),), 124)
    pane.set_filter("kind", "Tipo", (("*", "Todo tipo"),), 118)
    pane.set_filter("state", "Salud", (("*", "Toda salud"),), 128)
    pane.search.fill("corrientes")
    pane.set_found(14000, 302)
    pane.heads.set_order("label", True)
    pane.table.choose("SN-0391")
    if editing:
        pane.form.set_fields(samples.camera_fields())
        pane.form.set_verdict(samples.camera_verdict())
        pane.show_form("SN-0391", "editando")
    return pane


def account_pane(look: Look) -> RegisterPane:
    """The register of accounts with its tabs."""
    foot = (
        "Toda alta, baja o cambio de rol pide dos personas de turnos distintos. Nadie edita su propia cuenta."
    )
    pane = RegisterPane(look, "user-circle", "Cuentas", samples.ACCOUNT_COLUMNS,
                        hint="Nombre, credencial o rol", new_words="Pedir cuenta", foot=foot,
                        foot_act="Exportar firmado")  # fmt: skip
    tabs = ("Todas 1.214", "Por vencer 31", "Bloqueadas 9", "Sin entrar 30 días 44", "Pedidas 2")
    pane.set_tabs(tuple((str(n), words) for n, words in enumerate(tabs)))
    model = samples.TableRows(samples.accounts(), len(samples.ACCOUNT_COLUMNS), acts=False)
    model.setParent(pane)
    pane.set_model(model)
    pane.set_filter("role", "Rol", (("*", "Todo rol"),), 150)
    pane.set_filter("room", "Alcance", (("*", "Todo alcance"),), 150)
    pane.set_filter("agency", "Agencia", (("*", "Toda agencia"),), 150)
    pane.set_found(1214)
    pane.table.choose("5233Julia Otero")
    return pane


def account_card(look: Look) -> EntryCard:
    """The card of an account that was told no yesterday."""
    card = EntryCard(look)
    card.show_entry("Julia Otero", "credencial 5233", samples.account_fields())
    card.notice.say("Pidió video sin finalidad", "22 nov 09:40 · rechazado · no se leyó nada", Severity.HIGH)
    card.set_parts(samples.abilities(), samples.sessions(), samples.queries(), "Ver las 61")
    card.set_danger("Bloquear", "lock")
    wrong = {"expires_at": "Como mucho un año: hasta el 23 nov 2027"}
    card.set_verdict(Verdict(wrong, {}, "Falta la causa y una fecha válida"))
    return card


def audit_pane(look: Look, verdict: ChainVerdict | None = None, given: bool = True) -> AuditPane:
    """The audit, searched; not `given`: before a purpose is."""
    pane = AuditPane(look)
    rows = Rows(samples.audit())
    rows.setParent(pane)
    pane.set_model(rows)
    pane.set_choices((("7", "7 días"),), (("*", "Todo acto"),))
    pane.chain.set_verdict(verdict or samples.whole())
    if given:
        pane.show_results("IPP 51.902")
        pane.search.fill("reproducir sn-0412")
        pane.set_found("38", "9.226.310")
    else:
        pane.set_purpose_verdict(Verdict(hindrance="faltan la causa y el motivo"))
    return pane


def _pending(look: Look) -> PendingPane:
    pane = PendingPane(look)
    pane.show_change(samples.pending(), 1, 2)
    return pane


def _matrix(look: Look) -> MatrixPane:
    pane = MatrixPane(look)
    pane.set_matrix(samples.ACTS, samples.roles())
    pane.grid._go(2, 3)
    pane.set_chosen(
        "rol elegido: Operador de video",
        "Exportar exige finalidad, causa y segunda persona de otro turno. Cambiarla exige dos personas.",
    )
    return pane


def window(look: Look, size: QSize, page: AdminPage = AdminPage.CAMERAS, lost: bool = False) -> QWidget:
    """The whole window on one of its pages."""
    shell = AdministrationShell(look)
    top, banner, command, status = TopBar(look), Banner(look), CommandLine(look), StatusBar(look)
    _fill_bars(top, command, status, page)
    shell.set_bars(top, banner, command, status)
    made = {
        AdminSlot.CAMERAS: camera_pane(look, not lost),
        AdminSlot.ACCOUNTS: account_pane(look),
        AdminSlot.MATRIX: _matrix(look),
        AdminSlot.CARD: account_card(look),
        AdminSlot.PENDING: _pending(look),
        AdminSlot.AUDIT: audit_pane(look),
    }
    shell.resize(size)
    shell.show_page(page)
    for slot, pane in made.items():
        pane.set_now(MORNING)
        if lost:
            pane.set_condition(Condition(PaneState.LOST, since=MORNING - 72_000_000, attempt=4))
        shell.put(slot, pane)
    if lost:
        camera = made[AdminSlot.CAMERAS]
        assert isinstance(camera, RegisterPane)
        camera.set_hindrance("sin enlace: nada se puede cambiar")
    return shell


def accounts_window(look: Look) -> QWidget:
    """The window on its page of accounts."""
    return window(look, QSize(1440, 900), AdminPage.ACCOUNTS)


def _fill_bars(top: TopBar, command: CommandLine, status: StatusBar, page: AdminPage) -> None:
    top.set_desk("03", "Administración")
    top.set_person("Pablo Requena")
    top.set_pages(page_words())
    top.set_page(page.value)
    top.set_counter("Por firmar", "2")
    top.set_now(MORNING)
    command.set_text("cuenta mduarte rol")
    command.set_meaning(Meaning("ver rol", "M. Duarte, analista, Comuna 4"))
    command.set_keys((KeyHint("F2", "Editar"), KeyHint("F7", "Firmar"), KeyHint("F1", "Ayuda")))
    status.set_now(MORNING)
    status.set_link(LinkState.LIVE, 38, MORNING)
    status.set_facts(
        (("Cámaras", "13.871 de 14.000"), ("Cuentas", "1.214 activas · 9 bloqueadas"),
         ("Auditoría", "n.º 9.226.310 · anclada 10:00"))
    )  # fmt: skip
    status.set_version("turno día 07–19")


def audit_states(look: Look) -> QWidget:
    """The audit before a purpose, while the chain is verified, and with a chain that breaks."""
    sheet = QWidget()
    sheet.setObjectName("ground")
    verdicts = (
        None,
        ChainVerdict(ChainState.RUNNING, done=3_412_000, total=9_226_310),
        ChainVerdict(ChainState.BROKEN, broken_at=9_188_213, why="registro alterado"),
        ChainVerdict(ChainState.FAILED, why="el servidor no responde"),
    )
    for place, verdict in enumerate(verdicts):
        pane = audit_pane(look, verdict, given=place > 0)
        pane.setParent(sheet)
        pane.set_now(MORNING)
        pane.setGeometry(8 + place * 446, 8, 438, 430)
    sheet.resize(8 + len(verdicts) * 446, 446)
    return sheet


def pending_states(look: Look) -> QWidget:
    """A change to sign, while the credential is asked, one's own, and none."""
    sheet = QWidget()
    sheet.setObjectName("ground")
    for place in range(4):
        pane = PendingPane(look, sheet)
        pane.set_now(MORNING)
        pane.show_change(None if place == 3 else samples.pending(own=place == 2), 1, 0 if place == 3 else 2)
        if place == 1:
            pane.sign_or_ask()
            pane.password.setText("no es la mía")
            pane.set_wrong("La clave no es esa; quedan 4 intentos")
        pane.setGeometry(8 + place * 446, 8, 438, 380)
    sheet.resize(8 + 4 * 446, 396)
    return sheet
