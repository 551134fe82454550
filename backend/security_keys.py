"""Security keys (WebAuthn level 2), server side: what they sign, and whether they did.

Attestation is not asked for: which maker's key somebody bought says nothing about who they are.
"""

from collections.abc import Sequence
from typing import Any

from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
)

from domain.refusal import Refused
from domain.second_factor import ORIGIN, RELYING_PARTY, KeyAssertion, KeyChallenge, from_text, to_text

State = dict[str, Any]


class SecurityKeys:
    """Makes challenges and judges what comes back; holds nothing of any person."""

    def __init__(self) -> None:
        party = PublicKeyCredentialRpEntity(id=RELYING_PARTY, name="Atalaya")
        self._server = Fido2Server(party, verify_origin=lambda origin: origin == ORIGIN)

    def begin_making(self, user: bytes, name: str, have: Sequence[bytes]) -> tuple[str, State]:
        """Return the challenge for a new credential, and what `finish_making` needs."""
        entity = PublicKeyCredentialUserEntity(id=user, name=name, display_name=name)
        options, state = self._server.register_begin(entity, [_credential(one) for one in have])
        return to_text(options.public_key.challenge), state

    def finish_making(self, state: State, client_data: str, attestation: str) -> tuple[bytes, int]:
        """Return the credential's public half and its counter. Raises `Refused` factor.wrong."""
        try:
            collected = CollectedClientData(from_text(client_data))
            made = AttestationObject(from_text(attestation))
            kept = made.auth_data.credential_data
            if kept is None:
                raise ValueError("no credential")
            response = {
                "id": to_text(kept.credential_id),
                "rawId": to_text(kept.credential_id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": to_text(collected),
                    "attestationObject": to_text(made),
                },
            }
            data: AuthenticatorData = self._server.register_complete(state, response)
            assert data.credential_data is not None, "register_complete returned it"
            _supported(data.credential_data.public_key)
        except Exception as wrong:
            # The library raises whatever its parsers met; for the person all of it is one thing.
            raise Refused("factor.wrong") from wrong
        return bytes(data.credential_data), data.counter

    def begin(self, credentials: Sequence[bytes]) -> tuple[KeyChallenge, State]:
        """Return what one of these keys is to sign, and what `finish` needs."""
        options, state = self._server.authenticate_begin([_credential(one) for one in credentials])
        names = tuple(to_text(_credential(one).credential_id) for one in credentials)
        return KeyChallenge(challenge=to_text(options.public_key.challenge), credentials=names), state

    def finish(self, state: State, credentials: Sequence[bytes], said: KeyAssertion) -> tuple[int, int]:
        """Return which of the credentials signed, and its counter. Raises `Refused` factor.wrong."""
        known = [_credential(one) for one in credentials]
        try:
            data = AuthenticatorData(from_text(said.authenticator_data))
            response = {
                "id": said.credential,
                "rawId": said.credential,
                "type": "public-key",
                "response": {
                    "clientDataJSON": said.client_data,
                    "authenticatorData": said.authenticator_data,
                    "signature": said.signature,
                },
            }
            used = self._server.authenticate_complete(state, known, response)
            return [one.credential_id for one in known].index(used.credential_id), data.counter
        except Exception as wrong:
            raise Refused("factor.wrong") from wrong


def _credential(kept: bytes) -> AttestedCredentialData:
    return AttestedCredentialData(kept)


def _supported(key: CoseKey) -> None:
    if getattr(key, "ALGORITHM", None) is None:
        raise ValueError("a kind of key that nothing here can check")
