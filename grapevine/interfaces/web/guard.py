"""Before you send: a draft to one person, judged against this relationship; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.coach.actions import guarding
from grapevine.domain.coach.queries import guard as queries
from grapevine.domain.coach.queries.guard import Judged
from grapevine.domain.coach.rules.guard.reading import LONGEST
from grapevine.domain.coach.rules.guard.verdict import STOP, Cue
from grapevine.domain.people import queries as people
from grapevine.interfaces.web import words
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.person import brief
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import Refused

#: So many of those one knows best are offered to choose from; anybody else's page leads here, too.
OFFERED, SHOWN_OVERRULES = 40, 20
#: A tone that adds less to the verdict, either way, is not told.
TONE_FROM = 0.3
_HEADS = {
    "stop": "Not yet", "hint": "One thing is missing", "silent": "Nothing against it", "cannot_tell": "We can’t tell",
}  # fmt: skip


@member_page
@require_http_methods(["GET", "POST"])
def guard(request: MemberRequest) -> HttpResponse:
    """The draft, to whom, and what the guard says of it."""
    uid = request.POST.get("person") or request.GET.get("person") or ""
    person = people.person(request.actor, uid) if uid else None
    draft = request.POST.get("draft", "")
    context: dict[str, Any] = {
        "person": brief(person) if person else None,
        "draft": draft,
        "longest": LONGEST,
        "overruled": [_overruled(one, request) for one in queries.overrules(request.actor)[:SHOWN_OVERRULES]],
        "error": "",
        "found": None,
        "offered": [],
    }
    if person is None:
        context["offered"] = _offered(request)
    status = 200
    if request.method == "POST":
        if person is None or not draft.strip():
            context["error"], status = "Choose whom it is for, and write or paste the draft.", 422
        else:
            context["found"] = _told(queries.judged(request.actor, uid, draft, request.now))
    return render(request, "coach/guard.html", context, status=status)


@member_page
@require_POST
def overrule(request: MemberRequest, uid: object) -> HttpResponse:
    """Send it all the same: recorded for the member alone."""
    try:
        made = guarding.overrule(
            actor=request.actor, now=request.now, person_uid=uid, draft=request.POST.get("draft", "")
        )
        messages.success(request, f"Noted, for you alone. Send it to {words.short(made.person)} as you wrote it.")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(f"{reverse('guard')}?person={uid}")


@member_page
@require_POST
def forget(request: MemberRequest, uid: object) -> HttpResponse:
    """Strike a note out."""
    guarding.forget_overrule(actor=request.actor, now=request.now, overrule_uid=uid)
    messages.success(request, "Struck out.")
    return redirect("guard")


def _told(found: Judged) -> dict[str, Any]:
    verdict = found.verdict
    cues: dict[str, list[str]] = {}
    tone = verdict.of_tone()
    for cue in verdict.cues:
        if cue in tone:
            continue
        texts = cues.setdefault(cue.hit.family.says, [])
        if cue.hit.text not in texts:
            texts.append(cue.hit.text)
    against = {cue.hit.family.says for cue in verdict.against()}
    return {
        "head": _HEADS[verdict.voice],
        "voice": verdict.voice,
        "advice": verdict.advice,
        "stop": verdict.voice == STOP,
        "pitch": verdict.pitch,
        "of_ten": round(verdict.p * 10),
        "against": [(says, texts) for says, texts in cues.items() if says in against],
        "for": [(says, texts) for says, texts in cues.items() if says not in against],
        "tone": _tone(tone),
        "openings": [opening.line for opening in found.openings],
        "stage": words.STAGES[found.situated.now.stage],
        "overrule": reverse("guard_overrule", args=[found.situated.uid]),
    }


def _tone(cues: Sequence[Cue]) -> str:
    """How the small words sound, with those that make it so; empty where they sound like neither."""
    leaning = sum(cue.weight for cue in cues)
    if abs(leaning) < TONE_FROM:
        return ""
    texts = dict.fromkeys(f"“{cue.hit.text}”" for cue in cues if cue.weight * leaning > 0)
    return f"The small words {'reach for something' if leaning > 0 else 'tell rather than want'}: {', '.join(texts)}."


def _offered(request: MemberRequest) -> list[tuple[str, str]]:
    rows = people.visible_to(request.actor).filter(archived_at=None).order_by("sort_name")
    return [(str(uid), name) for uid, name in rows.values_list("uid", "name")[:OFFERED]]


def _overruled(one: Any, request: MemberRequest) -> dict[str, str]:
    return {
        "name": one.person.name,
        "link": reverse("person", args=[one.person.uid]),
        "on": day_text(one.said_at, request.actor.time_zone),
        "forget": reverse("guard_forget", args=[one.uid]),
    }
