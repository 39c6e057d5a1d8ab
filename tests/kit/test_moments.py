"""Moments that somebody tells of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from grapevine.kit.errors import Refused
from grapevine.kit.moments import AHEAD, EARLIEST, moment_of, must_have_happened

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize("at", [EARLIEST, NOW, NOW + AHEAD])
def test_what_has_happened_may_be_told(at: datetime) -> None:
    must_have_happened(at, NOW, "not yet")


@pytest.mark.parametrize("at", [EARLIEST - timedelta(seconds=1), NOW + AHEAD + timedelta(seconds=1)])
def test_what_is_to_come_or_before_anybody_is_refused_in_the_words_of_the_ledger(at: datetime) -> None:
    with pytest.raises(Refused, match="not yet") as refused:
        must_have_happened(at, NOW, "not yet")
    assert refused.value.field == "at"


def test_a_time_needs_its_zone() -> None:
    with pytest.raises(Refused, match="zone"):
        must_have_happened(NOW.replace(tzinfo=None), NOW, "not yet")


def test_a_time_in_a_file_is_read_with_its_zone_or_refused_in_the_words_of_its_reader() -> None:
    assert moment_of("", "not ours") is None and moment_of(NOW.isoformat(), "not ours") == NOW
    for wrong in ("soon", "2026-03-31T12:00:00"):
        with pytest.raises(Refused, match="not ours"):
            moment_of(wrong, "not ours")
