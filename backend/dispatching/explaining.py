"""Answers what a desk saw and why units ranked as they did: from the chain, beside how it would be now."""

from __future__ import annotations

from contextlib import suppress

from backend.accounts import Seat
from backend.database.audit import Audit
from backend.database.explanation_store import ExplanationStore, Kept
from backend.database.trouble import DatabaseTrouble
from backend.database.upcast import change_of
from backend.dispatching.recommending import Recommender
from backend.inquiries import Inquiries
from domain.clock import SECOND, Micros
from domain.explain_changes import DispatchRanked, RecommendationShown
from domain.recommendation import (
    RULES,
    AskExplanation,
    Basis,
    Difference,
    Explanation,
    Moment,
    RankedUnit,
    Reason,
    Seen,
)
from domain.refusal import Refused
from domain.roles import Action, permits

MOST_MOMENTS = 40
"""Rankings that one answer holds, the latest."""
_SENT, _SHOWN = ("dispatch_ranked",), ("recommendation_shown",)
ALWAYS: Micros = 4_000_000_000 * SECOND
WORTH_SAYING_S = 30
"""Seconds by which a driving time must differ before it is told as a difference."""


class Explainer:
    """One a term."""

    def __init__(self, store: ExplanationStore, recommender: Recommender, audit: Audit) -> None:
        self._store = store
        self._recommender = recommender
        self._audit = audit

    def answers(self, inquiries: Inquiries) -> None:
        """Put the handler into the table."""
        inquiries.answers(AskExplanation, self.answer)

    async def answer(self, seat: Seat, asked: AskExplanation) -> Explanation:
        """Return the kept rankings of an incident. Raises `Refused`."""
        key = asked.incident
        try:
            key = self._recommender.incident_for(seat.actor, key).id
        except Refused as refused:
            if refused.code != "incident.unknown":
                raise
            await self._record(seat, asked)
        kinds = _SENT if asked.unit is not None else (*_SENT, *_SHOWN)
        until = asked.at if asked.at is not None else ALWAYS
        moments = [
            moment
            for kept in await self._store.kept(key, kinds, until)
            if kept.exercise == seat.actor.exercise and (moment := _moment(kept)) is not None
        ]
        if asked.unit is not None:
            moments = [moment for moment in moments if moment.unit == asked.unit]
        if asked.at is not None:
            moments = moments[-1:]
        if not moments:
            raise Refused("explanation.none")
        return await self._with_now(seat, asked, tuple(moments[-MOST_MOMENTS:]))

    async def _record(self, seat: Seat, asked: AskExplanation) -> None:
        """What is over and forgotten is history: with a purpose, on record before it is read."""
        actor = seat.actor
        if not permits(actor, Action.READ_AUDIT, actor.room, None, actor.exercise):
            raise Refused("incident.unknown", id=str(asked.incident))
        if asked.purpose is None:
            raise Refused("purpose.missing")
        await self._audit.record(actor, "read_explanation", f"incident:{asked.incident}", asked.purpose)

    async def _with_now(self, seat: Seat, asked: AskExplanation, moments: tuple[Moment, ...]) -> Explanation:
        then = moments[-1].basis
        now, code = None, None
        try:
            incident = self._recommender.incident_for(seat.actor, asked.incident)
            only = then.parts[0].agency if len(then.parts) == 1 else None
            now = await self._recommender.ranking(incident, seat.actor, only, moments[-1].unit)
        except Refused as refused:
            code = refused.code
        streets = self._recommender.streets
        return Explanation(
            incident=asked.incident,
            moments=moments,
            now=now,
            now_code=code,
            differences=differences(then, now) if now is not None else (),
            other_rules=then.rules != RULES,
            other_streets=streets is not None and streets.stamp != then.streets,
        )


def _moment(kept: Kept) -> Moment | None:
    """Return a ranking as it was kept; what was erased is none any more."""
    if kept.body is None:
        return None
    with suppress(DatabaseTrouble):
        match change_of(kept.kind, kept.version, kept.body):
            case RecommendationShown() as shown:
                return Moment(
                    seq=kept.seq, at=shown.at, what=Seen.SHOWN, by=shown.by, basis=shown.basis,
                    link=kept.link.hex(), workstation=shown.workstation,
                )  # fmt: skip
            case DispatchRanked() as sent:
                return Moment(
                    seq=kept.seq, at=sent.at, what=Seen.DISPATCHED, by=sent.by, basis=sent.basis,
                    link=kept.link.hex(), workstation=sent.workstation, unit=sent.unit, rank=sent.rank,
                    order=sent.order, shown=sent.shown,
                )  # fmt: skip
    return None


def differences(then: Basis, now: Basis) -> tuple[Difference, ...]:
    """Return the units that would rank, arrive or be set apart otherwise now, in the order of then."""
    before = {row.unit: row for row in then.rows}
    after = {row.unit: row for row in now.rows}
    apart = {one.unit: one.why for one in now.excluded}
    found = (
        _difference(before.get(unit), after.get(unit), apart.get(unit))
        for unit in dict.fromkeys((*before, *after))
    )
    return tuple(one for one in found if one is not None)


def _difference(then: RankedUnit | None, now: RankedUnit | None, why: Reason | None) -> Difference | None:
    one = then or now
    assert one is not None, "a unit of one of the two"
    if then is not None and now is not None:
        if then.rank == now.rank and abs(then.eta - now.eta) < WORTH_SAYING_S:
            return None
    return Difference(
        unit=one.unit,
        call_sign=one.call_sign,
        then=then.rank if then is not None else None,
        now=now.rank if now is not None else None,
        then_eta=then.eta if then is not None else None,
        now_eta=now.eta if now is not None else None,
        why=why,
    )
