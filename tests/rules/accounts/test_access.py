"""Who may do what: the whole table, written out once more by hand."""

from __future__ import annotations

import pytest

from grapevine.domain.accounts.rules.access import (
    OWN,
    SCOPES,
    Actor,
    Permission,
    Role,
    SeatFact,
    allowed,
    require,
    require_scope,
)
from grapevine.kit.errors import NotAllowed

IN_CHAPTER = {
    Role.MEMBER: {"chapter:read"},
    Role.OFFICER: {"chapter:read", "chapter:write", "members:invite"},
    Role.ORGANISER: {"chapter:read", "chapter:write", "organisation:read", "organisation:write", "members:invite"},
}
OF_ONES_OWN = {
    "people:read", "people:write", "touches:read", "touches:write", "gives:read", "gives:write", "network:read",
    "imports:read", "imports:write", "letters:read", "letters:write",
    "referrals:read", "referrals:write", "stories:read", "stories:write", "webhooks:read", "webhooks:write",
    "export:read", "account:read", "account:write",
}  # fmt: skip


def somebody(role: Role | None = None, chapter: int | None = 5, scopes: frozenset[str] | None = None) -> Actor:
    """An actor with one seat in chapter 5 of organisation 1, or none."""
    seats = (SeatFact(role, 1, None if role is Role.ORGANISER else chapter),) if role else ()
    return Actor(member_id=1, name="Leah", email="l@x.example", scopes=scopes, seats=seats)


@pytest.mark.parametrize("permission", Permission, ids=str)
@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_every_role_and_permission(role: Role | None, permission: Permission) -> None:
    wanted = permission.value in OF_ONES_OWN | (IN_CHAPTER[role] if role else set())
    assert allowed(somebody(role), permission, chapter_id=5, organisation_id=1) is wanted


@pytest.mark.parametrize("permission", sorted(set(Permission) - OWN), ids=str)
@pytest.mark.parametrize("role", Role, ids=str)
def test_a_seat_elsewhere_allows_nothing_here(role: Role, permission: Permission) -> None:
    assert not allowed(somebody(role, chapter=6), permission, chapter_id=5, organisation_id=2)
    assert not allowed(somebody(role), permission)


def test_a_members_seat_does_not_cover_the_organisation() -> None:
    assert not allowed(somebody(Role.OFFICER), Permission.CHAPTER_WRITE, organisation_id=1)
    assert not allowed(somebody(Role.OFFICER, chapter=6), Permission.CHAPTER_WRITE, chapter_id=5, organisation_id=1)


@pytest.mark.parametrize("permission", Permission, ids=str)
def test_a_token_does_only_what_its_scopes_say(permission: Permission) -> None:
    only = somebody(Role.ORGANISER, scopes=frozenset({permission.value}))
    for asked in Permission:
        assert allowed(only, asked, chapter_id=5, organisation_id=1) is (asked is permission)
    with pytest.raises(NotAllowed, match="lacks the scope"):
        require(somebody(scopes=frozenset()), permission)


def test_the_scope_alone_is_asked_before_the_place_is_known() -> None:
    require_scope(somebody(scopes=frozenset({"organisation:read"})), Permission.ORGANISATION_READ)
    require_scope(somebody(), Permission.ORGANISATION_READ)
    with pytest.raises(NotAllowed, match="lacks the scope organisation:read"):
        require_scope(somebody(Role.ORGANISER, scopes=frozenset({"people:read"})), Permission.ORGANISATION_READ)


def test_no_token_can_change_the_account() -> None:
    assert set(SCOPES) == OF_ONES_OWN - {"account:write"} | {"organisation:read"}
    with pytest.raises(NotAllowed, match="role does not include"):
        require(somebody(), Permission.CHAPTER_WRITE, chapter_id=5)
