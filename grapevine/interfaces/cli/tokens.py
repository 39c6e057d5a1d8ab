"""`grapevine token`: keys for programs that speak to the API."""

from __future__ import annotations

from datetime import timedelta

import click

from grapevine.domain.accounts import actions, queries
from grapevine.domain.accounts.models import ApiToken
from grapevine.domain.accounts.rules.access import SCOPES
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.kit import ids


@click.group()
def token() -> None:
    """Keys for programs: make, list, revoke."""


@token.command("make")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="What it may do; several times.")
@click.option("--all", "everything", is_flag=True, help="Every scope there is.")
@click.option("--days", type=click.IntRange(1, 3650), help="It ends after so many days.")
@member_command
def make(call: Call, name: str, scopes: tuple[str, ...], everything: bool, days: int | None) -> None:
    """Make a token named NAME. Its secret is shown now and never again."""
    if not scopes and not everything:
        raise click.UsageError("Say what it may do: --scope people:read, ... or --all.")
    ends = call.now + timedelta(days=days) if days else None
    made, secret = actions.make_token(
        actor=call.actor, now=call.now, name=name, scopes=list(SCOPES if everything else scopes), expires_at=ends
    )
    call.answer({**as_row(made), "secret": secret}, [secret, "Keep it safe: it is not shown again."])


@token.command("list")
@member_command
def list_tokens(call: Call) -> None:
    """List the living tokens, newest first."""
    rows = [as_row(found) for found in queries.api_tokens(call.actor)]
    call.table(rows, ("name", "scopes", "created_at", "expires_at", "last_used_on", "id"), none="No token yet.")


@token.command("revoke")
@click.argument("token_id", metavar="ID")
@member_command
def revoke(call: Call, token_id: str) -> None:
    """End a token at once."""
    actions.revoke_token(actor=call.actor, now=call.now, uid=ids.parse(token_id))
    call.answer({"id": token_id, "revoked": True}, "Revoked.")


def as_row(found: ApiToken) -> dict[str, object]:
    """A token as programs get it; without its secret, which nobody knows any more."""
    return {
        "id": str(found.uid),
        "name": found.name,
        "scopes": found.scopes,
        "created_at": found.created_at,
        "expires_at": found.expires_at,
        "last_used_on": found.last_used_on,
    }
