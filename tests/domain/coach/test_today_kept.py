"""What is kept of today for a state of the book is what a fresh reading finds, after every kind of write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.cache import caches

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach import actions as answers
from grapevine.domain.coach.queries.today import Today, today
from grapevine.domain.gives.actions import delete_give, log_give, promises
from grapevine.domain.people.actions import archive_person, edit_person, erase_person, knowledge, restore_person
from grapevine.domain.people.queries import cards_of
from grapevine.domain.people.rules.card import Labelled
from grapevine.domain.touches.actions import delete_touch, edit_touch, log_touch
from tests.cast import BEN, DANA, ELLEN, NOW, PRIYA, TOM, meet


def test_after_every_kind_of_write_the_kept_list_is_the_one_a_fresh_reading_finds(actor: Actor) -> None:
    def did(action: Callable[..., Any], **said: Any) -> Any:
        made = action(actor=actor, now=NOW, **said)
        kept: Today = today(actor, NOW)
        caches["pages"].clear()
        assert kept == today(actor, NOW), action.__name__
        seen.add((kept.step, kept.items))
        return made

    seen: set[tuple] = set()
    dana, ben, priya, tom, ellen = (meet(actor, card) for card in (DANA, BEN, PRIYA, TOM, ELLEN))
    for days, person in ((49, dana), (3, ben), (400, tom)):
        for step in range(days, days + 300, 14):
            log_touch(actor=actor, now=NOW, person_uid=person.uid, at=NOW - timedelta(days=step), kind="one_to_one")
    yesterday = NOW - timedelta(days=2)
    wrote = did(log_touch, person_uid=priya.uid, at=yesterday, kind="message", began_by="them", note="The move")
    did(edit_touch, touch_uid=wrote.uid, note="The new office", at=yesterday - timedelta(hours=1))
    gave = did(log_give, person_uid=ellen.uid, at=yesterday, kind="referral", direction="received")
    said = did(promises.make_promise, person_uid=dana.uid, what="A name", due=NOW.date())
    did(promises.edit_promise, promise_uid=said.uid, what="Two names")
    did(promises.keep_promise, promise_uid=said.uid, kind="information")
    did(promises.reopen_promise, promise_uid=said.uid)
    did(promises.let_go_promise, promise_uid=said.uid)
    did(promises.reopen_promise, promise_uid=said.uid)
    did(answers.later, key=f"promised-{said.uid}")
    for person in (tom, ben, dana):
        old = did(knowledge.add_knowledge, person_uid=person.uid, heading="goals", text="An analyst",
                  at=NOW - timedelta(days=250))  # fmt: skip
    did(answers.set_aside, key=f"answer-{priya.uid}")
    did(answers.later, key=f"thank-{ellen.uid}")
    did(knowledge.edit_knowledge, knowledge_uid=old.uid, text="A second analyst")
    did(knowledge.delete_knowledge, knowledge_uid=old.uid)
    card = cards_of([dana])[dana.pk]
    born = Labelled(f"1980-{NOW:%m-%d}", "birthday")
    did(edit_person, person_uid=dana.uid, card=replace(card, name="Dana Brightwater", title="Judge", dates=(born,)))
    did(answers.set_aside, key=f"step-{dana.uid}")
    did(delete_give, give_uid=gave.uid)
    did(delete_touch, touch_uid=wrote.uid)
    did(promises.delete_promise, promise_uid=said.uid)
    did(archive_person, person_uid=dana.uid)
    did(restore_person, person_uid=dana.uid)
    did(erase_person, person_uid=tom.uid)
    assert len(seen) >= 12, "most of these writes change what stands there"
