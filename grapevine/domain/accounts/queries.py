"""Reads of accounts."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from grapevine.domain.accounts.models import ApiToken, Chapter, Invitation, Member, Organisation, OwnAddress, Seat
from grapevine.domain.accounts.rules.access import Actor, Permission, Role, SeatFact, allowed
from grapevine.domain.accounts.rules.invitations import may_invite
from grapevine.kit import tokens


def actor_of(member: Member, scopes: frozenset[str] | None = None) -> Actor:
    """The actor that this member is: with their living seats, and with the scopes of a token if it is one."""
    seats = Seat.objects.filter(member=member, until=None).values_list("role", "organisation_id", "chapter_id")
    return Actor(
        member_id=member.pk,
        name=member.name,
        email=member.email,
        scopes=scopes,
        seats=tuple(SeatFact(Role(role), organisation, chapter) for role, organisation, chapter in seats),
        tempo=member.tempo,
        time_zone=member.time_zone,
    )


def actor_by_email(email: str) -> Actor | None:
    """The actor who signs in with this address, for the command line."""
    member = Member.objects.filter(email__iexact=email.strip(), is_active=True).first()
    return actor_of(member) if member else None


def actor_by_token(secret: str, now: datetime) -> Actor | None:
    """The actor behind a living API token."""
    found = (
        ApiToken.objects.filter(digest=tokens.digest(secret), revoked_at=None, member__is_active=True)
        .filter(Q(expires_at=None) | Q(expires_at__gt=now))
        .select_related("member")
        .first()
    )
    if found is None:
        return None
    if found.last_used_on != now.date():
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=now.date())
    return actor_of(found.member, frozenset(found.scopes))


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
