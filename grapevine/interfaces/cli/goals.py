"""`grapevine goals` and `grapevine forecast`: what you want and what it takes; what is on its way."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from grapevine.domain.goals.actions import wanting
from grapevine.domain.goals.queries import ahead, wanted
from grapevine.domain.goals.rules.aim import Kind, Period, check, span, weeks_left
from grapevine.domain.goals.rules.rates import what_if as said_otherwise
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import goals as plain
from grapevine.kit.moments import day_in

KINDS, PERIODS = click.Choice([each.value for each in Kind]), click.Choice([each.value for each in Period])


@click.group()
def goals() -> None:
    """What you want by word of mouth, and what it takes, as likely as not and four times in five."""


@goals.command("list")
@member_command
def list_(call: Call) -> None:
    """Your goals: how far, how likely, and what is still missing takes."""
    at_desk, today = wanted.desk(call.actor, call.now), _today(call)
    rows = []
    for one in wanted.living(call.actor, today).order_by("ends_on"):
        rows.append(plain.goal(wanted.as_it_stands(at_desk, one, call.now, today)))
        rows[-1]["referrals"] = " to ".join(str(each["referrals"]) for each in rows[-1]["takes"])
    columns = ["kind", "amount", "ends_on", "so_far", "chance", "referrals", "id"]
    call.table(rows, columns, none="No goal yet: grapevine goals set clients 5 --by quarter")


@goals.command("set")
@click.argument("kind", type=KINDS)
@click.argument("amount", type=click.IntRange(min=1))
@click.option("--by", "period", type=PERIODS, default=Period.QUARTER.value, show_default=True, help="The end of this.")
@member_command
def set_(call: Call, kind: str, amount: int, period: str) -> None:
    """Want so many clients, or so much closed value, by the end of this month, quarter or year."""
    made = wanting.set_goal(
        actor=call.actor, now=call.now, today=_today(call), kind=kind, amount=amount, period=period
    )
    stands = wanted.as_it_stands(wanted.desk(call.actor, call.now), made, call.now, _today(call))
    call.answer(plain.goal(stands), [f"Kept: {amount:,} {kind} by {made.ends_on}.", *_lines(plain.goal(stands))])


@goals.command("what-if")
@click.argument("kind", type=KINDS)
@click.argument("amount", type=click.IntRange(min=1))
@click.option("--by", "period", type=PERIODS, default=Period.QUARTER.value, show_default=True, help="The end of this.")
@click.option("--won", type=click.FloatRange(0.0001, 1.0), help="Share of the referrals that become clients.")
@click.option("--worth", type=click.FloatRange(1.0), help="What a client is worth.")
@click.option("--talks", type=click.FloatRange(0.1), help="Talks for one referral.")
@click.option("--minutes", type=click.FloatRange(1.0), help="Minutes of a talk.")
@member_command
def what_if(call: Call, kind: str, amount: int, period: str, **instead: float | None) -> None:
    """What such a goal takes, at your own rates or others; nothing is kept."""
    at_desk, today = wanted.desk(call.actor, call.now), _today(call)
    chosen = check(kind, amount, regulated=not at_desk.book.money)
    begins, ends = span(Period(period), today)
    rates = said_otherwise(at_desk.rates, **instead)
    came = wanted.so_far(at_desk, chosen, begins, ends)
    takes = wanted.takes(chosen, amount - came, weeks_left(today, ends), rates)
    shown = {"so_far": came, "takes": [plain.needed(each) for each in takes]}
    call.answer({**shown, "rates": plain.rates(rates, money=at_desk.book.money)}, _lines(shown))


@goals.command("let-go")
@click.argument("goal_id", metavar="ID")
@member_command
def let_go(call: Call, goal_id: str) -> None:
    """Give a goal up; it stays in the record."""
    made = wanting.let_go(actor=call.actor, now=call.now, uid=goal_id)
    call.answer({"id": str(made.uid)}, "Let go.")


def _today(call: Call) -> date:
    """The day where the member lives."""
    return day_in(call.now, call.actor.time_zone)


def _lines(shown: dict[str, Any]) -> list[str]:
    """So far, then a line for each confidence."""
    lines = [f"So far: {shown['so_far']:,}."]
    for one in shown["takes"]:
        lines.append(
            f"{one['confidence']:.0%} sure: {one['referrals']:,} referrals from {one['partners']:,} people, "
            f"{one['talks']:,} talks, {one['hours_a_week']:.1f} hours a week."
        )
    return lines


@click.group()
def forecast() -> None:
    """What is on its way to you by word of mouth, with how sure; and how past forecasts fared."""


@forecast.command("show")
@click.option("--days", type=click.IntRange(1, 730), default=90, show_default=True, help="How far ahead.")
@member_command
def show(call: Call, days: int) -> None:
    """Clients to come in so many days, and what they are worth."""
    found = plain.forecast(ahead.one_length(call.actor, call.now, days))
    lines = [_range("clients", found["won"])]
    if found["value"]:
        lines.append(_range("value", found["value"]))
    if found["regime_change"]:
        lines.append("Something has changed in the last 60 days: no forecast survives that, so take it with care.")
    call.answer(found, [f"In {days} days, from {found['referrals']:,} referrals received:", *lines])


@forecast.command("record")
@member_command
def record(call: Call) -> None:
    """Past forecasts, kept once a month, against what came."""
    rows = [plain.past(row) for row in ahead.past(call.actor)]
    for row in rows:
        row["said"] = f"{row['won']['p10']:,.0f} to {row['won']['p90']:,.0f}"
    call.table(rows, ["made_on", "days", "said", "came_won", "came_value"], none="The first is kept this month.")


def _range(what: str, drawn: dict[str, float]) -> str:
    return (
        f"  {what}: {drawn['median']:,.0f} likeliest, {drawn['p25']:,.0f} to {drawn['p75']:,.0f} half the time, "
        f"{drawn['p10']:,.0f} to {drawn['p90']:,.0f} 8 times in 10."
    )
