"""Who wrote which message of a file: what it takes to tell who answered whom."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

from grapevine.domain.imports.rules.records import Me

from .heads import Head, addresses
from .signs import LIST_FIELDS


def is_me(email: str, me: Me) -> bool:
    """Whether the address is the member's, also with a tag (``leah+news@`` for ``leah@``)."""
    if email in me.emails:
        return True
    local, plus, rest = email.partition("+")
    return bool(plus) and f"{local}@{rest.partition('@')[2]}" in me.emails


@dataclass(slots=True)
class Threads:
    """What the first pass over a file remembers. About 200 bytes a message."""

    writers: dict[str, str] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    friends: set[str] = field(default_factory=set)

    def add(self, head: Head, me: Me) -> None:
        if head.message_id and head.from_email:
            self.writers.setdefault(head.message_id, sys.intern(head.from_email))
        self.lists.update(list_addresses(head))
        if is_me(head.from_email, me) and len(head.recipients) <= 10:
            self.friends.update(sys.intern(email) for _, email in head.recipients)

    def answered(self, head: Head) -> str:
        """Address of whoever wrote the message that this one answers; empty when no such message is in the file."""
        return self.writers.get(self.nearest(head), "")

    def nearest(self, head: Head) -> str:
        """Id of the nearest message of this one's thread that is in the file, or nothing."""
        return next((each for each in head.answers if each in self.writers), "")


def list_addresses(head: Head) -> Iterable[str]:
    """Addresses the message itself names as those of a mailing list."""
    if "x-beenthere" not in head.fields and all(name not in head.fields for name in LIST_FIELDS):
        return
    for name in ("X-BeenThere", "List-Post", "Mailing-List", "X-Mailing-List"):
        for _, email in addresses(head.fields, name):
            email = email.removeprefix("mailto:").partition("?")[0]
            if email and email != head.from_email:
                yield email
