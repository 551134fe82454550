"""One of every inquiry and reply about what was before."""

from __future__ import annotations

from uuid import UUID

from domain.call import CallMark, Disposition
from domain.histories import AccessTold, AskHistory, CallHistory, PastCall, PastIncident, RevealAccess
from domain.inquiries import AnyInquiry, AnyReply
from domain.place import Position
from domain.premises import Hazard, HazardKind
from domain.severity import Severity

AT = 1_795_000_000_000_000

INQUIRIES: dict[str, AnyInquiry] = {
    "ask_history": AskHistory(
        call=UUID(int=1),
        number="11 5823-4471",
        address="San Martín 438",
        position=Position(lat=-34.6, lon=-58.4),
    ),
    "reveal_access": RevealAccess(premise=UUID(int=3), incident=UUID(int=2)),
}
REPLIES: dict[str, AnyReply] = {
    "call_history": CallHistory(
        calls=(
            PastCall(
                short=1109, at=AT, disposition=Disposition.PRANK, type_code="0211", place="San Martín 438",
                answered_name="Laura Ferreyra", marks=(CallMark.PRANK,),
            ),
        ),
        incidents=(
            PastIncident(
                number="26-0001042", at=AT, priority=Severity.HIGH, type_code="0221",
                address="San Martín 440", metres=12.5, open=True,
            ),
        ),
        hazards=(
            Hazard(
                kind=HazardKind.ACCESS, source="Administración", at=AT, note="segundo patio", masked=True,
                premise=UUID(int=3),
            ),
        ),
        recorded=False,
    ),
    "access_told": AccessTold(premise=UUID(int=3), note="portero: 4471#"),
}  # fmt: skip
