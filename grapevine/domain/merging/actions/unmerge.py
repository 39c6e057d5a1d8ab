"""One person made two again, as they were; what came after the merge stays with the one who was kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.imports.rules.merge import revert
from grapevine.domain.merging.actions import answered, held, imported, ledgers, taught
from grapevine.domain.merging.models import Merge
from grapevine.domain.merging.queries import merge as merge_of
from grapevine.domain.merging.queries import of_person
from grapevine.domain.partnerships.actions.reckoning import reckon
from grapevine.domain.people import queries as people
from grapevine.domain.people.actions import rows
from grapevine.domain.people.models import Apart, Detail, Person
from grapevine.domain.people.rules.card import FIELDS, LISTS, Card
from grapevine.domain.people.rules.details import from_json
from grapevine.kit.errors import Refused


@transaction.atomic
def unmerge(*, actor: Actor, now: datetime, merge_uid: object) -> tuple[Person, Person]:
    """Take a merge back: (who was kept, who is back). The newest merge of a person goes first.

    Raises NotFound, Refused when a newer merge stands on this one.
    """
    require(actor, Permission.BOOK_WRITE)
    people.lock_book(actor)
    merge = merge_of(actor, merge_uid)
    newest = of_person(actor, merge.person_id).first()
    if merge.person.uid != merge.kept_uid or (newest and newest.pk != merge.pk):
        later = newest.other_name if newest else merge.person.name
        raise Refused(f"Undo the newer merge first: the one with {later}.")
    keep = people.person_for_writing(actor, merge.person.uid)
    before = merge.before
    other = _back(actor, before)
    held.move_back(before["moved"], keep.pk, other.pk)
    answered.bring_back(before.get("answered", ()))
    rows.index([(other, people.card_of(other))])
    _part_cards(actor, now, merge, keep)
    imported.rename_back(actor, before["questions"])
    _apart_back(before["apart"])
    ledgers.recount(actor, [keep.pk, other.pk], peaks={pk: peak for pk, peak in before["peaks"]})
    taught.part(actor, [keep, other], before.get("taught", []))
    reckon(actor=actor, now=now, person_ids=[keep.pk, other.pk])
    merge_uid = merge.uid
    merge.delete()
    audit_log.record(Verb.PEOPLE_UNMERGED, now=now, member_id=actor.member_id, thing_id=keep.uid, merge=str(merge_uid))
    return keep, other


def _back(actor: Actor, before: dict[str, Any]) -> Person:
    """The person who was merged away, under the same numbers as before."""
    other = held.from_row(Person, before["rows"]["other"])
    assert isinstance(other, Person)
    other.save(force_insert=True)
    rows.write_details([(other, from_json(before["cards"]["other"]))])
    archived = other.archived_at is not None
    rows.count(actor.member_id, people=int(not archived), archived=int(archived))
    return other


def _part_cards(actor: Actor, now: datetime, merge: Merge, keep: Person) -> None:
    """Fields that still hold what the merge wrote are as before it; with nothing changed since, the whole row is."""
    was, left = merge.before["rows"]["keep"], merge.after["row"]
    before, after = (from_json(said) for said in (merge.before["cards"]["keep"], merge.after["card"]))
    current = people.card_of(keep)
    living = keep.archived_at is None
    untouched = keep.revision == left["revision"]
    card = before if untouched else revert(current, before, after)
    old = held.from_row(Person, was)
    assert isinstance(old, Person)
    if untouched:
        for name in held.kept_columns():
            setattr(keep, name, getattr(old, name))
    else:
        keep.hand_edited = _hand(keep, was, left, current, after)
        rows.touch(keep, now)
        if keep.linked_member_id == left["linked_member_id"]:
            keep.linked_member_id = old.linked_member_id
        if all(getattr(keep, name) == left.get(name) for name in rows.WORK):
            for name in rows.WORK:
                setattr(keep, name, getattr(old, name))
        if living and left["archived_at"] is None:
            keep.archived_at = old.archived_at
    rows.fill(keep, card)
    keep.save()
    Detail.objects.filter(person=keep).delete()
    rows.write_details([(keep, card)])
    rows.index([(keep, card)])
    step = int(keep.archived_at is None) - int(living)
    rows.count(actor.member_id, people=step, archived=-step)


def _hand(keep: Person, was: dict[str, Any], left: dict[str, Any], current: Card, after: Card) -> list[str]:
    """What the hand had written before the merge, and what it wrote since."""
    since = {name for name in (*FIELDS, *LISTS) if getattr(current, name) != getattr(after, name)}
    new = set(keep.hand_edited) - set(left["hand_edited"])
    return sorted({*was["hand_edited"], *new, *(since & set(keep.hand_edited))})


def _apart_back(apart: dict[str, list[Any]]) -> None:
    Apart.objects.filter(pk__in=apart["new"]).delete()
    found = [held.from_row(Apart, row) for row in apart["said"]]
    ids = {pk for row in apart["said"] for pk in (row["one_id"], row["other_id"])}
    there = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True))
    Apart.objects.bulk_create(
        [row for row in found if {row.one_id, row.other_id} <= there], ignore_conflicts=True
    )
