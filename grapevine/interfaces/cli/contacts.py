"""`grapevine contacts`: accounts of contacts (CardDAV) that the book is kept in step with."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from grapevine.domain.imports.actions import contact_accounts as actions
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.imports.queries import contacts as queries
from grapevine.domain.imports.rules.one_value import HERE, THERE
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import imports
from grapevine.interfaces.exchange.carddav import jobs, telling

_PASSWORD = "The password there is read from standard input, or asked for."


@click.group("contacts")
def contacts() -> None:
    """Address books on other servers (CardDAV): read only, unless more is switched on."""


@contacts.command("list")
@member_command
def list_accounts(call: Call) -> None:
    """Show every account with its state."""
    told = [telling.account(found, call.now) for found in queries.accounts(call.actor)]
    lines = [line for each in told for line in _words(each)]
    call.answer(told, lines or "No account yet: grapevine contacts connect ADDRESS --user NAME")


@contacts.command("connect", epilog=_PASSWORD)
@click.argument("address", metavar="ADDRESS")
@click.option("--user", required=True, help="Your name there.")
@member_command
def connect(call: Call, address: str, user: str) -> None:
    """Find the address books at ADDRESS, keep the account, and bring its people in."""
    found = jobs.connect(
        actor=call.actor, now=call.now, address=address, user=user, password=_password(), queue=False
    )
    _tell(call, _look(call, found) if found.phase == "ready" else found)


@contacts.command("books")
@click.argument("account_id", metavar="ID")
@click.argument("books", metavar="BOOK...", nargs=-1, required=True)
@member_command
def books(call: Call, account_id: str, books: Sequence[str]) -> None:
    """Keep these address books (ids) in step, and no others."""
    _tell(call, actions.choose(actor=call.actor, now=call.now, account_uid=account_id, book_uids=books))


@contacts.command("sync")
@click.argument("account_id", metavar="ID")
@member_command
def sync(call: Call, account_id: str) -> None:
    """Compare both sides now and bring them in step."""
    _tell(call, _look(call, queries.account(call.actor, account_id)))


@contacts.command("sends")
@click.argument("account_id", metavar="ID")
@click.option("--on/--off", "sends", default=None, help="Write changes made here there, or only read.")
@click.option("--creates", is_flag=True, help="With --on: add people there who are only here.")
@click.option("--deletes", is_flag=True, help="With --on: delete cards there of people put aside or erased here.")
@member_command
def sends(call: Call, account_id: str, sends: bool | None, creates: bool, deletes: bool) -> None:
    """Say what may be done on the server; without --on or --off, show what each would do now."""
    if sends is None:
        seen = telling.preview(call.actor, queries.account(call.actor, account_id))
        call.answer(seen, f"Of {seen['cards']} cards there: {seen['change']} would change, {seen['create']} come"
                          f" with --creates, {seen['delete']} go with --deletes.")  # fmt: skip
        return
    _tell(call, actions.set_switches(
        actor=call.actor, now=call.now, account_uid=account_id, sends=sends, creates=creates, deletes=deletes
    ))  # fmt: skip


@contacts.command("clashes")
@click.argument("account_id", metavar="ID")
@member_command
def clashes(call: Call, account_id: str) -> None:
    """Fields that both sides changed to something else."""
    found = telling.clashes(call.actor, queries.account(call.actor, account_id))
    call.table(found, ("name", "field", "here", "there", "person"), none="Nothing clashes.")


@contacts.command("settle")
@click.argument("account_id", metavar="ID")
@click.argument("person_id", metavar="PERSON")
@click.argument("field", metavar="FIELD")
@click.argument("word", type=click.Choice((HERE, THERE)))
@member_command
def settle(call: Call, account_id: str, person_id: str, field: str, word: str) -> None:
    """Settle a clash: keep what stands here, or take what stands there."""
    actions.answer_clash(
        actor=call.actor, now=call.now, account_uid=account_id, person_uid=person_id, field=field, word=word
    )
    _tell(call, queries.account(call.actor, account_id))


@contacts.command("allow")
@click.argument("account_id", metavar="ID")
@member_command
def allow(call: Call, account_id: str) -> None:
    """Yes: as many people as are asked about are to go."""
    _tell(call, actions.allow(actor=call.actor, now=call.now, account_uid=account_id))


@contacts.command("pause")
@click.argument("account_id", metavar="ID")
@member_command
def pause(call: Call, account_id: str) -> None:
    """Look at an account no more for now; everything stays."""
    _tell(call, actions.pause(actor=call.actor, now=call.now, account_uid=account_id))


@contacts.command("resume")
@click.argument("account_id", metavar="ID")
@member_command
def resume(call: Call, account_id: str) -> None:
    """Let a paused account go on."""
    _tell(call, actions.pause(actor=call.actor, now=call.now, account_uid=account_id, paused=False))


@contacts.command("password", epilog=_PASSWORD)
@click.argument("account_id", metavar="ID")
@member_command
def password(call: Call, account_id: str) -> None:
    """Enter another password; it is tried before it is kept."""
    found = jobs.new_password(
        actor=call.actor, now=call.now, account_uid=account_id, password=_password(), queue=False
    )
    _tell(call, found)


@contacts.command("disconnect")
@click.argument("account_id", metavar="ID")
@click.option("--take-back", is_flag=True, help="Whoever came only from there goes again.")
@member_command
def disconnect(call: Call, account_id: str, take_back: bool) -> None:
    """Forget an account and its password; nothing changes there."""
    batches = jobs.disconnect(
        actor=call.actor, now=call.now, account_uid=account_id, take_back=take_back, queue=False
    )
    for batch in batches:
        imports.finish(call.actor, batch.uid)
    call.answer({"id": account_id, "undone": len(batches)}, f"Disconnected; {len(batches)} imports taken back.")


def _look(call: Call, found: ContactAccount) -> ContactAccount:
    found = jobs.look_now(actor=call.actor, now=call.now, account_uid=found.uid, queue=False)
    if found.message:
        raise click.ClickException(found.message)
    return found


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password there", hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _tell(call: Call, found: ContactAccount) -> None:
    told = telling.account(found, call.now)
    call.answer(told, _words(told))


def _words(told: dict[str, Any]) -> list[str]:
    cards, last = told["cards"], told["last"]
    trouble = f" ({told['message']})" if told["message"] else ""
    ways = "both ways" if told["sends"] else "only read"
    head = f"{told['host']} [{told['user']}]: {told['state']}{trouble}; {ways}"
    lines = [f"{head}; people: {cards['people']}; {told['id']}"]
    changed = ", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in last.items() if count)
    lines += [f"  last look: {changed}"] if changed else []
    if cards["waiting"] or cards["clashes"]:
        lines.append(f"  for you: {cards['waiting']} questions (grapevine import list), {cards['clashes']} clashes")
    if any(told["asked"].values()):
        here, there = told["asked"]["here"], told["asked"]["there"]
        lines.append(f"  would go: {here} here, {there} there (grapevine contacts allow)")
    if told["state"] == "choosing":
        lines += [f"  {book['name']}: {book['id']}" for book in told["books"]]
    return lines
