"""The five questions as the other person meets them: no account, no cookie, no script, a minute on a phone.

The address is the credential, so no form token is needed and none is set; and as the address says who was asked, no
other host is ever told it. Looking changes nothing: programs that fetch addresses ahead do no harm.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from grapevine.domain.depth import queries
from grapevine.domain.depth.actions.questions import answer_by_link, decline_by_link, withdraw_by_link
from grapevine.domain.depth.models import QuestionLink
from grapevine.domain.depth.rules.answers import unpacked
from grapevine.domain.depth.rules.questions import DECLINED, QUESTIONS, USABLE
from grapevine.domain.people.models import Person
from grapevine.interfaces.web import limits
from grapevine.interfaces.web.by_link import by_link
from grapevine.interfaces.web.when import day_text
from grapevine.kit import clock
from grapevine.kit.errors import NotFound, Refused

#: Why a link opens nothing, beside the states of the rule.
UNKNOWN = "unknown"
_STATUS = {UNKNOWN: 404}


@by_link
def questions(request: HttpRequest, secret: str) -> HttpResponse:
    """The questions, the answers given so far, or why the link opens nothing any more."""
    now = clock.now()
    link = queries.question_link_by_secret(secret)
    counted = request.method == "POST" or link is None
    if counted and not limits.within(request, "questions"):
        return limits.too_often(request)
    state = UNKNOWN if link is None else queries.state_of(link, now)
    if link is None or state not in USABLE:
        return _over(request, link, state)
    if request.method != "POST":
        return _page(request, link, state)
    try:
        _act(request, secret)
    except NotFound:  # taken back between looking and acting
        link.refresh_from_db()
        return _over(request, link, queries.state_of(link, now))
    except Refused:
        return _page(request, link, state, sent=_sent(request))
    return redirect(request.path)


def _act(request: HttpRequest, secret: str) -> None:
    now, wanted = clock.now(), request.POST.get("do", "answer")
    if wanted == "decline":
        decline_by_link(now=now, secret=secret)
    elif wanted == "withdraw":
        withdraw_by_link(now=now, secret=secret)
    else:
        answer_by_link(now=now, secret=secret, values=_sent(request))


def _sent(request: HttpRequest) -> dict[str, int]:
    return sent_answers(request.POST)


def sent_answers(sent: Any) -> dict[str, int]:
    """The answers of a form, by ingredient; what is no number from 1 to 5 is left out."""
    found = {question.part: str(sent.get(question.part, "")) for question in QUESTIONS}
    return {part: int(value) for part, value in found.items() if value in {"1", "2", "3", "4", "5"}}


def _page(
    request: HttpRequest, link: QuestionLink, state: str, sent: dict[str, int] | None = None
) -> HttpResponse:
    owner, zone = link.owner, link.owner.time_zone
    given = unpacked(link.rating.answers) if link.rating else {}
    context = {
        "member_name": owner.name,
        "first": (owner.name.split() or [owner.name])[0],
        "work": ", ".join(part for part in (owner.profession, owner.firm or owner.place) if part),
        "initials": owner.initials,
        "whom": called(link.person),
        "until": day_text(link.expires_at, zone),
        "declined": state == DECLINED,
        "answered_on": day_text(link.answered_at, zone) if link.answered_at else "",
        "questions": rows(owner.name.split()[0] if owner.name else "", given if sent is None else sent),
        "missing": [part for part in given_parts() if sent is not None and part not in sent],
        "host": request.get_host(),
    }
    return render(request, "questions/show.html", context, status=422 if context["missing"] else 200)


def _over(request: HttpRequest, link: QuestionLink | None, state: str) -> HttpResponse:
    context = {"why": state, "member_name": link.owner.name if link else ""}
    return render(request, "questions/over.html", context, status=_STATUS.get(state, 410))


def given_parts() -> list[str]:
    """The ingredients in the order of the questions."""
    return [question.part for question in QUESTIONS]


def rows(name: str, given: dict[str, int], theirs: bool = False) -> list[dict[str, Any]]:
    """The questions for a form, or over somebody's answers (``theirs``).

    The sentence, the five words with their numbers, which one was chosen.
    """
    return [
        {
            "part": question.part,
            "sentence": question.of(name) if theirs else question.about(name),
            "choices": [(str(number), word) for number, word in enumerate(question.words, start=1)],
            "chosen": str(given.get(question.part, "")),
            "said": question.words[given[question.part] - 1] if question.part in given else "",
        }
        for question in QUESTIONS
    ]


def called(person: Person) -> str:
    """What a page that others may read calls somebody: never the nickname of a private book."""
    return person.given or (person.name.split() or [person.name])[0]
