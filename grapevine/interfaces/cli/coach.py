"""`grapevine guard`, `grapevine techniques`, `grapevine plan`: before you send, the right step, the week."""

from __future__ import annotations

import sys
from typing import Any

import click

from grapevine.domain.coach.actions import guarding, planning, practising, telling
from grapevine.domain.coach.queries import guard as guards
from grapevine.domain.coach.queries import practice as practices
from grapevine.domain.coach.queries.situations import situation_of
from grapevine.domain.coach.queries.told import told_of
from grapevine.domain.coach.queries.week import Line
from grapevine.domain.coach.queries.week import week as week_of
from grapevine.domain.coach.rules.guard.verdict import SILENT
from grapevine.domain.coach.rules.techniques.fitting import fits_now, script, starters
from grapevine.domain.coach.rules.techniques.reading import Technique, catalogue
from grapevine.domain.coach.rules.techniques.skill import WENT
from grapevine.domain.people import queries as people
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.interfaces.exchange import plan as plain_plan
from grapevine.interfaces.exchange import plan_calendar
from grapevine.kit.silence import silenced


@click.command("guard")
@click.option("--person", required=True, metavar="ID", help="For whom the draft is.")
@click.option("--overrule", is_flag=True, help="Note, for you alone, that you send it all the same.")
@member_command
def guard(call: Call, person: str, overrule: bool) -> None:
    """Judge a draft (standard input) against the relationship with one person. The draft is not kept."""
    draft = sys.stdin.read()
    found = guards.judged(call.actor, person, draft, call.now)
    verdict, noted = found.verdict, None
    if overrule:
        noted = str(guarding.overrule(actor=call.actor, now=call.now, person_uid=person, draft=draft).uid)
    cues = [{"family": cue.hit.family.name, "text": cue.hit.text, "weight": round(cue.weight, 3)}
            for cue in verdict.cues]  # fmt: skip
    openings = [opening.line for opening in found.openings]
    data = {"pitch": verdict.pitch, "p": round(verdict.p, 4), "cues": cues, "advice": verdict.advice,
            "voice": verdict.voice, "stage": found.situated.now.stage, "openings": openings,
            "overruled": noted}  # fmt: skip
    told = [verdict.advice or "Nothing against it."]
    if verdict.voice != SILENT:
        told += [f"  “{cue.hit.text}”: {cue.hit.family.says}" for cue in verdict.against()]
        told += ["Better to begin with:", *(f"  {line}" for line in openings)]
    call.answer(data, told)


@click.group()
def techniques() -> None:
    """The right step in the right situation, and what you practised."""


@techniques.command("list")
@click.option("--person", metavar="ID", help="Only those that fit what is between you and this person now.")
@member_command
def list_techniques(call: Call, person: str | None) -> None:
    """The catalogue, or what fits one person."""
    if person is None:
        rows = [_row(one) for one in catalogue().values()]
        call.answer({"items": rows, "starters": []}, [f"{row['key']}: {row['name']}" for row in rows])
        return
    found = situation_of(call.actor, people.person(call.actor, person), call.now).now
    rows = [{**_row(one), "say": script(one, found)} for one in fits_now(found)]
    call.answer({"items": rows, "starters": starters(found)}, [f"{row['key']}: {row['say']}" for row in rows])


@techniques.command("choose")
@click.argument("key")
@member_command
def choose(call: Call, key: str) -> None:
    """Take a technique up for this week."""
    made = practising.choose_technique(actor=call.actor, now=call.now, key=key)
    call.answer({"id": str(made.uid), "technique": key}, [f"This week: {catalogue()[key].name}."])


@techniques.command("tried")
@click.argument("key")
@click.option("--went", required=True, type=click.Choice(list(WENT)))
@click.option("--note", default="")
@click.option("--person", metavar="ID")
@member_command
def tried(call: Call, key: str, went: str, note: str, person: str | None) -> None:
    """Note how a try went."""
    made = practising.note_try(actor=call.actor, now=call.now, key=key, went=went, note=note, person_uid=person)
    call.answer({"id": str(made.uid), "technique": key, "went": went}, ["Noted."])


@techniques.command("practice")
@member_command
def practice(call: Call) -> None:
    """What you practised, with mindset beside skill set."""
    rows = list(practices.practices(call.actor)[: practices.READ])
    found = practices.picture(call.actor, rows, call.now)
    names = ("give_first", "relationship_first", "acts", "tried", "skill")
    data = [{"id": str(row.uid), "technique": row.technique, "went": row.went, "note": row.note,
             "tried_at": row.tried_at.isoformat() if row.tried_at else None} for row in rows]  # fmt: skip
    told = [f"{row['technique']}: {row['went'] or 'chosen'}" for row in data]
    call.answer({"picture": {name: getattr(found, name) for name in names}, "items": data}, told)


@techniques.command("forget")
@click.argument("practice_id", metavar="ID")
@member_command
def forget(call: Call, practice_id: str) -> None:
    """Strike a try out."""
    practising.leave_practice(actor=call.actor, now=call.now, practice_uid=practice_id)
    call.answer({"id": practice_id, "deleted": True}, ["Struck out."])


@click.group()
def plan() -> None:
    """This week's actions within your minutes."""


@plan.command("show")
@click.option("--minutes", type=click.IntRange(0, 2400), help="How long the week is; your own minutes when left out.")
@member_command
def show(call: Call, minutes: int | None) -> None:
    """The plan, with what was left out and why."""
    with silenced():
        found = week_of(call.actor, call.now, minutes)
    said = plain_plan.not_yet(found)
    data = {
        "week": found.monday.isoformat(), "minutes": found.minutes, "spent": found.spent,
        "planned": found.plan.minutes, "gave_way": list(found.plan.gave_way),
        "actions": [_action(line) for line in found.lines],
        "left_out": [{**_action(one.line), "reason": one.reason} for one in found.left_out],
        "not_yet": said,
    }  # fmt: skip
    told = [
        f"{line.technique.minutes:>3} min  {line.technique.name}: {line.who.name}. {line.why}" for line in found.lines
    ]
    told = told or ["Nothing fits these minutes."]
    call.answer(data, [*told, f"Not yet: {said['name']}. {said['reason']} {said['step']}"] if said else told)


@plan.command("answer")
@click.argument("person")
@click.argument("technique")
@click.argument("answer", type=click.Choice(["done", "later", "skip"]))
@click.option("--note", default="", help="With done: what happened.")
@member_command
def answer(call: Call, person: str, technique: str, answer: str, note: str) -> None:
    """Done (logs it), later (nothing with them this week), or skip (another idea)."""
    about: dict[str, Any] = {"actor": call.actor, "now": call.now, "person_uid": person, "key": technique}
    if answer == "done":
        made = planning.action_done(**about, note=note).answer
    else:
        made = planning.action_later(**about) if answer == "later" else planning.skip_action(**about)
    call.answer({"id": str(made.uid), "state": made.state}, [f"{made.state.capitalize()}: {made.person.name}."])


@plan.command("back")
@click.argument("answer_id", metavar="ID")
@member_command
def back(call: Call, answer_id: str) -> None:
    """Take an answer back; what was logged stays."""
    made = planning.bring_action_back(actor=call.actor, now=call.now, planned_uid=answer_id)
    call.answer({"id": str(made.uid), "deleted": True}, ["Taken back."])


@plan.command("calendar")
@click.option("--renew", is_flag=True, help="Make a new one; the one before works no more.")
@click.option("--revoke", is_flag=True, help="Take it back: calendar programs get nothing.")
@member_command
def calendar(call: Call, renew: bool, revoke: bool) -> None:
    """Show the secret address that a calendar program reads; make one where there is none."""
    if renew and revoke:
        raise click.UsageError("Say either --renew or --revoke.")
    if revoke:
        telling.revoke_calendar(actor=call.actor, now=call.now)
        call.answer({"address": ""}, ["Taken back."])
        return
    if renew or not plan_calendar.address_of(told_of(call.actor)):
        telling.renew_calendar(actor=call.actor, now=call.now)
    address = plan_calendar.address_of(told_of(call.actor))
    call.answer({"address": address}, [address])


@plan.command("letter")
@click.option("--on/--off", "wished", default=None, help="Wish for it, or for no more of them.")
@member_command
def letter(call: Call, wished: bool | None) -> None:
    """Whether your week comes by letter on Monday morning; off until you wish for it."""
    if wished is None:
        wished = told_of(call.actor).letter
    else:
        telling.wish_monday_letter(actor=call.actor, now=call.now, wished=wished)
    call.answer({"wished": wished}, ["On Monday morning." if wished else "No letter on Monday."])


def _row(one: Technique) -> dict[str, Any]:
    return {"key": one.key, "name": one.name, "kind": one.kind, "minutes": one.minutes, "moves": one.moves,
            "gives_first": one.gives_first, "claim": one.claim, "say": one.say}  # fmt: skip


def _action(line: Line) -> dict[str, Any]:
    return {"person": str(line.who.uid), "name": line.who.name, "technique": line.technique.key,
            "minutes": line.technique.minutes, "value": round(line.value, 3), "forced": line.forced, "why": line.why,
            "words": line.words}  # fmt: skip
