"""Looking for people who may be one: work for the worker, because a large book takes seconds."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache, caches

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.merging.queries import keep_doubles, known_doubles, waiting_doubles
from grapevine.domain.people import queries as people
from grapevine.kit.jobs import enqueue

JOB = "grapevine.domain.merging.actions.looking.look"
#: Nobody looks again before this, whatever happened to the book; a job that died is asked for again then, too. Each
#: process remembers for itself that it asked, so that a page does not pay for the question.
AGAIN_SECONDS = 900
#: More people than this are not looked through while somebody waits for a page.
LARGE_BOOK = 3_000


def pairs(*, actor: Actor, now: datetime) -> list[people.Double] | None:
    """Who may be one, the surest first; None while the worker is looking for the first time.

    A book of ordinary size is looked through at once; of a large one it is what was found last, and the worker is asked
    to look again.
    """
    known, book = known_doubles(actor), people.book(actor)
    if known is not None and known.revision == book.revision:
        return list(known.pairs)
    if book.people <= LARGE_BOOK:
        return look_now(actor=actor)
    ask_to_look(actor=actor, now=now)
    return waiting_doubles(actor)


def ask_to_look(*, actor: Actor, now: datetime) -> bool:
    """Ask the worker to look, if the book changed since it last did and it was not asked just now. True: asked."""
    require(actor, Permission.BOOK_READ)
    asked = f"doubles-asked:{actor.member_id}"
    if not caches["pages"].add(f"{asked}:here", now, AGAIN_SECONDS):
        return False
    known = known_doubles(actor)
    if known is not None and known.revision == people.book(actor).revision:
        return False
    if not cache.add(asked, now.isoformat(), AGAIN_SECONDS):
        return False
    enqueue(JOB, actor.member_id)
    return True


def look(member_id: int) -> None:
    """The worker's job: find the pairs of one book and keep them for the pages."""
    member = Member.objects.filter(pk=member_id, is_active=True).first()
    if member is not None:
        look_now(actor=actor_of(member))


def look_now(*, actor: Actor) -> list[people.Double]:
    """Find the pairs here and now, and keep them."""
    revision = people.book(actor).revision
    found = people.suggest_doubles(actor)
    keep_doubles(actor, revision, found)
    return found
