"""Whom I want to meet, who knows whom, and who may be spoken of."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.network.models import Acquaintance, Askable, Standing, Wish
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.rules.introductions.across import HIDDEN, OPEN, OPENS, STANDINGS
from grapevine.domain.network.rules.introductions.knows import HOW_SURE, HOW_WELL, KNOW, TOLD
from grapevine.domain.network.rules.paths.tie import ASKABLE_BY
from grapevine.domain.people.actions import add_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import person_for_writing
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, clean_lines

WHY_MAX = 1_000
#: What a wish says of somebody who is not in the book -> the longest text kept.
NAMED = {"name": 300, "firm": 250, "title": 250, "email": 254}


@transaction.atomic
def add_wish(
    *, actor: Actor, now: datetime, person_uid: object = None, why: str = "", name: str = "", firm: str = "",
    title: str = "", email: str = "",
) -> Wish:  # fmt: skip
    """Note somebody to meet: a person of the book, or somebody named. The same person again gives the wish there is.

    Raises NotFound, Refused for nobody named or a mail that is none.
    """
    require(actor, Permission.BOOK_WRITE)
    why = clean_lines(why, WHY_MAX)
    if person_uid:
        person = person_for_writing(actor, person_uid)
        known = Wish.objects.filter(owner_id=actor.member_id, person=person, given_up_at=None).first()
        if known is not None:
            return known
        wish = Wish(owner_id=actor.member_id, person=person, name=person.name, why=why, since=now)
    else:
        wish = Wish(owner_id=actor.member_id, why=why, since=now)
        _name(wish, {"name": name, "firm": firm, "title": title, "email": email})
    wish.save()
    audit_log.record(Verb.WISH_ADDED, now=now, member_id=actor.member_id, thing_id=wish.uid)
    return wish


@transaction.atomic
def edit_wish(*, actor: Actor, now: datetime, wish_uid: object, **changes: str) -> Wish:
    """Change the reason; of somebody who is not in the book also name, firm, title, email. Raises NotFound, Refused."""
    wish = _locked(actor, wish_uid)
    if "why" in changes:
        wish.why = clean_lines(changes["why"], WHY_MAX)
    named = {name: text for name, text in changes.items() if name in NAMED}
    if named and wish.person_id is None:
        _name(wish, {field: getattr(wish, field) for field in NAMED} | named)
    wish.save()
    audit_log.record(Verb.WISH_CHANGED, now=now, member_id=actor.member_id, thing_id=wish.uid, fields=sorted(changes))
    return wish


@transaction.atomic
def give_up_wish(*, actor: Actor, now: datetime, wish_uid: object, again: bool = False) -> Wish:
    """Look no longer; or ``again``, look again. Raises NotFound."""
    wish = _locked(actor, wish_uid)
    wish.given_up_at = None if again else now
    wish.save(update_fields=["given_up_at"])
    verb = Verb.WISH_TAKEN_UP if again else Verb.WISH_GIVEN_UP
    audit_log.record(verb, now=now, member_id=actor.member_id, thing_id=wish.uid)
    return wish


@transaction.atomic
def delete_wish(*, actor: Actor, now: datetime, wish_uid: object) -> None:
    """Forget a wish with its requests and what was noted of the one wished for; ledgers stay. Raises NotFound."""
    wish = _locked(actor, wish_uid)
    uid = wish.uid
    wish.delete()
    audit_log.record(Verb.WISH_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


@transaction.atomic
def take_into_book(*, actor: Actor, now: datetime, wish_uid: object) -> Person:
    """Add the one wished for to the book; what was noted of them is theirs from then on. Raises NotFound, Refused."""
    wish = _locked(actor, wish_uid)
    if wish.person_id is not None:
        raise Refused(f"{wish.name} is in your book already.")
    emails = (Labelled(wish.email),) if wish.email else ()
    card = Card(name=wish.name, firm=wish.firm, title=wish.title, emails=emails)
    wish.person = add_person(actor=actor, now=now, card=card)
    wish.save(update_fields=["person"])
    Acquaintance.objects.filter(wish=wish).update(wish=None, other=wish.person)
    return wish.person


@transaction.atomic
def add_acquaintance(
    *, actor: Actor, now: datetime, one_uid: object, other_uid: object = None, wish_uid: object = None,
    how_well: str = KNOW, how_sure: str = TOLD, at: datetime | None = None,
) -> Acquaintance:  # fmt: skip
    """Note that two others know each other: two people of the book, or one of them and a wish.

    Noted once more, it is renewed. Raises NotFound, Refused.
    """
    one = person_for_writing(actor, one_uid)
    wish = _locked(actor, wish_uid) if wish_uid else None
    other = wish.person if wish is not None else person_for_writing(actor, other_uid)
    check(how_well, how_sure)
    if one == other:
        raise Refused("These are the same person: name two.", "other")
    ends = {"other": other, "wish": None} if other is not None else {"other": None, "wish": wish}
    own = Acquaintance.objects.filter(owner_id=actor.member_id)
    same = own.filter(one=one, **ends) | own.filter(one=other, other=one) if other else own.filter(one=one, **ends)
    row = same.first() or Acquaintance(owner_id=actor.member_id, one=one, **ends)
    row.how_well, row.how_sure, row.at = how_well, how_sure, at or now
    row.save()
    audit_log.record(Verb.ACQUAINTANCE_NOTED, now=now, member_id=actor.member_id, thing_id=row.uid)
    return row


def check(how_well: str, how_sure: str) -> None:
    """Raise Refused, naming the field, for words that are none."""
    if how_well not in HOW_WELL:
        raise Refused(f"How well? Choose {', '.join(HOW_WELL)}.", "how_well")
    if how_sure not in HOW_SURE:
        raise Refused(f"How do you know? Choose {', '.join(HOW_SURE)}.", "how_sure")


@transaction.atomic
def delete_acquaintance(*, actor: Actor, now: datetime, acquaintance_uid: object) -> None:
    """Strike it out. Raises NotFound."""
    require(actor, Permission.BOOK_WRITE)
    row = queries.acquaintance(actor, acquaintance_uid)
    uid = row.uid
    row.delete()
    audit_log.record(Verb.ACQUAINTANCE_DELETED, now=now, member_id=actor.member_id, thing_id=uid)


@transaction.atomic
def set_standing(*, actor: Actor, now: datetime, person_uid: object, standing: str) -> Person:
    """Hide somebody from every path, open them to questions of others, or neither (""). Raises NotFound, Refused."""
    person = person_for_writing(actor, person_uid)
    if standing not in STANDINGS:
        raise Refused(f"Choose {HIDDEN}, {OPEN}, or neither.", "standing")
    Standing.objects.filter(owner_id=actor.member_id, person=person).delete()
    if standing:
        Standing.objects.create(owner_id=actor.member_id, person=person, standing=standing, at=now)
    audit_log.record(Verb.STANDING_CHANGED, now=now, member_id=actor.member_id, thing_id=person.uid, standing=standing)
    return person


@transaction.atomic
def choose_askable(*, actor: Actor, now: datetime, askable_by: str, opens: str) -> None:
    """Whom I let ask me to introduce them, and about whom. Raises Refused."""
    require(actor, Permission.ACCOUNT_WRITE)
    if askable_by not in ASKABLE_BY:
        raise Refused(f"Who may ask you? Choose {', '.join(ASKABLE_BY)}.", "askable_by")
    if opens not in OPENS:
        raise Refused(f"About whom? Choose {', '.join(OPENS)}.", "opens")
    chosen = {"askable_by": askable_by, "opens": opens, "at": now}
    Askable.objects.update_or_create(member_id=actor.member_id, defaults=chosen)
    audit_log.record(Verb.ASKABLE_CHOSEN, now=now, member_id=actor.member_id, askable_by=askable_by, opens=opens)


def _name(wish: Wish, said: dict[str, str]) -> None:
    for field, longest in NAMED.items():
        setattr(wish, field, clean(said[field], longest))
    if not wish.name:
        raise Refused("Whom would you like to meet? Give a name.", "name")
    if wish.email and "@" not in wish.email.strip("@"):
        raise Refused(f"“{wish.email}” is not an e-mail address.", "email")


def _locked(actor: Actor, wish_uid: object) -> Wish:
    require(actor, Permission.BOOK_WRITE)
    found = queries.wish(actor, wish_uid)
    return Wish.objects.select_for_update(of=("self",)).select_related("person").get(pk=found.pk)
