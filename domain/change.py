"""The base of all changes: what happened, as the log keeps it."""

import msgspec

from domain.clock import Micros


class Change(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """The base of all changes; `at` is when the writer decided."""

    at: Micros
