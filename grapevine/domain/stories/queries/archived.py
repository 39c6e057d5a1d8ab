"""What a complete archive tells of stories: whole, with the raw words, for their teller alone."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.referrals.models import Side
from grapevine.domain.stories.models import Comment, Party, Story
from grapevine.domain.stories.queries.stories import own
from grapevine.kit.source_keys import key_of


def stories(actor: Actor) -> QuerySet[Story]:
    """The actor's own stories with everybody named and every comment, the first told first."""
    near = (Prefetch("parties", Party.objects.order_by("pk")), Prefetch("comments", Comment.objects.order_by("pk")))
    return own(actor).select_related("answers").prefetch_related(*near).order_by("pk")


def parties_in_book(actor: Actor) -> QuerySet[Party]:
    """Those named who are people of the book."""
    require(actor, Permission.STORIES_READ)
    rows = Party.objects.filter(story__owner_id=actor.member_id, person__isnull=False)
    return rows.select_related("story", "person").order_by("pk")


def referral_keys(actor: Actor) -> dict[int, str]:
    """Under which key an archive tells of the referrals that stories are about, by inner id."""
    told = own(actor).exclude(referral=None).order_by().values("referral")
    sides = Side.objects.filter(owner_id=actor.member_id, referral__in=told)
    found = sides.values_list("referral_id", "source_key", "referral__uid")
    return {pk: key_of(key, uid) for pk, key, uid in found}
