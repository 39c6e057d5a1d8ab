"""Files on their way into the book: once, again, newer, beside what the hand wrote; and back out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions import rate_person
from grapevine.domain.gives.actions import log_give
from grapevine.domain.people import actions as people
from grapevine.domain.people import queries
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.touches.actions import edit_touch, log_touch
from grapevine.domain.touches.models import Touch
from tests.book_dump import dump, recount
from tests.cast import BEN, DANA, ELLEN, NOW, meet
from tests.interfaces.exchange.bringing import (
    bring,
    calendar,
    go,
    letter,
    look,
    meeting,
    people_counts,
    told,
    undo,
    vcard,
)

ME = "leah@marchetti.example"
CARDS = vcard("Dana Whitcomb", "UID:d1", "EMAIL:dana@whitcomb.example", "ORG:Whitcomb & Lowe", "NOTE:Met at court") + \
    vcard("Ben Okafor", "UID:b1", "TEL:+1 617 555 0173", "TITLE:Realtor") + \
    vcard("Priya Raman", "UID:p1", "EMAIL:priya@raman.example")
NEWER = CARDS.replace("Whitcomb & Lowe", "Lowe Partners").replace(
    "TITLE:Realtor", "TITLE:Broker\r\nEMAIL:ben@okafor.example")
MAIL = (
    letter(f"Leah <{ME}>", "Dana Whitcomb <dana@whitcomb.example>", "Mon, 02 Feb 2026 10:00:00 +0000", "1")
    + letter("Dana Whitcomb <dana@whitcomb.example>", ME, "Tue, 03 Feb 2026 10:00:00 +0000", "2", "Re:  Lunch  ")
    + letter("Tom Halloran <tom@halloran.example>", ME, "Wed, 04 Feb 2026 10:00:00 +0000", "3")
)
DIARY = calendar(meeting("m1", "20260105T100000Z", "dana@whitcomb.example"),
                 meeting("m2", "20260112T100000Z", "ellen@fisk.example"))
FILES = [("cards.vcf", CARDS), ("mail.mbox", MAIL), ("diary.ics", DIARY)]


@pytest.mark.parametrize("file", FILES, ids=[name for name, _ in FILES])
def test_the_same_file_again_changes_nothing(actor: Actor, file: tuple[str, str]) -> None:
    first = bring(actor, file)
    before = dump(actor)
    assert people_counts(actor, first)[0] > 0
    again = bring(actor, file, now=NOW + timedelta(days=3))
    said = told(actor, again)
    assert (said["people"]["created"], said["people"]["updated"], said["touches"]["created"]) == (0, 0, 0)
    assert said["touches"]["updated"] == 0
    assert dump(actor) == before
    assert recount(actor) == before["book"]


def test_all_files_together_and_again_in_another_order_change_nothing(actor: Actor) -> None:
    bring(actor, *FILES)
    before = dump(actor)
    assert len(before["people"]) == 5 and len(before["touches"]) == 5
    bring(actor, *reversed(FILES))
    assert dump(actor) == before


def test_a_look_at_the_same_file_again_says_that_nothing_would_change(actor: Actor) -> None:
    bring(actor, *FILES)
    preview = told(actor, look(actor, *FILES))
    assert preview["state"] == "ready"
    assert preview["people"] == {"created": 0, "updated": 0, "unchanged": 3, "doubtful": 0}
    assert preview["touches"] == {"created": 0, "updated": 0, "unchanged": 5}


def test_a_look_tells_what_going_ahead_then_does(actor: Actor) -> None:
    meet(actor, DANA)
    batch = look(actor, *FILES)
    preview = told(actor, batch)
    done = told(actor, go(actor, batch))
    assert preview["people"] == done["people"] == {"created": 4, "updated": 1, "unchanged": 0, "doubtful": 0}
    assert preview["touches"] == done["touches"]


def test_a_newer_export_updates(actor: Actor) -> None:
    bring(actor, ("cards.vcf", CARDS))
    batch = bring(actor, ("cards.vcf", NEWER))
    assert people_counts(actor, batch) == (0, 2, 1, 0)
    ben, dana = Person.objects.get(name="Ben Okafor"), Person.objects.get(name="Dana Whitcomb")
    assert (ben.title, dana.firm) == ("Broker", "Lowe Partners")
    assert queries.card_of(ben).emails[0].value == "ben@okafor.example"
    assert len(queries.card_of(ben).phones) == 1


def test_what_the_hand_wrote_is_not_overwritten(actor: Actor) -> None:
    bring(actor, ("cards.vcf", CARDS))
    dana = Person.objects.get(name="Dana Whitcomb")
    card = queries.card_of(dana)
    people.edit_person(actor=actor, now=NOW, person_uid=dana.uid, card=replace(card, firm="Dana Whitcomb CPA", note=""))
    bring(actor, ("cards.vcf", NEWER))
    dana.refresh_from_db()
    assert (dana.firm, dana.note) == ("Dana Whitcomb CPA", "")
    assert queries.search(actor, "lowe").count() == 0


def test_an_import_undone_leaves_everything_as_it_was(actor: Actor) -> None:
    dana = meet(actor, DANA)
    meet(actor, ELLEN)
    log_touch(actor=actor, now=NOW, person_uid=dana.uid, at=NOW - timedelta(days=400), kind="call", minutes=30)
    log_give(actor=actor, now=NOW, person_uid=dana.uid, at=NOW - timedelta(days=50), kind="idea", direction="given")
    rate_person(actor=actor, now=NOW - timedelta(days=20), person_uid=dana.uid, value=4)
    before = dump(actor)
    batch = bring(actor, *FILES)
    assert dump(actor) != before
    assert undo(actor, batch).state == "undone"
    assert dump(actor) == before


def test_an_import_can_be_undone_after_another_one_and_the_other_stays(actor: Actor) -> None:
    meet(actor, BEN)
    bring(actor, ("diary.ics", DIARY))
    other = dump(actor)
    first = bring(actor, ("cards.vcf", CARDS))
    undo(actor, first)
    assert dump(actor) == other


def test_undoing_the_older_export_keeps_what_the_newer_one_said(actor: Actor) -> None:
    older = bring(actor, ("cards.vcf", CARDS))
    newer = bring(actor, ("cards.vcf", NEWER))
    undo(actor, older)
    assert Person.objects.get(name="Dana Whitcomb").firm == "Lowe Partners"
    undo(actor, newer)
    left = dump(actor)
    assert left["people"] == {} and left["origins"] == [] and left["book"] == (0, 0)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_imports_undone_in_any_order_leave_what_was_there_before_them(actor: Actor, order: tuple[int, ...]) -> None:
    meet(actor, Card(name="Ann Lee", title="Clerk", emails=(Labelled("ann@lee.example"),)))
    before = dump(actor)
    batches = [
        bring(actor, ("cards.vcf", vcard("Ann Lee", "UID:ann", "EMAIL:ann@lee.example", *lines)))
        for lines in (("NOTE:one",), ("NOTE:two", "TEL:+1 415 555 0101"), ("NOTE:three", "TEL:+1 415 555 0102"))
    ]
    assert [people_counts(actor, batch)[1] for batch in batches] == [1, 1, 1]
    for number in order:
        undo(actor, batches[number])
    assert dump(actor) == before


def test_what_the_hand_did_since_survives_the_undo(actor: Actor) -> None:
    batch = bring(actor, *FILES)
    dana, tom = Person.objects.get(name="Dana Whitcomb"), Person.objects.get(name="Tom Halloran")
    card = queries.card_of(dana)
    people.edit_person(
        actor=actor, now=NOW, person_uid=dana.uid,
        card=replace(card, nickname="Dee", emails=(*card.emails, Labelled("dee@home.example", "home"))),
    )  # fmt: skip
    kept = log_touch(actor=actor, now=NOW, person_uid=tom.uid, at=NOW, kind="meal")
    meant = Touch.objects.exclude(kind="message").get(person=dana)
    edit_touch(actor=actor, now=NOW, touch_uid=meant.uid, minutes=90)
    undo(actor, batch)
    assert set(Person.objects.values_list("name", flat=True)) == {"Dana Whitcomb", "Tom Halloran"}
    assert {t.pk for t in Touch.objects.all()} == {kept.pk, meant.pk}
    assert queries.card_of(Person.objects.get(pk=dana.pk)).nickname == "Dee"
    assert recount(actor) == dump(actor)["book"] == (2, 0)


def test_undone_files_can_come_in_again(actor: Actor) -> None:
    first = bring(actor, *FILES)
    before = dump(actor)
    undo(actor, first)
    bring(actor, *FILES)
    assert dump(actor) == before


def test_an_undone_import_keeps_nothing_that_its_files_said(actor: Actor) -> None:
    batch = bring(actor, *FILES)
    said = told(actor, batch)
    undo(actor, batch)
    assert not batch.records.exclude(said__isnull=True).exists()
    assert told(actor, batch)["people"] == said["people"]
