"""Second factors of people: enrolling them, asking for them at the door, taking them back."""

import hashlib
import secrets
from typing import Any
from uuid import UUID

import msgspec

from backend.accounts import Seat
from backend.database.session_store import KeptFactor, SessionStore
from backend.secret_box import SecretBox
from backend.security_keys import SecurityKeys
from domain.clock import MINUTE, Clock, Micros
from domain.ids import IdMint
from domain.people import Operator
from domain.refusal import Refused
from domain.second_factor import (
    BeginKey,
    BeginTotp,
    ConfirmKey,
    ConfirmTotp,
    Factor,
    FactorKept,
    FactorKind,
    Factors,
    KeyChallenge,
    KeyOffer,
    RemoveFactor,
    TotpOffer,
    enrolment_address,
    matching_step,
    secret_text,
    to_text,
)
from domain.wire import Challenge, Prove

SECRET_BYTES = 20
"""As long as SHA-1's output (RFC 4226, section 4)."""
CODES = 10
CODE_BYTES = 10
"""80 random bits: too many to guess, so a plain digest of them is enough."""
ENROL_FOR: Micros = 10 * MINUTE
MOST = 8
"""Factors of one account."""


class Asked(msgspec.Struct, frozen=True):
    """A question that was put to somebody at the door: what their answer is judged by."""

    challenge: Challenge
    state: dict[str, Any] | None
    factors: tuple[KeptFactor, ...]


class SecondFactors:
    """Everything about what people prove besides their password."""

    def __init__(self, store: SessionStore, box: SecretBox, clock: Clock, mint: IdMint) -> None:
        self._store = store
        self._box = box
        self._clock = clock
        self._mint = mint
        self._keys = SecurityKeys()
        self._making: dict[UUID, tuple[Micros, dict[str, Any]]] = {}

    # ---- at the door

    async def question(self, account: UUID, seconds: int) -> Asked | None:
        """Return what somebody is asked for besides the password; None when they have no second factor."""
        factors = tuple(one for one in await self._store.factors(account) if one.confirmed)
        if not factors:
            return None
        keys = [one.secret for one in factors if one.kind is FactorKind.FIDO2]
        kinds = [kind for kind in (FactorKind.FIDO2, FactorKind.TOTP) if any(f.kind is kind for f in factors)]
        if await self._store.recovery_codes(account):
            kinds.append(FactorKind.RECOVERY)
        key: KeyChallenge | None = None
        state: dict[str, Any] | None = None
        if keys:
            key, state = self._keys.begin(keys)
        challenge = Challenge(kinds=tuple(kind.value for kind in kinds), seconds=seconds, key=key)
        return Asked(challenge, state, factors)

    async def judge(self, account: UUID, asked: Asked, said: Prove) -> None:
        """Take an answer. Raises `Refused`: factor.wrong, factor.used, factor.unreadable."""
        now = self._clock.now()
        if said.kind == FactorKind.TOTP:
            await self._judge_code(account, asked, said.code, now)
        elif said.kind == FactorKind.RECOVERY:
            if not await self._store.use_recovery_code(account, digest_of_code(said.code), now):
                raise Refused("factor.wrong")
        elif said.kind == FactorKind.FIDO2 and said.key is not None and asked.state is not None:
            keys = [one for one in asked.factors if one.kind is FactorKind.FIDO2]
            which, count = self._keys.finish(asked.state, [one.secret for one in keys], said.key)
            if not await self._store.use_key(keys[which].id, count, now):
                raise Refused("factor.copied")
        else:
            raise Refused("factor.wrong")

    async def _judge_code(self, account: UUID, asked: Asked, code: str, now: Micros) -> None:
        used = False
        for factor in asked.factors:
            if factor.kind is not FactorKind.TOTP:
                continue
            secret = self._box.open(factor.secret, account.bytes)
            step = matching_step(secret, code, now, -1)
            if step is None:
                continue
            # The table decides: two desks that send the same code at once get one yes.
            if await self._store.use_step(factor.id, step, now):
                return
            used = True
        raise Refused("factor.used" if used else "factor.wrong")

    # ---- once inside

    async def of(self, account: UUID) -> Factors:
        """Return somebody's own factors."""
        found = [
            Factor(id=f.id, kind=f.kind, name=f.name, created_at=f.created_at, used_at=f.used_at)
            for f in await self._store.factors(account)
            if f.confirmed
        ]
        return Factors(factors=tuple(found), recovery_codes=await self._store.recovery_codes(account))

    async def begin_totp(self, seat: Seat, _: BeginTotp) -> TotpOffer:
        """Make a secret and tell it this once; it is asked for after `confirm_totp`."""
        operator = seat.operator
        await self._room_for_one(operator.id)
        secret, key = secrets.token_bytes(SECRET_BYTES), self._mint.mint()
        sealed = self._box.seal(secret, operator.id.bytes)
        await self._store.keep_factor(operator.id, self._fresh(key, FactorKind.TOTP, "", sealed))
        address = enrolment_address(secret, operator.user, "Atalaya")
        return TotpOffer(factor=key, secret=secret_text(secret), address=address)

    async def confirm_totp(self, seat: Seat, said: ConfirmTotp) -> FactorKept:
        """The device shows the right code: it is asked for from now on. Raises factor.wrong, .unknown."""
        account, now = seat.operator.id, self._clock.now()
        found = [one for one in await self._store.factors(account) if one.id == said.factor]
        if not found or now - found[0].created_at > ENROL_FOR:
            raise Refused("factor.unknown")
        secret = self._box.open(found[0].secret, account.bytes)
        step = matching_step(secret, said.code, now, found[0].last_step)
        if step is None or not await self._store.use_step(said.factor, step, now):
            raise Refused("factor.wrong")
        return FactorKept(factor=said.factor, recovery_codes=await self._fresh_codes(account))

    async def begin_key(self, seat: Seat, _: BeginKey) -> KeyOffer:
        """Return what a new credential is made for."""
        operator = seat.operator
        await self._room_for_one(operator.id)
        have = await self._credentials(operator)
        challenge, state = self._keys.begin_making(operator.id.bytes, operator.user, have)
        self._making[operator.id] = (self._clock.now(), state)
        return KeyOffer(
            challenge=challenge,
            user=to_text(operator.id.bytes),
            user_name=operator.user,
            exclude=self._keys.begin(have)[0].credentials if have else (),
        )

    async def confirm_key(self, seat: Seat, said: ConfirmKey) -> FactorKept:
        """The key has made its credential. Raises factor.wrong, factor.unknown."""
        account, now = seat.operator.id, self._clock.now()
        began, state = self._making.pop(account, (0, {}))
        if not state or now - began > ENROL_FOR:
            raise Refused("factor.unknown")
        credential, count = self._keys.finish_making(state, said.client_data, said.attestation)
        key = self._mint.mint()
        made = self._fresh(key, FactorKind.FIDO2, said.name, credential, confirmed=True, sign_count=count)
        await self._store.keep_factor(account, made)
        return FactorKept(factor=key, recovery_codes=await self._fresh_codes(account))

    async def remove(self, account: UUID, said: RemoveFactor) -> Factors:
        """Forget a factor; with the last one go the recovery codes. Raises factor.unknown."""
        if not await self._store.remove_factor(account, said.factor):
            raise Refused("factor.unknown")
        left = await self.of(account)
        if not left.factors and left.recovery_codes:
            await self._store.set_recovery_codes(account, ())
        return Factors(factors=left.factors, recovery_codes=left.recovery_codes if left.factors else 0)

    async def reset(self, account: UUID) -> None:
        """An administrator takes every factor of somebody away: they lost their device."""
        for factor in await self._store.factors(account):
            await self._store.remove_factor(account, factor.id)
        await self._store.set_recovery_codes(account, ())

    async def _credentials(self, operator: Operator) -> list[bytes]:
        kept = await self._store.factors(operator.id)
        return [one.secret for one in kept if one.kind is FactorKind.FIDO2]

    async def _room_for_one(self, account: UUID) -> None:
        if sum(one.confirmed for one in await self._store.factors(account)) >= MOST:
            raise Refused("factor.too_many", most=MOST)

    def _fresh(
        self,
        key: UUID,
        kind: FactorKind,
        name: str,
        secret: bytes,
        confirmed: bool = False,
        sign_count: int = 0,
    ) -> KeptFactor:
        return KeptFactor(
            id=key,
            kind=kind,
            name=name,
            secret=secret,
            confirmed=confirmed,
            last_step=-1,
            sign_count=sign_count,
            created_at=self._clock.now(),
            used_at=None,
        )

    async def _fresh_codes(self, account: UUID) -> tuple[str, ...]:
        """Return new recovery codes when there are none; they are told this once and kept as digests."""
        if await self._store.recovery_codes(account):
            return ()
        codes = tuple(_code() for _ in range(CODES))
        await self._store.set_recovery_codes(account, [digest_of_code(code) for code in codes])
        return codes


def _code() -> str:
    text = secret_text(secrets.token_bytes(CODE_BYTES)).lower()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def digest_of_code(code: str) -> bytes:
    """Return what is kept of a recovery code; spaces, dashes and capitals do not matter."""
    plain = "".join(c for c in code.casefold() if c.isalnum())
    return hashlib.sha256(b"recovery:" + plain.encode()).digest()
