"""The catalogue of professions and moments: whole, without gaps, and every name leads to one profession."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS, profession_named
from grapevine.domain.professions.rules.naming import plain, trade_named
from grapevine.domain.professions.rules.reading import written
from tests.shared_data import SHARED, needs_shared_data

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def test_it_is_large_enough_to_be_of_use():
    assert len(PROFESSIONS) >= 200 and len(MOMENTS) >= 90
    assert len(set(PROFESSIONS)) == len(PROFESSIONS)


@pytest.mark.parametrize("folder", ["professions", "moments"])
def test_no_key_stands_in_two_files(folder):
    counted = Counter(key for _, key, _ in written(folder))

    assert [key for key, number in counted.items() if number > 1] == []
    assert [key for key in counted if not KEY.fullmatch(key) or len(key) > 60] == []


def test_each_row_says_only_what_we_know_how_to_read():
    professions = {"name", "also", "regulated", "soc", "same_work", "covers"}

    assert [key for _, key, row in written("professions") if set(row) - professions or "name" not in row] == []
    assert [key for _, key, row in written("moments") if set(row) != {"name", "says", "whom", "serves", "hears"}] == []


def test_every_moment_has_those_who_serve_it_and_those_who_hear_of_it():
    for moment in MOMENTS.values():
        named = (*moment.serves, *moment.hears)
        assert len(moment.serves) >= 2 and len(moment.hears) >= 2, moment.key
        assert [key for key in named if key not in PROFESSIONS] == [], moment.key
        assert len(set(named)) == len(named), f"{moment.key} names a profession twice"
        assert moment.whom in ("household", "business"), moment.key
        assert moment.sentence.endswith((".", "?", "!")) and moment.name, moment.key


def test_every_profession_has_moments_names_and_a_code():
    for one in PROFESSIONS.values():
        assert len(one.serves) + len(one.hears) >= 2, one.key
        assert len(one.aliases) >= 2 and one.soc and one.sphere, one.key
        assert set(one.covers) <= set(PROFESSIONS), one.key
        assert set(one.serves) | set(one.hears) <= set(MOMENTS), one.key


def test_a_general_name_has_the_moments_of_what_it_may_stand_for():
    assert "divorce" in PROFESSIONS["attorney"].serves
    assert "divorce" not in PROFESSIONS["business-attorney"].serves


def test_law_health_finance_and_settlement_services_are_regulated():
    whole = {one.key for one in PROFESSIONS.values() if one.sphere == "health" and not one.regulated}

    assert all(
        PROFESSIONS[key].regulated for key in ("family-law-attorney", "cpa", "realtor", "title-agent", "dentist")
    )
    assert not any(PROFESSIONS[key].regulated for key in ("plumber", "florist", "graphic-designer"))
    assert whole == {"doula", "personal-trainer", "health-coach"}


def test_every_name_leads_to_its_profession_and_to_no_other():
    claimed: dict[str, set[str]] = {}
    for one in PROFESSIONS.values():
        for name in (one.key, one.name, *one.aliases):
            claimed.setdefault(plain(name), set()).add(one.key)

    assert {name: keys for name, keys in claimed.items() if len(keys) > 1} == {}
    assert [
        name for name, keys in claimed.items() if (found := profession_named(name)) is None or {found.key} != keys
    ] == []


@needs_shared_data
def test_every_code_is_one_of_o_net_s():
    with (SHARED / "occupations" / "onet_occupations.csv").open(encoding="utf-8", newline="") as file:
        known = {row["soc_code"] for row in csv.DictReader(file)}

    assert [(one.key, code) for one in PROFESSIONS.values() for code in one.soc if code not in known] == []


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("Divorce Lawyers", "family-law-attorney"),
        ("  real-estate   AGENT ", "realtor"),
        ("Bäcker", None),
        ("fence company owner", "fence-builder"),
        ("Roofing Services", "roofer"),
        ("Chartered accountant", "cpa"),
        ("consultant", None),
        ("Owner", None),
        ("", None),
    ],
)
def test_a_profession_is_found_by_what_people_call_it(said, key):
    found = profession_named(said) or trade_named(said)

    assert (found.key if found else None) == key
