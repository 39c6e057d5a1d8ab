"""Looking something up in the catalogue: by words of a name, an alias or a client's sentence."""

from __future__ import annotations

from grapevine.domain.professions.rules.feeding import Complement, complement
from grapevine.domain.professions.rules.naming import profession_named, trade_named
from grapevine.domain.professions.rules.reading import MOMENTS, PROFESSIONS
from grapevine.domain.professions.rules.shapes import Moment, Profession
from grapevine.kit.text import words

#: How many partners of a profession are worth a look.
PARTNERS = 12


def professions_about(text: str) -> list[Profession]:
    """Professions in whose name or aliases every word begins some word, in alphabetical order; all for no words."""
    asked = words(text)
    named = profession_named(text) or trade_named(text)
    found = [one for one in PROFESSIONS.values() if one == named or _has(asked, one.name, *one.aliases)]
    return sorted(found, key=lambda one: (one != named, one.name.lower()))


def moments_about(text: str) -> list[Moment]:
    """Moments in whose name or sentence every word begins some word, in alphabetical order; all for no words."""
    asked = words(text)
    return sorted((one for one in MOMENTS.values() if _has(asked, one.name, one.sentence)), key=lambda one: one.name)


def partners_of(key: str, limit: int = PARTNERS) -> list[tuple[Profession, Complement]]:
    """The professions that feed this one and are fed by it most, best first; KeyError for a key that is not ours."""
    found = [(one, complement(key, other)) for other, one in PROFESSIONS.items() if other != key]
    found = [(one, feeds) for one, feeds in found if feeds.a_to_b and feeds.b_to_a]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].key))[:limit]


def _has(asked: list[str], *texts: str) -> bool:
    there = {word for text in texts for word in words(text)}
    return all(any(word.startswith(part) for word in there) for part in asked)
