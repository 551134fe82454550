"""The keys of the dispatch page: about the chosen unit and incident, while it is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShortcut

from backend_client.picture import Picture
from console.choice import Choice, shown_number
from console.operator_window import OperatorWindow
from console.presenters.intentions import Intentions
from console.presenters.task_orders import own_agency
from domain.commands import SetUnitStatus
from domain.dispatch_orders import TakeTask
from domain.unit import TRANSITIONS, UnitStatus
from domain.workspace import Slot
from widgets.keys import printed, shortcut
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate


class DispatchKeys:
    """F3 take, F5 ask for support, F7 en route, F8 on scene, F9 dispatch, F11 free, F12 close."""

    def __init__(
        self,
        window: OperatorWindow,
        picture: Picture,
        intentions: Intentions,
        choice: Choice,
        type_line: Callable[[str], None],
        dispatch: Callable[[], None],
        refuse: Callable[[str], None] = lambda why: None,
    ) -> None:
        self._window, self._picture, self._intentions = window, picture, intentions
        self._choice, self._type_line, self._refuse = choice, type_line, refuse
        words: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("F3", translate("dispatch", "asumir el incidente"), self._assume),
            ("F5", translate("dispatch", "pedir apoyo"), self._support),
            ("F7", translate("dispatch", "el móvil va en camino"), lambda: self._status(UnitStatus.EN_ROUTE)),
            (
                "F8",
                translate("dispatch", "el móvil está en el lugar"),
                lambda: self._status(UnitStatus.ON_SCENE),
            ),
            ("F9", translate("dispatch", "despachar el elegido"), dispatch),
            ("F11", translate("dispatch", "liberar el móvil"), lambda: self._status(UnitStatus.AVAILABLE)),
            ("F12", translate("dispatch", "cerrar el incidente"), self._close_incident),
        )
        self._made: list[QShortcut] = [shortcut(window, key, said, act) for key, said, act in words]
        window.workspace.laid_out.connect(self._set)
        self._set()

    def close(self) -> None:
        """The keys mean nothing any more."""
        self._window.workspace.laid_out.disconnect(self._set)
        for key in self._made:
            key.setEnabled(False)
            key.deleteLater()
        self._made.clear()

    def look_again(self) -> None:
        """The band over the page goes before: two keys that are the same would both do nothing."""
        self._set()

    def here(self) -> bool:
        """Whether the page that is shown has an incident to dispatch to, and no form whose keys these are."""
        shown = self._window.workspace.plan.panes
        return Slot.DISPATCH in shown and Slot.FORM not in shown

    def _set(self) -> None:
        here = self.here()
        taken = self._window.banner.act_key()
        for key in self._made:
            key.setEnabled(here and printed(key.key()) != taken)

    def _assume(self) -> None:
        incident = self._choice.incident()
        if incident is not None:
            agency = own_agency(self._picture, incident)
            self._intentions.send(TakeTask(incident=incident.id, agency=agency))

    def _support(self) -> None:
        incident = self._choice.incident()
        if incident is not None:
            self._type_line(translate("dispatch", "pedir {n} ").format(n=shown_number(incident)))

    def _close_incident(self) -> None:
        """In words first: it frees every unit, so that it is read before Enter."""
        incident = self._choice.incident()
        if incident is not None:
            self._type_line(translate("dispatch", "cerrar {n}").format(n=shown_number(incident)))

    def _status(self, status: UnitStatus) -> None:
        unit = self._choice.unit()
        if unit is None:
            self._refuse(translate("dispatch", "Elija un móvil."))
        elif status not in TRANSITIONS[unit.status]:
            words = translate("dispatch", "{unit} está {state}: no puede pasar a «{next}».")
            now, then = state_word(unit.status).lower(), state_word(status).lower()
            self._refuse(words.format(unit=unit.call_sign, state=now, next=then))
        else:
            self._intentions.send(SetUnitStatus(unit=unit.id, status=status))
