"""Security keys at this desk: found over USB and asked in a thread, which ends when nobody waits any more.

Linux speaks to the key itself (CTAP over HID; udev must make its device file readable); Windows has a service
for it. Not run here with hardware.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from fido2.client import DefaultClientDataCollector, Fido2Client, UserInteraction, WebAuthnClient
from fido2.hid import CtapHidDevice
from fido2.webauthn import (
    PublicKeyCredentialCreationOptions,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRequestOptions,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
)

from domain.second_factor import (
    ORIGIN,
    RELYING_PARTY,
    KeyAssertion,
    KeyChallenge,
    KeyOffer,
    from_text,
    to_text,
)

log = logging.getLogger("atalaya.key")

LOOK_EVERY_S = 0.5
PUBLIC_KEY = PublicKeyCredentialType.PUBLIC_KEY
ES256, RS256, EDDSA = -7, -257, -8

T = TypeVar("T")
Find = Callable[[], Iterator[Any]]
"""Lists the keys that are plugged in."""


class Authenticator:
    """One question to whichever key is touched."""

    def __init__(self, find: Find = CtapHidDevice.list_devices) -> None:
        self._find = find
        self._over = threading.Event()

    def stop(self) -> None:
        """Nobody waits any more: the key stops blinking and the thread ends."""
        self._over.set()

    async def sign(self, asked: KeyChallenge) -> KeyAssertion | None:
        """Return what a key signed; None when none could."""
        options = PublicKeyCredentialRequestOptions(
            challenge=from_text(asked.challenge),
            rp_id=RELYING_PARTY,
            allow_credentials=[_named(one) for one in asked.credentials],
        )

        def sign(client: WebAuthnClient) -> KeyAssertion:
            made = client.get_assertion(options, event=self._over).get_response(0)
            return KeyAssertion(
                credential=to_text(made.raw_id),
                client_data=to_text(made.response.client_data),
                authenticator_data=to_text(made.response.authenticator_data),
                signature=to_text(made.response.signature),
            )

        return await asyncio.to_thread(self._with_a_key, sign)

    async def make(self, offer: KeyOffer) -> tuple[str, str] | None:
        """Return client data and attestation of a new credential; None when no key made one."""
        options = PublicKeyCredentialCreationOptions(
            rp=PublicKeyCredentialRpEntity(id=RELYING_PARTY, name="Atalaya"),
            user=PublicKeyCredentialUserEntity(
                id=from_text(offer.user), name=offer.user_name, display_name=offer.user_name
            ),
            challenge=from_text(offer.challenge),
            pub_key_cred_params=[
                PublicKeyCredentialParameters(type=PUBLIC_KEY, alg=alg) for alg in (ES256, EDDSA, RS256)
            ],
            exclude_credentials=[_named(one) for one in offer.exclude],
        )

        def make(client: WebAuthnClient) -> tuple[str, str]:
            made = client.make_credential(options, event=self._over)
            return to_text(made.response.client_data), to_text(made.response.attestation_object)

        return await asyncio.to_thread(self._with_a_key, make)

    def _with_a_key(self, act: Callable[[Any], T]) -> T | None:
        """Wait for a key and ask it. Runs in a thread."""
        collector = DefaultClientDataCollector(ORIGIN)
        if sys.platform == "win32":
            from fido2.client.windows import WindowsClient

            return self._asked(act, WindowsClient(collector))
        while not self._over.is_set():
            try:
                device = next(iter(self._find()), None)
            except OSError as error:
                log.info("security keys cannot be listed: %s", error.strerror)
                return None
            if device is not None:
                try:
                    return self._asked(act, Fido2Client(device, collector, UserInteraction()))
                finally:
                    device.close()
            self._over.wait(LOOK_EVERY_S)
        return None

    def _asked(self, act: Callable[[Any], T], client: Any) -> T | None:
        try:
            return act(client)
        except Exception as error:
            # The library raises by transport and platform; for the person all of it is "use a code".
            log.info("the security key did not answer: %s", type(error).__name__)
            return None


def _named(credential: str) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(type=PUBLIC_KEY, id=from_text(credential))
