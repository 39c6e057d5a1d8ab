"""What of a person may pass, and when; and thanks that tell the giver no more than the earner chose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.referrals.rules import consent, thanks
from grapevine.domain.referrals.rules.consent import Consent, How, Standing, label_of, seen_by
from grapevine.domain.referrals.rules.moves import OUTCOMES, By, Stage
from grapevine.domain.referrals.rules.thanks import Share

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STANDINGS = st.builds(Standing, st.sampled_from(Consent), st.none() | st.sampled_from(How))


@given(STANDINGS)
def test_the_receiver_sees_nothing_that_names_before_a_yes(standing: Standing) -> None:
    seen = seen_by(By.RECEIVER, standing)
    assert consent.LABEL in seen
    assert (consent.NAME in seen) is (standing.consent is Consent.GIVEN and consent.details_pass(standing))


@given(STANDINGS)
def test_after_a_no_nobody_sees_more_than_initials(standing: Standing) -> None:
    if standing.consent in (Consent.REFUSED, Consent.WITHDRAWN):
        assert all(seen_by(by, standing) == {consent.LABEL} for by in By)
    else:
        assert seen_by(By.GIVER, standing) == seen_by(By.PROSPECT, standing) == consent.DETAILS | {consent.LABEL}


def test_an_introduction_by_letter_passes_nothing_through_here() -> None:
    introduced = Standing(Consent.GIVEN, How.INTRODUCED)
    assert consent.agreed(introduced) and not consent.details_pass(introduced)
    assert consent.NAME in seen_by(By.RECEIVER, introduced, noted_by=By.RECEIVER)


def test_a_word_on_consent_says_how_and_not_tomorrow() -> None:
    assert consent.refusal(How.SAID, "on the phone", NOW, NOW) == ""
    assert consent.refusal(How.INTRODUCED, "", None, NOW) == ""
    assert "how they agreed" in consent.refusal(How.SAID, " ", NOW, NOW)
    assert "link" in consent.refusal(How.LINK, "yes", NOW, NOW)
    assert "to come" in consent.refusal(How.SAID, "yes", NOW + timedelta(hours=1), NOW)


@pytest.mark.parametrize(
    ("name", "label"),
    [("Yuki Tanaka", "Y. T."), ("Maria de la Cruz", "M. C."), ("Cher", "C."), ("- ?", "somebody"), ("", "somebody")],
)
def test_who_has_not_agreed_is_two_letters(name: str, label: str) -> None:
    assert label_of(name) == label


@given(st.integers(0, thanks.MOST))
def test_a_value_falls_into_the_band_whose_words_hold_it(value: int) -> None:
    band = thanks.band_of(value)
    assert value >= thanks.BOUNDS[band] and (band == 4 or value < thanks.BOUNDS[band + 1])


def test_bands_in_words() -> None:
    words = [thanks.band_in_words(band) for band in range(len(thanks.BOUNDS))]
    assert words == ["under 1,000", "1,000 to 5,000", "5,000 to 25,000", "25,000 to 100,000", "100,000 and more"]


@given(st.sampled_from(Share), st.none() | st.integers(0, 10**6))
def test_the_giver_learns_what_the_earner_chose(share: Share, value: int | None) -> None:
    amount, band = thanks.told(share, value)
    assert (amount is not None) is (share is Share.VALUE and value is not None)
    assert (band is not None) is (share is Share.BAND and value is not None)


def test_thanks_close_a_loop_once_and_carry_no_figure_in_a_regulated_profession() -> None:
    def why(stage: Stage = Stage.WON, share: Share = Share.NONE, value: int | None = None, **flags: bool) -> str:
        return thanks.refusal(stage, share, value, **{"thanked": False, "regulated": False, **flags})

    assert all(why(stage) == "" for stage in OUTCOMES)
    assert why(share=Share.VALUE, value=7_000) == why(value=7_000, regulated=True) == ""
    assert "how it ended" in why(Stage.MET)
    assert "already" in why(thanked=True)
    assert "regulated" in why(share=Share.BAND, value=7_000, regulated=True)
    assert "between 0" in why(value=-1)
    assert "what it was worth" in why(share=Share.BAND)
    assert thanks.shares(regulated=True) == (Share.NONE,) and thanks.shares(regulated=False)[0] is Share.NONE
