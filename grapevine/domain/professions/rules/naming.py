"""A profession by what people call it: its key, its name or one of its aliases, folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from grapevine.domain.professions.rules.reading import PROFESSIONS
from grapevine.domain.professions.rules.shapes import Profession
from grapevine.kit.text import fold

_SIGNS = re.compile(r"[^\w&]+")


def profession_named(text: str) -> Profession | None:
    """The profession whose key, name or alias this is, whatever its case, signs and number; None when it is nobody's.

    ``"Divorce Lawyers"`` and ``"family-law attorney"`` are both the family-law attorney.
    """
    said = plain(text)
    names = _names()
    key = names.get(said) or (names.get(said.removesuffix("s")) if said.endswith("s") else None)
    return PROFESSIONS[key] if key else None


def plain(text: str) -> str:
    """Folded words with one space between them: ``"Real-Estate  Agent"`` -> ``"real estate agent"``."""
    return _SIGNS.sub(" ", fold(text)).strip()


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Each plain name with the key it stands for; the first that claims it keeps it."""
    found: dict[str, str] = {}
    for one in PROFESSIONS.values():
        for name in (one.key, one.name):
            found.setdefault(plain(name), one.key)
    for one in PROFESSIONS.values():
        for name in one.aliases:
            found.setdefault(plain(name), one.key)
    return found
