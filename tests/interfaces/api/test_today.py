"""Today and promises over the API."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

from django.test import Client

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.models import Person
from grapevine.domain.stories.models import Comment
from grapevine.domain.touches.actions import log_touch
from grapevine.kit import clock
from tests.domain.stories.storytelling import told as told_story
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.api.conftest import a_token_with
from tests.interfaces.cli.calling import call


def promise(api: Caller, dana: Person, **said: object) -> dict:
    """Something promised to Dana, over the API."""
    made = api.post("/promises", {"person": str(dana.uid), "what": "The contract", **said})
    assert made.status_code == 201
    return made.json()


def test_a_promise_is_written_down_changed_kept_and_taken_up_again(api: Caller, dana: Person) -> None:
    made = promise(api, dana, due="2030-01-15")
    assert (made["by"], made["due"], made["outcome"]) == ("me", "2030-01-15", "")
    there = f"/promises/{made['id']}"
    assert api.patch(there, {"due": None}).json() == {**made, "due": None}
    assert [one["id"] for one in api.get("/promises?open=true").json()["items"]] == [made["id"]]

    kept = api.post(f"{there}/keep", {"kind": "information", "note": "Sent it"}).json()
    assert (kept["outcome"], kept["ended_note"]) == ("kept", "Sent it")
    [give] = api.get("/gives").json()["items"]
    assert (give["kind"], give["direction"]) == ("information", "given")
    assert api.get("/promises?open=true").json()["items"] == []
    problem(api.post(f"{there}/keep", {}), 422, "invalid")

    assert api.post(f"{there}/reopen", {}).json()["outcome"] == ""
    assert api.get("/gives").json()["items"] == []
    assert api.post(f"{there}/let-go", {"broken": True}).json()["outcome"] == "broken"
    assert api.delete(there).status_code == 204


def test_nobodys_change_of_a_promise_is_lost(api: Caller, dana: Person) -> None:
    made = api.post("/promises", {"person": str(dana.uid), "what": "The contract", "by": "them"})
    there = f"/promises/{made.json()['id']}"
    api.patch(there, {"what": "The contract, signed"})
    problem(api.patch(there, {"what": "x"}, if_match=made["ETag"]), 412, "precondition-failed")


def test_what_cannot_be_promised_is_told_by_field(api: Caller, dana: Person) -> None:
    for said, field in (({"by": "us"}, "by"), ({"what": " "}, "what"), ({"due": "2400-01-01"}, "due")):
        answer = api.post("/promises", {"person": str(dana.uid), "what": "A name", **said})
        assert problem(answer, 422, "invalid")["errors"][0]["field"] == field


def test_today_is_read_and_each_line_is_answered_under_its_key(
    api: Caller, actor: Actor, dana: Person, yesterday: datetime
) -> None:
    log_touch(actor=actor, now=clock.now(), person_uid=dana.uid, at=yesterday - timedelta(days=2), kind="message",
              began_by="them")  # fmt: skip
    made = promise(api, dana, due=(clock.now() - timedelta(days=1)).date().isoformat())
    found = api.get("/today").json()
    assert (found["step"]["key"], found["step"]["title"]) == (f"answer-{dana.uid}", "Answer Dana Whitcomb")
    assert [line["key"] for line in found["items"]] == [f"promised-{made['id']}"]
    assert (found["doubles"], found["doubts"], found["more"]) == (None, 0, {})

    aside = api.post(f"/today/{found['items'][0]['key']}/later", {}).json()
    assert aside["promise"] == made["id"] and aside["until"]
    assert api.get("/today").json()["items"] == []
    assert api.get("/today/aside").json()["items"] == [aside]
    assert api.delete(f"/today/aside/{aside['id']}").status_code == 204
    assert api.post(f"/today/promised-{made['id']}/set-aside", {}).json()["until"] is None

    done = api.post(f"/today/answer-{dana.uid}/done", {"kind": "call", "note": "Talked it through"}).json()
    assert done["give"] is None
    [touch] = [one for one in api.get("/touches").json()["items"] if one["id"] == done["touch"]]
    assert (touch["kind"], touch["began_by"], touch["note"]) == ("call", "me", "Talked it through")
    assert api.get("/today").json()["step"] is None


def test_what_others_wait_for_is_told_in_the_same_words_by_the_page_the_api_and_the_command_line(
    api: Caller, actor: Actor, leah: Member, dana: Person
) -> None:
    now = clock.now()
    review = (now + timedelta(days=90)).date()
    wording = Terms(owner_moments=("divorce",), cadence=30, review_on=review, disclosure=DISCLOSURE)
    one = agreements.propose(actor=actor, now=now, person_uid=dana.uid, said=wording)
    _, secret = partner_links.make_link(actor=actor, now=now, partnership_uid=one.uid)
    other = replace(wording, cadence=60)
    agreements.change(now=now, find=partner_links.as_partner(secret, now), version=1, said=other)
    story = told_story(actor, "public")
    Comment.objects.create(story=story, name="Ruth", text="Glad it is written down.", at=now)
    found = api.get("/today").json()
    (line,) = found["reminders"]
    assert (line["kind"], line["id"], line["title"]) == ("agreement", str(one.uid), "Read what Dana Whitcomb proposes")
    assert (found["unsorted"], found["ask"], found["webhooks"]) == (1, None, [])
    less = a_token_with(leah, "people:read", "touches:read", "gives:read", "imports:read").get("/today").json()
    assert (found["comments"], less["comments"]) == (1, 0)
    web = Client()
    web.force_login(leah, "grapevine.interfaces.web.sessions.MemberBackend")
    page = web.get("/today").content.decode()
    assert line["title"] in page and line["reason"] in page and "One comment waits for your word" in page
    told = json.loads(call("today", "show", "--json").stdout)
    assert all(told[name] == found[name] for name in ("reminders", "comments", "unsorted", "ask", "webhooks"))
    plain = call("today", "show").stdout
    assert line["title"] in plain and "1 comment to decide on" in plain and "Nobody waits" not in plain


def test_a_key_that_names_nothing_and_a_day_gone_by_are_refused(api: Caller, stranger: Caller, dana: Person) -> None:
    problem(api.post(f"/today/weather-{dana.uid}/later", {}), 404, "not-found")
    problem(stranger.post(f"/today/cooling-{dana.uid}/done", {}), 404, "not-found")
    problem(api.post(f"/today/cooling-{dana.uid}/later", {"until": "2001-01-01T00:00:00Z"}), 422, "invalid")
    problem(api.post(f"/today/cooling-{dana.uid}/later", {"until": "2001-01-01"}), 422, "invalid")


def test_to_put_off_one_need_not_read_the_ledgers(leah: Member, dana: Person) -> None:
    caller = a_token_with(leah, "people:write")
    assert caller.post(f"/today/cooling-{dana.uid}/later", {}).status_code == 201
    problem(caller.get("/today"), 403, "not-allowed")
    problem(caller.post(f"/today/cooling-{dana.uid}/done", {}), 403, "not-allowed")
