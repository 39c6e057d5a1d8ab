"""A person's record while its card is being read: lists that fold what stands there twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grapevine.domain.imports.rules.records import Labelled, PersonRecord, Postal
from grapevine.domain.people.rules.names import composed
from grapevine.interfaces.exchange.vcard import labels

_PARTS = ("prefix", "given", "middle", "family", "suffix")


@dataclass(slots=True)
class Draft:
    """What is known so far. ``texts`` holds the single fields of the record by name; the first filled one stays."""

    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[tuple[str, str], Labelled]] = field(default_factory=dict)
    addresses: dict[Postal, None] = field(default_factory=dict)
    written_addresses: list[Postal] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    nicknames: dict[str, None] = field(default_factory=dict)
    phonetic: dict[str, str] = field(default_factory=dict)
    shown_name: str = ""
    kind: str = ""

    def put(self, name: str, value: str) -> None:
        if value and not self.texts.get(name):
            self.texts[name] = value

    def add(self, name: str, value: str, label: str = "", primary: bool = False) -> None:
        """A labelled value; the same value with the same label is one, and is primary if either is."""
        if not value or label and labels.is_government_id(label):
            return
        values = self.lists.setdefault(name, {})
        known = values.get((value, label))
        values[value, label] = Labelled(value, label, primary or bool(known and known.primary))

    def record(self) -> PersonRecord:
        found = {place.label for place in self.addresses}
        for place in self.written_addresses:  # The address as written counts only where its parts are not given.
            if place.label not in found:
                self.addresses[place] = None
        texts = dict(self.texts)
        texts["nickname"] = ", ".join(self.nicknames)
        texts["note"] = "\n".join(self.notes)
        texts["phonetic"] = self.phonetic.get("as", "") or _phonetic(self.phonetic)
        whole = composed(**{part: texts.get(part, "") for part in _PARTS})
        texts["name"] = texts.get("name") or whole or self.shown_name or texts["nickname"]
        filled: dict[str, Any] = {**texts, **{name: tuple(values.values()) for name, values in self.lists.items()}}
        return PersonRecord(**filled, addresses=tuple(self.addresses), tags=tuple(self.tags))


def _phonetic(parts: dict[str, str]) -> str:
    spoken = " ".join(filter(None, (parts.get("first"), parts.get("middle"), parts.get("last"))))
    return spoken or parts.get("sort", "")
