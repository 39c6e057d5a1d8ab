"""A member's page of the five questions about one person: asking them, answering oneself, setting a part right."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.depth import actions, queries
from grapevine.domain.depth.actions.questions import ask_questions, revoke_questions
from grapevine.domain.depth.rules import questions as rules
from grapevine.domain.depth.rules.answers import unpacked
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.depth.rules.tempo import TEMPOS
from grapevine.domain.letters import queries as letters
from grapevine.domain.network.queries.facts import facts
from grapevine.domain.network.rules.relation import weigh
from grapevine.domain.people import queries as people
from grapevine.domain.people.models import Person
from grapevine.interfaces.mail import questions_link
from grapevine.interfaces.web import letter_preview, person_said, words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.questions import called, rows, sent_answers
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import NotDone, Refused

#: How long a link may live, as the page offers it.
LIVES = (("7", "a week"), ("30", "a month"), ("90", "three months"))
SIDES = (("theirs", "Their side"), ("mine", "Your side"))
#: At most so many earlier links are listed.
SHOWN = 5


@member_page
@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """The page; a new link is made here, and stands on that one answer and nowhere else."""
    if request.method != "POST":
        return _page(request, people.person(request.actor, uid))
    sent = request.POST.get("days", "")
    try:
        _, secret = ask_questions(
            actor=request.actor, now=request.now, person_uid=uid, days=int(sent) if sent in dict(LIVES) else rules.DAYS,
            they_agreed=request.POST.get("they_agreed") == "on",
        )  # fmt: skip
    except NotDone as refusal:
        if not refusal.field:
            raise
        return _page(request, people.person(request.actor, uid), refused=refusal.reason)
    return _page(request, people.person(request.actor, uid), link=f"{settings.BASE_URL}/questions/{secret}")


@member_page
@require_POST
def send(request: MemberRequest, uid: object) -> HttpResponse:
    """Send the letter with the link, in the words that were posted; the link is in them and nowhere else."""
    person = people.person(request.actor, uid)
    try:
        letter_preview.send(request, person, kind=questions_link.KIND, holding="/questions/")
    except Refused as refusal:
        return _page(request, person, mail=letter_preview.again(request, person, refusal.reason))
    messages.success(request, letter_preview.sent_line(person))
    return redirect("person_questions", uid)


@member_page
@require_POST
def revoke(request: MemberRequest, uid: object) -> HttpResponse:
    """Take a link back."""
    link = queries.question_link(request.actor, uid)
    revoke_questions(actor=request.actor, now=request.now, link_uid=uid)
    messages.success(request, "Taken back. The link opens nothing any more.")
    return redirect("person_questions", link.person.uid)


@member_page
@require_POST
def answer(request: MemberRequest, uid: object) -> HttpResponse:
    """Keep the member's own five answers."""
    person = people.person(request.actor, uid)
    sent = sent_answers(request.POST)
    try:
        actions.answer_questions(actor=request.actor, now=request.now, person_uid=uid, values=sent)
    except NotDone as refusal:
        if not refusal.field:
            raise
        return _page(request, person, own=sent, refused_own=refusal.reason)
    messages.success(request, f"Kept. It counts towards how well you know {words.short(person)}.")
    return redirect("person_questions", uid)


@member_page
@require_POST
def correct(request: MemberRequest, uid: object) -> HttpResponse:
    """Set one part right, or let the measured value stand again."""
    if request.POST.get("undo"):
        people.person(request.actor, uid)
        actions.take_back_correction(actor=request.actor, now=request.now, correction_uid=request.POST["undo"])
        messages.success(request, "Taken back: what was measured stands again.")
        return redirect("person_questions", uid)
    value = request.POST.get("value", "")
    actions.correct_part(
        actor=request.actor, now=request.now, person_uid=uid, side=request.POST.get("side", ""),
        part=request.POST.get("part", ""), value=int(value) if value in "12345" and len(value) == 1 else 0,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, "Set right. It is shown so; depth stays what was measured.")
    return redirect("person_questions", uid)


def _page(
    request: MemberRequest,
    person: Person,
    *,
    link: str = "",
    mail: dict[str, Any] | None = None,
    refused: str = "",
    own: dict[str, int] | None = None,
    refused_own: str = "",
) -> HttpResponse:
    actor, short = request.actor, words.short(person)
    found = facts(actor, [person.pk])[person.pk]
    asked = list(queries.question_links(actor, person)[:SHOWN])
    relation = weigh(found, days(request.now), TEMPOS[actor.tempo])
    context = {
        "person": brief(person),
        "asked_line": person_said.asked_line(asked[0] if asked else None, request, short),
        "declined": bool(asked and asked[0].declined_at),
        "lives": LIVES,
        "refused": refused,
        "refused_own": refused_own,
        "link": link,
        "mail": mail or (_mail(request, person, link) if link else None),
        "open_links": [_open(request, one) for one in asked if one.revoked_at is None and one.expires_at > request.now],
        "theirs": rows(short, unpacked(found.their_answers), theirs=True) if found.their_answers else [],
        "mine": rows(short, unpacked(found.my_answers) if own is None else own),
        "parts": person_said.both_sides(relation, person_said.corrections(request, person, found), actor.time_zone),
        "part_choices": [(row.part, row.part.capitalize()) for row in rules.QUESTIONS],
        "sides": SIDES,
        "values": [(str(number), word) for number, word in enumerate(VALUES, start=1)],
    }
    wrong = refused or refused_own or (mail and mail["refused"])
    return render(request, "people/questions.html", context, status=422 if wrong else 200)


#: How the five steps of a corrected part are called, whichever part it is.
VALUES = ("not at all", "a little", "halfway", "well", "fully")


def _open(request: MemberRequest, link: Any) -> dict[str, str]:
    zone = request.actor.time_zone
    return {
        "id": str(link.uid),
        "made": day_text(link.created_at, zone),
        "until": day_text(link.expires_at, zone),
        "answered": day_text(link.answered_at, zone) if link.answered_at else "",
    }


def _mail(request: MemberRequest, person: Person, link: str) -> dict[str, Any]:
    """The drafted letter with the new link, to send from here or from the member's own mail program."""
    drafted = questions_link.letter(
        to_address=letters.address_of(request.actor, person), to_name=person.name, called=called(person),
        member_name=request.actor.name, link=link,
    )  # fmt: skip
    return letter_preview.preview(request, person, drafted)
