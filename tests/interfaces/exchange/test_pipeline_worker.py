"""The worker's job: one step after the other; a step that cannot succeed ends the batch and says so."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports import actions, queries
from grapevine.domain.people.models import Person
from grapevine.interfaces.exchange import imports
from tests.interfaces.exchange.bringing import begin, vcard

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


def test_the_job_of_a_member_who_is_gone_does_nothing(actor: Actor) -> None:
    batch = begin(actor, CARD)
    imports.continue_import(actor.member_id + 1, str(batch.uid))
    assert queries.batch(actor, batch.uid).state == "reading"
