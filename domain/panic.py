"""The panic button's signature: what the device and the door that hears it must both compute.

The message is `device|counter|at|lat|lon` in UTF-8; `at` is microseconds UTC, `lat` and `lon` are degrees
with six decimals, both empty when the device knows no position. The code is HMAC-SHA-256 (RFC 2104) in
hexadecimal.
"""

import hashlib
import hmac

from domain.clock import Micros


def message(device: str, counter: int, at: Micros, lat: float | None, lon: float | None) -> bytes:
    """Return the bytes that a press signs."""
    place = "|" if lat is None or lon is None else f"{lat:.6f}|{lon:.6f}"
    return f"{device}|{counter}|{at}|{place}".encode()


def signature(key: bytes, device: str, counter: int, at: Micros, lat: float | None, lon: float | None) -> str:
    """Return the hexadecimal code of one press, 64 characters."""
    return hmac.new(key, message(device, counter, at, lat, lon), hashlib.sha256).hexdigest()


def signed(
    key: bytes, mac: str, device: str, counter: int, at: Micros, lat: float | None, lon: float | None
) -> bool:
    """Tell whether `mac` is the code of this press; takes the same time whichever character differs."""
    ours = signature(key, device, counter, at, lat, lon)
    return hmac.compare_digest(ours.encode(), mac.lower().encode("utf-8", "replace"))
