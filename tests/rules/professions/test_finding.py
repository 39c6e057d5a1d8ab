"""Looking things up in the catalogue."""

from __future__ import annotations

import pytest

from grapevine.domain.professions.rules import (
    MOMENTS,
    PROFESSIONS,
    complement,
    moments_about,
    partners_of,
    professions_about,
)
from grapevine.domain.professions.rules.occupations import occupation_of


def test_words_find_by_their_beginnings_and_a_name_stands_first():
    assert professions_about("divorce lawyers")[0].key == "family-law-attorney"
    assert [one.key for one in professions_about("paed")] == ["pediatrician"]
    assert [one.key for one in moments_about("stove")] == ["ageing-parent"]
    assert professions_about("alchemist") == [] == moments_about("alchemist")


def test_no_words_ask_for_everything():
    assert {one.key for one in professions_about("")} == set(PROFESSIONS)
    assert {one.key for one in moments_about("  ")} == set(MOMENTS)


def test_partners_feed_both_ways_the_best_first():
    found = partners_of("realtor", limit=5)

    assert [one.key for one, _ in found][0] == "mortgage-broker"
    assert [feeds.score for _, feeds in found] == sorted((feeds.score for _, feeds in found), reverse=True)
    assert all(feeds == complement("realtor", one.key) and feeds.a_to_b and feeds.b_to_a for one, feeds in found)
    assert "realtor" not in [one.key for one, _ in partners_of("realtor", limit=300)]
    with pytest.raises(KeyError):
        partners_of("alchemist")


def test_a_title_of_an_occupation_outside_the_catalogue_has_its_code():
    found = occupation_of("Staff astronomer at the observatory")

    assert (found.keys, found.code) == ((), "19-2011.00")
