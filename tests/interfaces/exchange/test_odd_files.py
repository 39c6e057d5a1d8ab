"""Odd files of every kind: the right people and touches, nothing new the second time, nothing left after undo."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.models import Person
from grapevine.domain.touches.models import Touch
from tests.book_dump import dump
from tests.interfaces.exchange.bringing import bring, calendar, letter, people_counts, undo, vcard, zipped

ME, DANA = "leah@marchetti.example", "dana@whitcomb.example"
LEAH, HER = f"Leah <{ME}>", f"Dana Whitcomb <{DANA}>"
DAY = "Mon, 02 Feb 2026 10:00:00 +0000"
WITH_HER = f"ORGANIZER:mailto:{ME}\r\nATTENDEE;CN=Dana Whitcomb:mailto:{DANA}\r\nATTENDEE:mailto:{ME}\r\n"
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Kanzlei Zürich (UTC+1)\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
CONNECTIONS = (
    'Notes:\r\n"When exporting your connection data, you may notice"\r\n\r\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    "Dana,Whitcomb,https://www.linkedin.com/in/dana,,Whitcomb,Partner,12 Mar 2024\r\n,,,,,,\r\n"
)
MOVED = zipped(**{
    "Complete_2026/Contacts/Connections.csv": CONNECTIONS,
    "Complete_2026/Profile.csv": "First Name,Last Name,Maiden Name,Address,Headline\r\nLeah,Marchetti,,,Lawyer\r\n",
    "__MACOSX/._Connections.csv": b"\0\x05\x16\x07", "Complete_2026/.DS_Store": b"\0\0\0\1Bud1",
})  # fmt: skip
OUTLOOK = (
    '"First Name";"Last Name";"Company";"Business Street";"Notes";"E-mail Address";"Birthday"\r\n'
    '"Jürg";"Bänziger";"Bänziger; Söhne";"Hauptstr. 1\r\nc/o Meier";"Zeile 1\r\nZeile; 2";'
    '"juerg@baenziger.example";"0/0/00"\r\n'
).encode("cp1252")
INNER = f"From: Other <other@other.example>\nTo: {ME}\nDate: {DAY}\nMessage-ID: <inner@e>\nSubject: inner\n\nbody\n"
NESTED = (
    f"From: {LEAH}\nTo: {HER}\nDate: {DAY}\nMessage-ID: <outer@e>\nMIME-Version: 1.0\n"
    f"Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: message/rfc822\n\n{INNER}--B--\n"
)
SOFT = "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=93 N=C3=A9ill;Se=\r\n=C3=A1n=\r\n=20Patrick"
QUOTING = f"quoted:\n\nFrom {DANA} Mon Feb  2 10:00:00 2026\nit went on as text\n\nFrom now on, too.\n>From there"
SERIES = (
    f"BEGIN:VEVENT\r\nUID:r\r\nDTSTART:20260105T100000Z\r\nDTEND:20260105T110000Z\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n"
    f"{WITH_HER}END:VEVENT\r\nBEGIN:VEVENT\r\nUID:r\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260119T100000Z\r\n"
    f"DTSTART:20260119T150000Z\r\nDTEND:20260119T153000Z\r\n{WITH_HER}END:VEVENT\r\n"
)
ZONED = (
    'BEGIN:VEVENT\r\nUID:z\r\nDTSTART;TZID="Kanzlei Zürich (UTC+1)":20260105T100000\r\n'
    f"DURATION:PT1H\r\n{WITH_HER}END:VEVENT\r\n"
)
#: Name of the file -> (what it holds, whose names, when the touches were).
ODD: dict[str, tuple[str | bytes, list[str], list[str]]] = {
    "soft.vcf": (vcard("", SOFT, version="2.1").replace("FN:\r\n", ""), ["Seán Patrick Ó Néill"], []),
    "persian.vcf": (vcard("علی\u200cرضا محمدی", "TEL:+98 21 5555 0100").encode("utf-16"), ["علی\u200cرضا محمدی"], []),
    "google.csv": (
        "First Name,Last Name,Organization Name,E-mail 1 - Value\n太郎,山田,サンプル,taro@yamada.example\n",
        ["山田太郎"], [],
    ),
    "outlook.csv": (OUTLOOK, ["Jürg Bänziger"], []),
    "linkedin.zip": (MOVED, ["Dana Whitcomb"], []),
    "zone.ics": (calendar(ZONE, ZONED), ["Dana Whitcomb"], ["01-05 09"]),
    "range.ics": (calendar(SERIES), ["Dana Whitcomb"], ["01-05 10", "01-12 10", "01-19 15", "01-26 15"]),
    "froms.mbox": (letter(LEAH, HER, DAY, "1").replace("Hello.", QUOTING), ["Dana Whitcomb"], ["02-02 10"]),
    "nested.eml": (NESTED, ["Dana Whitcomb"], ["02-02 10"]),
    "mark.eml": (b"\xef\xbb\xbf" + NESTED.encode(), ["Dana Whitcomb"], ["02-02 10"]),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_comes_in_once_and_goes_whole(actor: Actor, name: str) -> None:
    content, people, touches = ODD[name]
    empty = dump(actor)
    first = bring(actor, (name, content))
    assert list(Person.objects.filter(owner_id=actor.member_id).values_list("name", flat=True)) == people
    assert [f"{touch.at:%m-%d %H}" for touch in Touch.objects.order_by("at")] == touches
    came = dump(actor)
    again = bring(actor, (name, content))
    assert people_counts(actor, again)[:2] == (0, 0)
    assert dump(actor) == came
    undo(actor, again)
    undo(actor, first)
    left = dump(actor)
    assert {part: left[part] for part in ("people", "touches", "gives")} == {
        part: empty[part] for part in ("people", "touches", "gives")
    }
