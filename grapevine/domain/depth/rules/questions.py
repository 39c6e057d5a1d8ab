"""The five questions one side answers about the other, in plain words, and what becomes of a link that asks them.

They are the five ingredients of `parts`, one question each. The same words are read by the other person about the
member and by the member about the other person: ``{name}`` is whoever the question is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from grapevine.domain.depth.rules.parts import COMMITTED, EDUCATED, KNOW, LIKE, TRUST
from grapevine.domain.depth.rules.rating import ASK_AGAIN_DAYS

#: How long a link can be used, in days: unless said otherwise, and at most.
DAYS, MOST_DAYS = 30, 90

OPEN = "open"
ANSWERED = "answered"
DECLINED = "declined"
REVOKED = "revoked"
EXPIRED = "expired"
STATES = (OPEN, ANSWERED, DECLINED, REVOKED, EXPIRED)
#: In these states whoever holds the link may answer, answer anew, decline or take back.
USABLE = frozenset({OPEN, ANSWERED, DECLINED})


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the ingredient it measures, its sentence, what each of 1 to 5 means, and how the answer is told."""

    part: str
    sentence: str
    words: tuple[str, str, str, str, str]
    told: str

    def about(self, name: str) -> str:
        """The sentence with a name in it, as somebody is asked."""
        return self.sentence.replace("{name}", name)

    def of(self, name: str) -> str:
        """The sentence over the answer that somebody of this name gave about you."""
        return self.told.replace("{name}", name)


QUESTIONS = (
    Question(
        KNOW, "How well do you know {name}?", ("Hardly", "A little", "Fairly well", "Well", "Very well"),
        "How well does {name} know you?",
    ),
    Question(
        LIKE, "How much do you like dealing with {name}?",
        ("Not much", "It is all right", "I like it", "I like it a lot", "As with a good friend"),
        "How much does {name} like dealing with you?",
    ),
    Question(
        TRUST, "Would you trust {name} with somebody who matters to you?",
        ("Not yet", "In small things", "On the whole", "Yes", "Completely"),
        "Would {name} trust you with somebody who matters?",
    ),
    Question(
        COMMITTED, "Would you send people to {name}?",
        ("No", "Hardly", "Perhaps", "Gladly", "I look out for them already"), "Would {name} send people to you?",
    ),
    Question(
        EDUCATED, "Would you know whom to send?",
        ("No idea", "Vaguely", "Roughly", "Quite well", "Exactly"), "Would {name} know whom to send?",
    ),
)  # fmt: skip
BY_PART = {question.part: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class LinkFact:
    """What counts about a link that asks the questions."""

    expires_at: datetime
    revoked: bool = False
    declined: bool = False
    answered: bool = False


def ends(now: datetime, days: int) -> datetime | None:
    """When a link of so many days ends; None when that is no possible number of days."""
    return now + timedelta(days=days) if 1 <= days <= MOST_DAYS else None


def state(fact: LinkFact, now: datetime) -> str:
    """One of STATES. Taken back weighs more than run out: the member meant it."""
    if fact.revoked:
        return REVOKED
    if now >= fact.expires_at:
        return EXPIRED
    if fact.declined:
        return DECLINED
    return ANSWERED if fact.answered else OPEN


def letter(whom: str, member_name: str, link: str) -> tuple[str, str]:
    """Subject and text of a letter that takes the link along; the member sends it, and may change it."""
    text = (
        f"Dear {whom},\n\n"
        "I am trying to keep better track of the people I know, and how well we know each other. Five short questions, "
        "about a minute, no account:\n\n"
        f"{link}\n\n"
        "Only I see your answers. You can change them or take them back there, or say that you would rather not. "
        "That is fine, too.\n\n"
        f"{member_name}\n"
    )
    return "Five short questions", text


def again_on(answered_at: datetime) -> datetime:
    """From when on asking again makes sense: closeness moves slowly."""
    return answered_at + timedelta(days=ASK_AGAIN_DAYS)
