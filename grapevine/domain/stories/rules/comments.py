"""What a reader may add to a story, and how a machine is told from one without asking anybody else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

NAME_MAX, TEXT_MAX = 80, 1_500
#: Nobody reads a story and writes to it in less, in seconds; and nobody leaves a page open longer.
QUICKEST, LONGEST = 4, 86_400
#: One address in a comment is a hint, more are an advertisement.
LINKS_MAX = 1
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:.]+")


class State(StrEnum):
    """Where a comment stands."""

    HELD = "held"
    SHOWN = "shown"
    DECLINED = "declined"


#: What the teller may do with one: word -> the state after it.
DECISIONS: Mapping[str, State] = {"approve": State.SHOWN, "decline": State.DECLINED}


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: ``trap`` is a field no human sees; ``seconds`` since the page was made, None: nobody knows."""

    name: str
    email: str
    text: str
    trap: str = ""
    seconds: float | None = None


class Verdict(StrEnum):
    """What to do with what came."""

    TAKE = "take"
    #: Seems taken, and is not kept: a machine learns nothing.
    DROP = "drop"
    #: A human may mend it.
    MEND = "mend"


def judge(sent: Sent) -> tuple[Verdict, str, str]:
    """(what to do, the field to mend, why), the last two empty unless it is to be mended."""
    if sent.trap:
        return Verdict.DROP, "", ""
    if not sent.name.strip():
        return _mend("name", "Say who you are; a first name is enough.")
    if not _MAIL.fullmatch(sent.email.strip()):
        return _mend("email", f"“{sent.email.strip()}” is not an e-mail address. It is never shown.")
    if not sent.text.strip():
        return _mend("text", "Write a line, kind and specific.")
    if len(sent.text) > TEXT_MAX:
        return _mend("text", f"{len(sent.text)} signs are too many; say it in {TEXT_MAX}.")
    if len(_LINK.findall(sent.text + " " + sent.name)) > LINKS_MAX:
        return _mend("text", "At most one address, please: more look like an advertisement.")
    if sent.seconds is None or sent.seconds > LONGEST:
        return _mend("text", "This page was open for long. Send it once more.")
    if sent.seconds < QUICKEST:
        return _mend("text", "That was quick. Read it over and send it once more.")
    return Verdict.TAKE, "", ""


def _mend(field: str, why: str) -> tuple[Verdict, str, str]:
    return Verdict.MEND, field, why
