"""Ways to reach somebody, made comparable: one mail, phone or link has one key however it is written."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

_NOT_DIGIT = re.compile(r"\D")
#: Fewer digits are an extension or a short code, which many people share.
PHONE_DIGITS_MIN = 7
#: The national part is enough: prefixes are written in many ways, and these nine digits are all but unique.
PHONE_DIGITS_KEPT = 9


def email_key(value: str) -> str:
    """The address in lower case without ``mailto:`` or angle brackets; "" for what has no @."""
    value = value.strip().strip("<>").lower().removeprefix("mailto:")
    return value[:254] if "@" in value.strip("@") else ""


def phone_key(value: str) -> str:
    """The last nine digits; "" where there are fewer than seven."""
    digits = _NOT_DIGIT.sub("", value.split(";")[0].split(" x")[0].split("ext")[0])
    return digits[-PHONE_DIGITS_KEPT:] if len(digits) >= PHONE_DIGITS_MIN else ""


@lru_cache(maxsize=1024)  # a card's links are keyed several times on their way into the book
def link_key(value: str) -> str:
    """Host and path without scheme, ``www.`` and trailing slash; "" for a bare host, which many share."""
    value = value.strip()
    try:
        parts = urlsplit(value if "://" in value else f"//{value}")
    except ValueError:  # no address at all, like "http://["
        return ""
    path = parts.path.rstrip("/")
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{path.lower()}"[:254] if path and "." in host else ""
