"""The public page of a story, its comments, and the link by which a guest takes their comment down.

No account, no cookie, no script, nobody is counted. A comment is held until the teller has read it; what no human sent
is dropped without a word.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from grapevine.domain.stories.actions.commenting import send_comment, take_down_by_link
from grapevine.domain.stories.queries import comments, testimonials
from grapevine.domain.stories.queries.stories import PublicStory, public_story
from grapevine.domain.stories.rules.comments import LONGEST, NAME_MAX, TEXT_MAX, Sent, State
from grapevine.domain.stories.rules.telling import PROMPTS, Reach
from grapevine.interfaces.web import limits, words
from grapevine.interfaces.web.by_link import by_link
from grapevine.interfaces.web.when import day_text
from grapevine.kit import clock, stamps
from grapevine.kit.errors import NotFound, Refused

#: The field that people do not see, and the stamp.
TRAP, STAMP = "website", "made"
#: Of the first answer, as a messenger shows it under the address.
_PREVIEW = 200


@by_link
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; a kind word where it was taken down (410), or never was (404)."""
    found = public_story(slug)
    if found is None:
        if not limits.within(request, "story"):
            return limits.too_often(request)
        return render(request, "stories/public_over.html", {"down": False}, status=404)
    if found.down:
        return render(request, "stories/public_over.html", {"down": True}, status=410)
    if request.method != "POST":
        return _page(request, found)
    if not limits.within(request, "comment"):
        return limits.too_often(request)
    typed = {name: request.POST.get(name, "") for name in ("name", "email", "text")}
    age = stamps.seconds_since(f"/s/{slug}", request.POST.get(STAMP, ""), clock.now())
    try:
        _, secret = send_comment(now=clock.now(), slug=slug, sent=Sent(**typed, trap=request.POST.get(TRAP, ""),
                                                                      seconds=age))  # fmt: skip
    except NotFound:
        return render(request, "stories/public_over.html", {"down": True}, status=410)
    except Refused as refusal:
        return _page(request, found, typed=typed, refused=refusal, stamp=_still_good(request, age))
    link = f"{settings.BASE_URL}/said/{secret}" if secret else ""
    shown = {"told": found.told, "teller": found.teller, "first": _first(found.teller), "link": link,
             "back": f"/s/{slug}"}  # fmt: skip
    return render(request, "stories/commented.html", shown)


def _page(
    request: HttpRequest, found: PublicStory, typed: dict[str, str] | None = None, refused: Refused | None = None,
    stamp: str = "",
) -> HttpResponse:  # fmt: skip
    """``stamp``: of a form that was sent already; it keeps its age, or the second try would seem quick again."""
    row, zone = found.story, found.story.owner.time_zone
    lines = [
        {"name": one.name, "initials": words.initials(one.name), "text": one.text, "on": day_text(one.at, zone)}
        for one in comments.shown(row)
    ]
    context: dict[str, Any] = {
        "told": found.told, "parts": parts_of(found.told), "teller": found.teller, "first": _first(found.teller),
        "initials": found.initials, "work": found.work, "on": day_text(row.shown_at or row.created_at, zone),
        "address": f"{settings.BASE_URL}/s/{row.slug}", "about": found.told.need[:_PREVIEW], "indexed": row.indexed,
        "said": testimonials.under_story(row.uid, Reach.PUBLIC), "comments": lines, "open": row.comments_open,
        "stamp": stamp or stamps.stamp(f"/s/{row.slug}", clock.now()), "trap": TRAP, "stamp_name": STAMP,
        "typed": typed or {"name": "", "email": "", "text": ""}, "most": {"name": NAME_MAX, "text": TEXT_MAX},
        "errors": {refused.field: refused.reason} if refused else {},
    }  # fmt: skip
    answer = render(request, "stories/public.html", context, status=422 if refused else 200)
    if row.indexed and not refused:
        answer.headers["X-Robots-Tag"] = "all"
    return answer


def _still_good(request: HttpRequest, age: float | None) -> str:
    return request.POST[STAMP] if age is not None and age <= LONGEST else ""


@by_link
def own_comment(request: HttpRequest, secret: str) -> HttpResponse:
    """A guest's own comment: GET shows it and asks, POST takes it down."""
    found = comments.by_secret(secret)
    if (found is None or request.method == "POST") and not limits.within(request, "story"):
        return limits.too_often(request)
    if found is None:
        return render(request, "stories/link_over.html", {"gone": False}, status=404)
    if request.method == "POST":
        try:
            take_down_by_link(now=clock.now(), secret=secret)
        except NotFound:
            return render(request, "stories/link_over.html", {"gone": False}, status=404)
        return render(request, "stories/link_over.html", {"gone": True})
    owner = found.story.owner
    shown = {"text": found.text, "name": found.name, "state": State(found.state).value, "first": _first(owner.name),
             "on": day_text(found.at, owner.time_zone)}  # fmt: skip
    return render(request, "stories/own_comment.html", shown)


def parts_of(told: Any) -> list[tuple[str, list[str]]]:
    """The three answers under their questions, a paragraph a line; empty ones left out."""
    answers = zip(PROMPTS, told.answers, strict=True)
    return [(prompt.question, [line for line in said.splitlines() if line.strip()]) for prompt, said in answers if said]


def _first(name: str) -> str:
    return (name.split() or [name])[0]
