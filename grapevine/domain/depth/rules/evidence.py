"""Where a depth comes from: what each kind of happening contributes, and the sentence that says so.

M is homogeneous of degree one in the four sums, so by Euler's theorem it is exactly the sum over the four of
value * slope, and each kind owns its share of every sum. The contributions below add up to M, nothing left over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grapevine.domain.depth.rules.day import credit_at, day_of
from grapevine.domain.depth.rules.score import RHO, mix, one_sided
from grapevine.domain.depth.rules.sums import Side, Sums, add, brought_to
from grapevine.domain.depth.rules.tempo import Tempo

#: How many kinds the sentence names.
NAMED = 2
#: What comes from the other's linked ledger, of whatever kind: it is not told apart, for the lines are theirs.
SHARED = "shared"

#: kind -> how the sentence names it. A kind that is not here is named by its own word.
WORDS = {
    "message": "messages",
    "call": "calls",
    "one_to_one": "one-to-ones",
    "meal": "meals",
    "visit": "visits",
    "event": "events together",
    "group_meeting": "group meetings",
    "referral": "referrals",
    "introduction": "introductions",
    "idea": "ideas",
    "resource": "resources",
    "endorsement": "endorsements",
    "invitation": "invitations",
    "rating": "how you rated it yourselves",
    SHARED: "what they keep in their own ledger",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One touch, give or rating: its kind, when (days), its weights, and whether a day counts it only once."""

    kind: str
    at: float
    mine: float = 0.0
    theirs: float = 0.0
    once_a_day: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one kind contributes to M: in units of one message, and as a share 0..1 of the whole."""

    kind: str
    mass: float
    share: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """All contributions, largest first, and whether they come mostly from one side."""

    contributions: tuple[Contribution, ...]
    one_sided: bool


def sums_by_kind(happenings: Iterable[Happening], tempo: Tempo) -> dict[str, Sums]:
    """Each kind's share of a pair's sums; together they are the sums of the whole ledger.

    A day's credit goes, per direction, to the kind of its strongest touch (of equals, the first by name).
    """
    kinds: dict[str, Sums] = {}
    strongest: dict[tuple[int, bool], tuple[float, str]] = {}

    def credit(kind: str, at: float, mine: float, theirs: float) -> None:
        kinds[kind] = add(kinds.get(kind, Sums()), at=at, mine=mine, theirs=theirs, tempo=tempo)

    for happening in sorted(happenings, key=lambda one: one.kind):
        if not happening.once_a_day:
            credit(happening.kind, happening.at, happening.mine, happening.theirs)
            continue
        for mine, weight in ((True, happening.mine), (False, happening.theirs)):
            slot = (day_of(happening.at), mine)
            if weight > strongest.get(slot, (0.0, ""))[0]:
                strongest[slot] = (weight, happening.kind)
    for (day, mine), (weight, kind) in strongest.items():
        credit(kind, credit_at(day), weight if mine else 0.0, 0.0 if mine else weight)
    return kinds


def evidence(by_kind: Mapping[str, Sums], at: float, tempo: Tempo) -> Evidence:
    """What each kind contributes to M at `at` (days). No contributions when there is no mass."""
    now = {kind: brought_to(sums, at, tempo) for kind, sums in by_kind.items()}
    whole = Sums(_total(s.mine for s in now.values()), _total(s.theirs for s in now.values()), at)
    fast = mix(whole.mine.fast, whole.theirs.fast)
    slow = mix(whole.mine.slow, whole.theirs.slow)
    if fast <= 0.0 or slow <= 0.0:
        return Evidence((), one_sided(whole))
    mass = (fast * slow) ** 0.5
    found = []
    for kind, sums in now.items():
        of_fast = _share(sums.mine.fast, sums.theirs.fast, whole.mine.fast, whole.theirs.fast) / fast
        of_slow = _share(sums.mine.slow, sums.theirs.slow, whole.mine.slow, whole.theirs.slow) / slow
        share = (of_fast + of_slow) / 2.0
        if share > 0.0:
            found.append(Contribution(kind, mass * share, share))
    found.sort(key=lambda one: (-one.share, one.kind))
    return Evidence(tuple(found), one_sided(whole))


def sentence(found: Evidence) -> str:
    """Plain words: the two largest contributions, and "mostly one-sided" where it is so. Never empty."""
    if not found.contributions:
        return "Nothing recorded yet."
    names = [WORDS.get(one.kind, one.kind.replace("_", " ")) for one in found.contributions[:NAMED]]
    tail = "; mostly one-sided." if found.one_sided else "."
    return f"Mostly from {' and '.join(names)}{tail}"


def _total(sides: Iterable[Side]) -> Side:
    fast = slow = 0.0
    for side in sides:
        fast, slow = fast + side.fast, slow + side.slow
    return Side(fast, slow)


def _share(mine: float, theirs: float, all_mine: float, all_theirs: float) -> float:
    """A kind's part of mix(all_mine, all_theirs): its share of each sum times value * slope of that sum."""
    common = (1.0 - RHO) * (all_mine * all_theirs) ** 0.5
    part = 0.0
    if all_mine > 0.0:
        part += mine / all_mine * (RHO * all_mine + common) / 2.0
    if all_theirs > 0.0:
        part += theirs / all_theirs * (RHO * all_theirs + common) / 2.0
    return part
