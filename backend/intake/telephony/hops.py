"""The way back: what was seen of a sender, and where its Via wants the answer (section 18.2, RFC 3581)."""

import msgspec

from backend.intake.telephony import fields as grammar
from backend.intake.telephony.fields import BadField, Via
from backend.intake.telephony.flow import Flow
from backend.intake.telephony.message import Fields, Request


def seen_from(request: Request, hop: Via, flow: Flow) -> tuple[Request, Flow]:
    """Return the request with what was seen of its sender, and the way back (section 18.2, RFC 3581)."""
    params = dict(hop.params)
    if hop.host != flow.host or "rport" in params:
        params["received"] = flow.host
    port = hop.port or 5060
    if "rport" in params:
        params["rport"] = str(flow.port)
        port = flow.port
    if params != hop.params:
        host = f"[{hop.host}]" if ":" in hop.host else hop.host
        sent_by = f"{host}:{hop.port}" if hop.port else host
        shown = "".join(f";{name}={value}" if value else f";{name}" for name, value in params.items())
        first = ("via", f"SIP/2.0/{hop.transport} {sent_by}{shown}")
        rest = list(request.fields)
        rest[[name for name, _ in rest].index("via")] = first
        request = msgspec.structs.replace(request, fields=tuple(rest))
    if not flow.reliable:
        flow = msgspec.structs.replace(flow, port=port)
    return request, flow


def way_back(echo: Fields, flow: Flow) -> Flow:
    """Return the way back of what could not be read, as far as its Via tells."""
    try:
        hop = grammar.via(next(value for name, value in echo if name == "via"))
    except (BadField, StopIteration):
        return flow
    if flow.reliable or "rport" in hop.params:
        return flow
    return msgspec.structs.replace(flow, port=hop.port or 5060)
