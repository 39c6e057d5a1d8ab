"""One line of a member, read against their own book."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.network.rules.line.asking import HAPPENED, NEW, day_first, settle
from grapevine.domain.network.rules.line.parse import understand
from grapevine.domain.network.rules.line.people import People
from grapevine.domain.network.rules.line.result import PRONOUNS, Known, Understood
from grapevine.domain.people import queries as people_queries
from grapevine.domain.people.models import Person
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean

#: Longer is no line.
LONGEST = 1000
#: How many books' names a process keeps ready at once.
_BOOKS = 16
_FIELDS = ("name", "uid", "nickname", "firm")


def read_line(actor: Actor, text: str, now: datetime, choices: Mapping[str, str] | None = None) -> Understood:
    """What the line says, with the actor's own people (archived ones are not meant) in the actor's time zone.

    ``choices`` answer what was unsure: its words -> the uid of a person, "new" (a person of that name: a ``Known``
    without a uid), or "happened" for what sounded like a plan. Raises Refused for a line too long, NotFound for
    somebody who is not in the book, NotAllowed for a token that may not read it.
    """
    require(actor, Permission.BOOK_READ)
    if len(text) > LONGEST:
        raise Refused(f"A line has at most {LONGEST} characters; a longer story goes into the note.", "line")
    choices = choices or {}
    zone = _zone(actor.time_zone)
    people = _people(actor)
    chosen = {words: _chosen(actor, words, answer) for words, answer in choices.items() if answer != HAPPENED}
    found = understand(text, people, now, zone, day_first(actor.time_zone), chosen)
    return settle(found, [words for words, answer in choices.items() if answer == HAPPENED])


def _chosen(actor: Actor, words: str, answer: str) -> Known:
    if answer == NEW:
        if words in PRONOUNS:
            raise Refused(f"“{words}” is no name: choose who is meant.", "who")
        return Known(clean(words, 300))
    person = people_queries.person(actor, answer)
    return Known(person.name, str(person.uid), person.nickname, person.firm)


def _people(actor: Actor) -> People:
    revision = people_queries.book(actor).revision
    return _index(Member.objects.values_list("uid", flat=True).get(pk=actor.member_id), revision)


@lru_cache(maxsize=_BOOKS)
def _index(member_uid: UUID, revision: int) -> People:
    """The names of a book as it stands; every change of the book has another revision, so this one never ages."""
    rows = Person.objects.filter(owner__uid=member_uid, archived_at=None).order_by("sort_name", "pk")
    return People(Known(name, str(uid), nickname, firm) for name, uid, nickname, firm in rows.values_list(*_FIELDS))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
