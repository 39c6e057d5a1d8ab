"""Secrets that have to be read again (the password of an outside account), kept so that a stolen database tells none.

Sealed with a key made of the instance's secret. When that changes they cannot be opened any more: the member is asked
to enter them again.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

from grapevine.kit.errors import Refused

_SALT = "grapevine.kit.sealing"
LOST = "The secret key of this Grapevine has changed since you entered this, so we cannot read it. Enter it again."


class Lost(Refused):
    """What was sealed cannot be opened any more: sealed with another key, or damaged."""


def seal(secret: str) -> str:
    """The secret as text that only this instance can open; each time another one."""
    return _fernet().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again. Raises :class:`Lost`."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise Lost(LOST) from error


def _fernet() -> Fernet:
    """Made anew each time: the key follows the settings, and making it costs some microseconds."""
    key = salted_hmac(_SALT, "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
