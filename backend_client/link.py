"""How the line to the server is, as it is shown."""

from enum import StrEnum

import msgspec


class LinkState(StrEnum):
    """How the line to the server is."""

    OFFLINE = "offline"  # nobody has logged in, or the desk logged out
    CONNECTING = "connecting"
    LOGGING_IN = "logging_in"
    LIVE = "live"
    STALE = "stale"  # nothing heard for a moment: what is shown may be old
    DEAD = "dead"  # the server is lost and looked for: desk mode
    EXPIRED = "expired"  # the session ended: read-only until the person logs in again
    REFUSED = "refused"  # the server put the desk out: a person must act


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """The line as it is shown. `since` and `heard` are seconds on the desk's CLOCK_MONOTONIC.

    `current` tells that everything the server has said so far is in the picture. `attempts` counts since
    the line was lost; `code` and `params` are the last failure's. `heard` is as of the last change.
    """

    state: LinkState = LinkState.OFFLINE
    since: float = 0.0
    heard: float = 0.0
    current: bool = False
    attempts: int = 0
    code: str | None = None
    params: dict[str, str] = {}
    server: str = ""
