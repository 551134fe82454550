"""People and vehicles that the caller speaks of: chips on one line, and the lines in which one is written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.mentioned import MOST_MENTIONED, PersonMentioned, PersonRole, VehicleMentioned
from widgets.choices import ChoiceStrip
from widgets.fields import LineField
from widgets.look import Look
from widgets.mention_chips import MentionChips
from widgets.plain_text import PlainLabel

ADD_PERSON, ADD_VEHICLE = "Alt+P", "Alt+V"


def role_word(role: PersonRole) -> str:
    """Víctima, Sospechoso, Testigo, Llamante."""
    translate = QCoreApplication.translate
    return {
        PersonRole.VICTIM: translate("mentions", "Víctima"),
        PersonRole.SUSPECT: translate("mentions", "Sospechoso"),
        PersonRole.WITNESS: translate("mentions", "Testigo"),
        PersonRole.CALLER: translate("mentions", "Llamante"),
    }[role]


def person_words(person: PersonMentioned) -> str:
    """Sospechoso: campera negra."""
    told = ", ".join(part for part in (person.name.strip(), person.description.strip()) if part)
    return f"{role_word(person.role)}: {told}" if told else role_word(person.role)


def vehicle_words(vehicle: VehicleMentioned) -> str:
    """A148KLD, Honda roja."""
    told = ", ".join(part for part in (vehicle.plate.strip(), vehicle.description.strip()) if part)
    return told or QCoreApplication.translate("mentions", "Vehículo")


class Mentions(QWidget):
    """The list; one entry at a time is open for writing, and every keystroke of it is told at once.

    Esc or Enter closes the entry and keeps it; one in which nothing was written goes away.

    *Signals:* `changed(str)`: "people" or "vehicles"; `closed()`: the keyboard may go back.
    """

    changed = Signal(str)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._people: list[PersonMentioned] = []
        self._vehicles: list[VehicleMentioned] = []
        self._open: tuple[str, int] | None = None
        self.chips = MentionChips(look)
        self.chips.asked.connect(self._asked)
        self.person = PersonEntry(look)
        self.vehicle = VehicleEntry(look)
        self.person.written.connect(self._person_written)
        self.vehicle.written.connect(self._vehicle_written)
        for entry in (self.person, self.vehicle):
            entry.ended.connect(self.close_entry)
            entry.removed.connect(self.remove_open)
            entry.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(4))
        for widget in (self.chips, self.person, self.vehicle):
            rows.addWidget(widget)

    def set_mentions(
        self, people: tuple[PersonMentioned, ...], vehicles: tuple[VehicleMentioned, ...]
    ) -> None:
        """Show these; an entry that is being written is left alone."""
        if self._open is None:
            self._people, self._vehicles = list(people), list(vehicles)
            self._tell_chips()

    def people(self) -> tuple[PersonMentioned, ...]:
        """Who was mentioned; an entry without a word is none."""
        return tuple(one for one in self._people if one.name.strip() or one.description.strip())

    def vehicles(self) -> tuple[VehicleMentioned, ...]:
        """What they drive."""
        return tuple(one for one in self._vehicles if one.plate.strip() or one.description.strip())

    def is_empty(self) -> bool:
        """Whether nobody and nothing was mentioned, nor is being written."""
        return not (self._people or self._vehicles)

    def is_open(self) -> bool:
        """Whether an entry is being written."""
        return self._open is not None

    def add_person(self) -> None:
        """Open a new person."""
        if len(self._people) < MOST_MENTIONED:
            self.close_entry(quiet=True)
            self._people.append(PersonMentioned())
            self._edit("people", len(self._people) - 1)

    def add_vehicle(self) -> None:
        """Open a new vehicle."""
        if len(self._vehicles) < MOST_MENTIONED:
            self.close_entry(quiet=True)
            self._vehicles.append(VehicleMentioned())
            self._edit("vehicles", len(self._vehicles) - 1)

    def drop_entry(self) -> None:
        """Another call: what is open belongs to the one before, where it is kept already."""
        self._open = None
        self._people, self._vehicles = [], []
        self._show_entry()

    def close_entry(self, quiet: bool = False) -> None:
        """Keep what was written; an empty entry goes."""
        if self._open is None:
            return
        self._people, self._vehicles = list(self.people()), list(self.vehicles())
        self._open = None
        self._show_entry()
        if not quiet:
            self.closed.emit()

    def remove_open(self) -> None:
        """Take the open entry out of the list."""
        if self._open is None:
            return
        kind, place = self._open
        del (self._people if kind == "people" else self._vehicles)[place]
        self._open = None
        self._show_entry()
        self.changed.emit(kind)
        self.closed.emit()

    def _edit(self, kind: str, place: int) -> None:
        self._open = (kind, place)
        self._show_entry()
        if kind == "people":
            self.person.show_person(self._people[place])
            self.person.role.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.vehicle.show_vehicle(self._vehicles[place])
            self.vehicle.plate.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _asked(self, kind: str, place: int) -> None:
        """A chip was clicked."""
        self.close_entry(quiet=True)
        things = self._people if kind == "people" else self._vehicles
        if place < len(things):
            self._edit(kind, place)

    def _show_entry(self) -> None:
        self.person.setVisible(self._open is not None and self._open[0] == "people")
        self.vehicle.setVisible(self._open is not None and self._open[0] == "vehicles")
        self._tell_chips()

    def _person_written(self, person: PersonMentioned) -> None:
        if self._open is not None and self._open[0] == "people":
            self._people[self._open[1]] = person
            self._tell_chips()
            self.changed.emit("people")

    def _vehicle_written(self, vehicle: VehicleMentioned) -> None:
        if self._open is not None and self._open[0] == "vehicles":
            self._vehicles[self._open[1]] = vehicle
            self._tell_chips()
            self.changed.emit("vehicles")

    def _tell_chips(self) -> None:
        made = [("user", person_words(one), "people", place) for place, one in enumerate(self._people)]
        made += [("car", vehicle_words(one), "vehicles", place) for place, one in enumerate(self._vehicles)]
        self.chips.set_chips(tuple(made), self._open)


class PersonEntry(QWidget):
    """Role, description and name of one person.

    *Signals:* `written(PersonMentioned)` at every keystroke; `ended()`; `removed()`.
    """

    written = Signal(object)
    ended = Signal()
    removed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        roles = tuple((role.value, role_word(role)) for role in PersonRole)
        self.role = ChoiceStrip(look, translate("mentions", "Qué es en el hecho"), roles)
        self.about = LineField(look, translate("mentions", "Cómo es"), cap=240, height=30)
        self.name = LineField(look, translate("mentions", "Nombre"), cap=120, height=30)
        self.about.setPlaceholderText(translate("mentions", "Cómo es: ropa, edad, señas"))
        self.name.setPlaceholderText(translate("mentions", "Nombre"))
        below = QHBoxLayout()
        below.setSpacing(look.px(6))
        below.addWidget(self.about, 62)
        below.addWidget(self.name, 38)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(4))
        rows.addWidget(self.role)
        rows.addLayout(below)
        self.role.picked.connect(self._tell)
        self.role.digit.connect(lambda: self.about.setFocus(Qt.FocusReason.TabFocusReason))
        for field in (self.about, self.name):
            field.textEdited.connect(self._tell)
        _ends(self, (self.role, self.about, self.name))

    def show_person(self, person: PersonMentioned) -> None:
        """Write on with this one."""
        self.role.set_code(person.role.value)
        self.about.fill(person.description)
        self.name.fill(person.name)

    def _tell(self) -> None:
        role = PersonRole(self.role.code() or PersonRole.SUSPECT.value)
        person = PersonMentioned(role=role, name=self.name.text(), description=self.about.text())
        self.written.emit(person)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The entry's own keys."""
        return _entry_key(self, watched, event) or super().eventFilter(watched, event)


class VehicleEntry(QWidget):
    """Plate and description of one vehicle.

    *Signals:* `written(VehicleMentioned)` at every keystroke; `ended()`; `removed()`.
    """

    written = Signal(object)
    ended = Signal()
    removed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = QCoreApplication.translate
        self.plate = LineField(
            look, translate("mentions", "Patente"), cap=16, kind="input medium mono id", height=30
        )
        self.about = LineField(look, translate("mentions", "Qué vehículo es"), cap=240, height=30)
        self.plate.setPlaceholderText(translate("mentions", "Patente"))
        self.about.setPlaceholderText(translate("mentions", "Marca, modelo, color"))
        self._wrong = PlainLabel("", self, lines=True)
        self._wrong.setFont(look.font("caption"))
        self._wrong.setProperty("tone", "high")
        self._wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        row.addWidget(self.plate, 38)
        row.addWidget(self.about, 62)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(2))
        rows.addLayout(row)
        rows.addWidget(self._wrong)
        for field in (self.plate, self.about):
            field.textEdited.connect(self._tell)
        _ends(self, (self.plate, self.about))

    def show_vehicle(self, vehicle: VehicleMentioned) -> None:
        """Write on with this one."""
        self.plate.fill(vehicle.plate)
        self.about.fill(vehicle.description)
        self.set_wrong("")

    def set_wrong(self, sentence: str) -> None:
        """What is wrong with the plate; it is kept as it stands."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.plate.set_invalid(bool(sentence))

    def _tell(self) -> None:
        self.written.emit(VehicleMentioned(plate=self.plate.text(), description=self.about.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The entry's own keys."""
        return _entry_key(self, watched, event) or super().eventFilter(watched, event)


def _ends(entry: QWidget, fields: tuple[QWidget, ...]) -> None:
    for field in fields:
        field.installEventFilter(entry)


def _entry_key(entry: PersonEntry | VehicleEntry, field: QObject, event: QEvent) -> bool:
    """Enter and Esc end the entry; Ctrl Del takes it out."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    key = event.key()
    enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(field, ChoiceStrip)
    if enter or key == Qt.Key.Key_Escape:
        entry.ended.emit()
    elif key == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        entry.removed.emit()
    else:
        return False
    return True
