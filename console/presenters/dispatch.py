"""The chosen incident in the dispatch pane: what it is, what lies around it, who should go and why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer

from backend_client.picture import Look, Picture
from console.choice import Choice, shown_number
from console.danger_words import danger
from console.going_rows import basis_words, going_rows
from console.needs import needs_words
from console.presenters.coming_up import ComingUp
from console.presenters.explanation import Explaining
from console.sentences import sentence
from console.strip_streets import StripStreets, metres_from
from domain.clock import SECOND, Micros
from domain.incident import Incident, IncidentState
from domain.inquiries import AnyInquiry, AnyReply
from domain.recommendation import (
    AskExplanation,
    AskRecommendation,
    Basis,
    Explanation,
    RankedUnit,
    Recommendation,
)
from domain.refusal import Refused
from domain.response_plan import Plans
from widgets.dispatch_panel.dispatch_panel import DispatchPanel
from widgets.dispatch_panel.recommended import driving
from widgets.dispatch_panel.view import Asking, DispatchView, Going, Strip, StripUnit
from widgets.incident_types import type_word
from widgets.pending_pane import DEADLINES

translate = QCoreApplication.translate

Ask = Callable[[AnyInquiry], Awaitable[AnyReply]]
Start = Callable[[Coroutine[Any, Any, None], str], object]
SOON_MS = 200
"""What happens together is asked for once."""
EVERY: Micros = 10 * SECOND
"""Units move: while somebody looks, the order is asked for again so often."""
RADII_M = (260.0, 420.0, 640.0, 900.0)
"""Metres up and down that the strip shows: more when whoever goes is farther, to an end."""


class DispatchPresenter:
    """Between the chosen incident and the pane; `send` is told whom a person wants to go."""

    def __init__(
        self,
        picture: Picture,
        choice: Choice,
        plans: Plans,
        streets: StripStreets,
        pane: DispatchPanel,
        ask: Ask,
        start: Start,
        send: Callable[[Going], None],
    ) -> None:
        self._picture, self._choice, self._plans = picture, choice, plans
        self._streets, self._pane, self._ask, self._start = streets, pane, ask, start
        self.told: Callable[[tuple[RankedUnit, ...]], None] = lambda rows: None
        self._basis: Basis | None = None
        self._why = ""
        self._asking = self._again = False
        self._asked_at: Micros = 0
        self._soon = QTimer(pane)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask_now)
        pane.wanted.connect(send)
        pane.looked_at.connect(lambda row: choice.choose_unit(row.unit))
        pane.list.stepped.connect(self._step)
        pane.list.left.connect(self._leave)
        self._explaining: Explaining | None = None
        self._ends = (
            choice.subscribe(self._chosen),
            picture.incidents.subscribe(self._incidents_changed),
            picture.units.subscribe(self._units_changed),
            picture.subscribe_link(lambda link: self._chosen()),
            ComingUp(pane, lambda: self._soon.start(0)).close,
        )
        self._chosen()

    def close(self) -> None:
        """Follow the picture no more."""
        self._soon.stop()
        for end in self._ends:
            end()

    def time_passes(self, now: Micros) -> None:
        """Ask again now and then while somebody looks."""
        if self._pane.isVisible() and self._choice.incident() is not None and now - self._asked_at >= EVERY:
            self._soon.start(0)

    def first(self) -> Going | None:
        """Return who should go first of those that can."""
        view = self._pane.view()
        rows = view.rows if view is not None else ()
        return next((row for row in rows if row.can_go and not row.assigned and row.rank is not None), None)

    def eta(self, incident: UUID, unit: UUID) -> str:
        """Say how long a unit would take, if that is known now."""
        if self._basis is None or self._basis.incident != incident:
            return ""
        eta = next((row.eta for row in self._basis.rows if row.unit == unit), None)
        return translate("orders", "llega en {time}").format(time=driving(eta)) if eta is not None else ""

    # ---- a past moment ---------------------------------------------------------------------------------

    def explain(self, incident: UUID, unit: UUID | None) -> None:
        """Show what was kept of it: what desks saw, and by what units were sent."""
        if not self._picture.desk_mode:
            self._start(self._look_back(incident, unit), "explanation")

    async def _look_back(self, incident: UUID, unit: UUID | None) -> None:
        try:
            told = await self._ask(AskExplanation(incident=incident, unit=unit))
        except Refused as refused:
            self._why = sentence(refused.code, refused.params)
            self._show()
            return
        chosen = self._choice.incident()
        if isinstance(told, Explanation) and told.moments and chosen is not None and chosen.id == incident:
            self._explaining = Explaining(told, unit, self._pane.look)
            self._show()

    def _step(self, by: int) -> None:
        if self._explaining is not None:
            self._explaining.step(by)
            self._show()

    def _leave(self) -> None:
        """Back to now."""
        self._explaining = None
        self._show()

    # ---- what changed ----------------------------------------------------------------------------------

    def _chosen(self) -> None:
        incident = self._choice.incident()
        shown = self._basis.incident if self._basis is not None else None
        if self._explaining is not None and (incident is None or incident.id != self._explaining.incident):
            self._explaining = None
        if incident is None or shown != incident.id:
            self._basis, self._why = None, ""
            if incident is not None:
                self._soon.start(0)
        self._show()

    def _incidents_changed(self, keys: list[UUID]) -> None:
        incident = self._choice.incident()
        if incident is not None and incident.id in keys:
            self._show()
            self._soon.start()

    def _units_changed(self, keys: list[UUID]) -> None:
        incident = self._choice.incident()
        if incident is None:
            return
        listed = {row.unit for row in self._basis.rows} if self._basis is not None else set()
        if listed & set(keys) or set(incident.units) & set(keys):
            self._show()
            self._soon.start()

    # ---- asking ----------------------------------------------------------------------------------------

    def _ask_now(self) -> None:
        incident = self._choice.incident()
        if incident is None or incident.state is IncidentState.CLOSED or self._picture.desk_mode:
            return
        if not self._pane.isVisible():
            return
        if self._asking:
            self._again = True
            return
        self._asking, self._asked_at = True, self._picture.server_now()
        self._start(self._get(incident.id), "recommendation")

    async def _get(self, incident: UUID) -> None:
        who = self._picture.who
        mine = who.operator.agencies if who is not None else ()
        try:
            if not self._streets.there:
                await self._load()
            told = await self._ask(
                AskRecommendation(incident=incident, agency=mine[0] if len(mine) == 1 else None)
            )
        except Refused as refused:
            told, why = None, sentence(refused.code, refused.params)
        else:
            why = ""
        finally:
            self._asking = False
        chosen = self._choice.incident()
        if chosen is not None and chosen.id == incident:
            self._why = why
            if isinstance(told, Recommendation):
                self._basis = told.basis
            self._show()
        if self._again or (chosen is not None and chosen.id != incident):
            self._again = False
            self._soon.start()

    async def _load(self) -> None:
        import asyncio

        await asyncio.get_running_loop().run_in_executor(None, self._streets.load)
        self._show()

    # ---- showing ---------------------------------------------------------------------------------------

    def _show(self) -> None:
        incident = self._choice.incident()
        self._pane.show_view(self._view(incident) if incident is not None else None)
        self.told(self._basis.rows if self._basis is not None else ())

    def _view(self, incident: Incident) -> DispatchView:
        look = self._picture.look(incident.id)
        past = self._explaining
        rows = past.rows() if past is not None else going_rows(self._picture, incident, self._basis)
        closed = incident.state is IncidentState.CLOSED
        signs = sorted(unit.call_sign for key in incident.units if (unit := self._picture.units.get(key)))
        return DispatchView(
            incident=incident.id,
            number=shown_number(incident),
            title=type_word(incident.type_code) or translate("dispatch", "Sin tipo"),
            place=incident.place.whole,
            priority=incident.priority,
            created_at=incident.created_at,
            limit=DEADLINES.get(incident.priority) if not signs and not closed else None,
            needs=translate("dispatch", "Cerrado")
            if closed
            else needs_words(self._picture, self._plans, incident),
            who_goes=", ".join(signs),
            alarm_level=incident.alarm_level,
            provisional=look is Look.PROVISIONAL,
            pending=look is Look.PENDING,
            closed=closed,
            strip=self._strip(incident, rows),
            rows=rows,
            asking=self._state(rows),
            basis=basis_words(self._basis) if self._basis is not None else "",
            why=self._why,
            dangers=tuple(danger(one, self._picture.server_now()) for one in incident.hazards),
            explained=past.words() if past is not None else "",
        )

    def _state(self, rows: tuple[Going, ...]) -> Asking:
        if self._picture.desk_mode:
            return Asking.ALONE
        if self._explaining is not None:
            return Asking.READY
        if self._why:
            return Asking.FAILED
        if self._basis is None:
            return Asking.ASKING
        return Asking.READY if any(row.rank is not None or row.assigned for row in rows) else Asking.NOBODY

    def _strip(self, incident: Incident, rows: tuple[Going, ...]) -> Strip | None:
        place = incident.place.position
        if place is None:
            return None
        chosen = self._choice.unit()
        units = []
        radius = RADII_M[0]
        basis = self._explaining.moment.basis if self._explaining is not None else self._basis
        ranked = {row.unit: row for row in basis.rows} if basis is not None else {}
        for row in rows:
            known = ranked.get(row.unit)
            if known is None or row.apart:
                continue
            at = metres_from(known.at.lat, known.at.lon, place.lat, place.lon)
            route = tuple(metres_from(*corner, place.lat, place.lon) for corner in known.route)
            if row.assigned or (row.rank or 9) <= 3:
                far = max(radius, abs(at[1]) * 1.25, abs(at[0]) * 0.42)
                radius = next((one for one in RADII_M if one >= far), RADII_M[-1])
            is_chosen = chosen is not None and chosen.id == row.unit
            units.append(StripUnit(row.call_sign, row.agency, row.status, at, route, row.assigned, is_chosen))
        return Strip(self._streets.around(place.lat, place.lon, radius), tuple(units[:6]), radius)
