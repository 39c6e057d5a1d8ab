"""The parts of the bench, in the order in which they run: the formulas first, then the work at full size."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One bench: a module with a ``main``, its options, and whether it runs on a PostgreSQL of its own."""

    name: str
    module: str
    options: tuple[str, ...] = ()
    on_postgres: bool = False


PARTS = (
    Part("The building", "bench.building"),
    Part("Depth", "bench.methods.depth"),
    Part("Who feeds whom", "bench.methods.complement"),
    Part("Profession from a title", "bench.methods.titles"),
    Part("Matching", "bench.methods.matching"),
    Part("Forecast", "bench.methods.forecast"),
    Part("Refreshers", "bench.methods.refreshers"),
    Part("The missing ingredient", "bench.methods.missing"),
    Part("Give and take", "bench.methods.reciprocity"),
    Part("Relationship first, compared", "bench.methods.comparison"),
    Part("The early-pitch guard", "bench.methods.guard"),
    Part("The week's plan", "bench.methods.plan"),
    Part("Warm introductions", "bench.methods.paths"),
    Part("The made-up world", "bench.methods.simulator"),
    Part("A year by the plan", "bench.methods.plan_year"),
    Part("Bringing people in", "bench.imports", ("--large",)),
    Part("Bringing people in, PostgreSQL", "bench.imports", ("--large",), on_postgres=True),
    Part("Doubles in 100,000 people", "bench.doubles"),
    Part("Suggestions of partners, 350,000 members", "bench.matching"),
    Part("An organisation of 350,000 members, PostgreSQL", "bench.organisation", on_postgres=True),
    Part("Today", "bench.today"),
    Part("50 clients at once", "bench.at_once"),
    Part("50 clients at once, PostgreSQL", "bench.at_once", on_postgres=True),
    Part("The board of referrals", "bench.referrals"),
    Part("Source audit, 5,000 people and 2,000 referrals", "bench.audit"),
    Part("Forecast and goals, 5,000 people and 2,000 referrals", "bench.forecast_pages"),
    Part("Pages, 1,000 and 100,000 people", "bench.pages"),
    Part("Pages, 1,000 and 100,000 people, PostgreSQL", "bench.pages", on_postgres=True),
)
