"""Introducing two people of one's book to each other: an act of help for both, kept once both have said yes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.gives import rules as gives
from grapevine.domain.gives.actions import Draft, log_gives
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.queries import by_source_keys
from grapevine.domain.people.queries import person_for_writing
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean

WHY_MAX = 300


@transaction.atomic
def introduce_two(*, actor: Actor, now: datetime, one_uid: object, other_uid: object, why: str = "") -> list[Give]:
    """Keep that the actor introduced two people of the book today: a give to each. Said twice a day it stays once.

    Raises Refused for one and the same, NotFound.
    """
    require(actor, Permission.GIVES_WRITE)
    pair = sorted((person_for_writing(actor, uid) for uid in (one_uid, other_uid)), key=lambda person: person.pk)
    if pair[0].pk == pair[1].pk:
        raise Refused("Choose two people: nobody is introduced to themselves.", "other")
    key = f"introduced:{pair[0].uid}:{pair[1].uid}:{now:%Y-%m-%d}"
    keys = [f"{key}:{number}" for number in range(2)]
    before = by_source_keys(actor, keys)
    if before:
        return list(before.values())
    said = clean(why, WHY_MAX)
    drafts = [
        Draft(
            mine.pk, now, gives.INTRODUCTION, gives.GIVEN, note=f"To {other.name}{f': {said}' if said else ''}",
            source="introduction", source_key=source_key,
        )
        for mine, other, source_key in zip(pair, reversed(pair), keys, strict=True)
    ]  # fmt: skip
    made = log_gives(actor=actor, now=now, drafts=drafts)
    audit_log.record(Verb.INTRODUCTION_MADE, now=now, member_id=actor.member_id, thing_id=made[0].uid)
    return made
