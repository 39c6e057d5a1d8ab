"""The address to which letters are dropped: one mailbox for everybody, a secret after the plus for each member."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

#: Small letters and digits that nobody takes for another: mail servers change the case of an address at will.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 20  # 99 bits


def new_secret() -> str:
    """A secret that can stand in an address."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


def address(mailbox: str, secret: str) -> str:
    """``drop@example.org`` with a secret: ``drop+secret@example.org``."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+{secret}@{domain}"


def secrets_in(mailbox: str, addresses: Iterable[str]) -> list[str]:
    """The secrets in those addresses that belong to the mailbox, each once, in order."""
    local, _, domain = mailbox.lower().rpartition("@")
    found = []
    for one in addresses:
        name, _, host = one.strip().lower().rpartition("@")
        front, plus, secret = name.partition("+")
        if host == domain and front == local and plus and secret:
            found.append(secret)
    return list(dict.fromkeys(found))


def is_drop(mailbox: str, email: str) -> bool:
    """Whether an address is the mailbox itself, with a secret or without."""
    local, _, domain = mailbox.lower().rpartition("@")
    name, _, host = email.lower().rpartition("@")
    return bool(domain) and host == domain and name.partition("+")[0] == local
