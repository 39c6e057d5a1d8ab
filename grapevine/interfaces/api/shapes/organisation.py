"""An organisation's figures, as the API shows them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ninja import Field, Schema

_SHARE = Field(None, ge=0, le=1)


class OrganisationSums(Schema):
    """What a group of referrals came to; shares are null of nothing. `soon`: within two days, of those accepted.
    `told`, `value`: thanks that named a sum, and their sum; null where fewer than five earners told one."""

    referrals: int
    accepted: int
    soon: float | None = _SHARE
    won: float | None = _SHARE
    thanked: float | None = _SHARE
    told: int | None
    value: int | None


class OrganisationChapter(Schema):
    """A chapter; only its size where it is too small to be told of."""

    name: str
    members: int
    referrals: int | None
    accepted: int | None
    soon: float | None = _SHARE
    won: float | None = _SHARE
    thanked: float | None = _SHARE
    told: int | None
    value: int | None


class OrganisationProfessions(Schema):
    """Who refers whom, by key of profession; `lift`: beside what chance would make of both totals."""

    giver: str
    receiver: str
    referrals: int
    won: float | None = _SHARE
    lift: float


class OrganisationHours(Schema):
    """Hours within which a tenth, half and nine tenths were accepted."""

    p10: int
    median: int
    p90: int


class OrganisationCounts(Schema):
    """A year of referrals. `returned_...`: ordered pairs of members with a referral back; `rho`: beyond chance."""

    members: int
    giving: int
    between_chapters: float | None = _SHARE
    totals: OrganisationSums | None
    hours_to_accept: OrganisationHours | None
    returned_within_chapters: float | None = _SHARE
    returned_between_chapters: float | None = _SHARE
    density: float
    rho: float | None
    professions: list[OrganisationProfessions]
    chapters: list[OrganisationChapter]


class OrganisationReport(Schema):
    """The last count, from `since` until before `until`, and whether another is under way."""

    id: UUID
    name: str
    counting: bool
    percent: int
    failed: str
    since: date | None
    until: date | None
    seconds: float
    figures: OrganisationCounts | None
