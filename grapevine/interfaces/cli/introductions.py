"""`grapevine introductions`: whom you want to meet, who knows whom, and requests step by step."""

from __future__ import annotations

from typing import Any

import click

from grapevine.domain.network.actions import introductions as actions
from grapevine.domain.network.actions import wishes
from grapevine.domain.network.queries import introductions as queries
from grapevine.domain.network.rules.introductions.across import OPENS, STANDINGS
from grapevine.domain.network.rules.introductions.knows import HOW_SURE, HOW_WELL, KNOW, TOLD
from grapevine.domain.network.rules.introductions.requests import ASKER, GO_BETWEEN, STATES, told
from grapevine.domain.network.rules.paths.tie import ASKABLE_BY
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import introductions as plain

_WISHES = ("name", "title", "firm", "state", "state_since", "id")
_REQUESTS = ("target", "go_between", "asker", "state", "at", "id")
_LETTER = click.option("--letter", type=click.File(encoding="utf-8"), help="A file with the words; - reads them.")


@click.group()
def introductions() -> None:
    """Whom you want to meet, and who could introduce you."""


@introductions.command("wishes")
@member_command
def list_wishes(call: Call) -> None:
    """List whom you want to meet."""
    found = list(queries.wishes(call.actor))
    stands = queries.standing_of(call.actor, found)
    call.table([plain.wish(one, stands[one.pk]) for one in found], _WISHES, none="Nobody yet.")


@introductions.command("wish")
@click.option("--person", "person_uid", metavar="ID", help="Somebody of your book.")
@click.option("--name", default="", help="Somebody who is not in it.")
@click.option("--firm", default="")
@click.option("--title", default="")
@click.option("--email", default="")
@click.option("--why", default="")
@member_command
def wish(call: Call, **said: Any) -> None:
    """Note somebody you want to meet."""
    made = wishes.add_wish(actor=call.actor, now=call.now, **said)
    call.answer(plain.wish(made, queries.standing_of(call.actor, [made])[made.pk]), ["Noted.", f"id: {made.uid}"])


@introductions.command("give-up")
@click.argument("wish_id", metavar="WISH")
@click.option("--again", is_flag=True, help="Look again.")
@member_command
def give_up(call: Call, wish_id: str, again: bool) -> None:
    """Look for somebody no longer."""
    row = wishes.give_up_wish(actor=call.actor, now=call.now, wish_uid=wish_id, again=again)
    stands = queries.standing_of(call.actor, [row])[row.pk]
    call.answer(plain.wish(row, stands), f"{row.name}: {stands.state.replace('_', ' ')}.")


@introductions.command("forget")
@click.argument("wish_id", metavar="WISH")
@member_command
def forget(call: Call, wish_id: str) -> None:
    """Forget a wish with its requests; your ledgers stay."""
    wishes.delete_wish(actor=call.actor, now=call.now, wish_uid=wish_id)
    call.answer({"id": wish_id, "deleted": True}, "Forgotten.")


@introductions.command("knows")
@click.argument("one_uid", metavar="PERSON")
@click.option("--other", "other_uid", metavar="ID", help="Another person of your book.")
@click.option("--wish", "wish_uid", metavar="ID", help="Somebody you want to meet.")
@click.option("--how-well", type=click.Choice(list(HOW_WELL)), default=KNOW, show_default=True)
@click.option("--how-sure", type=click.Choice(list(HOW_SURE)), default=TOLD, show_default=True)
@member_command
def knows(call: Call, **said: Any) -> None:
    """Note that two others know each other."""
    if bool(said["other_uid"]) == bool(said["wish_uid"]):
        raise click.UsageError("Say whom: --other or --wish.")
    row = plain.acquaintance(wishes.add_acquaintance(actor=call.actor, now=call.now, **said))
    call.answer(row, f"{row['one_name']} and {row['other_name']} {HOW_WELL[row['how_well']]}.")


@introductions.command("not-so")
@click.argument("acquaintance_id", metavar="ID")
@member_command
def not_so(call: Call, acquaintance_id: str) -> None:
    """Strike out that two know each other."""
    wishes.delete_acquaintance(actor=call.actor, now=call.now, acquaintance_uid=acquaintance_id)
    call.answer({"id": acquaintance_id, "deleted": True}, "Struck out.")


@introductions.command("hide")
@click.argument("person_id", metavar="PERSON")
@click.option("--standing", type=click.Choice(STANDINGS), default="hidden", show_default=True)
@member_command
def hide(call: Call, person_id: str, standing: str) -> None:
    """Hide somebody from every path; --standing open lets members ask about them, --standing "" neither."""
    person = wishes.set_standing(actor=call.actor, now=call.now, person_uid=person_id, standing=standing)
    call.answer(
        {"person": str(person.uid), "standing": standing}, f"{person.name}: {standing or 'as your settings say'}."
    )


@introductions.command("allow")
@click.option("--askable-by", type=click.Choice(ASKABLE_BY), help="Who may ask you to introduce them.")
@click.option("--opens", type=click.Choice(OPENS), help="About whom of your book.")
@member_command
def allow(call: Call, askable_by: str | None, opens: str | None) -> None:
    """Show who may ask you to introduce them, or choose it."""
    now = queries.choice(call.actor)
    chosen = {"askable_by": askable_by or now.askable_by, "opens": opens or now.opens}
    if askable_by or opens:
        wishes.choose_askable(actor=call.actor, now=call.now, **chosen)
    call.answer(chosen, f"You may be asked by: {chosen['askable_by']}; about: {chosen['opens']}.")


@introductions.command("list")
@member_command
def list_requests(call: Call) -> None:
    """List requests, yours and to you."""
    mine = queries.requests(call.actor).select_related("owner")
    found = [*mine, *queries.asked_of_me(call.actor).select_related("member")]
    call.table([plain.introduction(row, call.actor) for row in found], _REQUESTS, none="No requests.")


@introductions.command("show")
@click.argument("introduction_id", metavar="ID")
@member_command
def show(call: Call, introduction_id: str) -> None:
    """Show a request with its letter and what can follow."""
    row = plain.introduction(queries.introduction(call.actor, introduction_id), call.actor)
    call.answer(row, [f"{row['asker']} to {row['target']}, through {row['go_between']}: {STATES[row['state']]}",
                      f"next: {', '.join(row['next']) or 'nothing'}", "", row["letter"]])  # fmt: skip


@introductions.command("draft")
@click.argument("wish_uid", metavar="WISH")
@click.option("--person", "person_uid", metavar="ID", help="A go-between of your book.")
@click.option("--member", "member_uid", metavar="ID", help="A member who may be asked.")
@_LETTER
@member_command
def draft(call: Call, letter: Any, **said: Any) -> None:
    """Draft a request to a go-between."""
    if bool(said["person_uid"]) == bool(said["member_uid"]):
        raise click.UsageError("Say through whom: --person or --member.")
    words = letter.read() if letter else ""
    made = actions.draft_introduction(actor=call.actor, now=call.now, letter=words, **said)
    row = plain.introduction(queries.introduction(call.actor, made.uid), call.actor)
    call.answer(row, [row["letter"], "", f"id: {row['id']}"])


@introductions.command("letter")
@click.argument("introduction_id", metavar="ID")
@click.argument("words", metavar="FILE", type=click.File(encoding="utf-8"))
@member_command
def letter(call: Call, introduction_id: str, words: Any) -> None:
    """Change the letter to the words of FILE; - reads them."""
    row = actions.edit_letter(actor=call.actor, now=call.now, introduction_uid=introduction_id, letter=words.read())
    call.answer(plain.introduction(row, call.actor), "The letter is kept.")


@introductions.command("step")
@click.argument("introduction_id", metavar="ID")
@click.argument("state", type=click.Choice(list(STATES)))
@click.option("--note", default="", help="A word with it; a member who is asked, or asks, reads it too.")
@member_command
def step(call: Call, introduction_id: str, state: str, note: str) -> None:
    """Say how a request goes on."""
    row = actions.take_step(actor=call.actor, now=call.now, introduction_uid=introduction_id, state=state, note=note)
    by = ASKER if row.owner_id == call.actor.member_id else GO_BETWEEN
    call.answer(plain.introduction(row, call.actor), f"Kept: {told(row.state, by)}.")
