"""Comments: sent by readers, let stand or declined by the teller, taken down by whoever wrote them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.stories.models import Comment, Story
from grapevine.domain.stories.queries.comments import by_secret
from grapevine.domain.stories.queries.stories import MISSING, readable
from grapevine.domain.stories.rules.comments import DECISIONS, NAME_MAX, TEXT_MAX, Sent, State, Verdict, judge
from grapevine.domain.stories.rules.telling import Reach
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean, clean_lines

CLOSED = "No more comments are taken here."
GONE = "There is no such comment."
#: As many may wait under one story: nobody looks through more, and nobody fills a database.
HELD_MAX = 200


@transaction.atomic
def send_comment(*, now: datetime, slug: str, sent: Sent) -> tuple[Comment | None, str]:
    """A guest's comment under a public story, held until its teller lets it stand; with the secret of the link by which
    they can take it down, never shown again. (None, "") for what no human sent.

    Raises NotFound, and Refused naming the field to mend.
    """
    story = Story.objects.filter(slug=slug, reach=Reach.PUBLIC, owner__is_active=True).first()
    if story is None:
        raise NotFound(MISSING)
    if not story.comments_open:
        raise Refused(CLOSED, "text")
    verdict, field, why = judge(sent)
    if verdict is Verdict.DROP:
        return None, ""
    if verdict is Verdict.MEND:
        raise Refused(why, field)
    if story.comments.filter(state=State.HELD).count() >= HELD_MAX:
        raise Refused("Many comments wait here already. Try again in a few days.", "text")
    text, email = clean_lines(sent.text, TEXT_MAX), clean(sent.email, 254)
    if story.comments.filter(email__iexact=email, text=text).exists():
        return None, ""
    secret = tokens.make()
    made = Comment.objects.create(
        story=story, name=clean(sent.name, NAME_MAX), email=email, text=text, at=now, digest=tokens.digest(secret)
    )
    audit_log.record(Verb.COMMENT_SENT, now=now, member_id=story.owner_id, thing_id=made.uid)
    return made, secret


@transaction.atomic
def comment_as_member(*, actor: Actor, now: datetime, story_uid: object, text: str) -> Comment:
    """A comment of a member under a story they may read; it stands at once. Raises Refused, NotFound."""
    require(actor, Permission.STORIES_WRITE)
    uid = ids.parse(story_uid)
    story = readable(actor).filter(uid=uid).first() if uid else None
    if story is None:
        raise NotFound(MISSING)
    if not story.comments_open:
        raise Refused(CLOSED, "text")
    said = clean_lines(text)
    if not said or len(said) > TEXT_MAX:
        raise Refused(f"Write a line, kind and specific, in at most {TEXT_MAX} signs.", "text")
    same = story.comments.filter(member_id=actor.member_id, text=said).first()
    if same is not None:
        return same
    made = Comment.objects.create(
        story=story, member_id=actor.member_id, name=actor.name[:NAME_MAX], text=said, state=State.SHOWN, at=now
    )
    audit_log.record(Verb.COMMENT_SENT, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made


@transaction.atomic
def decide_comment(*, actor: Actor, now: datetime, comment_uid: object, decision: str) -> Comment:
    """Let a comment stand (approve), or not (decline); either can be changed. Raises Refused, NotFound."""
    comment = _under_mine(actor, comment_uid)
    if decision not in DECISIONS:
        raise Refused(f"Choose one of {', '.join(DECISIONS)}.", "decision")
    if comment.state != DECISIONS[decision]:
        comment.state = DECISIONS[decision]
        comment.save(update_fields=["state"])
        audit_log.record(
            Verb.COMMENT_DECIDED, now=now, member_id=actor.member_id, thing_id=comment.uid, state=str(comment.state)
        )
    return comment


@transaction.atomic
def delete_comment(*, actor: Actor, now: datetime, comment_uid: object) -> Story:
    """Delete one under one's own story, or one's own under another's; with it the address goes. Raises NotFound."""
    require(actor, Permission.STORIES_WRITE)
    uid = ids.parse(comment_uid)
    found = Comment.objects.select_related("story").filter(uid=uid).first() if uid else None
    if found is None or actor.member_id not in (found.story.owner_id, found.member_id):
        raise NotFound(GONE)
    found.delete()
    audit_log.record(Verb.COMMENT_DELETED, now=now, member_id=actor.member_id, thing_id=uid)
    return found.story


@transaction.atomic
def take_down_by_link(*, now: datetime, secret: str) -> Story:
    """Whoever wrote it takes it down: text, name and address are gone. Raises NotFound."""
    found = by_secret(secret)
    if found is None:
        raise NotFound(GONE)
    uid, owner = found.uid, found.story.owner_id
    found.delete()
    audit_log.record(Verb.COMMENT_TAKEN_DOWN, now=now, member_id=owner, thing_id=uid)
    return found.story


def _under_mine(actor: Actor, comment_uid: object) -> Comment:
    require(actor, Permission.STORIES_WRITE)
    uid = ids.parse(comment_uid)
    mine = Comment.objects.filter(uid=uid, story__owner_id=actor.member_id) if uid else Comment.objects.none()
    found = mine.first()
    if found is None:
        raise NotFound(GONE)
    return found
