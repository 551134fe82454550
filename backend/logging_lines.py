"""The log: one line a record, whatever is in it."""

import logging
import sys


class OneLine(logging.Formatter):
    """Keeps a record on one line: text from outside cannot forge another."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record with what cannot be seen made visible: line ends, controls, direction marks."""
        text = super().format(record)
        if text.isprintable():
            return text
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def begin_log() -> None:
    """Send the log to standard error. uvicorn's chatter about every connection is left out."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in ("uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
