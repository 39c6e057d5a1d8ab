"""An agreement out of an archive is read whole, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grapevine.domain.partnerships.rules import told
from grapevine.domain.partnerships.rules.agreement import Move, State
from grapevine.domain.partnerships.rules.check_ins import Answers
from grapevine.domain.partnerships.rules.terms import Side, Terms, as_data

AT = "2026-03-02T09:00:00+00:00"
WORDING = Terms(owner_hopes=2, owner_moments=("divorce",), review_on=date(2026, 6, 1))
FIRST = {"version": 1, "by": "owner", "at": AT, "said": as_data(WORDING)}
MOVE = {"at": AT, "by": "partner", "how": "link", "move": "sign", "version": 1, "note": ""}
ANSWERS = {"kept": "yes", "helped": "", "change": "", "step": ""}
LOOK = {"due_on": "2026-04-01", "owner_at": "", "owner_said": None, "partner_at": AT, "partner_said": ANSWERS}
SAID: dict[str, Any] = {
    "state": "active", "version": 1, "latest": 1, "signed_owner": 1, "signed_partner": 1, "in_force": 1,
    "regulated": False, "proposed_on": "2026-03-01", "started_on": "2026-03-02", "paused_until": "",
    "check_in_on": "2026-04-01", "review_on": "2026-06-01", "ended_on": "", "told_no_more": AT, "note": "Careful.",
    "noted": AT, "wordings": json.dumps([FIRST]), "moves": json.dumps([MOVE]), "looks": json.dumps([LOOK]),
}  # fmt: skip


def wording(**said: Any) -> str:
    """One wording with something else in it."""
    return json.dumps([{**FIRST, "said": {**FIRST["said"], **said}}])  # type: ignore[dict-item]


def look(**said: Any) -> str:
    return json.dumps([{**LOOK, **said}])


def test_it_is_read_as_it_was_written() -> None:
    found = told.read(SAID)
    assert isinstance(found, told.Told)
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert found.wordings == (told.Wording(1, Side.OWNER, at, WORDING),)
    assert found.moves == (told.Moved(at, Side.PARTNER, "link", Move.SIGN, 1, ""),)
    assert found.looks == (told.Look(date(2026, 4, 1), None, None, at, Answers("yes")),)
    assert found.looks[0].columns()["partner_said"] == ANSWERS and found.looks[0].columns()["owner_said"] is None
    assert (found.numbers["state"], found.days["started_on"], found.days["ended_on"]) == (
        State.ACTIVE, date(2026, 3, 2), None,
    )  # fmt: skip
    assert replace(found, note="") == told.read({**SAID, "note": ""})


@pytest.mark.parametrize(
    "change",
    [
        {"state": "married"}, {"version": 2}, {"latest": 2}, {"signed_owner": 9}, {"in_force": 0}, {"in_force": True},
        {"latest": -1}, {"started_on": ""}, {"started_on": "soon"}, {"regulated": True}, {"note": None},
        {"note": "x" * 2_001}, {"noted": "2026-03-02T09:00:00"}, {"wordings": "{}"}, {"wordings": "["},
        {"wordings": json.dumps([FIRST, FIRST])}, {"wordings": wording(owner_hopes=51)},
        {"wordings": wording(owner_hopes="2")}, {"wordings": wording(introduce=5)},
        {"wordings": wording(owner_moments=[5])}, {"wordings": wording(review_on=0.0)},
        {"wordings": wording(cadence="often")}, {"moves": json.dumps([{**MOVE, "how": "by post"}])},
        {"moves": json.dumps([{**MOVE, "move": "dance"}])}, {"looks": look(owner_at=AT)},
        {"looks": look(partner_said={"kept": "maybe"})}, {"looks": json.dumps([LOOK, LOOK])},
    ],
)  # fmt: skip
def test_what_cannot_be_is_not_read(change: dict[str, Any]) -> None:
    assert told.read({**SAID, **change}) == told.NOT_OURS


def test_a_wording_without_a_day_of_review_can_be_read() -> None:
    assert isinstance(told.read({**SAID, "wordings": wording(review_on=None)}), told.Told)


@given(st.sampled_from(sorted(SAID)), st.none() | st.text(max_size=20) | st.integers() | st.lists(st.integers()))
def test_nothing_breaks_it(name: str, value: Any) -> None:
    found = told.read({**SAID, name: value})
    assert found == told.NOT_OURS or isinstance(found, told.Told)
    without = {key: each for key, each in SAID.items() if key != name}
    assert told.read(without) == told.NOT_OURS
