"""Reads of who may be in the book twice."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.people.models import Apart, Detail, Person
from grapevine.domain.people.rules import alike, details, faces
from grapevine.domain.people.rules.faces import SHARED_PHONES


@dataclass(frozen=True, slots=True)
class Double:
    """Two people (inner ids) who may be one: how sure (0..100), and why in plain words."""

    one: int
    other: int
    score: int
    reasons: tuple[str, ...]


def suggest_doubles(actor: Actor, *, archived: bool = False) -> list[Double]:
    """Pairs of the actor's people who may be one, the surest first; pairs told apart before are not asked again.

    Works on plain values: 100,000 people take seconds, not minutes. Those put aside count only with ``archived``.
    """
    require(actor, Permission.BOOK_READ)
    known = _faces(actor, archived)
    crowd = alike.Crowd(known.values())
    apart = set(Apart.objects.filter(owner_id=actor.member_id).values_list("one_id", "other_id"))
    found = []
    for one, other in faces.meetings(known):
        judged = alike.compare(known[one], known[other], crowd)
        if judged.score >= alike.ASK and (one, other) not in apart:
            found.append(Double(one, other, judged.score, judged.reasons))
    return sorted(found, key=lambda double: (-double.score, double.one, double.other))


def _faces(actor: Actor, archived: bool) -> dict[int, faces.Face]:
    reach: dict[int, list[tuple[str, str]]] = {}
    shared = Q(kind__in=(details.EMAIL, details.PHONE, details.LINK))
    rows = Detail.objects.filter(shared, owner_id=actor.member_id).exclude(key="")
    for person_id, kind, label, key in rows.values_list("person_id", "kind", "label", "key").iterator(5000):
        if kind != details.PHONE or label not in SHARED_PHONES:
            reach.setdefault(person_id, []).append((kind, key))
    people = Person.objects.filter(owner_id=actor.member_id)
    people = people if archived else people.filter(archived_at=None)
    found = {}
    for pk, name, given, family, nickname, suffix, firm in people.values_list(
        "pk", "name", "given", "family", "nickname", "suffix", "firm"
    ).iterator(5000):
        found[pk] = faces.face_of(
            pk, name, given=given, family=family, nickname=nickname, suffix=suffix, firm=firm, reach=reach.get(pk, ())
        )
    return found
