"""What collides in the bench of desk mode: each order of a desk beside what another did meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from benchmarks.desk_posts import Ledger, Post
from domain.agency import Agency
from domain.call import Disposition
from domain.commands import (
    AcknowledgeAlert,
    AnswerCall,
    CloseCall,
    CloseIncident,
    DispatchUnit,
    SetUnitStatus,
)
from domain.unit import UnitStatus

PAIRS = 4
"""How often each kind of conflict is planted."""
CALLS, ALERTS = 3 * PAIRS, 2 * PAIRS

Act = tuple[int, Callable[[], None]]
"""How many orders of the three desks it is, and what gives them."""


class Plan:
    """The acts of the outage, and what must be found afterwards."""

    def __init__(self, desks: list[Post], fourth: Post) -> None:
        self._desks, self._fourth = desks, fourth
        self.groups: list[tuple[UUID, ...]] = []
        """Orders of which at least one must be shown to the person who gave it."""
        self.dispatches: set[UUID] = set()
        """Orders that sent a unit and may be refused: each then needs its alert."""
        self.stand: list[Callable[[Ledger], bool]] = []
        """What somebody did first, told of the log afterwards."""
        self.sent: list[tuple[UUID, UUID, UUID | None]] = []
        """Unit, incident, and the desk's order (None: the fourth desk's, which was accepted)."""
        self.words: list[tuple[UUID, str, UUID]] = []
        """Call, text and order of each form that was typed."""
        units = fourth.client.picture.units.values()
        free = [u for u in units if u.agency is Agency.POLICE and u.status is UnitStatus.AVAILABLE]
        self._units = [unit.id for unit in free]
        self._closing = [fourth.create() for _ in range(PAIRS)]
        self._growing = [fourth.create() for _ in range(PAIRS)]
        self._manned = [(fourth.create(), self._unit()) for _ in range(PAIRS)]
        for incident, unit in self._manned:
            fourth.do(DispatchUnit(incident=incident, unit=unit))

    def acts(self, commands: int) -> list[Act]:
        """Return what collides, then work that does not, up to so many orders."""
        made = [*self._of_units(), *self._of_calls(), *self._of_alerts(), *self._of_incidents()]
        return made + self._filler(commands - sum(size for size, _ in made))

    def _unit(self) -> UUID:
        return self._units.pop(0)

    def _of_units(self) -> list[Act]:
        _, second, third = self._desks

        def elsewhere(desk: Post) -> None:
            """The desk sends a unit that the fourth sends too, at once and for all to see."""
            unit, ours, theirs = self._unit(), desk.create(), self._fourth.create()
            self._fourth.do(DispatchUnit(incident=theirs, unit=unit))
            order = desk.do(DispatchUnit(incident=ours, unit=unit))
            self.groups.append((order,))
            self.dispatches.add(order)
            self.sent += [(unit, theirs, None), (unit, ours, order)]
            self.stand.append(lambda log: log.units.get(unit) == theirs)

        def both() -> None:
            """Two desks send the same unit."""
            unit = self._unit()
            orders = []
            for desk in (second, third):
                incident = desk.create()
                orders.append(desk.do(DispatchUnit(incident=incident, unit=unit)))
                self.sent.append((unit, incident, orders[-1]))
            self.groups.append(tuple(orders))
            self.dispatches.update(orders)

        def moved(desk: Post, incident: UUID, unit: UUID) -> None:
            """The desk frees a unit that the fourth had meanwhile taken to another incident."""
            other = self._fourth.create()
            self._fourth.do(SetUnitStatus(unit=unit, status=UnitStatus.AVAILABLE))
            self._fourth.do(DispatchUnit(incident=other, unit=unit))
            self.groups.append((desk.do(SetUnitStatus(unit=unit, status=UnitStatus.AVAILABLE)),))
            self.sent.append((unit, other, None))
            self.stand.append(lambda log: log.units.get(unit) == other)

        acts: list[Act] = []
        for number in range(PAIRS):
            desk, (incident, unit) = self._desks[number % 3], self._manned[number]
            acts.append((2, lambda desk=desk: elsewhere(desk)))  # type: ignore[misc]
            acts.append((4, both))
            acts.append((1, lambda d=desk, i=incident, u=unit: moved(d, i, u)))  # type: ignore[misc]
        return acts

    def _of_calls(self) -> list[Act]:
        first, second, _ = self._desks
        calls = [call.id for call in self._fourth.client.picture.calls.values()]

        def shared(call: UUID) -> None:
            """Two desks answer one call, write its form and make an incident of it."""
            answers, forms, made = [], [], []
            for desk in (first, second):
                answers.append(desk.do(AnswerCall(call=call)))
                text = f"lo que oyó {desk.account['login']}"
                forms.append(desk.write(call, text))
                self.words.append((call, text, forms[-1]))
                incident = desk.create(call)
                made.append(desk.said[-1])
                unit = self._unit()
                order = desk.do(DispatchUnit(incident=incident, unit=unit))
                self.sent.append((unit, incident, order))
            self.groups += [tuple(answers), tuple(forms), tuple(made)]

        def settled(call: UUID) -> None:
            """Two desks answer one call, and close it each in its own way."""
            orders = []
            for desk, how in ((first, Disposition.PRANK), (second, Disposition.INFORMATION)):
                orders.append(
                    (desk.do(AnswerCall(call=call)), desk.do(CloseCall(call=call, disposition=how)))
                )
            self.groups += [tuple(order[0] for order in orders), tuple(order[1] for order in orders)]

        acts: list[Act] = []
        for number in range(PAIRS):
            acts.append((8, lambda call=calls[number]: shared(call)))  # type: ignore[misc]
            acts.append((4, lambda call=calls[PAIRS + number]: settled(call)))  # type: ignore[misc]
        return acts

    def _of_alerts(self) -> list[Act]:
        alerts = [alert.id for alert in self._fourth.client.picture.alerts.values()]

        def taken(alert: UUID) -> None:
            """Two desks take one alert."""
            self.groups.append(
                tuple(desk.do(AcknowledgeAlert(alert=alert)) for desk in (self._desks[0], self._desks[2]))
            )

        def before(alert: UUID) -> None:
            """A desk takes an alert that the fourth had taken."""
            self._fourth.do(AcknowledgeAlert(alert=alert))
            self.groups.append((self._desks[1].do(AcknowledgeAlert(alert=alert)),))
            name = self._fourth.account["name"]
            self.stand.append(lambda log: log.alerts[alert]["by"] == name)

        acts: list[Act] = []
        for number in range(PAIRS):
            acts.append((2, lambda alert=alerts[number]: taken(alert)))  # type: ignore[misc]
            acts.append((1, lambda alert=alerts[PAIRS + number]: before(alert)))  # type: ignore[misc]
        return acts

    def _of_incidents(self) -> list[Act]:

        def closed(desk: Post, incident: UUID) -> None:
            """A desk closes what the fourth had closed."""
            self._fourth.do(CloseIncident(incident=incident))
            self.groups.append((desk.do(CloseIncident(incident=incident)),))
            name = self._fourth.account["name"]
            self.stand.append(lambda log: log.incidents[incident]["closed_by"] == name)

        def grown(desk: Post, incident: UUID) -> None:
            """A desk closes what the fourth had sent a unit to."""
            unit = self._unit()
            self._fourth.do(DispatchUnit(incident=incident, unit=unit))
            self.groups.append((desk.do(CloseIncident(incident=incident)),))
            self.sent.append((unit, incident, None))
            self.stand.append(lambda log: log.incidents[incident]["state"] != "closed")

        acts: list[Act] = []
        for number in range(PAIRS):
            desk = self._desks[number % 3]
            acts.append((1, lambda d=desk, i=self._closing[number]: closed(d, i)))  # type: ignore[misc]
            acts.append((1, lambda d=desk, i=self._growing[number]: grown(d, i)))  # type: ignore[misc]
        return acts

    def _filler(self, commands: int) -> list[Act]:
        """Work that collides with nobody's: incidents, units, states."""

        def work(desk: Post) -> None:
            incident, unit = desk.create(), self._unit()
            order = desk.do(DispatchUnit(incident=incident, unit=unit))
            desk.do(SetUnitStatus(unit=unit, status=UnitStatus.EN_ROUTE))
            desk.do(SetUnitStatus(unit=unit, status=UnitStatus.ON_SCENE))
            self.sent.append((unit, incident, order))

        turns = -(-commands // 4)
        return [(4, lambda d=self._desks[n % 3]: work(d)) for n in range(turns)]  # type: ignore[misc]
