"""Referrals as they are sent and told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from grapevine.domain.referrals.actions.consenting import WORDS_MAX
from grapevine.domain.referrals.actions.giving import ABOUT_MAX, NEED_MAX
from grapevine.domain.referrals.actions.introducing import WHY_MAX
from grapevine.domain.referrals.actions.moving import NOTE_MAX
from grapevine.domain.referrals.actions.own import NOTE_MAX as OWN_MAX
from grapevine.domain.referrals.actions.own import STEP_MAX
from grapevine.domain.referrals.actions.thanking import WORDS_MAX as THANKS_MAX
from grapevine.domain.referrals.queries.board import DUE
from grapevine.domain.referrals.queries.serving import SHOWN
from grapevine.domain.referrals.rules.consent import BY_WORD
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.place import Warmth
from grapevine.domain.referrals.rules.thanks import MOST, Share
from grapevine.interfaces.api.paging import Cut
from grapevine.interfaces.api.shapes.common import Input, Listed, choice

ROLES = (By.GIVER, By.RECEIVER)


class ReferralsWanted(Cut):
    """Which referrals, the last moved first."""

    role: str = choice(("", *ROLES), "")
    stage: str = choice(("", *Stage), "")
    person: UUID | None = None
    due: str = choice(("", *DUE), "")
    q: str = Field("", max_length=200, description="in the need, in a name that you may see")


class BoardWanted(Schema):
    """Which direction."""

    role: str = choice(ROLES, By.RECEIVER)


class ResultsWanted(Schema):
    """Of how many days."""

    days: int = Field(365, ge=1, le=3653)


class ServingWanted(Schema):
    """A client moment of the catalogue, and how many at most."""

    moment: str = Field(max_length=60)
    limit: int = Field(SHOWN, ge=1, le=50)


class TwoToIntroduce(Input):
    """Two people of your book, and why these two."""

    one: UUID
    other: UUID
    why: str = Field("", max_length=WHY_MAX)


class TwoIntroduced(Schema):
    """The gives, one to each."""

    gives: list[UUID]


class StageTimesIn(Input):
    """Days a stage; what is not named goes back to what is usual."""

    days: dict[str, int]


class WhomIn(Input):
    """Whom it is about. Only initials are told before they agree."""

    name: str = Field("", max_length=300)
    email: str = Field("", max_length=254)
    phone: str = Field("", max_length=60)
    about: str = Field("", max_length=ABOUT_MAX)


class NewReferral(Input):
    """A referral to note: with role giver to ``person``, with role receiver one that came from them, at ``at``."""

    role: str = choice(ROLES, By.GIVER)
    person: UUID
    need: str = Field(min_length=1, max_length=NEED_MAX, description="in a line that names nobody")
    whom: WhomIn = Field(default_factory=lambda: WhomIn.model_validate({}))
    moment: str = Field("", max_length=60)
    warmth: str = choice(Warmth, Warmth.KNOWS)
    inside: bool = Field(False, description="you are the one who needs it")
    came_from: UUID | None = None
    at: AwareDatetime | None = None


class ReferralWords(Input):
    """The words of one that nobody else has seen."""

    need: str = Field(min_length=1, max_length=NEED_MAX, description="in a line that names nobody")
    whom: WhomIn = Field(default_factory=lambda: WhomIn.model_validate({}))
    moment: str = Field("", max_length=60)
    warmth: str = choice(Warmth, Warmth.KNOWS)
    inside: bool = False
    version: int | None = Field(None, ge=1, le=10**9)


class ChainIn(Input):
    """Out of which it came; null: out of none."""

    came_from: UUID | None


class OwnChange(Input):
    """Your private part: what is not sent stays; null takes a number or a day away."""

    note: str = Field("", max_length=OWN_MAX)
    worth: int | None = Field(None, ge=0, le=MOST)
    next_step: str = Field("", max_length=STEP_MAX)
    next_on: date | None = None


class ConsentIn(Input):
    """How they agreed, in your words, and when (now)."""

    how: str = choice(BY_WORD)
    words: str = Field("", max_length=WORDS_MAX)
    at: AwareDatetime | None = None
    version: int | None = Field(None, ge=1, le=10**9)


class ReferralMoveIn(Input):
    """A move. ``by``: for whom, when they told you and have no account; ``version``: the one you saw."""

    to: str = choice(Stage)
    by: str = choice(("", *ROLES), "")
    note: str = Field("", max_length=NOTE_MAX)
    correcting: bool = False
    at: AwareDatetime | None = None
    version: int | None = Field(None, ge=1, le=10**9)


class ReferralThanksIn(Input):
    """Thanks, with as much of the value as you choose to tell."""

    words: str = Field("", max_length=THANKS_MAX)
    share: str = choice(Share, Share.NONE)
    value: int | None = Field(None, ge=0, le=MOST)


class ReferralPerson(Schema):
    """A person of the book."""

    id: UUID
    name: str


class ReferralLine(Schema):
    """One line. ``who``: whom it is about, initials where no more may be told; ``turn``: whose turn it is."""

    id: UUID
    role: str
    stage: str
    who: str
    person: ReferralPerson
    need: str
    turn: str | None
    next: str
    next_on: date | None
    days: int = Field(description="since the last move")
    overdue_days: int
    moved_at: datetime
    told: bool
    thanked: bool
    worth: int | None
    version: int


class ReferralPage(Listed):
    """A page of referrals."""

    items: list[ReferralLine]


class Referral(ReferralLine):
    """One whole: history, what may be done now by whom, thanks, and what came out of what."""

    moment: str
    warmth: str
    inside: bool
    whom: dict[str, str]
    consent: str
    closed: bool
    note: str
    sent_at: datetime | None
    accepted_at: datetime | None
    ended_at: datetime | None
    moves: list[dict[str, Any]]
    choices: list[dict[str, str]]
    corrections: list[dict[str, str]]
    thanks: dict[str, Any] | None
    chain: list[dict[str, Any]]


class ReferralStanding(Schema):
    """Where it stands after a write."""

    id: UUID
    stage: str
    version: int


class StageTimes(Schema):
    """Days after which each stage is overdue."""

    days: dict[str, int]


class ServingLine(Schema):
    """Somebody who serves the moment. ``not_yet``: why the relationship does not carry a referral yet, or null."""

    person: ReferralPerson
    profession: str
    partner: bool
    depth: float | None
    not_yet: str | None
    step: str | None


class Serving(Schema):
    """All of them."""

    items: list[ServingLine]


class LaneShown(Schema):
    """One column of the board; its first referrals, the longest waiting in front."""

    key: str
    count: int
    worth: int
    referrals: list[ReferralLine]


class BoardShown(Schema):
    """One direction by lanes."""

    role: str
    overdue: int
    totals: dict[str, dict[str, int]]
    lanes: list[LaneShown]


class ResultLine(Schema):
    """Figures of one direction in all (no person), or with one partner. Shares are null for fewer than three."""

    role: str
    person: ReferralPerson | None
    sent: int
    accepted: int
    days_to_accept: float | None
    ended: int
    closed: int
    closed_share: float | None
    won: int
    won_share: float | None
    value: int


class ResultList(Schema):
    """All of them."""

    items: list[ResultLine]
