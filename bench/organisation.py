"""What counting over an organisation of 350,000 members takes, and whether both ways to count agree.

Run: python -m bench.organisation [--members N] [--weeks N] [--organisation ID]
GRAPEVINE_DATABASE_URL chooses the database.

A made-up year is put in (the light form of docs/decisions/0030), then counted by the embedded engine, as the worker
does, and by plain SQL in the database itself. Every figure must be the same to the last one. With ``--organisation``
nothing is put in, and the one with this id, which is there already, is counted.
"""

from __future__ import annotations

import resource
import time
from datetime import timedelta

from bench import home
from bench.methods.measures import Row, asked_for, show

MEMBERS, WEEKS, BAR_SECONDS = 350_000, 52, 60.0


def main() -> None:
    """The table."""
    asked = asked_for(__doc__, members=MEMBERS, weeks=WEEKS, organisation=0)
    home.begin()
    there = asked.pop("organisation")
    show(count_rows(there) if there else rows(**asked))


def rows(members: int, weeks: int) -> list[Row]:
    """Everything at the size given."""
    from grapevine.domain.simulation.actions import make_organisation
    from grapevine.domain.simulation.rules.world import World
    from grapevine.kit import clock

    start = time.perf_counter()
    made = make_organisation(now=clock.now(), world=World(members, weeks, seed=1), light=True)
    loaded = time.perf_counter() - start
    found = [
        Row("members", float(members)),
        Row("referrals", float(made.referrals)),
        Row("minutes to make up and load", loaded / 60.0),
        Row("gigabytes in the database", size() / 1e9),
    ]
    return found + count_rows(made.organisation.pk)


def count_rows(organisation_id: int) -> list[Row]:
    """The two ways to count what is there."""
    from grapevine.domain.insights.queries.organisation_count import in_database, in_engine
    from grapevine.kit import clock

    until = clock.now()
    since, took, worked = until - timedelta(days=371), [], []
    counted = []
    for way in (in_engine, in_database):
        start, begun = time.perf_counter(), time.process_time()
        counted.append(way(organisation_id, since, until))
        took.append(time.perf_counter() - start)
        worked.append(time.process_time() - begun)
    engine, plain = counted
    wrong = sum(engine[name] != plain[name] for name in plain)
    return [
        Row("seconds by the embedded engine", took[0], BAR_SECONDS, highest=True),
        Row("of these on the processor, without the database", worked[0]),
        Row("seconds by plain SQL in the database", took[1]),
        Row(f"figures that differ, of {len(plain)} tables", float(wrong), 0.0, highest=True),
        Row("rows of figures compared", float(sum(map(len, plain.values())))),
        Row("memory of the process, gigabytes at most", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6),
    ]


def size() -> float:
    """Bytes of the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return float(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return float(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
