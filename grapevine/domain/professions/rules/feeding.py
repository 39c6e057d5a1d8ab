"""Whether two professions feed each other: the clients of one need the other, and the other way round.

Who hears of a moment can send its client to whoever serves it; who serves it is with the client too, and sends on what
is left to do. Formula, constants and their sources: docs/methods/complement.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from grapevine.domain.professions.rules.reading import MOMENTS, PROFESSIONS
from grapevine.domain.professions.rules.shapes import Profession

#: Referrals inside one sphere, and between two, against what chance would make (METHODS 3, prior of professions).
SAME_SPHERE, OTHER_SPHERE = 2.6, 0.8
#: What competitors send each other against chance: overflow only. Judgement.
COMPETITORS = 0.1
#: Weight of the prior, in moments a pair shares. Judgement: one shared moment and the prior count alike.
KAPPA = 0.25
#: A lift that gives the score one half: the same sphere and no more known.
HALF = 2.6
#: Somebody at work on a moment hears of what else it needs, a little less surely than who is told first. Judgement.
AT_WORK = 0.7
#: How much less each next profession of a list is meant than the one before it. Judgement.
FADE = 0.05


@dataclass(frozen=True, slots=True)
class Complement:
    """How far two professions feed each other.

    ``score``, ``a_feeds_b``, ``b_feeds_a``: 0..1, one half where only the sphere is known to be the same. ``moments``:
    keys, the strongest first, of ``a_to_b`` (a is told, b helps) and ``b_to_a`` together.
    """

    score: float
    a_feeds_b: float
    b_feeds_a: float
    moments: tuple[str, ...] = ()
    a_to_b: tuple[str, ...] = ()
    b_to_a: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def complement(a_key: str, b_key: str) -> Complement:
    """How far the professions of two keys feed each other; a key that is not ours raises KeyError."""
    a, b = PROFESSIONS[a_key], PROFESSIONS[b_key]
    if competitors(a_key, b_key):
        return judged(COMPETITORS, COMPETITORS)
    there, back = _carried(a_key, b_key), _carried(b_key, a_key)
    prior = SAME_SPHERE if a.sphere == b.sphere else OTHER_SPHERE
    return judged(_lift(there, a_key, b_key, prior), _lift(back, b_key, a_key, prior), there, back)


def feeds(giver_key: str, receiver_key: str) -> float:
    """How far one profession feeds another, 0..1: ``a_feeds_b`` of :func:`complement` without the rest."""
    if competitors(giver_key, receiver_key):
        return _share(COMPETITORS)
    same = PROFESSIONS[giver_key].sphere == PROFESSIONS[receiver_key].sphere
    prior = SAME_SPHERE if same else OTHER_SPHERE
    return _share(_lift(_carried(giver_key, receiver_key), giver_key, receiver_key, prior))


def competitors(a_key: str, b_key: str) -> bool:
    """Whether both seek the same client for the same job; a key that is not ours raises KeyError."""
    a, b = PROFESSIONS[a_key], PROFESSIONS[b_key]
    return a_key == b_key or bool(a.same_work and a.same_work == b.same_work)


def moments_served_by(key: str) -> tuple[str, ...]:
    """Keys of the moments this profession serves; a key that is not ours raises KeyError."""
    return PROFESSIONS[key].serves


def moments_heard_by(key: str) -> tuple[str, ...]:
    """Keys of the moments this profession hears of early; a key that is not ours raises KeyError."""
    return PROFESSIONS[key].hears


def judged(
    there: float, back: float, a_to_b: Mapping[str, float] | None = None, b_to_a: Mapping[str, float] | None = None
) -> Complement:
    """The verdict on the lifts of both directions (0 and more, 1 = as chance would make it): both sides or nothing."""
    one, two = _ordered(a_to_b or {}), _ordered(b_to_a or {})
    both: dict[str, float] = dict(a_to_b or {})
    for key, weight in (b_to_a or {}).items():
        both[key] = both.get(key, 0.0) + weight
    return Complement(_share(sqrt(there * back)), _share(there), _share(back), _ordered(both), one, two)


def _ordered(weights: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(weights, key=lambda key: (-weights[key], key)))


def _share(lift: float) -> float:
    return lift / (lift + HALF)


def _lift(carried: Mapping[str, float], a_key: str, b_key: str, prior: float) -> float:
    """What a sends b against chance, shrunk towards the prior (METHODS 3: (n + kappa mu) / (N + kappa))."""
    expected = _sums(a_key)[0] * _sums(b_key)[1] / _all_helped()
    return (sum(carried.values()) + KAPPA * prior) / (expected + KAPPA)


def _carried(a_key: str, b_key: str) -> dict[str, float]:
    """Weight of each moment that a is told of and b helps with."""
    helps = _helps(b_key)
    return {key: told * helps[key] for key, told in _told(a_key).items() if key in helps}


@lru_cache(maxsize=1024)
def _helps(key: str) -> Mapping[str, float]:
    return _weights(PROFESSIONS[key], "serves")


@lru_cache(maxsize=1024)
def _told(key: str) -> Mapping[str, float]:
    at_work = {moment: AT_WORK * weight for moment, weight in _helps(key).items()}
    return at_work | _weights(PROFESSIONS[key], "hears")


@lru_cache(maxsize=1024)
def _sums(key: str) -> tuple[float, float]:
    """Of how much a profession is told, and with how much it helps."""
    return sum(_told(key).values()), sum(_helps(key).values())


def _weights(one: Profession, side: str) -> dict[str, float]:
    """Moments of one side with the place of the profession, or of the best placed field it covers, in each list."""
    found = {}
    own = {one.key, *one.covers}
    for key in getattr(one, side):
        keys = getattr(MOMENTS[key], side)
        place = next(at for at, profession in enumerate(keys) if profession in own)
        found[key] = 1.0 / (1.0 + FADE * place)
    return found


@lru_cache(maxsize=1)
def _all_helped() -> float:
    """Weight of help over the whole catalogue: what one telling meets by chance is a profession's part of it."""
    return float(sum(sum(_helps(key).values()) for key, one in PROFESSIONS.items() if not one.covers))
