"""Two entries made one, and one made two again: nothing is lost, nothing is left over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth import actions as depth
from grapevine.domain.depth.models import Relationship
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.gives import actions as gives
from grapevine.domain.merging.actions import merge_people, unmerge
from grapevine.domain.merging.actions.held import ANEW, MOVED
from grapevine.domain.merging.models import Merge
from grapevine.domain.network.queries.relationship import refolded
from grapevine.domain.people import actions as people
from grapevine.domain.people import queries
from grapevine.domain.people.actions.book import remember_origins
from grapevine.domain.people.actions.knowledge import add_knowledge
from grapevine.domain.people.models import Apart, Origin, Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.touches import actions as touches
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotFound, Refused
from tests.book_dump import dump, recount
from tests.cast import NOW, TOM, meet

BETH = Card(
    name="Beth Sandoval", title="School counselor", segment="professional", note="Met at the fair.",
    phones=(Labelled("+1 617 555 0177"),), tags=("school",),
)  # fmt: skip
ELIZABETH = Card(
    name="Elizabeth Sandoval-Reyes", given="Elizabeth", family="Sandoval-Reyes", firm="Riverside Middle School",
    segment="community", note="Connected in September.", phones=(Labelled("+1 617 555 0177"),),
    emails=(Labelled("beth@riverside.example", "work"),),
)  # fmt: skip
LATER = NOW + timedelta(days=3)


@pytest.fixture
def both(actor: Actor) -> tuple[Person, Person]:
    """Beth twice, with something between her and Leah under either name; and Tom."""
    beth, elizabeth = meet(actor, BETH), meet(actor, ELIZABETH)
    meet(actor, TOM)
    for person, days in ((beth, 40), (beth, 3), (elizabeth, 90), (elizabeth, 3)):
        at = NOW - timedelta(days=days)
        touches.log_touch(actor=actor, now=NOW, person_uid=person.uid, at=at, kind="meal", minutes=60, began_by="me")
        gives.log_give(actor=actor, now=NOW, person_uid=person.uid, at=at, kind="idea", direction="received")
    depth.rate_person(actor=actor, now=NOW - timedelta(days=9), person_uid=beth.uid, value=2)
    depth.rate_person(actor=actor, now=NOW, person_uid=elizabeth.uid, value=5)
    add_knowledge(
        actor=actor, now=NOW, person_uid=elizabeth.uid, heading="goals", text="Head of school"
    )
    said = {"owner_id": actor.member_id, "digest": "d", "said": {"name": "Elizabeth"}}
    remember_origins([Origin(person=elizabeth, source="linkedin", key="uid:e", **said)])
    return beth, elizabeth


def merged(actor: Actor, both: tuple[Person, Person], **choices: str) -> Merge:
    return merge_people(actor=actor, now=NOW, keep_uid=both[0].uid, other_uid=both[1].uid, choices=choices)


def folded_anew(actor: Actor, person: Person) -> None:
    row = Relationship.objects.get(person=person)
    ((_, sums, peak, _),) = refolded(actor, [person.pk], TEMPOS[actor.tempo])
    assert (row.mine_fast, row.mine_slow) == pytest.approx((sums.mine.fast, sums.mine.slow))
    assert (row.theirs_fast, row.theirs_slow) == pytest.approx((sums.theirs.fast, sums.theirs.slow))
    assert row.peak >= peak - 1e-9
    assert row.touches == Touch.objects.filter(person=person).count()


def test_everything_of_the_other_is_with_the_one_who_is_kept(actor: Actor, both: tuple[Person, Person]) -> None:
    merged(actor, both)
    beth = queries.person(actor, both[0].uid)
    card = queries.card_of(beth)

    assert (card.name, card.firm, card.title, card.segment) == ("Beth Sandoval", "", "School counselor", "professional")
    assert [mail.value for mail in card.emails] == ["beth@riverside.example"]
    assert len(card.phones) == 1
    assert card.note == "Met at the fair.\n\nConnected in September."
    row = Relationship.objects.get(person=beth)
    assert (row.touches, row.begun_by_me, row.received, row.my_rating) == (4, 4, 4, 5)
    assert Origin.objects.get(source="linkedin").person == beth
    assert queries.book(actor).people == 2
    folded_anew(actor, beth)
    with pytest.raises(NotFound):
        queries.person(actor, both[1].uid)


def test_each_field_is_chosen_by_itself(actor: Actor, both: tuple[Person, Person]) -> None:
    merged(actor, both, name="other", work="other", segment="other", note="keep", emails="keep")
    card = queries.card_of(queries.person(actor, both[0].uid))

    assert (card.name, card.given, card.firm, card.title) == (
        "Elizabeth Sandoval-Reyes", "Elizabeth", "Riverside Middle School", "",
    )  # fmt: skip
    assert (card.segment, card.note, card.emails) == ("community", "Met at the fair.", ())


def test_a_merge_taken_back_leaves_the_book_as_it_was(actor: Actor, both: tuple[Person, Person]) -> None:
    before, rows = dump(actor), list(Person.objects.order_by("pk").values())
    merge = merged(actor, both, name="other", segment="other")
    assert dump(actor) != before

    unmerge(actor=actor, now=LATER, merge_uid=merge.uid)

    assert dump(actor) == before
    assert list(Person.objects.order_by("pk").values()) == rows
    assert Merge.objects.count() == 0


def test_what_came_after_the_merge_stays_with_the_one_who_was_kept(actor: Actor, both: tuple[Person, Person]) -> None:
    merge = merged(actor, both)
    beth = queries.person(actor, both[0].uid)
    touches.log_touch(actor=actor, now=LATER, person_uid=beth.uid, at=LATER, kind="call")
    people.edit_person(
        actor=actor, now=LATER, person_uid=beth.uid, card=replace(queries.card_of(beth), firm="Riverside High")
    )

    kept, back = unmerge(actor=actor, now=LATER, merge_uid=merge.uid)

    assert queries.card_of(kept) == replace(BETH, firm="Riverside High", uid=str(kept.uid))
    assert queries.card_of(back) == replace(ELIZABETH, uid=str(back.uid))
    assert queries.person(actor, kept.uid).hand_edited == ["firm"]
    assert [Relationship.objects.get(person=one).touches for one in (kept, back)] == [3, 2]
    folded_anew(actor, kept)
    folded_anew(actor, back)


def test_merges_of_one_person_come_apart_from_the_newest_on(actor: Actor, both: tuple[Person, Person]) -> None:
    first_state = dump(actor)
    first = merged(actor, both)
    tom = Person.objects.get(name="Tom Halloran")
    second = merge_people(actor=actor, now=LATER, keep_uid=tom.uid, other_uid=both[0].uid)

    with pytest.raises(Refused, match="newer merge"):
        unmerge(actor=actor, now=LATER, merge_uid=first.uid)
    unmerge(actor=actor, now=LATER, merge_uid=second.uid)
    unmerge(actor=actor, now=LATER, merge_uid=first.uid)
    assert dump(actor) == first_state


def test_the_counters_know_of_those_put_aside(actor: Actor, both: tuple[Person, Person]) -> None:
    people.archive_person(actor=actor, now=NOW, person_uid=both[0].uid)
    before = dump(actor)
    merge = merged(actor, both)
    book = queries.book(actor)
    assert (book.people, book.archived) == recount(actor) == (2, 0)

    unmerge(actor=actor, now=LATER, merge_uid=merge.uid)
    assert dump(actor) == before
    assert queries.book(actor).archived == 1


def test_whoever_is_told_apart_from_one_is_told_apart_from_both(actor: Actor, both: tuple[Person, Person]) -> None:
    tom = Person.objects.get(name="Tom Halloran")
    for one in (tom, both[0]):
        people.tell_apart(actor=actor, now=NOW, one_uid=one.uid, other_uid=both[1].uid)
    merge = merged(actor, both)
    assert Apart.objects.values_list("one", "other").get() == tuple(sorted((tom.pk, both[0].pk)))

    unmerge(actor=actor, now=LATER, merge_uid=merge.uid)
    pairs = {tuple(sorted((tom.pk, both[1].pk))), tuple(sorted((both[0].pk, both[1].pk)))}
    assert set(Apart.objects.values_list("one", "other")) == pairs


def test_erasing_the_one_who_was_kept_leaves_nothing_of_either(actor: Actor, both: tuple[Person, Person]) -> None:
    merged(actor, both)
    people.erase_person(actor=actor, now=LATER, person_uid=both[0].uid)
    assert Merge.objects.count() == 0
    assert not Origin.objects.exists()


def test_nobody_is_merged_with_themselves_or_a_strangers_person(
    actor: Actor, stranger: Actor, both: tuple[Person, Person]
) -> None:
    theirs = meet(stranger, TOM)
    with pytest.raises(Refused):
        merge_people(actor=actor, now=NOW, keep_uid=both[0].uid, other_uid=both[0].uid)
    with pytest.raises(NotFound):
        merge_people(actor=actor, now=NOW, keep_uid=both[0].uid, other_uid=theirs.uid)
    with pytest.raises(Refused, match="shoe size"):
        merged(actor, both, **{"shoe size": "keep"})
    merge = merged(actor, both)
    with pytest.raises(NotFound):
        unmerge(actor=stranger, now=NOW, merge_uid=merge.uid)


def test_every_table_that_hangs_on_a_person_knows_what_a_merge_does_to_it() -> None:
    hanging = {
        model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is Person
    }
    assert hanging == {*MOVED, *ANEW}
