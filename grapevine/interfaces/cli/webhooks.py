"""`grapevine webhooks`: programs that are told what happens, and what was sent to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from grapevine.domain.webhooks.actions import delivering
from grapevine.domain.webhooks.actions import endpoints as actions
from grapevine.domain.webhooks.models import Endpoint
from grapevine.domain.webhooks.queries import endpoints as queries
from grapevine.domain.webhooks.rules.events import EVENTS
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import webhooks as plain

ONCE = "Keep it safe: it is not shown again."
_ID = click.argument("webhook_id", metavar="ID")
_EVENTS = click.option(
    "--event", "events", multiple=True, type=click.Choice(list(EVENTS)), metavar="EVENT",
    help="What it hears of; several times. None: everything.",
)  # fmt: skip


@click.group()
def webhooks() -> None:
    """Programs of yours that are told of each move of a referral."""


@webhooks.command("list")
@member_command
def list_(call: Call) -> None:
    """Every webhook with its state."""
    rows = [plain.endpoint(each) for each in queries.endpoints(call.actor)]
    call.table(rows, ["name", "host", "paused_at", "paused_why", "failing_since", "id"], none="No webhook yet.")


@webhooks.command("add")
@click.argument("name")
@click.argument("address")
@_EVENTS
@member_command
def add(call: Call, name: str, address: str, events: Sequence[str]) -> None:
    """Tell the program at ADDRESS. Its secret is shown now and never again."""
    made, secret = actions.add_endpoint(actor=call.actor, now=call.now, name=name, address=address, events=events)
    _tell_secret(call, made, secret)


@webhooks.command("change")
@_ID
@click.option("--name")
@click.option("--address")
@_EVENTS
@click.option("--everything", is_flag=True, help="It hears of all there is.")
@member_command
def change(
    call: Call, webhook_id: str, name: str | None, address: str | None, events: Sequence[str], everything: bool
) -> None:
    """Another name, address or choice of events."""
    wanted = None if not events and not everything else events
    changed = actions.change_endpoint(
        actor=call.actor, now=call.now, endpoint_uid=webhook_id, name=name, address=address, events=wanted
    )
    call.answer(plain.endpoint(changed), "Changed.")


@webhooks.command("secret")
@_ID
@member_command
def secret(call: Call, webhook_id: str) -> None:
    """A new secret; for 24 hours the old one signs as well."""
    _tell_secret(call, *actions.rotate_secret(actor=call.actor, now=call.now, endpoint_uid=webhook_id))


@webhooks.command("pause")
@_ID
@member_command
def pause(call: Call, webhook_id: str) -> None:
    """Send nothing there for now."""
    paused = actions.pause_endpoint(actor=call.actor, now=call.now, endpoint_uid=webhook_id)
    call.answer(plain.endpoint(paused), "Paused. What happens meanwhile waits for up to 30 days.")


@webhooks.command("resume")
@_ID
@member_command
def resume(call: Call, webhook_id: str) -> None:
    """Let it go on, with what waited first."""
    going = actions.resume_endpoint(actor=call.actor, now=call.now, endpoint_uid=webhook_id)
    call.answer(plain.endpoint(going), "It goes on.")


@webhooks.command("remove")
@_ID
@member_command
def remove(call: Call, webhook_id: str) -> None:
    """Forget it, with its secret and its log."""
    actions.remove_endpoint(actor=call.actor, now=call.now, endpoint_uid=webhook_id)
    call.answer({"id": webhook_id}, "Removed.")


@webhooks.command("try")
@_ID
@member_command
def try_(call: Call, webhook_id: str) -> None:
    """Send a message about nothing, now, and say what came of it."""
    made = actions.try_endpoint(actor=call.actor, now=call.now, endpoint_uid=webhook_id)
    plain.send_due()
    found = plain.delivery(queries.deliveries(call.actor).get(pk=made.pk), webhook_id)
    last = (found["tries"] or [{"status": 0, "said": "It waits for the worker."}])[-1]
    if found["state"] != "delivered":
        raise click.ClickException(f"It was not taken: {last['status'] or 'no answer'}. {last['said']}".strip())
    call.answer(found, f"Taken: {last['status']} after {last['milliseconds']} ms.")


@webhooks.command("log")
@_ID
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@member_command
def log(call: Call, webhook_id: str, limit: int) -> None:
    """What was sent there in the last 30 days, or waits, newest first."""
    found = queries.endpoint(call.actor, webhook_id)
    rows = [_row(plain.delivery(each, found.uid)) for each in queries.deliveries(call.actor, found)[:limit]]
    call.table(rows, ["event", "state", "attempts", "created_at", "status", "said", "id"], none="Nothing yet.")


@webhooks.command("replay")
@click.argument("message_id", metavar="MESSAGE")
@member_command
def replay(call: Call, message_id: str) -> None:
    """Send a message once more, with the same id."""
    held = delivering.replay(actor=call.actor, now=call.now, delivery_uid=message_id)
    call.answer(plain.delivery(held, held.endpoint.uid), "On its way once more.")


def _row(told: dict[str, Any]) -> dict[str, Any]:
    """With the last try on the row itself, for the table."""
    last = told["tries"][-1] if told["tries"] else {"status": "", "said": ""}
    return {**told, "status": last["status"], "said": last["said"]}


def _tell_secret(call: Call, made: Endpoint, secret: str) -> None:
    call.answer({**plain.endpoint(made), "secret": secret}, [secret, ONCE])
