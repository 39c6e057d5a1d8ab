"""What the comparison and the survey say, in words."""

from __future__ import annotations

from grapevine.domain.insights.rules.comparison import FIRST_ASKS
from grapevine.domain.insights.rules.headline import RECEIVED, VALUE, Headline, Outcome
from grapevine.domain.insights.rules.survey import Told
from grapevine.interfaces.web.audit_words import count

OUTCOMES = {RECEIVED: "Referrals received", VALUE: "Business closed"}


def missing(found: Headline) -> str:
    """How many more it takes; empty when there is something to show."""
    if not found.wanted:
        return ""
    return (
        f"We cannot tell yet: {count(found.fit, 'member')} with {FIRST_ASKS} or more first asks "
        f"{'is' if found.fit == 1 else 'are'} counted, at least {found.wanted} more are needed. One chapter alone is "
        "usually too small: with twenty on each side only a huge difference can be seen."
    )


def told(one: Outcome) -> str:
    """The finding, held lightly."""
    shown = one.within or one.crude
    first = (
        f"Take one member who mostly asks once they know each other, and one who asks sooner: the first has more "
        f"{shown.a * 10:.1f} times in 10 (between {shown.low * 10:.1f} and {shown.high * 10:.1f})."
    )
    if not shown.shows_verdict:
        return f"{first} Too few to call it more or less: hold it lightly."
    if one.p >= 0.05:
        return f"{first} No difference that chance would not make."
    return f"{first} {'More' if shown.a > 0.5 else 'Less'} than chance would make."


def own(asks: int, deep: int) -> str:
    """What is counted of oneself."""
    if asks < FIRST_ASKS:
        return (
            f"Of you, {count(asks, 'first ask')} fell into the half-year we look at: {FIRST_ASKS} are needed to count."
        )
    return f"Of your {asks} first asks, {deep} came when you knew each other."


def difference(found: Told) -> str:
    """The two styles against each other, from the survey."""
    if found.difference is None:
        return "Fewer than twenty on a side: the counts stand for themselves, no difference can be told."
    of = found.difference
    return (
        f"Those who put the relationship first rate their success higher {of.a * 10:.1f} times in 10 "
        f"(between {of.low * 10:.1f} and {of.high * 10:.1f}; 5 would be no difference)."
    )
