"""What became of a batch, in the shape in which every interface tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import queries
from grapevine.domain.imports.models import Batch
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.states import Verdict

from .columns import left_out
from .uploads import held_up


def summary(actor: Actor, batch: Batch, refused_each: int | None = None) -> dict[str, Any]:
    """The batch as plain data. ``people.created`` counts people that calendars and mail brought as well.

    ``left_out`` are the columns of a table that were not read, because nobody said what they hold.
    With ``refused_each`` only so many refusals of each file are told, and ``refused_count`` says how many there are.
    """
    counts = queries.counts(batch)
    people, touches, gives = (counts.get(kind, {}) for kind in (payload.PERSON, payload.TOUCH, payload.GIVE))
    return {
        "id": str(batch.uid),
        "state": batch.state,
        "message": batch.message or held_up(batch),
        "progress": {"done": batch.done, "total": batch.total},
        "files": _files(batch, refused_each),
        "skipped": queries.skipped(batch),
        "people": {
            "created": people.get(Verdict.NEW, 0) + people.get(queries.NAMED, 0),
            "updated": people.get(Verdict.JOINED, 0) + people.get(Verdict.UPDATED, 0),
            "unchanged": people.get(Verdict.UNCHANGED, 0),
            "doubtful": sum(counts.get(kind, {}).get(Verdict.DOUBTFUL, 0) for kind in payload.TURN),
        },
        "touches": _made(touches),
        "gives": _made(gives),
    }


def _files(batch: Batch, refused_each: int | None) -> list[dict[str, Any]]:
    counts = queries.refused_counts(batch)
    found = queries.refused(batch) if refused_each is None else queries.first_refused(batch, refused_each)
    refused: dict[int, list[dict[str, str]]] = {}
    for file_id, *told in found.values_list("file", *TOLD).iterator() if counts else ():
        refused.setdefault(file_id, []).append(refusal(*told))
    out = []
    for file in queries.files(batch):
        known = [{"where": file.name, "reason": file.reason}] if file.reason else refused.get(file.pk, [])
        row = {"name": file.name, "kind": file.kind, "state": file.state, "records": file.items, "refused": known,
               "left_out": left_out(file)}  # fmt: skip
        if refused_each is not None:
            row["refused_count"] = 1 if file.reason else counts.get(file.pk, 0)
        out.append(row)
    return out


#: What is read of a refused record for :func:`refusal`.
TOLD = ("file__name", "line", "reason")


def refusal(name: str, line: int, reason: str) -> dict[str, str]:
    """A refused record as every interface tells it."""
    return {"where": f"{name}:{line}", "reason": reason}


class Refusals(Sequence[dict[str, str]]):
    """Everything of a batch that was refused, whole files too, in the order of the files; read by the slice."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.files, counts = batch, queries.files(batch), queries.refused_counts(batch)
        #: How many refusals each file has; a file that was refused whole counts once.
        self.counts = {file.pk: 1 if file.reason else counts.get(file.pk, 0) for file in self.files}

    def __len__(self) -> int:
        return sum(self.counts.values())

    def __getitem__(self, wanted: Any) -> Any:
        start, end, _ = wanted.indices(len(self))
        records = queries.refused(self.batch).filter(file__reason="").values_list(*TOLD)
        places = self._places(start, end)
        numbers = [place for place in places if isinstance(place, int)]
        rows = iter(records[numbers[0] : numbers[-1] + 1]) if numbers else iter(())
        return [refusal(*next(rows)) if isinstance(place, int) else place for place in places]

    def _places(self, start: int, end: int) -> list[int | dict[str, str]]:
        """What stands there: the refusal of a whole file, or the number of a record among all refused records."""
        at = records = 0
        found: list[int | dict[str, str]] = []
        for file in self.files:
            inside = range(max(start - at, 0), min(end - at, self.counts[file.pk]))
            whole = {"where": file.name, "reason": file.reason}
            found += [whole if file.reason else records + number for number in inside]
            at += self.counts[file.pk]
            records += 0 if file.reason else self.counts[file.pk]
        return found


def _made(counts: dict[str, int]) -> dict[str, int]:
    return {
        "created": counts.get(Verdict.NEW, 0) + counts.get(Verdict.JOINED, 0),
        "updated": counts.get(Verdict.UPDATED, 0),
        "unchanged": counts.get(Verdict.UNCHANGED, 0),
    }
