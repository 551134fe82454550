"""A security key made of software: CTAP's part of WebAuthn, with a P-256 key and a counter."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.ctap import STATUS, CtapDevice, CtapError
from fido2.ctap2 import Ctap2
from fido2.hid import CAPABILITY, CTAPHID
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from domain.second_factor import ORIGIN, RELYING_PARTY, KeyAssertion, KeyChallenge, from_text, to_text

FLAG = AuthenticatorData.FLAG


class SoftwareKey:
    """One key with one credential; `origin` is where its client thinks it is."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        self.credential = os.urandom(32)
        self.counter = 0
        self._origin = origin
        self._party = hashlib.sha256(RELYING_PARTY.encode()).digest()

    def make(self, challenge: str) -> tuple[str, str]:
        """Return client data and attestation (format none) of a new credential."""
        client = CollectedClientData.create("webauthn.create", from_text(challenge), self._origin)
        public = ES256.from_cryptography_key(self._private.public_key())
        data = AttestedCredentialData.create(bytes(16), self.credential, public)
        auth = AuthenticatorData.create(self._party, FLAG.UP | FLAG.AT, self.counter, data)
        return to_text(client), to_text(AttestationObject.create("none", auth, {}))

    def sign(self, asked: KeyChallenge) -> KeyAssertion:
        """Return the proof of presence that was asked for."""
        self.counter += 1
        client = CollectedClientData.create("webauthn.get", from_text(asked.challenge), self._origin)
        auth = AuthenticatorData.create(self._party, FLAG.UP, self.counter)
        signed = bytes(auth) + hashlib.sha256(client).digest()
        return KeyAssertion(
            credential=to_text(self.credential),
            client_data=to_text(client),
            authenticator_data=to_text(auth),
            signature=to_text(self._private.sign(signed, ec.ECDSA(hashes.SHA256()))),
        )


class SoftwareDevice(CtapDevice):
    """A security key as the console meets it: CTAP2 over a wire that is a function call.

    `touches` False: nobody touches it, so that it waits until the asker gives up.
    """

    def __init__(self, touches: bool = True) -> None:
        self._keys: dict[bytes, ec.EllipticCurvePrivateKey] = {}
        self._touches = touches
        self.counter = 0
        self.closed = 0

    @property
    def capabilities(self) -> int:
        """It speaks CTAP2."""
        return int(CAPABILITY.CBOR)

    @classmethod
    def list_devices(cls) -> Iterator[CtapDevice]:
        """Tests plug it in themselves."""
        return iter(())

    def close(self) -> None:
        """Count it: a key that is not let go of blinks for ever."""
        self.closed += 1

    def call(
        self,
        cmd: int,
        data: bytes = b"",
        event: threading.Event | None = None,
        on_keepalive: Callable[[STATUS], None] | None = None,
    ) -> bytes:
        """Answer one CTAP command (CTAP 2.1, section 6)."""
        assert cmd == CTAPHID.CBOR
        command, told = data[0], cbor.decode(data[1:]) if len(data) > 1 else {}
        if command == Ctap2.CMD.GET_INFO:
            return b"\0" + cbor.encode({1: ["FIDO_2_0"], 3: bytes(16), 4: {"up": True}})
        if not self._touches:
            assert event is not None
            event.wait(5)
            return bytes([CtapError.ERR.KEEPALIVE_CANCEL])
        if command == Ctap2.CMD.MAKE_CREDENTIAL:
            return b"\0" + cbor.encode(self._make(told))
        return self._sign(told)

    def _make(self, told: Mapping[int, Any]) -> Mapping[int, Any]:
        private, name = ec.generate_private_key(ec.SECP256R1()), os.urandom(32)
        self._keys[name] = private
        public = ES256.from_cryptography_key(private.public_key())
        made = AttestedCredentialData.create(bytes(16), name, public)
        party = hashlib.sha256(told[2]["id"].encode()).digest()
        return {1: "none", 2: AuthenticatorData.create(party, FLAG.UP | FLAG.AT, 0, made), 3: {}}

    def _sign(self, told: Mapping[int, Any]) -> bytes:
        mine = [one["id"] for one in told.get(3, []) if one["id"] in self._keys]
        if not mine:
            return bytes([CtapError.ERR.NO_CREDENTIALS])
        touched = told.get(5, {}).get("up", True)  # a client first asks quietly which credential is here
        self.counter += touched
        party = hashlib.sha256(told[1].encode()).digest()
        auth = AuthenticatorData.create(party, FLAG.UP if touched else FLAG(0), self.counter)
        signature = self._keys[mine[0]].sign(bytes(auth) + told[2], ec.ECDSA(hashes.SHA256()))
        named = {"id": mine[0], "type": "public-key"}
        return b"\0" + cbor.encode({1: named, 2: auth, 3: signature})
