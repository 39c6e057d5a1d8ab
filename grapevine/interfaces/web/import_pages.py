"""The pages of one import, one for each place where it can stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from grapevine.domain.imports import queries
from grapevine.domain.imports.models import Batch, BatchFile, Staged
from grapevine.domain.imports.queries.sources import brought
from grapevine.domain.imports.rules import payload
from grapevine.domain.imports.rules.states import AT_WORK, State, Verdict
from grapevine.domain.network.queries.sorting import left
from grapevine.interfaces.exchange.summary import TOLD, refusal
from grapevine.interfaces.exchange.table.targets import KEYS, TARGETS
from grapevine.interfaces.exchange.uploads import held_up
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest
from grapevine.interfaces.web.import_told import files, made, nothing_read, of_all, walk
from grapevine.interfaces.web.person_story import count
from grapevine.interfaces.web.when import moment_text

SAMPLE, REFUSED_SHOWN, REASONS_SHOWN = 10, 20, 5
AT_WORK_SAYS = {
    State.READING: "Reading your files. You can leave this page; it goes on without you.",
    State.JUDGING: "Comparing with the people you have.",
    State.APPLYING: "Bringing them in. You can leave this page; it goes on without you.",
    State.UNDOING: "Taking it back.",
}


def waiting(batch: Batch) -> QuerySet[Staged]:
    """The look-alikes that nobody has answered yet."""
    return queries.questions(batch).filter(answer__isnull=True)


def progress(request: MemberRequest, batch: Batch) -> HttpResponse:
    """At work."""
    step = 0 if batch.state == State.READING else 3
    return render(request, "import/progress.html", {**frame(batch, step), **progress_context(batch)})


def progress_context(batch: Batch) -> dict[str, Any]:
    """What import/_progress.html needs."""
    at_work = batch.state in AT_WORK
    return {
        "progress": {
            "done": batch.done,
            "total": batch.total if batch.state != State.READING else 0,
            "say": held_up(batch) or AT_WORK_SAYS.get(State(batch.state), ""),
            "finished": not at_work,
            "failed": batch.message if batch.state == State.FAILED else "",
        },
        "poll_link": reverse("import_progress", args=[batch.uid]),
        "next_link": reverse("import", args=[batch.uid]),
    }


def columns(request: MemberRequest, batch: Batch) -> HttpResponse:
    """What do these columns hold?"""
    choices = [(target.key, target.label) for target in TARGETS]
    tables = [
        {
            "name": file.name,
            "columns": [
                {
                    "name": guess["heading"],
                    "samples": ", ".join(guess["samples"]),
                    "field": f"c{file.position}-{number}",
                    "choices": choices,
                    "chosen": guess["target"],
                    "sure": guess["sure"],
                }
                for number, guess in enumerate(file.guesses)
            ],
        }
        for file in queries.files(batch)
        if file.state == "mapping"
    ]
    here = {"tables": tables, "post_to": reverse("import_columns", args=[batch.uid]), "cancel_to": _drop(batch)}
    return render(request, "import/map.html", {**frame(batch, 1), **here})


def columns_said(batch: Batch, sent: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """Position of the file -> {heading: target}, as the form says; what makes no sense is as guessed."""
    said: dict[int, dict[str, str]] = {}
    for file in queries.files(batch):
        if file.state == "mapping":
            chosen = [sent.get(f"c{file.position}-{number}", "") for number in range(len(file.guesses))]
            said[file.position] = {
                guess["heading"]: key if key in KEYS else guess["target"]
                for guess, key in zip(file.guesses, chosen, strict=True)
            }
    return said


def preview(request: MemberRequest, batch: Batch) -> HttpResponse:
    """What would come in."""
    counts = queries.counts(batch)
    open_questions = waiting(batch).count()
    expected = [
        ("New people", made(counts, "person", Verdict.NEW, queries.NAMED)),
        ("Brought up to date", made(counts, "person", Verdict.JOINED, Verdict.UPDATED)),
        ("Already here, the same", made(counts, "person", Verdict.UNCHANGED)),
        ("Touches", made(counts, "touch", Verdict.NEW, Verdict.JOINED)),
        ("Gives", made(counts, "give", Verdict.NEW, Verdict.JOINED)),
        ("Look-alikes that wait", open_questions),
    ]
    found = list(queries.files(batch))
    none_read = nothing_read(found)
    here = {
        "expected": [pair for pair in expected if pair[1] or pair[0] == "New people"],
        "sample": _sample(batch),
        "refused_count": of_all(counts, Verdict.REFUSED),
        "nothing_read": none_read,
        "again_link": reverse("import_start"),
        "post_to": reverse("import_go", args=[batch.uid]),
        "cancel_to": _drop(batch),
        "doubles_link": reverse("import_doubles", args=[batch.uid]) if open_questions else "",
    }
    return render(
        request,
        "import/preview.html",
        {**frame(batch, 3), **walk(3, {} if none_read else _passed(batch, found)), **here},
    )


def _passed(batch: Batch, found: list[BatchFile]) -> dict[int, str]:
    """What is said of the steps at which nothing was to be asked."""
    return {
        1: "" if any(file.guesses for file in found) else "Every column was known.",
        2: "" if queries.questions(batch).exists() else "Nobody looks like somebody else.",
    }


def _sample(batch: Batch) -> list[dict[str, str]]:
    rows = batch.records.filter(kind=payload.PERSON, verdict=Verdict.NEW).order_by("id")
    found = []
    for said in rows.values_list("said", flat=True)[:SAMPLE]:
        reach = [one["value"] for name in ("emails", "phones") for one in (said or {}).get(name, ())]
        role = words.role(said.get("title", ""), said.get("profession", ""), said.get("firm", ""))
        found.append({"name": said.get("name", ""), "role": role, "reach": reach[0] if reach else ""})
    return found


def done(request: MemberRequest, batch: Batch, *, ask: bool = False) -> HttpResponse:
    """What came in, what was left out and why; and the way back."""
    counts = queries.counts(batch)
    by_ledgers = counts.get(payload.PERSON, {}).get(queries.NAMED, 0)
    new = made(counts, "person", Verdict.NEW) + by_ledgers
    updated = made(counts, "person", Verdict.JOINED, Verdict.UPDATED)
    touches = made(counts, "touch", Verdict.NEW, Verdict.JOINED)
    gives = made(counts, "give", Verdict.NEW, Verdict.JOINED)
    refused_count = of_all(counts, Verdict.REFUSED)
    zone = request.actor.time_zone
    stats = [
        ("New people", new, f"{by_ledgers:,} by calendar and mail" if by_ledgers else ""),
        ("Brought up to date", updated, ""),
        ("The same as before", made(counts, "person", Verdict.UNCHANGED), ""),
        ("Touches", touches, ""),
        ("Gives", gives, ""),
    ]
    result = {
        "people": new + updated,
        "stats": [stat for stat in stats if stat[1] or stat[0] == "New people"],
        "refused": [tuple(refusal(*row).values()) for row in queries.refused(batch).values_list(*TOLD)[:REFUSED_SHOWN]],
        "refused_count": refused_count,
        "refused_link": reverse("import_refused", args=[batch.uid]) if refused_count else "",
        "flagged": _left_out(batch),
        "doubtful": waiting(batch).count() if batch.state == State.DONE else 0,
        "undone": moment_text(batch.finished_at, zone) if batch.state == State.UNDONE and batch.finished_at else "",
        "dropped": batch.state == State.DISCARDED,
        "message": batch.message,
    }
    here = {
        "result": result,
        "ask": ask,
        "doubles_link": reverse("import_doubles", args=[batch.uid]),
        "undo_link": reverse("import_undo", args=[batch.uid]) if batch.state == State.DONE else "",
        "sort_link": f"{reverse('sort')}?import={batch.uid}",
        "unsorted": left(request.actor, brought(batch)).people if batch.state == State.DONE else 0,
        "keep_link": reverse("import", args=[batch.uid]),
        "undo_says": _undo_says(new, updated, touches, gives),
    }
    return render(request, "import/done.html", {**frame(batch, 4), **here})


def _left_out(batch: Batch) -> list[str]:
    reasons = list(queries.skipped(batch).items())
    told = [f"{count(number, 'record')} left out: {reason}" for reason, number in reasons[:REASONS_SHOWN]]
    rest = sum(number for _, number in reasons[REASONS_SHOWN:])
    return [*told, f"{count(rest, 'record')} left out for other reasons."] if rest else told


def _undo_says(new: int, updated: int, touches: int, gives: int) -> list[str]:
    ledgers = f"{count(touches, 'touch', 'touches')} and {count(gives, 'give')} leave the ledgers"
    told = [
        f"{count(new, 'person', 'people')} who came in with it leave again" if new else "",
        f"{count(updated, 'person', 'people')} go back to how they were" if updated else "",
        ledgers if touches or gives else "",
        "What you changed or added by hand since stays.",
    ]
    return [line for line in told if line]


def frame(batch: Batch, step: int) -> dict[str, Any]:
    """What every page of the walk needs: its steps, and the files of the import."""
    return {**walk(step), "files": files(queries.files(batch))}


def _drop(batch: Batch) -> str:
    return reverse("import_drop", args=[batch.uid])
