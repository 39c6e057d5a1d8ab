"""`grapevine links`: two members whose ledgers speak with each other."""

from __future__ import annotations

from typing import Any

import click
from django.conf import settings

from grapevine.domain.depth import queries
from grapevine.domain.depth.actions.links import ask_to_link, decline_link, end_link
from grapevine.domain.depth.models import Link
from grapevine.domain.network.actions.links import accept_link
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.kit import ids


@click.group()
def links() -> None:
    """Members whose ledgers speak with yours, by mutual consent."""


@links.command("list")
@member_command
def list_(call: Call) -> None:
    """Whom you are linked with, who asks to be, and whom you asked."""
    rows = [_shape(call, link) for link in queries.links(call.actor)]
    call.table(rows, ["name", "state", "asked_by_me", "created_at", "expires_at", "id"], none="Nobody yet.")


@links.command("ask")
@click.option("--person", "person_id", metavar="ID", required=True)
@member_command
def ask(call: Call, person_id: str) -> None:
    """Make a link by which this person, if a member, can agree. You hand it over; nothing is sent."""
    link, secret = ask_to_link(actor=call.actor, now=call.now, person_uid=person_id)
    address = f"{settings.BASE_URL}/link/{secret}"
    call.answer({**_shape(call, link), "link": address}, address)


@links.command("accept")
@click.argument("request")
@click.option("--person", "person_id", metavar="ID", help="Who asked, in your own book; left out, they are added.")
@member_command
def accept(call: Call, request: str, person_id: str | None) -> None:
    """Agree to a REQUEST: its id, or the link that was handed to you."""
    link = accept_link(actor=call.actor, now=call.now, person_uid=person_id, **_which(request))
    found = queries.link(call.actor, link.uid)
    call.answer(_shape(call, found), f"You and {found.owner.name} are linked.")


@links.command("decline")
@click.argument("request")
@member_command
def decline(call: Call, request: str) -> None:
    """Leave a REQUEST as it is; who asked is not told."""
    decline_link(actor=call.actor, now=call.now, **_which(request))
    call.answer({"declined": True}, "Left as it is. Who asked is not told.")


@links.command("end")
@click.argument("link_id", metavar="ID")
@member_command
def end(call: Call, link_id: str) -> None:
    """End a link, or take your request back; what came from the other ledger is out again."""
    end_link(actor=call.actor, now=call.now, link_uid=link_id)
    call.answer({"ended": link_id}, "Ended. What came from the other ledger is out again, on both sides.")


def _which(request: str) -> dict[str, Any]:
    text = request.strip().rsplit("/", 1)[-1]
    return {"link_uid": text} if ids.parse(text) else {"secret": text or "-"}


def _shape(call: Call, link: Link) -> dict[str, Any]:
    mine = link.owner_id == call.actor.member_id
    return {
        "id": str(link.uid),
        "asked_by_me": mine,
        "state": queries.link_state(call.actor, link, call.now),
        "name": link.person.name if mine else link.owner.name,
        "created_at": link.created_at,
        "expires_at": link.expires_at,
        "accepted_at": link.accepted_at,
    }
