"""Writing a brief: the form with its preview, saving, and what happens when two tabs save."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.education import queries
from grapevine.domain.education.actions import briefs as actions
from grapevine.domain.education.models import Brief
from grapevine.domain.education.queries import CurrentBrief
from grapevine.domain.education.rules import brief_advice as rules
from grapevine.domain.education.rules.brief import HEADINGS, BriefText
from grapevine.domain.education.rules.brief_changes import Difference, differences
from grapevine.domain.education.rules.brief_work import Work, work_of
from grapevine.interfaces.exchange.briefs.plain import public_address
from grapevine.interfaces.exchange.briefs.reading import body
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.briefs import fields, sent_number, sent_text
from grapevine.interfaces.web.when import moment_text
from grapevine.kit.errors import Conflict, NotDone


@dataclass(frozen=True, slots=True)
class _Screen:
    """What stands on the screen: the text, the version it is based on, and what was wrong with it."""

    text: BriefText
    based_on: int
    status: int = 200
    errors: dict[str, str] = field(default_factory=dict)
    conflict: str = ""
    theirs: tuple[Difference, ...] = ()
    looked: bool = False


@member_page
@require_http_methods(["GET", "POST"])
def main(request: MemberRequest) -> HttpResponse:
    """The main brief; before the first saving, a form with the member's name and work."""
    current = queries.main_brief(request.actor)
    return _shown_or_answered(request, current)


@member_page
@require_http_methods(["GET", "POST"])
def one(request: MemberRequest, uid: object) -> HttpResponse:
    """One of several briefs."""
    current = queries.brief(request.actor, uid)
    return _shown_or_answered(request, current)


@member_page
@require_POST
def preview(request: MemberRequest) -> HttpResponse:
    """The brief as its reader sees it, while it is being written. Keeps nothing."""
    text, work = sent_text(request.POST), _work(request)
    return render(request, "education/_preview.html", {"brief": body(text), "advice": _advice(text, work)})


def link_of(brief: Brief) -> str:
    """The page on which a brief is written."""
    return reverse("brief") if brief.is_main else reverse("brief_one", args=[brief.uid])


def _shown_or_answered(request: MemberRequest, current: CurrentBrief | None) -> HttpResponse:
    if request.method == "POST":
        return _answered(request, current)
    return _page(request, current, _fresh(request, current))


def _answered(request: MemberRequest, current: CurrentBrief | None) -> HttpResponse:
    text, based_on, do = sent_text(request.POST), sent_number(request.POST), request.POST.get("do", "save")
    if do == "preview":
        return _page(request, current, _Screen(text, based_on, looked=True))
    try:
        kept = actions.save_brief(
            actor=request.actor, now=request.now, text=text, brief_uid=current.brief.uid if current else None,
            based_on=based_on, note=request.POST.get("note", ""), publish=do == "publish",
        )  # fmt: skip
    except Conflict as clash:
        newest = queries.brief(request.actor, current.brief.uid) if current else queries.main_brief(request.actor)
        changes = tuple(differences(newest.text, text)) if newest else ()
        number = newest.brief.number if newest else 0
        return _page(request, newest, _Screen(text, number, 409, conflict=clash.reason, theirs=changes))
    except NotDone as refusal:
        if not refusal.field:
            raise
        return _page(request, current, _Screen(text, based_on, 422, errors={refusal.field: refusal.reason}))
    if do == "publish":
        messages.success(request, "Your page is public. Nobody is written to: hand out the address, or the code.")
        return redirect("brief_share", kept.brief.uid)
    messages.success(request, f"Kept as version {kept.brief.number}.")
    return redirect(link_of(kept.brief))


def _fresh(request: MemberRequest, current: CurrentBrief | None) -> _Screen:
    if current:
        return _Screen(current.text, current.brief.number)
    member = request.user
    work = ", ".join(part for part in (member.profession, member.firm or member.place) if part)
    return _Screen(BriefText(name=member.name, work=work), 0)


def _page(request: MemberRequest, current: CurrentBrief | None, screen: _Screen) -> HttpResponse:
    work, brief = _work(request), current.brief if current else None
    context: dict[str, Any] = {
        "shown": _shown(request, current) if current else None,
        "form": fields(screen.text, work),
        "based_on": screen.based_on,
        "errors": screen.errors,
        "conflict": screen.conflict,
        "theirs": screen.theirs,
        "regulated": rules.REGULATED_HINT if work.regulated else "",
        "brief": body(screen.text),
        "advice": _advice(screen.text, work) if current or screen.looked else [],
        "readers": [person.name for person in queries.readers(request.actor, brief.uid)]
        if brief and not brief.is_main
        else [],
    }
    return render(request, "education/edit.html", context, status=screen.status)


def _shown(request: MemberRequest, current: CurrentBrief) -> dict[str, Any]:
    brief, zone = current.brief, request.actor.time_zone
    return {
        "id": str(brief.uid),
        "name": brief.name,
        "is_main": brief.is_main,
        "number": brief.number,
        "saved": moment_text(current.version.saved_at, zone),
        "public": public_address(brief),
        "stale": bool(public_address(brief)) and brief.published_number != brief.number,
    }


def _work(request: MemberRequest) -> Work:
    return work_of(request.user.profession_key, request.user.profession)


def _advice(text: BriefText, work: Work) -> list[dict[str, Any]]:
    """The advice of the rules for a list beside the form: (the field it leads to, its heading, the words)."""
    found = rules.advice(text, work.names, work.regulated)
    return [
        {
            "field": one.part.value if one.part else "headline",
            "heading": HEADINGS[one.part] if one.part else "In one sentence",
            "line": text.listen_for[one.line - 1] if one.line else "",
            "words": one.words,
        }
        for one in found
    ]
