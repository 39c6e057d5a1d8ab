"""A member's letters, newest first, and one of them."""

from __future__ import annotations

import json

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.letters.models import Letter
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.sealing import unseal


def letters(actor: Actor, person_id: int | None = None) -> QuerySet[Letter]:
    """The member's letters, newest first; those to one person (inner id) where asked."""
    require(actor, Permission.LETTERS_READ)
    own = Letter.objects.filter(owner_id=actor.member_id).select_related("person")
    return (own.filter(person=person_id) if person_id else own).order_by("-created_at", "-pk")


def letter(actor: Actor, uid: object) -> Letter:
    """One letter of the member's. Raises NotFound."""
    found = letters(actor).filter(uid=ids.parse(uid)).first() if ids.parse(uid) else None
    if found is None:
        raise NotFound("There is no such letter of yours.")
    return found


def words(found: Letter) -> tuple[str, str]:
    """Text and HTML of a letter that is going out now, for the worker alone. Raises kit.sealing.Lost."""
    said = json.loads(unseal(found.sealed))
    return said["text"], said["html"]
