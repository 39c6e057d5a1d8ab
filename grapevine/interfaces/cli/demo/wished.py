"""Whom Leah wants to meet, who is said to know whom, and what Dana answered to the five questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.depth.actions.questions import answer_by_link, ask_questions
from grapevine.domain.network.actions.wishes import add_acquaintance, add_wish
from grapevine.domain.network.rules.introductions.knows import CLOSE, HEARD, KNOW, SEEN, TOLD
from grapevine.domain.people.models import Person

#: Name, work, firm, why; and who knows them: name, how well, how surely.
WISHES: tuple[tuple[str, str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("Helen Marsh", "Head of the family desk", "Harbor Community Bank",
     "Her customers ask what a parting does to the house, and nobody there can tell them.",
     (("Dana Whitcomb", CLOSE, TOLD), ("Marcus Obi", KNOW, SEEN))),
    ("Ruth Ellison", "School psychologist", "Riverside Schools",
     "She sees the children of the families I work for, and I would like to learn from her.",
     (("Priya Raman", KNOW, TOLD), ("Beth Sandoval", CLOSE, HEARD))),
)  # fmt: skip
#: Who of the book knows whom of the book.
ACQUAINTED = (("Dana Whitcomb", "Tom Halloran", CLOSE, SEEN), ("Priya Raman", "Beth Sandoval", KNOW, TOLD))
#: Who answered the five questions, how many days ago.
ANSWERED, ANSWERED_AGO = "Dana Whitcomb", 16
ANSWERS = {"know": 4, "like": 5, "trust": 5, "committed": 4, "educated": 3}


def write_wished(actor: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """Write it all; ``people``: by name."""
    for days, (name, title, firm, why, known_to) in enumerate(WISHES, 12):
        at = now - timedelta(days=days)
        wish = add_wish(actor=actor, now=at, name=name, title=title, firm=firm, why=why)
        for who, well, sure in known_to:
            add_acquaintance(
                actor=actor, now=at, one_uid=people[who].uid, wish_uid=wish.uid, how_well=well, how_sure=sure
            )
    for one, other, well, sure in ACQUAINTED:
        add_acquaintance(
            actor=actor, now=now - timedelta(days=60), one_uid=people[one].uid, other_uid=people[other].uid,
            how_well=well, how_sure=sure,
        )  # fmt: skip
    asked = now - timedelta(days=ANSWERED_AGO + 2)
    _, secret = ask_questions(actor=actor, now=asked, person_uid=people[ANSWERED].uid)
    answer_by_link(now=now - timedelta(days=ANSWERED_AGO), secret=secret, values=ANSWERS)
