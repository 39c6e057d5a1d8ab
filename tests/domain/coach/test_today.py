"""Today from the ledgers: what brings somebody onto the list, what takes them off, and whose list it is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.coach import actions
from grapevine.domain.coach.models import Aside
from grapevine.domain.coach.queries.today import Today, today
from grapevine.domain.depth.models import Relationship
from grapevine.domain.gives.actions import log_give
from grapevine.domain.gives.actions import promises as promises
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.merging.actions import looking, merge_people, unmerge
from grapevine.domain.merging.queries import doubles_waiting, waiting_doubles
from grapevine.domain.people.actions import archive_person, erase_person
from grapevine.domain.people.actions.knowledge import add_knowledge
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.touches.actions import Draft, log_touch, log_touches
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotFound, Refused
from tests.cast import BEN, DANA, ELLEN, NOW, PRIYA, TOM, meet


def talk(actor: Actor, person: Person, days: float, **said: object) -> Touch:
    """A one-to-one so many days ago."""
    at = NOW - timedelta(days=days)
    return log_touch(actor=actor, now=NOW, person_uid=person.uid, at=at, **{"kind": "one_to_one", **said})


def give(actor: Actor, person: Person, kind: str, direction: str, days: float) -> Give:
    """A give so many days ago."""
    at = NOW - timedelta(days=days)
    return log_give(actor=actor, now=NOW, person_uid=person.uid, at=at, kind=kind, direction=direction)


def keys(found: Today) -> list[tuple[str, str]]:
    """(Kind, name) of the step and of every line."""
    return [(item.kind, item.who.name) for item in ([found.step] if found.step else []) + list(found.items)]


@pytest.fixture
def dana(actor: Actor) -> Person:
    """Dana, met every fortnight until seven weeks ago."""
    person = meet(actor, DANA)
    for days in range(49, 330, 14):
        talk(actor, person, days, note="Talked the hearing through")
    return person


def listed(actor: Actor, now: datetime = NOW) -> list[tuple[str, str]]:
    """Today's list at ``now``."""
    return keys(today(actor, now))


def test_who_cools_is_the_step_until_any_touch_of_any_source_starts_the_reminder_anew(
    actor: Actor, dana: Person
) -> None:
    ben = meet(actor, BEN)
    for days in range(40, 300, 10):
        talk(actor, ben, days)
    assert {name for _, name in listed(actor)} == {"Dana Whitcomb", "Ben Okafor"}
    assert [kind for kind, _ in listed(actor)] == ["step", "cooling"]
    talk(actor, dana, 1)
    log_touches(actor=actor, now=NOW, drafts=[Draft(ben.pk, NOW - timedelta(days=1), "meal", source="ics")])
    assert listed(actor) == []
    later = NOW + timedelta(days=60)
    assert {name for _, name in listed(actor, later)} == {"Dana Whitcomb", "Ben Okafor"}


def test_who_was_deep_once_and_faded_is_worth_picking_up_again(actor: Actor) -> None:
    peter = meet(actor, Card(name="Peter Vance"))
    for days in range(400, 700, 7):
        talk(actor, peter, days)
    assert Relationship.objects.get(person=peter).peak > 50
    nearer = meet(actor, TOM)
    for days in range(12, 100, 14):
        talk(actor, nearer, days)
    assert listed(actor) == [("step", "Peter Vance")]
    actions.set_aside(actor=actor, now=NOW, key=f"step-{peter.uid}")
    assert ("dormant", "Peter Vance") in listed(actor)
    actions.done(actor=actor, now=NOW, key=f"dormant-{peter.uid}")
    assert "Peter Vance" not in {name for _, name in listed(actor)}


def test_a_message_waits_until_something_of_mine_goes_back(actor: Actor) -> None:
    priya, ellen, tom = (meet(actor, card) for card in (PRIYA, ELLEN, TOM))
    for person in (priya, ellen, tom):
        talk(actor, person, 3, kind="message", began_by="them")
    assert {name for _, name in listed(actor)} == {"Priya Raman", "Ellen Fisk", "Tom Halloran"}
    talk(actor, priya, 2, kind="message", began_by="me")
    give(actor, ellen, "information", "given", 1)
    assert listed(actor) == [("answer", "Tom Halloran")]
    archive_person(actor=actor, now=NOW, person_uid=tom.uid)
    assert listed(actor) == []


def test_what_was_promised_comes_up_and_goes_when_it_is_kept(actor: Actor, dana: Person) -> None:
    mine = promises.make_promise(actor=actor, now=NOW, person_uid=dana.uid, what="A name", due=NOW.date())
    theirs = promises.make_promise(
        actor=actor, now=NOW, person_uid=dana.uid, what="A form", by="them", made_at=NOW - timedelta(days=15)
    )
    kinds = [kind for kind, _ in listed(actor)]
    assert kinds == ["step", "promised", "awaited"]
    done = actions.done(actor=actor, now=NOW, key=f"promised-{mine.uid}", kind="information")
    assert done.promise and done.give and (done.give.direction, done.give.note) == ("given", "A name")
    actions.done(actor=actor, now=NOW, key=f"awaited-{theirs.uid}")
    assert [kind for kind, _ in listed(actor)] == ["step"]
    assert Relationship.objects.get(person=dana).given == 1

    actions.undo(actor=actor, now=NOW, promises=[mine.uid])
    assert [kind for kind, _ in listed(actor)] == ["step", "promised"]
    assert Relationship.objects.get(person=dana).given == 0


def test_done_is_all_or_nothing(actor: Actor, dana: Person) -> None:
    mine = promises.make_promise(actor=actor, now=NOW, person_uid=dana.uid, what="A name", due=NOW.date())
    with pytest.raises(Refused, match="no kind of give"):
        actions.done(actor=actor, now=NOW, key=f"promised-{mine.uid}", kind="telepathy")
    mine.refresh_from_db()
    assert (mine.outcome, Give.objects.count()) == ("", 0)


def test_put_off_comes_back_on_its_day_and_a_touch_in_between_makes_it_void(actor: Actor, dana: Person) -> None:
    actions.later(actor=actor, now=NOW, key=f"cooling-{dana.uid}", until=NOW + timedelta(days=90))
    assert listed(actor) == []
    talk(actor, dana, -1)
    assert "Dana Whitcomb" in {name for _, name in listed(actor, NOW + timedelta(days=40))}

    aside = actions.set_aside(actor=actor, now=NOW, key=f"cooling-{dana.uid}")
    assert Aside.objects.count() == 1, "one word stands about one thing"
    assert ("cooling", "Dana Whitcomb") not in listed(actor, NOW + timedelta(days=40))
    actions.bring_back(actor=actor, now=NOW, aside_uid=aside.uid)
    assert not Aside.objects.exists()
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"item.later", "item.set_aside", "item.brought_back"} <= verbs


def test_what_was_written_down_long_ago_becomes_the_step(actor: Actor, dana: Person) -> None:
    add_knowledge(actor=actor, now=NOW, person_uid=dana.uid, heading="goals", text="A second analyst",
                  at=NOW - timedelta(days=200))  # fmt: skip
    step = today(actor, NOW).step
    assert step and step.act == "ask_again"
    assert "A second analyst" in step.reason and step.words.endswith("?")


def test_a_birthday_of_somebody_near_is_kept(actor: Actor) -> None:
    ellen = meet(actor, Card(name="Ellen Fisk", dates=(Labelled(f"1980-{NOW:%m-%d}", "birthday"),)))
    for days in range(5, 200, 10):
        talk(actor, ellen, days)
    step = today(actor, NOW).step
    assert step and step.title == "Wish Ellen Fisk a happy birthday"


def test_nobody_else_sees_or_answers_it(actor: Actor, stranger: Actor, dana: Person) -> None:
    mine = promises.make_promise(actor=actor, now=NOW, person_uid=dana.uid, what="A name", due=NOW.date())
    assert listed(stranger) == []
    for key in (f"cooling-{dana.uid}", f"promised-{mine.uid}"):
        for answer in (actions.later, actions.set_aside, actions.done):
            with pytest.raises(NotFound):
                answer(actor=stranger, now=NOW, key=key)
    for act in (promises.keep_promise, promises.let_go_promise, promises.reopen_promise, promises.delete_promise):
        with pytest.raises(NotFound):
            act(actor=stranger, now=NOW, promise_uid=mine.uid)


def test_a_merge_carries_promises_and_what_was_put_aside_and_an_erasure_takes_them_along(
    actor: Actor, dana: Person
) -> None:
    other = meet(actor, Card(name="Dana Whitcombe"))
    kept = promises.make_promise(actor=actor, now=NOW, person_uid=other.uid, what="A name")
    actions.set_aside(actor=actor, now=NOW, key=f"cooling-{other.uid}")
    merge = merge_people(actor=actor, now=NOW, keep_uid=dana.uid, other_uid=other.uid)
    assert {Promise.objects.get().person_id, Aside.objects.get().person_id} == {dana.pk}
    _, back = unmerge(actor=actor, now=NOW, merge_uid=merge.uid)
    assert Promise.objects.get(pk=kept.pk).person_id == Aside.objects.get().person_id == back.pk
    erase_person(actor=actor, now=NOW, person_uid=back.uid)
    assert not Promise.objects.exists() and not Aside.objects.exists()


def test_look_alikes_are_looked_for_by_the_worker_when_the_book_changed(actor: Actor, monkeypatch) -> None:
    asked: list[tuple] = []
    monkeypatch.setattr(looking, "enqueue", lambda *job: asked.append(job))
    meet(actor, TOM)
    meet(actor, TOM)
    assert (doubles_waiting(actor), waiting_doubles(actor)) == (None, None)
    assert looking.ask_to_look(actor=actor, now=NOW) and not looking.ask_to_look(actor=actor, now=NOW)
    assert asked == [(looking.JOB, actor.member_id)]
    monkeypatch.setattr(looking, "LARGE_BOOK", 1)
    assert looking.pairs(actor=actor, now=NOW) is None, "a large book is not looked through while one waits"

    looking.look(actor.member_id)
    assert doubles_waiting(actor) == 1
    assert [len(looking.pairs(actor=actor, now=NOW) or ())] == [1]
    one = waiting_doubles(actor)
    assert one
    erase_person(actor=actor, now=NOW, person_uid=Person.objects.get(pk=one[0].other).uid)
    assert (waiting_doubles(actor), doubles_waiting(actor)) == ([], 0)
    looking.look(0)


def test_a_promise_ends_once_and_is_checked(actor: Actor, dana: Person) -> None:
    made = promises.make_promise(actor=actor, now=NOW, person_uid=dana.uid, what="  A   name ")
    assert made.what == "A name"
    promises.let_go_promise(actor=actor, now=NOW, promise_uid=made.uid, note="They found one")
    with pytest.raises(Refused, match="not open any more"):
        promises.keep_promise(actor=actor, now=NOW, promise_uid=made.uid)
    # The page was open in another tab: nothing that is over is said to come back.
    with pytest.raises(Refused, match="settled already"):
        actions.later(actor=actor, now=NOW, key=f"promised-{made.uid}")
    with pytest.raises(Refused, match="settled already"):
        actions.set_aside(actor=actor, now=NOW, key=f"promised-{made.uid}")
    back = promises.reopen_promise(actor=actor, now=NOW, promise_uid=made.uid)
    assert (back.outcome, back.ended_at, back.ended_note) == ("", None, "")
    wrong = (
        {"what": " "}, {"what": "x" * 301}, {"what": "A", "by": "us"},
        {"what": "A", "due": NOW.date().replace(year=2200)}, {"what": "A", "made_at": NOW + timedelta(days=3)},
    )  # fmt: skip
    for said in wrong:
        with pytest.raises(Refused):
            promises.make_promise(actor=actor, now=NOW, person_uid=dana.uid, **said)
    with pytest.raises(Refused, match="zone"):
        actions.later(actor=actor, now=NOW, key=f"cooling-{dana.uid}", until=datetime(2026, 4, 1))
