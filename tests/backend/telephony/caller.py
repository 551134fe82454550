"""A telephone network by hand: it writes its own SIP, so that a mistake of ours is not made twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

SDP = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.9\r\ns=-\r\nc=IN IP4 127.0.0.9\r\nt=0 0\r\n"
    "m=audio 40000 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=sendrecv\r\n"
)
POINT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"'
    ' xmlns:gml="http://www.opengis.net/gml" xmlns:gs="http://www.opengis.net/pidflo/1.0"'
    ' xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" entity="pres:caller@example.invalid">'
    '<dm:device id="d1"><gp:geopriv><gp:location-info>'
    '<gs:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>-34.6037 -58.3816</gml:pos>'
    '<gs:radius uom="urn:ogc:def:uom:EPSG::9001">35</gs:radius></gs:Circle>'
    "</gp:location-info><gp:usage-rules/><gp:method>GPS</gp:method></gp:geopriv>"
    "<dm:timestamp>2026-11-23T04:00:00Z</dm:timestamp></dm:device></presence>"
)
PROVIDER = (
    '<pi:EmergencyCallData.ProviderInfo xmlns:pi="urn:ietf:params:xml:ns:EmergencyCallData:ProviderInfo">'
    "<pi:DataProviderReference>d1@example.invalid</pi:DataProviderReference>"
    "</pi:EmergencyCallData.ProviderInfo>"
)
BOUNDARY = "limit-7"
Lines = list[str]


def multipart(*parts: tuple[str, str, str], end: bool = True) -> str:
    """Return a multipart body of (type, id, text)."""
    lines = ""
    for kind, name, text in parts:
        named = f"Content-ID: <{name}>\r\n" if name else ""
        lines += f"--{BOUNDARY}\r\nContent-Type: {kind}\r\n{named}\r\n{text}\r\n"
    return lines + (f"--{BOUNDARY}--\r\n" if end else "")


WHOLE = multipart(
    ("application/sdp", "", SDP),
    ("application/pidf+xml", "place@example.invalid", POINT),
    ("application/EmergencyCallData.ProviderInfo+xml", "provider@example.invalid", PROVIDER),
)
MULTIPART = f"multipart/mixed;boundary={BOUNDARY}"
_numbers = count(1)


def wire(start: str, lines: Lines, body: str = "") -> bytes:
    """Return a message as bytes."""
    data = body.encode()
    return "\r\n".join([start, *lines, f"Content-Length: {len(data)}", "", ""]).encode() + data


@dataclass
class Caller:
    """One caller's half of a dialog. `over` is UDP or TCP, `port` where it listens."""

    over: str = "UDP"
    port: int = 5070
    uri: str = "urn:service:sos"
    number: str = "+541155550101"
    record_route: Lines = field(default_factory=list)
    call_id: str = ""
    tag: str = "caller"
    to_tag: str = ""
    contact: str = ""
    cseq: int = 1
    routes: Lines = field(default_factory=list)

    def __post_init__(self) -> None:
        """Number the call."""
        self.call_id = self.call_id or f"call-{next(_numbers)}@example.invalid"

    def head(self, method: str, cseq: int | None = None, branch: str = "") -> Lines:
        """Return the fields that every request has."""
        number = self.cseq if cseq is None else cseq
        branch = branch or f"z9hG4bK-{self.call_id}-{number}-{'INVITE' if method == 'CANCEL' else method}"
        to = f"<{self.uri}>" + (f";tag={self.to_tag}" if self.to_tag else "")
        return [
            f"Via: SIP/2.0/{self.over} 127.0.0.1:{self.port};branch={branch};rport",
            "Max-Forwards: 70",
            f'From: "Ana Prueba" <sip:{self.number}@example.invalid>;tag={self.tag}',
            f"To: {to}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {number} {method}",
            *(f"Route: {one}" for one in self.routes if self.to_tag),
        ]

    def invite(
        self, body: str = SDP, kind: str = "application/sdp", more: Lines | None = None, **how: object
    ) -> bytes:
        """Return an INVITE; inside the dialog once the other side's tag is known."""
        lines = self.head("INVITE", branch=str(how.get("branch", "")))
        lines += [f"Record-Route: {one}" for one in self.record_route]
        lines += [f"Contact: <sip:caller@127.0.0.1:{self.port};transport={self.over.lower()}>", *(more or [])]
        lines += [f"Content-Type: {kind}"] if body else []
        return wire(f"INVITE {self.contact or self.uri} SIP/2.0", lines, body)

    def located(self) -> bytes:
        """Return an INVITE as an emergency network sends it: offer, place and provider in one body."""
        more = ["Geolocation: <cid:place@example.invalid>", "Geolocation-Routing: yes"]
        more += ['Call-Info: <cid:provider@example.invalid>;purpose="EmergencyCallData.ProviderInfo"']
        return self.invite(WHOLE, MULTIPART, more)

    def request(self, method: str, more: Lines | None = None, body: str = "") -> bytes:
        """Return the next request inside the dialog."""
        self.cseq += 1
        return wire(f"{method} {self.contact or self.uri} SIP/2.0", [*self.head(method), *(more or [])], body)

    def ack(self, status: int = 200) -> bytes:
        """Return the ACK of an answer: of a refusal it belongs to the INVITE's transaction."""
        branch = f"z9hG4bK-{self.call_id}-{self.cseq}-INVITE" if status >= 300 else ""
        return wire(f"ACK {self.contact or self.uri} SIP/2.0", self.head("ACK", branch=branch))

    def cancel(self) -> bytes:
        """Return the CANCEL of the INVITE."""
        tag, self.to_tag = self.to_tag, ""
        lines = self.head("CANCEL")
        self.to_tag = tag
        return wire(f"CANCEL {self.uri} SIP/2.0", lines)

    def learn(self, heard: Heard) -> Heard:
        """Take the other side's tag and Contact from an answer."""
        _, _, tag = heard.one("to").partition("tag=")
        self.to_tag = tag or self.to_tag
        if contact := heard.one("contact"):
            self.contact = contact.strip("<>")
        self.routes = heard.all("record-route")[::-1] or self.routes
        return heard


@dataclass
class Heard:
    """One message of the other side, taken apart by this side's own simple means."""

    start: str
    fields: list[tuple[str, str]]
    body: str

    @property
    def status(self) -> int:
        """The status of an answer, 0 for a request."""
        words = self.start.split(" ")
        return int(words[1]) if words[0] == "SIP/2.0" else 0

    @property
    def method(self) -> str:
        """The method of a request, or of what is answered."""
        return self.one("cseq").split(" ")[-1]

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return [value for key, value in self.fields if key == name]

    def one(self, name: str) -> str:
        """The first value of a field."""
        return next(iter(self.all(name)), "")

    def ok(self) -> bytes:
        """Return the 200 to a request of the other side."""
        lines = [
            f"{name}: {value}"
            for name, value in self.fields
            if name in ("via", "from", "to", "call-id", "cseq")
        ]
        return wire("SIP/2.0 200 OK", lines)


def hear(data: bytes) -> list[Heard]:
    """Return the messages in some bytes."""
    found = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        start, *lines = head.decode().split("\r\n")
        fields = [(line.partition(":")[0].lower(), line.partition(":")[2].strip()) for line in lines]
        size = int(dict(fields)["content-length"])
        found.append(Heard(start, fields, rest[:size].decode()))
        data = rest[size:]
    return found
