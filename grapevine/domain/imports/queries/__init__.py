"""Reads of imports: one's own batches, their files, records and open questions."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.imports.models import Batch, BatchFile, Staged
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.states import State, Verdict
from grapevine.kit import ids
from grapevine.kit.errors import NotFound


def visible_to(actor: Actor) -> QuerySet[Batch]:
    """The actor's own batches, newest first."""
    require(actor, Permission.IMPORTS_READ)
    return Batch.objects.filter(owner_id=actor.member_id).order_by("-created_at", "-pk")


def batch(actor: Actor, batch_uid: object) -> Batch:
    """One batch. Raises NotFound."""
    uid = ids.parse(batch_uid)
    found = visible_to(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such import.")
    return found


def files(batch: Batch) -> list[BatchFile]:
    """The files of a batch in their order."""
    return list(batch.files.order_by("position"))


#: Stands among the verdicts on people: those who came in because a touch or a give named them.
NAMED = "named"


def counts(batch: Batch) -> dict[str, dict[str, int]]:
    """Records by kind and verdict: {"person": {"new": 3, "named": 1}, ...}; "" = not judged yet.

    Of a batch that was brought in, what was counted then: people can be erased since, and an undone one is emptied.
    """
    return batch.counts or count(batch)


def count(batch: Batch) -> dict[str, dict[str, int]]:
    """As :func:`counts`, from the records as they are now."""
    out: dict[str, Counter[str]] = {}
    rows = batch.records.values_list("kind", "verdict").annotate(count=Count("pk")).order_by()
    for kind, verdict, count in rows:
        out.setdefault(kind, Counter())[verdict] += count
    named = _named(batch)
    if named:
        out.setdefault(payload.PERSON, Counter())[NAMED] = named
    return {kind: dict(counter) for kind, counter in out.items()}


def _named(batch: Batch) -> int:
    ledgers = batch.records.filter(kind__in=(payload.TOUCH, payload.GIVE))
    if batch.state in (State.JUDGING, State.READY):
        return ledgers.filter(verdict=Verdict.NEW).count()
    made = ledgers.filter(applied_at__isnull=False, effects__0__did="created")
    return made.count()


def refused(batch: Batch) -> QuerySet[Staged]:
    """The refused records in the order of the files."""
    return batch.records.filter(verdict=Verdict.REFUSED).order_by("file__position", "line", "id")


def refused_counts(batch: Batch) -> dict[int, int]:
    """How many records of each file (inner id) were refused."""
    rows = batch.records.filter(verdict=Verdict.REFUSED).values_list("file").annotate(count=Count("pk"))
    return dict(rows.order_by())


def first_refused(batch: Batch, each: int) -> QuerySet[Staged]:
    """The refused records, of each file the first ``each``."""
    place = Window(RowNumber(), partition_by="file", order_by=["line", "id"])
    return refused(batch).annotate(place=place).filter(place__lte=each)


def skipped(batch: Batch) -> dict[str, int]:
    """Records that mean nothing here, counted by reason, most first."""
    rows = batch.records.filter(verdict=Verdict.SKIPPED).values_list("reason").annotate(count=Count("pk"))
    return dict(rows.order_by("-count", "reason"))


def questions(batch: Batch) -> QuerySet[Staged]:
    """The doubtful records that still wait for an answer; of many touches with one doubtful party, the first."""
    return _first_of_each(batch.records.all()).order_by("turn", "id")


def open_questions(actor: Actor) -> QuerySet[Staged]:
    """Every question of the actor's batches that still waits."""
    require(actor, Permission.IMPORTS_READ)
    own = Staged.objects.filter(batch__owner_id=actor.member_id, batch__state=State.DONE)
    return _first_of_each(own).order_by("batch_id", "turn", "id")


def asked_alike(staged: Staged) -> QuerySet[Staged]:
    """The other open records of the batch that wait for the same answer, in the order in which they are applied.

    For a person what was said of them by the id of the same files; else touches (or gives) of one doubtful party.
    """
    still = Staged.objects.filter(batch_id=staged.batch_id, verdict=Verdict.DOUBTFUL, applied_at=None)
    if staged.kind == payload.PERSON:
        still = still.filter(answer={"same_as": staged.pk})
    else:
        still = still.filter(kind=staged.kind, reason=staged.reason)
    return still.exclude(pk=staged.pk).order_by("turn", "id")


def _first_of_each(records: QuerySet[Staged]) -> QuerySet[Staged]:
    """Open questions, each once: the reason names the party, so touches of the same reason are one question."""
    still = records.filter(verdict=Verdict.DOUBTFUL, applied_at=None).exclude(answer__has_key="same_as")
    ledgers = still.exclude(kind=payload.PERSON).order_by()
    first = ledgers.values("batch_id", "kind", "reason").annotate(first=Min("pk")).values("first")
    return still.filter(Q(kind=payload.PERSON) | Q(pk__in=first))


def question(actor: Actor, staged_uid: object) -> Staged:
    """One doubtful record with its batch and file. Raises NotFound."""
    require(actor, Permission.IMPORTS_READ)
    uid = ids.parse(staged_uid)
    own = Staged.objects.filter(batch__owner_id=actor.member_id, uid=uid, verdict=Verdict.DOUBTFUL)
    found = own.select_related("batch", "file").first() if uid else None
    if found is None:
        raise NotFound("There is no such question.")
    return found
