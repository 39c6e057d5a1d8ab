"""An organisation's figures by page, program and command: for its organiser, in groups, and for nobody else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.actions.api_tokens import make_token
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import SCOPES
from grapevine.domain.insights.models import OrganisationFigures
from grapevine.domain.simulation.actions import make_organisation
from grapevine.domain.simulation.rules.world import World
from grapevine.kit import clock
from tests.interfaces.cli.calling import call, refused, told
from tests.interfaces.web.conftest import BACKEND


@pytest.fixture
def made(db):
    return make_organisation(now=clock.now(), world=World(36, 14, 5), light=True)


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member, BACKEND)
    return client


def test_an_organiser_counts_looks_and_takes_the_chapters_along(made, django_assert_max_num_queries):
    client, path = signed_in(made.organiser), f"/insights/organisation/{made.organisation.uid}"
    assert client.get("/insights/organisation").headers["Location"] == path
    assert "Nothing was counted yet" in client.get(path).content.decode()
    after = client.post(f"{path}/count", follow=True).content.decode()
    assert "Counted." in after
    with django_assert_max_num_queries(12):
        page = client.get(path).content.decode()
    assert "36" in page and "Chapter 2" in page and "Taken on within" in page and "Count anew" in page
    rows = b"".join(client.get(f"{path}/chapters.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0] == "name,members,referrals,accepted,soon,won,thanked,told,value" and len(rows) == 3
    for name in Member.objects.values_list("name", flat=True):
        assert name not in page.split("<main", 1)[1], "nobody is named"
    OrganisationFigures.objects.update(asked_at=clock.now() - timedelta(minutes=2), percent=40, failed="It broke.")
    page = client.get(path).content.decode()
    assert "Being counted: 40 %" in page and "It broke." in page and "Count anew" not in page


def test_nobody_else_finds_it(made, leah):
    officer = Member.objects.get(email="m2@made-up-5.example")
    path = f"/insights/organisation/{made.organisation.uid}"
    for other in (officer, leah):
        client = signed_in(other)
        assert client.get("/insights/organisation").status_code == 404
        assert client.get(path).status_code == client.get(f"{path}/chapters.csv").status_code == 404
        assert client.post(f"{path}/count").status_code == 404
    assert not OrganisationFigures.objects.exists()


def test_a_program_with_the_scope_and_a_command_tell_the_same(made):
    actor = accounts.actor_of(made.organiser)
    _, secret = make_token(actor=actor, now=clock.now(), name="Figures", scopes=["organisation:read"], expires_at=None)
    client, path = Client(headers={"Authorization": f"Bearer {secret}"}), "/api/v1/insights/organisations"
    asked = client.post(f"{path}/{made.organisation.uid}/count", headers={"Idempotency-Key": "once"})
    assert asked.status_code == 202 and asked.json()["counting"] is False
    shown = client.get(f"{path}/{made.organisation.uid}").json()
    assert shown["figures"]["members"] == 36
    assert shown["figures"]["totals"]["referrals"] == made.referrals
    assert "organisation:read" in SCOPES
    by_command = told("insights", "organisation", who=made.organiser.email)
    assert json.loads(json.dumps(by_command["figures"])) == shown["figures"]
    said = call("insights", "organisation", "--count", who=made.organiser.email).output
    assert "Chapter 1" in said and "giver" in said
    assert "that you organise" in refused("insights", "organisation", who="m2@made-up-5.example")


def test_where_nothing_was_counted_the_command_says_how(made):
    assert "--count" in call("insights", "organisation", who=made.organiser.email).output
    under_way = {"asked_at": clock.now(), "percent": 7, "failed": "It broke."}
    OrganisationFigures.objects.create(organisation=made.organisation, **under_way)
    said = call("insights", "organisation", who=made.organiser.email).output
    assert "Being counted: 7 %" in said and "It broke." in said
