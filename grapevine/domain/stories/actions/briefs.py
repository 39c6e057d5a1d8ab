"""A story in the brief: its text as strangers may read it, with every name as a role, as the brief's own story part.

A brief keeps each of its versions, so no name goes there that somebody could want out again (decision 0023).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.education import queries as briefs
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.queries import CurrentBrief
from grapevine.domain.education.rules.brief import TEXT_MAX
from grapevine.domain.stories.queries.stories import own_story, raw
from grapevine.domain.stories.rules.naming import told_without, without_names
from grapevine.domain.stories.rules.telling import as_one_text
from grapevine.kit.errors import Refused

NO_BRIEF = "Write your brief first; then a story can stand in it."


def text_for_brief(actor: Actor, story_uid: object) -> str:
    """The story in one text without a name, to begin with; it may be too long. Raises NotFound."""
    story = own_story(actor, story_uid)
    stands = [party.stand for party in story.parties.order_by("pk")]
    return as_one_text(told_without(raw(story), stands))


@transaction.atomic
def put_in_brief(
    *, actor: Actor, now: datetime, story_uid: object, text: str, brief_uid: object = None, based_on: int | None = None
) -> CurrentBrief:
    """Let the brief (without an id: the main one) tell this story in these words, as a version of its own; nothing is
    published. Names the story knows are taken out of them. Raises Refused naming the field, NotFound, Conflict."""
    require(actor, Permission.STORIES_WRITE)
    story = own_story(actor, story_uid)
    current = briefs.brief(actor, brief_uid) if brief_uid else briefs.main_brief(actor)
    if current is None:
        raise Refused(NO_BRIEF)
    said = without_names(text.strip(), [party.stand for party in story.parties.order_by("pk")])
    if not said:
        raise Refused("There is nothing in it yet.", "text")
    if len(said) > TEXT_MAX:
        raise Refused(f"{len(said)} signs are too many for a brief; tell it in {TEXT_MAX}.", "text")
    kept = save_brief(
        actor=actor, now=now, text=replace(current.text, story=said), brief_uid=current.brief.uid, based_on=based_on,
        note="A story was put in",
    )  # fmt: skip
    audit_log.record(Verb.STORY_PUT_IN_BRIEF, now=now, member_id=actor.member_id, thing_id=story.uid)
    return kept
