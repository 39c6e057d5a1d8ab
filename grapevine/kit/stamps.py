"""A signed note in a form of when its page was made: a form sent faster than anybody reads gives itself away."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "grapevine.kit.stamps"


def stamp(purpose: str, now: datetime) -> str:
    """The moment, signed for one purpose (an address, say): it proves nothing elsewhere."""
    said = str(int(now.timestamp()))
    return f"{said}.{_mark(purpose, said)}"


def seconds_since(purpose: str, stamped: str, now: datetime) -> float | None:
    """How old a stamp is, in seconds; None for what was not stamped here for this purpose."""
    said, _, mark = stamped.partition(".")
    if not (said.isascii() and said.isdigit() and len(said) <= 12):
        return None
    if not constant_time_compare(mark, _mark(purpose, said)):
        return None
    return (now - datetime.fromtimestamp(int(said), UTC)).total_seconds()


def _mark(purpose: str, said: str) -> str:
    return salted_hmac(_SALT, f"{purpose}\n{said}", algorithm="sha256").hexdigest()[:32]
