"""Whether two professionals could be partners: what speaks for it in each direction, and what rules it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, cos, exp, log, radians, sin, sqrt

from grapevine.domain.professions.rules import PROFESSIONS, competitors

#: Weights of the terms. Source: METHODS of matching; distance, clients and capacity are judgement there, too.
PROFESSION, POPULAR, CLIENTS = 0.6, 0.5, 0.5
#: So many kilometres halve the odds, down to e^FAR.
HALVED_KM, FAR = 30.0, -2.0
#: Two places of different names whose distance is not known: half of the way to FAR.
ELSEWHERE = FAR / 2.0
#: One ordered pair of a chapter in twenty refers in a month: the odds before anything is known.
BASE = 0.051
#: What two professionals who could meet usually have in common. The mean over a whole book or organisation is next to
#: nothing, and one person in common would outweigh everything else. Judgement.
COMMON_MEAN = 0.5
#: The groups of clients a member can say they serve.
GROUPS: dict[str, str] = {
    "couples": "Couples and families",
    "parents": "New parents",
    "separating": "People who separate",
    "movers": "People who move house",
    "first-buyers": "First-time buyers",
    "retired": "Retired people",
    "bereaved": "People after a death",
    "wealthy": "Wealthy households",
    "newcomers": "People new in the country",
    "owners": "Owners of small firms",
    "founders": "Founders",
    "companies": "Larger companies",
    "landlords": "Landlords and investors",
    "charities": "Charities and public bodies",
}
FULL, LANGUAGE, COMPETITOR, CONFLICT = "full", "language", "competitor", "conflict"
#: The parts of a direction, in the order in which equal ones are told.
PARTS = ("profession", "common", "clients", "place", "known")


@dataclass(frozen=True, slots=True)
class Professional:
    """What matching knows of somebody. Empty or None: not known, and then it neither speaks for nor against.

    received: referrals they got, which tells how easy they are to refer to.
    """

    profession: str
    place: str = ""
    at: tuple[float, float] | None = None
    clients: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    full: bool = False
    overflow: bool = False
    received: float = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole list: logarithms of lifts, means of common contacts and of referrals received."""

    term: Callable[[str, str], float]
    common_mean: float = 0.0
    received_mean: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Both directions of a pair: log-odds by part, from me to them (``out``) and from them to me (``back``)."""

    strength: float
    out: dict[str, float]
    back: dict[str, float]
    km: float | None = None


def ruled_out(me: Professional, them: Professional, conflict: bool = False) -> str:
    """Why somebody cannot be a partner now; "" when nothing speaks against it."""
    if conflict:
        return CONFLICT
    if them.full:
        return FULL
    if me.languages and them.languages and not me.languages & them.languages:
        return LANGUAGE
    if compete(me.profession, them.profession) and not them.overflow and _one_place(me, them):
        return COMPETITOR
    return ""


def compete(a: str, b: str) -> bool:
    """Whether two professions seek the same client for the same job."""
    return competitors(a, b) if a in PROFESSIONS and b in PROFESSIONS else a == b


def verdict(me: Professional, them: Professional, common: float, setting: Setting) -> Verdict:
    """How well two fit. common: Adamic-Adar of the two. ``strength``: the geometric mean of both chances, 0..1."""
    km = kilometres(me.at, them.at) if me.at and them.at else None
    both = {"common": common_term(common, setting.common_mean), "place": place_term(me, them, km),
            "clients": CLIENTS * clients_term(me.clients, them.clients)}  # fmt: skip
    out = both | {
        "profession": PROFESSION * setting.term(me.profession, them.profession),
        "known": POPULAR * log((them.received + 2.0) / (setting.received_mean + 2.0)),
    }
    back = both | {
        "profession": PROFESSION * setting.term(them.profession, me.profession),
        "known": POPULAR * log((me.received + 2.0) / (setting.received_mean + 2.0)),
    }
    return Verdict(strength(sum(out.values()), sum(back.values())), out, back, km)


def strength(out: float, back: float) -> float:
    """The geometric mean of the chances that two log-odds (before the base rate) come to: both sides or nothing."""
    start = log(BASE / (1.0 - BASE))
    return sqrt(1.0 / ((1.0 + exp(-out - start)) * (1.0 + exp(-back - start))))


def common_term(found: float, mean: float) -> float:
    """ln((AA + 0.15 m)/(1.15 m)); 0 where nobody has anybody in common."""
    return log((found + 0.15 * mean) / (1.15 * mean)) if mean > 0.0 else 0.0


def clients_term(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """ln of how many more groups of clients two share than by chance; 0 where one has not said."""
    if not mine or not theirs:
        return 0.0
    by_chance = len(mine) * len(theirs) / len(GROUPS)
    return log((len(mine & theirs) + 0.5) / (by_chance + 0.5))


def place_term(me: Professional, them: Professional, km: float | None) -> float:
    """ln(2^(-km/30)), at least -2; by the names of places where the distance is not known."""
    if km is not None:
        return max(FAR, -log(2.0) * km / HALVED_KM)
    if not me.place or not them.place or _folded(me.place) == _folded(them.place):
        return 0.0
    return ELSEWHERE


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two points (latitude, longitude in degrees) along the ground."""
    lat_a, lon_a, lat_b, lon_b = (radians(angle) for angle in (*a, *b))
    half = sin((lat_b - lat_a) / 2.0) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2.0) ** 2
    return 2.0 * 6371.0 * asin(min(1.0, sqrt(half)))


def loudest(parts: dict[str, float], most: int = 2) -> list[str]:
    """The names of the parts that speak for somebody, the loudest first; a tenth of log-odds is the least told."""
    order = sorted(PARTS, key=lambda part: (-parts[part], PARTS.index(part)))
    return [part for part in order if parts[part] >= 0.1][:most]


def _one_place(me: Professional, them: Professional) -> bool:
    """Unless both say places that differ, they are taken to work in one."""
    if me.at and them.at:
        return kilometres(me.at, them.at) <= HALVED_KM
    return not me.place or not them.place or _folded(me.place) == _folded(them.place)


def _folded(place: str) -> str:
    return " ".join(place.casefold().split())
