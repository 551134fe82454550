"""One's own second factors: listed, enrolled and taken away, by asking the server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.failure import LineFailed
from console.loop import Nursery
from console.sentences import own_failure
from domain.inquiries import AnyInquiry, AnyReply
from domain.refusal import Refused
from domain.second_factor import (
    AskFactors,
    BeginKey,
    BeginTotp,
    ConfirmKey,
    ConfirmTotp,
    FactorKept,
    FactorKind,
    Factors,
    KeyOffer,
    RemoveFactor,
    TotpOffer,
)
from widgets.login_enrol import FactorLine, FactorsDialog

translate = QCoreApplication.translate
Ask = Callable[[AnyInquiry], Awaitable[AnyReply]]


class Keys(Protocol):
    """The security keys of this desk."""

    async def make(self, offer: KeyOffer) -> tuple[str, str] | None:
        """Return client data and attestation of a new credential; None when no key made one."""
        ...

    def stop(self) -> None:
        """Nobody waits any more."""
        ...


class OwnFactors:
    """Behind the dialog, while it is open."""

    def __init__(self, dialog: FactorsDialog, ask: Ask, nursery: Nursery, keys: Callable[[], Keys]) -> None:
        self._dialog = dialog
        self._ask = ask
        self._nursery = nursery
        self._keys = keys
        self._factor: UUID | None = None
        self._touching: Keys | None = None
        self._busy: asyncio.Task[None] | None = None
        dialog.device_requested.connect(lambda password: self._start(self._device(password)))
        dialog.key_requested.connect(lambda password, name: self._start(self._key(password, name)))
        dialog.code_given.connect(lambda code: self._start(self._confirm(code)))
        dialog.removal_requested.connect(lambda key, password: self._start(self._remove(key, password)))
        dialog.finished.connect(self._over)

    def begin(self) -> None:
        """List what there is."""
        self._start(self._list())

    def _start(self, work: Awaitable[None]) -> None:
        if self._busy is not None and not self._busy.done():
            self._busy.cancel()
        self._busy = self._nursery.start(self._told(work), "own factors")

    async def _told(self, work: Awaitable[None]) -> None:
        try:
            await work
        except (Refused, LineFailed) as refused:
            code, params = own_failure(refused.code, refused.params)
            self._dialog.set_failure("factor_wrong_here" if code == "factor_wrong" else code, params)

    def _over(self) -> None:
        if self._touching is not None:
            self._touching.stop()
        if self._busy is not None:
            self._busy.cancel()

    async def _list(self) -> None:
        self._show(await self._ask(AskFactors()))

    def _show(self, reply: AnyReply) -> None:
        assert isinstance(reply, Factors), "what was asked for"
        words = {
            FactorKind.TOTP: translate("factors", "Códigos de un dispositivo"),
            FactorKind.FIDO2: translate("factors", "Llave de seguridad"),
        }
        lines = tuple(
            FactorLine(
                one.id, words.get(one.kind, one.kind.value), one.name or translate("factors", "en uso")
            )
            for one in reply.factors
        )
        self._dialog.set_failure("")
        self._dialog.set_factors(lines, reply.recovery_codes)

    async def _device(self, password: str) -> None:
        offer = await self._ask(BeginTotp(password=password))
        assert isinstance(offer, TotpOffer), "what was asked for"
        self._factor = offer.factor
        self._dialog.show_secret(offer.secret)

    async def _confirm(self, code: str) -> None:
        if self._factor is not None:
            self._kept(await self._ask(ConfirmTotp(factor=self._factor, code=code)))

    async def _key(self, password: str, name: str) -> None:
        offer = await self._ask(BeginKey(password=password))
        assert isinstance(offer, KeyOffer), "what was asked for"
        self._dialog.show_touch()
        self._touching = self._keys()
        try:
            made = await self._touching.make(offer)
        finally:
            self._touching.stop()
        if made is None:
            await self._list()
            raise Refused("factor.no_key")
        self._kept(await self._ask(ConfirmKey(name=name, client_data=made[0], attestation=made[1])))

    async def _remove(self, key: UUID, password: str) -> None:
        self._show(await self._ask(RemoveFactor(factor=key, password=password)))

    def _kept(self, reply: AnyReply) -> None:
        assert isinstance(reply, FactorKept), "what was asked for"
        if reply.recovery_codes:
            self._dialog.show_codes(reply.recovery_codes)
        else:
            self._start_list()

    def _start_list(self) -> None:
        # From within the task that is under way: another one, or it would cancel itself.
        self._nursery.start(self._told(self._list()), "own factors list")
