"""Telling a story, changing it, showing it to others and taking it back."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.education.rules.brief_address import SIGNS, TAIL, slug_of
from grapevine.domain.referrals.queries.one import side as side_of
from grapevine.domain.referrals.rules.moves import OUTCOMES
from grapevine.domain.referrals.rules.place import place
from grapevine.domain.stories.models import Party, Story
from grapevine.domain.stories.queries.parties import proposed
from grapevine.domain.stories.queries.stories import MISSING, raw, readable
from grapevine.domain.stories.rules.naming import told_without
from grapevine.domain.stories.rules.telling import FIELDS, Reach, Told, cleaned, missing_to_show
from grapevine.domain.webhooks.actions import tell
from grapevine.kit import ids
from grapevine.kit.errors import Conflict, NotFound, Refused

#: What other programs of the member are told.
PUBLISHED = "story.published"
NOT_OVER = "A story is told of what is over: say first how it ended, won or not."
MEANWHILE = "It was changed somewhere else in the meantime. Look at it again; yours stands below and is not kept yet."


def held(actor: Actor, story_uid: object) -> Story:
    """One of the actor's own, held until the end of the transaction. Raises NotFound, NotAllowed."""
    require(actor, Permission.STORIES_WRITE)
    uid = ids.parse(story_uid)
    mine = Story.objects.select_for_update().filter(owner_id=actor.member_id, uid=uid)
    found = mine.first() if uid else None
    if found is None:
        raise NotFound(MISSING)
    return found


@transaction.atomic
def tell_story(
    *, actor: Actor, now: datetime, told: Told, referral_uid: object = None, answers_uid: object = None
) -> Story:
    """Keep a new story, private at first. Of a referral that is over it takes along who is named: the other one and
    whom it was about, each as a role until they agree. Raises Refused naming the field, NotFound."""
    require(actor, Permission.STORIES_WRITE)
    told = cleaned(told)
    side = side_of(actor, referral_uid) if referral_uid else None
    if side is not None and side.stage not in OUTCOMES:
        raise Refused(NOT_OVER)
    first = readable(actor).filter(uid=ids.parse(answers_uid)).first() if answers_uid else None
    if answers_uid and first is None:
        raise NotFound(MISSING)
    organisation, chapter = place(actor.seats)
    made = Story.objects.create(
        owner_id=actor.member_id, organisation_id=organisation, chapter_id=chapter, created_at=now, changed_at=now,
        title=told.title, need=told.need, happened=told.happened, came=told.came,
        referral=side.referral if side else None, answers=first,
    )  # fmt: skip
    for one in proposed(actor, referral_uid) if side else ():
        Party.objects.create(story=made, part=one.part, name=one.name, role=one.role, person_id=one.person_id)
    audit_log.record(Verb.STORY_TOLD, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made


@transaction.atomic
def edit_story(*, actor: Actor, now: datetime, story_uid: object, told: Told, wording: int | None = None) -> Story:
    """Tell it otherwise. ``wording``: the number of the text they changed (None: whatever there is). Who agreed to be
    named agreed to the earlier text: they are a role again until they agree to this one.

    Raises Refused naming the field (a story that others read stays whole), NotFound, Conflict.
    """
    story = held(actor, story_uid)
    told = cleaned(told)
    if told == raw(story):
        return story
    if wording is not None and wording != story.wording:
        raise Conflict(MEANWHILE)
    if story.reach != Reach.PRIVATE:
        _must_be_whole(told)
    for name in FIELDS:
        setattr(story, name, getattr(told, name))
    story.wording += 1
    story.changed_at = now
    story.save(update_fields=[*FIELDS, "wording", "changed_at"])
    audit_log.record(Verb.STORY_CHANGED, now=now, member_id=actor.member_id, thing_id=story.uid)
    return story


@transaction.atomic
def show_story(
    *, actor: Actor, now: datetime, story_uid: object, reach: str, indexed: bool | None = None,
    comments_open: bool | None = None,
) -> Story:  # fmt: skip
    """Say who may read it: the teller alone (private), the chapter, or anybody with the address (public).

    ``indexed``: search engines may list the public page; ``comments_open``: readers may write; None leaves each as it
    is. Names stand only where their bearers agreed. Raises Refused, NotFound.
    """
    story = held(actor, story_uid)
    if reach not in set(Reach):
        raise Refused(f"Choose who may read it: {', '.join(Reach)}.", "reach")
    if reach != Reach.PRIVATE:
        _must_be_whole(raw(story))
    if reach == Reach.CHAPTER or (reach == Reach.PUBLIC and story.chapter_id is None):
        story.organisation_id, story.chapter_id = place(actor.seats)
    if reach == Reach.CHAPTER and story.chapter_id is None:
        raise Refused("You sit in no chapter here: keep it to yourself, or let anybody read it.", "reach")
    before, story.reach = story.reach, reach
    if reach == Reach.PUBLIC and story.slug is None:
        story.slug = _new_slug(story)
    if reach != Reach.PRIVATE and story.shown_at is None:
        story.shown_at = now
    story.indexed = story.indexed if indexed is None else indexed
    story.comments_open = story.comments_open if comments_open is None else comments_open
    story.save()
    if reach not in (before, Reach.PRIVATE):
        tell(owner_id=actor.member_id, now=now, event=PUBLISHED, payload={"story": str(story.uid), "reach": str(reach)})
    if before != reach:
        verb = Verb.STORY_HIDDEN if reach == Reach.PRIVATE else Verb.STORY_SHOWN
        audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=story.uid, reach=str(reach))
    else:
        audit_log.record(Verb.STORY_CHANGED, now=now, member_id=actor.member_id, thing_id=story.uid)
    return story


@transaction.atomic
def delete_story(*, actor: Actor, now: datetime, story_uid: object) -> None:
    """Delete it with its comments and who was named; its address opens nothing. Raises NotFound."""
    story = held(actor, story_uid)
    uid = story.uid
    story.delete()
    audit_log.record(Verb.STORY_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


def _must_be_whole(told: Told) -> None:
    field, why = missing_to_show(told)
    if why:
        raise Refused(why, field)


def _new_slug(story: Story) -> str:
    """An address that names nobody, whoever agreed: a printed address cannot be taken back."""
    stands = [party.stand for party in story.parties.order_by("pk")]
    title = told_without(raw(story), stands).title
    return slug_of(title or "story", "".join(secrets.choice(SIGNS) for _ in range(TAIL)))
