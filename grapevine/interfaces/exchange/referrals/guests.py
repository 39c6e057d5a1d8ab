"""Plain data of links, requests and wishes about referrals: one form for the API and the command line."""

from __future__ import annotations

from typing import Any

from grapevine.domain.referrals.models import Address, LettersWished
from grapevine.domain.referrals.queries.incoming import Waiting


def link(one: Address) -> dict[str, Any]:
    """One link; its secret is not kept."""
    return {
        "id": str(one.uid), "purpose": one.purpose, "made_at": one.created_at, "expires_at": one.expires_at,
        "remind": one.remind,
    }  # fmt: skip


def request(one: Waiting) -> dict[str, Any]:
    """One request of the public page, with the people of the book who may have sent it."""
    row = one.row
    return {
        "id": str(row.uid), "sender": {"name": row.sender_name, "email": row.sender_email}, "me": row.self_sent,
        "whom": {"name": row.name, "email": row.email, "phone": row.phone, "about": row.about}, "need": row.need,
        "came_at": row.created_at, "like": [{"id": str(each.uid), "name": each.name} for each in one.like],
    }  # fmt: skip


def wished(row: LettersWished) -> dict[str, Any]:
    """Which letters somebody wishes for, and whether their page takes referrals."""
    return {"moves": row.moves, "reminders": row.reminders, "intake": row.intake}
