"""How to reach a person and what is known of them, ready to print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.interfaces.web.when import day_text

_NO_DIAL = re.compile(r"[^\d+*#,;]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
#: A scheme we do not know: such a link is shown, and leads nowhere.
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One way to reach somebody."""

    text: str
    note: str = ""
    link: str = ""


def call(card: Card) -> str:
    """The address that dials them, or ""."""
    phone = _main(card.phones)
    return _tel(phone.value) if phone else ""


def write(card: Card) -> str:
    """The address that begins a letter to them, or ""."""
    mail = _main(card.emails)
    return _mailto(mail.value) if mail else ""


def contact(card: Card) -> list[tuple[str, list[Line]]]:
    """Every way to reach them, in groups."""
    groups = [
        ("Mail", [Line(one.value, one.label, _mailto(one.value)) for one in card.emails]),
        ("Phone", [Line(one.value, one.label, _tel(one.value)) for one in card.phones]),
        ("Address", [Line(one.one_line, one.label) for one in card.addresses]),
        ("Web", [Line(one.value, one.label, _web(one.value)) for one in card.links]),
    ]
    return [(label, lines) for label, lines in groups if lines]


def facts(card: Card, person: Person, zone: str) -> list[tuple[str, str]]:
    """What is known of them besides, as (label, value)."""
    full = " ".join(part for part in (card.prefix, card.given, card.middle, card.family, card.suffix) if part)
    plain = [
        ("Full name", full if full != card.name else ""),
        ("Nickname", card.nickname),
        ("Said as", card.phonetic),
        ("Department", card.department),
        ("Profession", card.profession if card.title else ""),
    ]
    told = [(label, value) for label, value in plain if value]
    told += [(one.label.capitalize() or "Date", _date(one.value)) for one in card.dates]
    told += [(one.label.capitalize() or "Known", one.value) for one in card.facts]
    return [*told, ("In your book since", day_text(person.created_at, zone))]


def _main(values: tuple[Labelled, ...]) -> Labelled | None:
    return next((one for one in values if one.primary), values[0] if values else None)


def _tel(value: str) -> str:
    return f"tel:{_NO_DIAL.sub('', value)}"


def _mailto(value: str) -> str:
    return f"mailto:{quote(value, safe='@+')}" if "@" in value else ""


def _web(value: str) -> str:
    if _WEB.match(value):
        return value
    return "" if _SCHEME.match(value) or "." not in value else f"https://{value}"


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def _date(value: str) -> str:
    """``1980-05-04`` and ``--05-04`` as people say them; other texts as they are."""
    found = re.fullmatch(r"(\d{4}|-)-(\d{2})-(\d{2})", value)
    if not found or not 1 <= int(found[2]) <= 12:
        return value
    year = "" if found[1] == "-" else f" {found[1]}"
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]}{year}"
