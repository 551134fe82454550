"""What the backend asks of its own writer: to keep what a desk is about to see, and what sent a unit."""

from uuid import UUID

from domain.command import Command
from domain.recommendation import Basis
from domain.words import Code


class KeepShown(Command, frozen=True, kw_only=True, tag="keep_shown"):
    """Keep a ranking before it is answered."""

    incident: UUID
    basis: Basis


class KeepRanked(Command, frozen=True, kw_only=True, tag="keep_ranked"):
    """Keep the ranking by which a unit was sent; nothing is kept of one that was not sent after all."""

    incident: UUID
    unit: UUID
    basis: Basis
    order: Code
    rank: int | None = None
    shown: int | None = None


ExplainOrder = KeepShown | KeepRanked
