"""`grapevine referrals links`, `requests`, `letters`: those without an account, the public page, what is written."""

from __future__ import annotations

import click

from grapevine.domain.referrals.actions.intake import accept_incoming, drop_incoming
from grapevine.domain.referrals.actions.links import revoke_link
from grapevine.domain.referrals.actions.wished import wish_letters
from grapevine.domain.referrals.actions.writing import make_link
from grapevine.domain.referrals.queries.incoming import incoming, with_senders
from grapevine.domain.referrals.queries.ways import way, ways
from grapevine.domain.referrals.queries.wished import wished_of
from grapevine.domain.referrals.rules.addresses import DAYS, PURPOSES
from grapevine.domain.referrals.rules.wished import Often
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange.referrals import guests as plain
from grapevine.interfaces.mail import referral_ways
from grapevine.kit.errors import NotFound


@click.group("links")
def links() -> None:
    """Links by which somebody without an account agrees, or answers."""


@links.command("make")
@click.argument("referral_id", metavar="ID")
@click.argument("purpose", type=click.Choice(PURPOSES))
@click.option("--days", type=int, default=DAYS, show_default=True, help="How long it works.")
@member_command
def make(call: Call, referral_id: str, purpose: str, days: int) -> None:
    """Make a link for the prospect or the receiver. You hand it over; nothing is sent. An older one ends."""
    own, to = way(call.actor, referral_id, purpose, call.now)
    made, secret = make_link(actor=call.actor, now=call.now, referral_uid=referral_id, purpose=purpose, days=days)
    if to is None:  # the action has refused it already
        raise NotFound("There is no link to be made for this now.")
    told = referral_ways.handed(own, to, made, secret)
    call.answer({**plain.link(made), **told}, [told["link"], "", told["letter"]])


@links.command("list")
@click.argument("referral_id", metavar="ID")
@member_command
def list_links(call: Call, referral_id: str) -> None:
    """List the links of one referral that work."""
    _, found = ways(call.actor, referral_id, call.now)
    rows = [plain.link(each) for way in found for each in way.live]
    call.table(rows, ("purpose", "made_at", "expires_at", "remind", "id"), none="No link works.")


@links.command("revoke")
@click.argument("link_id", metavar="ID")
@member_command
def revoke(call: Call, link_id: str) -> None:
    """Take a link back."""
    revoke_link(actor=call.actor, now=call.now, address_uid=link_id)
    call.answer({"revoked": link_id}, "Taken back. The link opens nothing any more.")


@click.group("requests")
def requests() -> None:
    """What somebody sent by your public page."""


@requests.command("list")
@member_command
def list_requests(call: Call) -> None:
    """List what waits for your word, the newest first."""
    rows = [plain.request(each) for each in with_senders(call.actor, list(incoming(call.actor)))]
    if not call.json:
        rows = [{**row, "sender": row["sender"]["name"], "who": row["whom"]["name"] or "themselves"} for row in rows]
    call.table(rows, ("who", "need", "sender", "came_at", "id"), none="Nothing waits.")


@requests.command("accept")
@click.argument("request_id", metavar="ID")
@click.option("--person", "person_id", metavar="ID", help="Who of your book sent it; somebody new when left out.")
@member_command
def accept(call: Call, request_id: str, person_id: str | None) -> None:
    """Take it on: it becomes a referral that you received."""
    made = accept_incoming(actor=call.actor, now=call.now, incoming_uid=request_id, person_uid=person_id)
    call.answer({"id": str(made.uid), "stage": made.stage}, f"Taken on. id: {made.uid}")


@requests.command("drop")
@click.argument("request_id", metavar="ID")
@member_command
def drop(call: Call, request_id: str) -> None:
    """Drop it: nothing of it is kept."""
    drop_incoming(actor=call.actor, now=call.now, incoming_uid=request_id)
    call.answer({"dropped": request_id}, "Dropped. Nothing of it is kept.")


@click.command("letters")
@click.option("--moves", type=click.Choice([each.value for each in Often]), help="How often you are told of moves.")
@click.option("--remind/--no-remind", default=None, help="A letter when it is your turn.")
@click.option("--intake/--no-intake", default=None, help="Whether your public page takes referrals.")
@member_command
def letters(call: Call, moves: str | None, remind: bool | None, intake: bool | None) -> None:
    """Which letters about referrals you wish for; says what holds, and changes what is named."""
    if moves is None and remind is None and intake is None:
        row = wished_of(call.actor)
    else:
        row = wish_letters(actor=call.actor, now=call.now, moves=moves, reminders=remind, intake=intake)
    told = plain.wished(row)
    call.answer(told, [f"{name}: {value}" for name, value in told.items()])
