"""Agreements with partners: their wordings, steps, check-ins and links."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from grapevine.domain.partnerships.actions.agreements import NOTE_MAX
from grapevine.domain.partnerships.actions.partner_links import DAYS, MOST_DAYS
from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.check_ins import KEPT
from grapevine.domain.partnerships.rules.check_ins import TEXT_MAX as SAID_MAX
from grapevine.domain.partnerships.rules.terms import CADENCES, MOST_HOPED, MOST_MOMENTS, TEXT_MAX
from grapevine.interfaces.api.shapes.common import Input, choice

#: What is asked for by a step of its own.
MOVES = tuple(move.value for move in (Move.DECLINE, Move.WITHDRAW, Move.PAUSE, Move.RESUME, Move.END))


class TermsIn(Input):
    """A wording from your side. Left out: as it stands (or as usual). A hope of 0 takes the number out.

    ``your_moments``: in which your clients are to be found, so that they listen; ``their_moments`` the other way round.
    """

    you_hope: int | None = Field(None, ge=0, le=MOST_HOPED)
    they_hope: int | None = Field(None, ge=0, le=MOST_HOPED)
    your_moments: list[str] | None = Field(None, max_length=MOST_MOMENTS)
    their_moments: list[str] | None = Field(None, max_length=MOST_MOMENTS)
    introduce: str | None = Field(None, max_length=TEXT_MAX)
    cadence: int | None = Field(None, json_schema_extra={"enum": list(CADENCES)})
    review_on: date | None = None
    note: str | None = Field(None, max_length=TEXT_MAX)
    disclosure: str | None = Field(None, max_length=TEXT_MAX)


class ProposalIn(TermsIn):
    """A first wording, to a person of your book."""

    person: UUID


class ChangeIn(TermsIn):
    """Another wording. ``version``: the one you read; ``words``: what you say along with it."""

    version: int = Field(ge=1)
    words: str = Field("", max_length=NOTE_MAX)


class SignIn(Input):
    """``version``: the wording that you read, and sign."""

    version: int = Field(ge=1)


class MoveIn(Input):
    """What you do. ``until``: of a pause; ``words``: what you say along with it."""

    move: str = choice(MOVES)
    until: date | None = None
    words: str = Field("", max_length=NOTE_MAX)


class CheckInIn(Input):
    """Did you keep your part, what helped, what should change, one next step."""

    kept: str = choice(KEPT)
    helped: str = Field("", max_length=SAID_MAX)
    change: str = Field("", max_length=SAID_MAX)
    step: str = Field("", max_length=SAID_MAX)


class PartnerLinkIn(Input):
    """How long it works; ``they_agreed``: they wanted to hear no more, and told you since that you may."""

    days: int = Field(DAYS, ge=1, le=MOST_DAYS)
    they_agreed: bool = False


class Terms(Schema):
    """A wording from your side."""

    you_hope: int | None
    they_hope: int | None
    your_moments: list[str]
    their_moments: list[str]
    introduce: str
    cadence: int
    review_on: date | None
    note: str
    disclosure: str


class Produced(Schema):
    """Referrals since it is in force, and in the last 91 days."""

    you: int
    they: int
    you_this_quarter: int
    they_this_quarter: int


class Health(Schema):
    """How it does: a word, and your share of what was sent with its 10 and 90 % points. Seen by you alone."""

    state: str
    words: str
    share: float
    low: float
    high: float


class Agreement(Schema):
    """An agreement as you see it. ``person``: of your book; null when it stands in the other member's."""

    id: UUID
    person: UUID | None
    name: str
    state: str
    version: int
    waits_for: str
    regulated: bool
    terms: Terms
    in_force: Terms | None
    started_on: date | None
    paused_until: date | None
    check_in_on: date | None
    check_in_due: bool
    review_on: date | None
    produced: Produced
    health: Health


class Agreements(Schema):
    """Whoever's turn it is first, then by name; at most 500."""

    items: list[Agreement]


class AgreementStep(Schema):
    """One step: by you or them, signed in or by the link."""

    at: datetime
    by: str
    how: str
    move: str
    version: int
    note: str
    terms: Terms | None


class Said(Schema):
    """What one side said at a check-in."""

    kept: str
    helped: str
    change: str
    step: str


class CheckIn(Schema):
    """One look together."""

    due_on: date
    you: Said | None
    they: Said | None


class PartnerLink(Schema):
    """A link to the partner's own page."""

    id: UUID
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


class PartnerLinkMade(PartnerLink):
    """With its address, which is told this once."""

    link: str


class AgreementWhole(Agreement):
    """One agreement with its steps, check-ins (newest first) and the links that work."""

    steps: list[AgreementStep]
    check_ins: list[CheckIn]
    links: list[PartnerLink]
