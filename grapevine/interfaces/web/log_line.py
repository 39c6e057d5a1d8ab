"""One line: typed, shown back as it is understood, kept with one key, asked about where it is not clear, undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from grapevine.domain.network.actions import Logged, log_line, take_back_line
from grapevine.domain.network.queries.line import read_line
from grapevine.domain.network.rules.line.asking import HAPPENED, NEW, Unsettled, answers
from grapevine.domain.network.rules.line.describe import ask, names, said
from grapevine.domain.network.rules.line.result import Known, Understood, Unsure
from grapevine.interfaces.web.actor import MemberRequest, member_page, wants_part
from grapevine.interfaces.web.log import back_to
from grapevine.kit.errors import NotDone

#: More questions than this are in no line; a form that sends more is not ours.
QUESTIONS_MAX = 40


@member_page
@require_POST
def line(request: MemberRequest) -> HttpResponse:
    """Keep a line. For htmx, and for "Read it", it is only shown back; so it is when something has to be asked."""
    text, choices = request.POST.get("line", ""), choices_of(request.POST)
    part = wants_part(request)
    if part or "read" in request.POST:
        try:
            reading = _reading(read_line(request.actor, text, request.now, choices), choices) if text.strip() else {}
        except NotDone as refusal:
            reading = {"error": refusal.reason}
        return _show(request, text, reading, part=part)
    try:
        logged = log_line(actor=request.actor, now=request.now, text=text, choices=choices)
    except Unsettled:
        reading = _reading(read_line(request.actor, text, request.now, choices), choices)
        return _show(request, text, reading, status=422)
    except NotDone as refusal:
        return _show(request, text, {"error": refusal.reason}, status=422)
    _tell(request, logged)
    return redirect(back_to(request, (logged.touches or logged.gives or logged.promises)[0].person))


@member_page
@require_POST
def undo(request: MemberRequest) -> HttpResponse:
    """Take a line back right after it was kept: everything it logged."""
    touches, gives, promises = (request.POST.getlist(name) for name in ("touch", "give", "promise"))
    take_back_line(actor=request.actor, now=request.now, touches=touches, gives=gives, promises=promises)
    messages.success(request, "Undone. Nothing of that line is kept.")
    return redirect(back_to(request, None))


def choices_of(sent: QueryDict) -> dict[str, str]:
    """What the form answered: the words asked about -> the answer."""
    rows = ((sent.get(f"words-{number}", ""), sent.get(f"who-{number}", "")) for number in range(QUESTIONS_MAX))
    return {words: answer for words, answer in rows if words and answer}


def _show(
    request: MemberRequest, text: str, reading: dict[str, Any], *, part: bool = False, status: int = 200
) -> HttpResponse:
    if part:
        return render(request, "_line_read.html", {"reading": reading})
    context: dict[str, Any] = {"person": None, "candidates": [], "errors": [], "line": text, "reading": reading}
    if "next" in request.POST:
        context["composer"] = {"next": request.POST["next"]}
    return render(request, "log.html", context, status=status)


def _reading(found: Understood, choices: dict[str, str]) -> dict[str, Any]:
    """A line as it is shown back; what was answered stays a question with its answer, so that it is sent again."""
    asked = [_question(number, each) for number, each in enumerate(found.unsure)]
    settled = [
        {"number": len(asked) + number, "words": words, "answer": answer, "told": _told(found, words, answer)}
        for number, (words, answer) in enumerate(choices.items())
    ]
    return {"said": said(found), "questions": asked, "settled": settled}


def _question(number: int, unsure: Unsure) -> dict[str, Any]:
    options = [(each.uid, each.name, each.firm) for each in unsure.candidates]
    words = {NEW: f"Somebody new: add {unsure.text}", HAPPENED: "It has happened: keep it as of now"}
    options += [(answer, words[answer], "") for answer in answers(unsure)]
    return {"number": number, "words": unsure.text, "ask": ask(unsure), "options": options}


def _told(found: Understood, words: str, answer: str) -> str:
    """An answer given before, in words."""
    if answer == HAPPENED:
        return f"“{words}”: it has happened."
    name = next((person.name for person in found.everybody if person.uid == answer), words)
    return f"“{words}” is somebody new." if answer == NEW else f"“{words}” is {name}."


def _tell(request: MemberRequest, logged: Logged) -> None:
    """Say what was kept, with the way to undo it."""
    told = "Kept. " + " ".join(said(logged.understood))
    if logged.added:
        told += f" New in your book: {names(tuple(Known(each.name) for each in logged.added))}."
    marks = [f"touch:{each.uid}" for each in logged.touches] + [f"give:{each.uid}" for each in logged.gives]
    marks += [f"promise:{each.uid}" for each in logged.promises]
    messages.success(request, told, extra_tags=" ".join(["undo", *marks]))
