"""What can go wrong in a stream: a code and harmless parameters, never an address or a secret."""

from __future__ import annotations


class StreamError(Exception):
    """A peer broke the protocol or refused us; `code` is one of ours, `params` hold small harmless values."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
