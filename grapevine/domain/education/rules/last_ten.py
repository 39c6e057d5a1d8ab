"""The last ten clients: what they have in common, and what of it could stand in the brief.

Ten is few. A pattern is told as counts ("3 of 8"), never as a share, and is to be drawn hatched under ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from grapevine.domain.education.rules.brief import LINES_MAX, MOMENTS_MAX, BriefText

#: So many lines the worksheet has; below so many told, a pattern may be chance.
LINES = 10
ENOUGH = 10
#: A thing that came up so often is worth proposing.
OFTEN = 2


class Came(StrEnum):
    """How a client came."""

    REFERRED = "referred"
    RETURNED = "returned"
    KNEW_ME = "knew_me"
    FOUND_ME = "found_me"
    EVENT = "event"
    OTHER = "other"


CAME_WORDS = {
    Came.REFERRED: "Somebody sent them",
    Came.RETURNED: "Came back",
    Came.KNEW_ME: "Knew me already",
    Came.FOUND_ME: "Found me themselves",
    Came.EVENT: "Met at an event or talk",
    Came.OTHER: "Another way",
}


@dataclass(frozen=True, slots=True)
class ClientFact:
    """One line of the worksheet. ``worth``: more of the kind? None where not said."""

    who: str = ""
    came: str = ""
    referrer_profession: str = ""
    problem: str = ""
    moment: str = ""
    worth: bool | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the told clients have in common; counts as (key, how many), most first, ties by key."""

    told: int
    moments: tuple[tuple[str, int], ...]
    came: tuple[tuple[str, int], ...]
    referrers: tuple[tuple[str, int], ...]
    worth: int
    not_worth: int

    @property
    def few(self) -> bool:
        """Whether it may be chance: to be hatched, and said."""
        return self.told < ENOUGH


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the brief could take over: keys of moments, lines to listen for, lines of who is not a fit."""

    moments: tuple[str, ...] = ()
    listen_for: tuple[str, ...] = ()
    not_a_fit: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moments or self.listen_for or self.not_a_fit)


def pattern(clients: Iterable[ClientFact]) -> Pattern:
    """Count them: moments and referrers only of those of whom more would be welcome (or nothing was said)."""
    told = [client for client in clients if client != ClientFact()]
    welcome = [client for client in told if client.worth is not False]
    return Pattern(
        len(told),
        _counted(client.moment for client in welcome),
        _counted(client.came for client in told),
        _counted(client.referrer_profession for client in welcome if client.came in ("", Came.REFERRED)),
        sum(client.worth is True for client in told),
        sum(client.worth is False for client in told),
    )


def proposals(clients: Sequence[ClientFact], text: BriefText) -> Proposals:
    """What is not in the brief yet: moments that came up at least twice, what welcome clients said, what others did."""
    counted = pattern(clients)
    moments = [key for key, count in counted.moments if count >= OFTEN or counted.told < 2 * OFTEN]
    said = [client.problem for client in clients if client.worth is True]
    wrong = [client.problem for client in clients if client.worth is False]
    return Proposals(
        _fresh(moments, text.moments, MOMENTS_MAX), _fresh(said, text.listen_for, LINES_MAX),
        _fresh(wrong, text.not_a_fit, LINES_MAX),
    )  # fmt: skip


def taken_over(text: BriefText, chosen: Proposals) -> BriefText:
    """The brief with the chosen ones added at the end of their lists."""
    return replace(
        text,
        moments=tuple(dict.fromkeys((*text.moments, *chosen.moments))),
        listen_for=tuple(dict.fromkeys((*text.listen_for, *chosen.listen_for))),
        not_a_fit=tuple(dict.fromkeys((*text.not_a_fit, *chosen.not_a_fit))),
    )


def initials(name: str) -> str:
    """What a worksheet needs of a name: ``"Dana M. Whitcomb"`` -> ``"D. M. W."``."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalnum())


def _counted(keys: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(key for key in keys if key).items(), key=lambda pair: (-pair[1], pair[0])))


def _fresh(found: Iterable[str], had: Sequence[str], most: int) -> tuple[str, ...]:
    """Those not there yet, once each, as many as there is room for."""
    return tuple(dict.fromkeys(each for each in found if each and each not in had))[: max(0, most - len(had))]
