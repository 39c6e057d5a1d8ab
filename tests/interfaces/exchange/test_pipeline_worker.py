"""The worker's job: one step after the other; a step that cannot succeed ends the batch and says so."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import OperationalError
from django_q.models import OrmQ

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import actions, queries
from grapevine.domain.imports.models import Batch
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange import imports, reading, uploads
from grapevine.interfaces.exchange.resuming import resume
from grapevine.interfaces.exchange.summary import summary
from grapevine.kit.jobs import waiting
from tests.interfaces.exchange.bringing import begin, bring, look, vcard
from tests.interfaces.exchange.test_pipeline import MAIL

#: By its name: the package shows the function of the same name instead.
judge = import_module("grapevine.domain.imports.actions.judge")
CARD = ("dana.vcf", vcard("Dana Whitcomb", "EMAIL:dana@whitcomb.example"))


def job(actor: Actor, batch: object, times: int = 1) -> object:
    """What the queue does."""
    for _ in range(times):
        imports.continue_import(actor.member_id, str(batch.uid))
    return queries.batch(actor, batch.uid)


def test_the_worker_brings_a_batch_in_step_by_step(actor: Actor) -> None:
    batch = job(actor, begin(actor, CARD), times=5)
    assert batch.state == "done"
    assert Person.objects.get().name == "Dana Whitcomb"


def test_a_step_that_cannot_succeed_ends_the_batch_with_a_reason(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = begin(actor, CARD)
    monkeypatch.setattr(imports, "read_batch", lambda *args: 1 / 0)
    ended = job(actor, batch)
    assert ended.state == "failed"
    assert "ZeroDivisionError" in ended.message
    assert Person.objects.count() == 0


def test_what_came_in_before_a_step_failed_can_be_undone(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = job(actor, begin(actor, CARD), times=2)
    assert Person.objects.count() == 1
    monkeypatch.setattr(actions, "apply_some", lambda **values: 1 / 0)
    assert job(actor, batch).state == "done"
    imports.undo(actor=actor, now=batch.created_at, batch_uid=batch.uid, queue=False)
    assert imports.finish(actor, batch.uid).state == "undone"
    assert Person.objects.count() == 0


def test_a_busy_database_is_tried_again_later(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = begin(actor, CARD)

    def busy(*args: object) -> bool:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched, pytest.raises(OperationalError):
        patched.setattr(imports, "read_batch", busy)
        job(actor, batch)
    assert job(actor, batch, times=5).state == "done"


def test_an_import_that_the_queue_forgot_goes_on_once(actor: Actor) -> None:
    batch = begin(actor, CARD)
    soon, late = batch.created_at + timedelta(minutes=59), batch.created_at + timedelta(minutes=61)
    for now, jobs in ((soon, 0), (late, 1), (late, 1)):  # somebody may be at work on it; then it is queued, once
        resume(now)
        assert len(waiting(imports.JOB)) == jobs
    assert waiting(imports.JOB) == {(actor.member_id, str(batch.uid))}
    assert job(actor, batch, times=5).state == "done"
    OrmQ.objects.all().delete()
    resume(late)
    assert not waiting(imports.JOB)


def test_an_import_on_a_full_disk_says_what_it_waits_for(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = begin(actor, CARD)
    assert summary(actor, batch)["message"] == ""
    monkeypatch.setattr(uploads, "ROOM", 1 << 62)
    assert "goes on by itself" in summary(actor, batch)["message"]
    assert summary(actor, job(actor, batch, times=5))["message"] == ""


def test_the_job_of_a_member_who_is_gone_does_nothing(actor: Actor) -> None:
    batch = begin(actor, CARD)
    imports.continue_import(actor.member_id + 1, str(batch.uid))
    assert queries.batch(actor, batch.uid).state == "reading"


AGAIN = "".join(vcard(f"Person {n}", f"EMAIL:p{n}@example.org", f"TEL:+1 415 555 01{n:02d}") for n in range(12))
FIRST = "".join(vcard(f"Person {n}", f"UID:u{n}", f"EMAIL:p{n}@example.org") for n in range(12))


def verdicts(batch: Batch) -> list[tuple[str, str, str, bool]]:
    """What is said of each record before anything is written."""
    rows = batch.records.order_by("pk").values_list("kind", "verdict", "reason", "person")
    return [(kind, verdict, reason, person is None) for kind, verdict, reason, person in rows]


def test_judging_in_slices_says_what_judging_at_once_says(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """People who come twice in one batch, in files of two kinds, some of whom are in the book already."""
    bring(actor, ("book.vcf", "".join(vcard(f"Person {n}", f"EMAIL:p{n}@example.org") for n in range(3))))
    files = (("first.vcf", FIRST), ("mail.mbox", MAIL), ("again.vcf", AGAIN))
    at_once = look(actor, *files)
    monkeypatch.setattr(judge, "CHUNK", 5)
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    jobs: list[tuple[object, ...]] = []
    monkeypatch.setattr(imports, "enqueue", lambda *job: jobs.append(job))
    in_slices, seen = begin(actor, *files, direct=False), []
    while (batch := job(actor, in_slices)).state != "ready":
        seen.append((batch.state, batch.done))
    assert verdicts(batch) == verdicts(at_once)
    judged = [done for state, done in seen if state == "judging"]
    assert len(judged) > 5 and judged == sorted(judged) and len(jobs) == len(seen)


def test_what_was_judged_is_not_judged_again(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "CHUNK", 5)
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    judged: list[int] = []
    real = judge._judge
    monkeypatch.setattr(judge, "_judge", lambda desk, each, card: judged.append(each.pk) or real(desk, each, card))
    batch = begin(actor, ("first.vcf", FIRST), direct=False)
    while batch.state != "ready":
        batch = job(actor, batch)
    assert len(judged) == len(set(judged)) == 12
