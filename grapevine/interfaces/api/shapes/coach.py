"""The guard, techniques and practice, the week's plan."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.coach.rules.guard.reading import LONGEST
from grapevine.domain.coach.rules.techniques.skill import WENT
from grapevine.interfaces.api.shapes.common import Input, choice


class DraftIn(Input):
    """A draft to one person, in English; it is judged and not kept."""

    draft: str = Field(max_length=LONGEST)


class DraftCue(Schema):
    """Words that count: above 0 for a pitch, below 0 against it. ``start`` and ``end`` are places in the draft."""

    family: str
    text: str
    weight: float
    start: int
    end: int


class DraftVerdict(Schema):
    """``voice``: stop (give first), hint (what is missing), silent, cannot_tell. ``openings``: better first lines."""

    pitch: bool
    p: float
    cues: list[DraftCue]
    voice: str
    advice: str
    stage: str
    openings: list[str]


class Overruled(Schema):
    """That a draft was sent all the same: to whom, when, and what was named. Never the draft."""

    id: UUID
    person: UUID
    p: float
    families: list[str]
    said_at: datetime


class Overrules(Schema):
    """The newest first, at most 200."""

    items: list[Overruled]


class CoachTechnique(Schema):
    """One technique. ``say``: words to use, filled in where it is about one person."""

    key: str
    name: str
    kind: str
    minutes: int
    moves: str
    gives_first: bool
    claim: str
    source: str
    why: str
    steps: list[str]
    say: str


class CoachTechniques(Schema):
    """Techniques; ``starters``: ways to begin a talk with this person."""

    items: list[CoachTechnique]
    starters: list[str]


class TryIn(Input):
    """How a try went."""

    went: str = choice(WENT)
    note: str = Field("", max_length=1000)
    person: UUID | None = None


class Try(Schema):
    """One technique taken up; ``tried_at`` is null until it is tried."""

    id: UUID
    technique: str
    chosen_at: datetime
    tried_at: datetime | None
    went: str
    note: str
    person: UUID | None


class Practised(Schema):
    """Tries, and mindset beside skill set: shares 0 to 1, null where there are too few acts to tell."""

    items: list[Try]
    give_first: float | None
    relationship_first: float | None
    acts: int
    tried: int
    skill: float


class WeekAction(Schema):
    """One action of the plan. ``reason``: of one that was left out, no_time, kind_full or too_long; else ""."""

    person: UUID
    name: str
    technique: str
    kind: str
    minutes: int
    value: float
    forced: bool
    why: str
    words: str
    reason: str


class NotYetAsked(Schema):
    """Who was met last, is not in the plan, and should not be asked for anything yet; ``step``: what to do instead."""

    person: UUID
    name: str
    reason: str
    step: str


class WeekPlan(Schema):
    """The plan of the week that begins on ``week``. ``gave_way``: rules that could not be kept. ``not_yet``: null where
    everybody met of late is known well enough, or is in the plan."""

    week: date
    minutes: int
    spent: int
    planned: float
    exact: bool
    gave_way: list[str]
    actions: list[WeekAction]
    left_out: list[WeekAction]
    not_yet: NotYetAsked | None


class PlanCalendarAddress(Schema):
    """The secret address that a calendar program reads; empty where you have none."""

    address: str


class MondayLetterWish(Schema):
    """Whether your week comes by letter on Monday morning."""

    wished: bool


class MondayLetterWishIn(Input):
    """Wish for it, or for no more of them."""

    wished: bool


class WeekAnswerIn(Input):
    """done (logs it), later (nothing with them this week), skipped (another idea)."""

    state: str = choice(("done", "later", "skipped"))
    note: str = Field("", max_length=5000)


class WeekAnswer(Schema):
    """What was answered, and what was written with it."""

    id: UUID
    person: UUID
    technique: str
    state: str
    touch: UUID | None
    give: UUID | None
    promise: UUID | None
