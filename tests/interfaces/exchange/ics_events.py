"""Small calendars for the tests: Leah Marchetti's own, with the named cast in them."""

from __future__ import annotations

from datetime import UTC, datetime

from grapevine.domain.imports.rules.records import Me, Reading
from grapevine.interfaces.exchange import ics

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
LEAH = "leah@marchetti.example"
READING = Reading("leah.ics", NOW, Me(frozenset((LEAH, "leah@home.example"))))

ME = f"ATTENDEE;CN=Leah Marchetti;PARTSTAT=ACCEPTED:mailto:{LEAH}"
DANA = "ATTENDEE;CN=Dana Whitcomb;PARTSTAT=ACCEPTED:mailto:Dana@Whitcomb.example"
BEN = "ATTENDEE;CN=Ben Okafor;PARTSTAT=NEEDS-ACTION:mailto:ben@okafor.example"
PRIYA = "ATTENDEE;CN=Priya Raman:mailto:priya@raman.example"
TOM = "ATTENDEE;CN=Tom Halloran:mailto:tom@halloran.example"
BY_ME = f"ORGANIZER;CN=Leah Marchetti:mailto:{LEAH}"
BY_DANA = "ORGANIZER;CN=Dana Whitcomb:mailto:dana@whitcomb.example"
PAST = ("DTSTART:20260504T090000Z", "DTEND:20260504T093000Z")


def event(*lines: str, uid: str = "one@leah.example") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def calendar(*parts: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *parts, "END:VCALENDAR", ""])


def read(tmp_path, *parts, reading=READING):
    """The items of a calendar made of these parts (or of these very bytes)."""
    path = tmp_path / "leah.ics"
    path.write_bytes(parts[0] if isinstance(parts[0], bytes) else calendar(*parts).encode())
    return list(ics.read(path, reading))


def touches(tmp_path, *parts, reading=READING):
    return [record for item in read(tmp_path, *parts, reading=reading) for record in item.records]


def reason(tmp_path, *lines):
    """Why a calendar with this one event gives no touch."""
    (item,) = read(tmp_path, event(*lines))
    assert item.records == ()
    return item.skipped or item.refused
