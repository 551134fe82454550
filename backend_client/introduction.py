"""A newcomer's first words on a connection of their own, until the server's welcome."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from backend_client.dial import Dialler
from backend_client.failure import CLOSED, NO_ANSWER, LineFailed
from backend_client.ladder import FIRST_LOGIN_S
from domain.wire import BadFrame, Challenge, Login, Prove, Refusal, Welcome, decode_from_server, encode

ANSWER_S = 10.0
"""A password is checked slowly on purpose."""

Prover = Callable[[Challenge], Awaitable[Prove]]
"""Asks the person for a second proof. Raises `LineFailed` when they will not."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """A connection on which somebody was welcomed, with the very frame."""

    connection: ClientConnection
    frame: str | bytes
    welcome: Welcome


async def introduce(dialler: Dialler, login: Login, prover: Prover | None) -> Introduced:
    """Return a connection on which the login was welcomed. Raises `LineFailed`."""
    connection = await dialler.dial(FIRST_LOGIN_S)
    try:
        return await _talk(connection, login, prover)
    except BaseException as error:
        connection.transport.abort()
        match error:
            case ConnectionClosed():
                raise LineFailed(CLOSED) from None
            case TimeoutError():
                raise LineFailed(NO_ANSWER) from None
            case BadFrame():
                raise LineFailed(CLOSED, detail="frame") from None
        raise


async def _talk(connection: ClientConnection, login: Login, prover: Prover | None) -> Introduced:
    await connection.send(encode(login))
    while True:
        async with asyncio.timeout(ANSWER_S):
            frame = await connection.recv()
        message = decode_from_server(frame)
        match message:
            case Welcome():
                return Introduced(connection, frame, message)
            case Refusal():
                raise LineFailed(message.code, **message.params)
            case Challenge() if prover is not None:
                await connection.send(encode(await prover(message)))
