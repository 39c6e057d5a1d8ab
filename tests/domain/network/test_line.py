"""One line of a member becomes touches and gives, all of it or nothing; what is unsure is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grapevine.domain.accounts.rules.access import Actor, Permission
from grapevine.domain.audit_log.models import Entry
from grapevine.domain.gives.models import Give, Promise
from grapevine.domain.network.actions import log_line, take_back_line
from grapevine.domain.network.queries.line import LONGEST, read_line
from grapevine.domain.network.rules.line.asking import Unsettled
from grapevine.domain.people.actions import archive_person, edit_person
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import card_of
from grapevine.domain.people.rules.card import Card
from grapevine.domain.touches.models import Touch
from grapevine.kit.errors import NotAllowed, NotFound, Refused
from tests.cast import BEN, DANA, NOW, PRIYA, meet

LINE = "coffee with Dana yesterday 1h, gave her the name of a bookkeeper"


def kept() -> tuple[int, int, int]:
    return Touch.objects.count(), Give.objects.count(), Person.objects.count()


def unsure(actor: Actor, text: str, **choices: str) -> list[tuple[str, str]]:
    with pytest.raises(Unsettled) as refused:
        log_line(actor=actor, now=NOW, text=text, choices=choices)
    assert refused.value.field == "who"
    return [(each.text, each.reason) for each in refused.value.unsure]


def test_a_line_becomes_a_touch_and_a_give(actor: Actor) -> None:
    dana = meet(actor, DANA)
    logged = log_line(actor=actor, now=NOW, text=LINE)
    (touch,), (give,) = logged.touches, logged.gives
    assert (touch.person_id, touch.kind, touch.minutes) == (dana.pk, "one_to_one", 60)
    assert touch.at == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert (give.person_id, give.kind, give.direction, give.sphere) == (dana.pk, "introduction", "given", "business")
    assert give.at == touch.at
    assert "bookkeeper" in give.note
    verbs = Entry.objects.filter(thing_id__in=[touch.uid, give.uid]).values_list("verb", flat=True)
    assert sorted(verbs) == ["give.logged", "touch.logged"]


def test_what_a_line_promises_waits_on_today_and_goes_with_the_line(actor: Actor) -> None:
    dana = meet(actor, DANA)
    logged = log_line(actor=actor, now=NOW, text="coffee with Dana, promised to send her the form by Friday")
    (promise,) = Promise.objects.all()
    assert logged.promises == (promise,)
    assert (promise.person_id, promise.by, promise.what) == (dana.pk, "me", "send her the form")
    assert (promise.due, promise.made_at, promise.outcome) == (date(2026, 3, 6), NOW, "")
    assert kept() == (1, 0, 1)
    take_back_line(
        actor=actor, now=NOW, touches=[logged.touches[0].uid], promises=[each.uid for each in logged.promises]
    )
    assert kept() == (0, 0, 1) and not Promise.objects.exists()


def test_two_people_at_one_table_have_a_touch_each(actor: Actor) -> None:
    met = {meet(actor, DANA).pk, meet(actor, BEN).pk}
    logged = log_line(actor=actor, now=NOW, text="lunch with Dana and Ben today")
    assert {touch.person_id for touch in logged.touches} == met
    assert logged.gives == ()


def test_a_line_is_read_in_the_zone_and_the_order_of_days_of_the_member(actor: Actor) -> None:
    meet(actor, DANA)
    at_home = replace(actor, time_zone="Europe/Vienna")
    assert read_line(at_home, "called Dana 1/2 at 3pm", NOW).at == datetime(2026, 2, 1, 14, tzinfo=UTC)
    over_there = replace(actor, time_zone="America/New_York")
    assert read_line(over_there, "called Dana 1/2 at 3pm", NOW).at == datetime(2026, 1, 2, 20, tzinfo=UTC)
    assert read_line(replace(actor, time_zone="No/Where"), "called Dana", NOW).at == NOW


def test_two_of_one_name_are_asked_about_and_the_answer_counts_everywhere(actor: Actor) -> None:
    meet(actor, DANA)
    other = meet(actor, Card(name="Dana Cole"))
    before = kept()
    assert unsure(actor, LINE) == [("Dana", "ambiguous")]
    assert kept() == before
    logged = log_line(actor=actor, now=NOW, text=LINE, choices={"Dana": str(other.uid)})
    assert [touch.person_id for touch in logged.touches] == [other.pk]
    assert [give.person_id for give in logged.gives] == [other.pk]


def test_somebody_unknown_may_be_added_by_the_line(actor: Actor) -> None:
    assert unsure(actor, "coffee with Zelda Fitch") == [("Zelda Fitch", "unknown")]
    logged = log_line(
        actor=actor, now=NOW, text="coffee with Zelda Fitch, gave her a lead", choices={"Zelda Fitch": "new"}
    )
    (zelda,) = logged.added
    assert zelda.name == "Zelda Fitch"
    assert {logged.touches[0].person_id, logged.gives[0].person_id} == {zelda.pk}
    assert kept() == (1, 1, 1)
    assert not read_line(actor, "called Zelda", NOW).unsure


def test_her_among_several_is_asked_about(actor: Actor) -> None:
    dana = meet(actor, DANA)
    meet(actor, PRIYA)
    line = "lunch with Dana and Priya, gave her a lead"
    assert unsure(actor, line) == [("her", "ambiguous")]
    logged = log_line(actor=actor, now=NOW, text=line, choices={"her": str(dana.uid)})
    assert [give.person_id for give in logged.gives] == [dana.pk]
    assert len(logged.touches) == 2


def test_somebodys_sister_and_a_nameless_friend_can_be_named(actor: Actor) -> None:
    meet(actor, DANA)
    ben = meet(actor, BEN)
    assert unsure(actor, "coffee with Dana's sister") == [("Dana's sister", "unknown")]
    logged = log_line(actor=actor, now=NOW, text="coffee with Dana's sister", choices={"Dana's sister": str(ben.uid)})
    assert [touch.person_id for touch in logged.touches] == [ben.pk]
    ((words, reason),) = unsure(actor, "lunch with a friend")
    assert reason == "nobody"
    logged = log_line(actor=actor, now=NOW, text="lunch with a friend", choices={words: str(ben.uid)})
    assert [touch.person_id for touch in logged.touches] == [ben.pk]


def test_a_plan_is_kept_only_when_it_is_said_to_have_happened(actor: Actor) -> None:
    meet(actor, DANA)
    ((words, reason),) = unsure(actor, "lunch with Dana tomorrow")
    assert reason == "future"
    logged = log_line(actor=actor, now=NOW, text="lunch with Dana tomorrow", choices={words: "happened"})
    assert logged.touches[0].at <= NOW


@pytest.mark.parametrize(("line", "reason"), [("the weather is nice", "nothing"), ("chapter meeting", "nobody")])
def test_a_line_that_says_too_little_is_no_line(actor: Actor, line: str, reason: str) -> None:
    assert [each for _, each in unsure(actor, line)] == [reason]


def test_a_line_has_its_length(actor: Actor) -> None:
    with pytest.raises(Refused, match="at most 1000"):
        read_line(actor, "x" * (LONGEST + 1), NOW)


def test_nobody_elses_people_are_known_or_chosen(actor: Actor, stranger: Actor) -> None:
    ben = meet(actor, BEN)
    assert unsure(stranger, "called Ben") == [("Ben", "unknown")]
    with pytest.raises(NotFound):
        log_line(actor=stranger, now=NOW, text="called Ben", choices={"Ben": str(ben.uid)})
    assert kept()[:2] == (0, 0)


def test_a_token_needs_both_ledgers(actor: Actor) -> None:
    meet(actor, BEN)
    for missing in (Permission.TOUCHES_WRITE, Permission.GIVES_WRITE):
        scopes = frozenset(each.value for each in Permission if each != missing)
        with pytest.raises(NotAllowed, match=missing.value):
            log_line(actor=replace(actor, scopes=scopes), now=NOW, text="called Ben")


def test_nothing_is_kept_when_a_part_cannot_be(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(actor, DANA)

    def refuse(**_: object) -> None:
        raise Refused("not today")

    monkeypatch.setattr("grapevine.domain.network.actions.lines.log_give", refuse)
    with pytest.raises(Refused, match="not today"):
        log_line(actor=actor, now=NOW, text="coffee with Dana and Zelda Fitch, gave Dana a lead",
                 choices={"Zelda Fitch": "new"})  # fmt: skip
    assert kept() == (0, 0, 1)


def test_the_names_are_read_once_for_each_state_of_the_book(actor: Actor) -> None:
    dana = meet(actor, DANA)
    read_line(actor, "called Dana", NOW)
    with CaptureQueriesContext(connection) as again:
        read_line(actor, "called Dana", NOW)
    assert len(again) == 2
    edit_person(actor=actor, now=NOW, person_uid=dana.uid, card=replace(card_of(dana), name="Diana Whitcomb"))
    assert [each.name for each in read_line(actor, "called Diana", NOW).people] == ["Diana Whitcomb"]
    archive_person(actor=actor, now=NOW, person_uid=dana.uid)
    assert read_line(actor, "called Diana", NOW).people == ()


def test_a_line_is_taken_back_whole(actor: Actor, stranger: Actor) -> None:
    meet(actor, DANA)
    logged = log_line(actor=actor, now=NOW, text=LINE)
    both = {"touches": [each.uid for each in logged.touches], "gives": [each.uid for each in logged.gives]}
    with pytest.raises(NotFound):
        take_back_line(actor=stranger, now=NOW, **both)
    assert kept() == (1, 1, 1)
    take_back_line(actor=actor, now=NOW + timedelta(seconds=5), **both)
    assert kept() == (0, 0, 1)
