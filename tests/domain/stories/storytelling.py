"""Stories made quickly in tests: Leah and Ben sit in one chapter; Hana sent Leah a client, and it went well."""

from __future__ import annotations

from typing import Any

from grapevine.domain.accounts import queries as accounts
from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.people.rules.card import Card
from grapevine.domain.referrals.actions.giving import What, Whom, note_received
from grapevine.domain.referrals.actions.moving import move_referral
from grapevine.domain.referrals.models import Referral
from grapevine.domain.stories.actions.telling import show_story, tell_story
from grapevine.domain.stories.models import Story
from grapevine.domain.stories.rules.telling import Told
from tests.cast import NOW, meet, member

HANA = Card(name="Hana Kim", given="Hana", family="Kim", title="Realtor", emails=())
UNCLE = Told(
    "The uncle nobody asked about",
    "Hana Kim’s client mentioned an uncle in passing: eighty-one, alone, a house full of papers.",
    "Hana asked whether he would like a visit. I went, and Walter Ode showed me photographs for an hour.",
    "It is signed now, and Mr. Ode comes to us on Sundays.",
)


def seat(actor: Actor, chapter: Chapter) -> Actor:
    """The actor with a seat there."""
    Seat.objects.create(
        member_id=actor.member_id, organisation=chapter.organisation, chapter=chapter, role="member", since=NOW.date()
    )
    return accounts.actor_of(Member.objects.get(pk=actor.member_id))


def riverside() -> Chapter:
    """The chapter."""
    west = Organisation.objects.create(name="West", created_at=NOW)
    return Chapter.objects.create(organisation=west, name="Riverside", created_at=NOW)


def ben_in(chapter: Chapter) -> Actor:
    """Ben, a member with a seat there."""
    return seat(accounts.actor_of(member(email="ben@okafor.example", name="Ben Okafor", profession="Realtor")), chapter)


def won(actor: Actor) -> Referral:
    """Walter Ode came from Hana, and became a client."""
    hana = meet(actor, HANA)
    made = note_received(
        actor=actor, now=NOW, person_uid=hana.uid, whom=Whom("Walter Ode"), what=What("Papers of an old house")
    )
    for to in ("accepted", "won"):
        move_referral(actor=actor, now=NOW, referral_uid=made.uid, to=to)
    return made


def told(actor: Actor, reach: str = "private", **more: Any) -> Story:
    """The uncle, from that referral."""
    referral = won(actor)
    made = tell_story(**{"actor": actor, "now": NOW, "told": UNCLE, "referral_uid": referral.uid, **more})
    return shown(actor, made, reach) if reach != "private" else made


def shown(actor: Actor, story: Story, reach: str, **more: Any) -> Story:
    """The story, for the chapter or for anybody."""
    return show_story(actor=actor, now=NOW, story_uid=story.uid, reach=reach, **more)
