"""The log: one line a record, whatever is in it."""

import logging
import sys

_VISIBLE = {ord("\n"): "\\n", ord("\r"): "\\r", 0x85: "\\x85", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class OneLine(logging.Formatter):
    """Keeps a record on one line: text from outside cannot forge another."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record with every line end and control character made visible."""
        text = super().format(record).translate(_VISIBLE)
        return "".join(c if c >= " " and c != "\x7f" else f"\\x{ord(c):02x}" for c in text)


def begin_log() -> None:
    """Send the log to standard error. uvicorn's chatter about every connection is left out."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in ("uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
