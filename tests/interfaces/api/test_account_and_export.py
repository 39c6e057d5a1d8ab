"""Whose token it is, and the whole book to take away."""

from __future__ import annotations

import json

import pytest

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from tests.interfaces.api.caller import Caller, problem
from tests.interfaces.api.conftest import a_token_with


def test_me_is_the_member_behind_the_token_with_its_scopes(leah: Member) -> None:
    told = a_token_with(leah, "account:read", "people:read").get("/me").json()

    assert told == {
        "id": str(leah.uid),
        "name": "Leah Marchetti",
        "email": "leah@marchetti.example",
        "profession": "Family-law attorney",
        "profession_key": "family-law-attorney",
        "firm": "",
        "place": "",
        "time_zone": "UTC",
        "tempo": "standard",
        "scopes": ["account:read", "people:read"],
    }


@pytest.mark.parametrize(
    ("format", "media", "ending", "holds"),
    [
        ("vcard", "text/vcard; charset=utf-8", "vcf", "FN:Dana Whitcomb"),
        ("csv", "text/csv; charset=utf-8", "csv", "dana@whitcomb.example"),
        ("json", "application/json", "json", "Dana Whitcomb"),
    ],
)
def test_the_book_can_be_taken_away(
    api: Caller, dana: Person, format: str, media: str, ending: str, holds: str
) -> None:
    taken = api.get(f"/export?format={format}")

    content = b"".join(taken.streaming_content).decode()
    assert (taken.status_code, taken.headers["Content-Type"]) == (200, media)
    assert taken.headers["Content-Disposition"].endswith(f'.{ending}"')
    assert holds in content


def test_the_archive_holds_ones_own_book_only(api: Caller, stranger: Caller, dana: Person) -> None:
    archive = json.loads(b"".join(stranger.get("/export").streaming_content))
    assert archive["people"] == []


def test_an_unknown_format_is_refused(api: Caller) -> None:
    told = problem(api.get("/export?format=papyrus"), 422, "invalid")
    assert told["errors"][0]["field"] == "format"


def test_a_token_that_may_read_people_may_not_take_the_book_away(leah: Member) -> None:
    problem(a_token_with(leah, "people:read").get("/export"), 403, "not-allowed")
