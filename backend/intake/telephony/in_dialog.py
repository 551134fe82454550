"""Requests of the other side while a call lasts: hold and other changes, the end, transfers, locations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.intake.telephony import fields as grammar
from backend.intake.telephony.bodies import PIDF, BadBody, parts_of
from backend.intake.telephony.fields import BadField
from backend.intake.telephony.invitation import references_of
from backend.intake.telephony.leg import Leg
from backend.intake.telephony.sdp import BadSdp, offer_in
from backend.intake.telephony.transactions import ServerTransaction

if TYPE_CHECKING:
    from backend.intake.telephony.user_agent import UserAgent

LOCATION_ERROR = ("geolocation-error", '100;code="Cannot Process Location"')
"""What is said of a location that cannot be read (RFC 6442, section 4.3)."""


def receive(agent: UserAgent, transaction: ServerTransaction, leg: Leg) -> None:
    """Take a request of the other side inside a dialog that lives."""
    match transaction.request.method:
        case "BYE":
            agent.answer(transaction, 200, tag=leg.dialog.local_tag)
            leg.said_bye()
        case "INVITE" | "UPDATE":
            _change(agent, transaction, leg)
        case "REFER":
            _refer(agent, transaction, leg)
        case "OPTIONS":
            agent.options(transaction)
        case _:
            # NOTIFY: we subscribed to nothing.
            agent.answer(transaction, 481)


def _change(agent: UserAgent, transaction: ServerTransaction, leg: Leg) -> None:
    request = transaction.request
    if leg.pending and request.method == "INVITE":
        # The first INVITE is not answered yet (section 14.2).
        agent.answer(transaction, 500, (("retry-after", "2"),))
        return
    try:
        parts = parts_of(request)
        offer = offer_in(parts)
    except BadBody as bad:
        agent.refuse(transaction, 400, str(bad), "sip.body")
        return
    except BadSdp as bad:
        agent.refuse(transaction, 400, str(bad), "sip.sdp")
        return
    locations = tuple(part for part in parts if part.type == PIDF)
    references = references_of(request.all("geolocation"))
    if (locations or references) and not agent.room.located(leg, locations, references):
        # Unlike an INVITE: nothing is lost by a refusal, and the network learns that its location is bad.
        agent.answer(transaction, 424, (LOCATION_ERROR,))
        return
    leg.offered(transaction, offer)


def _refer(agent: UserAgent, transaction: ServerTransaction, leg: Leg) -> None:
    values = transaction.request.all("refer-to")
    try:
        target = grammar.address(values[0]).uri if len(values) == 1 else ""
    except BadField:
        target = ""
    if not target:
        agent.refuse(transaction, 400, "Refer-To: once", "sip.malformed")
    elif agent.room.referred(leg, target):
        agent.answer(transaction, 202, (agent.contact(transaction.flow),), tag=leg.dialog.local_tag)
        leg.notify("SIP/2.0 100 Trying", last=False)
    else:
        agent.answer(transaction, 603, tag=leg.dialog.local_tag)
