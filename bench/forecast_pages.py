"""What the pages of goals and the forecast cost, with five thousand people in the book and two thousand referrals.

Run: python -m bench.forecast_pages      GRAPEVINE_DATABASE_URL chooses the database.

The referrals came from two hundred people over three years; twelve of these have an agreement. Measured is processor
time of whole requests, of this process and of the database's.
"""

from __future__ import annotations

import random
from datetime import timedelta
from functools import partial

from bench import home
from bench.methods.measures import Row, show
from bench.visiting import cost, statements, visit

PEOPLE, REFERRALS, SENDERS, PARTNERS = 5_000, 2_000, 200, 12
BAR_MS, BAR_QUERIES = 60.0, 20


def main() -> None:
    """Print the table."""
    home.begin()
    show(rows())


def rows() -> list[Row]:
    """The rows of the table; ``bench.home.begin`` has been called."""
    from bench.audit import member
    from grapevine.domain.goals.actions.keeping import keep_all
    from grapevine.kit import clock

    cookie, actor = member(PEOPLE, 0)
    receive(actor, REFERRALS)
    keep_all(now=clock.now())

    found = [Row("beside it the list of people, ms", cost(partial(visit, cookie, "/people")) * 1000)]
    for name, address in (("forecast", "/forecast"), ("goals", "/goals"), ("what if", "/goals?amount=90")):
        page = partial(visit, cookie, address)
        found += [
            Row(f"{name}, {PEOPLE:,} people, {REFERRALS:,} referrals, ms", cost(page) * 1000, BAR_MS, True),
            Row(f"{name}, statements", statements(page), BAR_QUERIES, True),
        ]
    return found


def receive(actor, referrals: int) -> None:
    """So many referrals of three years into the book, most of them over, and agreements with a dozen who send them."""
    from grapevine.domain.goals.actions.wanting import set_goal
    from grapevine.domain.partnerships.models import Partnership
    from grapevine.domain.people.models import Person
    from grapevine.domain.referrals.models import Prospect, Referral, Side
    from grapevine.kit import clock

    now, chance = clock.now(), random.Random(4)
    near = list(Person.objects.filter(owner_id=actor.member_id).order_by("pk").values_list("pk", flat=True)[:SENDERS])
    made, sides = [], []
    for _ in range(referrals):
        came = now - timedelta(days=chance.uniform(0, 1_095))
        ended = came + timedelta(days=chance.lognormvariate(3.55, 0.9))
        stage = "met" if ended > now else chance.choice(("won", "lost", "lost"))
        at = min(ended, now)
        made.append(
            Referral(stage=stage, moved_by="receiver", moved_at=at, noted_by="receiver", need="A will",
                     sent_at=came, ended_at=None if stage == "met" else ended, created_at=came)
        )  # fmt: skip
        earned = round(chance.lognormvariate(7.3, 0.8)) if stage == "won" else None
        sides.append(
            Side(owner_id=actor.member_id, role="receiver", person_id=chance.choice(near), stage=stage, moved_at=at,
                 earned=earned)
        )  # fmt: skip
    for side, referral in zip(sides, Referral.objects.bulk_create(made), strict=True):
        side.referral = referral
    Side.objects.bulk_create(sides)
    Prospect.objects.bulk_create(Prospect(referral=referral, label="Y. T.") for referral in made)
    Partnership.objects.bulk_create(
        Partnership(owner_id=actor.member_id, person_id=pk, state="active", created_at=now,
                    started_on=(now - timedelta(days=60)).date())
        for pk in near[:PARTNERS]
    )  # fmt: skip
    set_goal(actor=actor, now=now, today=now.date(), kind="clients", amount=60, period="year")


if __name__ == "__main__":
    main()
