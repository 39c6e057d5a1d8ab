"""One five-minute step: of the small acts that fit somebody now, the most valuable one.

    value = gain * worth * need,  or fixed where something is owed or falls on a day

    gain   depth after the act less depth now: D(M + w) - D(M), w what it adds to my side and, on average, to theirs
    worth  1 + (what silence puts at stake) / 50
    need   2 when the act feeds the first missing ingredient of their side, else 1

METHODS, rule 9, with the stake in the place of a partner's score. Equal values: the act that stands first in ACTS, then
the person who came first into the book; never by chance. ACTS is a list to be longer one day: an act is a weight, an
ingredient and a function that says whether it fits and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grapevine.domain.coach.rules.quoting import quoted
from grapevine.domain.coach.rules.spans import ago, span
from grapevine.domain.coach.rules.waiting import Gave, why_answer, why_thank
from grapevine.domain.depth.rules import parts, score
from grapevine.domain.depth.rules.stage import TRUSTED_FROM
from grapevine.domain.depth.rules.sums import Sums, add
from grapevine.domain.depth.rules.tempo import Tempo

MINUTES = 5
#: Nobody is written to again before so many days, unless something is owed or it is a day to be kept.
REST_DAYS = 7.0
BIRTHDAY_DAYS = 2
STAKE_SCALE = 50.0
OWED, DAY_KEPT, ASKED = 100.0, 60.0, 40.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of somebody whom a small act might do good. Days on the clock; "" and None: nothing of it.

    name: what one calls them. missing: the first missing ingredient of their side. owed: a give not thanked for.
    written: when they wrote and heard nothing back. birthday: days until it, None unknown. old: what was known of them
    long ago (heading, text), asked: the question that goes with it. gap: a heading of which nothing is known, question:
    what opens it. note: what the last touch was about.
    """

    person: int
    name: str
    sums: Sums
    depth: float
    at_stake: float
    quiet: float
    given: int = 0
    missing: str | None = None
    owed: Gave | None = None
    written: float | None = None
    birthday: int | None = None
    old: tuple[str, str] = ("", "")
    asked: str = ""
    gap: str = ""
    question: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as it is said: ``before`` and ``after`` the name, why now, and words to use ("" for none)."""

    before: str
    after: str
    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A small act: units it adds to my side and on average to theirs, what it feeds, and whether it fits."""

    name: str
    fits: Callable[[Candidate, float], Offer | None]
    feeds: str
    mine: float = 1.0
    theirs: float = 0.5
    fixed: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The act chosen, with whom, and what it was worth."""

    person: int
    act: str
    offer: Offer
    value: float


def _thank(who: Candidate, now: float) -> Offer | None:
    return Offer("Thank ", "", why_thank(who.name, who.owed, now)) if who.owed else None


def _answer(who: Candidate, now: float) -> Offer | None:
    if who.written is None:
        return None
    return Offer("Answer ", "", why_answer(who.name, who.written, now))


def _birthday(who: Candidate, now: float) -> Offer | None:
    if who.birthday is None or who.birthday > BIRTHDAY_DAYS or who.quiet <= BIRTHDAY_DAYS:
        return None
    when = ("today", "tomorrow", f"in {BIRTHDAY_DAYS} days")[who.birthday]
    return Offer("Wish ", " a happy birthday", f"It is {when}. A line of one's own is kept longer than a gift.")


def _ask_again(who: Candidate, now: float) -> Offer | None:
    heading, text = who.old
    if not text:
        return None
    said = f"Half a year or more ago you wrote down, under {heading}: “{quoted(text)}”."
    reason = f"{said} To show that you remember costs a line."
    return Offer("Ask ", " how it went on", reason, who.asked)


def _ask(who: Candidate, now: float) -> Offer | None:
    if not who.gap:
        return None
    reason = f"You have written down nothing yet of {who.name}’s {who.gap}. One question, and no business in it."
    return Offer("Ask ", " one question", reason, who.question)


def _give(who: Candidate, now: float) -> Offer | None:
    if who.given or who.depth < TRUSTED_FROM:
        return None
    reason = f"You know each other well, and no give of yours to {who.name} is on record. Help comes before any ask."
    return Offer("Send ", " something useful: a name, an article, a date", reason)


def _hello(who: Candidate, now: float) -> Offer | None:
    said = f"You were last in touch {ago(who.quiet)}"
    if who.note:
        return Offer("Ask ", " how it went on", f"{said}: “{quoted(who.note)}”. Take it up again in a line or two.")
    return Offer("Write a line to ", "", f"{said}. {span(who.quiet).capitalize()} is long enough for a short hello.")


#: In the order in which equal values are decided.
ACTS: tuple[Act, ...] = (
    Act("thank", _thank, parts.LIKE, mine=1.5, theirs=0.0, fixed=OWED),
    Act("birthday", _birthday, parts.LIKE, fixed=DAY_KEPT),
    Act("answer", _answer, parts.LIKE, fixed=ASKED),
    Act("ask_again", _ask_again, parts.KNOW, theirs=1.0),
    Act("ask", _ask, parts.KNOW, theirs=1.0),
    Act("give", _give, parts.COMMITTED, mine=1.5),
    Act("hello", _hello, parts.LIKE),
)
MOST_MINE = max(act.mine for act in ACTS)
MOST_THEIRS = max(act.theirs for act in ACTS)


def promise_of(who: Candidate, now: float, tempo: Tempo) -> float:
    """The most that any act could be worth here, 0 for nothing: who is worth looking up what is known of them."""
    fixed = max((act.fixed for act in ACTS if act.fixed is not None and act.fits(who, now)), default=0.0)
    if not fixed and who.quiet < REST_DAYS:
        return 0.0
    return fixed + _gain(who, MOST_MINE, MOST_THEIRS, now, tempo) * _worth(who)


def choose(candidates: Iterable[Candidate], now: float, tempo: Tempo) -> Step | None:
    """The most valuable act at ``now``; None when nobody is there to whom one fits."""
    best: tuple[tuple[float, int, int], Step] | None = None
    for who in candidates:
        for place, act in enumerate(ACTS):
            offer = act.fits(who, now)
            if offer is None or (act.fixed is None and who.quiet < REST_DAYS):
                continue
            step = Step(who.person, act.name, offer, _value(act, who, now, tempo))
            order = (step.value, -place, -who.person)
            if best is None or order > best[0]:
                best = (order, step)
    return best[1] if best else None


def _value(act: Act, who: Candidate, now: float, tempo: Tempo) -> float:
    gain = _gain(who, act.mine, act.theirs, now, tempo) * _worth(who)
    if act.fixed is not None:
        return act.fixed + gain
    return gain * (2.0 if act.feeds == who.missing else 1.0)


def _gain(who: Candidate, mine: float, theirs: float, now: float, tempo: Tempo) -> float:
    after = add(who.sums, at=now, mine=mine, theirs=theirs, tempo=tempo)
    return score.depth(after, now, tempo) - score.depth(who.sums, now, tempo)


def _worth(who: Candidate) -> float:
    return 1.0 + who.at_stake / STAKE_SCALE
