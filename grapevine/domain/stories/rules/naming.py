"""Names in a text, and the roles that stand for them as long as somebody did not agree to be named.

A text is written as one tells it, with names. Whoever reads it sees a name only where its bearer agreed to this
wording and this reach; else every form of the name that is known gives way to the role ("a family of three").
Nothing is kept twice: names are taken out each time a text is read, so a consent withdrawn takes the name out at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from grapevine.domain.stories.rules.telling import FIELDS, Told

#: What stands for somebody nobody found a better word for.
SOMEBODY = "somebody"
#: After one of these (and quotation marks or space) a sentence begins.
_BEGINS = re.compile(r"(?:^|[.!?…][\"'”’)»]*\s+|\n\s*|:\s*(?=[\"'“‘«„]))[\"'“‘(«„]*$")
#: Titles that may stand before a family name; they go with it.
_TITLES = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herr|Frau)\.?\s+)?"


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody a text names: every form of the name, and the role that may stand for it."""

    forms: tuple[str, ...]
    role: str


def forms_of(name: str, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Every form of a name to look for, the longest first: in full, its first and its last word, and what else they are
    called there. A lone letter is none: it would stand in half of all words."""
    words = [word.strip(".,") for word in name.split()]
    found = [name.strip(), *(extra.strip() for extra in also), *([words[0], words[-1]] if len(words) > 1 else [])]
    return tuple(sorted({form for form in found if len(form) > 1}, key=lambda form: (-len(form), form)))


def without_names(text: str, stands: Sequence[Stand]) -> str:
    """The text with each form of each of these names as the role; a sentence that begins with it keeps its capital.

    A name of one word is found with a capital or in capitals alone, so that Will's story keeps its "will"; one of
    several words is found however it is written.
    """
    pieces = {form: stand.role or SOMEBODY for stand in stands for form in stand.forms}
    if not pieces or not text:
        return text
    longest = sorted(pieces, key=lambda form: (-len(form), form))
    pattern = re.compile("|".join(_pattern(form) for form in longest))
    by_fold = {form.casefold(): role for form, role in pieces.items()}

    def role(found: re.Match[str]) -> str:
        said = re.sub(rf"^{_TITLES}", "", found[0]) if found[0].casefold() not in by_fold else found[0]
        word = by_fold[" ".join(said.casefold().split())]
        return word[:1].upper() + word[1:] if _BEGINS.search(text[: found.start()]) else word

    return pattern.sub(role, text)


def _pattern(form: str) -> str:
    words = [re.escape(word) for word in form.split()]
    if len(words) > 1:
        spaced = r"\s+".join(words)
        return rf"(?i:(?<!\w){_TITLES}{spaced}(?!\w))"
    capital = form[:1].upper() + form[1:]
    spellings = "|".join(sorted({re.escape(form), re.escape(capital), re.escape(form.upper())}, reverse=True))
    return rf"(?:(?<!\w){_TITLES}(?:{spellings})(?!\w))"


def told_without(told: Told, stands: Sequence[Stand]) -> Told:
    """A story with these names as roles, its title too."""
    return replace(told, **{field: without_names(getattr(told, field), stands) for field in FIELDS})


def role_for(profession: str, part: str) -> str:
    """A role to begin with: ``("Realtor", "receiver")`` -> ``"a realtor"``; for a client, and without a profession,
    words that tell nothing."""
    if part == "client" or not profession.strip():
        return {"client": "a client", "giver": "a friend", "receiver": "a colleague"}.get(part, SOMEBODY)
    word = profession.strip()
    plain = word if word[:2].isupper() else word[:1].lower() + word[1:]
    return f"{'an' if plain[:1].lower() in 'aeiou' else 'a'} {plain}"


def perhaps_names(told: Told, known: Collection[str] = ()) -> list[str]:
    """Words with a capital inside a sentence: perhaps names that nobody was asked about. For the teller to look at.

    At the beginning of a sentence every word has one: there only first names that are ``known`` are told.
    """
    found: dict[str, None] = {}
    for field in FIELDS:
        text = getattr(told, field)
        for match in _CAPITAL.finditer(text):
            before = text[: match.start()]
            inside = not _BEGINS.search(before) or _AFTER_TITLE.search(before)
            if (inside and match[0] not in _NO_NAMES) or match[0].split()[0] in known:
                found[match[0]] = None
    return list(found)


def begins_with(told: Told) -> list[str]:
    """The words with a capital with which sentences begin."""
    found: dict[str, None] = {}
    for field in FIELDS:
        text = getattr(told, field)
        for match in _CAPITAL.finditer(text):
            if _BEGINS.search(text[: match.start()]):
                found[match[0].split()[0]] = None
    return list(found)


_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ][\w'’-]*(?:\s+[^\W\d_a-zß-öø-ÿ][\w'’-]+)*")
_AFTER_TITLE = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.\s*$")
_DAYS = " ".join(f"{day}day {day}days" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"))
_MONTHS = "January February March April May June July August September October November December"
_NO_NAMES = frozenset(
    f"Mr Mrs Ms Mx Dr I I’m I'm I’d I'd I’ll I'll I’ve I've {_DAYS} {_MONTHS} Christmas Easter Thanksgiving".split()
)
