"""The partner's own page by a link: made, taken back, used by somebody without an account, and told to stop."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.partnerships.actions.agreements import LINK, Find, as_member, held
from grapevine.domain.partnerships.models import PartnerLink, Partnership
from grapevine.domain.partnerships.queries.agreements import by_secret, usable
from grapevine.domain.partnerships.rules.terms import Side
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound, Refused

#: A page that one comes back to: it lives long, and a new link ends the old one.
DAYS, MOST_DAYS = 180, 366
OVER = "This link does not work any more."


@transaction.atomic
def make_link(
    *, actor: Actor, now: datetime, partnership_uid: object, days: int = DAYS, they_agreed: bool = False
) -> tuple[PartnerLink, str]:
    """A new link to the partner's page, and its secret, never shown again; older ones end.

    Raises NotFound; Refused for bad days, and when the partner wanted no more unless ``they_agreed`` since.
    """
    one, side, _ = as_member(actor, partnership_uid)()
    if side is not Side.OWNER:
        raise NotFound("There is no such agreement of yours.")
    if not 1 <= days <= MOST_DAYS:
        raise Refused(f"A link lives for 1 to {MOST_DAYS} days.", "days")
    if one.told_no_more_at and not they_agreed:
        raise Refused(
            f"{one.person.name} asked for no more on {one.told_no_more_at:%Y-%m-%d}. Make a link only if they told you"
            " themselves that you may, and say so.", "they_agreed",
        )  # fmt: skip
    if one.told_no_more_at:
        one.told_no_more_at = None
        one.save(update_fields=["told_no_more_at"])
    PartnerLink.objects.filter(partnership=one, revoked_at=None).update(revoked_at=now)
    secret = tokens.make()
    link = PartnerLink.objects.create(
        partnership=one, digest=tokens.digest(secret), created_at=now, expires_at=now + timedelta(days=days)
    )
    audit_log.record(Verb.PARTNER_LINK_MADE, now=now, member_id=actor.member_id, thing_id=link.uid)
    return link, secret


@transaction.atomic
def revoke_link(*, actor: Actor, now: datetime, link_uid: object) -> Partnership:
    """Take a link back. Raises NotFound."""
    uid = ids.parse(link_uid)
    own = PartnerLink.objects.filter(uid=uid, partnership__owner_id=actor.member_id, revoked_at=None)
    link = own.select_related("partnership").first() if uid else None
    if link is None:
        raise NotFound("There is no such link of yours.")
    one, _, _ = as_member(actor, link.partnership.uid)()
    own.update(revoked_at=now)
    audit_log.record(Verb.PARTNER_LINK_REVOKED, now=now, member_id=actor.member_id, thing_id=link.uid)
    return one


def as_partner(secret: str, now: datetime) -> Find:
    """The agreement for whoever holds the link, held until the end of the transaction. Raises NotFound when used."""

    def find() -> tuple[Partnership, Side, str]:
        found = by_secret(secret, now)
        if found is None or not usable(found[0], now):
            raise NotFound(OVER)
        one = held(found[0].partnership_id)
        if not usable(PartnerLink.objects.select_related("partnership").get(pk=found[0].pk), now):
            raise NotFound(OVER)
        PartnerLink.objects.filter(pk=found[0].pk).update(used_at=now)
        return one, Side.PARTNER, LINK

    return find


@transaction.atomic
def tell_me_no_more(*, now: datetime, secret: str) -> Partnership:
    """The partner wants no more links: this one ends, and no other is made by mistake. The agreement is left alone."""
    one, _, _ = as_partner(secret, now)()
    one.told_no_more_at = now
    one.save(update_fields=["told_no_more_at"])
    PartnerLink.objects.filter(partnership=one, revoked_at=None).update(revoked_at=now)
    audit_log.record(Verb.PARTNER_STOPPED, now=now, member_id=one.owner_id, thing_id=one.uid)
    return one
