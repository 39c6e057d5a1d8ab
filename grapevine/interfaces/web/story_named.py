"""Who is named in a story: added, asked by a link or a letter, noted as agreed, taken out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from grapevine.domain.letters import queries as letters
from grapevine.domain.stories.actions import naming
from grapevine.domain.stories.models import Party
from grapevine.domain.stories.queries.parties import asked_by, party
from grapevine.domain.stories.rules.telling import Reach
from grapevine.interfaces.mail import story_link
from grapevine.interfaces.web import letter_preview
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.questions import called
from grapevine.interfaces.web.story_page import page
from grapevine.kit.errors import NotFound, Refused


@member_page
@require_POST
def add(request: MemberRequest, uid: object) -> HttpResponse:
    """Somebody more; ``uid`` is the story's."""
    said = {name: request.POST.get(name, "") for name in ("name", "part", "role", "also")}
    try:
        naming.add_party(actor=request.actor, now=request.now, story_uid=uid, **said)
    except Refused as refusal:
        return page(request, uid, refused=refusal.reason)
    messages.success(request, "Kept: wherever it is read, the role stands there until they agree.")
    return redirect("story", uid)


@member_page
@require_POST
def edit(request: MemberRequest, uid: object) -> HttpResponse:
    """Another role, other forms of the name."""
    role, also = request.POST.get("role", ""), request.POST.get("also", "")
    return _done(
        request, uid, naming.edit_party, "Kept.", role=role, also=also,
    )  # fmt: skip


@member_page
@require_POST
def remove(request: MemberRequest, uid: object) -> HttpResponse:
    """Not named any more."""
    return _done(request, uid, naming.remove_party, "Taken off the list.")


@member_page
@require_POST
def agreed(request: MemberRequest, uid: object) -> HttpResponse:
    """They agreed, as they told the teller."""
    words, reach = request.POST.get("words", ""), request.POST.get("reach", "")
    return _done(request, uid, naming.note_consent, "Kept, with your words.", words=words, reach=reach)


@member_page
@require_POST
def withdraw(request: MemberRequest, uid: object) -> HttpResponse:
    """They would rather not, as they told the teller."""
    return _done(request, uid, naming.withdraw_consent, "Their name is out.")


@member_page
@require_POST
def ask(request: MemberRequest, uid: object) -> HttpResponse:
    """A link to ask them; it stands on this one answer and in the letter below it, and nowhere else."""
    named = party(request.actor, uid)
    try:
        made, secret = naming.ask_party(
            actor=request.actor, now=request.now, party_uid=uid, reach=request.POST.get("reach", "")
        )
    except Refused as refusal:
        return page(request, named.story.uid, refused=refusal.reason)
    link = f"{settings.BASE_URL}/n/{secret}"
    return page(request, made.story.uid, link=link, link_of=made.name, mail=_mail(request, made, link, secret))


@member_page
@require_POST
def send(request: MemberRequest, uid: object) -> HttpResponse:
    """Send the letter in the words that were posted."""
    named = party(request.actor, uid)
    if named.person is None:
        raise NotFound("Put them into your book first; a letter goes to people in it.")
    try:
        letter_preview.send(request, named.person, kind=story_link.NAMED, holding="/n/")
    except Refused as refusal:
        mail = {**letter_preview.again(request, named.person, refusal.reason), "to": str(named.uid)}
        return page(request, named.story.uid, mail=mail, refused=refusal.reason)
    messages.success(request, letter_preview.sent_line(named.person))
    return redirect("story", named.story.uid)


def _done(request: MemberRequest, uid: object, act: Any, said: str, **more: str) -> HttpResponse:
    named = party(request.actor, uid)
    try:
        act(actor=request.actor, now=request.now, party_uid=uid, **more)
    except Refused as refusal:
        return page(request, named.story.uid, refused=refusal.reason)
    messages.success(request, said)
    return redirect("story", named.story.uid)


def _mail(request: MemberRequest, made: Party, link: str, secret: str) -> dict[str, Any] | None:
    """The drafted letter; None for somebody who is not in the book: their link is handed over by hand."""
    shown = asked_by(secret, request.now)
    if made.person is None or shown is None:
        return None
    drafted = story_link.named(
        to_address=letters.address_of(request.actor, made.person), to_name=made.person.name,
        called=called(made.person), member_name=request.actor.name, title=shown.told.title or "our story", link=link,
        public=shown.reach is Reach.PUBLIC,
    )  # fmt: skip
    return {**letter_preview.preview(request, made.person, drafted), "to": str(made.uid)}
