"""Who may do what: one table of role and permission, one list of token scopes, one question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from grapevine.kit.errors import NotAllowed


class Role(StrEnum):
    """What a seat allows. A member has one seat in a chapter; an organiser's seat stands above its chapters."""

    MEMBER = "member"
    OFFICER = "officer"
    ORGANISER = "organiser"


class Permission(StrEnum):
    """What can be asked for. The first word is the scope that a token needs."""

    BOOK_READ = "people:read"
    BOOK_WRITE = "people:write"
    TOUCHES_READ = "touches:read"
    TOUCHES_WRITE = "touches:write"
    GIVES_READ = "gives:read"
    GIVES_WRITE = "gives:write"
    NETWORK_READ = "network:read"
    REFERRALS_READ = "referrals:read"
    REFERRALS_WRITE = "referrals:write"
    STORIES_READ = "stories:read"
    STORIES_WRITE = "stories:write"
    IMPORTS_READ = "imports:read"
    IMPORTS_WRITE = "imports:write"
    LETTERS_READ = "letters:read"
    LETTERS_WRITE = "letters:write"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"
    EXPORT_READ = "export:read"
    ACCOUNT_READ = "account:read"
    ACCOUNT_WRITE = "account:write"
    CHAPTER_READ = "chapter:read"
    CHAPTER_WRITE = "chapter:write"
    ORGANISATION_READ = "organisation:read"
    ORGANISATION_WRITE = "organisation:write"
    MEMBERS_INVITE = "members:invite"


#: Everything about one's own book and account: every member has it, seat or no seat.
OWN = frozenset(
    {
        Permission.BOOK_READ,
        Permission.BOOK_WRITE,
        Permission.TOUCHES_READ,
        Permission.TOUCHES_WRITE,
        Permission.GIVES_READ,
        Permission.GIVES_WRITE,
        Permission.NETWORK_READ,
        Permission.REFERRALS_READ,
        Permission.REFERRALS_WRITE,
        Permission.STORIES_READ,
        Permission.STORIES_WRITE,
        Permission.IMPORTS_READ,
        Permission.IMPORTS_WRITE,
        Permission.LETTERS_READ,
        Permission.LETTERS_WRITE,
        Permission.WEBHOOKS_READ,
        Permission.WEBHOOKS_WRITE,
        Permission.EXPORT_READ,
        Permission.ACCOUNT_READ,
        Permission.ACCOUNT_WRITE,
    }
)

#: What a seat adds, in the chapter (or, for an organiser, the organisation) of that seat.
TABLE: dict[Role, frozenset[Permission]] = {
    Role.MEMBER: frozenset({Permission.CHAPTER_READ}),
    Role.OFFICER: frozenset({Permission.CHAPTER_READ, Permission.CHAPTER_WRITE, Permission.MEMBERS_INVITE}),
    Role.ORGANISER: frozenset(
        {
            Permission.CHAPTER_READ,
            Permission.CHAPTER_WRITE,
            Permission.ORGANISATION_READ,
            Permission.ORGANISATION_WRITE,
            Permission.MEMBERS_INVITE,
        }
    ),
}

#: What a token may be given. Making tokens and changing sign-in details needs a person at a screen.
SCOPES: tuple[str, ...] = tuple(
    sorted(p.value for p in OWN | {Permission.ORGANISATION_READ} if p is not Permission.ACCOUNT_WRITE)
)


@dataclass(frozen=True, slots=True)
class SeatFact:
    """One seat of the actor. ``chapter_id`` is None for an organiser of the whole organisation."""

    role: Role
    organisation_id: int
    chapter_id: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking. ``scopes`` is None for a person at a screen, a set for a token."""

    member_id: int
    name: str
    email: str
    scopes: frozenset[str] | None = None
    seats: tuple[SeatFact, ...] = ()
    tempo: str = "standard"
    time_zone: str = "UTC"


def allowed(
    actor: Actor, permission: Permission, *, chapter_id: int | None = None, organisation_id: int | None = None
) -> bool:
    """May they? Permissions of one's own need no place; the others need a seat that covers the place asked about."""
    if actor.scopes is not None and permission.value not in actor.scopes:
        return False
    if permission in OWN:
        return True
    return any(
        permission in TABLE[seat.role] and _covers(seat, chapter_id, organisation_id) for seat in actor.seats
    )


def require(
    actor: Actor, permission: Permission, *, chapter_id: int | None = None, organisation_id: int | None = None
) -> None:
    """Raise NotAllowed unless :func:`allowed`."""
    if not allowed(actor, permission, chapter_id=chapter_id, organisation_id=organisation_id):
        where = "this token lacks the scope" if actor.scopes is not None else "your role does not include"
        raise NotAllowed(f"Not allowed: {where} {permission.value}.")


def require_scope(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed when they come with a token without this scope; a seat is asked where the place is known."""
    if actor.scopes is not None and permission.value not in actor.scopes:
        raise NotAllowed(f"Not allowed: this token lacks the scope {permission.value}.")


def _covers(seat: SeatFact, chapter_id: int | None, organisation_id: int | None) -> bool:
    if chapter_id is not None and seat.chapter_id is not None:
        return seat.chapter_id == chapter_id
    if organisation_id is not None:
        return seat.organisation_id == organisation_id and seat.chapter_id is None
    return False
