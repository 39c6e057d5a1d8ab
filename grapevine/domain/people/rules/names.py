"""Names of any culture: what to show, how to sort, when two may be the same person's."""

from __future__ import annotations

from grapevine.domain.people.rules.card import Card
from grapevine.kit.text import clean, fold, is_ideograph, words

_HONORIFICS = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev", "fr", "sr", "jr", "ii", "iii", "iv"]
    + ["phd", "md", "esq", "mba", "cpa", "jd"]
)
#: What stands behind the comma of a firm's name, or of somebody's letters.
_BEHIND = _HONORIFICS | frozenset(
    ["inc", "llc", "llp", "ltd", "plc", "corp", "co", "gmbh", "ag", "kg", "sa", "srl", "bv"]
    + ["cfa", "cfp", "dds", "dvm", "pe", "rn"]
)
_ASIDE_WORDS = 3


def spoken(name: str) -> str:
    """``"Doe, John"``, as firms write it in front of an address, as one says it; any other name as it stands."""
    family, comma, given = (clean(part) for part in name.partition(","))
    sides = family.split(), given.split()
    if not comma or not all(1 <= len(side) <= _ASIDE_WORDS for side in sides):
        return name
    if any(word.strip(".").casefold() in _BEHIND for word in sides[1]):
        return name
    letters = "".join(family.split() + given.split()).translate(str.maketrans("", "", "-'’."))
    return f"{given} {family}" if letters.isalpha() else name


def display(card: Card) -> str:
    """The name to show: as written, else from its parts, else the nickname, firm, mail or phone; "" for nothing."""
    parts = [card.given, card.middle, card.family]
    if card.family and all(is_ideograph(ch) or ch == " " for ch in card.family + card.given):
        parts = [card.family, card.given]
    joined = " ".join(part for part in parts if part)
    fallback = [card.emails[0].value if card.emails else "", card.phones[0].value if card.phones else ""]
    choices = [card.name, joined, card.nickname, card.firm, *fallback]
    return next((clean(choice) for choice in choices if clean(choice)), "")


def composed(given: str, family: str, *, prefix: str = "", middle: str = "", suffix: str = "") -> str:
    """A name from its parts: in Han, kana and hangul the family name stands first and nothing between."""
    if given and family and _is_east_asian(given) and _is_east_asian(family):
        return family + given
    return " ".join(filter(None, (prefix, given, middle, family, suffix)))


def _is_east_asian(text: str) -> bool:
    """Han, kana or hangul throughout."""
    return all("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" or char >= "\U00020000" for char in text)


def sort_key(card: Card) -> str:
    """Family name first, folded; a name without parts sorts by its last word, or as it stands in scripts without."""
    if card.family:
        return fold(f"{card.family} {card.given} {card.middle}")
    name = fold(display(card))
    pieces = name.split()
    if len(pieces) < 2 or "@" in name or any(is_ideograph(ch) for ch in name):
        return name
    return f"{pieces[-1]} {' '.join(pieces[:-1])}"


def tokens(name: str) -> list[str]:
    """The words of a name that tell people apart: folded, without titles and suffixes."""
    return [word for word in words(name) if word not in _HONORIFICS]


def key(name: str) -> str:
    """Equal for the same name in any order, case and accent: ``"Doe, John"`` and ``"john DOE"``."""
    return " ".join(sorted(tokens(name)))[:200]
