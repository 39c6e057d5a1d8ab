"""`grapevine referrals`: given, noted, moved, thanked for, listed."""

from __future__ import annotations

from grapevine.domain.accounts.rules.access import Actor
from tests.cast import BEN, DANA, meet
from tests.interfaces.cli.calling import call, refused, told, wrong


def test_from_the_first_word_to_the_thanks(actor: Actor) -> None:
    dana = meet(actor, DANA)
    made = told("referrals", "give", dana.uid, "Look at the taxes", "--who", "Yuki Tanaka", "--warmth", "expects")
    assert (made["stage"], made["who"], made["next"]) == ("noted", "Yuki Tanaka", "Ask them whether they want it")
    assert "Ask them first" in refused("referrals", "move", made["id"], "sent")
    told("referrals", "consent", made["id"], "--words", "On the phone")
    for stage in ("sent", "accepted", "won"):
        seen = told("referrals", "move", made["id"], stage)
    assert (seen["stage"], seen["version"], seen["closed"]) == ("won", 5, False)
    assert "why" in refused("referrals", "move", made["id"], "met", "--correct")
    assert told("referrals", "thank", made["id"], "--words", "You were right")["closed"]
    assert not told("referrals", "thank", made["id"], "--take-back")["closed"]
    said = call("referrals", "show", made["id"]).stdout
    assert "Yuki Tanaka: Look at the taxes (won, Dana Whitcomb)" in said and "receiver: won" in said


def test_what_came_is_listed_and_counted(actor: Actor) -> None:
    dana = meet(actor, DANA)
    assert call("referrals", "list").stdout == "No referrals.\n"
    came = told("referrals", "note", dana.uid, "A will", "--who", "T. Boone", "--at", "2026-01-05")
    (one,) = told("referrals", "list", "--role", "receiver", "--stage", "sent", "--due", "overdue")
    assert (one["id"], one["turn"], one["person"]["name"]) == (came["id"], "receiver", "Dana Whitcomb")
    assert "Dana Whitcomb" in call("referrals", "list").stdout
    rows = told("referrals", "results", "--days", 3650)
    assert [(row["role"], row["sent"]) for row in rows] == [("giver", 0), ("receiver", 1), ("receiver", 1)]
    assert "all" in call("referrals", "results", "--days", 3650).stdout
    wrong("referrals", "move", came["id"], "nowhere")


def test_words_chain_times_and_who_serves_a_moment(actor: Actor) -> None:
    dana = meet(actor, DANA)
    first, second = (told("referrals", "note", dana.uid, "A will", "--who", name) for name in ("Ada", "Bo"))
    assert told("referrals", "words", second["id"], "A trust", "--who", "Bo Lee")["who"] == "Bo Lee"
    assert [row["who"] for row in told("referrals", "list", "--text", "trust")] == ["Bo Lee"]
    assert len(told("referrals", "chain", second["id"], first["id"])["chain"]) == 2
    assert "cannot both come first" in refused("referrals", "chain", first["id"], second["id"])
    assert told("referrals", "chain", second["id"])["chain"] == []
    assert {row["stage"]: row["days"] for row in told("referrals", "times", "sent=9")}["sent"] == 9
    assert "write it like sent=2" in refused("referrals", "times", "sent")
    assert {row["stage"]: row["days"] for row in told("referrals", "times", "--usual")}["sent"] == 2
    assert [row["person"]["name"] for row in told("referrals", "serving", "tax-letter")] == ["Dana Whitcomb"]
    assert "no moment" in refused("referrals", "serving", "nonsense")


def test_two_people_are_introduced(actor: Actor) -> None:
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    assert len(told("referrals", "introduce", dana.uid, ben.uid, "--why", "A move")["gives"]) == 2
    assert "nobody is introduced to themselves" in refused("referrals", "introduce", ben.uid, ben.uid)
