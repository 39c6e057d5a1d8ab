"""A POST with an idempotency key is done once, however often it is sent."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from grapevine.domain.accounts.models import IdempotencyKey, Member
from grapevine.domain.imports.models import Batch
from grapevine.domain.people.models import Person
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.api.routers import people as people_router
from grapevine.kit import clock
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.api.conftest import a_token_with, secret_of

TOM = {"name": "Tom Halloran"}
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ellen Fisk\r\nEMAIL:ellen@example.com\r\nEND:VCARD\r\n"


def age(key: str, **ago: float) -> None:
    """Make a key older."""
    IdempotencyKey.objects.filter(key=key).update(created_at=clock.now() - timedelta(**ago))


def test_the_same_request_twice_is_done_once_and_answered_twice_the_same(api: Caller) -> None:
    first = api.post("/people", TOM, idempotency_key="k1")
    second = api.post("/people", TOM, idempotency_key="k1")

    assert Person.objects.count() == 1
    assert (second.status_code, second.content) == (201, first.content)
    for name in ("Location", "ETag", "Content-Type"):
        assert second.headers[name] == first.headers[name]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers


def test_without_a_key_it_is_done_twice(api: Caller) -> None:
    api.post("/people", TOM)
    api.post("/people", TOM)
    assert Person.objects.count() == 2


def test_the_same_key_with_another_body_or_address_is_refused(api: Caller, dana: Person) -> None:
    api.post("/people", TOM, idempotency_key="k1")

    problem(api.post("/people", {"name": "Ellen Fisk"}, idempotency_key="k1"), 422, "key-reused")
    problem(api.post(f"/people/{dana.uid}/archive", TOM, idempotency_key="k1"), 422, "key-reused")

    assert Person.objects.filter(archived_at=None).count() == 2


def test_keys_of_two_members_have_nothing_to_do_with_each_other(api: Caller, stranger: Caller) -> None:
    one = api.post("/people", TOM, idempotency_key="k1").json()
    other = stranger.post("/people", TOM, idempotency_key="k1").json()
    assert one["id"] != other["id"]


def test_a_request_that_is_still_being_worked_on_is_not_begun_again(api: Caller) -> None:
    api.post("/people", TOM, idempotency_key="k1")
    IdempotencyKey.objects.update(status=None)

    refused = api.post("/people", TOM, idempotency_key="k1")

    problem(refused, 409, "in-progress")
    assert refused.headers["Retry-After"] == "1"
    assert Person.objects.count() == 1


def test_the_key_of_a_request_that_died_can_be_taken_again(api: Caller) -> None:
    api.post("/people", TOM, idempotency_key="k1")
    Person.objects.all().delete()
    IdempotencyKey.objects.update(status=None)
    age("k1", minutes=11)

    assert api.post("/people", TOM, idempotency_key="k1").status_code == 201
    assert Person.objects.count() == 1


def test_after_a_day_a_key_is_forgotten(api: Caller) -> None:
    api.post("/people", TOM, idempotency_key="k1")
    age("k1", hours=25)

    api.post("/people", {"name": "Ellen Fisk"}, idempotency_key="k2")
    assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["k2"]

    api.post("/people", TOM, idempotency_key="k1")
    assert Person.objects.count() == 3


def test_what_was_refused_is_not_remembered_and_may_be_mended(api: Caller) -> None:
    problem(api.post("/people", {"segment": "enemies", **TOM}, idempotency_key="k1"), 422, "invalid")
    assert not IdempotencyKey.objects.exists()
    assert api.post("/people", TOM, idempotency_key="k1").status_code == 201


def test_what_broke_halfway_leaves_nothing_and_may_be_sent_again(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("after the person was written")

    with monkeypatch.context() as patch:
        patch.setattr(people_router, "shown", broken)
        problem(api.post("/people", TOM, idempotency_key="k1"), 500, "server-error")
    assert not Person.objects.exists()
    assert not IdempotencyKey.objects.exists()

    assert api.post("/people", TOM, idempotency_key="k1").status_code == 201


def test_a_token_with_other_scopes_reads_no_stored_answer(leah: Member) -> None:
    Caller(secret_of(leah)).post("/people", TOM, idempotency_key="k1")
    problem(a_token_with(leah, "people:read").post("/people", TOM, idempotency_key="k1"), 422, "key-reused")


def test_without_a_token_a_key_helps_nobody(api: Caller) -> None:
    api.post("/people", TOM, idempotency_key="k1")
    problem(Caller("").post("/people", TOM, idempotency_key="k1"), 401, "unauthorized")


def test_a_key_is_not_endless(api: Caller) -> None:
    problem(api.post("/people", TOM, idempotency_key="k" * 201), 422, "invalid")
    assert api.post("/people", TOM, idempotency_key="k" * 200).status_code == 201


def test_every_kind_of_post_minds_the_key(api: Caller, dana: Person) -> None:
    for _ in range(2):
        api.post("/touches", {"person": str(dana.uid), "kind": "meal"}, idempotency_key="touch")
        api.upload([("people.vcf", CARD)], idempotency_key="files")
    assert (Touch.objects.count(), Batch.objects.count()) == (1, 1)


def test_a_file_with_other_content_is_another_request(api: Caller) -> None:
    api.upload([("people.vcf", CARD)], idempotency_key="files")
    problem(api.upload([("people.vcf", CARD.replace(b"Ellen", b"Helen"))], idempotency_key="files"), 422, "key-reused")


def test_a_key_on_a_put_means_nothing(api: Caller, dana: Person) -> None:
    for name in ("Dana W.", "Dana Whitcomb"):
        assert api.put(f"/people/{dana.uid}", {"name": name}, idempotency_key="k1").json()["name"] == name
    assert json.dumps(list(IdempotencyKey.objects.all())) == "[]"
