"""Thanks: words, and as the earner chooses a value, a band or neither. What the giver is not to see is not in it.

No money for referrals (DESIGN 6): a value tells how much good it did, and is no fee. Where one of the two works in a
regulated profession no figure passes at all.
"""

from __future__ import annotations

from enum import StrEnum

from grapevine.domain.referrals.rules.moves import OUTCOMES, Stage


class Share(StrEnum):
    """How much the earner tells of what it was worth."""

    VALUE = "value"
    BAND = "band"
    NONE = "none"


#: Lower bounds of the bands, in whole units of the member's currency. Ours: a factor of about five a step.
BOUNDS = (0, 1_000, 5_000, 25_000, 100_000)
#: Larger than this is a slip of the pen.
MOST = 1_000_000_000


def band_of(value: int) -> int:
    """The number of the band a value falls in: 0 for less than 1,000 ... 4 for 100,000 and more."""
    return max(number for number, bound in enumerate(BOUNDS) if value >= bound)


def band_in_words(band: int) -> str:
    """“under 1,000”, “1,000 to 5,000”, ... “100,000 and more”."""
    low, high = BOUNDS[band], BOUNDS[band + 1] if band + 1 < len(BOUNDS) else None
    if high is None:
        return f"{low:,} and more"
    return f"{low:,} to {high:,}" if low else f"under {high:,}"


def told(share: Share, value: int | None) -> tuple[int | None, int | None]:
    """What the giver is told of a value: (the value, its band); neither when it stays with the earner."""
    if value is None or share is Share.NONE:
        return None, None
    return (value, None) if share is Share.VALUE else (None, band_of(value))


def shares(*, regulated: bool) -> tuple[Share, ...]:
    """What the earner may choose from, the default first."""
    return (Share.NONE,) if regulated else (Share.NONE, Share.BAND, Share.VALUE)


def refusal(stage: Stage, share: Share, value: int | None, *, thanked: bool, regulated: bool) -> str:
    """Why these thanks cannot be given; empty when they can."""
    if stage not in OUTCOMES:
        return "Thanks close the loop: say first how it ended (won, lost, declined). A kind word needs no form."
    if thanked:
        return "The giver was thanked already. Take these thanks back to word them anew."
    if share not in shares(regulated=regulated):
        return "In a regulated profession thanks carry no figure: leave it out."
    if value is not None and not 0 <= value <= MOST:
        return f"A value lies between 0 and {MOST:,}."
    if share is not Share.NONE and value is None:
        return "Say what it was worth, or thank without a figure."
    return ""
