"""Calendars asked again and again: when, what is news, what is gone; and the address to which letters are dropped."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.imports.rules import calendars, dropping
from grapevine.domain.imports.rules.calendars import Health, Said, compare, health, next_look

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LONG_AGO = date(2020, 1, 1)


def test_a_calendar_that_fails_is_asked_less_and_less_but_every_day() -> None:
    waits = [next_look(NOW, HOUR, failures) - NOW for failures in range(8)]

    assert waits[:5] == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR]
    assert set(waits[5:]) == {timedelta(days=1)}
    assert next_look(NOW, timedelta(days=7), 3) == NOW + timedelta(days=7)


def test_how_a_calendar_stands_is_told_by_its_last_looks() -> None:
    def told(failures: int = 0, *, paused: bool = False, lasting: bool = False, asked=None, looked=NOW, fresh=NOW):
        return health(paused=paused, failures=failures, lasting=lasting, asked=asked, looked=looked, fresh=fresh)

    assert told() is Health.FRESH
    assert told(looked=None, fresh=None) is Health.NEW
    assert told(asked=NOW, looked=NOW - HOUR) is Health.LOOKING
    assert told(asked=NOW, looked=None, fresh=None) is Health.LOOKING
    assert told(asked=NOW - HOUR) is Health.FRESH
    assert told(2) is Health.LATE
    assert told(3) is Health.FAILING
    assert told(1, lasting=True) is Health.FAILING
    assert told(3, paused=True) is Health.PAUSED


def meetings(*days_ago: int, digest: str = "a") -> dict[str, Said]:
    return {f"m{days}": Said(digest, NOW - timedelta(days=days)) for days in days_ago}


def test_news_is_what_was_not_said_before_or_otherwise() -> None:
    change = compare(
        meetings(1, 2), {**meetings(1, 3), **meetings(2, digest="moved")}, now=NOW, reach=LONG_AGO, whole=True
    )
    assert (change.news, change.gone, change.held) == ({"m2", "m3"}, frozenset(), 0)


def test_a_meeting_that_vanished_is_gone() -> None:
    assert compare(meetings(1, 2, 40), meetings(1, 40), now=NOW, reach=LONG_AGO, whole=True).gone == {"m2"}


def test_what_fell_out_of_a_sliding_window_stays() -> None:
    window = NOW.date() - timedelta(days=30)
    assert compare(meetings(1, 31, 40), meetings(1), now=NOW, reach=window, whole=True).gone == frozenset()
    assert compare(meetings(1, 30), meetings(1), now=NOW, reach=window, whole=True).gone == {"m30"}
    assert compare(meetings(1, 30), meetings(1), now=NOW, reach=None, whole=True).gone == frozenset()


def test_what_lies_a_quarter_back_is_cleared_away_and_not_unmade() -> None:
    assert compare(meetings(1, 91, 89), meetings(1), now=NOW, reach=LONG_AGO, whole=True).gone == {"m89"}


def test_a_calendar_of_which_not_all_could_be_read_takes_nothing_away() -> None:
    assert compare(meetings(1, 2), meetings(1), now=NOW, reach=LONG_AGO, whole=False).gone == frozenset()


def test_a_calendar_that_comes_back_nearly_empty_takes_nothing_away_and_says_so() -> None:
    many = meetings(*range(1, 12))
    change = compare(many, meetings(1, 2, 3, 4, 5), now=NOW, reach=LONG_AGO, whole=True)
    assert (change.gone, change.held) == (frozenset(), 6)

    fewer = compare(many, meetings(*range(1, 7)), now=NOW, reach=LONG_AGO, whole=True)
    assert (len(fewer.gone), fewer.held) == (5, 0)


days = st.sets(st.integers(min_value=0, max_value=200), max_size=30)


@given(days, days, st.integers(min_value=0, max_value=200))
def test_only_what_was_heard_and_is_not_said_can_be_gone(before: set[int], after: set[int], window: int) -> None:
    reach = NOW.date() - timedelta(days=window)
    change = compare(meetings(*before), meetings(*after), now=NOW, reach=reach, whole=True)

    assert change.gone <= meetings(*before).keys() - meetings(*after).keys()
    assert change.news == meetings(*after).keys() - meetings(*before).keys()
    assert compare(meetings(*after), meetings(*after), now=NOW, reach=reach, whole=True).news == frozenset()


def test_a_secret_is_found_in_the_addresses_of_a_letter_whatever_their_case() -> None:
    secret = dropping.new_secret()
    mine = dropping.address("drop@example.org", secret)

    assert mine == f"drop+{secret}@example.org"
    assert dropping.secrets_in("Drop@Example.org", ["dana@whitcomb.example", mine.upper(), mine]) == [secret]
    others = ["drop@example.org", f"drop+{secret}@other.example", f"x+{secret}@example.org", "drop+@example.org", ""]
    assert dropping.secrets_in("drop@example.org", others) == []


def test_the_mailbox_itself_is_nobody() -> None:
    assert dropping.is_drop("drop@example.org", "drop+abc@Example.org")
    assert dropping.is_drop("drop@example.org", "drop@example.org")
    assert not dropping.is_drop("drop@example.org", "dana@whitcomb.example")
    assert not dropping.is_drop("", "dana@whitcomb.example")


def test_secrets_are_long_and_without_letters_that_look_alike() -> None:
    made = {dropping.new_secret() for _ in range(50)}
    assert len(made) == 50
    assert {len(each) for each in made} == {20}
    assert not set("".join(made)) & set("il1o0")


def test_a_key_is_remembered_without_the_name_in_it() -> None:
    assert calendars.key_of("ics:1:dana@whitcomb.example") == calendars.key_of("ics:1:dana@whitcomb.example")
    assert "dana" not in calendars.key_of("ics:1:dana@whitcomb.example")
