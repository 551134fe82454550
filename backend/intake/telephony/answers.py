"""The answers of this side: what each repeats of its request, and the words beside the numbers."""

from backend.intake.telephony.dialog import tag_of
from backend.intake.telephony.message import Fields, Malformed, Request, Response

METHODS = ("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "UPDATE", "REFER", "NOTIFY")
ALLOW = ("allow", ", ".join(METHODS))
EXTENSIONS = frozenset(("geolocation-sip", "geolocation-http", "replaces", "norefersub", "from-change"))
"""What a request may require of us (RFC 6442; the others ask nothing of a called side that declines them)."""
SUPPORTED = ("supported", "geolocation-sip, geolocation-http")
ACCEPT = ("accept", "application/sdp, application/pidf+xml, multipart/mixed, multipart/related")
REASONS = {
    100: "Trying",
    180: "Ringing",
    200: "OK",
    202: "Accepted",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    424: "Bad Location Information",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    482: "Loop Detected",
    487: "Request Terminated",
    491: "Request Pending",
    500: "Server Internal Error",
    501: "Not Implemented",
    503: "Service Unavailable",
    505: "Version Not Supported",
    603: "Decline",
}
LONGEST_REASON = 120


def answer_to(
    request: Request, status: int, tag: str = "", more: Fields = (), body: bytes = b"", reason: str = ""
) -> Response:
    """Return an answer (section 8.2.6): Via, From, To, Call-ID and CSeq as they came, the To with our tag."""
    fields: list[tuple[str, str]] = [("via", one) for one in request.all("via")]
    to = request.one("to")
    if tag and status > 100 and not tag_of(to):
        to = f"{to};tag={tag}"
    fields += [("from", request.one("from")), ("to", to)]
    fields += [("call-id", request.call_id), ("cseq", request.one("cseq"))]
    if request.method == "INVITE" and 100 < status < 300:
        # Whoever wants to stay between the two ends said so here; without it nothing later finds its way.
        fields += [("record-route", one) for one in request.all("record-route")]
    return Response(
        fields=(*fields, *more), body=body, status=status, reason=(reason or REASONS[status])[:LONGEST_REASON]
    )


def refusal_of(bad: Malformed, tag: str) -> Response:
    """Return what a message that cannot be read is answered with: the reason names field and limit."""
    fields = tuple(
        (name, f"{value};tag={tag}" if name == "to" and not tag_of(value) else value)
        for name, value in bad.echo
    )
    return Response(fields=fields, body=b"", status=bad.status, reason=str(bad)[:LONGEST_REASON])
