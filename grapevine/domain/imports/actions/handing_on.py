"""When an import is taken back before later ones: these then go back to what was before it, not to what it had said."""

from __future__ import annotations

from collections.abc import Sequence

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import Staged
from grapevine.domain.imports.rules.merge import revert
from grapevine.domain.people.rules.details import as_json, from_json


def hand_on_cards(actor: Actor, chunk: Sequence[Staged]) -> None:
    """What these records changed is out of what later imports found before them. ``chunk``: last things first."""
    effects = [(staged, effect) for staged in chunk for effect in reversed(staged.effects)]
    changes = [(staged, effect) for staged, effect in effects if effect["did"] == "changed"]
    people = {effect["person"] for _, effect in changes}
    applied = Staged.objects.filter(batch__owner_id=actor.member_id, person__in=people, applied_at__isnull=False)
    later: dict[int, list[Staged]] = {}
    for row in applied.exclude(batch__in={staged.batch_id for staged in chunk}).order_by("pk") if people else ():
        later.setdefault(row.person_id, []).append(row)
    touched: dict[int, Staged] = {}
    for staged, effect in changes:
        for row in later.get(effect["person"], ()):
            if _order(row) > _order(staged):
                touched |= {row.pk: row} if _without(effect, row) else {}
    Staged.objects.bulk_update(touched.values(), ["effects"], batch_size=100)


def _order(staged: Staged) -> tuple[object, int]:
    return staged.applied_at, staged.pk


def _without(gone: dict, row: Staged) -> bool:
    """Take a change out of what this record found; whether that changed anything."""
    changed = False
    for effect in row.effects:
        if effect["did"] == "changed" and effect["person"] == gone["person"]:
            found = from_json(effect["before"])
            without = revert(found, from_json(gone["before"]), from_json(gone["after"]))
            changed, effect["before"] = changed or without != found, as_json(without)
    return changed


def hand_on_origin(actor: Actor, effect: dict) -> None:
    """The source has spoken again in a later import: that one goes back to what was before this one."""
    rows = Staged.objects.filter(
        batch__owner_id=actor.member_id, file__kind=effect["source"], origin_key=effect["key"], applied_at__isnull=False
    )
    for later in rows:
        for other in later.effects:
            if other["did"] == "origin" and (other["before"] or {}).get("digest") == effect["after"]:
                other["before"] = effect["before"]
                later.save(update_fields=["effects"])
