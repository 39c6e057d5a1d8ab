"""What an organisation is told: groups of five at least, counts that add up, nothing of anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grapevine.domain.insights.queries.organisation_sql import FIGURES
from grapevine.domain.insights.rules.organisation import (
    ChapterFigures,
    OrganisationFigures,
    Reciprocity,
    Share,
    Sums,
    as_data,
    figures,
    from_data,
)

SUMS = (100, 80, 40, 20, 50, 30, 10, 5_000, 6)
COUNTED = {
    "totals": [(*SUMS, 35, 100, 18)],
    "chapters": [(1, *SUMS), (2, 9, 9, 9, 9, 9, 9, 9, 9, 4)],
    "members": [(1, 20), (2, 10), (3, 8)],
    "hours": [(1, 8), (5, 32), (30, 30), (200, 10)],
    "professions": [
        ("attorney", "realtor", 40, 10, 20, 6, 6), ("realtor", "attorney", 50, 10, 30, 5, 9),
        ("attorney", "cpa", 10, 2, 4, 4, 9), ("cpa", "cpa", 4, 1, 1, 5, 5),
    ],
    "returned": [(0, 30, 3), (1, 40, 10)],
}  # fmt: skip
NOBODY = {name: [] for name in FIGURES} | {"totals": [(0, *[None] * 11)]}


def test_the_sums_of_all_and_of_each_chapter():
    found = figures(COUNTED)
    assert (found.members, found.chapters, found.giving, found.abroad) == (38, 3, 18, Share(35, 100))
    whole = Sums(100, 80, Share(40, 80), Share(20, 50), Share(30, 50), 10, 5_000)
    assert found.totals == found.by_chapter[0].sums == whole
    assert found.by_chapter[2] == ChapterFigures(3, 8, Sums(0, 0, *[Share(0, 0)] * 3, None, None))
    assert whole.soon.of == 0.5 and Share(0, 0).of is None


def test_what_fewer_than_five_earners_told_is_not_told_on():
    second = figures(COUNTED).by_chapter[1].sums
    assert (second.told, second.value, second.referrals) == (None, None, 9)


def test_a_small_chapter_tells_nothing_and_never_stands_alone_in_that():
    small = figures({**COUNTED, "members": [(1, 20), (2, 4), (3, 8)]})
    assert [one.sums is None for one in small.by_chapter] == [False, True, True]
    two = figures({**COUNTED, "members": [(1, 20), (2, 4), (3, 3)]})
    assert [one.sums is None for one in two.by_chapter] == [False, True, True]
    tiny = figures({**COUNTED, "members": [(1, 4)]})
    assert tiny.totals is None and tiny.hours is None and tiny.by_chapter == (ChapterFigures(1, 4, None),)


def test_what_a_few_earners_told_cannot_be_had_by_subtraction():
    def told(*chapters: tuple[int, int, int]) -> list[int | None]:
        rows = [(place, 9, 9, 9, 9, 9, 9, *row) for place, row in enumerate(chapters, start=1)]
        whole = (27, 27, 27, 27, 27, 27, *(sum(column) for column in zip(*chapters, strict=True)))
        members = [(place, 10) for place in range(1, len(chapters) + 1)]
        found = figures({**COUNTED, "totals": [(*whole, 0, 0, 9)], "chapters": rows, "members": members})
        assert found.totals.value == whole[7]
        return [one.sums.value for one in found.by_chapter]

    assert told((9, 900, 9), (7, 700, 7), (1, 4_000, 1)) == [900, None, None]
    assert told((9, 900, 9), (7, 700, 7), (0, 0, 0)) == [900, 700, None]
    assert told((9, 900, 9), (3, 300, 3), (2, 200, 2)) == [900, None, None]


def test_two_tiny_chapters_take_a_third_along():
    found = figures({**COUNTED, "members": [(1, 20), (2, 2), (3, 1), (4, 9)]})
    assert [one.sums is None for one in found.by_chapter] == [False, True, True, True]


def test_hours_by_which_a_tenth_half_and_nine_tenths_were_accepted():
    assert figures(COUNTED).hours == (1, 5, 200)
    assert figures({**COUNTED, "hours": [(7, 1)]}).hours == (7, 7, 7)
    assert figures({**COUNTED, "hours": []}).hours is None


def test_what_came_back_within_chapters_beside_chance():
    found = figures(COUNTED).reciprocity
    density = 40 / (20 * 19 + 10 * 9 + 8 * 7)
    assert found == Reciprocity(Share(10, 40), Share(3, 30), density, pytest.approx((0.25 - density) / (1 - density)))
    assert figures({**COUNTED, "returned": []}).reciprocity.rho is None


def test_pairs_of_professions_are_told_between_five_and_five():
    first, second = figures(COUNTED).professions
    assert (first.giver, first.receiver, first.referrals, first.won) == ("realtor", "attorney", 50, Share(10, 30))
    assert second.lift == pytest.approx(40 * 104 / (50 * 40))
    assert second.giver == "attorney"


def test_nothing_happened_is_told_as_nothing():
    found = figures(NOBODY)
    assert (found.members, found.totals, found.hours, found.professions, found.by_chapter) == (0, None, None, (), ())
    assert found.reciprocity == Reciprocity(Share(0, 0), Share(0, 0), 0.0, None)


def test_figures_are_kept_and_read_as_they_were():
    for found in (figures(COUNTED), figures(NOBODY)):
        again = from_data(as_data(found))
        assert again == replace(found) and isinstance(again, OrganisationFigures)
