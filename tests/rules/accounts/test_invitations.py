"""Who may invite, whether an invitation lives, whom it is for, and who may sign up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from grapevine.domain.accounts.rules.access import Actor, Role, SeatFact
from grapevine.domain.accounts.rules.invitations import (
    InvitationFact,
    ends,
    is_for,
    lives,
    may_invite,
    may_sign_up,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LIVING = InvitationFact(email="", expires_at=NOW + timedelta(days=1), used=False, revoked=False)


def somebody(role: Role | None = None, scopes: frozenset[str] | None = None) -> Actor:
    """An actor with one seat in chapter 5 of organisation 1, or none."""
    seats = (SeatFact(role, 1, None if role is Role.ORGANISER else 5),) if role else ()
    return Actor(member_id=1, name="Leah", email="l@x.example", scopes=scopes, seats=seats)


@pytest.mark.parametrize(
    "role, here, elsewhere",
    [(None, False, False), (Role.MEMBER, False, False), (Role.OFFICER, True, False), (Role.ORGANISER, True, True)],
    ids=str,
)
def test_officers_invite_to_their_chapter_and_organisers_to_all_of_theirs(role, here, elsewhere) -> None:
    actor = somebody(role)
    assert may_invite(actor, organisations=1, chapter_id=5, organisation_id=1) is here
    assert may_invite(actor, organisations=1, chapter_id=6, organisation_id=1) is elsewhere
    assert not may_invite(actor, organisations=1, chapter_id=6, organisation_id=2)
    assert may_invite(actor, organisations=1) is here


def test_on_a_fresh_system_a_lone_member_invites() -> None:
    assert may_invite(somebody(), organisations=0)
    assert not may_invite(somebody(), organisations=0, chapter_id=5, organisation_id=1)


def test_no_program_invites() -> None:
    assert not may_invite(somebody(Role.ORGANISER, scopes=frozenset({"members:invite"})), organisations=0)


@pytest.mark.parametrize("days, possible", [(0, False), (1, True), (90, True), (91, False), (-3, False)])
def test_an_invitation_ends(days: int, possible: bool) -> None:
    assert ends(NOW, days) == (NOW + timedelta(days=days) if possible else None)


def test_an_invitation_lives_until_it_is_used_revoked_or_over() -> None:
    assert lives(LIVING, NOW)
    assert not lives(LIVING, LIVING.expires_at)
    assert not lives(InvitationFact("", LIVING.expires_at, used=True, revoked=False), NOW)
    assert not lives(InvitationFact("", LIVING.expires_at, used=False, revoked=True), NOW)


def test_an_invitation_with_an_address_is_for_that_address() -> None:
    named = InvitationFact("Ben@Okafor.example", LIVING.expires_at, used=False, revoked=False)
    assert is_for(named, " ben@okafor.example ") and not is_for(named, "tom@halloran.example")
    assert is_for(LIVING, "tom@halloran.example")


@pytest.mark.parametrize(
    "way, invited, may",
    [("open", False, True), ("open", True, True), ("invite", False, False), ("invite", True, True),
     ("closed", True, False), ("opne", True, False)],
)  # fmt: skip
def test_the_setting_says_who_may_sign_up(way: str, invited: bool, may: bool) -> None:
    assert may_sign_up(way, invited=invited) is may
