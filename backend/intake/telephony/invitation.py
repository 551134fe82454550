"""What an INVITE says of a call: which service, whose number, and what is known of where it comes from."""

import re

import msgspec

from backend.intake.telephony import fields as grammar
from backend.intake.telephony.bodies import ADDITIONAL, PIDF, Part
from backend.intake.telephony.fields import BadField, Uri
from backend.intake.telephony.message import Request

NUMBERS = {"911": "", "107": "ambulance", "100": "fire"}
"""The emergency numbers of the city, and the service that each asks for (RFC 5031 names)."""
SERVICE = "service:sos"
LONGEST_LINE, LONGEST_NUMBER, LONGEST_NAME = 16, 32, 120
MOST_REFERENCES = 8
LONGEST_REFERENCE = 2000
_NUMBER = re.compile(r"\+?[0-9*#]{2,31}\Z")
_SERVICE = re.compile(r"service:sos(?:\.([a-z0-9.-]{1,48}))?\Z")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """What was called: `line` as the room knows it, `kind` the part after sos., empty for 911 itself."""

    line: str
    kind: str = ""


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """One call as it is announced. `name` is the same for every copy of it and no other call's."""

    name: str
    again: str
    """The name to use when a call of the first name is over: the same phone, dialling once more."""
    service: Service
    number: str = ""
    caller: str = ""
    language: str = ""
    """What the caller's telephone says that its owner speaks: the first tag of Accept-Language."""
    locations: tuple[Part, ...] = ()
    references: tuple[str, ...] = ()
    """Where more of the location may be asked (RFC 6442), https only; asked off the call's path."""
    additional: tuple[Part, ...] = ()
    additional_references: tuple[str, ...] = ()
    """Additional Data (RFC 7852): what came along, and where more of it may be asked."""


def service_of(request: Request) -> Service | None:
    """Return which emergency service is called, by the request's URI or, behind a gateway, its To field."""
    found = _service(request.uri)
    if found is None:
        try:
            found = _service(grammar.address(request.one("to")).uri)
        except BadField:
            return None
    return found


def _service(text: str) -> Service | None:
    try:
        uri = grammar.uri(text)
    except BadField:
        return None
    if uri.scheme == "urn":
        match = _SERVICE.match(uri.user.lower())
        if match is None:
            return None
        kind = match[1] or ""
        return Service(line="sos" if not kind else f"sos.{kind}"[:LONGEST_LINE], kind=kind)
    number = uri.user
    if uri.scheme in ("sip", "sips", "tel") and number in NUMBERS:
        return Service(line=number, kind=NUMBERS[number])
    return None


def invitation_of(request: Request, tag: str, service: Service, parts: tuple[Part, ...]) -> Invitation:
    """Return what the room is told. What is missing is missing: a call without any of it is a call."""
    name = name_of(request.call_id, tag)
    uri, shown = _caller(request)
    return Invitation(
        name=name,
        again=f"{name}\x1f{request.cseq}",
        service=service,
        number=_telephone(uri),
        caller=shown,
        language=request.one("accept-language").partition(",")[0].partition(";")[0].strip()[:16],
        locations=tuple(part for part in parts if part.type == PIDF),
        references=references_of(request.all("geolocation")),
        additional=tuple(part for part in parts if part.type.startswith(ADDITIONAL)),
        additional_references=references_of(
            [one for one in request.all("call-info") if "emergencycalldata" in one.lower()]
        ),
    )


def name_of(call_id: str, tag: str) -> str:
    """Return the name of a call: its Call-ID and the caller's tag."""
    return f"{call_id}\x1f{tag}"


def _caller(request: Request) -> tuple[Uri | None, str]:
    """Return who calls: what the network vouches for (RFC 3325) before what the telephone says."""
    for value in (*request.all("p-asserted-identity"), request.one("from")):
        try:
            told = grammar.address(value)
            uri = grammar.uri(told.uri)
        except BadField:
            continue
        if uri.user.lower() == "anonymous":
            continue
        return uri, _UNSAFE.sub("", told.name)[:LONGEST_NAME]
    return None, ""


def _telephone(uri: Uri | None) -> str:
    if uri is None or uri.scheme not in ("sip", "sips", "tel"):
        return ""
    plain = "".join(char for char in uri.user if char not in "-.() ")
    if _NUMBER.match(plain):
        return plain
    return _UNSAFE.sub("", f"{uri.user}@{uri.host}" if uri.host else uri.user)[:LONGEST_NUMBER]


def references_of(values: list[str]) -> tuple[str, ...]:
    """Return where a location may be asked: https alone, so many and so long."""
    found: list[str] = []
    for value in values:
        try:
            uri = grammar.address(value).uri
        except BadField:
            continue
        if uri.lower().startswith("https://") and len(uri) <= LONGEST_REFERENCE:
            found.append(uri)
    return tuple(found[:MOST_REFERENCES])
