"""A security key made of software: CTAP's part of WebAuthn, with a P-256 key and a counter."""

from __future__ import annotations

import hashlib
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
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
