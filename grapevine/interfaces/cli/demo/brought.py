"""What Leah brought in yesterday: the cards of her phone and her calendar, through the same door as everybody's files.

One card asks whether it is somebody she has, one cannot be read, and nobody of the new ones is sorted yet. Two people
stand in the book twice, written down by hand some weeks ago.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people import queries
from grapevine.domain.people.actions import add_people
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.interfaces.cli.demo import cast
from grapevine.interfaces.exchange import imports

#: The new ones: name, work, firm, phone, mail.
NEW = (
    ("Maya Lindqvist", "Landscape designer", "Lindqvist Gardens", "+1 555 0144 201", "maya@lindqvist.example"),
    ("Oscar Feeney", "Mover", "Feeney & Daughters", "+1 555 0144 202", ""),
    ("Tess Morrow", "School nurse", "", "+1 555 0144 203", "tess.morrow@mail.example"),
    ("Jonah Ekdahl", "", "", "+1 555 0144 204", ""),
)
#: Who is known already, and the number that is not; who may be somebody known; and a card that says of whom nothing.
CHANGED, NUMBER = "Dana Whitcomb", "+1 555 0144 205"
DOUBTED = ("Fay Jennings", "", "", "+1 555 0144 206", "")
UNREADABLE = "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:Met at the fair\r\nEND:VCARD\r\n"
#: Days ago, minutes, what the calendar calls it, with whom.
MEETINGS = (
    (2, 60, "Coffee with Joan", "Joan Pruitt"),
    (5, 45, "Garden plans", "Maya Lindqvist"),
    (9, 90, "Dinner with Simone", "Simone Hart"),
)
#: Name, work, mail: who stands in the book under another spelling already.
TWICE = (
    ("Elizabeth Sandoval", "School counselor", "liz.sandoval@schools.example"),
    ("Collin Mayhew", "Pediatric dentist", "office@mayhew.example"),
)
TWICE_AGO = 23


def write_brought(actor: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """Write those who stand there twice, then bring both files in. ``people``: the book by name."""
    cards = [
        Card(name=name, given=name.split()[0], family=name.split()[1], title=work, segment="professional",
             emails=(Labelled(mail, "work", primary=True),))
        for name, work, mail in TWICE
    ]  # fmt: skip
    add_people(actor=actor, now=now - timedelta(days=TWICE_AGO), cards=cards)
    mails = {name: each[0] for name, each in _mails(actor, people).items() if each}
    mails |= {name: mail for name, _, _, _, mail in NEW if mail}
    files = (("phone.vcf", _phone(mails)), ("calendar.ics", _calendar(now, mails)))
    batch = imports.begin_import(
        actor=actor, now=now - timedelta(days=1), direct=True, queue=False,
        uploads=[(name, BytesIO(text.encode())) for name, text in files],
    )  # fmt: skip
    imports.finish(actor, batch.uid)


def _mails(actor: Actor, people: Mapping[str, Person]) -> dict[str, list[str]]:
    wanted = {CHANGED, *(who for _, _, _, who in MEETINGS)}
    met = {who: people[who].pk for who in wanted & set(people)}
    found = queries.reach_of(actor, met.values())
    return {who: found[pk]["email"] for who, pk in met.items()}


def _phone(mails: Mapping[str, str]) -> str:
    known = (CHANGED, "", "", NUMBER, mails.get(CHANGED, ""))
    return "".join(_card(*each) for each in (*NEW, known, DOUBTED)) + UNREADABLE


def _card(name: str, work: str, firm: str, phone: str, mail: str) -> str:
    given, family = name.split()
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{family};{given};;;", f"FN:{name}", f"TEL;TYPE=CELL:{phone}"]
    more = (("TITLE", work), ("ORG", firm), ("EMAIL;TYPE=INTERNET", mail))
    return "\r\n".join([*lines, *(f"{key}:{value}" for key, value in more if value), "END:VCARD", ""])


def _calendar(now: datetime, mails: Mapping[str, str]) -> str:
    events = [
        _event(now - timedelta(days=ago), minutes, summary, who, mails[who])
        for ago, minutes, summary, who in MEETINGS
        if who in mails
    ]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def _event(at: datetime, minutes: int, summary: str, who: str, mail: str) -> str:
    lines = (
        "BEGIN:VEVENT", f"UID:{at:%Y%m%d}@{cast.LEAH}", f"DTSTART:{at:%Y%m%dT%H%M%SZ}", f"DURATION:PT{minutes}M",
        f"SUMMARY:{summary}", f"ORGANIZER;CN={cast.LEAH_NAME}:mailto:{cast.LEAH}",
        f"ATTENDEE;CN={cast.LEAH_NAME};PARTSTAT=ACCEPTED:mailto:{cast.LEAH}",
        f"ATTENDEE;CN={who};PARTSTAT=ACCEPTED:mailto:{mail}", "END:VEVENT",
    )  # fmt: skip
    return "\r\n".join(lines)
