"""Writes of invitations: made, used by the new member, taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.actions.members import checked_email
from grapevine.domain.accounts.models import Chapter, Invitation, Member, Organisation, Seat
from grapevine.domain.accounts.rules import invitations
from grapevine.domain.accounts.rules.access import Actor, Permission, Role, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.kit import tokens
from grapevine.kit.errors import NotAllowed, NotFound, Refused
from grapevine.kit.text import clean


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
