"""What a mail server's answer means for a letter: sent, try again, refused for good, or a fault of this house.

RFC 5321 4.2.1: 4yz is a passing refusal, 5yz a lasting one. RFC 3463: the enhanced code, ``5.1.1``, says what about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Where in the talk with the server the answer came."""

    CONNECT = "connect"  # also TLS, the greeting and signing in
    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"


class Verdict(StrEnum):
    """What follows from an answer."""

    SENT = "sent"
    AGAIN = "again"
    BOUNCE = "bounce"
    #: Our settings are wrong; the letter waits, and whoever runs the house is told.
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of handing a letter over: the three-digit ``code`` (0: no answer at all), its text, and where."""

    code: int
    text: str
    phase: Phase

    @property
    def said(self) -> str:
        """Code and text on one line, for the member."""
        line = " ".join("".join(ch if ch.isprintable() else " " for ch in self.text).split())
        return f"{self.code} {line}".strip()[:500] if self.code else line[:500]


_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
#: A full mailbox (RFC 3463: X.2.2): servers answer with 552, a lasting refusal; and it passes.
_FULL = "5.2.2"


def verdict(answer: Answer) -> Verdict:
    """What the answer means. Whatever is not surely about this letter or its address is tried again."""
    if 200 <= answer.code < 300:
        return Verdict.SENT
    if answer.code < 500 or enhanced(answer.text) == _FULL:
        return Verdict.AGAIN
    if answer.phase in (Phase.CONNECT, Phase.SENDER):
        return Verdict.HOUSE
    return Verdict.BOUNCE


def enhanced(text: str) -> str:
    """The enhanced status code in an answer's text, "" where there is none."""
    found = _ENHANCED.search(text)
    return found[0] if found else ""


def is_address_dead(code: int, text: str) -> bool:
    """Whether a lasting refusal says that this address takes no letters at all, and not just this one.

    RFC 3463: X.1.* is about the address; X.2.1 a mailbox that is switched off. Without an enhanced code: 550, 551, 553.
    """
    status = enhanced(text)
    if status:
        return status.startswith("5.1.") or status == "5.2.1"
    return code in (550, 551, 553)
