"""A member's whole book as plain data without numbers of the database, so that two states of it can be compared."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.models import Correction, QuestionLink, Rating, Relationship
from grapevine.domain.gives.models import Give
from grapevine.domain.people.models import SEARCH, Book, Knowledge, Origin, Person
from grapevine.domain.people.queries import cards_of
from grapevine.domain.people.rules.details import as_json
from grapevine.domain.touches.models import Touch

_SUMS = ("mine_fast", "mine_slow", "theirs_fast", "theirs_slow", "rank_key", "peak")


def dump(actor: Actor) -> dict[str, Any]:
    """People, ledgers, depth, search texts, origins and counters; sums are compared to a billionth."""
    own = {"owner_id": actor.member_id}
    people = list(Person.objects.filter(**own).order_by("pk"))
    names = {person.pk: f"{person.name} #{place}" for place, person in enumerate(people)}
    cards = cards_of(people)
    book = Book.objects.filter(**own).first()
    return {
        "people": {
            names[p.pk]: {
                **as_json(cards[p.pk]), "uid": "", "hand": p.hand_edited, "sort": p.sort_name, "later": p.later_at
            }
            for p in people
        },
        "found": _documents(names),
        "touches": sorted(
            (names[t.person_id], t.at, t.kind, t.began_by, t.about, t.note, t.minutes or -1, t.source_key or "",
             t.mine, t.theirs)
            for t in Touch.objects.filter(**own)
        ),
        "gives": sorted(
            (names[g.person_id], g.at, g.kind, g.direction, g.sphere, g.note, g.minutes or -1, g.source_key or "")
            for g in Give.objects.filter(**own)
        ),
        "ratings": sorted(
            (names[r.person_id], r.at, r.side, r.value, r.answers) for r in Rating.objects.filter(**own)
        ),
        "corrections": sorted(
            (names[c.person_id], c.at, c.side, c.part, c.value, c.reason) for c in Correction.objects.filter(**own)
        ),
        "declined": sorted(names[q.person_id] for q in QuestionLink.objects.filter(**own, declined_at__isnull=False)),
        "knowledge": sorted(
            (names[k.person_id], k.at, k.about, k.heading, k.text, k.source, k.heard_from, k.source_key or "")
            for k in Knowledge.objects.filter(**own)
        ),
        "depth": {
            names[r.person_id]: {
                "said": (r.my_answers, r.their_answers, r.my_corrected, r.their_corrected),
                "touches": r.touches, "last": r.last_touch_at, "reach": r.reach,
                "sums": [_about(getattr(r, name)) for name in _SUMS],
            }
            for r in Relationship.objects.filter(**own)
        },
        "origins": sorted((o.source, o.key, o.digest, names[o.person_id]) for o in Origin.objects.filter(**own)),
        "book": (book.people, book.archived) if book else (0, 0),
    }  # fmt: skip


def recount(actor: Actor) -> tuple[int, int]:
    """What the book's counters should say."""
    own = Person.objects.filter(owner_id=actor.member_id)
    return own.filter(archived_at=None).count(), own.exclude(archived_at=None).count()


def _about(value: float | None) -> object:
    return None if value is None else pytest.approx(value, abs=1e-9, rel=1e-9)


def _documents(names: dict[int, str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, document FROM {SEARCH.table}")
        return {names[pk]: str(document) for pk, document in cursor.fetchall() if pk in names}
