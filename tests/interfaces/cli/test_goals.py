"""`grapevine goals` and `grapevine forecast`."""

from __future__ import annotations

from grapevine.domain.goals.actions.keeping import keep_all
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.domain.goals.receiving import came
from tests.interfaces.cli.calling import NOBODYS, call, refused, told, wrong


def test_goals_and_the_forecast_from_the_terminal(actor):
    assert "No goal yet" in call("goals", "list").stdout
    made = told("goals", "set", "clients", 5, "--by", "year")
    assert "80% sure:" in call("goals", "set", "clients", 6, "--by", "year").stdout
    (kept,) = told("goals", "list")
    assert (kept["amount"], kept["kind"]) == (6, "clients") and made["amount"] == 5
    assert "6 " in call("goals", "list").stdout
    assert "Let go" in call("goals", "let-go", kept["id"]).stdout
    assert "no such goal" in refused("goals", "let-go", NOBODYS)
    assert "count clients" in refused("goals", "set", "value", 500)
    assert "count clients" in refused("goals", "what-if", "value", 500)
    wrong("goals", "set", "clients", 0)
    for said in ("--minutes", "nan"), ("--talks", "inf"):
        assert "Give a number above 0" in refused("goals", "what-if", "clients", 9, *said)
    assert told("goals", "what-if", "clients", 9, "--won", 1)["takes"][1]["referrals"] == 9

    dana = meet(actor, DANA)
    for ago in (90, 60, 40):
        came(actor, dana, ago, won=ago - 20, now=clock.now())
    assert told("forecast", "show", "--days", 30)["closed"] == 3
    assert "likeliest" in call("forecast", "show").stdout
    assert "The first is kept" in call("forecast", "record").stdout
    keep_all(now=clock.now())
    assert [row["days"] for row in told("forecast", "record")] == [30, 90]
