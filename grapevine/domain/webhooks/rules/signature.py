"""The signature of what is sent: HMAC SHA-256 (RFC 2104) over ``timestamp.body``, in one header.

    Grapevine-Signature: t=1767225600,v1=5257a8...

While a secret is being changed there are two ``v1``, one by each secret. The time is signed as well, so that an old
message cannot be sent again by somebody else later.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

HEADER = "Grapevine-Signature"
#: Seconds that the clocks of both ends may differ. The same as others who sign this way take.
TOLERANCE = 300


def signature(secret: str, at: int, body: bytes) -> str:
    """The signature in hex. ``at``: when it is sent, in Unix seconds."""
    return hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()


def header(secrets: Sequence[str], at: int, body: bytes) -> str:
    """The value of the header, with one signature for each secret."""
    return ",".join([f"t={at}", *(f"v1={signature(secret, at, body)}" for secret in secrets)])


def is_genuine(value: str, secret: str, body: bytes, now: int, tolerance: int = TOLERANCE) -> bool:
    """Whether this body was signed with the secret, and not long ago: what a receiver has to ask."""
    parts = [part.partition("=") for part in value.split(",")]
    times = [int(text) for name, _, text in parts if name == "t" and text.isdecimal()]
    if len(times) != 1 or abs(now - times[0]) > tolerance:
        return False
    right = signature(secret, times[0], body)
    return any(hmac.compare_digest(right, text) for name, _, text in parts if name == "v1" and text.isascii())
