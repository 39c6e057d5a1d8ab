"""What to say of a suggestion beside its reasons: for whom it is better, how sure that is, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.partnerships.rules.matching.partner import Verdict

#: Log-odds by which one direction must be ahead to be called the stronger: twice the odds. Judgement.
AHEAD = 0.7
#: Referrals between the two professions from which we are fairly sure, and sure. Judgement.
FAIRLY, SURE = 5, 20
#: Whoever is this deep can be asked straight away; below, there is a talk or an introduction first: the ring of fifty.
CLOSE = 45.0
EVEN, OUT, BACK, FAINT = "even", "out", "back", "faint"
PROPOSE, INTRODUCE, MEET = "propose", "introduce", "meet"


@dataclass(frozen=True, slots=True)
class Said:
    """balance: EVEN, OUT (stronger for them), BACK (stronger for the reader) or FAINT. referrals: those it rests on."""

    balance: str = FAINT
    referrals: int = 0


def balance(found: Verdict) -> str:
    """For whom the match is the better one; FAINT where one direction has less than even odds against chance."""
    out, back = sum(found.out.values()), sum(found.back.values())
    if abs(out - back) >= AHEAD:
        return OUT if out > back else BACK
    return EVEN if min(out, back) > 0.0 else FAINT


def sure(referrals: int) -> str:
    """How sure, in words for the end of a sentence."""
    if not referrals:
        return "A guess, from your two professions alone."
    told = f"from {referrals:,} referral{'s' if referrals != 1 else ''} between your professions."
    word = "Sure" if referrals >= SURE else "Fairly sure" if referrals >= FAIRLY else "Early"
    return f"{word}, {told}"


def next_step(depth: float | None, known_to: int) -> str:
    """PROPOSE an agreement to whoever is close, else INTRODUCE: ask somebody who knows them, else MEET."""
    if depth is not None and depth >= CLOSE:
        return PROPOSE
    return INTRODUCE if known_to else MEET
