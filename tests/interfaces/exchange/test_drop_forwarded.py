"""The letter inside a forwarded letter, as the common mail programs write it."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.interfaces.exchange.drop.forwarded import letters, quoted

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
ZONE = "America/New_York"

GMAIL = """See below.

---------- Forwarded message ---------
From: Dana Whitcomb <dana@whitcomb.example>
Date: Mon, Mar 2, 2026 at 9:05 AM
Subject: Lunch on Friday
To: Leah Marchetti <leah@marchetti.example>
Cc: Ben <ben@okafor.example>


Shall we?
"""
OUTLOOK = """

________________________________
From: Dana Whitcomb <dana@whitcomb.example>
Sent: Monday, March 2, 2026 9:05 AM
To: Leah Marchetti <leah@marchetti.example>; Ben Okafor
 <ben@okafor.example>
Subject: Lunch on Friday

Shall we?
"""
OUTLOOK_OLD = """-----Original Message-----
From: Dana Whitcomb [mailto:dana@whitcomb.example]
Sent: 02 March 2026 09:05
To: Leah Marchetti
Subject: Lunch on Friday
"""
APPLE = """Begin forwarded message:

> From: Dana Whitcomb <dana@whitcomb.example>
> Subject: Lunch on Friday
> Date: March 2, 2026 at 9:05:00 AM EST
> To: Leah Marchetti <leah@marchetti.example>
>
> Shall we?
"""
BOLD = """*From:* Dana Whitcomb <dana@whitcomb.example>
*Date:* 2026-03-02 09:05
*To:* Leah
*Subject:* Lunch on Friday
"""
GERMAN = """Von: Dana Whitcomb <dana@whitcomb.example>
Gesendet: Montag, 2. März 2026 09:05
An: Leah Marchetti <leah@marchetti.example>
Betreff: Lunch on Friday
"""
GERMAN_SHORT = GERMAN.replace("Montag, 2. März 2026 09:05", "02.03.2026 um 09:05 Uhr").replace("Gesendet", "Datum")
FRENCH = """De : Dana Whitcomb <dana@whitcomb.example>
Envoyé : lundi 2 mars 2026 09:05
À : Leah Marchetti
Objet : Lunch on Friday
"""
SPANISH = """De: Dana Whitcomb <dana@whitcomb.example>
Enviado el: lunes, 2 de marzo de 2026 9:05
Para: Leah
Asunto: Lunch on Friday
"""


@pytest.mark.parametrize(
    "text", [GMAIL, OUTLOOK, OUTLOOK_OLD, APPLE, BOLD, GERMAN, GERMAN_SHORT, FRENCH, SPANISH],
    ids=["gmail", "outlook", "outlook-old", "apple", "bold", "german", "german-short", "french", "spanish"],
)  # fmt: skip
def test_who_wrote_when_and_about_what_is_found(text: str) -> None:
    inside = message_from_bytes(quoted(text, NOW, ZONE))

    assert "dana@whitcomb.example" in inside["From"]
    assert parsedate_to_datetime(inside["Date"]).astimezone(UTC) == datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
    assert inside["Subject"] == "Lunch on Friday"
    assert "Leah" in inside["To"]
    assert not str(inside.get_payload()).strip()


def test_a_list_of_recipients_that_goes_on_in_the_next_line_is_whole() -> None:
    assert "ben@okafor.example" in message_from_bytes(quoted(OUTLOOK, NOW, ZONE))["To"]


@pytest.mark.parametrize(
    "text",
    ["", "From: here on it gets steep.\nTo: the top.", GMAIL.replace("Mar 2, 2026", "soon"),
     GMAIL.replace("Mar 2, 2026", "March 2026"), GMAIL.replace("2026", ""), GMAIL.replace("2026", "2126"),
     GMAIL.replace("Date:", "Weather:")],
    ids=["empty", "prose", "soon", "no-day", "no-year", "next-century", "no-date"],
)  # fmt: skip
def test_without_a_sender_and_a_whole_date_there_is_no_letter(text: str) -> None:
    assert quoted(text, NOW, ZONE) == b""


def test_a_letter_that_is_nothing_but_a_web_page_is_read_too() -> None:
    page = (
        "From: leah@marchetti.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<div>FYI</div><hr>"
        '<p><b>From:</b> Dana <a href="mailto:dana@whitcomb.example">&lt;dana@whitcomb.example&gt;</a><br>'
        "<b>Sent:</b>&nbsp;Monday, "
        "March 2, 2026 9:05 AM<br><b>To:</b> Leah<br><b>Subject:</b> Lunch</p><p>Shall we?</p>"
    )
    (inside,) = letters(page.encode(), NOW, "nonsense/zone")
    assert message_from_bytes(inside)["Subject"] == "Lunch"


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    list(letters(data, NOW, ZONE))
    list(letters(GMAIL.encode() + data, NOW, ZONE))


@given(st.text(max_size=200))
def test_no_text_makes_it_fall_over(text: str) -> None:
    quoted(text, NOW, ZONE)
    quoted(GMAIL.replace("Mon, Mar 2, 2026", text), NOW, ZONE)
    quoted(f"From: {text}\nDate: 2 March 2026\nSubject: {text}", NOW, ZONE)
