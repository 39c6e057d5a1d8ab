"""What is between the member and one person, in words and numbers for their page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import Correction
from grapevine.domain.depth.rules.parts import COMMITTED, EDUCATED, INGREDIENTS, KNOW, LIKE, TRUST, Part
from grapevine.domain.depth.rules.questions import BY_PART
from grapevine.domain.gives import queries as give_queries
from grapevine.domain.gives.rules import SPHERES
from grapevine.domain.network.queries.relationship import Evidence
from grapevine.domain.network.rules.relation import Facts, Relation
from grapevine.domain.people.models import Person
from grapevine.interfaces.web.person_said import shown
from grapevine.interfaces.web.when import day_text

NONE: Mapping[tuple[str, str], Correction] = MappingProxyType({})

#: Two sides closer than this are called equal.
EVEN = 10.0
#: Fewer happenings than this are called thin.
ENOUGH = 10


def between(relation: Relation, evidence: Evidence) -> dict[str, Any]:
    """Both sides, and which is ahead."""
    balance = "unknown"
    if relation.i_know is not None and relation.they_know is not None:
        ahead = relation.i_know - relation.they_know
        balance = "even" if abs(ahead) <= EVEN else "you_know_more" if ahead > 0 else "they_know_more"
    return {
        "i_know": relation.i_know,
        "they_know": relation.they_know,
        "depth": relation.depth,
        "balance": balance,
        "caption": evidence.sentence,
    }


def sentences(evidence: Evidence, facts: Facts, zone: str) -> list[str]:
    """What was counted."""
    told = []
    if evidence.touches and evidence.since and evidence.last:
        since, last = day_text(evidence.since, zone), day_text(evidence.last, zone)
        span = f"on {last}" if since == last else f"between {since} and {last}"
        told.append(f"{count(evidence.touches, 'touch', 'touches')} {span}")
    if evidence.minutes:
        hours = evidence.minutes / 60
        told.append(f"{hours:.0f} hours together" if hours >= 2 else f"{evidence.minutes} minutes together")
    if facts.given or facts.received:
        told.append(f"{count(facts.given, 'give')} from you, {count(facts.received, 'give')} to you")
    if facts.my_rating is not None:
        told.append(f"Your own rating: {facts.my_rating} of 5")
    return told


def ingredients(
    relation: Relation,
    facts: Facts,
    name: str,
    corrections: Mapping[tuple[str, str], Correction] = NONE,
    zone: str = "UTC",
) -> list[dict[str, Any]]:
    """The five ingredients of their side, each with what it rests on, or with the member's own word on it."""
    theirs = relation.theirs or {}
    rows = []
    for key in INGREDIENTS:
        part = theirs.get(key)
        found = shown(part, corrections.get(("theirs", key)), zone)
        rows.append(
            {
                "key": key,
                "label": f"{key.capitalize()}",
                "value": found["value"],
                "is_missing": relation.missing == key and relation.depth is not None,
                "evidence": found["corrected"] or _resting_on(part, key, facts, name),
            }
        )
    return rows


def _resting_on(part: Part | None, key: str, facts: Facts, name: str) -> str:
    if part is None or not part.measured:
        return "Not measured yet"
    if part.rated is not None:
        said = f"{name} says: “{BY_PART[key].words[round(part.rated) - 1]}”"
        return said if facts.their_answers else f"From a rating: {part.rated:.0f} of 5"
    if key == KNOW:
        return "From what they had to do with you"
    if key == LIKE:
        began = facts.begun_by_them + facts.begun_by_me
        return f"{name} began {facts.begun_by_them} of {began} where we know who did"
    if key == COMMITTED:
        return f"{name} gave {facts.received} of {facts.given + facts.received} gives between you"
    if key == TRUST and (facts.promises.kept_by_them or facts.promises.broken_by_them):
        kept, all_told = facts.promises.kept_by_them, facts.promises.kept_by_them + facts.promises.broken_by_them
        return f"{name} kept {kept} of {all_told} promises that came to an end"
    return {TRUST: "From a rating", EDUCATED: "From what they learned about your work"}[key]


def how_sure(evidence: Evidence) -> str:
    """How much there is to go by."""
    if evidence.touches >= ENOUGH:
        return ""
    return f"It rests on {count(evidence.touches, 'touch', 'touches')} so far: hold it lightly."


def twelve_months(actor: Actor, person: Person, now: datetime) -> dict[str, Any]:
    """Gives of a year by part of life, both ways, with a sentence."""
    found = give_queries.spheres_of(actor, person.pk, now - timedelta(days=365))
    rows = [
        (sphere.capitalize(), found.get((sphere, "given"), 0), found.get((sphere, "received"), 0)) for sphere in SPHERES
    ]
    gave, got = sum(row[1] for row in rows), sum(row[2] for row in rows)
    caption = f"You gave {times(gave)} and received {times(got)}." if gave or got else "Nothing kept in twelve months."
    return {"twelve": rows, "twelve_caption": caption}


def times(number: int) -> str:
    """``once``, ``twice``, ``7 times``."""
    return {0: "nothing", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
