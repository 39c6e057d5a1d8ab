"""What a teller does with a story: who may read it, its comments, the brief, deleting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.education import queries as briefs
from grapevine.domain.education.rules.brief import TEXT_MAX
from grapevine.domain.stories.actions import telling
from grapevine.domain.stories.actions.briefs import put_in_brief, text_for_brief
from grapevine.domain.stories.actions.commenting import decide_comment
from grapevine.domain.stories.queries.stories import own_story
from grapevine.domain.stories.rules.telling import Reach
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.forms.briefs import sent_number
from grapevine.interfaces.web.story_page import page
from grapevine.kit.errors import Refused

_SHOWN = {
    Reach.PRIVATE: "Yours alone again.",
    Reach.CHAPTER: "Your chapter can read it now.",
    Reach.PUBLIC: "It is public now. Nobody is written to: hand the address out yourself.",
}


@member_page
@require_POST
def reach(request: MemberRequest, uid: object) -> HttpResponse:
    """Who may read it, and whether they may write."""
    try:
        kept = telling.show_story(
            actor=request.actor, now=request.now, story_uid=uid, reach=request.POST.get("reach", ""),
            indexed=request.POST.get("indexed") == "on", comments_open=request.POST.get("comments_open") == "on",
        )  # fmt: skip
    except Refused as refusal:
        return page(request, uid, refused=refusal.reason)
    messages.success(request, _SHOWN[Reach(kept.reach)])
    return redirect("story", uid)


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Delete it."""
    telling.delete_story(actor=request.actor, now=request.now, story_uid=uid)
    messages.success(request, "Deleted, with its comments and its page.")
    return redirect("stories")


@member_page
@require_POST
def decide(request: MemberRequest, uid: object) -> HttpResponse:
    """Let a comment stand, or not; ``uid`` is the comment's."""
    decision = request.POST.get("decision", "")
    comment = decide_comment(actor=request.actor, now=request.now, comment_uid=uid, decision=decision)
    messages.success(request, "It stands under your story." if decision == "approve" else "It is not shown.")
    return redirect("story", comment.story.uid)


@member_page
@require_http_methods(["GET", "POST"])
def brief(request: MemberRequest, uid: object) -> HttpResponse:
    """Let the brief tell this story: its words without a name, to shorten and keep."""
    if request.method != "POST":
        return _brief(request, uid, text_for_brief(request.actor, uid))
    text = request.POST.get("text", "")
    try:
        put_in_brief(
            actor=request.actor, now=request.now, story_uid=uid, text=text,
            brief_uid=request.POST.get("brief") or None, based_on=sent_number(request.POST),
        )  # fmt: skip
    except Refused as refusal:
        return _brief(request, uid, text, refusal.reason)
    messages.success(request, "Your brief tells it now. Its public page changes when you publish.")
    return redirect("brief")


def _brief(request: MemberRequest, uid: object, text: str, refused: str = "") -> HttpResponse:
    story, current = own_story(request.actor, uid), briefs.main_brief(request.actor)
    context = {
        "id": str(story.uid), "title": story.title or "Without a title", "text": text, "most": TEXT_MAX,
        "now": current.text.story if current else "", "number": current.brief.number if current else 0,
        "has_brief": current is not None, "refused": refused,
    }  # fmt: skip
    return render(request, "stories/brief.html", context, status=422 if refused else 200)
