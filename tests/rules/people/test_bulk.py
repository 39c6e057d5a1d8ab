"""A change of many people as a rule: what it makes of each, what it keeps, and what undoing makes of each again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.people.rules.bulk import (
    Asked,
    Do,
    Standing,
    Tag,
    changed,
    checked,
    taken_back,
    told,
    told_back,
    was,
)
from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.domain.people.rules.details import COUNT_MAX
from grapevine.kit.errors import Refused

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EARLIER = AT - timedelta(days=400)
CHOIR = Tag("choir", 4)

standings = st.builds(
    Standing,
    segment=st.sampled_from(["", *SEGMENTS]),
    archived_at=st.sampled_from([None, EARLIER]),
    later_at=st.sampled_from([None, EARLIER]),
    tag=st.sampled_from([None, CHOIR]),
    by_hand=st.frozensets(st.sampled_from(["segment", "tags", "firm"])),
    revision=st.integers(1, 9),
)
changes = st.one_of(
    st.builds(Asked, st.just(Do.SEGMENT), st.sampled_from(["", *SEGMENTS])),
    st.builds(Asked, st.sampled_from([Do.TAG, Do.UNTAG]), st.just("choir")),
    st.builds(Asked, st.sampled_from([Do.ARCHIVE, Do.RESTORE, Do.LATER])),
)


def written(asked: Asked, after: Standing) -> Standing:
    """Somebody as they are once the change is written: all but putting off makes a new revision."""
    return after if asked.do is Do.LATER else replace(after, revision=after.revision + 1)


@given(standings, changes)
def test_undoing_gives_back_exactly_what_each_had(standing: Standing, asked: Asked) -> None:
    after = changed(asked, standing, AT, position=4)
    if after is not None:
        back = taken_back(asked, was(asked, standing), written(asked, after), AT)
        assert back is not None
        assert replace(back, revision=standing.revision) == standing


@given(standings, changes)
def test_the_same_change_twice_finds_nothing_to_do_the_second_time(standing: Standing, asked: Asked) -> None:
    after = changed(asked, standing, AT)
    if after is not None and asked.do is not Do.LATER:
        assert changed(asked, after, AT) is None


@pytest.mark.parametrize(
    ("asked", "since"),
    [
        (Asked(Do.SEGMENT, "client"), {"segment": "friend"}),
        (Asked(Do.TAG, "choir"), {"tag": None}),
        (Asked(Do.UNTAG, "choir"), {"tag": CHOIR}),
        (Asked(Do.ARCHIVE), {"archived_at": None}),
        (Asked(Do.ARCHIVE), {"archived_at": AT + timedelta(days=1)}),
        (Asked(Do.RESTORE), {"archived_at": AT}),
        (Asked(Do.LATER), {"later_at": AT + timedelta(days=1)}),
    ],
)
def test_whoever_was_changed_since_is_left_alone(asked: Asked, since: dict) -> None:
    tag = None if asked.do is Do.TAG else CHOIR
    standing = Standing(archived_at=EARLIER if asked.do is Do.RESTORE else None, tag=tag)
    after = changed(asked, standing, AT)
    assert after is not None
    assert taken_back(asked, was(asked, standing), replace(after, **since), AT) is None


def test_a_change_by_hand_is_kept_from_imports_and_undoing_lets_go_of_it() -> None:
    asked = Asked(Do.SEGMENT, "client")
    after = changed(asked, Standing(by_hand=frozenset({"firm"})), AT)
    assert after is not None and after.by_hand == {"firm", "segment"}
    kept = was(asked, Standing(by_hand=frozenset({"firm"})))
    back = taken_back(asked, kept, replace(after, revision=2), AT)
    assert back is not None and back.by_hand == {"firm"}


def test_what_else_was_written_since_keeps_the_hand_on_the_field() -> None:
    asked = Asked(Do.TAG, "choir")
    after = changed(asked, Standing(), AT)
    assert after is not None
    back = taken_back(asked, was(asked, Standing()), replace(after, revision=3), AT)
    assert back is not None and (back.tag, back.by_hand) == (None, {"tags"})


def test_whoever_is_sorted_or_archived_cannot_be_left_for_later() -> None:
    later = Asked(Do.LATER)
    assert changed(later, Standing(segment="friend"), AT) is None
    assert changed(later, Standing(archived_at=EARLIER), AT) is None
    assert changed(later, Standing(later_at=EARLIER), AT) == Standing(later_at=AT)


def test_nobody_gets_more_tags_than_a_card_holds() -> None:
    asked = Asked(Do.TAG, "choir")
    assert changed(asked, Standing(), AT, tags=COUNT_MAX) is None
    assert changed(asked, Standing(), AT, tags=COUNT_MAX - 1, position=7) == Standing(
        tag=Tag("choir", 7), by_hand=frozenset({"tags"})
    )


def test_what_is_asked_is_tidied() -> None:
    assert checked("tag", "  Book \n club ") == Asked(Do.TAG, "Book club")
    assert checked("untag", "Book Club").tag_key == "book club"
    assert checked("segment", "none") == checked("segment", "") == Asked(Do.SEGMENT)
    assert checked("archive", "anything") == Asked(Do.ARCHIVE)


@pytest.mark.parametrize(
    ("do", "value", "field"),
    [("explode", "", "do"), ("segment", "enemies", "value"), ("tag", " \n", "value"), ("untag", "", "value")],
)
def test_nonsense_is_refused_by_the_name_of_its_field(do: str, value: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(do, value)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("do", "value", "sentence"),
    [
        ("segment", "friend", "Friends: 2 people."),
        ("segment", "", "Not sorted: 2 people."),
        ("tag", "choir", "Tagged “choir”: 2 people."),
        ("untag", "choir", "No longer tagged “choir”: 2 people."),
        ("archive", "", "Archived: 2 people."),
        ("restore", "", "Back from the archive: 2 people."),
        ("later", "", "Left for later: 2 people."),
    ],
)
def test_what_was_done_is_said_in_a_sentence(do: str, value: str, sentence: str) -> None:
    assert told(checked(do, value), 2, 0) == sentence


def test_those_for_whom_there_was_nothing_to_do_are_counted_as_well() -> None:
    friends = checked("segment", "friend")
    assert told(friends, 1, 1_200) == "Friends: 1 person. For 1,200 more there was nothing to change."
    assert told(friends, 0, 3) == "Nobody was changed: everything was so already."
    assert told(friends, 0, 0) == "Nobody was changed: nobody was meant."


def test_undoing_says_who_was_left_alone_and_who_is_gone() -> None:
    assert told_back(12, 0, 0) == "Undone for 12 people."
    assert told_back(1, 1, 1) == (
        "Undone for 1 person. 1 person was changed since and stays as they are. 1 person is no longer in the book."
    )
    assert told_back(0, 2, 3) == (
        "Nothing was undone. 2 people were changed since and stay as they are. 3 people are no longer in the book."
    )
