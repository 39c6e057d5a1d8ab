"""What our own complete archive tells of briefs: their versions, for whom they are, and the last ten clients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.imports.rules.parties import Party


@dataclass(frozen=True, slots=True)
class BriefRecord:
    """One version of a brief, saved at ``at``. ``brief``: the key of the brief; ``number``: 1, 2 ... within it;
    ``called``: what the member calls it; ``main``: whether it is the main one. ``who`` names the member. The rest is
    the text, as ``education.rules.brief`` has it. What was public is not told: an address belongs to its server.
    """

    key: str
    who: Party
    at: datetime
    brief: str
    number: int
    called: str
    main: bool = False
    note: str = ""
    name: str = ""
    work: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    whom_i_help: str = ""
    moments: tuple[str, ...] = ()
    listen_for: tuple[str, ...] = ()
    first_question: str = ""
    introduce_me: str = ""
    not_a_fit: tuple[str, ...] = ()
    story: str = ""
    treatment: str = ""


@dataclass(frozen=True, slots=True)
class BriefReaderRecord:
    """That ``who`` reads, since ``at``, the brief with the key ``brief`` instead of the main one."""

    key: str
    who: Party
    at: datetime
    brief: str


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """One line of the worksheet of the last ten clients; ``who`` sent them, where that is known. ``worth``: "yes",
    "no" or ""."""

    key: str
    who: Party
    at: datetime
    number: int
    client: str = ""
    came: str = ""
    profession: str = ""
    problem: str = ""
    moment: str = ""
    worth: str = ""
