"""Whatever is typed gives an answer: no text raises, no date lies ahead, nobody comes from outside the book."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.gives import rules as give
from grapevine.domain.network.rules.line.describe import describe
from grapevine.domain.network.rules.line.parse import understand
from grapevine.domain.network.rules.line.people import People
from grapevine.domain.network.rules.line.result import REASONS, Known
from grapevine.domain.touches import rules as touch
from tests.examples import tried
from tests.rules.network.line_corpus import BOOK, NOW, ZONE, file, samples

PIECES = sorted({piece for sample in samples() for piece in sample.text.split(" ")})
LINES = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=12).map(" ".join),
)
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.sampled_from(
    [UTC, ZONE, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))]
))  # fmt: skip
NAMES = {person["name"] for person in file()["people"]}


@tried(200)
@given(LINES, TIMES, st.booleans())
def test_any_text_is_answered_from_the_vocabulary(text, now, day_first):
    found = understand(text, BOOK, now, ZONE, day_first)
    assert found.at <= now
    assert found.at.tzinfo is not None
    assert found.kind in ("", *touch.KINDS)
    assert found.began_by in touch.BEGAN_BY and found.about in touch.ABOUT
    assert found.minutes is None or 1 <= found.minutes <= 1440
    assert all(each.reason in REASONS for each in found.unsure)
    assert all(0 <= span.start <= span.end <= len(found.text) for span in found.spans)
    for gave in found.gives:
        assert gave.kind in give.KINDS and gave.direction in give.DIRECTIONS and gave.sphere in give.SPHERES
    assert all(made.what and (made.due is None or made.due >= now.astimezone(ZONE).date()) for made in found.promises)
    assert found.kind or found.gives or found.promises or found.unsure
    assert describe(found)


@tried(100)
@given(LINES)
def test_people_come_only_from_the_book_and_are_named_in_the_line(text):
    found = understand(text, BOOK, NOW, ZONE)
    everybody = [*found.people, *(person for each in (*found.gives, *found.promises) for person in each.people)]
    everybody += [person for unsure in found.unsure for person in unsure.candidates]
    assert {person.name for person in everybody} <= NAMES
    assert len(set(found.people)) == len(found.people)


@tried(100)
@given(st.lists(st.text(min_size=1, max_size=20), max_size=5), LINES)
def test_any_names_make_a_book(names, text):
    people = People(Known(name, nickname=name[:3], firm=name[::-1]) for name in names)
    found = understand(f"{text} with {' and '.join(names)}", people, NOW, ZONE)
    assert {person.name for person in found.people} <= set(names)
