"""What Leah knows of the people nearest to her, and what was promised between them."""

from __future__ import annotations

from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.gives.actions.promises import Draft as Promise
from grapevine.domain.gives.actions.promises import add_promises
from grapevine.domain.gives.rules.promises import BROKEN, KEPT, ME, OPEN, THEM
from grapevine.domain.people.actions.knowledge import Draft as Knowledge
from grapevine.domain.people.actions.knowledge import add_many
from grapevine.domain.people.rules.knowledge import ME as OF_ME
from grapevine.domain.people.rules.knowledge import THEM as OF_THEM

#: Who, under which heading, what, how many days ago it was learned.
KNOWN: tuple[tuple[str, str, str, int], ...] = (
    ("Dana Whitcomb", "goals", "A second analyst in the office before the next tax season", 40),
    ("Dana Whitcomb", "accomplishments", "Untangled eleven years of a bakery’s books in a weekend", 220),
    ("Dana Whitcomb", "interests", "Sails a small boat with her sister every August", 90),
    ("Dana Whitcomb", "networks", "Treasurer of the river trust", 150),
    ("Dana Whitcomb", "skills", "Tracing accounts that somebody hoped nobody would find", 60),
    ("Priya Raman", "goals", "A group for teenagers whose parents are parting", 25),
    ("Priya Raman", "skills", "Talks with children so that they answer", 200),
    ("Tom Halloran", "goals", "To hand the practice over in five years, without haste", 75),
    ("Tom Halloran", "interests", "Restores wooden radios", 300),
    ("Ben Okafor", "goals", "Twenty families whom he knows well instead of two hundred accounts", 55),
    ("Grace Nwosu", "accomplishments", "The mediation room at the county court was her idea", 110),
    ("Sofia Lindgren", "goals", "Listings with two names on the deed, treated with care", 30),
    ("Joan Pruitt", "interests", "Her daughter plays the cello", 45),
    ("Marcus Obi", "networks", "Coaches the Saturday league with two bankers", 130),
    ("Hana Kim", "goals", "A colleague who speaks Korean", 210),
    ("Luis Ortega", "skills", "Severance letters that nobody has to argue about", 35),
)
#: Who knows which heading of Leah, and since how many days.
TOLD: tuple[tuple[str, str, int], ...] = (
    ("Dana Whitcomb", "goals", 40), ("Dana Whitcomb", "skills", 40), ("Priya Raman", "goals", 25),
    ("Priya Raman", "networks", 25), ("Tom Halloran", "skills", 80), ("Ben Okafor", "goals", 55),
)  # fmt: skip
#: Who, by whom, what, made so many days ago, due in so many days (None: no day), how it ended.
PROMISES: tuple[tuple[str, str, str, int, int | None, str], ...] = (
    ("Grace Nwosu", ME, "Two names of people who would rather mediate", 24, -2, OPEN),
    ("Simone Hart", ME, "An hour on buying out her partner", 9, 2, OPEN),
    ("Luis Ortega", THEM, "To look over the new fee agreement", 18, -4, OPEN),
    ("Sofia Lindgren", THEM, "An introduction to the listing agent across the river", 30, 20, OPEN),
    ("Dana Whitcomb", ME, "The form for a joint valuation", 60, -45, KEPT),
    ("Dana Whitcomb", THEM, "The checklist for hidden accounts", 90, -80, KEPT),
    ("Priya Raman", THEM, "Her notes on parenting plans", 75, None, KEPT),
    ("Marcus Obi", THEM, "To call back about the Hill file", 50, -40, BROKEN),
)


def write_known(actor: Actor, now: datetime, ids: dict[str, int]) -> None:
    """Write it all; ``ids``: name -> inner id of the person."""
    known = [
        Knowledge(ids[name], heading, now - timedelta(days=ago), text, about=OF_THEM)
        for name, heading, text, ago in KNOWN
    ]
    known += [Knowledge(ids[name], heading, now - timedelta(days=ago), about=OF_ME) for name, heading, ago in TOLD]
    add_many(actor=actor, now=now, drafts=known)
    add_promises(actor=actor, now=now, drafts=[_promise(now, ids, *row) for row in PROMISES])


def _promise(
    now: datetime, ids: dict[str, int], name: str, by: str, what: str, ago: int, due: int | None, outcome: str
) -> Promise:
    day = None if due is None else (now + timedelta(days=due)).date()
    ended = None if outcome == OPEN else now - timedelta(days=ago // 2)
    return Promise(ids[name], by, what, now - timedelta(days=ago), day, outcome, ended)
