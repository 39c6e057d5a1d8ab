"""The two sentences that most people believe, answered from one's own records: true, false, partly, or not yet told.

    1. People who know, like and trust you send you referrals.        know, like, trust each known and at least .5
    2. Good service brings referrals.                                 clients who trust you, known and at least .5

Partners are left out of both: they agreed to send, so they say nothing of warmth alone. A sentence is true when two in
three of these people sent somebody in the time, false when one in three or fewer did. The thresholds are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from grapevine.domain.depth.rules.parts import INGREDIENTS, KNOW, LIKE, MISSING_BELOW, TRUST
from grapevine.domain.insights.rules.audit import PARTNERS, Told

WARM = "warm"
SERVED = "served"
#: With fewer people behind it a sentence is left open.
ANSWER_FROM = 5
TRUE_FROM, FALSE_TO = 2.0 / 3.0, 1.0 / 3.0
CLIENTS = "client"


class Answer(StrEnum):
    """What the records say."""

    TRUE = "true"
    FALSE = "false"
    PARTLY = "partly"
    OPEN = "we cannot tell yet"


@dataclass(frozen=True, slots=True)
class Question:
    """One of the two: of ``people`` who fit, ``senders`` sent ``sent`` referrals in the time."""

    kind: str
    people: int
    senders: int
    sent: int
    answer: Answer


def questions(found: Told) -> tuple[Question, Question]:
    """Both, in the order in which they are asked."""
    fine = found.known & (found.x >= MISSING_BELOW)
    places = [INGREDIENTS.index(name) for name in (KNOW, LIKE, TRUST)]
    warm = fine[:, places].all(axis=1) & (found.groups != PARTNERS)
    served = fine[:, INGREDIENTS.index(TRUST)] & (found.groups == CLIENTS)
    return _question(WARM, warm, found), _question(SERVED, served, found)


def _question(kind: str, of: np.ndarray, found: Told) -> Question:
    people, sent = int(of.sum()), found.sent[of]
    senders = int((sent > 0).sum())
    return Question(kind, people, senders, int(sent.sum()), answer(people, senders))


def answer(people: int, senders: int) -> Answer:
    """The answer from how many fit and how many of them sent somebody."""
    if people < ANSWER_FROM:
        return Answer.OPEN
    if senders >= TRUE_FROM * people:
        return Answer.TRUE
    return Answer.FALSE if senders <= FALSE_TO * people else Answer.PARTLY
