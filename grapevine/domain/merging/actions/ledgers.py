"""The relationship of a person counted anew from the ledgers, once rows have moved to them or away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Count, Max, Q

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import forget, replace_sums
from grapevine.domain.depth.actions.links import hold, relabel
from grapevine.domain.depth.models import Rating, Relationship
from grapevine.domain.depth.queries import standing_answers, standing_ratings, words_of
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.models import Give
from grapevine.domain.network.actions.links import refold_ends
from grapevine.domain.network.queries.relationship import refolded
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.models import Touch


def recount(actor: Actor, people: Iterable[int], peaks: Mapping[int, float] | None = None) -> None:
    """Fold these people's ledgers (inner ids) anew. ``peaks``: the least that the highest depth ever was.

    Who is linked speaks to the other member's relationship as well: that is folded anew with them.
    """
    wanted = sorted(set(people))
    pairs = hold(wanted)
    left = [pk for pk in wanted if pk in pairs or _in_ledgers(pk)]
    forget(actor=actor, person_ids=set(wanted) - set(left))
    for pk in left:
        row, _ = Relationship.objects.get_or_create(person_id=pk, defaults={"owner_id": actor.member_id})
        for name, value in _counts(pk).items():
            setattr(row, name, value)
        row.save()
    tempo = TEMPOS[actor.tempo]
    least = peaks or {}
    found = [
        (pk, sums, max(peak, least.get(pk, 0.0)), extra) for pk, sums, peak, extra in refolded(actor, left, tempo)
    ]
    replace_sums(actor=actor, tempo=tempo, found=found)
    relabel(wanted)
    refold_ends(pairs[pk] for pk in wanted if pk in pairs)


def peaks_of(people: Iterable[int]) -> dict[int, float]:
    """The highest depth that these people (inner ids) ever had."""
    return dict(Relationship.objects.filter(person__in=list(people)).values_list("person_id", "peak"))


def _in_ledgers(person_id: int) -> bool:
    return any(model.objects.filter(person=person_id).exists() for model in (Touch, Give, Rating))


def _counts(person_id: int) -> dict[str, object]:
    touches = Touch.objects.filter(person=person_id).aggregate(
        touches=Count("pk"),
        begun_by_me=Count("pk", filter=Q(began_by=touch_rules.ME)),
        begun_by_them=Count("pk", filter=Q(began_by=touch_rules.THEM)),
        last_touch_at=Max("at"),
    )
    gives = Give.objects.filter(person=person_id).aggregate(
        given=Count("pk", filter=Q(direction=give_rules.GIVEN)),
        received=Count("pk", filter=Q(direction=give_rules.RECEIVED)),
    )
    ratings = standing_ratings(person_id)
    said: dict[str, object] = {
        column: ratings[side].value if side in ratings else None
        for side, column in (("mine", "my_rating"), ("theirs", "their_rating"))
    }
    for side, column in (("mine", "my_answers"), ("theirs", "their_answers")):
        said[column] = standing_answers(person_id, side)
    words = {"my_corrected": "", "their_corrected": "", **words_of([person_id]).get(person_id, {})}
    return {**touches, **gives, **said, **words}
