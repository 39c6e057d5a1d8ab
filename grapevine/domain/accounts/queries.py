"""Reads of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from grapevine.domain.accounts.models import ApiToken, Chapter, Invitation, Member, Organisation, OwnAddress, Seat
from grapevine.domain.accounts.rules.access import Actor, Permission, Role, SeatFact, allowed
from grapevine.domain.accounts.rules.invitations import may_invite
from grapevine.kit import tokens
from grapevine.kit.prepared import Prepared

#: The columns of a member that make an actor, in the order in which :func:`_actor` takes them.
_OF_ACTOR = ("id", "name", "email", "tempo", "time_zone")
#: What nearly every request asks: built once.
_BY_ID = Prepared(lambda pk: Member.objects.filter(pk=pk), 1)
_SEATS = Prepared(
    lambda pk: Seat.objects.filter(member=pk, until=None).values_list("role", "organisation_id", "chapter_id"), 1
)
_TOKEN = Prepared(
    lambda digest: ApiToken.objects.filter(digest=digest, revoked_at=None, member__is_active=True).values_list(
        "pk", "expires_at", "last_used_on", "scopes", *(f"member__{name}" for name in _OF_ACTOR)
    ),
    "",
)


def actor_of(member: Member, scopes: frozenset[str] | None = None) -> Actor:
    """The actor that this member is: with their living seats, and with the scopes of a token if it is one."""
    return _actor([getattr(member, name) for name in _OF_ACTOR], scopes)


def _actor(columns: Sequence[Any], scopes: frozenset[str] | None) -> Actor:
    member_id, name, email, tempo, time_zone = columns
    seats = tuple(SeatFact(Role(role), organisation, chapter) for role, organisation, chapter in _SEATS(member_id))
    return Actor(member_id, name, email, scopes, seats, tempo, time_zone)


def member_by_id(member_id: int) -> Member | None:
    """The member of a session, for the door alone; nobody else may look up members by number."""
    return _BY_ID.first(member_id)


def actor_by_email(email: str) -> Actor | None:
    """The actor who signs in with this address, for the command line."""
    member = Member.objects.filter(email__iexact=email.strip(), is_active=True).first()
    return actor_of(member) if member else None


def actor_by_token(secret: str, now: datetime) -> Actor | None:
    """The actor behind a living API token."""
    found = _TOKEN.first(tokens.digest(secret))
    if found is None:
        return None
    token_id, expires_at, last_used_on, scopes, *columns = found
    if expires_at is not None and expires_at <= now:
        return None
    if last_used_on != now.date():
        ApiToken.objects.filter(pk=token_id).update(last_used_on=now.date())
    return _actor(columns, frozenset(scopes))


def member(actor: Actor) -> Member:
    """The actor's own account."""
    return Member.objects.get(pk=actor.member_id)


def members(actor: Actor) -> QuerySet[Member]:
    """The members whom the actor may know of: themselves and those of their chapters."""
    chapters = [seat.chapter_id for seat in actor.seats if seat.chapter_id]
    return Member.objects.filter(
        Q(pk=actor.member_id) | Q(seats__chapter__in=chapters, seats__until=None)
    ).distinct()


def own_emails(actor: Actor) -> frozenset[str]:
    """Every address the actor writes from, in lower case."""
    more = OwnAddress.objects.filter(member_id=actor.member_id).values_list("email", flat=True)
    return frozenset(email.lower() for email in [actor.email, *more])


def api_tokens(actor: Actor) -> QuerySet[ApiToken]:
    """The actor's living tokens, newest first."""
    return ApiToken.objects.filter(member_id=actor.member_id, revoked_at=None).order_by("-created_at")


def seats(actor: Actor) -> QuerySet[Seat]:
    """The actor's living seats with chapter and organisation."""
    return Seat.objects.filter(member_id=actor.member_id, until=None).select_related("chapter", "organisation")


def living_invitation(secret: str, now: datetime) -> Invitation | None:
    """The invitation behind a link, as long as it can be used: for whoever holds the link."""
    living = Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now)
    return living.filter(digest=tokens.digest(secret)).select_related("invited_by", "chapter").first()


def invitations(actor: Actor) -> QuerySet[Invitation]:
    """The actor's own invitations that were not taken back, newest first."""
    own = Invitation.objects.filter(invited_by_id=actor.member_id, revoked_at=None)
    return own.select_related("chapter", "used_by").order_by("-created_at")


def can_invite(actor: Actor) -> bool:
    """May the actor invite new members at all?"""
    return may_invite(actor, organisations=Organisation.objects.count())


def chapters_to_invite_to(actor: Actor) -> list[Chapter]:
    """The chapters to which the actor may invite."""
    near = Chapter.objects.filter(organisation_id__in={seat.organisation_id for seat in actor.seats}).order_by("name")
    return [
        each
        for each in near
        if allowed(actor, Permission.MEMBERS_INVITE, chapter_id=each.pk, organisation_id=each.organisation_id)
    ]
