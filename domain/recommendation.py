"""Which units are near by road, why each ranks where it does, and what was kept of it for ever.

Seconds are of driving; positions are those that were used, with the age they had. Reasons are codes with
parameters: only the console makes sentences of them (console/recommendation_words.py).
"""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from domain.agency import Agency
from domain.clock import SECOND, Micros
from domain.inquiry import Inquiry, Reply
from domain.place import Position
from domain.purpose import Purpose
from domain.severity import Severity
from domain.shape import Corner
from domain.unit import UnitStatus
from domain.words import Code, Label, Name

RULES = 1
"""The version of what this page and the backend's ranking say; kept with every ranking."""
DOUBTFUL_AGE: Micros = 90 * SECOND
"""From this age on a position is not calculated with: the unit is shown, apart, with the age."""
LOST_AGE: Micros = 600 * SECOND
"""From this age on nothing is known of where a unit is."""
NEEDED = 3
"""Units of an agency that are proposed where no response plan says how many."""
SPARE = 2
"""How many more than are needed are listed."""
SHOWN_APART = 5
"""How many units of an agency are shown apart with why, nearest first; the others are counted by why."""


class Standing(StrEnum):
    """In which way a ranked unit could go."""

    FREE = "free"
    ASSIGNED = "assigned"  # it goes already, or is there
    PREEMPTABLE = "preemptable"  # on its way to something less grave
    PASSING = "passing"  # on its way elsewhere, and passes close by


class Why(StrEnum):
    """Codes of reasons and facts; parameters in brackets."""

    FIRST = "first"  # arrives before all others [ahead: seconds before the next]
    ALREADY_THERE = "already_there"
    ALREADY_GOING = "already_going"
    FIT = "fit"  # [capability]
    LACKS = "lacks"  # [capability]: wanted, not required
    QUICKER_BY_ROAD = "quicker_by_road"  # [others: nearer in a straight line, later by road]
    NEXT_BY_ROAD = "next_by_road"  # [rank]
    KEEPS_COVER = "keeps_cover"  # nobody waits longer when it goes
    LEAVES = "leaves"  # [comuna, before, after: seconds]
    TAKEN_FROM = "taken_from"  # [number, priority] of the incident it would leave
    PASSES_BY = "passes_by"  # [number]
    SHIFT_ENDS = "shift_ends"  # [minutes]
    SHIFT_OVER = "shift_over"  # [minutes ago]
    DOUBTFUL_JUMP = "doubtful_jump"  # its last fix is farther than anybody drives
    BY_ROAD = "by_road"  # [metres]
    AGAINST_AVOIDED = "against_avoided"  # one-way streets make it longer [seconds]
    FREE_FOR = "free_for"  # [minutes]
    CREW = "crew"  # [people]
    MOVES = "moves"  # [mover]
    WAITS_FOR = "waits_for"  # it counts as if it came later [seconds]


class Apart(StrEnum):
    """Why a unit is not ranked."""

    STALE = "stale"  # older than DOUBTFUL_AGE [age: seconds]
    LOST = "lost"  # older than LOST_AGE [age: seconds]
    NO_FIX = "no_fix"
    BUSY = "busy"  # [status, number]
    OFF_DUTY = "off_duty"
    LACKS = "lacks"  # [capability]: required
    OFF_STREETS = "off_streets"
    NO_WAY = "no_way"
    FARTHER = "farther"  # would rank, behind those that are listed


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code with its parameters."""

    code: Code
    params: dict[Label, int | str] = {}


class CoverLost(msgspec.Struct, frozen=True, kw_only=True):
    """The comuna that suffers most when a unit goes: expected seconds until the nearest free one, then next.

    Of units of its agency that drive.
    """

    comuna: int
    before: int
    after: int


class RankedUnit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One unit in its rank: `reasons` the first in words, `facts` what else is worth saying.

    `eta` is the driving time, `counted` what it was ranked by: what waits is added. `age` is that of its
    position, µs. `route`: the way it takes, empty in what is kept.
    """

    unit: UUID
    call_sign: Label
    agency: Agency
    standing: Standing
    status: UnitStatus
    rank: int
    eta: int
    counted: int
    metres: int
    age: Micros
    at: Position
    reasons: tuple[Reason, ...]
    facts: tuple[Reason, ...] = ()
    lost: CoverLost | None = None
    accuracy: float | None = None
    route: tuple[Corner, ...] = ()


class ExcludedUnit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One unit that is not ranked, and why. `metres`: in a straight line, None where nothing is known."""

    unit: UUID
    call_sign: Label
    agency: Agency
    status: UnitStatus
    why: Reason
    metres: int | None = None
    age: Micros | None = None


class AgencyPart(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The sum for one agency: every unit of it is a row, one set apart, or counted in `left_out` by why."""

    agency: Agency
    considered: int
    needed: int = 0
    going: int = 0
    """How many go already, or are there."""
    left_out: dict[Code, int] = {}


class Basis(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One ranking with all that it was made of: what is shown, and what the log keeps."""

    incident: UUID
    as_of: Micros
    priority: Severity
    at: Position
    streets: Code
    """The first digits of the street map's checksum."""
    rows: tuple[RankedUnit, ...] = ()
    excluded: tuple[ExcludedUnit, ...] = ()
    parts: tuple[AgencyPart, ...] = ()
    type_code: Label | None = None
    rules: int = 1
    """`RULES` of the program that ranked; 1 stays the default for ever: it is not written then."""


class AskRecommendation(Inquiry, frozen=True, kw_only=True, tag="ask_recommendation"):
    """Who should go to an incident? Of one agency, or of those that are needed there.

    Answered by Recommendation. Codes: forbidden, incident.unknown, incident.closed,
    recommendation.no_position, recommendation.off_streets, recommendation.no_streets,
    recommendation.preparing.
    """

    incident: UUID
    agency: Agency | None = None


class Recommendation(Reply, frozen=True, kw_only=True, tag="recommendation"):
    """The ranking; it is in the log as event `seq` before it is answered.

    `seq` may be that of an earlier one that said the same, give or take seconds; 0: so much was kept of this
    incident already that this one is not.
    """

    basis: Basis
    seq: int

    @property
    def rows(self) -> tuple[RankedUnit, ...]:
        """The ranked units, each agency's from its first."""
        return self.basis.rows

    @property
    def excluded(self) -> tuple[ExcludedUnit, ...]:
        """Units that are not ranked, and why."""
        return self.basis.excluded

    @property
    def as_of(self) -> Micros:
        """When it was true."""
        return self.basis.as_of


class AskExplanation(Inquiry, frozen=True, kw_only=True, tag="ask_explanation"):
    """What did desks see of an incident, and why did units rank as they did? Answered by Explanation.

    `unit`: only dispatches of this one. `at`: the last moment up to then, else all of them, newest last.
    `purpose`: for an incident that is over and forgotten; who may read the audit may ask.
    Codes: forbidden, incident.unknown, purpose.missing, explanation.none.
    """

    incident: UUID
    unit: UUID | None = None
    at: Micros | None = None
    purpose: Purpose | None = None


class Seen(StrEnum):
    """What a kept ranking was made for."""

    SHOWN = "shown"  # a desk asked and saw it
    DISPATCHED = "dispatched"  # a unit was sent


class Moment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A kept ranking: who saw it or chose by it, and its link in the log's chain (hexadecimal).

    `unit` was sent; `rank` is its place in its agency's order, None: it was set apart. `shown`: the event of
    what that desk saw last before.
    """

    seq: int
    at: Micros
    what: Seen
    by: Name
    basis: Basis
    link: Annotated[str, msgspec.Meta(max_length=64)]
    workstation: Label | None = None
    unit: UUID | None = None
    rank: int | None = None
    order: Code | None = None
    shown: int | None = None


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A unit that would rank otherwise now. None: not among those listed. `why`: why it is apart now."""

    unit: UUID
    call_sign: Label
    then: int | None = None
    now: int | None = None
    then_eta: int | None = None
    now_eta: int | None = None
    why: Reason | None = None


class Explanation(Reply, frozen=True, kw_only=True, tag="explanation"):
    """The kept rankings, oldest first, and how the last of them would look now.

    `now_code`: why there is none of now. `other_rules`, `other_streets`: not by what the last was made with.
    """

    incident: UUID
    moments: tuple[Moment, ...]
    now: Basis | None = None
    now_code: Code | None = None
    differences: tuple[Difference, ...] = ()
    other_rules: bool = False
    other_streets: bool = False


RecommendationInquiry = AskRecommendation | AskExplanation
RecommendationReply = Recommendation | Explanation
