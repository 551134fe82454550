"""The base of all commands: what may be asked of the writer, each with an id minted where it was made."""

from typing import Annotated

import msgspec

Why = Annotated[str, msgspec.Meta(min_length=3, max_length=240)]
"""A reason a person must give."""


class Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", omit_defaults=True):
    """The base of all commands.

    Some carry `local`: a desk decided it alone, without the server, and people have acted on it since.
    """
