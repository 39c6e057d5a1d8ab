"""Whom Leah teaches: lessons told, what was said back, and how it has faded since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions.lessons import choose_refreshers, give_lesson
from grapevine.domain.education.actions.teach_backs import ask_teach_back, check_in_person, note_referral
from grapevine.domain.education.rules.memory import POINTS
from grapevine.domain.education.rules.teaching import Refreshers
from grapevine.domain.people.models import Person

FIRST, ALL = ("whom_i_help", "listen_for"), tuple(part.value for part in POINTS)
#: Name -> parts told, days ago, then (days ago, share of the key points of each part that was asked).
TAUGHT: dict[str, tuple[tuple[str, ...], int, tuple[tuple[int, tuple[float, ...]], ...]]] = {
    "Priya Raman": (ALL, 125, ((118, (1, 1, 1, 0.8, 1, 1)), (80, (1, 1, 1, 1, 1, 1)), (12, (1, 1, 1, 1, 1, 1)))),
    "Grace Nwosu": (ALL, 110, ((100, (1, 0.8, 1, 0.8, 1, 0.5)), (70, (1, 1, 1, 1, 1, 0.8)), (20, (1, 1, 1, 1, 1, 1)))),
    "Tom Halloran": (ALL[:5], 124, ((115, (1, 0.8, 0.8, 1, 0.5)), (85, (1, 1, 1, 1, 0.8)), (16, (1, 1, 1, 1, 0.8)))),
    "Ben Okafor": (ALL[:4], 60, ((50, (0.8, 0.8, 0.8, 0.8)), (26, (0.8, 0.8, 0.8, 0.5)))),
    "Marcus Obi": (FIRST + ("not_a_fit",), 40, ((30, (0.8, 0.5, 0.8)), (10, (0.8, 0.8, 0)))),
    "Sofia Lindgren": (FIRST + ("introduce_me", "not_a_fit"), 70, ((61, (0.8, 0.8, 0.5, 0)), (28, (1, 1, 0.8, 0.5)))),
    "Joan Pruitt": (FIRST, 90, ((30, (0.8, 0.5)),)),
    "Dana Whitcomb": (FIRST, 20, ((9, (0.8, 0)),)),
    "Hana Kim": (FIRST, 4, ()),
}
#: Who has sent somebody who fitted, and days ago; who somebody who did not.
FITTED, MISFIT = {"Priya Raman": 30, "Dana Whitcomb": 9}, {"Sofia Lindgren": 5}


def write_taught(actor: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """Lessons and teach-backs, as they would have come about; the brief is there already."""
    for name, (parts, told_ago, answers) in TAUGHT.items():
        person = people.get(name)
        if person is None:
            continue
        told = now - timedelta(days=told_ago)
        give_lesson(actor=actor, now=told, person_uid=person.uid, parts=parts)
        for ago, shares in answers:
            check_in_person(
                actor=actor, now=now - timedelta(days=ago), person_uid=person.uid,
                shares=dict(zip(parts, map(float, shares), strict=True)),
            )  # fmt: skip
        for found, fits in ((FITTED, True), (MISFIT, False)):
            if name in found:
                at = now - timedelta(days=found[name])
                note_referral(actor=actor, now=at, person_uid=person.uid, fits=fits)
    if "Grace Nwosu" in people:
        choose_refreshers(
            actor=actor, now=now, person_uid=people["Grace Nwosu"].uid, refreshers=Refreshers.SEND
        )
    if "Dana Whitcomb" in people:  # a link that she has not opened yet; its secret is known to nobody
        ask_teach_back(actor=actor, now=now - timedelta(days=1), person_uid=people["Dana Whitcomb"].uid)
