"""Who feeds whom: both directions, competitors low, and an answer for any occupation."""

from __future__ import annotations

import csv
import itertools

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.professions.rules import (
    MOMENTS,
    PROFESSIONS,
    competitors,
    complement,
    feeds,
    moments_heard_by,
    moments_served_by,
)
from grapevine.domain.professions.rules.occupations import occupation_of, same_group, sphere_of
from grapevine.domain.professions.rules.pairing import pair
from grapevine.interfaces.cli.lab import lab
from tests.shared_data import needs_shared_data

KEYS = st.sampled_from(sorted(PROFESSIONS))


def test_leah_and_a_realtor_feed_each_other_over_a_divorce():
    found = complement("family-law-attorney", "realtor")

    assert found.a_to_b[:2] == ("selling-home", "divorce")
    assert "divorce" in found.b_to_a
    assert found.a_feeds_b > found.b_feeds_a > 0.35, "she hears of two sales for each divorce a realtor hears of"


def test_a_partner_stands_above_a_stranger_above_a_competitor():
    partner, stranger = complement("realtor", "mortgage-broker"), complement("plumber", "cpa")

    assert partner.score > 0.7 > 0.3 > stranger.score > complement("realtor", "realtor").score
    assert complement("cpa", "plumber").moments == ()


def test_the_same_work_under_two_names_is_competition():
    assert competitors("therapist", "psychologist") and competitors("realtor", "realtor")
    assert not competitors("family-law-attorney", "estate-attorney"), "one profession of law, two kinds of clients"
    assert complement("therapist", "psychologist").score < 0.1


def test_moments_of_a_profession_are_those_of_the_lists():
    assert "divorce" in moments_served_by("family-law-attorney")
    assert "divorce" in moments_heard_by("hairdresser")
    with pytest.raises(KeyError):
        complement("realtor", "alchemist")


@given(KEYS, KEYS)
def test_the_other_way_round_is_the_same_pair_seen_from_the_other_side(a, b):
    there, back = complement(a, b), complement(b, a)

    assert there.score == pytest.approx(back.score)
    assert (there.a_feeds_b, there.a_to_b) == (back.b_feeds_a, back.b_to_a)
    assert there.a_feeds_b == feeds(a, b)
    assert 0 < there.score < 1 and 0 < there.a_feeds_b < 1
    assert min(there.a_feeds_b, there.b_feeds_a) <= there.score + 1e-9 <= max(there.a_feeds_b, there.b_feeds_a) + 2e-9


@given(KEYS, KEYS)
def test_each_reason_is_a_moment_one_is_told_of_and_the_other_helps_with(a, b):
    for key in complement(a, b).a_to_b:
        moment, mine = MOMENTS[key], {a, *PROFESSIONS[a].covers}
        assert mine & {*moment.hears, *moment.serves}
        assert {b, *PROFESSIONS[b].covers} & {*moment.serves}


@pytest.mark.parametrize(
    ("said", "keys", "code"),
    [
        ("23-1011.00", ("attorney",), "23-1011.00"),
        ("23-1011", ("attorney",), "23-1011.00"),
        ("Accountants and Auditors", ("cpa",), "13-2011.00"),
        ("divorce lawyer", ("family-law-attorney",), "23-1011.00"),
        ("Astronomers", (), "19-2011.00"),
        ("13-1111.00", ("business-coach", "management-consultant"), "13-1111.00"),
        ("%%%", (), ""),
        ("Fence company owner", ("fence-builder",), "47-4031.00"),
    ],
)
def test_words_and_codes_lead_to_an_occupation(said, keys, code):
    found = occupation_of(said)

    assert (found.keys, found.code) == (keys, code)


def test_what_is_not_in_the_catalogue_is_judged_by_its_group_and_sphere():
    alike = pair("Astronomers", "Physicists").score
    one_sphere = pair("Tax Examiners and Collectors, and Revenue Agents", "bookkeeper").score
    strangers = pair("Astronomers", "florist").score

    assert alike < strangers < one_sphere < complement("cpa", "bookkeeper").score
    assert same_group("19-2011.00", "19-2012.00") and not same_group("19-2011.00", "29-1011.00")
    assert (sphere_of("29-1011.00"), sphere_of("45-1011.00")) == ("health", "")


def test_a_code_of_several_trades_is_the_mean_of_them():
    both = [complement(key, "recruiter").score for key in ("business-coach", "management-consultant")]

    assert pair("13-1111.00", "recruiter").score == pytest.approx(sum(both) / 2)


def lab_rows(text: str) -> tuple[list[dict[str, str]], str]:
    result = CliRunner().invoke(lab, ["complement", "-"], input=text)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(result.stdout.splitlines())), result.stderr


def test_the_lab_answers_every_pair_in_order_and_says_what_it_does_not_know():
    found, told = lab_rows("b;a\nCPA;divorce lawyer\nplumber;xyzzy\n")

    assert [(row["a"], row["b"]) for row in found] == [("divorce lawyer", "CPA"), ("xyzzy", "plumber")]
    assert found[0]["moments"].split()[0] == "divorce"
    assert float(found[0]["score"]) > 0.5 > float(found[1]["score"])
    assert told == "line 3: no occupation known as “xyzzy”\n"


def test_the_lab_refuses_a_row_that_lacks_one_of_two():
    result = CliRunner().invoke(lab, ["complement", "-"], input="a,b\nplumber,\n")

    assert result.exit_code == 1
    assert "line 2: needs both a and b" in result.output


@needs_shared_data
def test_partners_stand_above_competitors_and_strangers():
    from bench.methods.complement import rows

    bars = [row for row in rows() if row.bar is not None]

    assert len(bars) == 6
    assert [row.goal for row in bars if row.verdict != "pass"] == []


def test_the_spheres_prior_alone_does_not_make_a_partner():
    trades = [key for key, one in PROFESSIONS.items() if one.sphere == "trades"]
    known = [complement(a, b) for a, b in itertools.combinations(trades, 2)]

    assert max(one.score for one in known if not one.moments) <= 0.5 < max(one.score for one in known)
