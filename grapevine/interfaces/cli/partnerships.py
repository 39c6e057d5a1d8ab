"""`grapevine partners list` and its neighbours: agreements proposed, changed, signed, looked at together, ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import click
from django.conf import settings

from grapevine.domain.partnerships.actions import agreements as actions
from grapevine.domain.partnerships.actions import partner_links
from grapevine.domain.partnerships.queries import agreements as queries
from grapevine.domain.partnerships.rules.agreement import Move
from grapevine.domain.partnerships.rules.check_ins import KEPT, Answers
from grapevine.domain.partnerships.rules.terms import CADENCES, Side
from grapevine.domain.people import queries as people
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.partner_suggestions import partners
from grapevine.interfaces.exchange import partnerships as plain

_COLUMNS = ("name", "state", "waits_for", "version", "check_in_on", "review_on", "id")


class Day(click.ParamType):
    """A day, written 2026-03-31."""

    name = "DATE"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """The day; a sentence for what is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is no day: write 2026-03-31.", param, ctx)


def _wording(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a wording."""
    cadences = ", ".join(f"{days} ({said})" for days, said in CADENCES.items())
    for option in (
        click.option("--disclosure", help="What whoever is sent is told; with a regulated profession the usual words."),
        click.option("--note", help="What else you both hold to."),
        click.option("--review-on", type=Day(), help="When the whole is looked at again."),
        click.option("--cadence", type=int, help=f"Days between check-ins: {cadences}."),
        click.option("--introduce", help="How you introduce."),
        click.option("--their-moment", "their_moments", multiple=True, metavar="KEY", help="You listen for this."),
        click.option("--your-moment", "your_moments", multiple=True, metavar="KEY", help="They listen for this."),
        click.option("--they-hope", type=int, help="Referrals a quarter they hope to send; 0: no number."),
        click.option("--you-hope", type=int, help="Referrals a quarter you hope to send; 0: no number."),
    ):
        command = option(command)
    return command


def _said(options: dict[str, Any]) -> dict[str, Any]:
    return {name: (list(value) or None) if isinstance(value, tuple) else value for name, value in options.items()}


@click.command("list")
@click.option("--over", is_flag=True, help="Those that are over.")
@member_command
def list_(call: Call, over: bool) -> None:
    """Your agreements, whoever's turn it is first."""
    rows = [plain.agreement(one) for one in queries.agreements(call.actor, call.now, over=over)]
    call.table(rows, _COLUMNS, none="There is none.")


@click.command("show")
@click.argument("agreement_id", metavar="ID")
@member_command
def show(call: Call, agreement_id: str) -> None:
    """One agreement: its wording, what came of it, its steps, check-ins and links."""
    _whole(call, agreement_id)


@click.command("propose")
@click.option("--person", "person_id", metavar="ID", required=True)
@_wording
@member_command
def propose(call: Call, person_id: str, **options: Any) -> None:
    """Propose an agreement; you have signed this wording with it. Nothing is sent: hand over a link."""
    person = people.person(call.actor, person_id)
    regulated = actions.regulated_between(call.actor, person)
    said = plain.wording(_said(options), Side.OWNER, regulated=regulated)
    made = actions.propose(actor=call.actor, now=call.now, person_uid=person_id, said=said)
    _whole(call, made.uid)


@click.command("change")
@click.argument("agreement_id", metavar="ID")
@click.option("--version", type=int, required=True, help="The wording you read.")
@click.option("--words", default="", help="What you say along with it.")
@_wording
@member_command
def change(call: Call, agreement_id: str, version: int, words: str, **options: Any) -> None:
    """Put another wording on the table: only what you name changes."""
    seen = queries.agreement_of(call.actor, agreement_id, call.now)
    said = plain.wording(_said(options), seen.side, seen.terms)
    find = actions.as_member(call.actor, agreement_id)
    actions.change(now=call.now, find=find, version=version, said=said, note=words)
    _whole(call, agreement_id)


@click.command("sign")
@click.argument("agreement_id", metavar="ID")
@click.option("--version", type=int, required=True, help="The wording you read.")
@member_command
def sign(call: Call, agreement_id: str, version: int) -> None:
    """Sign the wording that you read; it is in force when both have."""
    actions.sign(now=call.now, find=actions.as_member(call.actor, agreement_id), version=version)
    _whole(call, agreement_id)


@click.command("check-in")
@click.argument("agreement_id", metavar="ID")
@click.option("--kept", type=click.Choice(list(KEPT)), required=True, help="Did you keep your part?")
@click.option("--helped", default="", help="What helped.")
@click.option("--change", default="", help="What should change.")
@click.option("--step", default="", help="Your next step.")
@member_command
def check_in(call: Call, agreement_id: str, **said: str) -> None:
    """Say your word at the look together; your partner sees it."""
    find = actions.as_member(call.actor, agreement_id)
    actions.check_in(now=call.now, find=find, answers=Answers(**said))
    _whole(call, agreement_id)


def _step(move: Move, told: str) -> click.Command:
    @click.command(move.value)
    @click.argument("agreement_id", metavar="ID")
    @click.option("--words", default="", help="What you say along with it.")
    @member_command
    def step(call: Call, agreement_id: str, words: str, until: date | None = None) -> None:
        find = actions.as_member(call.actor, agreement_id)
        actions.answer(now=call.now, find=find, move=move, note=words, until=until)
        _whole(call, agreement_id)

    step.help = told
    if move is Move.PAUSE:
        step.params.append(click.Option(["--until"], type=Day(), help="It goes on by itself on this day."))
    return step


decline = _step(Move.DECLINE, "Decline the wording that waits for you.")
withdraw = _step(Move.WITHDRAW, "Take back the wording you proposed, as long as it is not signed.")
pause = _step(Move.PAUSE, "Let an agreement rest.")
resume = _step(Move.RESUME, "Let it go on.")
end = _step(Move.END, "End it; what happened stays on record.")


@click.command("link")
@click.argument("agreement_id", metavar="ID")
@click.option("--days", type=int, default=partner_links.DAYS, show_default=True, help="How long it works.")
@click.option("--they-agreed", is_flag=True, help="They wanted to hear no more, and told you that you may.")
@member_command
def link(call: Call, agreement_id: str, days: int, they_agreed: bool) -> None:
    """Make a link to the partner's own page, for somebody without an account. You hand it over; nothing is sent."""
    made, secret = partner_links.make_link(
        actor=call.actor, now=call.now, partnership_uid=agreement_id, days=days, they_agreed=they_agreed
    )
    address = f"{settings.BASE_URL}/p/{secret}"
    call.answer({**plain.link(made), "link": address}, [address, f"id: {made.uid}"])


@click.command("revoke-link")
@click.argument("link_id", metavar="ID")
@member_command
def revoke_link(call: Call, link_id: str) -> None:
    """Take such a link back; the agreement stays."""
    partner_links.revoke_link(actor=call.actor, now=call.now, link_uid=link_id)
    call.answer({"revoked": link_id}, "Taken back. The link opens nothing any more.")


def _whole(call: Call, uid: object) -> None:
    seen = queries.agreement_of(call.actor, uid, call.now)
    links = queries.links_of(seen, call.now) if seen.side is Side.OWNER else []
    shown = {
        **plain.agreement(seen),
        "steps": plain.history(seen.partnership, seen.side),
        "check_ins": [plain.check_in(row, seen.side) for row in queries.check_ins_of(seen.partnership)],
        "links": [plain.link(row) for row in links],
    }
    call.answer(shown, _lines(shown))


def _lines(shown: dict[str, Any]) -> list[str]:
    waits = {"": "", "you": "; waits for you", "them": "; waits for them"}[shown["waits_for"]]
    said, came = shown["terms"], shown["produced"]
    hopes = [f"{who} {said[f'{who}_hope'] or 'as it comes'}" for who in ("you", "they")]
    return [
        f"{shown['name']}: {shown['state']}, wording {shown['version']}{waits}",
        f"hopes a quarter: {', '.join(hopes)}",
        f"sent so far: you {came['you']}, they {came['they']}; {shown['health']['words'].lower()}",
        f"check-in: {shown['check_in_on'] or '-'}, review: {shown['review_on'] or said['review_on'] or '-'}",
        *(_step_line(one) for one in shown["steps"]),
        f"id: {shown['id']}",
    ]


def _step_line(one: dict[str, Any]) -> str:
    day = f"{datetime.fromisoformat(one['at']):%Y-%m-%d}"
    return f"  {day}  {one['by']:4}  {one['move']} ({one['version']}) {one['note']}".rstrip()


COMMANDS = (
    list_, show, propose, change, sign, check_in, decline, withdraw, pause, resume, end, link, revoke_link,
)  # fmt: skip
for _command in COMMANDS:
    partners.add_command(_command)
