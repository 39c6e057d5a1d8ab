"""Signs that nobody sees: what turns a line or hides in it goes, what a script is written with stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.kit.text import clean

SIGNS = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u202e\u2066\u2069\u3164\ufe0f\ufe0e\U000e0067\U000e007f\U000e0100"
LETTERS = "aZ 9é-סא\u0646\u06cc\u0915\u094d\u0937葛ㅏ\U0001f469\U0001f3f4❤\u1820"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Leah \u202egnp.exe", "Leah gnp.exe"),
        ("\u2067Amir\u2069 Hadad", "Amir Hadad"),
        ("\u202aBen\u202c\u202dCole\u202c", "BenCole"),
        ("\u200eNoa\u200f Levi\u061c", "Noa Levi"),
        ("Pay\u200bPal \ufeffInc\u2060", "PayPal Inc"),
        ("Jo\u00adhan\u034fna", "Johanna"),
        ("\u3164\uffa0\u115f\u1160\u2800", ""),
        ("Ana\U000e0049\U000e0067\U000e006e\U000e006f\U000e0072\U000e0065", "Ana"),
        ("An\u200dna\u200c", "Anna"),
        ("A\ufe00\ufe01\ufe02", "A\ufe00"),
    ],
)
def test_what_turns_or_hides_goes(sent: str, kept: str) -> None:
    assert clean(sent) == kept


@pytest.mark.parametrize(
    "name",
    [
        "علی\u200cرضا محمدی",  # Persian: Ali-Reza is written with a joint that does not join
        "ه\u200d",  # the way an Arabic heh alone is written in initials
        "ශ්\u200dරී ලංකා",  # Sri as Sinhala writes it
        "ക്\u200dഷ",
        "क्\u200dष",
        "Kim 👩🏽\u200d⚕️ Park",
        "❤️\u200d🔥",
        "葛\U000e0100城",
        "Team 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "ᠮᠤᠨᠭᠭᠤᠯ\u180eᠠ",
        "Ñandú Łukasz Đorđe Ω مَرْيَم",
    ],
)
def test_what_a_script_needs_stays(name: str) -> None:
    assert clean(name) == name


@given(st.text(SIGNS + LETTERS, max_size=30), st.integers(1, 30))
def test_cleaning_twice_is_cleaning_once_and_never_turns_a_line(text: str, limit: int) -> None:
    once = clean(text, limit)
    assert clean(once, limit) == once
    assert len(once) <= limit
    assert not set(once) & set("\u00ad\u200b\u200e\u202e\u2066\u2069\u3164")
