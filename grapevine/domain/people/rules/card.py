"""A person as a plain value: what a form, a file or a program says of somebody."""

from __future__ import annotations

from dataclasses import dataclass

#: Parts of life, in the order in which screens show them. "" = not sorted yet.
SEGMENTS: dict[str, str] = {
    "family": "Family",
    "friend": "Friends",
    "school": "School",
    "client": "Clients",
    "professional": "Professionals",
    "community": "Community",
}
#: The single-valued fields of a card with the longest text kept.
FIELDS: dict[str, int] = {
    "name": 300,
    "prefix": 60,
    "given": 120,
    "middle": 120,
    "family": 120,
    "suffix": 60,
    "nickname": 120,
    "phonetic": 200,
    "firm": 250,
    "department": 200,
    "title": 250,
    "profession": 200,
    "segment": 20,
    "note": 20_000,
}
#: The many-valued fields of a card.
LISTS = ("emails", "phones", "addresses", "links", "dates", "tags", "facts")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with its label ("home", "work", ...; lower case; empty when unknown)."""

    value: str
    label: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Postal:
    """A postal address. ``formatted`` keeps the text as written where the parts are not known."""

    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    formatted: str = ""

    @property
    def one_line(self) -> str:
        """The address in one line."""
        city = " ".join(part for part in (self.postcode, self.city) if part)
        parts = [part for part in (self.street, city, self.region, self.country) if part]
        return ", ".join(parts) or " ".join(self.formatted.split())


@dataclass(frozen=True, slots=True)
class Card:
    """A person. ``uid`` is the file's own stable id, or empty.

    ``name`` is the name as written; the parts are filled only where the file gives them. ``dates`` hold
    ``YYYY-MM-DD`` or ``--MM-DD`` (no year) with labels such as "birthday", "anniversary", "connected";
    a date that is text stays text. ``facts`` are things known about them: label "spouse", "children", "hobby",
    "referred by", "skill". ``country`` of a phone is not guessed here.
    """

    uid: str = ""
    name: str = ""
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""
    phonetic: str = ""
    firm: str = ""
    department: str = ""
    title: str = ""
    profession: str = ""
    note: str = ""
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    addresses: tuple[Postal, ...] = ()
    links: tuple[Labelled, ...] = ()
    dates: tuple[Labelled, ...] = ()
    tags: tuple[str, ...] = ()
    facts: tuple[Labelled, ...] = ()
    segment: str = ""
    archived: bool = False
