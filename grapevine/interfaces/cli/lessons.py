"""`grapevine lessons` and `grapevine teach-backs`: what was told whom, what came back, who is due to be asked."""

from __future__ import annotations

from typing import Any

import click
from django.conf import settings

from grapevine.domain.education.actions import lessons as actions
from grapevine.domain.education.actions import teach_backs as backs
from grapevine.domain.education.models import TeachBack
from grapevine.domain.education.queries import lessons as queries
from grapevine.domain.education.rules.brief import Part
from grapevine.domain.education.rules.memory import POINTS
from grapevine.domain.education.rules.teaching import DAYS, LESSONS, How, Refreshers
from grapevine.domain.people import queries as people
from grapevine.interfaces.cli.acting import Call, member_command
from grapevine.kit.errors import Refused

_PARTS = click.Choice([part.value for part in Part])
_WAYS = click.Choice([how.value for how in LESSONS])
_CHOICES = click.Choice([each.value for each in Refreshers])
_POINTS = click.Choice([part.value for part in POINTS])


@click.group()
def lessons() -> None:
    """What you told whom of your brief, and who is due to be asked again."""


@lessons.command("list")
@click.option("--person", "person_id", metavar="ID", help="Only of this person.")
@member_command
def list_lessons(call: Call, person_id: str | None) -> None:
    """The lessons you gave, newest first."""
    person = people.person(call.actor, person_id) if person_id else None
    rows = [
        {"at": one.at, "name": one.person.name, "part": one.part, "how": one.how, "id": str(one.uid)}
        for one in queries.lessons(call.actor, person)
    ]
    call.table(rows, ["at", "name", "part", "how", "id"], none="No lesson yet.")


@lessons.command("give")
@click.option("--person", "person_id", metavar="ID", required=True)
@click.option("--part", "parts", type=_PARTS, multiple=True, required=True, help="Several may be given.")
@click.option("--how", type=_WAYS, default=How.IN_PERSON.value, show_default=True)
@click.option("--at", metavar="TIME", help="When, if not just now.")
@member_command
def give(call: Call, person_id: str, parts: tuple[str, ...], how: str, at: str | None) -> None:
    """Keep that you told somebody parts of your brief."""
    made = actions.give_lesson(
        actor=call.actor, now=call.now, person_uid=person_id, parts=parts, how=how, at=call.moment(at) if at else None
    )
    rows = [{"id": str(one.uid), "part": one.part, "how": one.how, "at": one.at} for one in made]
    call.answer(rows, "Kept. In a week it is time to ask about it.")


@lessons.command("undo")
@click.argument("lesson_id", metavar="ID")
@member_command
def undo(call: Call, lesson_id: str) -> None:
    """Take a lesson back; what was shown since stays."""
    actions.undo_lesson(actor=call.actor, now=call.now, lesson_uid=lesson_id)
    call.answer({"undone": lesson_id}, "Taken back.")


@lessons.command("refreshers")
@click.option("--person", "person_id", metavar="ID", help="With --set: for whom.")
@click.option("--set", "chosen", type=_CHOICES, help="Off, shown when due, or sent by schedule.")
@member_command
def refreshers(call: Call, person_id: str | None, chosen: str | None) -> None:
    """Whom you teach, how much of it is still there (0 to 1), and when to ask again."""
    if chosen and not person_id:
        raise Refused("Say for whom: --person ID.")
    if chosen:
        actions.choose_refreshers(actor=call.actor, now=call.now, person_uid=person_id, refreshers=chosen)
    rows = [
        {
            "name": one.person.name, "educated": None if one.educated is None else round(one.educated, 2),
            "due_on": one.learner.due_on, "refreshers": one.learner.refreshers, "id": str(one.person.uid),
        }
        for one in queries.known(call.actor, call.now)
    ]  # fmt: skip
    call.table(rows, ["name", "educated", "due_on", "refreshers", "id"], none="You teach nobody yet.")


@click.group("teach-backs")
def teach_backs() -> None:
    """What partners showed they know: by a link, face to face, by whom they sent."""


@teach_backs.command("list")
@click.option("--person", "person_id", metavar="ID", help="Only of this person.")
@member_command
def list_teach_backs(call: Call, person_id: str | None) -> None:
    """Teach-backs, newest first."""
    person = people.person(call.actor, person_id) if person_id else None
    rows = [_shape(call, one) for one in queries.teach_backs(call.actor, person)]
    call.table(rows, ["asked_at", "name", "how", "state", "showed", "id"], none="Nobody was asked yet.")


@teach_backs.command("ask")
@click.option("--person", "person_id", metavar="ID", required=True)
@click.option("--part", "parts", type=_POINTS, multiple=True, help="What to ask; otherwise what is due.")
@click.option("--days", type=int, default=DAYS, show_default=True, help="How long the link works.")
@click.option("--they-agreed", is_flag=True, help="They said “rather not” before, and told you that you may ask.")
@member_command
def ask(call: Call, person_id: str, parts: tuple[str, ...], days: int, they_agreed: bool) -> None:
    """Make a link with at most three questions. You hand it over; nothing is sent."""
    row, secret = backs.ask_teach_back(
        actor=call.actor, now=call.now, person_uid=person_id, parts=parts, days=days, they_agreed=they_agreed
    )
    address = f"{settings.BASE_URL}/t/{secret}"
    call.answer({**_shape(call, row), "link": address, "questions": [one["sentence"] for one in row.asked]}, address)


@teach_backs.command("check")
@click.option("--person", "person_id", metavar="ID", required=True)
@click.option("--share", "shares", type=(_POINTS, click.FloatRange(0, 1)), multiple=True, required=True,
              help="A point and the share of it that was said, 0 to 1.")  # fmt: skip
@click.option("--unprompted", is_flag=True, help="Without any help.")
@member_command
def check(call: Call, person_id: str, shares: tuple[tuple[str, float], ...], unprompted: bool) -> None:
    """Keep what somebody said when you asked face to face."""
    row = backs.check_in_person(
        actor=call.actor, now=call.now, person_uid=person_id, shares=dict(shares), unprompted=unprompted
    )
    call.answer(_shape(call, row), "Kept what was said.")


@teach_backs.command("referral")
@click.option("--person", "person_id", metavar="ID", required=True)
@click.option("--fits/--misfit", default=True, show_default=True)
@member_command
def referral(call: Call, person_id: str, fits: bool) -> None:
    """Keep what somebody they sent shows: a fit or a misfit."""
    row = backs.note_referral(actor=call.actor, now=call.now, person_uid=person_id, fits=fits)
    call.answer(_shape(call, row), "Kept.")


@teach_backs.command("revoke")
@click.argument("teach_back_id", metavar="ID")
@member_command
def revoke(call: Call, teach_back_id: str) -> None:
    """Take a link back; what was answered by it stays."""
    backs.revoke_teach_back(actor=call.actor, now=call.now, teach_back_uid=teach_back_id)
    call.answer({"revoked": teach_back_id}, "Taken back. The link opens nothing any more.")


@teach_backs.command("delete")
@click.argument("teach_back_id", metavar="ID")
@member_command
def delete(call: Call, teach_back_id: str) -> None:
    """Delete one with its answers, as if it had never been."""
    backs.delete_teach_back(actor=call.actor, now=call.now, teach_back_uid=teach_back_id)
    call.answer({"deleted": teach_back_id}, "Deleted.")


def _shape(call: Call, row: TeachBack) -> dict[str, Any]:
    return {
        "id": str(row.uid),
        "person": str(row.person.uid),
        "name": row.person.name,
        "how": row.how,
        "state": queries.state_of(row, call.now),
        "asked_at": row.asked_at,
        "expires_at": row.expires_at,
        "showed": ", ".join(f"{one['part']}: {one['rating']}" for one in row.answers),
    }
