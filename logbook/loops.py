"""What an asyncio loop complains of, without the text that it would quote of a failed task."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

log = logging.getLogger("atalaya.loop")


def complain(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """For `loop.set_exception_handler`: a task that nobody awaited, a callback that failed.

    asyncio's own handler writes the task's repr, and with it the text of its exception.
    """
    failure = context.get("exception")
    if isinstance(failure, BaseException):
        log.error("failed, and nobody was waiting", exc_info=failure)
    else:
        log.error("the loop complains: %s", str(context.get("message", ""))[:80])
