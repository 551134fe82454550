"""The second thing a person proves: a code of a device that knows a secret, a security key, a recovery code.

Codes are RFC 6238 (TOTP over RFC 4226's HOTP): SHA-1, six digits, steps of 30 s. A step is used once.
"""

import base64
import hashlib
import hmac
from enum import StrEnum
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

import msgspec

from domain.clock import SECOND, Micros
from domain.inquiry import Inquiry, Reply
from domain.lockout import Password
from domain.words import Label

STEP_S = 30
DIGITS = 6
DRIFT = 1
"""Steps that the device's clock may be ahead or behind."""
FEATURE = "second_factor"
"""What a desk that can prove says at its login; another one is refused for accounts that must prove."""
RELYING_PARTY = "atalaya.invalid"
"""The name under which security keys keep their credentials: the desk, which has checked the server's
certificate, is the only one to use it, whatever address the server is dialled at."""
ORIGIN = f"https://{RELYING_PARTY}"

Base64 = Annotated[str, msgspec.Meta(max_length=8192, pattern=r"^[A-Za-z0-9_-]*\Z")]
Proof = Annotated[str, msgspec.Meta(max_length=64)]


class FactorKind(StrEnum):
    """How somebody proves."""

    TOTP = "totp"
    FIDO2 = "fido2"
    RECOVERY = "recovery"


def step_of(now: Micros) -> int:
    """Return the number of the 30 s step that a time of day lies in."""
    return now // (STEP_S * SECOND)


def code_of(secret: bytes, step: int) -> str:
    """Return the code of a step (RFC 4226, section 5.3)."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def matching_step(secret: bytes, code: str, now: Micros, last: int) -> int | None:
    """Return the step that a code proves, None when it is wrong; steps up to `last` are used up."""
    typed = "".join(code.split())
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdecimal()):
        return None
    found = None
    for step in range(step_of(now) - DRIFT, step_of(now) + DRIFT + 1):
        # Every step is compared, so that the time it takes tells nothing.
        if hmac.compare_digest(code_of(secret, step), typed) and step > last and found is None:
            found = step
    return found


def secret_text(secret: bytes) -> str:
    """Return a secret as people type it into their device: base32 without its padding."""
    return base64.b32encode(secret).decode().rstrip("=")


def enrolment_address(secret: bytes, user: str, site: str) -> str:
    """Return the otpauth address that devices understand."""
    label, issuer = quote(f"{site}:{user}", safe=""), quote(site, safe="")
    return f"otpauth://totp/{label}?secret={secret_text(secret)}&issuer={issuer}&digits={DIGITS}"


def to_text(data: bytes) -> str:
    """Return bytes as the wire carries them: base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """Return the bytes of `to_text`. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


# ---- at the door ----------------------------------------------------------------------------------------


class KeyChallenge(msgspec.Struct, frozen=True, kw_only=True):
    """What a security key is to sign, and which credentials will do."""

    challenge: Base64
    credentials: tuple[Base64, ...] = ()


class KeyAssertion(msgspec.Struct, frozen=True, kw_only=True):
    """What a security key signed (WebAuthn, section 6.3.3)."""

    credential: Base64
    client_data: Base64
    authenticator_data: Base64
    signature: Base64


# ---- once inside ----------------------------------------------------------------------------------------


class Factor(msgspec.Struct, frozen=True, kw_only=True):
    """One factor of one's own."""

    id: UUID
    kind: FactorKind
    name: str
    created_at: Micros
    used_at: Micros | None = None


class AskFactors(Inquiry, frozen=True, kw_only=True, tag="factors"):
    """Which factors do I have?"""


class BeginTotp(Inquiry, frozen=True, kw_only=True, tag="begin_totp"):
    """I want codes from a device; the password says that it is me."""

    password: Password


class ConfirmTotp(Inquiry, frozen=True, kw_only=True, tag="confirm_totp"):
    """My device shows this code: from here on it is asked for."""

    factor: UUID
    code: Proof


class BeginKey(Inquiry, frozen=True, kw_only=True, tag="begin_key"):
    """I want to use a security key; the password says that it is me."""

    password: Password


class ConfirmKey(Inquiry, frozen=True, kw_only=True, tag="confirm_key"):
    """The key has made a credential (WebAuthn, section 6.5)."""

    name: Label
    client_data: Base64
    attestation: Base64


class RemoveFactor(Inquiry, frozen=True, kw_only=True, tag="remove_factor"):
    """I no longer have this one."""

    factor: UUID
    password: Password


class Factors(Reply, frozen=True, kw_only=True, tag="factors"):
    """One's own factors, and how many recovery codes are unused."""

    factors: tuple[Factor, ...] = ()
    recovery_codes: int = 0


class TotpOffer(Reply, frozen=True, kw_only=True, tag="totp_offer"):
    """The secret, told this once."""

    factor: UUID
    secret: str
    address: str


class KeyOffer(Reply, frozen=True, kw_only=True, tag="key_offer"):
    """What a new credential is made for."""

    challenge: Base64
    user: Base64
    user_name: str
    exclude: tuple[Base64, ...] = ()


class FactorKept(Reply, frozen=True, kw_only=True, tag="factor_kept"):
    """The factor counts from now on; fresh recovery codes, told this once, when there were none."""

    factor: UUID
    recovery_codes: tuple[str, ...] = ()


FactorInquiry = AskFactors | BeginTotp | ConfirmTotp | BeginKey | ConfirmKey | RemoveFactor
FactorReply = Factors | TotpOffer | KeyOffer | FactorKept
