"""`grapevine insights show` and its neighbours: what was given, what grew, relationship first or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from grapevine.domain.insights.actions import together as actions
from grapevine.domain.insights.actions.organisation import ask_figures
from grapevine.domain.insights.queries.giving import giving
from grapevine.domain.insights.queries.growth import growth
from grapevine.domain.insights.queries.organisation import standing
from grapevine.domain.insights.queries.pipeline import steps
from grapevine.domain.insights.queries.together import together as places
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.cli.tables import aligned
from grapevine.interfaces.exchange import insights as plain
from grapevine.interfaces.exchange import organisation as plain_organisation


@click.group()
def insights() -> None:
    """What you gave and what grew; relationship first, or business first."""


@insights.command("show")
@member_command
def show(call: Call) -> None:
    """Show give and take, from a name to a client, the network's year, hours against depth gained."""
    flow, way = plain.giving(giving(call.actor, call.now)), plain.way(steps(call.actor, call.now))
    grown = plain.growth(growth(call.actor, call.now))
    call.answer({"giving": flow, "way": way, **grown}, _told(flow, way, grown))


@insights.command("together")
@member_command
def together(call: Call) -> None:
    """Show the comparison and the last survey of your chapters and organisation."""
    rows = [plain.place(one) for one in places(call.actor)]
    told = [{**row, "outcomes": _outcomes(row), "survey": _survey(row["survey"])} for row in rows]
    none = "You sit in no chapter."
    call.answer(rows, aligned(told, ("name", "members", "fit", "wanted", "outcomes", "survey")) if rows else none)


@insights.command("organisation")
@click.option("--id", "uid", metavar="ID", help="Which one, where you organise several.")
@click.option("--count", is_flag=True, help="Count the last year anew, here and now.")
@member_command
def organisation(call: Call, uid: str | None, count: bool) -> None:
    """Show the figures of an organisation that you organise: groups of five and more."""
    if count:
        ask_figures(actor=call.actor, now=call.now, organisation_uid=uid, queue=False)
    found = plain_organisation.standing(standing(call.actor, uid))
    call.answer(found, _organisation(found))


@insights.command("count-me")
@click.option("--out", is_flag=True, help="Be counted no longer.")
@member_command
def count_me(call: Call, out: bool) -> None:
    """Let your own few numbers be counted in the comparison, or no longer."""
    if out:
        actions.leave_me_out(actor=call.actor, now=call.now)
        call.answer({"counted": False}, "You are counted no longer. Your numbers are gone.")
        return
    made = actions.count_me_in(actor=call.actor, now=call.now)
    call.answer({"counted": True, "asks": made.asks, "deep_asks": made.deep_asks}, "You are counted.")


@insights.command("survey")
@click.option("--open", "chapter", type=int, metavar="CHAPTER", help="Open the survey of this chapter.")
@click.option("--close", "closing", metavar="ID", help="Close this one, and tell what was answered.")
@click.option("--answer", "answering", metavar="ID", help="Answer this one, with the three options below.")
@click.option("--style", type=int, default=0, help="1 the person, always .. 5 business, always.")
@click.option("--success", type=int, default=0, help="1 hardly at all .. 5 very well.")
@click.option("--brought", type=int, default=-1, help="0 no client .. 4 more than 10.")
@member_command
def survey(
    call: Call, chapter: int | None, closing: str | None, answering: str | None, style: int, success: int, brought: int
) -> None:
    """Open, answer or close the anonymous survey of a chapter."""
    if chapter is not None:
        made = actions.open_survey(actor=call.actor, now=call.now, chapter_id=chapter)
        call.answer({"id": str(made.uid), "open": True}, f"Open: {made.uid}")
    elif answering is not None:
        actions.answer_survey(
            actor=call.actor, now=call.now, survey_uid=answering, style=style, success=success, brought=brought
        )
        call.answer({"answered": True}, "Thank you. Nobody can tell which answer is yours.")
    elif closing is not None:
        actions.close_survey(actor=call.actor, now=call.now, survey_uid=closing)
        call.answer({"open": False}, "Closed.")
    else:
        raise click.UsageError("Say what to do: --open CHAPTER, --answer ID or --close ID.")


def _told(flow: dict[str, Any], way: list[dict[str, Any]], grown: dict[str, Any]) -> Iterator[str]:
    yield f"Of all that passes you give about {flow['share']:.2f} (8 in 10: {flow['low']:.2f} to {flow['high']:.2f})."
    yield f"{flow['came_round']} of {flow['came']} came from people you had given nothing to in a year."
    yield from aligned(flow["months"], ("first", "gave", "got", "gave_referrals", "got_referrals"))
    yield from aligned(way, ("stage", "count", "partners", "share", "days", "waiting", "waiting_days"))
    yield from aligned(grown["shapes"], ("at", "deep", "one_sided", "measured"))
    if grown["hours"]:
        yield from aligned(grown["hours"][:20], ("name", "minutes", "before", "after", "gained"))


def _outcomes(row: dict[str, Any]) -> str:
    return ", ".join(f"{one['name']} {one['a']:.2f} ({one['low']:.2f} to {one['high']:.2f})" for one in row["outcomes"])


def _survey(found: dict[str, Any] | None) -> str:
    if found is None:
        return ""
    return f"{'open' if found['open'] else 'closed'}, {found['answers']} answers, {found['id']}"


def _organisation(found: dict[str, Any]) -> Iterator[str]:
    if found["failed"]:
        yield found["failed"]
    if found["counting"]:
        yield f"Being counted: {found['percent']} %."
    figures = found["figures"]
    if figures is None:
        yield "" if found["counting"] else "Nothing was counted yet: --count."
        return
    yield f"{found['name']}, {found['since']} until before {found['until']}"
    yield from aligned([{"chapter": found["name"], "members": figures["members"], **(figures["totals"] or {})}], _SUMS)
    yield ""
    yield from aligned(figures["professions"][:10], ("giver", "receiver", "referrals", "lift"))
    yield ""
    yield from aligned([{"chapter": row["name"], **row} for row in figures["chapters"][:20]], _SUMS)


_SUMS = ("chapter", "members", "referrals", "accepted", "told", "value")
