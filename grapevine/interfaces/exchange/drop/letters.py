"""What a dropped letter means.

Sent to somebody else as well, it is a copy (BCC) of a letter from the member; its head says all. Sent to the secret
address alone, the letter inside it is what is meant, forwarded as an attachment or in the text.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grapevine.domain.imports.rules.dropping import is_drop
from grapevine.domain.imports.rules.records import Item, Me, Reading

from .. import mbox
from ..mbox.heads import Head, addresses
from ..mbox.threads import is_me
from . import forwarded

_FOR = re.compile(r"\bfor\s+<?([^\s<>;]+@[^\s<>;]+)", re.IGNORECASE)
NOTHING_INSIDE = (
    "It was sent to your secret address alone, and there is no forwarded letter in it whose sender and date "
    "we can read."
)


def reached(head: Head) -> list[str]:
    """Every address the letter says it went to, also what mail servers noted on the way."""
    noted = [match[1].lower() for line in head.fields.get("received", ()) for match in _FOR.finditer(line)]
    return sorted(head.reached()) + noted


def sender(head: Head) -> str:
    """Who sent it on to us: whoever redirected it, else whoever wrote it."""
    again = next((email for _, email in addresses(head.fields, "Resent-From") if email), "")
    return again or head.from_email


def is_from(head: Head, emails: frozenset[str]) -> bool:
    """Whether it was sent from an address of the member's."""
    return bool(sender(head)) and is_me(sender(head), Me(emails=emails))


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose letter it is (``emails``, ``name``, ``zone``), the ``mailbox`` it came to, where it may lie meanwhile."""

    emails: frozenset[str]
    name: str
    zone: str
    mailbox: str
    now: datetime
    folder: Path

    def read(self, head: Head, head_lines: bytes, whole: Callable[[], bytes]) -> tuple[list[Item], str]:
        """The items of a letter that is from the member, and why it means nothing where there are none.

        ``whole`` fetches all of it; that is done only for a letter that was forwarded.
        """
        if sender(head) != head.from_email and not is_me(head.from_email, self._me):
            return self._told(self._items(whole()))
        others = [email for _, email in head.recipients if not is_me(email, self._me)]
        if [email for email in others if not is_drop(self.mailbox, email)]:
            return self._told(self._items(head_lines))
        inside = forwarded.letters(whole(), self.now, self.zone)
        return self._told([item for letter in inside for item in self._items(self._addressed(letter))])

    @property
    def _me(self) -> Me:
        """The member, and the mailbox: it is nobody they met."""
        return Me(emails=self.emails | {self.mailbox}, names=frozenset((self.name.lower(),)))

    def _addressed(self, letter: bytes) -> bytes:
        """Whoever forwards a letter had it: that it reached them is noted, should they not be named in it."""
        return f"X-Forwarded-To: {min(self.emails)}\r\n".encode() + letter

    def _items(self, letter: bytes) -> list[Item]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".eml") as file:
            file.write(letter)
            file.flush()
            return list(mbox.read_eml(Path(file.name), Reading("letter", self.now, self._me)))

    @staticmethod
    def _told(items: list[Item]) -> tuple[list[Item], str]:
        found = [item for item in items if item.records]
        reasons = [item.refused or item.skipped for item in items if not item.records]
        if found:
            return found, ""
        told = reasons[0] if reasons else NOTHING_INSIDE
        return [], told[:1].upper() + told[1:]
