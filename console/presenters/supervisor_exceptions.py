"""The exceptions list as its pane shows it: groups in the order they came in, asked for while it is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console.models.rows import Rows
from domain.clock import Clock
from domain.exceptions_list import AskExceptions, ExceptionGroup, ExceptionList, SeeException
from domain.inquiries import AnyInquiry, AnyReply
from widgets.supervisor_911.exceptions import ExceptionRow, ExceptionsPane, spoken

translate = QCoreApplication.translate

EVERY_S = 2.0
Pull = Callable[[AnyInquiry, Callable[[AnyReply], None], bool], None]
"""Asks, hands the answer on, and says a refusal when the last is true."""
Key = tuple[str, str]


class ExceptionsPresenter:
    """Between the server's groups and their pane."""

    def __init__(self, picture: Picture, pane: ExceptionsPane, clock: Clock, pull: Pull) -> None:
        self._pane, self._clock, self._pull = pane, clock, pull
        self._groups: dict[Key, ExceptionRow] = {}
        self._order: dict[Key, int] = {}
        self._asked = -1e9
        # No order but that in which groups came: what somebody reads is not moved by what comes after.
        self._rows: Rows[Key, ExceptionRow] = Rows(
            self._groups.get,
            lambda row: self._order[row.kind, row.source],
            lambda row: spoken(row, picture.server_now()),
            pane,
        )
        pane.set_model(self._rows)
        pane.seen.connect(self._see)

    def time_passes(self) -> None:
        """Ask again, while somebody looks."""
        now = self._clock.monotonic()
        if self._pane.isVisible() and now - self._asked >= EVERY_S:
            self._asked = now
            self._pull(AskExceptions(), self.told, False)

    def told(self, reply: AnyReply) -> None:
        """Take the groups: known ones stay where they are, new ones come in at the end."""
        if not isinstance(reply, ExceptionList):
            return
        found = {(one.kind, one.source): exception_row(one) for one in reply.groups}
        kept = [key for key in self._order if key in found]
        known = set(kept)
        kept += [key for key in found if key not in known]
        self._order.clear()
        self._order |= {key: place for place, key in enumerate(kept)}
        self._groups.clear()
        self._groups |= found
        self._rows.reset(kept)

    def _see(self, kind: str, source: str) -> None:
        self._pull(SeeException(kind=kind, source=source), self.told, True)


def exception_row(group: ExceptionGroup) -> ExceptionRow:
    """A group as its pane shows it."""
    return ExceptionRow(
        group.kind, group.source, exception_title(group.kind), group.count, group.first_at, group.last_at,
        group.detail, group.grave, group.seen_at is not None, group.seen_by,
    )  # fmt: skip


def exception_title(kind: str) -> str:
    """What could not be taken, in words; a kind that is not known is shown as it is."""
    family, _, rest = kind.partition(".")
    name = {
        "sip": translate("exceptions", "SIP"),
        "sdp": translate("exceptions", "SDP"),
        "pidf": translate("exceptions", "Ubicación (PIDF-LO)"),
        "aml": translate("exceptions", "Ubicación (AML)"),
        "call": translate("exceptions", "Aviso de llamada"),
        "status": translate("exceptions", "Estado de móvil"),
        "additional": translate("exceptions", "Datos adicionales"),
    }.get(family, family.replace("_", " "))
    what = {
        "bad": translate("exceptions", "mal formado"),
        "malformed": translate("exceptions", "mal formado"),
        "poison": translate("exceptions", "no se pudo procesar"),
        "overload": translate("exceptions", "exceso de llamadas"),
        "body": translate("exceptions", "cuerpo mal formado"),
        "sdp": translate("exceptions", "SDP mal formado"),
        "location": translate("exceptions", "ubicación que no se lee"),
        "reference": translate("exceptions", "ubicación por referencia que no se obtuvo"),
        "additional_data": translate("exceptions", "datos adicionales que no se leen"),
        "number": translate("exceptions", "número que no es de emergencia"),
        "no_ack": translate("exceptions", "atendida sin confirmación"),
        "not_taken": translate("exceptions", "llamada que no se pudo guardar"),
        "line_lost": translate("exceptions", "línea perdida en un reinicio"),
        "connections": translate("exceptions", "demasiadas conexiones"),
        "unreachable": translate("exceptions", "no se alcanza"),
        "unknown": translate("exceptions", "desconocido"),
    }.get(rest, rest.replace("_", " ").replace(".", " "))
    return translate("exceptions", "{name}: {what}").format(name=name, what=what) if what else name
