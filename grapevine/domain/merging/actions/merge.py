"""Two people made one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.merging.actions import answered, held, imported, ledgers, taught
from grapevine.domain.merging.models import Merge
from grapevine.domain.partnerships.actions.reckoning import reckon
from grapevine.domain.partnerships.queries.agreements import open_with
from grapevine.domain.people import queries as people
from grapevine.domain.people.actions import change_people, rows
from grapevine.domain.people.actions.book import erase_people
from grapevine.domain.people.models import Apart, Person
from grapevine.domain.people.rules.card import FIELDS, LISTS, Card
from grapevine.domain.people.rules.details import as_json
from grapevine.domain.people.rules.joining import joined
from grapevine.kit.errors import Refused


@transaction.atomic
def merge_people(
    *, actor: Actor, now: datetime, keep_uid: object, other_uid: object, choices: Mapping[str, str] | None = None
) -> Merge:
    """Make one person of two: the card field by field (see ``joining.joined``), and everything between you.

    The other is gone afterwards, and comes back whole with :func:`unmerge`. Raises NotFound, Refused.
    """
    people.lock_book(actor)
    keep, other = people.person_for_writing(actor, keep_uid), people.person_for_writing(actor, other_uid)
    if keep == other:
        raise Refused("These are the same entry: name two people.", "other")
    if keep.linked_member_id and other.linked_member_id:
        raise Refused("Both are linked with another member. End one of the two links first.", "other")
    if open_with(actor, [keep.pk, other.pk]) > 1:
        raise Refused("There is an open agreement with each of them. End one of the two first.", "other")
    cards = people.cards_of([keep, other])
    card = joined(cards[keep.pk], cards[other.pk], choices)
    merge = Merge(
        owner_id=actor.member_id, person=keep, kept_uid=keep.uid, other_uid=other.uid, other_name=other.name,
        merged_at=now, before=_before(actor, keep, other, cards),
    )  # fmt: skip
    merge.before["answered"] = answered.let_go_doubles(keep, other)
    merge.before["moved"] = held.move(other.pk, keep.pk)
    merge.before["questions"] = imported.rename(actor, other.pk, keep.pk)
    merge.before["apart"] = _hand_over_apart(keep, other)
    _write(actor, now, keep, other, card, cards[keep.pk])
    erase_people(actor=actor, people=[other])
    ledgers.recount(actor, [keep.pk])
    taught.join(actor, keep, merge.before["taught"])
    reckon(actor=actor, now=now, person_ids=[keep.pk])
    keep.refresh_from_db()
    merge.after = {"card": as_json(people.card_of(keep)), "row": held.as_row(keep)}
    merge.save()
    audit_log.record(Verb.PEOPLE_MERGED, now=now, member_id=actor.member_id, thing_id=keep.uid, other=str(other.uid))
    return merge


def _before(actor: Actor, keep: Person, other: Person, cards: Mapping[int, Card]) -> dict[str, Any]:
    return {
        "rows": {"keep": held.as_row(keep), "other": held.as_row(other)},
        "cards": {"keep": as_json(cards[keep.pk]), "other": as_json(cards[other.pk])},
        "taught": taught.settings_of([keep, other]),
        "peaks": [[pk, peak] for pk, peak in ledgers.peaks_of([keep.pk, other.pk]).items()],
    }


def _write(actor: Actor, now: datetime, keep: Person, other: Person, card: Card, was: Card) -> None:
    """The merged card onto the one who is kept; what it changed is the hand's, so that no import turns it round."""
    changed = {name for name in (*FIELDS, *LISTS) if getattr(card, name) != getattr(was, name)}
    keep.hand_edited = sorted({*keep.hand_edited, *other.hand_edited, *changed})
    keep.linked_member_id = keep.linked_member_id or other.linked_member_id
    if other.profession_said and not keep.profession_said:
        for name in rows.WORK:
            setattr(keep, name, getattr(other, name))
    wakes = keep.archived_at is not None and other.archived_at is None
    keep.save(update_fields=["linked_member"])
    change_people(actor=actor, now=now, changes=[(keep, card)])
    if wakes:
        keep.archived_at = None
        keep.save(update_fields=["archived_at"])
        rows.count(actor.member_id, people=1, archived=-1)


def _hand_over_apart(keep: Person, other: Person) -> dict[str, list[Any]]:
    """Whoever is not the other is not the one kept, either. Returns what was said, and what is new."""
    said = list(Apart.objects.filter(one=other) | Apart.objects.filter(other=other))
    new = []
    for apart in said:
        third = apart.other_id if apart.one_id == other.pk else apart.one_id
        if third == keep.pk:
            continue
        one, two = sorted((third, keep.pk))
        row, is_new = Apart.objects.get_or_create(
            one_id=one, other_id=two, defaults={"owner_id": keep.owner_id, "said_at": apart.said_at}
        )
        if is_new:
            new.append(row.pk)
    return {"said": [held.as_row(apart) for apart in said], "new": new}
