"""What a desk may ask of the server besides commands: an inquiry, answered once by its reply or by a code.

A command changes the operating picture and is decided by the writer; an inquiry reads or keeps what stands
beside it: workspaces, registers, the audit. A long job is started by one inquiry and followed by another.
"""

import msgspec


class Inquiry(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask", omit_defaults=True):
    """The base of all inquiries."""


class Reply(msgspec.Struct, frozen=True, kw_only=True, tag_field="tell", omit_defaults=True):
    """The base of what they are answered with."""
