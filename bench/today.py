"""What the page of today costs, with five thousand people in the book and with a hundred thousand.

Run: python -m bench.today [PEOPLE ...]      default 5000 100000; GRAPEVINE_DATABASE_URL chooses the database.

The book is that of bench.pages, with gives, promises, birthdays and things known of the nearest three hundred.
Measured is processor time of this process and of the database's together, of whole requests; and the statements sent.
"After a change" of the book it is weighed anew; the floor is that of bench.pages, of the page opened again;
the list of people, opened in the same run, tells how fast the machine is just now.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import timedelta

from bench import home
from bench.methods.measures import Row, show
from bench.visiting import cost, environ, new_member, signed_in, statements, visit

SIZES = (5_000, 100_000)
NEAR = 300
BAR_MS, BAR_QUERIES = 15.0, 25


def main() -> None:
    """Print the table."""
    home.begin()
    show(rows(tuple(int(size) for size in sys.argv[1:]) or SIZES))


def rows(sizes: tuple[int, ...] = SIZES) -> list[Row]:
    """The rows of the table; ``bench.home.begin`` has been called."""
    from django.db.models import F

    from bench.pages import measure
    from grapevine.domain.accounts.rules.access import Actor
    from grapevine.domain.coach.queries.today import today
    from grapevine.domain.people.models import Book
    from grapevine.kit import clock

    found = []
    for size in sizes:
        actor, cookie = _member(size)

        def page(path: str = "/today", cookie: str = cookie) -> bytes:
            return visit(cookie, path)

        def changed(open_page: Callable[[], bytes] = page, actor: Actor = actor) -> bytes:
            Book.objects.filter(owner_id=actor.member_id).update(revision=F("revision") + 1)
            return open_page()

        again, floor = measure(lambda cookie=cookie: environ("/today", HTTP_COOKIE=cookie))  # type: ignore[misc]
        fresh, people = cost(changed), cost(lambda page=page: page("/people"))  # type: ignore[misc]
        Book.objects.filter(owner_id=actor.member_id).update(revision=F("revision") + 1)
        sent = statements(page)
        lines = today(actor, clock.now())
        found += [
            Row(f"Today, {size:,} people, ms", again * 1000, BAR_MS, True),
            Row(f"Today, {size:,} people: times the floor", again / floor),
            Row(f"Today after a change, {size:,} people, ms", fresh * 1000, BAR_MS, True),
            Row(f"beside it the list of people, {size:,} people, ms", people * 1000),
            Row(f"Today after a change, {size:,} people, statements", sent, BAR_QUERIES, True),
            Row(f"Today, {size:,} people, lines", len(lines.items)),
        ]
    return found


def _member(size: int):
    """A member with so many people, and the cookie of their session."""
    from grapevine.kit import clock

    member, actor = new_member(f"today{size}@example.com")
    home.fill(actor, size, min(size, 20_000))
    _tend(actor, clock.now())
    return actor, signed_in(member)


def _tend(actor, now) -> None:
    """A year and a half with the nearest three hundred: meetings, letters, gives, promises, what is known of them."""
    from grapevine.domain.gives.actions import Draft as Give
    from grapevine.domain.gives.actions import log_gives
    from grapevine.domain.gives.actions.promises import Draft as Promise
    from grapevine.domain.gives.actions.promises import add_promises
    from grapevine.domain.people.actions.knowledge import Draft as Known
    from grapevine.domain.people.actions.knowledge import add_many
    from grapevine.domain.people.models import Detail, Person
    from grapevine.domain.touches.actions import Draft as Touch
    from grapevine.domain.touches.actions import log_touches

    chance = random.Random(7)
    near = list(Person.objects.filter(owner_id=actor.member_id).order_by("pk").values_list("pk", flat=True)[:NEAR])
    touches, gives, promises, known, born = [], [], [], [], []
    for person in near:
        pace, last = chance.uniform(7, 60), chance.uniform(0.5, 200)
        for step in range(int(540 / pace)):
            at = now - timedelta(days=last + step * pace * chance.uniform(0.8, 1.2))
            kind = chance.choice(("message", "call", "one_to_one", "meal"))
            touches.append(Touch(person, at, kind, began_by=chance.choice(("me", "them")), note="Spoke of the move"))
        for _ in range(chance.randint(0, 4)):
            gives.append(Give(person, now - timedelta(days=chance.uniform(1, 300)), chance.choice(("referral", "idea")),
                              chance.choice(("given", "received"))))  # fmt: skip
        due = (now + timedelta(days=chance.randint(-20, 60))).date()
        promises.append(Promise(person, chance.choice(("me", "them")), "To send the contract",
                                now - timedelta(days=30), due))  # fmt: skip
        known.append(Known(person, "goals", now - timedelta(days=chance.uniform(1, 400)), "A second office"))
        day = f"19{chance.randint(50, 99)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        born.append(Detail(owner_id=actor.member_id, person_id=person, kind="date", label="birthday", value=day))
    log_touches(actor=actor, now=now, drafts=touches)
    log_gives(actor=actor, now=now, drafts=gives)
    add_promises(actor=actor, now=now, drafts=promises)
    add_many(actor=actor, now=now, drafts=known)
    Detail.objects.bulk_create(born)


if __name__ == "__main__":
    main()
