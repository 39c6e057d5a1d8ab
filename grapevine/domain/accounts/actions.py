"""Writes of accounts: members, seats, one-time links, invitations, tokens."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from grapevine.domain.accounts.models import (
    ApiToken,
    Chapter,
    Invitation,
    Member,
    Organisation,
    OwnAddress,
    Seat,
    SignInLink,
)
from grapevine.domain.accounts.rules import invitations
from grapevine.domain.accounts.rules.access import SCOPES, Actor, Permission, Role, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.kit import tokens
from grapevine.kit.errors import NotAllowed, NotFound, Refused
from grapevine.kit.text import clean

LINK_LIVES = timedelta(minutes=10)
#: What a member may change about themselves, with the longest text allowed (0 = not a text).
PROFILE = {
    "name": 200,
    "profession": 200,
    "firm": 200,
    "place": 200,
    "time_zone": 60,
    "theme": 5,
    "weekly_minutes": 0,
    "goal_clients": 0,
    "goal_value": 0,
    "goal_period": 10,
    "welcomed_at": 0,
}


@transaction.atomic
def add_member(
    *, now: datetime, email: str, name: str, password: str | None = None, profession: str = "", firm: str = ""
) -> Member:
    """Add a member. Raises Refused for a bad or a known address, or an empty name."""
    email = checked_email(email)
    if Member.objects.filter(email__iexact=email).exists():
        raise Refused(f"There is a member with the address {email} already.", "email")
    if not clean(name):
        raise Refused("A member needs a name.", "name")
    member = Member(
        email=email,
        name=clean(name, 200),
        profession=clean(profession, 200),
        firm=clean(firm, 200),
        created_at=now,
    )
    if password:
        member.set_password(password)
    else:
        member.set_unusable_password()
    member.save()
    audit_log.record(Verb.MEMBER_ADDED, now=now, member_id=member.pk, thing_id=member.uid)
    return member


def checked_email(email: str) -> str:
    """The address in lower case. Raises Refused where it is none."""
    email = clean(email).lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(f"“{email}” is not an e-mail address.", "email") from error
    return email


@transaction.atomic
def edit_member(*, actor: Actor, now: datetime, **changes: object) -> Member:
    """Change one's own profile (fields of PROFILE). Raises Refused for a field that is not one, or an empty name."""
    require(actor, Permission.ACCOUNT_WRITE)
    member = Member.objects.select_for_update().get(pk=actor.member_id)
    for field, value in changes.items():
        if field not in PROFILE:
            raise Refused(f"{field} cannot be changed here.", field)
        setattr(member, field, clean(str(value), PROFILE[field]) if PROFILE[field] else value)
    if not member.name:
        raise Refused("A member needs a name.", "name")
    member.save(update_fields=list(changes))
    audit_log.record(Verb.MEMBER_CHANGED, now=now, member_id=member.pk, thing_id=member.uid, fields=sorted(changes))
    return member


@transaction.atomic
def set_own_addresses(*, actor: Actor, now: datetime, emails: list[str]) -> None:
    """Replace the list of further addresses. Raises Refused where one is no address."""
    require(actor, Permission.ACCOUNT_WRITE)
    wanted = {checked_email(email) for email in emails if email.strip()} - {actor.email.lower()}
    OwnAddress.objects.filter(member_id=actor.member_id).exclude(email__in=wanted).delete()
    known = set(OwnAddress.objects.filter(member_id=actor.member_id).values_list("email", flat=True))
    OwnAddress.objects.bulk_create(OwnAddress(member_id=actor.member_id, email=e) for e in sorted(wanted - known))
    audit_log.record(Verb.MEMBER_CHANGED, now=now, member_id=actor.member_id, fields=["own_addresses"])


@transaction.atomic
def make_sign_in_link(*, now: datetime, member: Member, lives: timedelta = LINK_LIVES) -> str:
    """A secret that signs the member in once, within ``lives``. Old ones are swept away."""
    SignInLink.objects.filter(member=member).filter(Q(expires_at__lt=now) | Q(used_at__isnull=False)).delete()
    secret = tokens.make()
    SignInLink.objects.create(member=member, digest=tokens.digest(secret), expires_at=now + lives)
    audit_log.record(Verb.SIGN_IN_LINK_MADE, now=now, member_id=member.pk)
    return secret


@transaction.atomic
def use_sign_in_link(*, now: datetime, secret: str) -> Member:
    """The member whose link this is; the link is spent. Raises NotFound when it is unknown, used or too old."""
    spent = SignInLink.objects.filter(digest=tokens.digest(secret), used_at=None, expires_at__gt=now)
    link = spent.select_related("member").first()
    if link is None or not link.member.is_active or not spent.update(used_at=now):
        raise NotFound("This link has been used already, or it is too old. Ask for a new one.")
    audit_log.record(Verb.SIGN_IN_LINK_USED, now=now, member_id=link.member_id)
    return link.member


@transaction.atomic
def invite(
    *,
    actor: Actor | None,
    now: datetime,
    email: str = "",
    chapter: Chapter | None = None,
    days: int = invitations.DAYS,
) -> tuple[Invitation, str]:
    """A new invitation and the secret of its link, which is never shown again. Nobody as actor: at the machine itself.

    Raises NotAllowed for who may not invite (to that chapter), Refused for a bad or a known address or bad days.
    """
    if actor is not None and not invitations.may_invite(
        actor,
        organisations=Organisation.objects.count(),
        chapter_id=chapter.pk if chapter else None,
        organisation_id=chapter.organisation_id if chapter else None,
    ):
        raise NotAllowed("Officers and organisers invite new members. Ask one of yours.")
    email = checked_email(email) if clean(email) else ""
    if email and Member.objects.filter(email__iexact=email).exists():
        raise Refused(f"There is a member with the address {email} already.", "email")
    expires_at = invitations.ends(now, days)
    if expires_at is None:
        raise Refused(f"An invitation lives for 1 to {invitations.MOST_DAYS} days.", "days")
    secret = tokens.make()
    invited_by_id = actor.member_id if actor else None
    invitation = Invitation.objects.create(
        digest=tokens.digest(secret), invited_by_id=invited_by_id, email=email, chapter=chapter, created_at=now,
        expires_at=expires_at,
    )  # fmt: skip
    audit_log.record(Verb.INVITATION_MADE, now=now, member_id=invited_by_id, thing_id=invitation.uid)
    return invitation, secret


@transaction.atomic
def use_invitation(*, now: datetime, secret: str, member: Member) -> Invitation:
    """The new member came in by this invitation: it is spent, and gives a seat where it names a chapter.

    Raises NotFound when it is unknown, used, revoked or too old, Refused when it is for another address.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(digest=tokens.digest(secret)).first()
    if invitation is None or not invitations.lives(_fact(invitation), now):
        raise NotFound("This invitation has been used already, or it is too old. Ask for a new one.")
    if not invitations.is_for(_fact(invitation), member.email):
        raise Refused(f"This invitation is for {invitation.email}.", "email")
    invitation.used_at, invitation.used_by = now, member
    invitation.save(update_fields=["used_at", "used_by"])
    chapter = invitation.chapter
    if chapter is not None:
        Seat.objects.create(
            member=member, chapter=chapter, organisation_id=chapter.organisation_id, role=Role.MEMBER, since=now.date()
        )
    audit_log.record(Verb.INVITATION_USED, now=now, member_id=member.pk, thing_id=invitation.uid)
    return invitation


@transaction.atomic
def revoke_invitation(*, actor: Actor, now: datetime, uid: object) -> None:
    """Take back an invitation of one's own that nobody has used. Raises NotFound."""
    require(actor, Permission.ACCOUNT_WRITE)
    own = Invitation.objects.filter(invited_by_id=actor.member_id, uid=uid, used_at=None, revoked_at=None)
    if not own.update(revoked_at=now):
        raise NotFound("There is no such invitation.")
    audit_log.record(Verb.INVITATION_REVOKED, now=now, member_id=actor.member_id, thing_id=uid)


def _fact(invitation: Invitation) -> invitations.InvitationFact:
    return invitations.InvitationFact(
        email=invitation.email,
        expires_at=invitation.expires_at,
        used=invitation.used_at is not None,
        revoked=invitation.revoked_at is not None,
    )


@transaction.atomic
def make_token(
    *, actor: Actor, now: datetime, name: str, scopes: list[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new API token and its secret, which is never shown again. Raises Refused for an unknown scope or no name."""
    require(actor, Permission.ACCOUNT_WRITE)
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown:
        raise Refused(f"Unknown scope: {', '.join(unknown)}. There are: {', '.join(SCOPES)}.", "scopes")
    if not scopes:
        raise Refused("Choose at least one scope.", "scopes")
    if not clean(name):
        raise Refused("Give the token a name, so that you know it again.", "name")
    secret = tokens.make("gv_")
    token = ApiToken.objects.create(
        member_id=actor.member_id,
        name=clean(name, 100),
        digest=tokens.digest(secret),
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=expires_at,
    )
    audit_log.record(Verb.TOKEN_MADE, now=now, member_id=actor.member_id, thing_id=token.uid, scopes=token.scopes)
    return token, secret


@transaction.atomic
def revoke_token(*, actor: Actor, now: datetime, uid: object) -> None:
    """End a token of one's own. Raises NotFound."""
    require(actor, Permission.ACCOUNT_WRITE)
    if not ApiToken.objects.filter(member_id=actor.member_id, uid=uid, revoked_at=None).update(revoked_at=now):
        raise NotFound("There is no such token.")
    audit_log.record(Verb.TOKEN_REVOKED, now=now, member_id=actor.member_id, thing_id=uid)


@transaction.atomic
def add_organisation(*, now: datetime, name: str, organiser: Member) -> Organisation:
    """A new organisation with its first organiser."""
    organisation = Organisation.objects.create(name=clean(name, 200), created_at=now)
    Seat.objects.create(member=organiser, organisation=organisation, role=Role.ORGANISER, since=now.date())
    audit_log.record(Verb.ORGANISATION_ADDED, now=now, member_id=organiser.pk, thing_id=organisation.uid)
    return organisation


@transaction.atomic
def add_chapter(*, actor: Actor, now: datetime, organisation: Organisation, name: str) -> Chapter:
    """A new chapter of an organisation."""
    require(actor, Permission.ORGANISATION_WRITE, organisation_id=organisation.pk)
    chapter = Chapter.objects.create(organisation=organisation, name=clean(name, 200), created_at=now)
    audit_log.record(Verb.CHAPTER_ADDED, now=now, member_id=actor.member_id, thing_id=chapter.uid)
    return chapter


@transaction.atomic
def give_seat(*, actor: Actor, now: datetime, member: Member, chapter: Chapter, role: Role, since: date) -> Seat:
    """Give a member a seat in a chapter. Raises Refused when they have one there."""
    require(actor, Permission.CHAPTER_WRITE, chapter_id=chapter.pk, organisation_id=chapter.organisation_id)
    if Seat.objects.filter(member=member, chapter=chapter, until=None).exists():
        raise Refused(f"{member.name} has a seat in {chapter.name} already.")
    seat = Seat.objects.create(
        member=member, chapter=chapter, organisation_id=chapter.organisation_id, role=role, since=since
    )
    audit_log.record(Verb.SEAT_GIVEN, now=now, member_id=actor.member_id, thing_id=member.uid, role=role)
    return seat


@transaction.atomic
def erase_member(*, now: datetime, member: Member) -> None:
    """Remove a member with everything that is theirs; the log keeps only that somebody was erased."""
    uid, pk = member.uid, member.pk
    Invitation.objects.filter(Q(used_by=member) | Q(email__iexact=member.email)).update(email="")
    member.delete()
    audit_log.erase(pk)
    audit_log.record(Verb.MEMBER_ERASED, now=now, member_id=None, thing_id=uid)
