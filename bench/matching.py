"""What suggestions of partners cost for one member among 350,000 who offer themselves to one organisation.

Run: python -m bench.matching [--members N] [--asked N]      GRAPEVINE_DATABASE_URL chooses the database.

Members sit in towns of very different size, have professions of the catalogue, clients, languages and links with each
other. Measured is processor time of this process and of the database's together, after warm-up, for members taken at
random; beside it the plain loop over all in the same run, which also says whether the same ten come out.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from bench import home
from bench.methods.measures import Row, asked_for, show
from bench.visiting import cost

MEMBERS, ASKED, LOOPED, BAR_MS = 350_000, 100, 6, 50.0
TOWNS, LINKS = 900, 2


def main() -> None:
    """The table on standard output."""
    asked = asked_for(__doc__, members=MEMBERS, asked=ASKED)
    home.begin()
    show(rows(**asked))


def rows(members: int, asked: int) -> list[Row]:
    """Everything at the size given."""
    from grapevine.domain.accounts.models import Member
    from grapevine.domain.accounts.queries import actor_of
    from grapevine.domain.partnerships.queries.matching import suggest
    from grapevine.kit import clock

    start = time.perf_counter()
    fill(members)
    made = time.perf_counter() - start
    chance, now = random.Random(5), clock.now()
    first = Member.objects.order_by("pk").values_list("pk", flat=True)[0]
    actors = [actor_of(Member.objects.get(pk=first + chance.randrange(members))) for _ in range(asked)]
    for actor in actors[: max(3, asked // 5)]:
        suggest(actor, now, 10, "organisation")
    suggested = (partial(suggest, actor, now, 10, "organisation") for actor in actors)
    spent = [cost(suggestion, warm_up=0, repeats=1, rounds=1) for suggestion in suggested]
    spent.sort()
    found = [
        Row("members who offer themselves", float(members)),
        Row("seconds to make them", made),
        Row("suggestions, processor ms: mean", sum(spent) / len(spent) * 1e3, BAR_MS, highest=True),
        Row("suggestions, processor ms: median", spent[len(spent) // 2] * 1e3, BAR_MS, highest=True),
        Row("suggestions, processor ms: p95", spent[int(len(spent) * 0.95)] * 1e3, BAR_MS, highest=True),
        Row("suggestions, processor ms: longest", spent[-1] * 1e3),
    ]
    return found + loop_rows(actors[:LOOPED], now)


def loop_rows(actors: list, now) -> list[Row]:
    """The plain loop over everybody, and how many of its ten the search found."""
    from grapevine.domain.partnerships.queries.matching import suggest

    same = total = 0
    spent = 0.0
    for actor in actors:
        start = time.process_time()
        plain = plain_loop(actor)
        spent += time.process_time() - start
        ours = {one.member for one in suggest(actor, now, 10, "organisation")}
        same += len(ours & set(plain))
        total += len(plain)
    return [
        Row("plain loop over all, processor ms", spent / len(actors) * 1e3),
        Row("of its ten, found by the search, %", 100.0 * same / total, 100.0),
    ]


def plain_loop(actor) -> list[str]:
    """The ten best by weighing every offer of the organisation."""
    from grapevine.domain.accounts.models import Member
    from grapevine.domain.partnerships.models import PartnerOffer
    from grapevine.domain.partnerships.queries import matching, offers
    from grapevine.domain.partnerships.rules.matching.partner import COMMON_MEAN, Setting, ruled_out, verdict

    place = actor.seats[0].organisation_id
    common, me, counted = offers.in_common(actor), offers.myself(actor, offers.offer(actor)), offers.totals(place)
    _, known = matching.learned(place, counted.counted_at)
    setting = Setting(known, COMMON_MEAN if common else 0.0, counted.received / counted.offers)
    without = {actor.member_id} | offers.linked_members(actor)
    found: list[tuple[float, int]] = []
    everybody = PartnerOffer.objects.filter(organisation=place, chapter=None).values_list(*offers._COLUMNS)
    for row in everybody.iterator(10_000):
        one = offers._offered([row])[0]
        if one.member_id not in without and not ruled_out(me, one.professional):
            fit = verdict(me, one.professional, sum(common.get(one.member_id, ())), setting)
            found.append((-fit.strength, one.member_id))
    best = [pk for _, pk in sorted(found)[:10]]
    uids = dict(Member.objects.filter(pk__in=best).values_list("pk", "uid"))
    return [str(uids[pk]) for pk in best]


def fill(members: int) -> None:
    """An organisation of so many members in chapters of thirty, each offering themselves to all of it, and linked."""
    from django.db import connection

    from grapevine.domain.accounts.models import Chapter, Member, Organisation, Seat
    from grapevine.domain.partnerships.models import OfferTotals, PartnerOffer, ReferralFlow
    from grapevine.domain.partnerships.rules.matching.grid import cell
    from grapevine.domain.partnerships.rules.matching.partner import GROUPS
    from grapevine.domain.professions.rules import PROFESSIONS
    from grapevine.kit import clock

    chance, now = random.Random(3), clock.now()
    whole = Organisation.objects.create(name="Everybody", created_at=now)
    chapter = Chapter.objects.create(organisation=whole, name="One", created_at=now)
    towns, groups = _towns(chance), sorted(GROUPS)
    keys = [chance.choice(sorted(PROFESSIONS)) for _ in range(members)]
    insert(Member(password="!", created_at=now), members,
           lambda at: {"id": at + 1, "email": f"m{at}@example.com", "name": f"Member {at}", "profession_key": keys[at]})
    insert(Seat(organisation=whole, chapter=chapter, role="member", since=now.date()), members,
           lambda at: {"id": at + 1, "member_id": at + 1})  # fmt: skip
    got = [int(chance.expovariate(0.05)) for _ in range(members)]

    def offered(at: int) -> dict[str, object]:
        latitude, longitude = towns[(at // 30) % len(towns)]
        latitude, longitude = latitude + chance.gauss(0, 0.05), longitude + chance.gauss(0, 0.05)
        return {
            "member_id": at + 1, "profession_key": keys[at], "latitude": latitude, "longitude": longitude,
            "cell": cell(latitude, longitude), "received": got[at], "full": chance.random() < 0.1,
            "clients": json.dumps(chance.sample(groups, chance.randint(0, 3))),
            "languages": chance.choice(('["en"]', '["en", "es"]', "[]")),
        }  # fmt: skip

    insert(PartnerOffer(member_id=1, organisation=whole, changed_at=now), members, offered)
    _link(members, chance, now)
    OfferTotals.objects.create(
        organisation=whole, offers=members, received=sum(got), most_received=max(got), counted_at=now
    )
    ReferralFlow.objects.bulk_create(
        [ReferralFlow(organisation=whole, giver_key=a, receiver_key=b, referrals=chance.randint(5, 60))
         for a in PROFESSIONS for b in chance.sample(sorted(PROFESSIONS), 20)], 1_000)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def insert(like: Any, count: int, differs: Callable[[int], dict[str, object]]) -> None:
    """So many rows like this one, but for what differs: the statement itself, far faster than objects."""
    from django.db import connection, transaction

    fields = like._meta.concrete_fields
    usual = {
        field.column: field.get_db_prep_save(field.pre_save(like, True), connection)
        for field in fields if not field.primary_key
    }  # fmt: skip
    columns = list(dict.fromkeys([*differs(0), *usual]))
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f'INSERT INTO "{like._meta.db_table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'

    def row(at: int) -> list[object]:
        values = usual | differs(at)
        if "uid" in values:
            values["uid"] = like._meta.get_field("uid").get_db_prep_save(uuid4(), connection)
        return [values[name] for name in columns]

    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, count, 10_000):
            cursor.executemany(sql, [row(at) for at in range(start, min(start + 10_000, count))])


def _towns(chance: random.Random) -> list[tuple[float, float]]:
    """A town for each chapter, the largest with hundreds of them: places weighed by 1/rank."""
    places = [(chance.uniform(-50, 60), chance.uniform(-180, 179)) for _ in range(TOWNS)]
    return chance.choices(places, [1.0 / rank for rank in range(1, TOWNS + 1)], k=20_000)


def _link(members: int, chance: random.Random, now) -> None:
    """Two links each, with members of the chapters next door."""
    from grapevine.domain.depth.models import Link, LinkEnd
    from grapevine.domain.people.models import Person

    pairs = [(at + 1, (at + chance.randint(1, 60)) % members + 1) for at in range(members)]
    ends = [end for a, b in pairs for end in ((a, b), (b, a))]
    insert(Person(owner_id=1, name="A member", created_at=now, updated_at=now), len(ends),
           lambda at: {"id": at + 1, "owner_id": ends[at][0], "linked_member_id": ends[at][1]})
    insert(Link(owner_id=1, person_id=1, created_at=now, expires_at=now + timedelta(days=9), accepted_at=now), members,
           lambda at: {"id": at + 1, "owner_id": pairs[at][0], "person_id": 2 * at + 1, "other_id": pairs[at][1],
                       "digest": str(at)})  # fmt: skip
    insert(LinkEnd(link_id=1, owner_id=1, person_id=1), len(ends),
           lambda at: {"id": at + 1, "link_id": at // 2 + 1, "owner_id": ends[at][0], "person_id": at + 1})


if __name__ == "__main__":
    main()
