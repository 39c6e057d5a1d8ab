"""A profession by what people call it: its key, its name or one of its aliases, folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from grapevine.domain.professions.rules.reading import PROFESSIONS
from grapevine.domain.professions.rules.shapes import Profession
from grapevine.kit.text import fold

_SIGNS = re.compile(r"[^\w&]+")
#: Words that say that somebody does it for a living, not what: "roofing company owner" is a roofer like "roofing".
_FOR_A_LIVING = frozenset(
    ["company", "companies", "co", "owner", "contractor", "service", "services", "specialist", "business", "firm",
     "shop", "store", "agency", "provider", "professional", "expert", "practice", "operator", "representative",
     "rep", "dealer", "senior", "principal", "lead", "licensed", "certified", "independent", "freelance", "local",
     "manager"]
)  # fmt: skip
#: What is left of some names then says too little to mean them: not every adviser is a business adviser.
_TOO_LITTLE = frozenset(
    ["advisor", "adviser", "analyst", "body", "broker", "building", "car", "coach", "consultant", "designer",
     "executor", "general", "introduction", "lender", "machine", "main", "managed", "manager", "merchant", "motor",
     "registered", "sale", "support", "tenant"]
)  # fmt: skip


def profession_named(text: str) -> Profession | None:
    """The profession whose key, name or alias this is, whatever its case, signs and number; None when it is nobody's.

    ``"Divorce Lawyers"`` and ``"family-law attorney"`` are both the family-law attorney.
    """
    said = plain(text)
    names = _names()
    key = names.get(said) or (names.get(said.removesuffix("s")) if said.endswith("s") else None)
    return PROFESSIONS[key] if key else None


def trade_named(text: str) -> Profession | None:
    """The only profession that follows the trade these words name: ``"fence company owner"`` is the fence builder."""
    key = _trades().get(_trade(plain(text)), "")
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


def _trade(said: str) -> str:
    """What is done, without the words that it is done for a living; "" for nothing but those."""
    return " ".join(word.removesuffix("s") for word in said.split() if word not in _FOR_A_LIVING)


@lru_cache(maxsize=1)
def _trades() -> Mapping[str, str]:
    """Each trade that only one profession follows, with its key."""
    found: dict[str, str] = {}
    for name, key in _names().items():
        trade = _trade(name)
        found[trade] = key if found.get(trade, key) == key else ""
    return {trade: key for trade, key in found.items() if trade not in _TOO_LITTLE and trade and key}
