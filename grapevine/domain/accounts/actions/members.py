"""Writes of members: added, their profile and further addresses, erased."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from grapevine.domain.accounts.models import Invitation, Member, OwnAddress
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.professions.rules import PROFESSIONS, work_of
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean

#: What a member may change about themselves, with the longest text allowed (0 = not a text).
PROFILE = {
    "name": 200,
    "profession": 200,
    "profession_key": 60,
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
    _read_work(member)
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
    if "profession_key" in changes:
        _choose_work(member)
    if not member.profession_said:
        _read_work(member)
    member.save(update_fields={*changes, "profession_key", "profession_said"})
    audit_log.record(Verb.MEMBER_CHANGED, now=now, member_id=member.pk, thing_id=member.uid, fields=sorted(changes))
    return member


def _choose_work(member: Member) -> None:
    """What the member chose as their profession; nothing chosen leaves it to us again."""
    if member.profession_key and member.profession_key not in PROFESSIONS:
        raise Refused(f"There is no profession “{member.profession_key}” in our catalogue.", "profession_key")
    member.profession_said = bool(member.profession_key)


def _read_work(member: Member) -> None:
    member.profession_key = work_of(member.profession).key


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
def erase_member(*, now: datetime, member: Member) -> None:
    """Remove a member with everything that is theirs; the log keeps only that somebody was erased."""
    uid, pk = member.uid, member.pk
    Invitation.objects.filter(Q(used_by=member) | Q(email__iexact=member.email)).update(email="")
    member.delete()
    audit_log.erase(pk)
    audit_log.record(Verb.MEMBER_ERASED, now=now, member_id=None, thing_id=uid)
