"""What each column of an unknown table most likely holds: by the words of its heading and by what stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .targets import IGNORE, SEGMENT_OF
from .values import is_day, is_mail, is_phone, is_url, mails, phones
from .words import meaning, plain

#: How many rows the guess looks at, and how many values of a column the member is shown.
FIRST_ROWS = 50
SAMPLES = 3
_PREFIX_WORDS = (
    "mr mrs ms miss mx dr prof professor herr frau mme mlle m sr sra srta dott dssa sig sigra dhr mevr rev hon pan pani"
)
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_FLAG_WORDS = """normal on off true false yes no ein aus wahr falsch ja nein vrai faux oui non verdadero falso si no
    vero falso prawda falsz wlaczone wylaczone tak nie low high niedrig hoch"""
_FLAGS = frozenset(_FLAG_WORDS.split())


@dataclass(frozen=True, slots=True)
class Guess:
    """One column: its heading, up to three values found below it, the target, and whether we are sure of it."""

    heading: str
    samples: tuple[str, ...]
    target: str
    sure: bool


def guess(headings: Sequence[str], first_rows: Sequence[dict[str, str]]) -> list[Guess]:
    """A guess for every heading, in their order. ``first_rows`` hold the cells that are not empty by heading."""
    columns = {heading: [row[heading] for row in first_rows if row.get(heading)] for heading in headings}
    guesses = [_one(heading, columns[heading]) for heading in headings]
    return _settle_names(guesses, columns)


def _one(heading: str, values: list[str]) -> Guess:
    target, _ = meaning(heading)
    samples = tuple(dict.fromkeys(value[:80] for value in values))[:SAMPLES]
    if not target:
        found, sure = _by_content(values)
        return Guess(heading, samples, found, sure)
    if target == "title" and values and _share(values, _is_prefix) > 0.5:
        return Guess(heading, samples, "prefix", True)
    if target == "segment" and values and _share(values, _is_segment) < 0.5:
        return Guess(heading, samples, "tags", False)
    if target in ("name", "note", "firm") and values and _share(values, is_mail) > 0.5:
        return Guess(heading, samples, "email", True)
    return Guess(heading, samples, target, not values or _agrees(target, values))


def _by_content(values: list[str]) -> tuple[str, bool]:
    """A mail address or a web address cannot be mistaken; a phone number can (so can a customer number)."""
    if not values:
        return IGNORE, False
    if _share(values, is_mail) > 0.5:
        return "email", True
    if _share(values, is_url) > 0.5:
        return "link", True
    if _share(values, is_phone) > 0.5:
        return "phone", _share(values, lambda value: is_phone(value) and not value.isdigit()) > 0.5
    if _share(values, _is_segment) > 0.9:
        return "segment", False
    if all(plain(value) in _FLAGS for value in values):
        return IGNORE, True
    return IGNORE, False


def _agrees(target: str, values: list[str]) -> bool:
    """True unless what stands below contradicts the heading."""
    if target == "email":
        return _share(values, lambda value: bool(mails(value))) >= 0.5
    if target == "phone":
        return _share(values, lambda value: bool(phones(value))) >= 0.5
    if target in ("name", "given", "family", "firm"):
        return _share(values, lambda value: is_mail(value) or is_url(value) or is_day(value)) < 0.5
    return True


def _settle_names(guesses: list[Guess], columns: dict[str, list[str]]) -> list[Guess]:
    """ "Name" beside "Vorname" is the last name, "Nombre" beside "Apellidos" the first; beside both it is the whole."""
    targets = {one.target for one in guesses}
    whole = [place for place, one in enumerate(guesses) if one.target == "name"]
    if not whole or ("given" in targets) == ("family" in targets):
        return guesses
    missing, present = ("family", "given") if "given" in targets else ("given", "family")
    part = next(one.heading for one in guesses if one.target == present)
    place = whole[0]
    one = guesses[place]
    values, parts = columns[one.heading], columns[part]
    holds_part = sum(other in value for value, other in zip(values, parts, strict=False)) * 2 > len(values)
    if (values and holds_part) or plain(one.heading) in ("full name", "display name", "file as"):
        return guesses
    return [*guesses[:place], replace(one, target=missing), *guesses[place + 1 :]]


def _share(values: list[str], test: Callable[[str], bool]) -> float:
    return sum(test(value) for value in values) / len(values)


def _is_prefix(value: str) -> bool:
    words = plain(value).split()
    return bool(words) and all(word in _PREFIXES for word in words)


def _is_segment(value: str) -> bool:
    return plain(value) in SEGMENT_OF
