"""One of every inquiry and reply about recommendations, with every field filled; keys are their tags."""

from __future__ import annotations

from uuid import UUID

from domain.agency import Agency
from domain.inquiries import AnyInquiry, AnyReply
from domain.place import Position
from domain.purpose import Purpose
from domain.recommendation import (
    AgencyPart,
    Apart,
    AskExplanation,
    AskRecommendation,
    Basis,
    CoverLost,
    Difference,
    ExcludedUnit,
    Explanation,
    Moment,
    RankedUnit,
    Reason,
    Recommendation,
    Seen,
    Standing,
    Why,
)
from domain.severity import Severity
from domain.unit import UnitStatus

AT = 1_795_000_000_000_000
BASIS = Basis(
    incident=UUID(int=2),
    as_of=AT,
    priority=Severity.CRITICAL,
    at=Position(lat=-34.6037, lon=-58.3816),
    streets="5f0c1b2a3d4e5f60",
    type_code="0211",
    rules=2,
    rows=(
        RankedUnit(
            unit=UUID(int=3),
            call_sign="M 1-204",
            agency=Agency.POLICE,
            standing=Standing.FREE,
            status=UnitStatus.AVAILABLE,
            rank=1,
            eta=130,
            counted=190,
            metres=780,
            age=1_000_000,
            at=Position(lat=-34.605, lon=-58.39),
            accuracy=9.0,
            reasons=(Reason(Why.FIRST, {"ahead": 25}),),
            facts=(Reason(Why.BY_ROAD, {"metres": 780}), Reason(Why.MOVES, {"mover": "motorcycle"})),
            lost=CoverLost(comuna=8, before=240, after=660),
            route=((-34.605, -58.39), (-34.6037, -58.3816)),
        ),
    ),
    excluded=(
        ExcludedUnit(
            unit=UUID(int=4),
            call_sign="M 1-118",
            agency=Agency.POLICE,
            status=UnitStatus.AVAILABLE,
            why=Reason(Apart.STALE, {"age": 96}),
            metres=410,
            age=96_000_000,
        ),
    ),
    parts=(
        AgencyPart(
            agency=Agency.POLICE, considered=60, needed=2, going=1, left_out={"farther": 31, "busy": 27}
        ),
    ),
)
INQUIRIES: dict[str, AnyInquiry] = {
    "ask_recommendation": AskRecommendation(incident=UUID(int=2), agency=Agency.POLICE),
    "ask_explanation": AskExplanation(
        incident=UUID(int=2),
        unit=UUID(int=3),
        at=AT,
        purpose=Purpose(case="IPP 1234/26", reason="auditoría del despacho"),
    ),
}
REPLIES: dict[str, AnyReply] = {
    "recommendation": Recommendation(basis=BASIS, seq=4711),
    "explanation": Explanation(
        incident=UUID(int=2),
        moments=(
            Moment(
                seq=4712,
                at=AT,
                what=Seen.DISPATCHED,
                by="Martín Acuña",
                basis=BASIS,
                link="ab" * 32,
                workstation="puesto-31",
                unit=UUID(int=3),
                rank=1,
                order="dispatch_unit",
                shown=4711,
            ),
        ),
        now=BASIS,
        now_code="incident.closed",
        differences=(
            Difference(
                unit=UUID(int=3),
                call_sign="M 1-204",
                then=1,
                now=2,
                then_eta=130,
                now_eta=170,
                why=Reason(Apart.BUSY, {"status": "on_scene"}),
            ),
        ),
        other_rules=True,
        other_streets=True,
    ),
}
