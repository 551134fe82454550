"""What a desk saw when a unit was sent: the kept ranking of that moment, and how it would look now."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication

from console.recommendation_words import apart_words, reason_words, trouble_words
from domain.recommendation import Difference, Explanation, Moment, Seen
from widgets.dispatch_panel.recommended import driving
from widgets.dispatch_panel.view import Going
from widgets.look import Look
from widgets.timer import time_of_day

translate = QCoreApplication.translate


class Explaining:
    """The kept moments of an incident, oldest first; one of them is looked at."""

    def __init__(self, told: Explanation, unit: UUID | None, look: Look) -> None:
        self.incident = told.incident
        self._told = told
        self._look = look
        sent = [n for n, one in enumerate(told.moments) if one.what is Seen.DISPATCHED]
        of_unit = [n for n in sent if unit is None or told.moments[n].unit == unit]
        self._at = (of_unit or sent or [len(told.moments) - 1])[-1]

    def step(self, by: int) -> None:
        """Look at the moment before, or at the one after."""
        self._at = max(0, min(len(self._told.moments) - 1, self._at + by))

    @property
    def moment(self) -> Moment:
        """The one that is looked at."""
        return self._told.moments[self._at]

    def words(self) -> str:
        """Which moment it is, who saw it, which event of the log it is."""
        moment = self.moment
        what = translate("dispatch", "lo vio {by}")
        if moment.what is Seen.DISPATCHED:
            what = translate("dispatch", "despachó {by}")
        told = [
            translate("dispatch", "{n} de {all}").format(n=self._at + 1, all=len(self._told.moments)),
            time_of_day(moment.at, self._look),
            what.format(by=moment.by),
            translate("dispatch", "hecho {seq}").format(seq=moment.seq),
        ]
        return " · ".join(told)

    def rows(self) -> tuple[Going, ...]:
        """Return the ranking as it was, who was sent marked; the last says what is otherwise now."""
        moment = self.moment
        now = self._now() if self._at == len(self._told.moments) - 1 else {}
        rows = []
        for rank, row in enumerate(moment.basis.rows, 1):
            words = [*map(reason_words, row.reasons[1:]), *map(reason_words, row.facts)]
            if row.unit in now:
                words.append(now[row.unit])
            rows.append(
                Going(
                    unit=row.unit,
                    call_sign=row.call_sign,
                    agency=row.agency,
                    status=row.status,
                    reason=reason_words(row.reasons[0]) if row.reasons else "",
                    facts=" · ".join(filter(None, words)),
                    rank=rank,
                    eta_s=row.eta,
                    assigned=row.unit == moment.unit,
                    can_go=False,
                )
            )
        for one in moment.basis.excluded:
            rows.append(
                Going(
                    unit=one.unit,
                    call_sign=one.call_sign,
                    agency=one.agency,
                    status=one.status,
                    reason=apart_words(one.why),
                    facts=now.get(one.unit, ""),
                    assigned=one.unit == moment.unit,
                    trouble=trouble_words(one.why),
                    can_go=False,
                )
            )
        return tuple(rows)

    def _now(self) -> dict[UUID, str]:
        return {one.unit: _today(one) for one in self._told.differences}


def _today(one: Difference) -> str:
    """How a unit would rank now."""
    if one.now is not None:
        words = translate("dispatch", "hoy sería la {rank}.ª")
        if one.now_eta is not None:
            words = translate("dispatch", "hoy sería la {rank}.ª, a {time}")
        return words.format(rank=one.now, time=driving(one.now_eta or 0))
    why = apart_words(one.why) if one.why is not None else translate("dispatch", "no figura")
    return translate("dispatch", "hoy: {why}").format(why=why)
