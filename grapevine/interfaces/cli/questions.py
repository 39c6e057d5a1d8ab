"""`grapevine depth ask` and its neighbours: the five questions by a link, one's own answers, a part set right."""

from __future__ import annotations

from typing import Any

import click
from django.conf import settings

from grapevine.domain.depth import actions, queries
from grapevine.domain.depth.actions.questions import ask_questions, revoke_questions
from grapevine.domain.depth.models import QuestionLink
from grapevine.domain.depth.rules.answers import unpacked
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.depth.rules.questions import DAYS, QUESTIONS, again_on, letter
from grapevine.domain.people import queries as people
from grapevine.interfaces.cli.acting import Call, member_command

_VALUE = click.IntRange(1, 5)
_SIDE = click.Choice(["theirs", "mine"])


@click.command("ask")
@click.option("--person", "person_id", metavar="ID", required=True)
@click.option("--days", type=int, default=DAYS, show_default=True, help="How long the link works.")
@click.option("--they-agreed", is_flag=True, help="They said “rather not” before, and told you that you may ask.")
@member_command
def ask(call: Call, person_id: str, days: int, they_agreed: bool) -> None:
    """Make a link by which somebody answers five questions without an account. You hand it over; nothing is sent."""
    link, secret = ask_questions(
        actor=call.actor, now=call.now, person_uid=person_id, days=days, they_agreed=they_agreed
    )
    address = f"{settings.BASE_URL}/questions/{secret}"
    subject, text = letter(link.person.given or link.person.name.split()[0], call.actor.name, address)
    shown = {**_shape(call, link), "link": address, "subject": subject, "letter": text}
    call.answer(shown, [address, "", text])


@click.command("questions")
@click.option("--person", "person_id", metavar="ID", help="Only of this person.")
@member_command
def questions(call: Call, person_id: str | None) -> None:
    """List the links by which you asked, newest first, with the answers."""
    person = people.person(call.actor, person_id) if person_id else None
    rows = [_shape(call, link) for link in queries.question_links(call.actor, person)]
    columns = ["name", "state", "created_at", "expires_at", *INGREDIENTS, "id"]
    call.table(rows, columns, none="You have asked nobody yet.")


@click.command("revoke")
@click.argument("question_id", metavar="ID")
@member_command
def revoke(call: Call, question_id: str) -> None:
    """Take a link back; what was answered by it stays."""
    revoke_questions(actor=call.actor, now=call.now, link_uid=question_id)
    call.answer({"revoked": question_id}, "Taken back. The link opens nothing any more.")


def _five(command: Any) -> Any:
    """The five answers as options, with what they ask."""
    for question in reversed(QUESTIONS):
        told = f"{question.about('them')} 1 ({question.words[0].lower()}) to 5 ({question.words[-1].lower()})."
        command = click.option(f"--{question.part}", type=_VALUE, required=True, help=told)(command)
    return command


@click.command("answer")
@click.option("--person", "person_id", metavar="ID", required=True)
@_five
@member_command
def answer(call: Call, person_id: str, **values: int) -> None:
    """Answer the five questions about somebody for your own side; the newest answers count."""
    rating = actions.answer_questions(actor=call.actor, now=call.now, person_uid=person_id, values=values)
    name = people.person(call.actor, person_id).name
    call.answer({"id": person_id, "name": name, "value": rating.value, "at": rating.at, **values}, f"{name}: kept.")


@click.command("correct")
@click.option("--person", "person_id", metavar="ID", required=True)
@click.option("--side", type=_SIDE, default="theirs", show_default=True, help="Whose side it is about.")
@click.option("--part", type=click.Choice(INGREDIENTS), required=True)
@click.option("--value", type=_VALUE, required=True, help="1 (not at all) to 5 (fully).")
@click.option("--reason", default="", help="Why, for yourself.")
@member_command
def correct(call: Call, person_id: str, side: str, part: str, value: int, reason: str) -> None:
    """Set one of the five parts right: it is shown so, and depth stays what was measured."""
    made = actions.correct_part(
        actor=call.actor, now=call.now, person_uid=person_id, side=side, part=part, value=value, reason=reason
    )
    shown = {"id": str(made.uid), "side": side, "part": part, "value": value, "reason": made.reason, "at": made.at}
    call.answer(shown, f"Set right: {part} is {value} of 5. To take it back: grapevine depth uncorrect {made.uid}")


@click.command("uncorrect")
@click.argument("correction_id", metavar="ID")
@member_command
def uncorrect(call: Call, correction_id: str) -> None:
    """Let what was measured stand again."""
    actions.take_back_correction(actor=call.actor, now=call.now, correction_uid=correction_id)
    call.answer({"taken_back": correction_id}, "Taken back: what was measured stands again.")


def _shape(call: Call, link: QuestionLink) -> dict[str, Any]:
    answers = unpacked(link.rating.answers) if link.rating else {}
    return {
        "id": str(link.uid),
        "person": str(link.person.uid),
        "name": link.person.name,
        "state": queries.state_of(link, call.now),
        "created_at": link.created_at,
        "expires_at": link.expires_at,
        "again_on": again_on(link.answered_at) if link.answered_at else None,
        **{name: answers.get(name) for name in INGREDIENTS},
    }


COMMANDS = (ask, questions, revoke, answer, correct, uncorrect)
