"""The administration's bars: who sits here, what waits to be signed, and how the registers stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.client import Client
from console.administration_window import AdministrationWindow
from console.presenters.bars import role_words
from console.presenters.conditions import current_until, link_look
from domain.administered import Register
from domain.administration import RegisterPage
from domain.clock import Clock, Micros
from domain.severity import Severity
from widgets.banner import Notice
from widgets.command_line import KeyHint
from widgets.look import Look

translate = QCoreApplication.translate


class OfficeBars:
    """Tells the bars what they show."""

    def __init__(
        self, client: Client, window: AdministrationWindow, look: Look, clock: Clock, read_only: bool
    ) -> None:
        self._client, self._window, self._clock = client, window, clock
        self._look, self._read_only = look, read_only
        self._counts: dict[str, RegisterPage] = {}
        self._audits: int | None = None
        keys = [KeyHint("F1", translate("administration", "Ayuda"))]
        if not read_only:
            keys = [
                KeyHint("F2", translate("administration", "Editar")),
                KeyHint("F7", translate("administration", "Firmar")),
                *keys,
            ]
        window.command.set_keys(tuple(keys))
        window.top.set_counter("", "")
        window.status.set_facts(())

    def set_version(self, words: str) -> None:
        """Program, version and language, at the right of the status bar."""
        self._window.status.set_version(words)

    def tell_who(self) -> None:
        """Whose seat it is; an auditor's says that it only reads."""
        who = self._client.picture.who
        if who is None:
            return
        words = role_words(who.operator.role)
        self._window.top.set_desk(who.workstation.desk, words)
        self._window.top.set_person(who.operator.name)
        if self._read_only:
            self._window.banner.set_notice(
                Notice(
                    Severity.INFO,
                    translate("administration", "Sólo lectura"),
                    "",
                    translate("administration", "Nada se cambia desde este puesto."),
                    translate("administration", "sus lecturas también quedan anotadas"),
                )
            )
        else:
            self.tell_pending(0, 0)

    def tell_pending(self, waiting: int, yours: int) -> None:
        """How many changes wait; the one who reads only is not asked."""
        if not self._read_only:
            number = self._look.locale.toString(yours)
            words = translate("administration", "Por firmar")
            if waiting > yours:
                number = translate("administration", "{n} de {total}").format(n=number, total=waiting)
            self._window.top.set_counter(words, number)

    def tell_counts(self, counts: dict[str, RegisterPage]) -> None:
        """What the registers hold."""
        self._counts = counts
        self._tell()

    def tell_audit(self, total: int) -> None:
        """How many records the audit holds."""
        self._audits = total
        self._tell()

    def set_now(self, now: Micros) -> None:
        """The clock and the line."""
        client, window = self._client, self._window
        window.top.set_now(now)
        window.status.set_now(now)
        window.status.set_link(
            link_look(client.picture.link),
            round(client.line.round_trip_s * 1000),
            current_until(client.picture, self._clock),
        )

    def _tell(self) -> None:
        number = self._look.locale.toString
        facts: list[tuple[str, str]] = []
        cameras = self._counts.get(Register.CAMERAS.value)
        if cameras is not None:
            live = number(cameras.counts.get("live", 0))
            of = translate("administration", "{n} de {total}")
            said = of.format(n=live, total=number(cameras.total))
            facts.append((translate("administration", "Cámaras"), said))
        accounts = self._counts.get(Register.ACCOUNTS.value)
        if accounts is not None:
            told = accounts.counts
            off = told.get("locked", 0) + told.get("disabled", 0)
            words = translate("administration", "activas {n} · bloqueadas {off}")
            facts.append(
                (
                    translate("administration", "Cuentas"),
                    words.format(n=number(max(0, told.get("all", accounts.total) - off)), off=number(off)),
                )
            )
        if self._audits is not None:
            words = translate("administration", "n.º {n}")
            facts.append((translate("administration", "Auditoría"), words.format(n=number(self._audits))))
        self._window.status.set_facts(tuple(facts))
