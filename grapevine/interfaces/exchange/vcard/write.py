"""Writes people as vCard 4.0 (RFC 6350), so that ``read`` gives the same records back.

What 4.0 has no word for travels in Apple's labels (``item1.X-ABLABEL``), which most programs show, and in four
properties of our own (``X-GRAPEVINE-...``), which others may ignore.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grapevine.domain.imports.rules.records import Labelled, PersonRecord, Postal
from grapevine.interfaces.exchange.vcard import dates, labels
from grapevine.interfaces.exchange.vcard.content import clean
from grapevine.interfaces.exchange.vcard.names import FACTS, RELATED_TYPES

_WIDTH = 75
_TEXT = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})
_URI = str.maketrans({"\\": "\\\\", "\n": "\\n"})
_PARAMETER = str.maketrans({"\\": "\\\\", "^": "^^", "\n": "^n", '"': "^'"})
_OWN_FACTS = {FACTS[name]: name for name in ("HOBBY", "INTEREST", "EXPERTISE")}


def write(people: Iterable[PersonRecord]) -> Iterator[str]:
    """One card a person, with CRLF line ends, folded at 75 octets of UTF-8. Join them for a file.

    Control characters, which a card cannot hold, are left out; texts come out stripped.
    """
    for one in people:
        yield "".join(fold(line) for line in lines(one))


def lines(person: PersonRecord) -> Iterator[str]:
    """The content lines of one card, not folded, from BEGIN to END."""
    yield from _Card(person).lines()


def fold(line: str) -> str:
    """A content line cut into physical lines of at most 75 octets, never inside a character, each ended by CRLF."""
    data = line.encode("utf-8")
    if len(data) <= _WIDTH:
        return f"{line}\r\n"
    pieces, start, width = [], 0, _WIDTH
    while start < len(data):
        end = min(start + width, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end].decode("utf-8"))
        start, width = end, _WIDTH - 1
    return "\r\n ".join(pieces) + "\r\n"


class _Card:
    """The lines of one card; counts the ``item`` groups that carry the labels."""

    def __init__(self, person: PersonRecord) -> None:
        self._person = person
        self._groups = 0

    def lines(self) -> Iterator[str]:
        one = self._person
        yield from ("BEGIN:VCARD", "VERSION:4.0")
        yield f"FN:{escaped(one.name)}"
        parts = [escaped(part) for part in (one.family, one.given, one.middle, one.prefix, one.suffix)]
        if any(parts):
            yield f"N:{';'.join(parts)}"
        if clean(one.firm) or clean(one.department):
            yield f"ORG:{escaped(one.firm)}" + (f";{escaped(one.department)}" if clean(one.department) else "")
        for name, value in (
            ("UID", one.uid),
            ("NICKNAME", one.nickname),
            ("X-GRAPEVINE-PHONETIC", one.phonetic),
            ("TITLE", one.title),
            ("ROLE", one.profession),
            ("X-GRAPEVINE-SEGMENT", one.segment),
            ("NOTE", one.note),
        ):
            if clean(value):
                yield f"{name}:{escaped(value)}"
        tags = [escaped(tag) for tag in one.tags if clean(tag)]
        if tags:
            yield f"CATEGORIES:{','.join(tags)}"
        yield from self._lists()
        yield "END:VCARD"

    def _lists(self) -> Iterator[str]:
        one = self._person
        for email in one.emails:
            yield from self._labelled("EMAIL", email, escaped(email.value))
        for phone in one.phones:
            yield from self._labelled("TEL", phone, escaped(phone.value))
        for link in one.links:
            yield from self._labelled("URL", link, clean(link.value).translate(_URI))
        for place in one.addresses:
            yield from self._address(place)
        for day in one.dates:
            yield from self._date(day)
        for fact in one.facts:
            yield from self._fact(fact)

    def _labelled(self, name: str, item: Labelled, value: str, params: str = "") -> Iterator[str]:
        """A property with its label as types where they say exactly that, else in an Apple label of its group."""
        if not value:
            return
        label = clean(item.label)
        types = labels.to_types(label)
        params += ";PREF=1" if item.primary else ""
        if types:
            joined = ",".join(types)
            params += f';TYPE="{joined}"' if len(types) > 1 else f";TYPE={joined}"
        if not label or types:
            yield f"{name}{params}:{value}"
            return
        self._groups += 1
        yield f"item{self._groups}.{name}{params}:{value}"
        yield f"item{self._groups}.X-ABLABEL:{escaped(label)}"

    def _address(self, place: Postal) -> Iterator[str]:
        parts = ("", "", place.street, place.city, place.region, place.postcode, place.country)
        formatted = clean(place.formatted)
        params = f';LABEL="{formatted.translate(_PARAMETER)}"' if formatted else ""
        if formatted or any(map(clean, parts)):
            yield from self._labelled("ADR", Labelled("", place.label), ";".join(map(escaped, parts)), params)

    def _date(self, day: Labelled) -> Iterator[str]:
        name = {"birthday": "BDAY", "anniversary": "ANNIVERSARY"}.get(clean(day.label), "X-ABDATE")
        item = day if name == "X-ABDATE" else Labelled(day.value, "", day.primary)
        compact, params = _compact(clean(day.value))
        yield from self._labelled(name, item, compact, params)

    def _fact(self, fact: Labelled) -> Iterator[str]:
        label = clean(fact.label)
        if label in RELATED_TYPES:
            yield from self._labelled("RELATED", fact, escaped(fact.value), ";VALUE=text")
        elif label in _OWN_FACTS:
            yield from self._labelled(_OWN_FACTS[label], Labelled("", "", fact.primary), escaped(fact.value))
        else:
            yield from self._labelled("X-GRAPEVINE-FACT", fact, escaped(fact.value))


def escaped(text: str) -> str:
    """A text as the value of a property holds it."""
    return clean(text).translate(_TEXT)


def _compact(day: str) -> tuple[str, str]:
    """A date in the basic form that 4.0 asks for; anything else marked as text."""
    basic = ("--" if day.startswith("--") else "") + day.replace("-", "")
    if basic != day and dates.normal(basic) == day:
        return basic, ""
    return escaped(day), ";VALUE=text"
