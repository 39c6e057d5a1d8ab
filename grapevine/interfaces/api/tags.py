"""Versions of things: ``ETag`` on what is shown, ``If-Match`` on what is changed."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest
from django.utils.http import parse_etags

from grapevine.interfaces.api.answers import encoded
from grapevine.interfaces.api.problems import Problem

STALE = "It was changed since you looked. Load it again and repeat the change."


def of_revision(revision: int) -> str:
    """The tag of something that counts its revisions."""
    return f'"{revision}"'


def of_content(shown: Any) -> str:
    """The tag of something that does not: equal for equal content."""
    return f'"{hashlib.sha256(encoded(shown).encode()).hexdigest()[:20]}"'


def check(request: HttpRequest, tag: str) -> bool:
    """True when the caller named the version it looked at, and it is this one; False when it named none.

    Raises Problem (412) when it named another. ``*`` means any version.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        return False
    if tag not in parse_etags(header):
        raise Problem("precondition-failed", STALE)
    return True
