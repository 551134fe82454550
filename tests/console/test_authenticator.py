"""A security key at the desk, made of software: plugged in, touched, pulled out, never touched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fido2.ctap import CtapDevice

from backend.security_keys import SecurityKeys
from console.authenticator import Authenticator
from domain.refusal import Refused
from domain.second_factor import KeyOffer, to_text
from tests.plugins.software_key import SoftwareDevice

USER = b"ana"


async def enrolled(keys: SecurityKeys, device: SoftwareDevice) -> bytes:
    """Make a credential with the device, as the dialog does; return what the server keeps."""
    challenge, state = keys.begin_making(USER, "ana", [])
    offer = KeyOffer(challenge=challenge, user=to_text(USER), user_name="ana")
    made = await Authenticator(lambda: iter([device])).make(offer)
    assert made is not None
    kept, count = keys.finish_making(state, *made)
    assert count == 0
    return kept


async def test_what_a_key_makes_and_signs_at_the_desk_the_server_takes() -> None:
    keys, device = SecurityKeys(), SoftwareDevice()
    kept = await enrolled(keys, device)
    asked, state = keys.begin([kept])
    signed = await Authenticator(lambda: iter([device])).sign(asked)
    assert signed is not None
    assert keys.finish(state, [kept], signed) == (0, 1)
    assert device.closed == 2, "the key is let go of each time"
    _, other = keys.begin([kept])
    with pytest.raises(Refused, match=r"factor\.wrong"):
        keys.finish(other, [kept], signed)  # for another challenge


async def test_a_key_is_waited_for_until_it_is_plugged_in() -> None:
    keys, device = SecurityKeys(), SoftwareDevice()
    kept = await enrolled(keys, device)
    looks = 0

    def find() -> Iterator[CtapDevice]:
        nonlocal looks
        looks += 1
        return iter([device] if looks > 1 else [])

    assert await Authenticator(find).sign(keys.begin([kept])[0]) is not None


async def test_a_key_of_somebody_else_signs_nothing() -> None:
    keys, mine, other = SecurityKeys(), SoftwareDevice(), SoftwareDevice()
    kept = await enrolled(keys, mine)
    assert await Authenticator(lambda: iter([other])).sign(keys.begin([kept])[0]) is None


@pytest.mark.parametrize("plugged", [True, False])
async def test_nobody_waits_for_a_key_that_nobody_touches(plugged: bool) -> None:
    keys, device = SecurityKeys(), SoftwareDevice()
    kept = await enrolled(keys, device)
    idle = SoftwareDevice(touches=False)
    authenticator = Authenticator(lambda: iter([idle] if plugged else []))
    asking = asyncio.ensure_future(authenticator.sign(keys.begin([kept])[0]))
    await asyncio.sleep(0.05)
    authenticator.stop()
    assert await asyncio.wait_for(asking, 2.0) is None, "its thread ends with the question"
