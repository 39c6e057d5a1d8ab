"""Building a :class:`PersonRecord` from cells: cleaning, splitting, labels, and nothing lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from grapevine.domain.imports.rules.records import Labelled, PersonRecord, Postal
from grapevine.domain.people.rules.names import composed

from .dates import day
from .targets import SEGMENT_OF
from .values import is_x500, mails, phones, split
from .words import plain


@dataclass
class Draft:
    """A person while their cells are read. Every method takes a cell as written; empty cells change nothing."""

    today: date
    month_first: bool = True
    texts: dict[str, str] = field(default_factory=dict)
    emails: list[Labelled] = field(default_factory=list)
    phones: list[Labelled] = field(default_factory=list)
    links: list[Labelled] = field(default_factory=list)
    dates: list[Labelled] = field(default_factory=list)
    facts: list[Labelled] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: dict[str, dict[str, str]] = field(default_factory=dict)

    def text(self, name: str, value: str) -> None:
        """A field of which there is one. A second, different value goes to the note rather than away."""
        if not value:
            return
        if self.texts.setdefault(name, value) != value:
            self.note(f"{name.capitalize()}: {value}")

    def email(self, value: str, label: str = "", primary: bool = False) -> None:
        """Every address in the cell; what is no address goes to the note, an Exchange directory path nowhere."""
        if not value:
            return
        found = mails(value)
        known = {one.value.casefold() for one in self.emails}
        for address in found:
            if address.casefold() not in known:
                known.add(address.casefold())
                self.emails.append(Labelled(address, label, primary and address == found[0]))
        if not found and not is_x500(value):
            self.note(f"Email: {value}")

    def phone(self, value: str, label: str = "", primary: bool = False) -> None:
        """Every number in the cell, as written; a cell without a digit goes to the note."""
        if not value:
            return
        found = phones(value)
        for number in found:
            entry = Labelled(number, label, primary and number == found[0])
            if entry not in self.phones:
                self.phones.append(entry)
        if not found:
            self.note(f"Phone: {value}")

    def link(self, value: str, label: str = "") -> None:
        for address in split(value):
            if all(address != one.value for one in self.links):
                self.links.append(Labelled(address, label))

    def date(self, value: str, label: str) -> None:
        """A date that is set; ``0/0/00`` and the like are nothing."""
        found = day(value, month_first=self.month_first, today=self.today) if value else ""
        if found:
            self.dates.append(Labelled(found, label))

    def fact(self, value: str, label: str) -> None:
        if value and Labelled(value, label) not in self.facts:
            self.facts.append(Labelled(value, label))

    def tag(self, value: str) -> None:
        if value and value not in self.tags:
            self.tags.append(value)

    def segment(self, value: str) -> None:
        """One of the six segments in any of our languages; another word is kept as a tag."""
        known = SEGMENT_OF.get(plain(value), "")
        if known and "segment" not in self.texts:
            self.texts["segment"] = known
        elif not known:
            self.tag(value)

    def note(self, value: str) -> None:
        if value and value not in self.notes:
            self.notes.append(value)

    def postal(self, place: str, part: str, value: str) -> None:
        """One part of the address called ``place``; a second value for a part is added on its own line."""
        if value:
            parts = self.places.setdefault(place, {})
            parts[part] = f"{parts[part]}\n{value}" if part in parts else value

    def record(self, labels: dict[str, str] | None = None) -> PersonRecord | None:
        """The person, or None when no cell said who it is. ``labels`` gives the label of each place."""
        if not (self.texts.keys() - {"uid", "segment"} or self.emails or self.phones or self.links):
            return None
        texts: dict[str, Any] = dict(self.texts)
        parts = {part: texts.get(part, "") for part in ("given", "middle", "family", "suffix")}
        texts.setdefault("name", composed(**parts))
        lists = PersonRecord(
            note="\n".join(self.notes),
            emails=tuple(self.emails),
            phones=tuple(self.phones),
            addresses=tuple(
                Postal(label=(labels or {}).get(place, place), **parts) for place, parts in self.places.items()
            ),
            links=tuple(self.links),
            dates=tuple(self.dates),
            tags=tuple(self.tags),
            facts=tuple(self.facts),
        )
        return replace(lists, **texts)
