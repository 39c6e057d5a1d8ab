"""A request for an introduction: what can follow what, who may say it, and where that leaves the wish.

    drafted -> asked -> agreed -> consented -> introduced -> met
               asked, not_now, agreed -> declined          asked -> not_now -> asked
               whatever is not over -> withdrawn

agreed: the go-between is willing. consented: the one to meet has said yes to them. Where the go-between is a member,
they answer for themselves, and there is no introduction before the one to meet has agreed. Where they are not, the
asker keeps the account of what they said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

#: State -> what it is called.
STATES = {
    "drafted": "drafted",
    "asked": "asked",
    "not_now": "not now",
    "agreed": "they are willing",
    "consented": "both said yes",
    "declined": "they said no",
    "introduced": "introduced",
    "met": "met",
    "withdrawn": "taken back",
}
DRAFTED, ASKED, NOT_NOW, AGREED, CONSENTED, DECLINED, INTRODUCED, MET, WITHDRAWN = STATES
#: How a request of another stands for the go-between: what it asks of them, or what they said.
WAITS = {
    ASKED: "waits for your answer",
    NOT_NOW: "you said: not now",
    AGREED: "ask {target} first",
    CONSENTED: "both said yes: introduce them",
}
#: The same states as the go-between, who is a member here, said them.
SAID_BY_ME = {
    ASKED: "asked",
    NOT_NOW: "you said: not now",
    AGREED: "you are willing",
    DECLINED: "you said no",
    INTRODUCED: "you introduced them",
}
#: For so long a request stands among what waits for the go-between; then its asker is told that it rests.
WAITS_FOR = timedelta(days=30)
RESTS_UNTIL = 2 * WAITS_FOR
#: For so long the asker is told of an answer that asks something of them, from its day on.
NEWS_FOR = timedelta(days=7)
#: Such news of a request: what it says, and what may follow.
NEWS = {
    NOT_NOW: ("{through} says: not now, about {target}", "Ask again when the time is better, or look for another way."),
    DECLINED: ("{through} would rather not introduce you to {target}", "Nothing is lost: there may be another way."),
    INTRODUCED: ("{through} introduced you to {target}", "Say thank you, and note it when you two have met."),
    ASKED: ("{through} has not answered about {target}", "Asked a month ago. Take it back, or look for another way."),
    AGREED: ("Nothing has come of {through} and {target}", "They were willing a month ago. Take it back, or ask them."),
    CONSENTED: ("No introduction to {target} yet", "Both said yes a month ago. A friendly word to {through} may do."),
}  # fmt: skip
OVER = frozenset({DECLINED, MET, WITHDRAWN})
#: Somebody was asked, and is not through with it.
UNDER_WAY = frozenset({ASKED, NOT_NOW, AGREED, CONSENTED})
#: Over, and nothing came of it: the same go-between may be asked anew.
IN_VAIN = frozenset({DECLINED, WITHDRAWN})

#: Who speaks.
ASKER, GO_BETWEEN = "asker", "go_between"
BY = (ASKER, GO_BETWEEN)

_NEXT: dict[str, dict[str, str]] = {
    DRAFTED: {ASKED: ASKER, WITHDRAWN: ASKER},
    ASKED: {AGREED: GO_BETWEEN, NOT_NOW: GO_BETWEEN, DECLINED: GO_BETWEEN, WITHDRAWN: ASKER},
    NOT_NOW: {AGREED: GO_BETWEEN, DECLINED: GO_BETWEEN, ASKED: ASKER, WITHDRAWN: ASKER},
    AGREED: {CONSENTED: GO_BETWEEN, DECLINED: GO_BETWEEN, WITHDRAWN: ASKER},
    CONSENTED: {INTRODUCED: GO_BETWEEN, WITHDRAWN: ASKER},
    INTRODUCED: {MET: ASKER},
}
#: A go-between outside may simply have done it.
_OUTSIDE = {ASKED: (INTRODUCED,), AGREED: (INTRODUCED,)}


def steps(state: str, by: str, *, member: bool) -> tuple[str, ...]:
    """What `by` may say next. `member`: the go-between is a member here, and speaks for themselves."""
    following = _NEXT.get(state, {})
    if member:
        return tuple(step for step, speaker in following.items() if speaker == by)
    return (*following, *_OUTSIDE.get(state, ())) if by == ASKER else ()


def told(state: str, by: str) -> str:
    """What a state is called to the one of the two who reads it."""
    return SAID_BY_ME.get(state, STATES[state]) if by == GO_BETWEEN else STATES[state]


def is_news(state: str, at: datetime, now: datetime, *, member: bool) -> bool:
    """Whether a request that has stood so since ``at`` is told to its asker now.

    ``member``: the go-between speaks for themselves here; what others said the asker wrote down, and knows.
    """
    age = now - at
    if state in (ASKED, AGREED, CONSENTED):
        return WAITS_FOR <= age < RESTS_UNTIL
    if state == INTRODUCED:
        return age < WAITS_FOR
    return member and state in NEWS and age < NEWS_FOR


#: State of a wish -> what it is called.
WISH_STATES = {
    "looking": "looking for a way",
    "asked": "asked",
    "introduced": "introduced",
    "met": "met",
    "given_up": "given up",
}
LOOKING, _, _, _, GIVEN_UP = WISH_STATES
_WEIGHT = {INTRODUCED: INTRODUCED, MET: MET, ASKED: ASKED, NOT_NOW: ASKED, AGREED: ASKED, CONSENTED: ASKED}
_RANK = (ASKED, INTRODUCED, MET)


@dataclass(frozen=True, slots=True)
class Request:
    """How a request stands, since when."""

    state: str
    at: datetime


def wish_state(requests: Iterable[Request], since: datetime, given_up: datetime | None) -> tuple[str, datetime]:
    """How a wish stands, and since when: the furthest that any of its requests came, unless it was given up."""
    if given_up is not None:
        return GIVEN_UP, given_up
    best = (LOOKING, since)
    for one in requests:
        state = _WEIGHT.get(one.state)
        if state is None:
            continue
        better = best[0] == LOOKING or _RANK.index(state) > _RANK.index(best[0])
        if better or (state == best[0] and one.at < best[1]):
            best = (state, one.at)
    return best
