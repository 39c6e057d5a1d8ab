"""What the source audit costs, with five thousand people in the book and two thousand referrals.

Run: python -m bench.audit      GRAPEVINE_DATABASE_URL chooses the database.

Every one of the people has a history; a hundred and fifty answered the five questions and a hundred kept promises, so
that they are weighed one by one. Measured is processor time of whole requests, of this process and of the database's.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bench import home
from bench.methods.measures import Row, show
from bench.visiting import cost, new_member, signed_in, statements, visit

PEOPLE, REFERRALS, ANSWERED, PROMISED = 5_000, 2_000, 150, 100
BAR_MS, BAR_QUERIES = 60.0, 20


def main() -> None:
    """Print the table."""
    home.begin()
    show(rows())


def rows() -> list[Row]:
    """The rows of the table; ``bench.home.begin`` has been called."""
    from django.db.models import F

    from grapevine.domain.people.models import Book

    cookie, actor = member()

    def changed(path: str) -> Callable[[], bytes]:
        def after() -> bytes:
            Book.objects.filter(owner_id=actor.member_id).update(revision=F("revision") + 1)
            return visit(cookie, path)

        return after

    found = [Row("beside it the list of people, ms", cost(partial(visit, cookie, "/people")) * 1000)]
    for name, path in (("audit", "/audit"), ("its clients", "/audit/client")):
        fresh = changed(path)
        found += [
            Row(f"{name} after a change, {PEOPLE:,} people, ms", cost(fresh) * 1000, BAR_MS, True),
            Row(f"{name} opened again, ms", cost(partial(visit, cookie, path)) * 1000, BAR_MS, True),
            Row(f"{name} after a change, statements", statements(fresh), BAR_QUERIES, True),
        ]
    return found


def member(people: int = PEOPLE, referrals: int = REFERRALS):
    """The cookie of the session of a member with such a book, and the member as an actor."""
    from grapevine.kit import clock

    added, actor = new_member("audit@example.com")
    home.fill(actor, people, people)
    _tend(actor, clock.now(), referrals)
    return signed_in(added), actor


def _tend(actor, now, referrals: int) -> None:
    """Referrals both ways over a year, answers to the five questions, promises kept and broken."""
    from grapevine.domain.depth.models import Relationship
    from grapevine.domain.gives.actions import Draft as Give
    from grapevine.domain.gives.actions import log_gives
    from grapevine.domain.gives.actions.promises import Draft as Promise
    from grapevine.domain.gives.actions.promises import add_promises
    from grapevine.domain.gives.models import Promise as Kept
    from grapevine.domain.people.models import Person

    chance = random.Random(9)
    near = list(Person.objects.filter(owner_id=actor.member_id).order_by("pk").values_list("pk", flat=True))
    gives = [
        Give(chance.choice(near[:1000]), now - timedelta(days=chance.uniform(1, 360)), "referral",
             chance.choice(("given", "received", "received")))
        for _ in range(referrals)
    ]  # fmt: skip
    log_gives(actor=actor, now=now, drafts=gives)
    add_promises(
        actor=actor, now=now,
        drafts=[Promise(pk, "them", "Read my draft", now - timedelta(days=90)) for pk in near[:PROMISED]],
    )  # fmt: skip
    promises = Kept.objects.filter(owner_id=actor.member_id)
    promises.update(outcome="kept", ended_at=now)
    for pk in near[:ANSWERED]:
        signs = "".join(str(chance.randint(1, 5)) for _ in range(5))
        Relationship.objects.filter(pk=pk).update(their_answers=signs, their_rating=int(signs[0]))


if __name__ == "__main__":
    main()
