"""Secrets that are shown once and kept only as a digest."""

from __future__ import annotations

import hashlib
import secrets


def make(prefix: str = "") -> str:
    """A new secret of 256 bits, safe in an address; ``prefix`` tells people and scanners what it is."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What we store of a secret: SHA-256 in hex. Enough, because the secret is random and long."""
    return hashlib.sha256(secret.encode()).hexdigest()
