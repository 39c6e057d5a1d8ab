"""Other programs hear that a story can be read, by its id and reach alone."""

from __future__ import annotations

import json

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.webhooks.models import Delivery, Endpoint
from grapevine.domain.webhooks.rules.events import EVENTS
from tests.cast import NOW
from tests.domain.stories.storytelling import shown, told


def test_a_program_hears_once_for_each_reach_and_of_no_name(teller: Actor) -> None:
    endpoint = Endpoint(owner_id=teller.member_id, created_at=NOW)
    endpoint.save()
    story = told(teller)
    for reach in ("chapter", "chapter", "public", "private"):
        shown(teller, story, reach)
    rows = Delivery.objects.filter(event="story.published").order_by("pk")
    said = [json.loads(row.body)["data"] for row in rows]
    assert said == [{"story": str(story.uid), "reach": reach} for reach in ("chapter", "public")]
    assert "story.published" in EVENTS
