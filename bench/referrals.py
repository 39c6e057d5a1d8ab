"""What the board of referrals costs with fifty referrals in the book and with five thousand.

Run: python -m bench.referrals [REFERRALS ...]   default 50 5000; GRAPEVINE_DATABASE_URL chooses the database.

Measured in one run: processor time of whole requests, this process's and the database's together (the first byte
leaves with the last, as the page is rendered whole), statements and size. The referrals stand at every stage, in both
directions, spread over a year and forty people; half of what ended was thanked for.
"""

from __future__ import annotations

import random
import sys
from datetime import timedelta
from functools import partial

from bench import home
from bench.methods.measures import Row, show
from bench.visiting import cost, new_member, signed_in, statements, visit

SIZES = (50, 5_000)
PEOPLE = 40
ROUNDS, REPEATS = 5, 5
#: The first byte with the most referrals over that with the fewest; statements; bytes.
BAR_GROWTH, BAR_QUERIES, BAR_BYTES = 3.0, 20, 150_000
PAGES = {
    "board, received": "/referrals",
    "board, given": "/referrals?role=giver",
    "list": "/referrals/list",
    "list, words": "/referrals/list?q=tanaka",
    "results": "/referrals/results",
    "file of results": "/referrals/results.csv",
    "file of the list": "/referrals/list.csv",
}
#: Files grow with what is in them.
FILES = ("file of results", "file of the list")


def main() -> None:
    """Print the table."""
    home.begin()
    show(rows(tuple(int(size) for size in sys.argv[1:]) or SIZES))


def rows(sizes: tuple[int, ...] = SIZES) -> list[Row]:
    """The rows of the table; ``bench.home.begin`` has been called."""
    costs = {size: _costs(size) for size in sizes}
    found = []
    for name in PAGES:
        for size in sizes:
            seconds, queries, weight = costs[size][name]
            found.append(Row(f"{name}, {size:,} referrals, ms", seconds * 1000))
            found.append(Row(f"{name}, {size:,} referrals, statements", queries, BAR_QUERIES, True))
            heavy = None if name in FILES else BAR_BYTES / 1000
            found.append(Row(f"{name}, {size:,} referrals, kB", weight / 1000, heavy, True))
        if len(sizes) > 1:
            growth = costs[sizes[-1]][name][0] / costs[sizes[0]][name][0]
            bar = None if name in FILES else BAR_GROWTH
            found.append(Row(f"{name}: {sizes[-1]:,} referrals over {sizes[0]:,}", growth, bar, True))
    return found


def _costs(size: int) -> dict[str, tuple[float, int, int]]:
    """Page -> (processor seconds, statements, bytes), for a member with so many referrals."""
    cookie = _member(size)
    found = {}
    for name, address in PAGES.items():
        page = partial(visit, cookie, address)
        found[name] = (cost(page, warm_up=1, repeats=REPEATS, rounds=ROUNDS), statements(page), len(page()))
    return found


def _member(size: int) -> str:
    """A member with so many referrals; the cookie of their session."""
    from grapevine.kit import clock

    member, actor = new_member(f"refers{size}@example.com")
    _refer(actor, clock.now(), size)
    return signed_in(member)


def _refer(actor, now, size: int) -> None:
    """So many referrals, straight into the tables: what the actions would leave there, without their histories."""
    from grapevine.domain.people.actions import add_people
    from grapevine.domain.people.rules.card import Card
    from grapevine.domain.referrals.models import Prospect, Referral, Side
    from grapevine.domain.referrals.rules.moves import OUTCOMES, By, Stage

    chance = random.Random(11)
    people = add_people(actor=actor, now=now, cards=[Card(name=f"Partner {n} Whitcomb") for n in range(PEOPLE)])
    stages = [stage for stage in Stage if stage is not Stage.VOID]
    given = (Stage.NOTED, Stage.CONSENTED, *stages)
    referrals, sides, prospects = [], [], []
    for number in range(size):
        role = By.GIVER if number % 2 else By.RECEIVER
        stage = chance.choice(given if role is By.GIVER else stages[2:])
        at = now - timedelta(days=chance.uniform(0, 365))
        one = Referral(
            stage=stage, moved_at=at, need=f"Somebody to look at matter {number}", created_at=at, noted_by=role,
            sent_at=None if stage in stages[:2] else at, told_at=at if stage in OUTCOMES else None,
        )  # fmt: skip
        referrals.append(one)
        name = f"{chance.choice(('Yuki', 'Kofi', 'Ada', 'Noor'))} {chance.choice(('Tanaka', 'Osei', 'Byron'))} {number}"
        prospects.append(Prospect(referral=one, label=name[:1], name=name, consent="given", how="said"))
        sides.append(Side(
            owner_id=actor.member_id, referral=one, role=role, person=people[number % PEOPLE], stage=stage, moved_at=at,
            thanked=stage in OUTCOMES and number % 4 < 2, worth=chance.randint(500, 9000),
        ))  # fmt: skip
    for start in range(0, size, 500):
        part = slice(start, start + 500)
        Referral.objects.bulk_create(referrals[part])
        Prospect.objects.bulk_create(prospects[part])
        Side.objects.bulk_create(sides[part])


if __name__ == "__main__":
    main()
