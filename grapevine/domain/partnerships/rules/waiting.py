"""What an agreement asks of one side today: a wording to answer, a look together, the review of the whole."""

from __future__ import annotations

from datetime import date

from grapevine.domain.partnerships.rules.agreement import LIVING, OPEN, Standing, State
from grapevine.domain.partnerships.rules.check_ins import due
from grapevine.domain.partnerships.rules.terms import Side

SIGN = "sign"
REVIEW = "review"
CHECK_IN = "check_in"
#: In the order in which they are told.
ASKS = (SIGN, REVIEW, CHECK_IN)


def asked(standing: Standing, side: Side, check_in_on: date | None, review_on: date | None, today: date) -> str:
    """The one thing that waits for this side, "" for nothing. ``standing`` as of today; a pause asks for nothing."""
    if standing.state not in OPEN:
        return ""
    if standing.waits_for() is side:
        return SIGN
    if standing.state not in LIVING or standing.state is State.PAUSED:
        return ""
    if due(review_on, today):
        return REVIEW
    return CHECK_IN if due(check_in_on, today) else ""


def title(asks: str, name: str) -> str:
    """What to do, in one line."""
    return {
        SIGN: f"Read what {name} proposes",
        REVIEW: f"Talk your agreement with {name} over",
        CHECK_IN: f"Check in with {name}",
    }[asks]


def why(asks: str, name: str, on: date | None, today: date) -> str:
    """Why now."""
    if asks == SIGN:
        return f"{name} has put a wording of your agreement on the table. Sign it, change it, or decline."
    what = "The review of the whole agreement" if asks == REVIEW else "Your check-in"
    days = (on - today).days if on else 0
    if on and days < 0:
        return f"{what} was due on {on.day} {on:%B}."
    return f"{what} is due {('today', 'tomorrow')[days] if days < 2 else f'in {days} days'}."
