"""Writing the worksheet of the last ten clients, deleting it, and taking lines of it over into a brief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.education import queries
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import RecentClient
from grapevine.domain.education.queries import CurrentBrief
from grapevine.domain.education.queries.last_ten import ClientLine
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.education.rules.last_ten import CAME_WORDS, LINES, ClientFact, Proposals, taken_over
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import lock_book, visible_to
from grapevine.domain.professions.rules import MOMENTS, PROFESSIONS
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean

WHO_MAX, PROBLEM_MAX = 60, 200
NOTE = "From my last ten clients"


@transaction.atomic
def save_clients(*, actor: Actor, now: datetime, lines: Sequence[ClientLine]) -> list[RecentClient]:
    """Keep the worksheet as it stands on the screen: these lines instead of those before; empty ones are left out.

    Raises Refused (naming line and field) and NotFound for a referrer who is not in the book.
    """
    require(actor, Permission.BOOK_WRITE)
    told = [line for line in lines if _cleaned(line.fact) != ClientFact() or line.referrer]
    if len(told) > LINES:
        raise Refused(f"The worksheet has {LINES} lines; leave out the oldest.", "clients")
    lock_book(actor)
    people = _people(actor, told)
    rows = [_row(actor, now, number, line, people) for number, line in enumerate(told, start=1)]
    RecentClient.objects.filter(owner_id=actor.member_id).delete()
    RecentClient.objects.bulk_create(rows)
    audit_log.record(Verb.LAST_TEN_SAVED, now=now, member_id=actor.member_id, lines=len(rows))
    return rows


@transaction.atomic
def delete_clients(*, actor: Actor, now: datetime) -> None:
    """Delete the whole worksheet; what was taken over into a brief stays there."""
    require(actor, Permission.BOOK_WRITE)
    RecentClient.objects.filter(owner_id=actor.member_id).delete()
    audit_log.record(Verb.LAST_TEN_DELETED, now=now, member_id=actor.member_id)


@transaction.atomic
def take_over(*, actor: Actor, now: datetime, chosen: Proposals) -> CurrentBrief:
    """Add the chosen moments and lines to the main brief, as a version of its own. Raises Refused."""
    if not chosen:
        raise Refused("Choose at least one line to take over.", "chosen")
    main = queries.main_brief(actor)
    text = main.text if main else BriefText(name=actor.name)
    return save_brief(actor=actor, now=now, text=taken_over(text, chosen), note=NOTE)


def _people(actor: Actor, lines: Sequence[ClientLine]) -> dict[str, Person]:
    wanted = {line.referrer for line in lines if line.referrer}
    parsed = {uid for each in wanted if (uid := ids.parse(each))}
    found = {str(person.uid): person for person in visible_to(actor).filter(uid__in=parsed)}
    if found.keys() != wanted:
        raise NotFound("There is no such person in your book.")
    return found


def _cleaned(fact: ClientFact) -> ClientFact:
    return ClientFact(
        clean(fact.who), fact.came, fact.referrer_profession, clean(fact.problem), fact.moment, fact.worth
    )


def _row(actor: Actor, now: datetime, number: int, line: ClientLine, people: dict[str, Person]) -> RecentClient:
    fact = _cleaned(line.fact)
    for name, value, known in (
        ("came", fact.came, CAME_WORDS), ("moment", fact.moment, MOMENTS),
        ("referrer_profession", fact.referrer_profession, PROFESSIONS),
    ):  # fmt: skip
        if value and value not in known:
            raise Refused(f"Line {number}: “{value}” is none of the choices.", f"{name}_{number}")
    for name, value, most in (("who", fact.who, WHO_MAX), ("problem", fact.problem, PROBLEM_MAX)):
        if len(value) > most:
            raise Refused(f"Line {number}: {len(value)} signs are too many; say it in {most}.", f"{name}_{number}")
    referrer = people.get(line.referrer)
    profession = fact.referrer_profession or (referrer.profession_key if referrer else "")
    return RecentClient(
        owner_id=actor.member_id, position=number, who=fact.who, came=fact.came, referrer=referrer,
        referrer_profession=profession, problem=fact.problem, moment=fact.moment, worth=fact.worth, created_at=now,
    )  # fmt: skip
