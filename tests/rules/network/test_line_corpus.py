"""How well whole lines are understood: the share with every field right, each field's share, and nobody mistaken."""

from __future__ import annotations

import pytest

from tests.rules.network.line_corpus import FIELDS, Sample, samples

ALL_RIGHT, FIELD_RIGHT = 0.92, 0.95
HELD_OUT, GROWN = (tuple(each for each in samples() if each.held_out is held) for held in (True, False))


def accuracy(some: tuple[Sample, ...]) -> dict[str, float]:
    """Share of lines that are right, by field and as a whole."""
    shares = {name: sum(each.wanted[name] == each.read[name] for each in some) / len(some) for name in FIELDS}
    return {**shares, "all": sum(each.right for each in some) / len(some)}


@pytest.mark.parametrize(("name", "some"), [("held out", HELD_OUT), ("grown with the parser", GROWN)])
def test_lines_are_understood_as_their_writer_meant_them(name, some):
    reached = accuracy(some)
    print(f"{name}, {len(some)} lines:", ", ".join(f"{field} {share:.1%}" for field, share in reached.items()))
    wrong = [(each.text, each.read) for each in some if not each.right]
    assert reached["all"] >= ALL_RIGHT, wrong
    assert min(reached[field] for field in FIELDS) >= FIELD_RIGHT, wrong


def test_nobody_is_silently_taken_for_somebody_else():
    mistaken = [
        (each.text, extra) for each in samples() if (extra := set(each.read["people"]) - set(each.wanted["people"]))
    ]
    assert mistaken == []


def test_the_corpus_is_large_and_says_nothing_twice():
    texts = [each.text for each in samples()]
    assert len(HELD_OUT) == 60
    assert len(texts) >= 180
    assert len(set(texts)) == len(texts)


def test_a_line_read_wrongly_counts_as_wrong():
    one = samples()[0]
    bad = Sample(one.text, True, one.wanted, {**one.read, "minutes": 59})
    reached = accuracy((one, bad))
    assert (reached["all"], reached["minutes"], reached["kind"]) == (0.5, 0.5, 1.0)
