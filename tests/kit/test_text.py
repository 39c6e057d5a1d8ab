"""What forms send, as what we need."""

from __future__ import annotations

import pytest

from grapevine.kit.text import number_of


@pytest.mark.parametrize(
    ("sent", "number"),
    [("1", 1), ("007", 7), ("99999999", 99_999_999), *((each, 0) for each in ("", "100000000", "-1", "1.5", "²", "٣"))],
)
def test_a_number_of_a_form_is_plain_and_short_or_none(sent: str, number: int) -> None:
    assert number_of(sent) == number
