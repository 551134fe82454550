"""Frames of coming in with a second factor, of reliefs and of the lock; keys are as in golden_frames."""

from __future__ import annotations

from uuid import UUID

from domain.inquiries import AnyInquiry, AnyReply
from domain.lockout import DeskLock, LockDesk, UnlockDesk
from domain.second_factor import (
    AskFactors,
    BeginKey,
    BeginTotp,
    ConfirmKey,
    ConfirmTotp,
    Factor,
    FactorKept,
    FactorKind,
    Factors,
    KeyAssertion,
    KeyChallenge,
    KeyOffer,
    RemoveFactor,
    TotpOffer,
)
from domain.wire import Challenge, Login, Message, Prove

AT = 1_795_000_000_000_000
FACTOR = UUID(int=11)

FROM_DESK: dict[str, Message] = {
    "login_relieving": Login(
        protocol=1,
        minimum=1,
        user="bsosa",
        password="otra clave",
        workstation="puesto-07",
        features=("second_factor",),
        relieves="t" * 43,
    ),
    "prove_code": Prove(kind="totp", code="492 039"),
    "prove_key": Prove(
        kind="fido2",
        key=KeyAssertion(credential="Y3JlZA", client_data="e30", authenticator_data="YXV0", signature="c2ln"),
    ),
}
FROM_SERVER: dict[str, Message] = {
    "challenge": Challenge(
        kinds=("fido2", "totp", "recovery"),
        seconds=90,
        key=KeyChallenge(challenge="Y2hhbGxlbmdl", credentials=("Y3JlZA",)),
    ),
    "challenge_again": Challenge(kinds=("totp",), seconds=90, code="factor.wrong", left=4),
}
INQUIRIES: dict[str, AnyInquiry] = {
    "lock_desk": LockDesk(),
    "unlock_desk": UnlockDesk(password="una clave"),
    "factors": AskFactors(),
    "begin_totp": BeginTotp(password="una clave"),
    "confirm_totp": ConfirmTotp(factor=FACTOR, code="492039"),
    "begin_key": BeginKey(password="una clave"),
    "confirm_key": ConfirmKey(name="llavero", client_data="e30", attestation="YXR0"),
    "remove_factor": RemoveFactor(factor=FACTOR, password="una clave"),
}
REPLIES: dict[str, AnyReply] = {
    "desk_lock": DeskLock(locked=True),
    "factors": Factors(
        factors=(Factor(id=FACTOR, kind=FactorKind.FIDO2, name="llavero", created_at=AT, used_at=AT + 9),),
        recovery_codes=10,
    ),
    "totp_offer": TotpOffer(
        factor=FACTOR,
        secret="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        address="otpauth://totp/Atalaya%3Aarios?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Atalaya&digits=6",
    ),
    "key_offer": KeyOffer(challenge="Y2hhbGxlbmdl", user="dXNlcg", user_name="arios", exclude=("Y3JlZA",)),
    "factor_kept": FactorKept(factor=FACTOR, recovery_codes=("abcd-efgh-ijkl-mnop",)),
}
