"""The complete archive: out, into another book, out again; into its own book; and vCard and CSV on the way round."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.actions import later, set_aside
from grapevine.domain.coach.models import Aside
from grapevine.domain.depth.actions import answer_questions, correct_part, rate_person
from grapevine.domain.depth.actions.questions import answer_by_link, ask_questions, decline_by_link
from grapevine.domain.depth.models import Rating, Relationship
from grapevine.domain.gives import rules as give_rules
from grapevine.domain.gives.actions import edit_give, log_give
from grapevine.domain.gives.actions.promises import keep_promise, let_go_promise, make_promise
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.imports import queries as imports_queries
from grapevine.domain.imports.actions import answer
from grapevine.domain.people import actions as people
from grapevine.domain.people.actions import knowledge as actions
from grapevine.domain.people.actions.bulk import put_off
from grapevine.domain.people.models import Apart, Knowledge, Person
from grapevine.domain.people.queries import card_of
from grapevine.domain.people.rules import knowledge
from grapevine.domain.people.rules.card import Card, Labelled, Postal
from grapevine.domain.touches import rules as touch_rules
from grapevine.domain.touches.actions import edit_touch, log_touch
from grapevine.domain.touches.models import Touch
from grapevine.interfaces.exchange.exports import export
from grapevine.kit.errors import Refused
from tests.book_dump import dump
from tests.cast import BEN, DANA, ELLEN, NOW, PRIYA, TOM, meet, member
from tests.interfaces.exchange.bringing import bring, people_counts, told, undo, vcard

RICH = Card(
    name="Dr. Zoë 王 O’Brien-Ñandú", prefix="Dr.", given="Zoë", middle="王", family="O’Brien-Ñandú", suffix="MD",
    nickname="Zed", phonetic="zo-ee", firm="Héalth & Co, Ltd; \"Quoted\"", department="R&D", title="=SUM(A1)",
    profession="Physician", segment="friend", note="Line one\nline two, with; signs\\ and \"quotes\"",
    emails=(Labelled("zoe@health.example", "work", True), Labelled("z@home.example", "home")),
    phones=(Labelled("+33 1 23 45 67 89", "cell"), Labelled("+1 (617) 555-0100 ext. 7", "work")),
    addresses=(Postal("home", "1 Rue de l’Église", "Nantes", "Pays de la Loire", "44000", "France"),),
    links=(Labelled("https://www.example.org/in/zoe", "profile"),),
    dates=(Labelled("--02-29", "birthday"), Labelled("2001-05-17", "anniversary")),
    tags=("choir", "book club"), facts=(Labelled("Sam", "spouse"), Labelled("sailing", "hobby")),
)  # fmt: skip


@pytest.fixture(scope="module")
def built_book(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Actor]:
    """A book with everything in it: made once, and taken back when the last test has read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield filled(account_queries.actor_of(member(email="leah@full.example")))
        transaction.set_rollback(True)


@pytest.fixture
def full_book(built_book: Actor, db: None) -> Actor:
    """The same book for every test: what one changes in it is taken back after it."""
    return built_book


def filled(actor: Actor) -> Actor:
    """People, touches, gives, ratings, knowledge, corrections, answers and promises of every kind."""
    found = [meet(actor, card) for card in (RICH, DANA, BEN, PRIYA, TOM, ELLEN)]
    for n, kind in enumerate(touch_rules.KINDS):
        at = NOW - timedelta(days=40 * n, hours=n)
        log_touch(actor=actor, now=NOW, person_uid=found[n % 3].uid, at=at, kind=kind,
                  minutes=None if n % 2 else 25, began_by=("me", "them", "")[n % 3], about=("", "business")[n % 2],
                  note="lunch\nand a walk")  # fmt: skip
    for n, kind in enumerate(give_rules.KINDS):
        log_give(actor=actor, now=NOW, person_uid=found[n % 4].uid, at=NOW - timedelta(days=30 * n), kind=kind,
                 direction=("given", "received")[n % 2], sphere=give_rules.SPHERES[n % 4], minutes=n or None,
                 note=f"note {n}")  # fmt: skip
    for n, value in enumerate((5, 1, 3)):
        when = NOW - timedelta(days=200 - n)
        rate_person(actor=actor, now=when, person_uid=found[n].uid, value=value, side=("mine", "theirs")[n % 2])
    rate_person(actor=actor, now=NOW, person_uid=found[0].uid, value=4)
    for n, heading in enumerate(knowledge.HEADINGS):
        when = NOW - timedelta(days=90 * n)
        actions.add_knowledge(actor=actor, now=NOW, person_uid=found[n % 2].uid, heading=heading, at=when,
                              text=f"what they said\non day {n}", source=list(knowledge.SOURCES)[n % 4],
                              heard_from="Ben Okafor")  # fmt: skip
        actions.mark_told(actor=actor, now=when, person_uid=found[n % 3].uid, heading=heading)
    people.archive_person(actor=actor, now=NOW, person_uid=found[5].uid)
    put_off(actor=actor, person_id=found[2].pk, at=NOW)
    by_hand(actor)
    asked(actor)
    promised(actor)
    return actor


def promised(actor: Actor) -> None:
    """An open promise put off, one kept that became a give, one of Ben's that was not kept; Dana set aside."""
    own = {"owner_id": actor.member_id}
    dana, ben = (Person.objects.get(**own, name=card.name).uid for card in (DANA, BEN))
    due = (NOW + timedelta(days=3)).date()
    late = make_promise(actor=actor, now=NOW, person_uid=dana, what="The name; of a mediator", due=due)
    kept = make_promise(actor=actor, now=NOW, person_uid=dana, what="A book")
    keep_promise(actor=actor, now=NOW, promise_uid=kept.uid, kind="resource", note="lent for a month")
    broken = make_promise(actor=actor, now=NOW, person_uid=ben, what="An intro", by="them")
    let_go_promise(actor=actor, now=NOW, promise_uid=broken.uid, broken=True, note="forgotten")
    later(actor=actor, now=NOW, key=f"promised-{late.uid}")
    set_aside(actor=actor, now=NOW, key=f"cooling-{dana}")


def by_hand(actor: Actor) -> None:
    """The member has set some of it right, and said that Ben and Priya are two people."""
    own = {"owner_id": actor.member_id}
    dana, ben, priya = (Person.objects.get(**own, name=card.name) for card in (DANA, BEN, PRIYA))
    people.edit_person(actor=actor, now=NOW, person_uid=dana.uid, card=replace(card_of(dana), title="Founder"))
    people.choose_profession(actor=actor, now=NOW, person_uid=ben.uid, key="property-investor")
    people.choose_profession(actor=actor, now=NOW, person_uid=priya.uid, key="none")
    edit_touch(actor=actor, now=NOW, touch_uid=Touch.objects.filter(**own).first().uid, note="a long walk")
    edit_give(actor=actor, now=NOW, give_uid=Give.objects.filter(**own).first().uid, note="two names")
    known = Knowledge.objects.filter(**own, about="them").first()
    actions.edit_knowledge(actor=actor, now=NOW, knowledge_uid=known.uid, text="a house by the sea")
    people.tell_apart(actor=actor, now=NOW, one_uid=ben.uid, other_uid=priya.uid)


def asked(actor: Actor) -> None:
    """Priya has answered the five questions, Tom would rather not; the member has, too, and corrected one part."""
    own = {"owner_id": actor.member_id}
    priya, tom = (Person.objects.get(**own, name=card.name) for card in (PRIYA, TOM))
    five = {"know": 4, "like": 5, "trust": 3, "committed": 2, "educated": 1}
    _, secret = ask_questions(actor=actor, now=NOW, person_uid=priya.uid)
    answer_by_link(now=NOW, secret=secret, values=five)
    _, secret = ask_questions(actor=actor, now=NOW, person_uid=tom.uid)
    decline_by_link(now=NOW, secret=secret)
    answer_questions(actor=actor, now=NOW, person_uid=priya.uid, values={**five, "know": 2})
    correct_part(
        actor=actor, now=NOW, person_uid=priya.uid, side="theirs", part="like", value=2, reason="a hard year"
    )


@pytest.fixture
def fresh(db: None) -> Actor:
    """Leah again, on another installation."""
    return account_queries.actor_of(member(email="leah@elsewhere.example"))


PARTS = ("people", "touches", "gives", "ratings", "knowledge", "by_hand", "later", "apart", "corrections", "declined",
         "promises", "asides")  # fmt: skip


def exported(actor: Actor, format: str = "json") -> bytes:
    """The whole export at once."""
    return b"".join(export(actor, NOW, format)[2])


def comparable(actor: Actor) -> dict[str, Any]:
    """The archive without ids and times of making."""
    data = json.loads(exported(actor))
    uids = {person["uid"]: person["name"] for person in data["people"]}
    for person in data["people"]:
        person["uid"] = ""
    for part in PARTS[1:]:
        for record in data[part]:
            for side in {"who", "other"} & record.keys():
                record[side]["uid"] = uids[record[side]["uid"]]
    for record in (record for part in PARTS[3:] for record in data[part]):
        record["key"] = ""
    for record in data["by_hand"]:
        record["at"] = ""
    for record in (*data["promises"], *data["asides"]):
        record.update({name: bool(record[name]) for name in {"give", "promise"} & record.keys()})
    return {part: sorted(data[part], key=str) for part in PARTS}


def test_an_archive_comes_into_a_fresh_book_without_loss(full_book: Actor, fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", exported(full_book)))
    assert people_counts(fresh, batch) == (6, 0, 0, 0)
    assert comparable(fresh) == comparable(full_book)
    mine, theirs = dump(full_book), dump(fresh)
    for book in (mine, theirs):
        for relationship in book["depth"].values():
            relationship["sums"].pop()  # the peak: what was highest depends on what was known when
    for part in ("people", "ratings", "depth", "book"):
        assert theirs[part] == mine[part], part
    assert Person.objects.filter(owner_id=fresh.member_id, archived_at__isnull=False).get().name == "Ellen Fisk"


def test_what_the_two_sides_said_comes_along_and_nobody_is_asked_again(full_book: Actor, fresh: Actor) -> None:
    bring(fresh, ("book.json", exported(full_book)))
    priya, tom = (Person.objects.get(owner_id=fresh.member_id, name=card.name) for card in (PRIYA, TOM))
    kept = Relationship.objects.get(person=priya)
    assert (kept.their_answers, kept.my_answers, kept.their_corrected) == ("45321", "25321", "-2---")
    with pytest.raises(Refused, match="rather not"):
        ask_questions(actor=fresh, now=NOW, person_uid=tom.uid)


def test_its_own_archive_changes_nothing_in_a_book(full_book: Actor) -> None:
    before = dump(full_book)
    said = told(full_book, bring(full_book, ("book.json", exported(full_book))))
    assert (said["people"]["created"], said["people"]["updated"], said["people"]["doubtful"]) == (0, 0, 0)
    assert said["touches"] == {"created": 0, "updated": 0, "unchanged": len(touch_rules.KINDS)}
    assert said["gives"]["created"] == 0
    after = dump(full_book)
    assert {**after, "origins": []} == {**before, "origins": []}
    assert (Promise.objects.count(), Aside.objects.count()) == (3, 2)


def test_an_archive_can_be_taken_back(full_book: Actor, fresh: Actor) -> None:
    before = dump(fresh)
    batch = bring(fresh, ("book.json", exported(full_book)))
    assert (Promise.objects.count(), Aside.objects.count()) == (6, 4)
    undo(fresh, batch)
    assert dump(fresh) == before
    assert (Promise.objects.count(), Aside.objects.count()) == (3, 2)


def test_the_members_own_word_comes_along(full_book: Actor, fresh: Actor) -> None:
    bring(fresh, ("book.json", exported(full_book)))
    own = {"owner_id": fresh.member_id}
    assert Person.objects.get(**own, name=DANA.name).hand_edited == ["title"]
    chosen = Person.objects.filter(**own, profession_said=True).order_by("name")
    assert [one.profession_key for one in chosen] == ["property-investor", ""]
    for model, field, said in (
        (Touch, "note", "a long walk"), (Give, "note", "two names"), (Knowledge, "text", "a house by the sea"),
    ):  # fmt: skip
        assert [getattr(row, field) for row in model.objects.filter(**own, by_hand=True)] == [said]
    (apart,) = Apart.objects.filter(**own)
    assert {apart.one.name, apart.other.name} == {BEN.name, PRIYA.name} and apart.said_at == NOW


def test_a_newer_export_of_the_source_leaves_alone_what_the_hand_wrote_before_the_move(
    actor: Actor, fresh: Actor
) -> None:
    bring(actor, ("cards.vcf", vcard("Ann Lee", "TITLE:Clerk", "EMAIL:ann@lee.example")))
    ann = Person.objects.get(owner_id=actor.member_id)
    people.edit_person(actor=actor, now=NOW, person_uid=ann.uid, card=replace(card_of(ann), title="Judge"))
    bring(fresh, ("book.json", exported(actor)))
    bring(fresh, ("cards.vcf", vcard("Ann Lee", "TITLE:Registrar", "EMAIL:ann@lee.example", "ORG:Court")))
    there = Person.objects.get(owner_id=fresh.member_id)
    assert (there.title, there.firm) == ("Judge", "Court")


def test_what_the_hand_changes_after_an_archive_came_in_stays_when_it_is_taken_back(
    full_book: Actor, fresh: Actor
) -> None:
    batch = bring(fresh, ("book.json", exported(full_book)))
    own = {"owner_id": fresh.member_id}
    dana = Person.objects.get(**own, name=DANA.name)
    people.edit_person(actor=fresh, now=NOW, person_uid=dana.uid, card=replace(card_of(dana), title="Partner"))
    edit_touch(actor=fresh, now=NOW, touch_uid=Touch.objects.get(**own, by_hand=True).uid, note="a swim")
    undo(fresh, batch)
    assert [touch.note for touch in Touch.objects.filter(**own)] == ["a swim"]
    assert Person.objects.get(**own, name=DANA.name).title == "Partner"
    assert not Give.objects.filter(**own).exists() and not Knowledge.objects.filter(**own).exists()


def test_a_namesake_in_the_other_book_is_asked_about_and_gets_nobody_elses_touches(
    full_book: Actor, fresh: Actor
) -> None:
    other = meet(fresh, Card(name="Dana Whitcomb", note="Somebody else"))
    archive = ("book.json", exported(full_book))
    batch = bring(fresh, archive)
    bring(fresh, archive)
    assert not Touch.objects.filter(person=other).exists() and not Rating.objects.filter(person=other).exists()
    (asked,) = imports_queries.open_questions(fresh)
    answer(actor=fresh, now=NOW, question_uid=asked.uid, person_uid=None)
    dana = Person.objects.get(owner_id=fresh.member_id, firm=DANA.firm)
    old = Person.objects.get(owner_id=full_book.member_id, firm=DANA.firm)
    for model in (Touch, Give, Rating):
        assert model.objects.filter(person=dana).count() == model.objects.filter(person=old).count() > 0
    assert told(fresh, batch)["people"]["doubtful"] == 0
    assert not Touch.objects.filter(person=other).exists()


@pytest.mark.parametrize("format, name", [("vcard", "book.vcf"), ("csv", "book.csv")])
def test_the_other_exports_bring_equal_people(full_book: Actor, fresh: Actor, format: str, name: str) -> None:
    bring(fresh, (name, exported(full_book, format)))
    mine, theirs = dump(full_book)["people"], dump(fresh)["people"]
    mine = {key.split(" #")[0]: value for key, value in mine.items() if not value.get("archived")}
    theirs = {key.split(" #")[0]: value for key, value in theirs.items()}
    assert set(theirs) == set(mine)
    for person, card in mine.items():
        for field in ("given", "family", "firm", "title", "note", "segment", "tags"):
            if field in card:
                assert theirs[person].get(field) == card[field], (person, field)
        for field in ("emails", "phones"):
            assert {v["value"] for v in theirs[person].get(field, ())} == {v["value"] for v in card.get(field, ())}


@pytest.mark.parametrize("format, name", [("vcard", "book.vcf"), ("csv", "book.csv")])
def test_ones_own_export_doubles_nobody(full_book: Actor, format: str, name: str) -> None:
    bring(full_book, (name, exported(full_book, format)))
    people_before = Person.objects.count()
    assert people_before == 6


BROKEN = [
    ("touches", "minutes", "many"), ("touches", "at", "yesterday"), ("touches", "at", 5), ("touches", "who", "Dana"),
    ("touches", "kind", 7), ("touches", "key", None), ("people", "name", 5), ("people", "emails", ["x"]),
    ("people", "emails", [{"value": 4}]), ("people", "tags", 4), ("people", "archived", "yes"),
    ("gives", "direction", "sideways"), ("ratings", "value", 9), ("ratings", "value", "5"), ("ratings", "side", "both"),
    ("ratings", "at", "2099-01-01T00:00:00+00:00"), ("touches", "at", "2026-01-01T00:00:00"),
    ("touches", "by_hand", "yes"), ("by_hand", "fields", ["owner_id"]), ("by_hand", "fields", "title"),
    ("by_hand", "fields", [3]), ("by_hand", "work", "alchemist"),
    ("apart", "at", "2026-01-01T00:00:00"), ("apart", "other", "Ben"), ("apart", "other", {}),
]  # fmt: skip


@pytest.mark.parametrize("part, field, value", BROKEN, ids=lambda value: str(value)[:12])
def test_a_record_that_somebody_spoilt_is_refused_alone(
    full_book: Actor, fresh: Actor, part: str, field: str, value: object
) -> None:
    data = json.loads(exported(full_book))
    data[part][0][field] = value
    batch = bring(fresh, ("book.json", json.dumps(data)))
    assert batch.state == "done"
    assert len(told(fresh, batch)["files"][0]["refused"]) == 1
    counts = {"touches": Touch, "ratings": Rating}
    for name, model in counts.items():
        assert model.objects.filter(owner_id=fresh.member_id).count() == len(data[name]) - (name == part)


def test_half_a_surrogate_and_an_unknown_segment_come_in_as_well_as_they_can(fresh: Actor) -> None:
    data = {"grapevine_archive": 1, "people": [{"name": "Ann \ud800 Lee", "segment": "foes", "note": "a\ud800b"}]}
    bring(fresh, ("book.json", json.dumps(data)))
    found = Person.objects.get(owner_id=fresh.member_id)
    assert (found.name, found.segment, found.note) == ("Ann Lee", "", "ab")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_an_archive_cut_short_brings_what_is_there_and_says_so(full_book: Actor, fresh: Actor, cut: float) -> None:
    whole = exported(full_book)
    batch = bring(fresh, ("book.json", whole[: int(len(whole) * cut)]))
    assert batch.state == "done" and told(fresh, batch)["files"][0]["refused"]


def test_an_archive_of_a_newer_version_is_refused(fresh: Actor) -> None:
    batch = bring(fresh, ("book.json", '{"grapevine_archive": 99, "made_at": "",\n"people": [\n]}\n'))
    assert "newer version" in told(fresh, batch)["files"][0]["refused"][0]["reason"]
