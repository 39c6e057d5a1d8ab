"""The teach-back as the partner meets it: no account, no cookie, no script; a question at a time, answered at once.

The address is the credential, so no form token is needed and none is set; and as the address says who was asked, no
other host is ever told it. Looking changes nothing: programs that fetch addresses ahead do no harm.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from grapevine.domain.education.actions.teach_backs import answer_by_link, decline_by_link
from grapevine.domain.education.models import TeachBack
from grapevine.domain.education.queries import lessons as queries
from grapevine.domain.education.rules.brief import HEADINGS, Part, from_data
from grapevine.domain.education.rules.questions import Question
from grapevine.domain.education.rules.teaching import DECLINED, USABLE
from grapevine.domain.professions.rules import MOMENTS
from grapevine.interfaces.web import limits
from grapevine.interfaces.web.by_link import by_link
from grapevine.interfaces.web.questions import called
from grapevine.interfaces.web.when import day_text
from grapevine.kit import clock
from grapevine.kit.errors import Conflict, NotFound, Refused

#: Why a link opens nothing, beside the states of the rule.
UNKNOWN = "unknown"
_STATUS = {UNKNOWN: 404}


@by_link
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """What was answered so far with its reasons, the next question, or why the link opens nothing any more."""
    now = clock.now()
    row = queries.teach_back_by_secret(secret)
    counted = request.method == "POST" or row is None
    if counted and not limits.within(request, "teach_back"):
        return limits.too_often(request)
    state = UNKNOWN if row is None else queries.state_of(row, now)
    if row is None or state not in USABLE:
        return _over(request, row, state)
    if request.method != "POST":
        return _page(request, row)
    try:
        _act(request, secret)
    except NotFound:  # taken back between looking and acting
        row.refresh_from_db()
        return _over(request, row, queries.state_of(row, now))
    except Conflict:  # another window answered it: what stands there now is the truth
        return redirect(f"{request.path}#now")
    except Refused:
        return _page(request, row, open_still=True)
    return redirect(f"{request.path}#now")


def _act(request: HttpRequest, secret: str) -> None:
    if request.POST.get("do") == "decline":
        decline_by_link(now=clock.now(), secret=secret)
        return
    number, chosen = request.POST.get("question", ""), request.POST.get("answer", "")
    sent = [int(value) if value.isdecimal() and len(value) < 3 else -1 for value in (number, chosen)]
    answer_by_link(now=clock.now(), secret=secret, number=sent[0], chosen=sent[1])


def _page(request: HttpRequest, row: TeachBack, *, open_still: bool = False) -> HttpResponse:
    owner, asked = row.owner, queries.questions_of(row)
    chosen = {one["part"]: one for one in row.answers}
    done = [_told(number, one, chosen[one.part]) for number, one in enumerate(asked) if one.part in chosen]
    left = [(number, one) for number, one in enumerate(asked) if one.part not in chosen]
    context = {
        "member_name": owner.name,
        "first": (owner.name.split() or [owner.name])[0],
        "work": ", ".join(part for part in (owner.profession, owner.firm or owner.place) if part),
        "initials": owner.initials,
        "whom": called(row.person),
        "until": day_text(row.expires_at, owner.time_zone) if row.expires_at else "",
        "done": done,
        "right": sum(one["is_right"] for one in done),
        "next": {"number": left[0][0], "count": left[0][0] + 1, "question": left[0][1]} if left else None,
        "total": len(asked),
        "open_still": open_still,
        "listen": [] if left else _listen(row),
        "host": request.get_host(),
    }
    return render(request, "teach/back.html", context, status=422 if open_still else 200)


def _told(number: int, question: Question, answer: dict[str, Any]) -> dict[str, Any]:
    """One question with its answer: what was chosen, what is right, and why."""
    return {
        "count": number + 1,
        "sentence": question.sentence,
        "chosen": question.options[answer["chosen"]],
        "right": question.options[question.right],
        "is_right": answer["chosen"] == question.right,
        "why": question.why,
        "part": HEADINGS[Part(question.part)],
    }


def _listen(row: TeachBack) -> list[str]:
    """What to listen for, to take along: the lines of the brief as it was asked."""
    if row.version is None:
        return []
    text = from_data(row.version.parts)
    return list(text.listen_for) or [MOMENTS[key].sentence for key in text.moments if key in MOMENTS]


def _over(request: HttpRequest, row: TeachBack | None, state: str) -> HttpResponse:
    context = {"why": state, "member_name": row.owner.name if row else "", "declined": state == DECLINED}
    return render(request, "teach/over.html", context, status=200 if state == DECLINED else _STATUS.get(state, 410))
