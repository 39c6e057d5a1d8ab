"""The link to a partner's own page, as the member makes it: shown once, sent with a letter, taken back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from grapevine.domain.letters import queries as letters
from grapevine.domain.partnerships.actions.partner_links import make_link, revoke_link
from grapevine.domain.partnerships.queries.agreements import agreement_of
from grapevine.domain.partnerships.rules.terms import Side
from grapevine.domain.people.models import Person
from grapevine.interfaces.mail import agreement_link
from grapevine.interfaces.web import letter_preview
from grapevine.interfaces.web.actor import MemberRequest, member_page
from grapevine.interfaces.web.partners import page
from grapevine.interfaces.web.questions import called
from grapevine.interfaces.web.when import day_text
from grapevine.kit.errors import NotFound, Refused


@member_page
@require_POST
def new(request: MemberRequest, uid: object) -> HttpResponse:
    """A new link; it stands on this one answer and in the letter below it, and nowhere else."""
    try:
        made, secret = make_link(
            actor=request.actor, now=request.now, partnership_uid=uid,
            they_agreed=request.POST.get("they_agreed") == "on",
        )  # fmt: skip
    except Refused as refusal:
        return page(request, uid, 422, link_refused=refusal.reason)
    link, person = f"{settings.BASE_URL}/p/{secret}", made.partnership.person
    drafted = agreement_link.letter(
        to_address=letters.address_of(request.actor, person), to_name=person.name, called=called(person),
        member_name=request.actor.name, link=link, until=day_text(made.expires_at, request.actor.time_zone),
    )  # fmt: skip
    return page(request, uid, link=link, mail=letter_preview.preview(request, person, drafted))


@member_page
@require_POST
def send(request: MemberRequest, uid: object) -> HttpResponse:
    """Send the letter in the words that were posted."""
    person = _partner(request, uid)
    try:
        letter_preview.send(request, person, kind=agreement_link.KIND, holding="/p/")
    except Refused as refusal:
        return page(request, uid, 422, mail=letter_preview.again(request, person, refusal.reason))
    messages.success(request, letter_preview.sent_line(person))
    return redirect("partnership", uid)


@member_page
@require_POST
def revoke(request: MemberRequest, uid: object) -> HttpResponse:
    """Take a link back; ``uid`` is the link's."""
    one = revoke_link(actor=request.actor, now=request.now, link_uid=uid)
    messages.success(request, "Taken back. The link opens nothing any more.")
    return redirect("partnership", one.uid)


def _partner(request: MemberRequest, uid: object) -> Person:
    """The partner in one's own book. Raises NotFound, also for a member who sits on the partner's side."""
    one = agreement_of(request.actor, uid, request.now)
    if one.side is not Side.OWNER:
        raise NotFound("There is no such agreement of yours.")
    return one.partnership.person
