"""A suggestion of a partner in words: how near they are, for whom it is the better match, how sure, what to do next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import neg
from typing import Any

from django.urls import reverse

from grapevine.domain.depth.rules.reach import ring
from grapevine.domain.partnerships.queries.matching import Suggestion
from grapevine.domain.partnerships.rules.matching import judged
from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.interfaces.web import words

_RINGS = (
    "In your inner five.", "In your fifteen.", "In your fifty.", "In your hundred and fifty.", "Beyond your rings."
)  # fmt: skip
_NOT_LOUD = ("Nothing speaks loudly for it yet.",)


def row(one: Suggestion, keys: Sequence[float]) -> dict[str, Any]:
    """.person or .member, .name .first .role .known .out .back .fit, .link, and .step (words) with .step_link.

    keys: the rank keys of the member's rings, deepest first.
    """
    work = PROFESSIONS[one.profession].name if one.profession in PROFESSIONS else ""
    first = one.name.split(" ")[0]
    step, step_link = _step(one, first)
    return {
        "person": one.person,
        "member": one.member,
        "name": one.name,
        "first": first,
        "link": reverse("person", args=[one.person]) if one.person else "",
        "step": step,
        "step_link": step_link,
        "role": words.role(one.role, work, one.firm),
        "known": _known(one, keys),
        "out": one.reasons.out or _NOT_LOUD,
        "back": one.reasons.back or _NOT_LOUD,
        "fit": f"{_balance(one.said.balance, first)} {judged.sure(one.said.referrals)}",
    }


def _known(one: Suggestion, keys: Sequence[float]) -> str:
    """How near they are."""
    if not one.person:
        near = "" if one.km is None else "In your town." if one.km < 5 else f"{one.km:,.0f} km from you."
        return f"Not linked with you yet. {near}".strip()
    if one.depth is None or one.rank_key is None:
        return "In your book; not measured yet how well you know each other."
    return _RINGS[ring(bisect_left(keys, -one.rank_key, key=neg), one.depth)]


def _step(one: Suggestion, first: str) -> tuple[str, str]:
    """What to do next, and where."""
    if not one.person:
        return f"Find a way to {first}", reverse("introductions")
    step = judged.next_step(one.depth, one.common)
    if step == judged.PROPOSE:
        return "Propose an agreement", reverse("partnership_new", args=[one.person])
    if step == judged.INTRODUCE:
        return f"Ask {one.names[0].split(' ')[0]} to introduce you", f"{reverse('introductions')}?person={one.person}"
    return "Plan a first coffee", reverse("person_prepare", args=[one.person])


def _balance(balance: str, first: str) -> str:
    said = {
        judged.EVEN: "Good match both ways.",
        judged.OUT: f"Stronger for {first}, slower for you.",
        judged.BACK: f"Stronger for you, slower for {first}.",
    }
    return said.get(balance, "Little speaks for it yet.")
