"""Five answers of one side as five signs, so that a list needs no second table; and the one rating they come to.

``"45344"`` is know 4, like 5, trust 3, committed 4, educated 4; ``-`` stands where nothing was said; the empty text
says nothing at all. Corrections by the owner are kept in the same form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grapevine.domain.depth.rules.parts import INGREDIENTS, KNOW, TRUST
from grapevine.domain.depth.rules.rating import HIGHEST, LOWEST

SILENT = "-"
#: What the one rating of depth is made of.
OF_DEPTH = (KNOW, TRUST)


@dataclass(frozen=True, slots=True)
class Said:
    """One rating as it was given: when (days), the rating itself, and the five answers it came from ("" = none)."""

    at: float
    value: int
    answers: str = ""


def packed(values: Mapping[str, int]) -> str:
    """Answers by ingredient as five signs; an ingredient left out is silent. Raises ValueError outside 1..5."""
    wrong = [name for name, value in values.items() if name not in INGREDIENTS or not LOWEST <= value <= HIGHEST]
    if wrong:
        raise ValueError(f"answers lie between {LOWEST} and {HIGHEST}, one for each ingredient: {', '.join(wrong)}")
    signs = "".join(str(values[name]) if name in values else SILENT for name in INGREDIENTS)
    return signs if values else ""


def unpacked(signs: str) -> dict[str, int]:
    """Five signs as answers by ingredient; silent ones are left out."""
    if not signs:
        return {}
    pairs = zip(INGREDIENTS, signs, strict=False)
    return {name: int(sign) for name, sign in pairs if sign.isdigit()}


def is_sound(signs: str) -> bool:
    """Whether a text from outside is five signs, or nothing."""
    allowed = {SILENT, *(str(value) for value in range(LOWEST, HIGHEST + 1))}
    return signs == "" or (len(signs) == len(INGREDIENTS) and set(signs) <= allowed and set(signs) != {SILENT})


def rating_of(values: Mapping[str, int]) -> int:
    """The one rating "how well do I know and trust them?": the lower of the two answers, for it asks for both.

    Raises KeyError when one of the two is missing.
    """
    return min(values[name] for name in OF_DEPTH)


def standing(ratings: Iterable[Said]) -> str:
    """What one side says now, by ingredient: its newest five answers, with a newer plain rating in place of two.

    A plain rating answers for knowing and trusting at once, so both take its value.
    """
    found = sorted(ratings, key=lambda said: said.at)
    newest = next((said for said in reversed(found) if said.answers), None)
    if newest is None:
        return ""
    values = unpacked(newest.answers)
    if found[-1].at > newest.at:
        values |= dict.fromkeys(OF_DEPTH, found[-1].value)
    return packed(values)
