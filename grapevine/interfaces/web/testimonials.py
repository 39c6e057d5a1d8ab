"""Words of clients and partners: asked for by a link, one person at a time; where they stand; deleted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from grapevine.domain.letters import queries as letters
from grapevine.domain.people import queries as people
from grapevine.domain.stories.actions import testimonials as actions
from grapevine.domain.stories.models import Testimonial
from grapevine.domain.stories.queries import stories
from grapevine.domain.stories.queries import testimonials as queries
from grapevine.domain.stories.rules.telling import Reach, covers
from grapevine.domain.stories.rules.testimonials import ASK_MAX
from grapevine.interfaces.mail import story_link
from grapevine.interfaces.web import letter_preview
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.questions import called
from grapevine.interfaces.web.when import day_text
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused

WHERE = [(Reach.PRIVATE, "Me alone"), (Reach.CHAPTER, "My chapter"), (Reach.PUBLIC, "Anybody")]


@member_page
@require_http_methods(["GET", "POST"])
def index(request: MemberRequest) -> HttpResponse:
    """All of them, and the form to ask one person of the book."""
    if request.method != "POST":
        return _page(request, person=request.GET.get("person", ""), story=request.GET.get("story", ""))
    sent = {name: request.POST.get(name, "").strip() for name in ("person", "story", "asked")}
    try:
        made, secret = actions.ask_testimonial(
            actor=request.actor, now=request.now, person_uid=_uid_of(request, sent["person"]), asked=sent["asked"],
            story_uid=sent["story"] or None,
        )  # fmt: skip
    except NotFound:
        return _page(request, **sent, refused="Choose somebody of your book, by name.")
    except Refused as refusal:
        return _page(request, **sent, refused=refusal.reason)
    return _page(request, made=made, link=f"{settings.BASE_URL}/w/{secret}")


@member_page
@require_POST
def send(request: MemberRequest, uid: object) -> HttpResponse:
    """Send the letter in the words that were posted."""
    made = queries.testimonial(request.actor, uid)
    try:
        letter_preview.send(request, made.person, kind=story_link.WORDS, holding="/w/")
    except Refused as refusal:
        return _page(request, made=made, mail=letter_preview.again(request, made.person, refusal.reason))
    messages.success(request, letter_preview.sent_line(made.person))
    return redirect("testimonials")


@member_page
@require_POST
def place(request: MemberRequest, uid: object) -> HttpResponse:
    """Where they stand."""
    try:
        actions.place_testimonial(
            actor=request.actor, now=request.now, testimonial_uid=uid, reach=request.POST.get("reach", ""),
            in_brief=request.POST.get("in_brief") == "on", story_uid=request.POST.get("story") or None,
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, refused=refusal.reason)
    messages.success(request, "Kept.")
    return redirect("testimonials")


@member_page
@require_POST
def delete(request: MemberRequest, uid: object) -> HttpResponse:
    """Delete one, or a question nobody answered."""
    actions.delete_testimonial(actor=request.actor, now=request.now, testimonial_uid=uid)
    messages.success(request, "Deleted. Its link opens nothing.")
    return redirect("testimonials")


def _uid_of(request: MemberRequest, said: str) -> object:
    """The person of a form, by public id or by a name that is one person's. Raises NotFound, Refused."""
    found = [] if not said else list(people.visible_to(request.actor).filter(name__iexact=said)[:2])
    if len(found) > 1:
        raise Refused(f"Two people in your book are called {said}. Ask from the page of the one you mean.", "person")
    return found[0].uid if found else said


def _page(
    request: MemberRequest, *, made: Testimonial | None = None, link: str = "", mail: dict[str, Any] | None = None,
    person: str = "", story: str = "", asked: str = "", refused: str = "",
) -> HttpResponse:  # fmt: skip
    if link and made:
        mail = letter_preview.preview(request, made.person, story_link.words(
            to_address=letters.address_of(request.actor, made.person), to_name=made.person.name,
            called=called(made.person), member_name=request.actor.name, asked=made.asked, link=link,
        ))  # fmt: skip
    uid = ids.parse(person)
    known = people.visible_to(request.actor).filter(uid=uid).first() if uid else None
    context = {
        "rows": [_row(request, one) for one in queries.testimonials(request.actor)],
        "stories": [(str(one.uid), one.told.title or "Without a title") for one in stories.mine(request.actor)],
        "made": {"id": str(made.uid), "name": made.person.name} if made else None,
        "link": link, "mail": mail, "person": known.name if known else person, "story": story, "asked": asked,
        "most": ASK_MAX, "refused": refused,
    }  # fmt: skip
    wrong = refused or (mail and mail["refused"])
    return render(request, "stories/testimonials.html", context, status=422 if wrong else 200)


def _row(request: MemberRequest, one: Testimonial) -> dict[str, Any]:
    zone = request.actor.time_zone
    return {
        "id": str(one.uid), "person": one.person.name, "person_id": str(one.person.uid), "state": one.state,
        "text": one.text, "name": one.name, "asked": one.asked, "on": day_text(one.given_at or one.asked_at, zone),
        "reach": one.chosen_reach, "in_brief": one.in_brief, "story": str(one.story.uid) if one.story else "",
        "may": [(str(key), words) for key, words in WHERE if covers(Reach(one.agreed_reach), key)],
        "may_public": one.agreed_reach == Reach.PUBLIC,
    }  # fmt: skip
