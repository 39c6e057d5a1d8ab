"""What Leah overruled, practised and answered of a plan, for who try the doors."""

from __future__ import annotations

from datetime import UTC, datetime

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.actions import guarding, planning, practising

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ASK = "Do you know anyone who needs a lawyer? Please pass on my name."


def an_overrule(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a draft that was sent all the same."""
    return guarding.overrule(actor=actor, now=NOW, person_uid=things["person"], draft=ASK).uid


def a_try(actor: Actor, things: dict[str, object]) -> object:
    """The uid of a walk that went well."""
    return practising.note_try(actor=actor, now=NOW, key="walk", went="well").uid


def an_answer(actor: Actor, things: dict[str, object]) -> object:
    """The uid of an action put off to the next week."""
    return planning.action_later(actor=actor, now=NOW, person_uid=things["person"], key="short-hello").uid
