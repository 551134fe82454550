"""Where it happened: every keystroke of the place field is looked up, a person chooses among namesakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from domain.call import Call
from domain.observed import Source
from domain.place import Place, Position
from streets.geocoder import Answer, Found, Near, Why
from streets.spoken import fold
from widgets.place_picker import PlaceCandidate, PlacePicker, distance_words

SHOWN = 5
"""Namesakes in the box; of more, the nearest, and the person is asked for the barrio."""
FAR_M = 2000.0
"""A place farther from a call that is known well is said to be far, metres."""
KNOWN_WELL_M = 500.0


class Finder(Protocol):
    """What finds places: streets.geocoder.Geocoder."""

    def find(self, text: str, near: Near | None = None) -> Answer:
        """Every place that the words may mean."""
        ...


class Calls(Protocol):
    """What the form holds."""

    def __call__(self) -> Call | None:
        """The call in hand."""
        ...


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person decided about a text: this place, or None for none of those that were offered."""

    text: str
    place: Found | None


class PlacesPresenter:
    """Between the place field and the geocoder, which comes when it is loaded: until then text is text."""

    def __init__(self, pane: PlacePicker, in_hand: Calls) -> None:
        self._pane, self._in_hand = pane, in_hand
        self._finder: Finder | None = None
        self._settled: dict[UUID, Settled] = {}
        self._answer = Answer()
        self._near: Near | None = None
        self.looked_up: Callable[[], object] = lambda: None
        """What else follows the words in the field: the map, see desk_places."""
        self._ties = (
            (pane.field.textChanged, self.look_up),
            (pane.candidate_picked, self.choose),
            (pane.none_of_them, self.dismiss),
        )
        for signal, slot in self._ties:
            signal.connect(slot)

    def close(self) -> None:
        """Look nothing up any more."""
        for signal, slot in self._ties:
            signal.disconnect(slot)

    def set_finder(self, finder: Finder) -> None:
        """The streets are loaded."""
        self._finder = finder
        self.look_up()

    # ---- what is typed ---------------------------------------------------------------------------------

    def look_up(self, _text: str = "") -> None:
        """Look up what stands in the field, and say what came of it."""
        text, call = self._pane.field.text(), self._in_hand()
        if self._finder is None:
            return
        self._near = near(call)
        self._answer = self._finder.find(text, self._near)
        settled = self._settled_for(text, call)
        if settled is None and self._answer.namesakes:
            shown = self._answer.found[: min(self._answer.namesakes, SHOWN)]
            more = self._answer.namesakes - len(shown)
            self._pane.set_candidates(tuple(map(candidate, shown)), accuracy(call), more)
        else:
            self._pane.set_candidates(())
        place = settled.place if settled is not None else self._answer.certain
        self._pane.set_confirmed(place is not None)
        self._say(text, call, place, dismissed=settled is not None and settled.place is None)
        self.looked_up()

    def call_changed(self) -> None:
        """The telephone may have told better where it is: the order and the distances follow."""
        if near(self._in_hand()) != self._near:
            self.look_up()

    def choose(self, code: str) -> None:
        """A person says which of the namesakes it is."""
        call = self._in_hand()
        found = next((one for one in self._answer.found if code_of(one) == code), None)
        if call is None or found is None:
            return
        text = written(found)
        self._settled[call.id] = Settled(text, found)
        self._pane.write(text)
        self.look_up()

    def pick(self, figure: str) -> bool:
        """`lugar 2` chooses the second namesake, when there is one to choose."""
        shown = self._pane.offered()
        if not figure.isascii() or not figure.isdigit() or not 1 <= int(figure) <= len(shown):
            return False
        self.choose(shown[int(figure) - 1].code)
        return True

    def dismiss(self) -> None:
        """None of those that were offered: the text stays as it is, without a place on the map."""
        call = self._in_hand()
        if call is not None:
            self._settled[call.id] = Settled(self._pane.field.text(), None)
            self.look_up()

    # ---- what becomes of it ----------------------------------------------------------------------------

    def place_of(self, text: str, call: Call) -> Place | None:
        """The incident's place; None when a person must first choose, which the field says at once.

        What is found nowhere keeps its text, and the position that the call itself came with.
        """
        if self._finder is None:
            return free_text(text, call)
        answer = self._finder.find(text, near(call))
        settled = self._settled_for(text, call)
        if settled is None and answer.namesakes:
            self.look_up()
            self._pane.ask_to_choose(
                QCoreApplication.translate(
                    "place", "Varios lugares se llaman así: elija con las teclas, o Esc si no es ninguno"
                )
            )
            return None
        place = settled.place if settled is not None else answer.certain
        if place is None or place.lat is None or place.lon is None:
            return free_text(text, call)
        return Place(
            address=written(place) if place.outside or settled is not None else place.title,
            barrio=place.barrio,
            position=Position(lat=place.lat, lon=place.lon),
        )

    def position_of(self, call: Call) -> Position | None:
        """Where the words in the field are, when that is certain; nobody is asked anything."""
        held = self._in_hand()
        if held is None or held.id != call.id:
            return None
        settled = self._settled_for(self._pane.field.text(), call)
        place = settled.place if settled is not None else self._answer.certain
        if place is None or place.lat is None or place.lon is None:
            return None
        return Position(lat=place.lat, lon=place.lon)

    def _settled_for(self, text: str, call: Call | None) -> Settled | None:
        settled = self._settled.get(call.id) if call is not None else None
        return settled if settled is not None and settled.text == text else None

    # ---- words -----------------------------------------------------------------------------------------

    def _say(self, text: str, call: Call | None, place: Found | None, *, dismissed: bool) -> None:
        """Beside the label: where that is, or why it is nowhere."""
        translate = QCoreApplication.translate
        if not text.strip() or call is None:
            self._pane.set_note("")
        elif place is not None:
            far = self._far(place, call)
            other = "" if as_said(place, text) else place.title  # another spelling, or its name of today
            where = (other, place.barrio, comuna_words(place) if place.outside or not other else "", far)
            note = " · ".join(part for part in where if part)
            warned = place.outside or bool(far)
            self._pane.set_note(note, "severity.medium" if warned else "text.tertiary")
        elif self._answer.namesakes and not dismissed:
            self._pane.set_note("")
        elif self._answer.why is Why.NO_SUCH_NUMBER and self._answer.limits[1]:
            words = translate("place", "{street} llega al {last}")
            last = self._answer.limits[1]
            self._pane.set_note(words.format(street=self._answer.street, last=last), "severity.medium")
        elif self._answer.why is Why.NO_SUCH_CORNER:
            self._pane.set_note(translate("place", "no se cruzan"), "severity.medium")
        elif self._answer.found and not dismissed:
            self._pane.set_note(translate("place", "falta altura o esquina"))
        else:
            self._pane.set_note(translate("place", "sin ubicar"))

    def _far(self, place: Found, call: Call) -> str:
        """A place far from where the call surely comes from, in words; people call from elsewhere."""
        seen = call.location
        if seen is None or place.distance is None or (seen.accuracy or FAR_M) > KNOWN_WELL_M:
            return ""
        return distance_words(place.distance, self._pane.look) if place.distance > FAR_M else ""


def near(call: Call | None) -> Near | None:
    """Where the call seems to come from."""
    seen = call.location if call is not None else None
    return Near(seen.value.lat, seen.value.lon, seen.accuracy) if seen is not None else None


def accuracy(call: Call | None) -> float | None:
    """How well the telephone itself knows where it is, metres; None for any other source."""
    seen = call.location if call is not None else None
    return seen.accuracy if seen is not None and seen.source is Source.AML else None


def free_text(text: str, call: Call) -> Place:
    """A place as it was said; on the map it is where the call came from."""
    return Place(address=text, position=call.location.value if call.location is not None else None)


def as_said(place: Found, text: str) -> bool:
    """Whether a text names a place as its signs do, accents and Av. apart."""
    said = {word for word in fold(text) if word != "av"}
    return {word for word in fold(place.title) if word not in ("av", ",")} <= said


def written(place: Found) -> str:
    """A place with its barrio, so that it is read again as this one."""
    return f"{place.title}, {place.barrio}" if place.barrio else place.title


def code_of(place: Found) -> str:
    """What tells a place from its namesakes."""
    return f"{place.title}|{place.lat}|{place.lon}"


def comuna_words(place: Found) -> str:
    """Comuna 3, or that another jurisdiction answers there."""
    if place.outside:
        return QCoreApplication.translate("place", "fuera de la Ciudad")
    return (
        QCoreApplication.translate("place", "Comuna {n}").format(n=place.comuna) if place.comuna > 0 else ""
    )


def candidate(place: Found) -> PlaceCandidate:
    """A namesake as the box shows it."""
    return PlaceCandidate(
        code_of(place), written(place), comuna_words(place), place.distance, outside=place.outside
    )
