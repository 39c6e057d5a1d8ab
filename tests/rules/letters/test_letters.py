"""The rules of letters: headers, addresses, tries, answers of mail servers, secrets, who may get one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.letters.rules import (
    Answer,
    Facts,
    Letter,
    Phase,
    State,
    Verdict,
    address_key,
    checked,
    checked_address,
    next_try,
    verdict,
    why_not,
    without_secrets,
)  # fmt: skip
from grapevine.domain.letters.rules.answers import is_address_dead
from grapevine.domain.letters.rules.reports import Report, is_bounce
from grapevine.domain.letters.rules.states import WAITS, after_a_death
from grapevine.kit.errors import Refused

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def letter(**changes: str) -> Letter:
    said = {"kind": "note", "to_address": "ben@okafor.example", "to_name": "Ben", "subject": "Hi", "text": "Hello"}
    return Letter(html="<p>Hello</p>", **{**said, **changes})  # type: ignore[arg-type]


def test_a_letter_is_cleaned() -> None:
    made = checked(letter(subject="  A  note ", to_name=" Ben  Okafor ", text="Hello\r\n\r\nBye\x00"))
    assert (made.subject, made.to_name, made.text) == ("A note", "Ben Okafor", "Hello\n\nBye")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "No Kind"}, "kind"), ({"subject": "  "}, "subject"), ({"text": " \n "}, "text"),
        ({"text": "x" * 20_001}, "text"), ({"subject": "a\nBcc: b"}, "subject"), ({"to_name": "a\rb"}, "to_name"),
        ({"to_address": "nobody"}, "to_address"),
    ],
)  # fmt: skip
def test_a_letter_that_cannot_go_is_refused(change: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked(letter(**change))
    assert refusal.value.field == field


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_in_a_header_ever_ends_its_line(name: str, subject: str) -> None:
    try:
        made = checked(letter(to_name=name, subject=subject))
    except Refused:
        return
    for part in (made.to_name, made.subject):
        assert len(part.splitlines()) <= 1 and "\x00" not in part
        part.encode()


@given(st.text(max_size=60))
def test_an_address_that_passes_is_one_word_with_one_host(text: str) -> None:
    try:
        address = checked_address(text)
    except Refused:
        return
    assert address.isprintable() and not set(address) & set(' <>,;:"()[]\\\r\n')
    address.rpartition("@")[2].encode("idna")


@pytest.mark.parametrize("good", ["a@b.example", "leah.m+x@marchetti.example", "x@münchen.example", " a@b.example "])
def test_addresses_that_can_be_written_to(good: str) -> None:
    assert checked_address(good) == good.strip()


@pytest.mark.parametrize(
    "bad",
    ["", "a", "@b.example", "a@", "a@b", "a b@c.example", "a@b.example>", "a@b.example,c@d.example", "a@-b.example",
     "a..b@c.example", "ü@b.example", "x" * 65 + "@b.example", "a@" + "b." * 130 + "example", "a@b..example"],
)  # fmt: skip
def test_addresses_that_cannot(bad: str) -> None:
    with pytest.raises(Refused):
        checked_address(bad)


def test_the_key_of_an_address_folds_case() -> None:
    assert address_key(" Ben@Okafor.example") == address_key("ben@okafor.EXAMPLE") != address_key("ben@okafor.com")


@given(st.integers(1, len(WAITS)))
def test_each_try_comes_later_than_the_one_before(attempts: int) -> None:
    due = next_try(attempts, NOW)
    assert due is not None and due > NOW
    assert attempts == 1 or due >= (next_try(attempts - 1, NOW) or NOW)


def test_it_is_given_up_after_four_to_five_days() -> None:
    assert next_try(len(WAITS) + 1, NOW) is None and next_try(0, NOW) is None
    assert timedelta(days=4) <= sum(WAITS, timedelta()) <= timedelta(days=5)


def test_after_a_death_nothing_is_lost_and_only_the_house_sends_again_blindly() -> None:
    assert after_a_death(handing=False, automatic=False) is State.QUEUED
    assert after_a_death(handing=True, automatic=True) is State.QUEUED
    assert after_a_death(handing=True, automatic=False) is State.UNSURE


@pytest.mark.parametrize(
    ("code", "text", "phase", "meaning"),
    [
        (250, "OK", Phase.CONTENT, Verdict.SENT), (421, "bye", Phase.RECIPIENT, Verdict.AGAIN),
        (0, "no answer", Phase.CONNECT, Verdict.AGAIN), (450, "later", Phase.CONTENT, Verdict.AGAIN),
        (550, "5.1.1 none", Phase.RECIPIENT, Verdict.BOUNCE), (554, "spam", Phase.CONTENT, Verdict.BOUNCE),
        (552, "5.2.2 full", Phase.RECIPIENT, Verdict.AGAIN), (535, "5.7.8 who?", Phase.CONNECT, Verdict.HOUSE),
        (553, "not you", Phase.SENDER, Verdict.HOUSE),
    ],
)  # fmt: skip
def test_what_an_answer_means(code: int, text: str, phase: Phase, meaning: Verdict) -> None:
    assert verdict(Answer(code, text, phase)) is meaning


@given(st.integers(0, 599), st.text(max_size=30), st.sampled_from(Phase))
def test_only_a_lasting_refusal_of_this_letter_is_a_bounce(code: int, text: str, phase: Phase) -> None:
    if verdict(Answer(code, text, phase)) is Verdict.BOUNCE:
        assert code >= 500 and phase in (Phase.RECIPIENT, Phase.CONTENT)


def test_what_was_answered_is_one_line() -> None:
    assert Answer(550, "no\r\nsuch  user\x00", Phase.RECIPIENT).said == "550 no such user"
    assert Answer(0, " no answer ", Phase.CONNECT).said == "no answer"


@pytest.mark.parametrize(
    ("code", "text", "dead"),
    [(550, "5.1.1 none", True), (550, "5.7.1 blocked", False), (550, "no such user", True), (554, "spam", False),
     (0, "5.2.1 off", True), (552, "too large", False)],
)  # fmt: skip
def test_when_an_address_is_dead(code: int, text: str, dead: bool) -> None:
    assert is_address_dead(code, text) is dead


def test_a_report_counts_when_it_names_its_letter_and_is_final() -> None:
    assert is_bounce(Report("<a@b>", "Failed", "5.1.1", "")) and is_bounce(Report("<a@b>", "failed", "", ""))
    for other in (("", "failed", "5.1.1"), ("<a@b>", "delayed", "4.4.1"), ("<a@b>", "failed", "4.4.7")):
        assert not is_bounce(Report(*other, ""))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(True, False, "", 3, 50), ""), (Facts(False, False, "", 0, 50), "is not an address of Ben"),
        (Facts(True, True, "", 0, 50), "Ben asked for no more"),
        (Facts(True, False, "550 no", 0, 50), "came back: 550 no"),
        (Facts(True, False, "", 50, 50), "tomorrow"),
    ],
)  # fmt: skip
def test_who_may_get_a_letter(facts: Facts, words: str) -> None:
    said = why_not(facts, address="ben@okafor.example", name="Ben")
    assert words in said and bool(said) is bool(words)


def test_a_kept_letter_holds_no_key() -> None:
    text = "See http://127.0.0.1:8000/questions/Zx81k3Jq0vBnm4LwPz7RtYc2Ds5Fg6Hh and https://grapevine.example/b/leah."
    assert without_secrets(text) == "See http://127.0.0.1:8000/questions/… and https://grapevine.example/b/leah."
