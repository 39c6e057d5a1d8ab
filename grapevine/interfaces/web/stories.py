"""Stories: what the chapter was told, one's own, one of them to read, and the form to tell one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from grapevine.domain.professions.rules import PROFESSIONS
from grapevine.domain.referrals.queries.one import side as side_of
from grapevine.domain.stories.actions import telling
from grapevine.domain.stories.actions.commenting import comment_as_member, delete_comment
from grapevine.domain.stories.queries import comments, stories
from grapevine.domain.stories.queries.parties import proposed
from grapevine.domain.stories.rules.telling import ANSWER_MAX, PROMPTS, TITLE_MAX, Told
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.story_page import comment, page, row
from grapevine.kit.errors import Conflict, Refused
from grapevine.kit.text import number_of


@member_page
@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """What the chapter was told, newest first, of one profession if wished; one's own; what waits."""
    actor, profession = request.actor, request.GET.get("profession", "")
    told, cut = stories.of_chapter(actor, profession_key=profession, before=_cut(request.GET.get("after", "")))
    counted = [(key, PROFESSIONS[key].name, count) for key, count in stories.professions_told(actor)
               if key in PROFESSIONS]  # fmt: skip
    context = {
        "told": [row(request, one) for one in told],
        "mine": [row(request, one) for one in stories.mine(actor)],
        "waiting": [
            {**comment(request, line), "story": str(uid), "title": title}
            for line, uid, title in comments.waiting(actor)
        ],
        "professions": counted,
        "profession": profession if profession in PROFESSIONS else "",
        "next": _next(cut, profession),
        "in_chapter": any(seat.chapter_id for seat in actor.seats),
    }
    return render(request, "stories/index.html", context)


@member_page
@require_GET
def show(request: MemberRequest, uid: object) -> HttpResponse:
    """One: its teller sees who is named, who may read it and what waits; others read it and answer."""
    return page(request, uid)


@member_page
@require_POST
def say(request: MemberRequest, uid: object) -> HttpResponse:
    """A comment of a member; it stands at once."""
    text = request.POST.get("text", "")
    try:
        comment_as_member(actor=request.actor, now=request.now, story_uid=uid, text=text)
    except Refused as refusal:
        return page(request, uid, typed=text, error=refusal.reason)
    return redirect(f"{reverse('story', args=[uid])}#comments")


@member_page
@require_POST
def unsay(request: MemberRequest, uid: object) -> HttpResponse:
    """Delete one's own comment, or one under one's own story; ``uid`` is the comment's."""
    story = delete_comment(actor=request.actor, now=request.now, comment_uid=uid)
    messages.success(request, "Deleted.")
    return redirect("story", story.uid)


@member_page
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Three questions; of a referral if one is named, as an answer to another story if one is."""
    sent = request.POST if request.method == "POST" else request.GET
    referral, answers = sent.get("referral", ""), sent.get("answers", "")
    if request.method != "POST":
        return _form(request, Told(title=""), referral=referral, answers=answers)
    said = _sent(request)
    try:
        made = telling.tell_story(
            actor=request.actor, now=request.now, told=said, referral_uid=referral or None, answers_uid=answers or None
        )
    except Refused as refusal:
        return _form(request, said, referral=referral, answers=answers, refused=refusal)
    messages.success(request, "Kept. Nobody but you can read it yet.")
    return redirect("story", made.uid)


@member_page
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """The same three questions again."""
    story = stories.own_story(request.actor, uid)
    if request.method != "POST":
        return _form(request, stories.raw(story), uid=str(story.uid), wording=story.wording)
    said, wording = _sent(request), number_of(request.POST.get("wording", ""))
    try:
        kept = telling.edit_story(actor=request.actor, now=request.now, story_uid=uid, told=said, wording=wording)
    except Refused as refusal:
        # Only who was told of another wording may write over it; the others still change the one they saw.
        seen = stories.own_story(request.actor, uid).wording if isinstance(refusal, Conflict) else wording
        return _form(request, said, uid=str(story.uid), wording=seen, refused=refusal)
    messages.success(request, "Kept.")
    return redirect("story", kept.uid)


def _sent(request: MemberRequest) -> Told:
    return Told(**{name: request.POST.get(name, "") for name in ("title", "need", "happened", "came")})


def _form(
    request: MemberRequest, told: Told, *, uid: str = "", wording: int = 0, referral: str = "", answers: str = "",
    refused: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    first = stories.story(request.actor, answers) if answers else None
    context = {
        "id": uid, "wording": wording, "referral": referral, "answers": answers,
        "answers_title": first.told.title if first else "", "answers_teller": first.teller if first else "",
        "title": told.title,
        "prompts": [
            {"name": ask.field, "question": ask.question, "hint": ask.hint, "value": getattr(told, ask.field)}
            for ask in PROMPTS
        ],
        "most": {"title": TITLE_MAX, "answer": ANSWER_MAX},
        "errors": {refused.field or "title": refused.reason} if refused else {},
        **_of_referral(request, referral),
    }  # fmt: skip
    status = 200 if refused is None else 409 if isinstance(refused, Conflict) else 422
    return render(request, "stories/form.html", context, status=status)


def _of_referral(request: MemberRequest, referral: str) -> dict[str, Any]:
    """What the referral says, beside the form: the need, and who will be named."""
    if not referral:
        return {"need": "", "cast": []}
    side = side_of(request.actor, referral)
    return {
        "need": side.referral.need,
        "cast": [{"name": one.name, "role": one.role} for one in proposed(request.actor, referral)],
    }


def _cut(said: str) -> tuple[datetime, int] | None:
    """Where a page begins, from its address; None for nonsense."""
    at, _, pk = said.partition("-")
    if not (at.isascii() and at.isdigit() and pk.isascii() and pk.isdigit() and len(at) < 18 and len(pk) < 18):
        return None
    try:
        return datetime.fromtimestamp(int(at) / 1e6, UTC), int(pk)
    except (OverflowError, ValueError, OSError):
        return None


def _next(cut: tuple[datetime, int] | None, profession: str) -> str:
    if cut is None:
        return ""
    asked = {"after": f"{round(cut[0].timestamp() * 1e6)}-{cut[1]}", "profession": profession}
    return f"{reverse('stories')}?{urlencode({name: said for name, said in asked.items() if said})}"
