"""BOLOs, log and handover: rows from the picture, what a person asks goes to the command line."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.commands import PendingCommand
from backend_client.picture import Look, Picture
from console.choice import inc
from console.handover_points import point_words
from console.models.rows import Rows
from console.presenters.intentions import Intentions
from console.presenters.shift_orders import latest_handover, to_sign
from domain.clock import HOUR, SECOND, Micros
from domain.shift import Handover, Signature
from domain.shift_orders import WriteLog
from widgets.bolo_list import BoloList, BoloRow
from widgets.bolo_list import spoken as bolo_spoken
from widgets.handover import HandoverPane, HandoverView, Signed
from widgets.look import Look as Dress
from widgets.shift_log import LogRow, ShiftLog
from widgets.shift_log import spoken as log_spoken

translate = QCoreApplication.translate

SHOWN_AFTER: Micros = HOUR
"""How long a BOLO that is over stays in the list, so that whoever looked away sees that it is."""


class BoloPresenter:
    """Between the picture's BOLOs and their list; `type_line` puts words into the command line."""

    def __init__(
        self,
        picture: Picture,
        pane: BoloList,
        type_line: Callable[[str], None],
        show_incident: Callable[[UUID], None],
    ) -> None:
        self._picture, self._show_incident = picture, show_incident
        self._minute = 0
        self.rows: Rows[UUID, BoloRow] = Rows(
            self._row, _rank, lambda row: bolo_spoken(row, picture.server_now()), pane
        )
        pane.set_model(self.rows)
        pane.issue_requested.connect(lambda: type_line(translate("papers", "bolo ")))
        pane.cancel_requested.connect(
            lambda row: type_line(translate("papers", "levantar {n} ").format(n=row.number))
        )
        pane.opened.connect(self._open)
        self._end = picture.bolos.subscribe(self.rows.apply)
        self.rows.apply([bolo.id for bolo in picture.bolos.values()])

    def close(self) -> None:
        """Follow the picture no more."""
        self._end()

    def time_passes(self, now: Micros) -> None:
        """One that has ended says so."""
        if now // (60 * SECOND) != self._minute:
            self._minute = now // (60 * SECOND)
            self.rows.apply([bolo.id for bolo in self._picture.bolos.values()])

    def _row(self, key: UUID) -> BoloRow | None:
        bolo, now = self._picture.bolos.get(key), self._picture.server_now()
        if bolo is None:
            return None
        ended = bolo.cancelled_at if bolo.cancelled_at is not None else min(bolo.expires_at, now + 1)
        over = ""
        if bolo.cancelled_at is not None:
            over = translate("papers", "levantado por {by}").format(by=bolo.cancelled_by)
        elif bolo.expires_at <= now:
            over = translate("papers", "vencido")
        if over and ended < now - SHOWN_AFTER:
            return None
        incident = self._picture.incidents.get(bolo.incident) if bolo.incident is not None else None
        return BoloRow(
            id=bolo.id,
            number=str(bolo.short),
            what=bolo.what,
            title=bolo.title,
            priority=bolo.priority,
            expires_at=bolo.expires_at,
            plate=bolo.plate,
            about=" · ".join(filter(None, (inc(incident) if incident is not None else "", bolo.case))),
            by=bolo.issued_by,
            pending=self._picture.look(key) is Look.PENDING,
            over=over,
        )

    def _open(self, row: BoloRow) -> None:
        bolo = self._picture.bolos.get(row.id)
        if bolo is not None and bolo.incident is not None:
            self._show_incident(bolo.incident)


def _rank(row: BoloRow) -> tuple[bool, int, int]:
    return (bool(row.over), int(row.priority), row.expires_at)


class LogPresenter:
    """Between the room's log and its pane."""

    def __init__(
        self,
        picture: Picture,
        intentions: Intentions,
        pane: ShiftLog,
        look: Dress,
        mint: Callable[[], UUID],
    ) -> None:
        self._picture, self._intentions, self._mint = picture, intentions, mint
        self._unanswered: dict[UUID, LogRow] = {}
        self.rows: Rows[UUID, LogRow] = Rows(
            self._row, lambda row: -row.at, lambda row: log_spoken(row, look), pane
        )
        pane.set_model(self.rows)
        pane.written.connect(self._write)
        self._end = picture.entries.subscribe(self.rows.apply)
        self.rows.apply([entry.id for entry in picture.entries.values()])

    def close(self) -> None:
        """Follow the picture no more."""
        self._end()

    def _row(self, key: UUID) -> LogRow | None:
        entry = self._picture.entries.get(key)
        if entry is None:
            return self._unanswered.get(key)
        incident = self._picture.incidents.get(entry.incident) if entry.incident is not None else None
        unit = self._picture.units.get(entry.unit) if entry.unit is not None else None
        about = " · ".join(
            filter(None, (inc(incident) if incident else "", unit.call_sign if unit is not None else ""))
        )
        return LogRow(entry.at, entry.text, entry.by, about)

    def _write(self, text: str) -> None:
        who = self._picture.who
        key, by = self._mint(), who.operator.name if who is not None else ""
        self._unanswered[key] = LogRow(self._picture.server_now(), text, by, pending=True)

        def answered(pending: PendingCommand) -> None:
            self._unanswered.pop(key, None)
            self.rows.apply([key])

        self._intentions.send(WriteLog(entry=key, text=text), answered)
        self.rows.apply([key])


class HandoverPresenter:
    """Between the room's last handover and its pane."""

    def __init__(
        self,
        picture: Picture,
        pane: HandoverPane,
        make: Callable[[str], None],
        sign: Callable[[], None],
    ) -> None:
        self._picture, self._pane = picture, pane
        pane.make_requested.connect(make)
        pane.sign_requested.connect(sign)
        self._end = picture.handovers.subscribe(lambda keys: self.tell())
        self.tell()

    def close(self) -> None:
        """Follow the picture no more."""
        self._end()

    def tell(self) -> None:
        """Show the last one, as this person may act on it."""
        found = latest_handover(self._picture)
        self._pane.show_view(self._view(found) if found is not None else None)

    def _view(self, found: Handover) -> HandoverView:
        signable = to_sign(self._picture)
        return HandoverView(
            made_at=found.made_at,
            made_by=found.made_by,
            points=tuple(point_words(point, self._pane.look) for point in found.points),
            remarks=found.remarks,
            given=_signed(found.given),
            taken=_signed(found.taken),
            can_sign=isinstance(signable, Handover),
            why=_state(found),
            pending=self._picture.look(found.id) is Look.PENDING,
        )


def _state(found: Handover) -> str:
    """Whose signature is missing, in the pane's head."""
    if found.given is None:
        return translate("papers", "sin firmar")
    return (
        translate("papers", "firmado por los dos")
        if found.taken
        else translate("papers", "falta quien recibe")
    )


def _signed(signature: Signature | None) -> Signed:
    return Signed(signature.name, signature.at) if signature is not None else Signed()
