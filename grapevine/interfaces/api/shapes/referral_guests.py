"""Shapes of links, requests and letters about referrals."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema

from grapevine.domain.referrals.rules.addresses import DAYS, PURPOSES
from grapevine.domain.referrals.rules.wished import Often
from grapevine.interfaces.api.shapes.common import Input, choice
from grapevine.interfaces.api.shapes.referrals import ReferralPerson


class ReferralLinkIn(Input):
    """For whom: the prospect (to agree) or a receiver without an account; and for how many days."""

    purpose: str = choice(PURPOSES)
    days: int = DAYS


class ReferralLink(Schema):
    """A link that works. ``remind``: whoever has it is reminded by itself."""

    id: UUID
    purpose: str
    made_at: datetime
    expires_at: datetime
    remind: bool


class ReferralLinkNew(ReferralLink):
    """A link just made, with words to send along. The address is told once."""

    link: str
    subject: str
    letter: str


class ReferralLinkList(Schema):
    """Those that work, the newest first."""

    items: list[ReferralLink]


class RequestSender(Schema):
    """Who sent it, as they wrote."""

    name: str
    email: str


class RequestWhom(Schema):
    """Whom it is about; empty where the sender needs it themselves."""

    name: str
    email: str
    phone: str
    about: str


class ReferralRequest(Schema):
    """What came by the public page and waits. ``like``: people of the book who may have sent it."""

    id: UUID
    sender: RequestSender
    me: bool
    whom: RequestWhom
    need: str
    came_at: datetime
    like: list[ReferralPerson]


class ReferralRequestList(Schema):
    """All that wait, the newest first."""

    items: list[ReferralRequest]


class RequestTaken(Input):
    """From whom of the book; somebody new when left out."""

    person: UUID | None = None


class ReferralLetters(Schema):
    """Which letters you wish for, and whether your public page takes referrals."""

    moves: str
    reminders: bool
    intake: bool


class ReferralLettersChange(Input):
    """What to change; the rest stays."""

    moves: str | None = choice(Often, None)
    reminders: bool | None = None
    intake: bool | None = None
