"""`grapevine stories`: told, named in, shown, commented; words of clients."""

from __future__ import annotations

from grapevine.domain.accounts.rules.access import Actor
from tests.cast import TOM, meet
from tests.domain.stories.storytelling import UNCLE, ben_in, riverside, seat, won
from tests.interfaces.cli.calling import call, refused, told

LEAH = ("--as", "leah@marchetti.example")
BEN = ("--as", "ben@okafor.example")
WORDS = ("--title", UNCLE.title, "--need", UNCLE.need, "--happened", UNCLE.happened, "--came", UNCLE.came)


def test_a_story_is_told_named_in_shown_and_answered(actor: Actor) -> None:
    place = riverside()
    referral = won(seat(actor, place))
    ben_in(place)
    made = told("stories", "tell", "--referral", referral.uid, *WORDS, *LEAH)
    hana = made["named"][0]["id"]
    assert "still names Hana Kim" in refused("stories", "unname", hana, *LEAH)
    assert "/n/" in told("stories", "ask", hana, *LEAH)["link"]
    assert "Say how they agreed" in refused("stories", "agreed", hana, *LEAH)
    told("stories", "agreed", hana, "--words", "At lunch", "--reach", "public", *LEAH)
    told("stories", "reach", made["id"], "chapter", "--comments", *LEAH)
    (seen,) = told("stories", "list", "--chapter", *BEN)
    assert seen["need"].startswith("Hana Kim’s") and "a client" in seen["came"]
    told("stories", "comment", made["id"], "Going into what I say.", *BEN)
    reply = told("stories", "tell", "--answers", made["id"], *WORDS, *BEN)
    told("stories", "reach", reply["id"], "public", *BEN)
    shown = call("stories", "show", made["id"], *LEAH).stdout
    assert "- Hana Kim: by name" in shown and "Ben Okafor (shown): Going into" in shown
    assert told("stories", "show", made["id"], *LEAH)["replies"][0]["teller"] == "Ben Okafor"
    told("stories", "agreed", hana, "--no", *LEAH)
    edited = told("stories", "edit", made["id"], "--came", "He pays.", *LEAH)
    assert (edited["wording"], edited["came"]) == (2, "He pays.")
    nell = told("stories", "name", made["id"], "Nell", "--role", "my daughter", *LEAH)
    told("stories", "unname", nell["id"], *LEAH)
    assert call("stories", "comments", *LEAH).stdout == "Nothing waits for you.\n"
    comment = told("stories", "show", made["id"], *LEAH)["comment_list"][0]["id"]
    told("stories", "decide", comment, "decline", *LEAH)
    told("stories", "decide", comment, "delete", *LEAH)
    told("briefs", "edit", "--name", "Leah", "--headline", "I help.", *LEAH)
    assert told("stories", "brief", made["id"], *LEAH)["version"] == 2
    told("stories", "delete", made["id"], *LEAH)
    assert call("stories", "list", *LEAH).stdout == "No stories yet.\n"


def test_a_client_is_asked_for_their_words(actor: Actor) -> None:
    tom = meet(actor, TOM)
    assert call("stories", "words").stdout == "Nobody was asked yet.\n"
    made = told("stories", "ask-words", tom.uid, "--asked", "What was it like?")
    assert "/w/" in made["link"] and "Tom Halloran" in call("stories", "words").stdout
    assert "no words yet" in refused("stories", "place-words", made["id"], "public")
    told("stories", "delete-words", made["id"])
