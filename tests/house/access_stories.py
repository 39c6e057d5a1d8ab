"""Stories of Leah's for the access table: one with somebody named and a comment, and words that were asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.stories.actions import commenting, naming, telling, testimonials
from grapevine.domain.stories.rules.telling import Told

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_story(actor: Actor, _: dict[str, object]) -> object:
    """The uid of a story, hers alone."""
    return telling.tell_story(actor=actor, now=NOW, told=Told(title="The uncle nobody asked about")).uid


def a_party(actor: Actor, things: dict[str, object]) -> object:
    """The uid of somebody named in it."""
    return naming.add_party(actor=actor, now=NOW, story_uid=things["story"], name="Hana Kim").uid


def a_comment(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a comment under it."""
    return commenting.comment_as_member(actor=actor, now=NOW, story_uid=things["story"], text="Kind.").uid


def a_testimonial(actor: Actor, things: dict[str, object]) -> object:
    """The uid of words that somebody was asked for."""
    return testimonials.ask_testimonial(actor=actor, now=NOW, person_uid=things["person"])[0].uid
