"""Asking the server: each question gets its reply, the server's refusal, or the line's own."""

import asyncio
from collections.abc import Callable

from backend_client.failure import NO_ANSWER, SILENT
from domain.inquiries import AnyInquiry, AnyReply
from domain.refusal import Refused
from domain.wire import Answer, Ask, Message

ANSWER_S = 5.0


class Questions:
    """Matches answers to questions by the desk's own mark."""

    def __init__(self, transmit: Callable[[Message], bool]) -> None:
        self._transmit = transmit
        self._asked = 0
        self._waiting: dict[int, asyncio.Future[Answer]] = {}

    async def ask(self, inquiry: AnyInquiry, patience: float = ANSWER_S) -> AnyReply:
        """Return the reply. Raises `Refused` with the server's code, link.silent or link.no_answer."""
        self._asked += 1
        mark = self._asked
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[mark] = waiting
        try:
            if not self._transmit(Ask(ask=mark, inquiry=inquiry)):
                raise Refused(SILENT)
            answer = await asyncio.wait_for(waiting, patience)
        except TimeoutError:
            raise Refused(NO_ANSWER) from None
        finally:
            del self._waiting[mark]
        if answer.reply is None:
            raise Refused(answer.code or "server.error", **answer.params)
        return answer.reply

    def take(self, answer: Answer) -> None:
        """An answer came; one that nobody waits for any more is dropped."""
        waiting = self._waiting.get(answer.ask)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)
