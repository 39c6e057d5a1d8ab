"""Stories through the API: told, named in with consent, shown, commented; words of clients."""

from __future__ import annotations

import pytest

from tests.cast import TOM, meet
from tests.domain.stories.storytelling import UNCLE, ben_in, riverside, seat, won
from tests.interfaces.api.caller import Caller

WORDS = {"title": UNCLE.title, "need": UNCLE.need, "happened": UNCLE.happened, "came": UNCLE.came}


@pytest.fixture
def chapter(actor):
    """Leah and Ben in Riverside."""
    place = riverside()
    seat(actor, place)
    ben_in(place)
    return place


def test_a_story_from_a_referral_to_the_chapter(api: Caller, actor, chapter) -> None:
    made = api.post("/stories", {**WORDS, "referral": str(won(actor).uid)}).json()
    address = f"/stories/{made['id']}"
    assert made["written"]["need"].startswith("Hana Kim’s") and made["need"].startswith("A realtor’s client")
    hana = made["named"][0]
    assert (hana["name"], hana["role"], hana["consent"]) == ("Hana Kim", "a realtor", "none")
    link = api.post(f"/stories/named/{hana['id']}/link", {"reach": "public"}).json()
    assert "/n/" in link["link"] and link["consent"] == "asked"
    agreed = api.post(f"/stories/named/{hana['id']}/agreed", {"reach": "chapter", "words": "At lunch"}).json()
    assert (agreed["consent"], agreed["reach"]) == ("given", "chapter")
    shown = api.post(f"{address}/reach", {"reach": "public", "comments_open": True}).json()
    assert "/s/a-" not in shown["public"] and "/s/the-uncle" in shown["public"] and not shown["named"][0]["in_public"]
    assert api.get("/stories?where=chapter").json()["items"][0]["need"].startswith("Hana Kim’s client")
    anew = api.post(f"{address}/wording", {"came": "He pays.", "wording": 1}).json()
    assert anew["wording"] == 2 and anew["named"][0]["earlier"] and anew["need"].startswith("A realtor’s")
    assert api.post(f"{address}/wording", {"came": "He sings.", "wording": 1}).status_code == 409
    assert api.delete(f"/stories/named/{hana['id']}/agreed").json()["consent"] == "withdrawn"
    assert api.delete(f"/stories/named/{hana['id']}").status_code == 422
    nell = api.post(f"{address}/named", {"name": "Nell", "role": "my daughter"}).json()
    assert api.post(f"/stories/named/{nell['id']}", {"role": "my girl"}).json()["role"] == "my girl"
    assert api.delete(f"/stories/named/{nell['id']}").status_code == 204
    comment = api.post(f"{address}/comments", {"text": "Thank you all."}).json()
    assert (comment["state"], comment["mine"]) == ("shown", True)
    kept = api.post(f"/stories/comments/{comment['id']}", {"decision": "decline"}).json()
    assert kept["state"] == "declined" and api.delete(f"/stories/comments/{comment['id']}").status_code == 204
    assert api.post(f"{address}/brief", {}).status_code == 422
    assert api.delete(address).status_code == 204 and api.get(address).status_code == 404


def test_lists_have_pages_and_refuse_what_they_do_not_know(api: Caller, actor, chapter) -> None:
    for number in range(3):
        api.post("/stories", {**WORDS, "title": f"Story {number}"})
    first = api.get("/stories?limit=2").json()
    rest = api.get(f"/stories?limit=2&cursor={first['next']}").json()
    titles = [each["title"] for each in [*first["items"], *rest["items"]]]
    assert titles == ["Story 2", "Story 1", "Story 0"] and rest["next"] is None
    assert api.get("/stories?where=world").status_code == 422
    assert api.get(f"/stories?where=chapter&cursor={first['next']}").status_code == 422
    assert api.post("/stories", {"title": " "}).status_code == 422


def test_words_of_a_client(api: Caller, actor) -> None:
    tom = meet(actor, TOM)
    asked = api.post("/testimonials", {"person": str(tom.uid), "asked": "What was it like?"}).json()
    assert "/w/" in asked["link"] and asked["state"] == "asked"
    (listed,) = api.get("/testimonials").json()["items"]
    assert "link" not in listed and listed["person"]["name"] == "Tom Halloran"
    assert api.post(f"/testimonials/{asked['id']}/place", {"reach": "public"}).status_code == 422
    assert api.delete(f"/testimonials/{asked['id']}").status_code == 204
