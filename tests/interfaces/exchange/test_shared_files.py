"""Every real file of contacts, calendars and mail, all the way: in, in again, and out."""

from __future__ import annotations

from pathlib import Path

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.rules.records import Reading
from grapevine.domain.people.models import Detail
from grapevine.domain.people.rules.reach import email_key, phone_key
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.exchange.vcard import read as vcard
from tests.book_dump import dump, recount
from tests.cast import NOW
from tests.interfaces.exchange.bringing import bring, told, undo
from tests.shared_data import SHARED, needs_shared_data

pytestmark = needs_shared_data


def files(folder: str, *endings: str) -> list[Path]:
    """Every file below a folder of the shared data."""
    found = (SHARED / folder).rglob("*")
    return sorted(path for path in found if path.is_file() and path.suffix in endings)


#: Endless repetitions of a test suite: thousands of touches each, for the nightly run.
LONG = {"parserv2.ics", "2446.ics"}
GROUPS = {
    "cards": files("contacts/vcf", ".vcf"),
    "tables": files("contacts/csv", ".csv"),
    "calendars": [path for path in files("calendars", ".ics", ".ical", ".vcs") if path.name not in LONG],
    "long calendars": [path for path in files("calendars", ".ics") if path.name in LONG],
    "letters": files("mail", ".eml"),
    "newsletters": files("mail", ".mbox")[:1],
}


NIGHTLY = pytest.mark.nightly


@pytest.mark.parametrize("group", [pytest.param(name, marks=NIGHTLY if "long" in name else ()) for name in GROUPS])
def test_all_files_come_in_once_and_go_out_again(actor: Actor, group: str) -> None:
    found = [(f"{path.parent.name}/{path.name}", path) for path in GROUPS[group]]
    empty = dump(actor)
    batch = bring(actor, *found)
    assert batch.state == "done"
    said = told(actor, batch)
    assert len(said["files"]) == len(found)
    for file in said["files"]:
        assert file["state"] in ("read", "refused"), file
        assert all(row["reason"] and row["where"] for row in file["refused"])
    first = dump(actor)
    assert recount(actor) == first["book"]
    again = told(actor, bring(actor, *found))
    assert (again["people"]["created"], again["people"]["updated"], again["people"]["doubtful"]) == (0, 0, 0)
    assert (again["touches"]["created"], again["touches"]["updated"], again["gives"]["created"]) == (0, 0, 0)
    second = dump(actor)
    for part in ("people", "touches", "gives", "depth", "book"):
        assert second[part] == first[part], part
    for one in (again["id"], said["id"]):
        undo(actor, _batch(actor, one))
    assert dump(actor) == empty


def _batch(actor: Actor, uid: str) -> object:
    from grapevine.domain.imports import queries

    return queries.batch(actor, uid)


def test_no_mail_and_no_phone_of_a_card_is_lost(actor: Actor) -> None:
    """Cards of one person are joined, so each value must stand in the book, if not in a row of its own."""
    written: set[tuple[str, str]] = set()
    for path in GROUPS["cards"]:
        for item in vcard.read(path, Reading(file=path.name, now=NOW)):
            for card in item.records:
                written |= {("email", email_key(mail.value)) for mail in card.emails}
                written |= {("phone", phone_key(phone.value)) for phone in card.phones}
    bring(actor, *((path.name, path) for path in GROUPS["cards"]))
    kept = set(Detail.objects.filter(kind__in=("email", "phone")).values_list("kind", "key"))
    assert len(written) > 300
    assert written - kept == set()


def test_newsletters_are_no_touches(actor: Actor) -> None:
    bring(actor, *((path.name, path) for path in files("mail", ".mbox") if "newsletter" in path.name))
    assert Touch.objects.count() == 0


def test_a_real_old_phone_book_comes_in_whole(actor: Actor) -> None:
    path = SHARED / "contacts" / "vcf" / "phonebook_354_scrubbed.vcf"
    batch = bring(actor, (path.name, path))
    people = told(actor, batch)["people"]
    records = told(actor, batch)["files"][0]["records"]
    assert records == 354
    assert sum(people.values()) + len(told(actor, batch)["files"][0]["refused"]) >= records - 5
