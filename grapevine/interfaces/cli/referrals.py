"""`grapevine referrals`: given and received, moved, thanked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import click

from grapevine.domain.referrals.actions import consenting, giving, introducing, moving, own, thanking
from grapevine.domain.referrals.models import Referral
from grapevine.domain.referrals.queries import board, figures
from grapevine.domain.referrals.queries.board import DUE, Filters
from grapevine.domain.referrals.queries.detail import detail
from grapevine.domain.referrals.queries.one import times_of
from grapevine.domain.referrals.queries.serving import SHOWN, serving
from grapevine.domain.referrals.rules.consent import BY_WORD
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.place import Warmth
from grapevine.domain.referrals.rules.thanks import Share
from grapevine.interfaces.cli import referral_guests
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange.referrals import plain
from grapevine.kit.errors import Refused

_COLUMNS = ("stage", "role", "who", "person", "turn", "next", "days", "overdue_days", "id")
_ROLES = click.Choice((By.GIVER.value, By.RECEIVER.value))
_AT = click.option("--at", metavar="TIME", help="When; now, when left out.")
_STAGES = tuple(stage.value for stage in Stage)


@click.group()
def referrals() -> None:
    """Whom you sent to whom, whom they sent you, and how it goes on."""


def _about(function: Any) -> Any:
    """The options that say whom it is about and what for."""
    for option in (
        click.option("--came-from", metavar="ID", help="The referral out of which this one came."),
        click.option(
            "--warmth",
            type=click.Choice([each.value for each in Warmth]),
            default=Warmth.KNOWS.value,
            show_default=True,
        ),
        click.option("--moment", default="", help="The client moment: see `grapevine moments list`."),
        click.option("--about", default="", help="What they should know, told only after consent."),
        click.option("--phone", default=""),
        click.option("--email", "their_email", default=""),
        click.option("--who", default="", help="Their name; only initials are told before they agree."),
    ):
        function = option(function)
    return function


@referrals.command("give")
@click.argument("person_id", metavar="PERSON")
@click.argument("need")
@_about
@click.option("--me", is_flag=True, help="You are the one who needs it.")
@member_command
def give(call: Call, person_id: str, need: str, me: bool, came_from: str | None, **said: str) -> None:
    """Note a referral to PERSON: NEED in a line that names nobody. It is sent once they agreed."""
    made = giving.give_referral(
        actor=call.actor, now=call.now, person_uid=person_id, whom=_whom(said), what=_what(need, said, me),
        came_from_uid=came_from,
    )  # fmt: skip
    _answer(call, made, "Noted. Ask them, then: grapevine referrals consent")


@referrals.command("note")
@click.argument("person_id", metavar="PERSON")
@click.argument("need")
@_about
@_AT
@member_command
def note(call: Call, person_id: str, need: str, at: str | None, came_from: str | None, **said: str) -> None:
    """Note a referral that came from PERSON."""
    made = giving.note_received(
        actor=call.actor, now=call.now, person_uid=person_id, whom=_whom(said), what=_what(need, said, False),
        at=call.moment(at), came_from_uid=came_from,
    )  # fmt: skip
    _answer(call, made, "Noted. They hear from you soon?")


def _whom(said: dict[str, str]) -> giving.Whom:
    return giving.Whom(said["who"], said["their_email"], said["phone"], said["about"])


def _what(need: str, said: dict[str, str], inside: bool) -> giving.What:
    return giving.What(need, said["moment"], said["warmth"], inside)


@referrals.command("consent")
@click.argument("referral_id", metavar="ID")
@click.option("--how", type=click.Choice([each.value for each in BY_WORD]), default=BY_WORD[0].value, show_default=True)
@click.option("--words", default="", help="How they agreed, like “on the phone, a call before noon is fine”.")
@_AT
@member_command
def consent(call: Call, referral_id: str, how: str, words: str, at: str | None) -> None:
    """They agreed to it: told you (said), you write to both yourself (introduced), or it is you (self)."""
    when = call.moment(at) if at else None
    agreed = consenting.note_consent(
        actor=call.actor, now=call.now, referral_uid=referral_id, how=how, words=words, at=when
    )
    _answer(call, agreed, f"Kept. Send it with: grapevine referrals move {referral_id} sent")


@referrals.command("move")
@click.argument("referral_id", metavar="ID")
@click.argument("to", type=click.Choice(_STAGES), metavar="STAGE")
@click.option("--by", type=_ROLES, help="For whom, when they told you and have no account.")
@click.option("--note", default="", help="A word for the other side; needed for a no, a correction, void.")
@click.option("--correct", "correcting", is_flag=True, help="Put it back: a move was a mistake.")
@_AT
@member_command
def move(call: Call, referral_id: str, to: str, by: str | None, note: str, correcting: bool, at: str | None) -> None:
    """Move it on to STAGE: sent, accepted, declined, contacted, met, proposed, won, lost, withdrawn, void."""
    moved = moving.move_referral(
        actor=call.actor, now=call.now, referral_uid=referral_id, to=to, by=by or "", note=note, correcting=correcting,
        at=call.moment(at) if at else None,
    )  # fmt: skip
    _answer(call, moved, f"It stands at {moved.stage}.")


@referrals.command("thank")
@click.argument("referral_id", metavar="ID")
@click.option("--words", default="")
@click.option(
    "--share", type=click.Choice(list(Share)), default=Share.NONE, show_default=True, help="What of its value."
)
@click.option("--value", type=click.IntRange(0), help="What it came to; stays with you unless you share it.")
@click.option("--take-back", is_flag=True, help="The thanks were a mistake.")
@member_command
def thank(call: Call, referral_id: str, words: str, share: str, value: int | None, take_back: bool) -> None:
    """Thank the giver for an outcome: that closes the loop."""
    own: dict[str, Any] = {"actor": call.actor, "now": call.now, "referral_uid": referral_id}
    if take_back:
        _answer(call, thanking.take_back_thanks(**own), "Taken back.")
    else:
        _answer(call, thanking.thank_giver(**own, words=words, share=share, value=value), "Thanked.")


def _answer(call: Call, referral: Referral, words: str) -> None:
    found = detail(call.actor, referral.uid, call.now)
    call.answer(plain.detail(found), [words, f"id: {referral.uid}"])


@referrals.command("list")
@click.option("--role", type=_ROLES, help="What you gave (giver) or received (receiver).")
@click.option("--stage", "stages", type=click.Choice(_STAGES), multiple=True, metavar="STAGE")
@click.option("--person", "person_id", metavar="ID", help="Only with this person.")
@click.option("--due", type=click.Choice(DUE), help="Only what is overdue, open, or wants thanks.")
@click.option("--text", default="", help="In the need, or in a name.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N")
@member_command
def list_referrals(
    call: Call, role: str | None, stages: tuple[str, ...], person_id: str | None, due: str | None, text: str, limit: int
) -> None:
    """List referrals, the last moved first."""
    wanted = Filters(role or "", stages, person_id, due or "", text)
    rows = [plain.card(card) for card in board.page(call.actor, wanted, call.now, limit=limit)]
    if not call.json:
        rows = [{**row, "person": row["person"]["name"]} for row in rows]
    call.table(rows, _COLUMNS, none="No referrals.")


@referrals.command("show")
@click.argument("referral_id", metavar="ID")
@member_command
def show(call: Call, referral_id: str) -> None:
    """Show one with its history and what may be done now."""
    found = detail(call.actor, referral_id, call.now)
    lines = [f"{found.card.who}: {found.card.need} ({found.card.stage}, {found.card.person})"]
    lines += [
        f"{move.at:%Y-%m-%d %H:%M}  {move.by}: {move.to_stage}{f' ({move.note})' if move.note else ''}"
        for move in found.moves
    ]
    steps = ", ".join(sorted({str(to) for _, to in found.choices}))
    call.answer(plain.detail(found), [*lines, f"Next: {steps or 'nothing'}."])


@referrals.command("results")
@click.option("--days", type=click.IntRange(1), default=365, show_default=True, metavar="N")
@member_command
def results(call: Call, days: int) -> None:
    """What came of them: acceptance, closed loops, won, value; in all and by partner."""
    rows = plain.results(figures.results(call.actor, call.now - timedelta(days=days)))
    if not call.json:
        rows = [{**row, "person": row["person"]["name"] if row["person"] else "all"} for row in rows]
    columns = ("role", "person", "sent", "accepted", "days_to_accept", "ended", "closed", "won", "value")
    call.table(rows, columns, none="No referrals.")


for command in (referral_guests.links, referral_guests.requests, referral_guests.letters):
    referrals.add_command(command)


@referrals.command("serving")
@click.argument("moment")
@click.option("--limit", type=click.IntRange(1, 50), default=SHOWN, show_default=True, metavar="N")
@member_command
def who_serves(call: Call, moment: str, limit: int) -> None:
    """Who of your book serves MOMENT (a key of `grapevine moments list`): partners first, then the deepest."""
    rows = [plain.server(one) for one in serving(call.actor, moment, call.now, shown=limit)]
    if not call.json:
        rows = [{**row, "person": row["person"]["name"], "id": row["person"]["id"]} for row in rows]
    call.table(rows, ("person", "profession", "partner", "depth", "not_yet", "id"), none="Nobody in your book.")


@referrals.command("times")
@click.argument("days", nargs=-1, metavar="[STAGE=DAYS]...")
@click.option("--usual", is_flag=True, help="Go back to the usual days.")
@member_command
def times(call: Call, days: tuple[str, ...], usual: bool) -> None:
    """Show or set after how many days a stage is overdue; what is not named goes back to what is usual."""
    if days or usual:
        own.set_times(actor=call.actor, now=call.now, days=dict(map(_days, days)))
    rows = [{"stage": str(stage), "days": number} for stage, number in times_of(call.actor).items()]
    call.table(rows, ("stage", "days"), none="")


def _days(text: str) -> tuple[str, int]:
    stage, _, number = text.partition("=")
    if not number.isdecimal() or len(number) > 4:
        raise Refused(f"“{text}” is no stage with its days: write it like sent=2.", "days")
    return stage, int(number)


@referrals.command("words")
@click.argument("referral_id", metavar="ID")
@click.argument("need")
@_about
@click.option("--me", is_flag=True, help="You are the one who needs it.")
@member_command
def words(call: Call, referral_id: str, need: str, me: bool, came_from: str | None, **said: str) -> None:
    """Word anew what you noted, as long as nobody else has seen it: all of it, as given here."""
    changed = giving.edit_referral(
        actor=call.actor, now=call.now, referral_uid=referral_id, whom=_whom(said), what=_what(need, said, me)
    )
    if came_from:
        giving.put_in_chain(actor=call.actor, now=call.now, referral_uid=referral_id, came_from_uid=came_from)
    _answer(call, changed, "Kept.")


@referrals.command("chain")
@click.argument("referral_id", metavar="ID")
@click.argument("came_from", required=False, metavar="[FROM]")
@member_command
def chain(call: Call, referral_id: str, came_from: str | None) -> None:
    """Say out of which referral this one came; without FROM, out of none."""
    own_words = "Kept." if came_from else "It stands on its own."
    made = giving.put_in_chain(actor=call.actor, now=call.now, referral_uid=referral_id, came_from_uid=came_from)
    _answer(call, made, own_words)


@referrals.command("introduce")
@click.argument("one", metavar="PERSON")
@click.argument("other", metavar="PERSON")
@click.option("--why", default="", help="Why these two, in a line.")
@member_command
def introduce(call: Call, one: str, other: str, why: str) -> None:
    """Keep that you introduced two people of your book to each other; both were asked first, and said yes."""
    made = introducing.introduce_two(actor=call.actor, now=call.now, one_uid=one, other_uid=other, why=why)
    call.answer({"gives": [str(give.uid) for give in made]}, ["Kept as help you gave to both of them."])
