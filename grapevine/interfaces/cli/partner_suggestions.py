"""`grapevine partners suggest` and `offer`: who could be a partner, and who may suggest you."""

from __future__ import annotations

from typing import Any

import click

from grapevine.domain.partnerships.actions import offers as actions
from grapevine.domain.partnerships.queries import offers as queries
from grapevine.domain.partnerships.queries.matching import BOOK, WHERE
from grapevine.domain.partnerships.queries.matching import suggest as suggestions
from grapevine.domain.partnerships.rules.matching.partner import GROUPS
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import partner_suggestions as plain

_PASSED = ("name", "at", "id")


@click.command("suggest")
@click.option("--where", type=click.Choice(WHERE), default=BOOK, show_default=True)
@click.option("--top", type=click.IntRange(1, 50), default=10, show_default=True)
@member_command
def suggest(call: Call, where: str, top: int) -> None:
    """Who could be a partner: whose clients need you, and yours them."""
    found = [plain.suggestion(one) for one in suggestions(call.actor, call.now, top, where)]
    lines = [line for one in found for line in _told(one)]
    call.answer(found, lines or "Nobody yet. Say what you work as, and what the people in your book do.")


@click.command("pass-over")
@click.argument("person_id", metavar="ID")
@click.option("--member", is_flag=True, help="ID is a member, not a person of your book.")
@member_command
def pass_over(call: Call, person_id: str, member: bool) -> None:
    """Do not suggest somebody again."""
    whom = {"member_uid": person_id} if member else {"person_uid": person_id}
    made = actions.pass_over(actor=call.actor, now=call.now, **whom)
    call.answer(plain.passed_over(made), ["Not suggested again.", f"id: {made.uid}"])


@click.command("passed-over")
@click.option("--again", metavar="ID", help="Suggest this one again.")
@member_command
def passed_over(call: Call, again: str | None) -> None:
    """List whom you do not want suggested, or take one of them back."""
    if again is not None:
        actions.take_back(actor=call.actor, now=call.now, uid=again)
        call.answer({"id": again, "suggested": True}, "May be suggested again.")
        return
    rows = [plain.passed_over(one) for one in queries.passed_over(call.actor)]
    call.table(rows, _PASSED, none="Nobody.")


@click.command("offer")
@click.option("--seen-by", help="nobody, chapter:ID or organisation:ID of a seat of yours.")
@click.option("--place", help="The town you work in.")
@click.option("--latitude", type=float)
@click.option("--longitude", type=float)
@click.option("--clients", multiple=True, type=click.Choice(list(GROUPS)), help="Whom you serve; may be repeated.")
@click.option("--languages", multiple=True, help="May be repeated.")
@click.option("--full/--room", default=None, help="Whether you have no room for another partner.")
@click.option("--overflow/--no-overflow", default=None, help="Whether you send clients on to your own profession.")
@click.option("--conflicts", multiple=True, help="A name or firm with whom it cannot be; may be repeated.")
@member_command
def offer(call: Call, **said: Any) -> None:
    """Show who may suggest you and what others know; or change what you name."""
    changed = {name: value for name, value in said.items() if value not in (None, ())}
    if changed:
        if changed.get("seen_by") == "nobody":
            changed["seen_by"] = ""
        draft = actions.Draft(**{**plain.offer(queries.offer(call.actor)), **changed})
        actions.save_offer(actor=call.actor, now=call.now, draft=draft)
    found = plain.offer(queries.offer(call.actor))
    call.answer(found, [f"{name}: {_shown(value)}" for name, value in found.items()])


@click.group()
def partners() -> None:
    """Who could be a partner, and who may suggest you."""


def attach(group: click.Group) -> None:
    """Put these commands into a group."""
    for command in (suggest, pass_over, passed_over, offer):
        group.add_command(command)


attach(partners)


def _told(one: dict[str, Any]) -> list[str]:
    ways = ("why_they_help_you", "why_you_help_them")
    back, out = (" ".join(one[way]) or "nothing speaks loudly for it" for way in ways)
    return [
        f"{one['score']:5.1f}  {one['name']}, {one['profession_key']}  {one['person'] or one['member']}",
        f"       you to them: {out}",
        f"       they to you: {back}",
    ]


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "-"
    return "-" if value in (None, "") else str(value)
