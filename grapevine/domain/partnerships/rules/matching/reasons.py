"""Why two professionals might help each other, in words for the one who reads: two reasons a direction at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grapevine.domain.partnerships.rules.matching.partner import GROUPS, Professional, Verdict, loudest
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS, complement

#: How many moments and names one reason tells.
_MOMENTS, _NAMES = 3, 3


@dataclass(frozen=True, slots=True)
class Reasons:
    """Sentences of both directions: why I would help them (``out``), why they would help me (``back``)."""

    out: tuple[str, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """What the reader knows of the ways between the two: names they may read, how many there are, and the history."""

    first: str
    names: Sequence[str] = ()
    common: int = 0
    learned_out: int = 0
    learned_back: int = 0


def reasons(me: Professional, them: Professional, found: Verdict, met: Met) -> Reasons:
    """The loudest parts of each direction as sentences. met.learned_*: referrals seen between the professions."""
    there, back = _moments(me.profession, them.profession)
    name, work = met.first, _work(them.profession)
    needs = f"Your clients need {name}: {there}" if there else f"People like your clients often need {work}"
    hears = f"{name} hears of it first: {back}" if back else f"Clients of {work} often need your work"
    shared = {"common": _common(met), "clients": _clients(me, them)}
    out = shared | {"profession": needs + _seen(met.learned_out), "known": f"{name} is often sent people."}
    to_me = shared | {"profession": hears + _seen(met.learned_back), "known": "You are often sent people."}
    return Reasons(
        tuple(out[part] for part in loudest(found.out)), tuple(to_me[part] for part in loudest(found.back))
    )


def _seen(learned: int) -> str:
    return f". {learned} such referral{'s' if learned != 1 else ''} so far." if learned else "."


def _clients(me: Professional, them: Professional) -> str:
    shared = [GROUPS[key].lower() for key in GROUPS if key in me.clients & them.clients]
    return f"You both serve {', '.join(shared)}."


def _common(met: Met) -> str:
    if not met.names:
        return f"You know {met.common} {'people' if met.common != 1 else 'person'} in common."
    more = met.common - min(len(met.names), _NAMES)
    rest = f" and {more} more" if more > 0 else ""
    return f"Known to {', '.join(met.names[:_NAMES])}{rest}, whom you know."


def _moments(a: str, b: str) -> tuple[str, str]:
    """The strongest moments of each direction, as a list of their names."""
    if a not in PROFESSIONS or b not in PROFESSIONS:
        return "", ""
    found = complement(a, b)
    return _named(found.a_to_b), _named(found.b_to_a)


def _named(moments: Sequence[str]) -> str:
    return ", ".join(MOMENTS[key].name.lower() for key in moments[:_MOMENTS])


def _work(key: str) -> str:
    if key not in PROFESSIONS:
        return "their work"
    name = PROFESSIONS[key].name
    return f"{'an' if name[0] in 'AEIO' else 'a'} {name if name.isupper() else name[0].lower() + name[1:]}"
