"""Letters over the API: listed, sent once more, called back."""

from __future__ import annotations

from urllib.parse import quote

from grapevine.domain.letters.actions import queue_letter
from grapevine.domain.letters.models import Letter
from grapevine.interfaces.mail import trial
from grapevine.kit import clock
from tests.interfaces.api.caller import problem


def test_letters_are_listed_page_by_page_and_changed(api, stranger, actor):
    for _ in range(3):
        house = "https://grapevine.example/p/" + "x" * 30
        letter = trial.letter(to_address=actor.email, to_name="Leah", base_url=house)
        queue_letter(actor=actor, now=clock.now(), letter=letter)
    first = api.get("/letters?limit=2").json()
    rest = api.get(f"/letters?limit=2&cursor={quote(first['next'])}").json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
    one = first["items"][0]
    assert (one["state"], one["address"], one["person"]) == ("queued", actor.email, None)
    assert "/p/…" in one["text"] and "xxx" not in one["text"]
    assert stranger.get("/letters").json()["items"] == []
    problem(stranger.post(f"/letters/{one['id']}/cancel"), 404, "not-found")
    assert api.post(f"/letters/{one['id']}/retry").status_code == 422
    Letter.objects.filter(uid=one["id"]).update(state="unsure")
    assert api.post(f"/letters/{one['id']}/retry").json()["state"] == "queued"
    assert api.post(f"/letters/{one['id']}/cancel").json()["state"] == "stopped"
