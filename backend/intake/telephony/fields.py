"""The grammar inside header fields: lists, addresses, parameters, Via, URIs (RFC 3261, section 25)."""

from collections.abc import Mapping

import msgspec


class BadField(ValueError):
    """A field that does not follow the grammar: the text says what was expected."""


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A name-addr or addr-spec with its parameters; parameters without a value are empty texts."""

    name: str = ""
    uri: str
    params: Mapping[str, str] = {}


class Via(msgspec.Struct, frozen=True, kw_only=True):
    """One hop: over what, sent by whom."""

    transport: str
    host: str
    port: int | None = None
    params: Mapping[str, str] = {}


class Uri(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a SIP, SIPS, tel or urn URI; `user` is the whole rest for those without a host."""

    scheme: str
    user: str = ""
    host: str = ""
    port: int | None = None
    params: Mapping[str, str] = {}


def _pieces(text: str, mark: str) -> list[str]:
    """Split at a mark, but not inside quotation marks or angle brackets."""
    found, begin, quoted, bracketed, escaped = [], 0, False, False, False
    for at, char in enumerate(text):
        if escaped:
            escaped = False
        elif quoted:
            if char == "\\":
                escaped = True
            elif char == '"':
                quoted = False
        elif char == '"':
            quoted = True
        elif char == "<":
            bracketed = True
        elif char == ">":
            bracketed = False
        elif char == mark and not bracketed:
            found.append(text[begin:at])
            begin = at + 1
    found.append(text[begin:])
    return found


def _bracket(text: str) -> int | None:
    """Return where the first angle bracket outside quotation marks is."""
    quoted, escaped = False, False
    for at, char in enumerate(text):
        if escaped:
            escaped = False
        elif quoted and char == "\\":
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif char == "<" and not quoted:
            return at
    return None


def split_list(value: str) -> list[str]:
    """Return the values that share one line."""
    if "," not in value:
        return [value]
    return [piece.strip(" \t") for piece in _pieces(value, ",") if piece.strip(" \t")]


def params_of(text: str) -> dict[str, str]:
    """Return `;a=b;c` as a mapping; names in small letters, quoted values without their marks."""
    found: dict[str, str] = {}
    for piece in _pieces(text, ";"):
        name, _, value = piece.partition("=")
        name, value = name.strip(" \t").lower(), value.strip(" \t")
        if name:
            found.setdefault(name, unquoted(value))
    return found


def unquoted(value: str) -> str:
    """Return the text of a quoted string, or the text itself."""
    if len(value) < 2 or value[0] != '"' or value[-1] != '"':
        return value
    inner, found, escaped = value[1:-1], [], False
    for char in inner:
        if char == "\\" and not escaped:
            escaped = True
            continue
        found.append(char)
        escaped = False
    return "".join(found)


def address(value: str) -> Address:
    """Return the address of a From, To, Contact, Route or Refer-To field. Raises `BadField`."""
    at = _bracket(value)
    if at is None:
        # Without brackets what follows a semicolon belongs to the field, not to the URI (section 20).
        uri, _, rest = value.partition(";")
        if not uri.strip(" \t"):
            raise BadField("an address")
        return Address(uri=uri.strip(" \t"), params=params_of(rest))
    head, after = value[:at], value[at + 1 :]
    uri, closing, rest = after.partition(">")
    if not closing or not uri:
        raise BadField("an address in <>")
    return Address(
        name=unquoted(head.strip(" \t")), uri=uri.strip(" \t"), params=params_of(rest.lstrip(" \t;"))
    )


def via(value: str) -> Via:
    """Return one hop. Raises `BadField`."""
    protocol, _, rest = value.strip(" \t").partition(" ")
    parts = protocol.split("/")
    sent_by, _, params = rest.strip(" \t").partition(";")
    if len(parts) != 3 or parts[0].upper() != "SIP" or not sent_by:
        raise BadField("SIP/2.0/transport and a host")
    host, port = host_port(sent_by.strip(" \t"))
    return Via(transport=parts[2].upper(), host=host, port=port, params=params_of(params))


def host_port(text: str) -> tuple[str, int | None]:
    """Return host and port of `host`, `host:port`, `[v6]:port`. Raises `BadField`."""
    if text.startswith("["):
        host, closing, rest = text[1:].partition("]")
        if not closing:
            raise BadField("a host")
        port = rest.removeprefix(":")
    else:
        host, _, port = text.partition(":")
        host, port = host.strip(" \t"), port.strip(" \t")
    if not host:
        raise BadField("a host")
    if not port:
        return host, None
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536):
        raise BadField("a port from 1 to 65535")
    return host, int(port)


def uri(text: str) -> Uri:
    """Return the parts of a URI. Raises `BadField`."""
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if not colon or not scheme.isascii() or not scheme.replace("+", "").isalnum() or not rest:
        raise BadField("a URI")
    if scheme not in ("sip", "sips"):
        user, _, params = rest.partition(";")
        return Uri(scheme=scheme, user=user, params=params_of(params))
    rest = rest.partition("?")[0]
    user, at, hostpart = rest.rpartition("@")
    hosted, _, params = hostpart.partition(";")
    host, port = host_port(hosted)
    user = user.partition(":")[0] if at else ""
    return Uri(scheme=scheme, user=user, host=host, port=port, params=params_of(params))
