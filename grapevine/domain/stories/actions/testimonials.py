"""A client's or partner's own words: asked for by a link, written and taken back by them, placed by the member."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.queries import person as person_of
from grapevine.domain.stories.models import Testimonial
from grapevine.domain.stories.queries.stories import own_story
from grapevine.domain.stories.queries.testimonials import MISSING, by_secret
from grapevine.domain.stories.rules.telling import Reach, covers
from grapevine.domain.stories.rules.testimonials import ASK_MAX, State, checked
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean

OVER = "This link does not work any more."


@transaction.atomic
def ask_testimonial(
    *, actor: Actor, now: datetime, person_uid: object, asked: str = "", story_uid: object = None
) -> tuple[Testimonial, str]:
    """A link by which one person of the book may say it in their own words, and its secret, never shown again.

    ``asked``: what about, in a line they will read. Asked again before they answered, the older link ends and no second
    row is made. Raises Refused, NotFound.
    """
    require(actor, Permission.STORIES_WRITE)
    person = person_of(actor, person_uid)
    story = own_story(actor, story_uid) if story_uid else None
    line, secret = clean(asked), tokens.make()
    if len(line) > ASK_MAX:
        raise Refused(f"{len(line)} signs are too many for a question; use {ASK_MAX}.", "asked")
    waiting = Testimonial.objects.select_for_update().filter(owner_id=actor.member_id, person=person)
    row = waiting.filter(state=State.ASKED).first() or Testimonial(owner_id=actor.member_id, person=person)
    row.asked, row.story, row.asked_at, row.digest = line, story or row.story, now, tokens.digest(secret)
    row.save()
    audit_log.record(Verb.TESTIMONIAL_ASKED, now=now, member_id=actor.member_id, thing_id=row.uid)
    return row, secret


@transaction.atomic
def give_by_link(*, now: datetime, secret: str, text: str, name: str, reach: str) -> Testimonial:
    """Their words, the name under them, how far they may go; said again it replaces what stood. What was shown further
    than they now allow is drawn in at once. Raises Refused naming the field, NotFound."""
    row = _held_by(secret, now)
    said = checked(text, name, reach)
    row.text, row.name, row.agreed_reach, row.state = said.text, said.name, said.reach, State.GIVEN
    row.given_at = row.given_at or now
    if not covers(said.reach, Reach(row.chosen_reach)):
        row.chosen_reach = said.reach
    row.in_brief = row.in_brief and said.reach is Reach.PUBLIC
    row.save()
    audit_log.record(Verb.TESTIMONIAL_GIVEN, now=now, member_id=row.owner_id, thing_id=row.uid)
    return row


@transaction.atomic
def refuse_by_link(*, now: datetime, secret: str) -> Testimonial:
    """Rather not; or, of words that were given: take them back, and they are gone. Raises NotFound."""
    row = _held_by(secret, now)
    given = row.state == State.GIVEN
    if row.state in (State.DECLINED, State.WITHDRAWN):
        return row
    row.state = State.WITHDRAWN if given else State.DECLINED
    row.text = row.name = ""
    row.agreed_reach = row.chosen_reach = Reach.PRIVATE
    row.in_brief = False
    row.save()
    verb = Verb.TESTIMONIAL_WITHDRAWN if given else Verb.TESTIMONIAL_DECLINED
    audit_log.record(verb, now=now, member_id=row.owner_id, thing_id=row.uid)
    return row


@transaction.atomic
def place_testimonial(
    *, actor: Actor, now: datetime, testimonial_uid: object, reach: str, in_brief: bool = False,
    story_uid: object = None,
) -> Testimonial:  # fmt: skip
    """Where the words stand: how far, under which story, on the brief's public page. Never further than their writer
    lets them. Raises Refused, NotFound."""
    row = _held(actor, testimonial_uid)
    if reach not in set(Reach):
        raise Refused(f"Choose who may read it: {', '.join(Reach)}.", "reach")
    if row.state != State.GIVEN:
        raise Refused("There are no words yet.")
    if not covers(Reach(row.agreed_reach), Reach(reach)):
        raise Refused(f"{row.name} lets it go no further than {row.agreed_reach}.", "reach")
    if in_brief and reach != Reach.PUBLIC:
        raise Refused("The page of your brief is public: words that stand there are public too.", "in_brief")
    row.story = own_story(actor, story_uid) if story_uid else None
    row.chosen_reach, row.in_brief = reach, in_brief
    row.save(update_fields=["story", "chosen_reach", "in_brief"])
    audit_log.record(Verb.TESTIMONIAL_PLACED, now=now, member_id=actor.member_id, thing_id=row.uid, reach=str(reach))
    return row


@transaction.atomic
def delete_testimonial(*, actor: Actor, now: datetime, testimonial_uid: object) -> None:
    """Delete words, or a question that was not answered; its link opens nothing. Raises NotFound."""
    row = _held(actor, testimonial_uid)
    uid = row.uid
    row.delete()
    audit_log.record(Verb.TESTIMONIAL_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


def _held(actor: Actor, testimonial_uid: object) -> Testimonial:
    require(actor, Permission.STORIES_WRITE)
    uid = ids.parse(testimonial_uid)
    mine = Testimonial.objects.select_for_update().filter(owner_id=actor.member_id, uid=uid)
    found = mine.first() if uid else None
    if found is None:
        raise NotFound(MISSING)
    return found


def _held_by(secret: str, now: datetime) -> Testimonial:
    found = by_secret(secret, now)
    row = Testimonial.objects.select_for_update().filter(pk=found.pk).first() if found else None
    if row is None or row.digest != tokens.digest(secret):
        raise NotFound(OVER)
    return row
