"""What was handed over, by its words, and the sphere of life it belongs to."""

from __future__ import annotations

import re

from grapevine.domain.gives import rules as give
from grapevine.domain.network.rules.line import words

#: One search, which ends at the first thing named; where several kinds begin at one place, the first of them is meant.
_EACH_THING = "|".join(rf"(?P<t{n}>(?:{pattern})(?!\w))" for n, (_, pattern) in enumerate(words.THINGS))
_THINGS = re.compile(rf"(?<![\w-])(?:{_EACH_THING})")
_SPHERES = tuple((sphere, re.compile(rf"\b(?:{pattern})\b")) for sphere, pattern in words.SPHERES)
_BUSINESS_ALWAYS = {give.REFERRAL, give.ENDORSEMENT, give.THANKS}
_MAY_BE_SOCIAL = {give.INVITATION, give.HELP, give.RESOURCE}


def thing_in(clause: str) -> str:
    """The kind of what is handed over: the thing named first."""
    first = _THINGS.search(clause)
    return words.THINGS[int((first.lastgroup or "t0")[1:])][0] if first else ""


def sphere_of(kind: str, clause: str) -> str:
    """The sphere of life that a give of this kind belongs to, by the words it is told in."""
    if kind in _BUSINESS_ALWAYS:
        return "business"
    for sphere, pattern in _SPHERES:
        if (sphere != "social" or kind in _MAY_BE_SOCIAL) and pattern.search(clause):
            return sphere
    return words.BY_NATURE.get(kind, "business")
