"""What desks were shown and what units were ranked by: kept in the log, changes nothing that is open."""

from uuid import UUID

from domain.change import Change
from domain.recommendation import Basis
from domain.words import Code, Label, Name


class RecommendationShown(Change, frozen=True, kw_only=True, tag="recommendation_shown"):
    """A desk was shown a ranking."""

    incident: UUID
    by: Name
    basis: Basis
    workstation: Label | None = None


class DispatchRanked(Change, frozen=True, kw_only=True, tag="dispatch_ranked"):
    """A unit was sent, and this is how all of them ranked at that moment.

    `rank`: the unit's place in its agency's order, None when it was set apart. `order`: the kind of command
    that sent it. `shown`: the event of what that desk saw last.
    """

    incident: UUID
    unit: UUID
    by: Name
    basis: Basis
    order: Code
    rank: int | None = None
    shown: int | None = None
    workstation: Label | None = None


ExplainChange = RecommendationShown | DispatchRanked
