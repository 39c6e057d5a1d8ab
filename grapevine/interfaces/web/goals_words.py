"""What the pages of goals and forecasts say: numbers as people say them, each with how sure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date

from grapevine.domain.goals.rules.aim import Kind
from grapevine.domain.goals.rules.forecast import Forecast, Range
from grapevine.domain.goals.rules.forecast_regime import Change
from grapevine.domain.goals.rules.needed import Needed
from grapevine.domain.goals.rules.record import Standing

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
Number = Callable[[float], str]


def whole(number: float) -> str:
    """``1,204``."""
    return f"{number:,.0f}"


def rounded(number: float) -> str:
    """To two digits that count: ``12,000``."""
    if number < 100:
        return f"{number:,.0f}"
    size = 10 ** (math.floor(math.log10(number)) - 1)
    return f"{round(number / size) * size:,}"


def tenth(number: float) -> str:
    """``0.4``; less than that is said so."""
    return "under 0.1" if 0.0 < number < 0.05 else f"{number:.1f}"


def said(number: float) -> str:
    """A small count as a word."""
    return _SMALL[int(number)] if 0 <= number < len(_SMALL) else whole(number)


def between(low: float, high: float, number: Number) -> str:
    """``4 to 11``; one number where both ends are the same."""
    return number(low) if number(low) == number(high) else f"{number(low)} to {number(high)}"


def three(drawn: Range, number: Number) -> dict[str, str]:
    """The middle and both ranges."""
    return {
        "middle": number(drawn.median),
        "half": between(drawn.p25, drawn.p75, number),
        "most": between(drawn.p10, drawn.p90, number),
    }


def short_day(on: date) -> str:
    """``14 Feb``."""
    return f"{on.day} {on:%b}"


def long_day(on: date) -> str:
    """``14 February 2027``."""
    return f"{on.day} {on:%B %Y}"


def count(number: float, one: str, many: str) -> str:
    """``1 client``, ``3 clients``."""
    return f"{whole(number)} {one if round(number) == 1 else many}"


def title(ninety: Forecast) -> tuple[str, str]:
    """The heading and its turn."""
    clients = ninety.won.median
    start = f"{said(clients).capitalize()} new client{'' if clients == 1 else 's'},"
    return (start if clients else "Perhaps no new client,"), "in ninety days"


def lede(ninety: Forecast, open_now: int, young: int) -> str:
    """What is likeliest, how sure, and what it rests on."""
    most = between(ninety.won.p10, ninety.won.p90, whole)
    text = f"That is likeliest by word of mouth; 8 times in 10 it will be {most}"
    if ninety.with_value:
        text += f", worth {between(ninety.value.p10, ninety.value.p90, rounded)}"
    text += f". {count(open_now, 'referral is', 'referrals are')} open now"
    if young:
        text += f", and {count(young, 'partnership is', 'partnerships are')} young: we count less of those at first"
    return f"{text}."


def change(found: Change) -> str:
    """What has changed, when it has."""
    if not found.changed or found.lately is None or found.before is None:
        return ""
    if found.before == 1.0 and found.lately != found.before and found.lately > 1.0:
        return f"In the last 60 days {found.lately:.1f} times as many were won as the time before let us expect."
    lately, before = round(100 * found.lately), round(100 * found.before)
    return (
        f"Of {found.closed_lately} that closed in the last 60 days, {lately} in 100 became clients; in the rest of the "
        f"year it was {before} in 100."
    )


def caption(ninety: Forecast, came: int, behind: int) -> str:
    """The finding of the picture."""
    most = between(came + ninety.won.p10, came + ninety.won.p90, whole)
    return (
        f"{count(came, 'client', 'clients').capitalize()} came in the last {behind} days. Counting on, "
        f"{whole(came + ninety.won.median)} in ninety days is likeliest, {most} in 8 runs of 10."
    )


def fared(found: Standing) -> str:
    """How often past forecasts held."""
    if not found.number:
        return "The first of them is over in 30 days; then you see here how far we can be trusted."
    return (
        f"Of {count(found.number, 'forecast', 'forecasts')} whose days are over, {found.in_most} held what came within "
        f"the range of 8 in 10, {found.in_half} within the range of half the time."
    )


def chance(share: float) -> str:
    """``38 in 100``; never certain before it is reached."""
    return f"{min(99, max(1, round(100 * share)))} in 100"


def amount(kind: Kind, number: float) -> str:
    """``5 clients``, ``20,000``."""
    return count(number, "client", "clients") if kind is Kind.CLIENTS else whole(number)


def per_hundred(share: float) -> str:
    """A share as so many of 100."""
    return whole(100 * share)


def hours(number: float) -> str:
    """``3 h``, ``1.5 h``; under ten minutes is said so."""
    if 0.0 < number < 1 / 6:
        return "10 min or less"
    return f"{number:.1f}".removesuffix(".0") + " h"


def gap(takes: Sequence[Needed]) -> str:
    """What the difference between likely and sure says."""
    likely, sure = takes
    more = sure.referrals - likely.referrals
    if sure.referrals == 0:
        return "It is reached. What comes now is the next one’s."
    if more <= 0:
        return "Here being sure costs no more than being likely."
    return (
        f"{count(likely.referrals, 'referral gets', 'referrals get')} you there as often as not. To get there four "
        f"times in five takes {whole(more)} more: the price of being sure, which a plan by averages hides."
    )
