"""A card taken apart into rows of one table and put together again; keys make equal values comparable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from grapevine.domain.people.rules.card import FIELDS, LISTS, Card, Labelled, Postal
from grapevine.domain.people.rules.names import display
from grapevine.domain.people.rules.reach import email_key, link_key, phone_key
from grapevine.domain.people.rules.yearly import date_key
from grapevine.kit.text import clean, clean_lines, fold

EMAIL, PHONE, ADDRESS, LINK, DATE, TAG, FACT = (
    "email", "phone", "address", "link", "date", "tag", "fact",
)  # fmt: skip
#: Field of the card -> kind of the row.
KIND_OF = {"emails": EMAIL, "phones": PHONE, "addresses": ADDRESS, "links": LINK, "dates": DATE, "tags": TAG,
           "facts": FACT}
VALUE_MAX = 2000
LABEL_MAX = 60
_ALL = tuple(field.name for field in fields(Card))
_KNOWN = frozenset(_ALL)
_PARTS = tuple(field.name for field in fields(Postal))
_MAKE_KEY: dict[str, Callable[[str], str]] = {
    EMAIL: email_key, PHONE: phone_key, LINK: link_key, DATE: date_key,
}  # fmt: skip
#: More values of one kind than this are a broken record, not a person.
COUNT_MAX = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a card. ``parts`` holds the parts of an address, else None."""

    kind: str
    label: str
    value: str
    key: str
    primary: bool = False
    parts: dict[str, str] | None = None


def tidy(card: Card) -> Card:
    """The card as it is kept: clean text of bounded length, empty and repeated values dropped, a name to show."""
    plain: dict[str, Any] = {
        name: (clean_lines if name == "note" else clean)(getattr(card, name), limit) for name, limit in FIELDS.items()
    }
    lists: dict[str, Any] = {name: _tidy_list(getattr(card, name), KIND_OF[name]) for name in LISTS}
    tidied = replace(card, uid=clean(card.uid, 254), **plain, **lists)
    return replace(tidied, name=display(tidied)[: FIELDS["name"]])


def rows(card: Card) -> list[Row]:
    """The many-valued part of a tidy card as rows, in their order."""
    found = []
    for name in LISTS:
        for value in getattr(card, name):
            found.append(_row(KIND_OF[name], value))
    return found


def lists(found: list[Row]) -> dict[str, Any]:
    """Rows back into the card's lists."""
    out: dict[str, list] = {name: [] for name in LISTS}
    names = {kind: name for name, kind in KIND_OF.items()}
    for row in found:
        out[names[row.kind]].append(_value(row))
    return {name: tuple(values) for name, values in out.items()}


def as_json(card: Card) -> dict:
    """The card as plain data, empty fields left out."""
    plain = {name: getattr(card, name) for name in _ALL}
    found = {name: value for name, value in plain.items() if value not in ("", ()) and value is not False}
    for name in LISTS:
        if name in found and name != "tags":
            found[name] = [_plain(value) for value in found[name]]
    return found


def from_json(data: dict) -> Card:
    """A card from :func:`as_json`. Unknown fields are ignored; raises TypeError for a wrong shape inside a list."""
    found = {name: value for name, value in data.items() if name in _KNOWN}
    for name in LISTS:
        if name in found:
            found[name] = tuple(_MAKE.get(name, _labelled)(item) for item in found[name])
    return Card(**found)


def keyed(kind: str, value: str | Labelled | Postal) -> tuple[str, str]:
    """What makes a value of this kind the same as another: its key, and the label where that changes the meaning."""
    return _same(_row(kind, value))


def _same(row: Row) -> tuple[str, str]:
    return row.key or row.value, row.label if row.kind in (FACT, DATE) else ""


def _labelled(item: dict) -> Labelled:
    return Labelled(**item)


def _postal(item: dict) -> Postal:
    return Postal(**item)


_MAKE: dict[str, Callable[[Any], Any]] = {"tags": str, "addresses": _postal}


def _plain(value: Labelled | Postal) -> dict:
    if isinstance(value, Labelled):
        return {"value": value.value, "label": value.label, "primary": value.primary}
    return _parts(value)


def _parts(value: Postal) -> dict[str, str]:
    """By hand for the many: ``asdict`` copies deeply and takes ten times as long."""
    return {name: getattr(value, name) for name in _PARTS}


def _tidy_list(values: tuple, kind: str) -> tuple:
    if not values:
        return ()
    kept: dict[tuple[str, str], object] = {}
    for value in values[: COUNT_MAX * 2]:
        tidied = _tidy_value(value)
        row = _row(kind, tidied)
        if row.value:
            kept.setdefault(_same(row), tidied)
    return tuple(list(kept.values())[:COUNT_MAX])


def _tidy_value(value: str | Labelled | Postal) -> str | Labelled | Postal:
    if isinstance(value, str):
        return clean(value, 100)
    if isinstance(value, Labelled):
        return Labelled(clean(value.value, VALUE_MAX), clean(value.label, LABEL_MAX).lower(), value.primary)
    parts = {name: clean(text, 300) for name, text in _parts(value).items() if name != "formatted"}
    parts["label"] = parts["label"][:LABEL_MAX].lower()
    return Postal(**parts, formatted=clean_lines(value.formatted, 1000))


def _row(kind: str, value: str | Labelled | Postal) -> Row:
    if isinstance(value, str):
        return Row(kind, "", value, fold(value)[:254])
    if isinstance(value, Postal):
        line = value.one_line
        return Row(kind, value.label, line, fold(line)[:254], parts=_parts(value))
    make_key = _MAKE_KEY.get(kind, fold)
    return Row(kind, value.label, value.value, make_key(value.value)[:254], value.primary)


def _value(row: Row) -> str | Labelled | Postal:
    if row.kind == TAG:
        return row.value
    if row.kind == ADDRESS:
        return Postal(**(row.parts or {"formatted": row.value}))
    return Labelled(row.value, row.label, row.primary)
