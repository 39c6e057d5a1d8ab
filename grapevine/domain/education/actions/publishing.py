"""What the public sees of a brief: put out, taken down, under a new address."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.education import queries
from grapevine.domain.education.models import Brief
from grapevine.domain.education.queries.briefs import NO_BRIEF
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.education.rules.brief_address import SIGNS, TAIL, missing_to_publish, slug_of
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused

_MISSING = {
    "name": "A public page needs your name: readers must know whom they refer.",
    "headline": "Say in one sentence what you do, or whom you help; then the page can go out.",
}


def locked(actor: Actor, brief_uid: object) -> Brief:
    """A brief of the actor's, held until the end of the transaction. Raises NotFound."""
    uid = ids.parse(brief_uid)
    own = Brief.objects.select_for_update().filter(owner_id=actor.member_id, uid=uid)
    found = own.first() if uid else None
    if found is None:
        raise NotFound(NO_BRIEF)
    return found


@transaction.atomic
def publish_brief(*, actor: Actor, now: datetime, brief_uid: object, indexed: bool | None = None) -> Brief:
    """Put the newest version on the brief's public page (made if there is none, opened again if it was taken down).

    ``indexed``: whether search engines may list it; None leaves it as it is. Raises NotFound, Refused for a text that
    says nothing yet.
    """
    require(actor, Permission.BOOK_WRITE)
    brief = locked(actor, brief_uid)
    put_out(actor, now, brief, queries.brief(actor, brief_uid).text, indexed)
    return brief


def put_out(actor: Actor, now: datetime, brief: Brief, text: BriefText, indexed: bool | None) -> None:
    """Publish the newest version, which says ``text``, within the caller's transaction. Raises Refused."""
    missing = missing_to_publish(text)
    if missing:
        raise Refused(_MISSING[missing], missing)
    if brief.slug is None:
        brief.slug = _new_slug(text.name)
    brief.published_number, brief.published_at, brief.taken_down_at = brief.number, now, None
    if indexed is not None:
        brief.indexed = indexed
    brief.save(update_fields=["slug", "published_number", "published_at", "taken_down_at", "indexed"])
    audit_log.record(Verb.BRIEF_PUBLISHED, now=now, member_id=actor.member_id, thing_id=brief.uid, number=brief.number)


@transaction.atomic
def take_down_brief(*, actor: Actor, now: datetime, brief_uid: object) -> Brief:
    """Close the public page; publishing opens it again under the same address. Harmless where it is closed.

    Raises NotFound, also for a brief that was never public.
    """
    require(actor, Permission.BOOK_WRITE)
    brief = _public(actor, brief_uid)
    if brief.taken_down_at is None:
        brief.taken_down_at = now
        brief.save(update_fields=["taken_down_at"])
        audit_log.record(Verb.BRIEF_TAKEN_DOWN, now=now, member_id=actor.member_id, thing_id=brief.uid)
    return brief


@transaction.atomic
def give_new_address(*, actor: Actor, now: datetime, brief_uid: object) -> Brief:
    """A new address for a public page; the old one, and every QR code printed of it, opens nothing from now on.

    Raises NotFound, also for a brief that was never public.
    """
    require(actor, Permission.BOOK_WRITE)
    brief = _public(actor, brief_uid)
    shown = queries.version(actor, brief_uid, brief.published_number or brief.number)
    brief.slug = _new_slug(str(shown.parts.get("name", "")))
    brief.save(update_fields=["slug"])
    audit_log.record(Verb.BRIEF_MOVED, now=now, member_id=actor.member_id, thing_id=brief.uid)
    return brief


def _public(actor: Actor, brief_uid: object) -> Brief:
    brief = locked(actor, brief_uid)
    if brief.slug is None:
        raise NotFound("This brief was never public.")
    return brief


def _new_slug(name: str) -> str:
    return slug_of(name, "".join(secrets.choice(SIGNS) for _ in range(TAIL)))
