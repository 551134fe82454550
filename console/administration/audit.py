"""The audit: the purpose first, then searching, one record in full, and the verification of the chains."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication

from console.administration.register import Office
from console.administration.words import break_words, date_words, refusal_words, when_words
from console.models.rows import Rows
from domain.audit_reading import (
    AskVerification,
    AuditEntry,
    AuditPage,
    AuditQuery,
    AuditRecordRead,
    CancelVerification,
    ReadAuditRecord,
    SearchAudit,
    StartVerification,
    Verification,
    VerifyPhase,
)
from domain.clock import DAY
from domain.purpose import Purpose, stated
from domain.refusal import Refused
from domain.severity import Severity
from widgets.administration.audit_pane import AuditPane
from widgets.administration.history_pane import HistoryPane
from widgets.administration.values import AuditRow, ChainState, ChainVerdict, FactLine, Verdict
from widgets.look import Look
from widgets.plain_text import visible
from widgets.timer import time_of_day

translate = QCoreApplication.translate

PAGE = 100
EVERY = "*"
"""The code of a filter that narrows nothing."""
ASK_EVERY_S = 0.4
"""While a verification runs, how often it is asked how far it is."""
PERIODS = {"1": 1, "7": 7, "30": 30, "365": 365, EVERY: None}


_BOUNDS = re.compile(r"(since|until):\d+$")
"""Moments in a search's subject, in microseconds: the period says it to people."""


def act_words(action: str, subject: str) -> str:
    """Return what was done, and to what."""
    said = {
        "login": translate("administration", "Entró"),
        "logout": translate("administration", "Salió"),
        "login_refused": translate("administration", "Ingreso rechazado"),
        "watch_video": translate("administration", "Vio en vivo"),
        "read_history": translate("administration", "Leyó el historial"),
        "read_track": translate("administration", "Leyó el recorrido"),
        "read_register": translate("administration", "Leyó el registro"),
        "search_audit": translate("administration", "Buscó en la auditoría"),
        "read_audit": translate("administration", "Leyó la auditoría"),
        "read_audit_record": translate("administration", "Leyó un registro"),
        "export_audit": translate("administration", "Exportó la auditoría"),
        "shift_report": translate("administration", "Leyó el informe del turno"),
        "verify_chain": translate("administration", "Verificó la cadena"),
        "verify_cancelled": translate("administration", "Canceló la verificación"),
        "account_expired": translate("administration", "Venció la cuenta"),
        "change_proposed": translate("administration", "Pidió un cambio"),
        "change_signed": translate("administration", "Firmó un cambio"),
        "change_applied": translate("administration", "Cambió"),
        "change_rejected": translate("administration", "Rechazó un cambio"),
        "change_expired": translate("administration", "Venció un cambio"),
        "sign_refused": translate("administration", "Firma rechazada"),
        "forbidden": translate("administration", "Pidió lo que no puede"),
        "erase": translate("administration", "Borró por orden"),
        "payload_erased": translate("administration", "Borrado por orden"),
    }.get(action, action.replace("_", " ").replace(".", " "))
    told = " ".join(word for word in subject.split() if not _BOUNDS.match(word))
    return visible(f"{said} {told}".strip())


def audit_row(entry: AuditEntry) -> AuditRow:
    """Return a record as the pane shows it; refusals and erasures stand out."""
    icon, tone = "", "text.primary"
    if entry.action.endswith(("refused", "forbidden", "rejected")):
        icon, tone = "prohibit", "severity.high"
    elif "eras" in entry.action:
        icon, tone = "eraser", "text.secondary"
    purpose = " · ".join(part for part in (entry.case, entry.reason) if part)
    subject = "" if entry.subject == entry.actor else entry.subject
    return AuditRow(
        entry.seq,
        entry.at,
        act_words(entry.action, subject),
        entry.actor,
        purpose,
        entry.workstation,
        icon=icon,
        tone=tone,
    )


def purpose_of(values: dict[str, str]) -> tuple[Purpose | None, Verdict]:
    """Return the purpose that was typed, or what it lacks."""
    case, reason = values.get("case", ""), values.get("reason", "")
    try:
        return stated(case, reason), Verdict()
    except (ValueError, msgspec.ValidationError):
        pass
    wrong = {}
    if case and not 3 <= len(case) <= 40:
        wrong["case"] = translate("administration", "Entre 3 y 40 letras")
    if reason and not 10 <= len(reason) <= 500:
        wrong["reason"] = translate("administration", "Al menos 10 letras")
    if not case or not reason:
        lacks = translate("administration", "faltan la causa y el motivo")
    else:
        lacks = translate("administration", "corrija un campo")
    return None, Verdict(wrong, {}, lacks)


def chain_verdict(told: Verification, look: Look) -> ChainVerdict:
    """Return a verification as the box shows it; the audit's own numbers are the ones named."""
    span = told.audits if told.audits.last else told.events
    if told.phase is VerifyPhase.RUNNING:
        return ChainVerdict(ChainState.RUNNING, done=told.done, total=told.total)
    if told.phase is VerifyPhase.WHOLE:
        return ChainVerdict(
            ChainState.WHOLE, span.first, span.last, told.done, told.total, told.last_anchor_at, told.erased
        )
    if told.phase is VerifyPhase.BROKEN:
        first = told.breaks[0] if told.breaks else None
        why = break_words(first.code) if first is not None else ""
        return ChainVerdict(ChainState.BROKEN, broken_at=first.number if first is not None else 0, why=why)
    if told.phase is VerifyPhase.FAILED:
        return ChainVerdict(ChainState.FAILED, why=refusal_words(told.reason or "server.error", {}, look))
    return ChainVerdict()


class AuditPresenter:
    """Between the server's audit and the panes. Nothing is asked before a purpose is given."""

    def __init__(
        self, office: Office, pane: AuditPane, record: HistoryPane, counted: Callable[[int], None]
    ) -> None:
        self._office, self._pane, self._record = office, pane, record
        self._counted = counted
        self._purpose: Purpose | None = None
        self._query = AuditQuery()
        self._days: int | None = 7
        self._found: dict[int, AuditRow] = {}
        self._entries: dict[int, AuditEntry] = {}
        self._matches, self._asked_page = 0, -1
        self._below: int | None = None
        self._running = False
        self._asked_at = -1e9
        self._known_actions: tuple[str, ...] = ()
        self.rows: Rows[int, AuditRow] = Rows(
            self._found.get, lambda row: -row.number, lambda row: f"{row.number}. {row.act}. {row.who}", pane
        )
        pane.set_model(self.rows)
        pane.set_choices(self._periods(), ())
        pane.period.set_code("7")
        pane.set_purpose_verdict(purpose_of({})[1])
        pane.purpose_edited.connect(lambda values: pane.set_purpose_verdict(purpose_of(values)[1]))
        pane.purpose_given.connect(self.give)
        pane.searched.connect(self.search)
        pane.filter_picked.connect(self._narrow)
        pane.chosen.connect(self._chosen)
        pane.more_wanted.connect(self._more)
        pane.verify_requested.connect(self.verify)
        pane.cancel_requested.connect(self._cancel)
        pane.retry_requested.connect(self._begin)

    def _periods(self) -> tuple[tuple[str, str], ...]:
        return (
            ("1", translate("administration", "24 horas")),
            ("7", translate("administration", "7 días")),
            ("30", translate("administration", "30 días")),
            ("365", translate("administration", "1 año")),
            (EVERY, translate("administration", "Siempre")),
        )

    # -- why

    def give(self, values: dict[str, str]) -> None:
        """Take the purpose; the first search follows, and the server writes it down before it reads."""
        purpose, verdict = purpose_of(values)
        self._pane.set_purpose_verdict(verdict)
        if purpose is None:
            return
        self._purpose = purpose
        self._pane.show_results(purpose.case)
        self._begin()
        self._pane.take_focus()

    def drop(self) -> None:
        """Whoever sits here leaves: the next one says why anew."""
        self._purpose = None
        self._found.clear()
        self.rows.reset([])
        self._pane.ask_purpose()

    def given(self) -> bool:
        """Return whether a purpose holds."""
        return self._purpose is not None

    # -- searching

    def search(self, words: str) -> None:
        """Search for words."""
        self._query = msgspec.structs.replace(self._query, words=words)
        self._begin()

    def look_up(self, words: str) -> None:
        """Search for this as soon as the purpose is given."""
        self._pane.search.fill(words)
        self._query = msgspec.structs.replace(self._query, words=words)
        if self._purpose is not None:
            self._begin()

    def _narrow(self, name: str, code: str) -> None:
        if name == "period":
            self._days = PERIODS.get(code)
        else:
            self._query = msgspec.structs.replace(self._query, action=None if code == EVERY else code)
        self._begin()

    def _inquiry(self, purpose: Purpose, page: int) -> SearchAudit:
        since = None if self._days is None else self._office.now() - self._days * DAY
        return SearchAudit(
            purpose=purpose,
            query=msgspec.structs.replace(self._query, since=since),
            page=page,
            size=PAGE,
            below=self._below,
        )

    def _begin(self) -> None:
        if self._purpose is not None:
            self._asked_page, self._below = 0, None
            self._ask(self._inquiry(self._purpose, 0), self._first)

    def _more(self) -> None:
        arrived = self.rows.rowCount()
        page = arrived // PAGE
        if self._purpose is None or arrived >= self._matches or arrived % PAGE or page <= self._asked_page:
            return
        self._asked_page = page
        self._ask(self._inquiry(self._purpose, page), self._next)

    def _ask(self, inquiry: SearchAudit, then: Callable[[AuditPage], None]) -> None:
        self._office.asker.ask(inquiry, AuditPage, then, self._failed, "audit")

    def _first(self, page: AuditPage) -> None:
        self._below = page.below
        self._found.clear()
        self._entries.clear()
        self._take(page)
        self.rows.reset([record.seq for record in page.records])
        if page.records:
            self._pane.list.setCurrentIndex(self.rows.index(0, 0))

    def _next(self, page: AuditPage) -> None:
        self._take(page)
        self.rows.apply([record.seq for record in page.records])

    def _take(self, page: AuditPage) -> None:
        number = self._office.look.locale.toString
        self._matches = page.matches
        for record in page.records:
            self._entries[record.seq] = record
            self._found[record.seq] = audit_row(record)
        found = number(page.matches)
        if page.capped:
            found = translate("administration", "más de {n}").format(n=found)
        self._pane.set_found(found, number(page.total))
        self._pane.set_nothing(
            "" if page.matches else translate("administration", "Ningún registro con esta búsqueda")
        )
        if page.actions != self._known_actions:
            self._known_actions = page.actions
            every = (EVERY, translate("administration", "Todo acto"))
            acts = (every, *((action, act_words(action, "")) for action in page.actions))
            self._pane.set_choices(self._periods(), acts)
        self._counted(page.total)

    def _failed(self, wrong: Refused) -> None:
        self._asked_page = -1
        self._pane.set_nothing(refusal_words(wrong.code, wrong.params, self._office.look))

    # -- one record

    def _chosen(self, number: int) -> None:
        if self._purpose is None or not self._record.isVisible():
            return
        inquiry = ReadAuditRecord(seq=number, purpose=self._purpose)
        self._office.asker.ask(inquiry, AuditRecordRead, self._read, self._not_read, "record")

    def _read(self, told: AuditRecordRead) -> None:
        look, record = self._office.look, told.record
        day = date_words(record.at, look)
        who = [
            FactLine(translate("administration", "Cuándo"), f"{day} {time_of_day(record.at, look)}"),
            FactLine(translate("administration", "Quién"), record.actor),
            FactLine(translate("administration", "Desde"), record.workstation or "—"),
            FactLine(translate("administration", "Qué"), act_words(record.action, "")),
            FactLine(translate("administration", "Sobre"), record.subject or "—"),
            FactLine(translate("administration", "Causa"), record.case or "—"),
        ]
        if record.reason:
            who.append(FactLine(record.reason, "", "chat-text", faint=True))
        anchored = translate("administration", "sin ancla todavía")
        if told.anchored_at is not None:
            anchored = when_words(told.anchored_at, self._office.now(), look)
        seal = [
            FactLine(translate("administration", "Sello"), _short(told.link)),
            FactLine(translate("administration", "El anterior"), _short(told.previous)),
            FactLine(translate("administration", "Ancla que lo cubre"), anchored),
        ]
        self._record.set_title(
            translate("administration", "Registro n.º {n}").format(n=look.locale.toString(record.seq))
        )
        if told.follows:
            good = translate("administration", "El sello vuelve a dar lo mismo")
            seal.insert(0, FactLine(good, "", "shield-check", strong=True))
            self._record.notice.say("")
        else:
            self._record.notice.say(
                translate("administration", "El sello no coincide"),
                translate("administration", "el registro fue alterado: verifique la cadena"),
                Severity.CRITICAL,
            )  # fmt: skip
        self._record.set_parts(
            (
                (translate("administration", "Lo que pasó"), tuple(who)),
                (translate("administration", "Su lugar en la cadena"), tuple(seal)),
            )
        )

    def _not_read(self, wrong: Refused) -> None:
        words = refusal_words(wrong.code, wrong.params, self._office.look)
        self._record.set_parts(
            ((translate("administration", "Registro"), (FactLine(words, "", "warning"),)),)
        )

    # -- the chain

    def verify(self) -> None:
        """Begin to verify; how far it is, is asked again and again."""
        self._pane.chain.set_verdict(ChainVerdict(ChainState.RUNNING))
        self._follow(StartVerification())

    def set_now(self) -> None:
        """While it runs, ask how far it is."""
        if self._running and self._office.clock.monotonic() - self._asked_at > ASK_EVERY_S:
            self._follow(AskVerification())

    def recall(self) -> None:
        """Ask how the last verification ended, once there is a line."""
        self._follow(AskVerification())

    def _cancel(self) -> None:
        self._follow(CancelVerification())

    def _follow(self, inquiry: StartVerification | AskVerification | CancelVerification) -> None:
        self._asked_at = self._office.clock.monotonic()
        self._office.asker.ask(inquiry, Verification, self._followed, self._not_verified, "chain")

    def _followed(self, told: Verification) -> None:
        self._running = told.phase is VerifyPhase.RUNNING
        self._pane.chain.set_verdict(chain_verdict(told, self._office.look))

    def _not_verified(self, wrong: Refused) -> None:
        words = refusal_words(wrong.code, wrong.params, self._office.look)
        if wrong.code == "verify.running":
            self._running = True
        elif wrong.code != "verify.none":
            self._running = self._running and wrong.code.startswith("link.")
            self._pane.chain.set_verdict(ChainVerdict(ChainState.FAILED, why=words))


def _short(link: str) -> str:
    """The first and last of a seal: enough to compare by eye with a printed one."""
    return f"{link[:8]}…{link[-8:]}" if len(link) > 18 else link
