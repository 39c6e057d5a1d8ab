"""A line said back: the touch, the gives, and each question, as sentences."""

from __future__ import annotations

import pytest

from grapevine.domain.network.rules.line.describe import describe
from tests.rules.network.line_corpus import read


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "coffee with Dana yesterday 1h, gave her the name of a bookkeeper",
            "One-to-one with Dana Whitcomb, Thursday 19 March 2026 at 12:00, 60 minutes. "
            "You gave Dana Whitcomb an introduction (business).",
        ),
        (
            "Dana called yesterday about the lease, 1 min",
            "Call with Dana Whitcomb, Thursday 19 March 2026 at 12:00, 1 minute, they began it, about business.",
        ),
        (
            "called Dana, Ben and Priya at noon",
            "Call with Dana Whitcomb, Ben Okafor and Priya Raman, Friday 20 March 2026 at 12:00, you began it.",
        ),
        ("Dana sent me a client yesterday",
         "Dana Whitcomb gave you a referral (business), Thursday 19 March 2026 at 12:00."),
        ("chapter meeting yesterday", "Group meeting, Thursday 19 March 2026 at 12:00."),
        ("lent a ladder yesterday",
         "You gave somebody help (personal), Thursday 19 March 2026 at 12:00. Who was it with?"),
        (
            "lunch with Maria at noon",
            "Meal, Friday 20 March 2026 at 12:00. Who is “Maria”? Perhaps Maria Santos or Maria Keller?",
        ),
        (
            "lunch with Hanna Weiss at noon",
            "Meal, Friday 20 March 2026 at 12:00. Is “Hanna Weiss” spelled right? Perhaps Hannah Weiss?",
        ),
        ("lunch with Zelda at noon", "Meal, Friday 20 March 2026 at 12:00. “Zelda” is not in your book yet."),
        ("lunch with Ben tomorrow",
         "Meal with Ben Okafor, Friday 20 March 2026 at 18:30. “tomorrow”: has it happened yet?"),
        ("buy milk", "I can't tell what happened. Try “coffee with”, “called”, “referred” or “promised”."),
    ],
)  # fmt: skip
def test_a_line_is_said_back_in_plain_words(line, said):
    assert describe(read(line)) == said
