"""Writes of accounts: members, seats, one-time links, invitations, tokens."""

from __future__ import annotations

from grapevine.domain.accounts.actions.api_tokens import make_token, revoke_token
from grapevine.domain.accounts.actions.invitations import invite, revoke_invitation, use_invitation
from grapevine.domain.accounts.actions.members import (
    PROFILE,
    add_member,
    checked_email,
    edit_member,
    erase_member,
    set_own_addresses,
)
from grapevine.domain.accounts.actions.organisations import add_chapter, add_organisation, give_seat
from grapevine.domain.accounts.actions.sign_in_links import LINK_LIVES, make_sign_in_link, use_sign_in_link

__all__ = [
    "LINK_LIVES",
    "PROFILE",
    "add_chapter",
    "add_member",
    "add_organisation",
    "checked_email",
    "edit_member",
    "erase_member",
    "give_seat",
    "invite",
    "make_sign_in_link",
    "make_token",
    "revoke_invitation",
    "revoke_token",
    "set_own_addresses",
    "use_invitation",
    "use_sign_in_link",
]
